"""The audit's tables. Truth: numpy's least squares, and sums over people in plain Python."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import small_targets
from saualnama.tabulate.headlines import parse_headlines
from saualnama.tabulate.targets_about import parse_targets_about
from saualnama.tabulate.weight_audit import TABLES, Scrutiny, audit_weights, weight_bars
from saualnama.weighting import targets_from_frame

SEX_AGE = {"margins": [["region"], ["sex", "age_group"]]}


@pytest.fixture(scope="module")
def audited(small_survey):
    targets = targets_from_frame(small_targets.targets(), [("region",)], "targets.csv")
    known = parse_targets_about(small_targets.ABOUT, targets, "about.yaml")
    headlines = parse_headlines(
        {"headlines": small_targets.HEADLINES}, small_survey.questionnaire, "exhibits.yaml"
    )
    scrutiny = Scrutiny(known, headlines, {"caps": [1.22]})

    def audit(survey=small_survey, scrutiny=scrutiny, **changes):
        return audit_weights(survey, targets, small_targets.SETTINGS | changes, scrutiny)

    return audit


@pytest.fixture(scope="module")
def audit(audited):
    return audited()


def test_the_quota_is_the_population_share_times_n(audit):
    rows = audit.quotas.set_index(["margin", "category"])
    assert rows.loc[("region", "north"), "quota"] == pytest.approx(12)
    assert rows.loc[("region", "north"), "reached"] == 10
    assert rows.loc[("region", "north"), "difference"] == pytest.approx(-2)
    assert rows.loc[("region", "north"), "reached_pct"] == pytest.approx(1000 / 12)
    assert audit.quotas.groupby("margin")["quota"].sum().to_list() == pytest.approx([30, 30])


def test_targets_say_what_is_stated_and_what_is_not(audit):
    rows = audit.targets.set_index("margin")
    assert rows.loc["region", ["status", "date", "error_pct"]].to_list() == [
        "official",
        "2020-01-01",
        4.0,
    ]
    assert rows.loc["sex", "status"] == ""
    assert rows["raked"].to_dict() == {"region": True, "sex": True, "sex:age_group": False}
    assert (rows["population"] == 1000).all()


def test_design_effects_by_kishs_formula(audit, small_survey):
    weights = audit.result.weights
    rows = audit.design_effects.set_index(["breakdown", "group"])
    groups = [("total", "all", np.ones(30, bool))]
    for name in ("region", "sex"):
        column = small_survey.frame[name]
        groups += [(name, group, (column == group).to_numpy()) for group in rows.loc[name].index]
    assert len(groups) == len(rows) == 6
    for breakdown, group, inside in groups:
        w = weights[inside]
        row = rows.loc[(breakdown, group)]
        deff = len(w) * (w**2).sum() / w.sum() ** 2
        assert row["kish_deff"] == pytest.approx(deff, rel=1e-12)
        assert row["effective_n"] == pytest.approx(inside.sum() / deff, rel=1e-12)
        assert row["efficiency_pct"] == pytest.approx(100 / deff, rel=1e-12)
        assert row["weight_cv"] == pytest.approx(np.sqrt(deff - 1), abs=1e-7)


@pytest.mark.parametrize("changes", [{}, SEX_AGE, {"scale": "population"}, {"cap": 1.22}], ids=str)
def test_the_bars_hold_every_respondent_once(audited, changes):
    audit = audited(**changes)
    bars, weights = audit.histogram, audit.result.weights
    assert bars["respondents"].sum() == 30
    widths = bars["weight_to"] - bars["weight_from"]
    np.testing.assert_allclose(widths, widths[0], rtol=1e-9)
    first_digit = f"{widths[0]:.6e}"[0]
    assert first_digit in "125"
    assert 3 <= len(bars) <= 26
    for bar in bars.itertuples():
        inside = (weights > bar.weight_from - 1e-9) & (weights < bar.weight_to + 1e-9)
        assert bar.respondents <= inside.sum()


@given(
    st.lists(st.floats(0.001, 2000, allow_nan=False), min_size=1, max_size=40),
    st.sampled_from([1.0, 1e-3, 12_580.398]),
)
def test_any_weights_fall_into_bars_of_a_round_width(weights, scale):
    weights = np.round(np.array(weights) * scale, 6) + 1e-6
    bars = weight_bars(weights)
    low, high = bars["weight_from"].to_numpy(), bars["weight_to"].to_numpy()
    width = float(f"{high[0] - low[0]:.3e}")
    assert f"{width:.0e}"[0] in "125"
    assert len(bars) <= 26
    assert bars["respondents"].sum() == len(weights)
    assert low[0] <= weights.min() + 1e-9
    assert weights.max() <= high[-1] + 1e-9
    for start, end, respondents in zip(low, high, bars["respondents"], strict=True):
        sure = ((weights > start + 1e-8) & (weights < end - 1e-8)).sum()
        perhaps = ((weights > start - 1e-8) & (weights < end + 1e-8)).sum()
        assert sure <= respondents <= perhaps


def test_equal_weights_have_one_bar_or_few_and_nothing_to_explain(audited):
    equal = audited(margins=[["sex"]])  # 15 and 15 against 48 and 52
    assert 3 <= len(equal.histogram) <= 26
    assert equal.regression["r_squared"].iloc[0] == 1


def test_the_regression_is_least_squares_on_the_log_weight(audited, small_survey):
    audit = audited(**SEX_AGE)
    frame = small_survey.frame
    logs = np.log(audit.result.weights)
    crossed = frame["sex"].astype(str) + ":" + frame["age_group"].astype(str)
    dummies = {
        "region": pd.get_dummies(frame["region"].astype(str)),
        "sex:age_group": pd.get_dummies(crossed),
    }
    dummies["region + sex:age_group"] = pd.concat(list(dummies.values()), axis=1)
    for row in audit.regression.itertuples():
        x = dummies[row.characteristic].to_numpy(float)
        rest = logs - x @ np.linalg.lstsq(x, logs, rcond=None)[0]
        by_hand = 1 - (rest**2).sum() / ((logs - logs.mean()) ** 2).sum()
        assert row.r_squared == pytest.approx(by_hand, abs=1e-10)
    assert audit.regression["r_squared"].iloc[0] == pytest.approx(1, abs=1e-12)


def test_characteristics_that_were_not_met_are_compared_too(audit):
    assert audit.regression["characteristic"].to_list() == [
        "region + sex",
        "region",
        "sex",
        "age_group",
    ]
    assert audit.regression["raked"].to_list() == [True, True, True, False]


def test_weights_that_are_not_positive_have_no_regression(audited, small_survey):
    audit = audited(calibrator="linear", bounds=[0.0, 4.0])
    assert len(audit.regression) == 4  # positive here
    broken = replace(audit.result, weights=audit.result.weights - audit.result.weights.min())
    from saualnama.tabulate.weight_audit import _regression
    from saualnama.tabulate.weighting import demographics_frame

    assert _regression(demographics_frame(small_survey), broken).empty


def test_the_example_is_the_most_common_combination_and_no_single_person(audit, audited):
    example = audit.example
    assert example is not None
    assert example.respondents == 5  # 3 regions by 2 sexes, 30 people
    assert example.weight == pytest.approx(np.prod([f.factor for f in example.factors]), rel=1e-12)
    assert [f.margin for f in example.factors] == ["region", "sex"]
    assert audited(**SEX_AGE).example is None  # cells of fewer than five
    assert audited(cap=1.22).example is None  # no plain product


def test_the_example_of_weights_that_sum_to_the_population_has_the_common_scale(audited):
    example = audited(scale="population").example
    assert [f.margin for f in example.factors] == ["scale", "region", "sex"]
    assert example.weight == pytest.approx(np.prod([f.factor for f in example.factors]), rel=1e-12)


def test_standard_errors_follow_the_recipes_variance(audited):
    raked, fixed = audited(), audited(variance="fixed")
    assert all(error > 0 for error in raked.standard_errors)
    assert raked.standard_errors != fixed.standard_errors


def test_the_order_of_the_respondents_does_not_matter(audit, audited, small_survey):
    turned = replace(small_survey, frame=small_survey.frame.iloc[::-1].reset_index(drop=True))
    other = audited(survey=turned)
    for name in TABLES:
        pd.testing.assert_frame_equal(
            getattr(audit, name), getattr(other, name), rtol=1e-9, atol=1e-10
        )


def test_the_line_for_the_terminal(audit, audited, small_survey):
    assert audit.summary.startswith("5 headline figures under 7 other weightings, changed by")
    scrutiny = Scrutiny((), (), {"caps": [1.01]})
    assert audited(scrutiny=scrutiny).summary == (
        "0 headline figures under 0 other weightings; 1 could not be made"
    )
