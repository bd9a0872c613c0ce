"""Change between two samples. Truth: R `svyby` and `svycontrast` on the stacked samples; one design
of both, whose covariances come from one matrix; cases by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    Side,
    answer_set_crosstab,
    crosstab,
    differences,
    means,
    rao_scott,
    sample_codes,
    shares,
    stacked,
    stacked_design,
)
from saualnama.inference.differences import COMPARED, NO_ESTIMATE, NO_SPREAD, TOO_FEW

GOLDEN = Path(__file__).parents[1] / "golden"
R = json.loads((GOLDEN / "two_waves.json").read_text(encoding="utf-8"))
EARLIER = 180
SET = ["a1", "a2", "a3", "a4"]


@pytest.fixture(scope="module")
def halves() -> tuple[pd.DataFrame, pd.DataFrame]:
    rows = pd.read_csv(GOLDEN / "inference_data.csv")
    rows["weight"] = R["weight"]
    return rows[:EARLIER], rows[EARLIER:]


def design_of(rows: pd.DataFrame, variance: str) -> Design:
    margins = (rows["region"].to_numpy(), rows["sexage"].to_numpy())
    return Design(rows["weight"].to_numpy(), variance=variance, margins=margins)


def sides(halves, variance, table) -> list[Side]:
    found = []
    for rows in halves:
        t = table(design_of(rows, variance), rows)
        whole = np.shape(t.weighted)
        df, base = (np.broadcast_to(x, whole).astype(float) for x in (t.df, t.base))
        found.append(Side(t.weighted, t.se, df, base))
    return found


def assert_as_in_r(found, at, expected) -> None:
    ours = np.array(
        [
            [getattr(found, name)[k] for name in ("change", "se", "df", "t", "p", "low", "high")]
            for k in at
        ]
    )
    np.testing.assert_allclose(ours, np.reshape(expected, (-1, 7)), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("variance", ["fixed", "raked"])
def test_changes_of_shares_and_means_as_in_r(halves, variance: str) -> None:
    def one_answer(design, rows):
        return shares(crosstab(design, rows["answer"].to_numpy(), answers=4))

    found = differences(*sides(halves, variance, one_answer))
    assert_as_in_r(found, [(k, 0) for k in range(4)], R[f"{variance}_share_all"])

    def several(design, rows):
        return shares(answer_set_crosstab(design, rows[SET].to_numpy()))

    found = differences(*sides(halves, variance, several))
    assert_as_in_r(found, [(k, 0) for k in range(4)], R[f"{variance}_set"])

    def score(design, rows):
        return means(design, rows["score"].to_numpy())

    found = differences(*sides(halves, variance, score))
    assert_as_in_r(found, [0], R[f"{variance}_mean"])


@pytest.mark.parametrize("variance", ["fixed", "raked"])
def test_changes_in_groups_as_in_r(halves, variance: str) -> None:
    def by_group(design, rows):
        columns = rows["answer"].to_numpy(), rows["group"].to_numpy()
        return shares(crosstab(design, *columns, answers=4, groups=4))

    found = differences(*sides(halves, variance, by_group))
    for group in range(4):
        expected = np.array(R[f"{variance}_share_{group}"], dtype=float).reshape(4, 7)
        done = [k for k in range(4) if found.method[k, group] == COMPARED]
        assert_as_in_r(found, [(k, group) for k in done], expected[done])
    # nobody of group 3 gave answer 2 in either half
    assert found.method[2, 3] == NO_SPREAD
    assert (found.method == COMPARED).sum() == 15


@pytest.mark.parametrize("variance", ["fixed", "raked"])
def test_the_whole_question_as_in_r(halves, variance: str) -> None:
    designs = [design_of(rows, variance) for rows in halves]
    answer = stacked(*(rows["answer"].to_numpy() for rows in halves))
    table = crosstab(stacked_design(*designs), answer, sample_codes(*designs), groups=2)
    test = rao_scott(table)
    f, ndf, ddf, p = R[f"{variance}_rao_scott"]
    np.testing.assert_allclose([test.statistic, test.ndf], [f, ndf], rtol=1e-9)
    if variance == "fixed":  # R counts rows without an answer in ddf when weights were raked
        np.testing.assert_allclose([test.ddf, test.p], [ddf, p], rtol=1e-8)


@pytest.mark.parametrize("variance", ["fixed", "raked"])
def test_one_stacked_design_says_the_same(halves, variance: str) -> None:
    designs = [design_of(rows, variance) for rows in halves]
    both = stacked_design(*designs)
    answer = stacked(*(rows["answer"].to_numpy() for rows in halves))
    table = crosstab(both, answer, sample_codes(*designs), groups=2)
    whole = shares(table)

    def one_answer(design, rows):
        return shares(crosstab(design, rows["answer"].to_numpy(), answers=4))

    found = differences(*sides(halves, variance, one_answer))
    np.testing.assert_allclose(found.se[:, 0], np.hypot(*whole.se.T), rtol=1e-12)
    # samples are strata: totals of one do not go with totals of the other
    covariance = table.covariance.reshape(4, 2, 4, 2)
    scale = np.abs(covariance).max()
    assert np.abs(covariance[:, 0, :, 1]).max() < 1e-12 * scale
    assert table.table_df == found.df[0, 0]


def test_equal_weights_are_welchs_test() -> None:
    rng = np.random.default_rng(7)
    first, second = rng.normal(3, 1, 60), rng.normal(3.4, 2, 90)

    def side(scores):
        t = means(Design(np.ones(len(scores)), variance="fixed"), scores)
        return Side(t.weighted, t.se, t.df.astype(float), t.base.astype(float))

    found = differences(side(first), side(second))
    # statistic of Welch's test; its degrees of freedom are Satterthwaite's, ours the design's
    welch = ttest_ind(second, first, equal_var=False)
    np.testing.assert_allclose(found.t[0], welch.statistic, rtol=1e-12)
    assert found.df[0] == 148


def one(estimate: float, se: float, base: float = 100) -> Side:
    return Side(*(np.array([x], dtype=float) for x in (estimate, se, base - 1, base)))


@pytest.mark.parametrize(
    ("earlier", "later", "why"),
    [
        (one(0.0, 0.0), one(5.0, 2.0), NO_SPREAD),
        (one(np.nan, np.nan, 0), one(5.0, 2.0), NO_ESTIMATE),
        (one(5.0, 2.0, 29), one(5.0, 2.0), TOO_FEW),
        (one(5.0, 2.0), one(5.0, np.nan), NO_SPREAD),
    ],
)
def test_no_test_says_why_and_has_no_interval(earlier: Side, later: Side, why: str) -> None:
    found = differences(earlier, later)
    assert found.method[0] == why
    assert np.isnan([found.se[0], found.t[0], found.p[0], found.low[0], found.high[0]]).all()


@given(
    st.floats(0, 100),
    st.floats(0, 100),
    st.floats(0.1, 20),
    st.floats(0.1, 20),
    st.integers(30, 999),
)
def test_properties(first: float, second: float, se1: float, se2: float, base: int) -> None:
    there = differences(one(first, se1, base), one(second, se2))
    back = differences(one(second, se2), one(first, se1, base))
    assert there.change[0] == -back.change[0]
    assert there.p[0] == back.p[0]
    # the interval leaves out 0 exactly when the test rejects at 5 %
    if abs(there.p[0] - 0.05) > 1e-9:
        assert (there.p[0] < 0.05) == (not there.low[0] <= 0 <= there.high[0])
    assert there.se[0] >= max(se1, se2)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(InputError, match="one shape"):
        differences(one(1, 1), Side(*(np.ones(2) for _ in range(4))))
    with pytest.raises(InputError, match="level"):
        differences(one(1, 1), one(1, 1), level=95)
    fixed = Design(np.ones(4), variance="fixed")
    codes = np.array([0, 1, 0, 1])
    raked = Design(np.ones(4), variance="raked", margins=(codes,))
    with pytest.raises(InputError) as caught:
        stacked_design(fixed, raked)
    assert {fault.code for fault in caught.value.faults} == {"other-variance", "other-margins"}
    clustered = Design(np.ones(4), variance="fixed", strata=codes)
    with pytest.raises(InputError, match="one-stage"):
        stacked_design(fixed, clustered)


def test_scales_of_weights_do_not_matter(halves) -> None:
    designs = [design_of(rows, "raked") for rows in halves]
    larger = Design(designs[1].weights * 5000, variance="raked", margins=designs[1].margins)
    answer = stacked(*(rows["answer"].to_numpy() for rows in halves))
    tests = [
        rao_scott(crosstab(stacked_design(designs[0], d), answer, sample_codes(*designs), groups=2))
        for d in (designs[1], larger)
    ]
    np.testing.assert_allclose(tests[0].statistic, tests[1].statistic, rtol=1e-12)
