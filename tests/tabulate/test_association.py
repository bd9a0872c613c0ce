"""tests.csv of the small wave. Truth: the room inference called by hand on codes written here."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kendalltau
from statsmodels.stats.multitest import multipletests

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    cramers_v,
    crosstab,
    linear_by_linear,
    monte_carlo_chi_square,
    pearson_chi_square,
    permutation_check,
    rao_scott,
    weighted_trend,
)
from saualnama.tabulate.association import COLUMNS, answer_order
from saualnama.tabulate.association import tests_table as table_of_tests
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import Exhibit, Part
from saualnama.tabulate.table_tests import TestRules, rules_from_settings

RULES = TestRules(seed=7, draws=199)


@pytest.fixture(scope="module")
def design(small_weights) -> Design:
    return Design(small_weights, variance="fixed")


@pytest.fixture(scope="module")
def tested(small_survey, design):
    def run(*parts: Part, rules: TestRules = RULES):
        evidence = Evidence(small_survey.questionnaire)
        return table_of_tests(small_survey, design, [Exhibit("table_1", parts)], evidence, rules)

    return run


@pytest.fixture(scope="module")
def whole(small_survey, small_exhibits, design):
    evidence = Evidence(small_survey.questionnaire)
    return table_of_tests(small_survey, design, small_exhibits, evidence, RULES)


def part(question: str, breakdown: str, *statistics: str, answers: tuple[str, ...] = ()) -> Part:
    return Part(question, breakdown, statistics or ("pct",), answers)


def test_columns_and_rows_are_those_of_the_contract(whole, small_questionnaire) -> None:
    assert tuple(whole.columns) == COLUMNS
    found = list(zip(whole["question"], whole["answer"], whole["breakdown"], strict=True))
    answers = small_questionnaire.question["why"].answer_ids
    assert found == [
        ("change", "", "region"),
        ("change", "", "sex"),
        ("change", "", "age_group"),
        ("why", "", "sex"),  # the naive test on responses
        ("why", "", "sex"),
        *(("why", answer, "sex") for answer in answers),
        ("quality", "police", "region"),
        ("quality", "courts", "region"),
        ("trust", "", "sex"),
    ]
    assert set(whole["evidence"]) == {"observed"}


def test_a_row_is_what_the_room_inference_says(tested, small_survey, design) -> None:
    row = tested(part("change", "region")).iloc[0]
    answer, group = small_survey.codes("change", 4), small_survey.group_codes("region")
    table = crosstab(design, answer, group, answers=4, groups=3)
    pearson, weighted = pearson_chi_square(table.counts), rao_scott(table)
    drawn = monte_carlo_chi_square(table.counts, seed=7, draws=199)
    check = permutation_check(design, answer, group, seed=7, draws=199)
    assert row["pearson_chi2"] == pearson.statistic
    assert row["rao_scott_f"] == weighted.statistic
    assert row["cramers_v"] == cramers_v(table.weighted)
    assert row["flag"] == "sparse"
    assert row["monte_carlo_p"] == drawn.p
    assert f"a check, not a test, 199 draws, seed 7, p {check.p:.4g}" in row["method"]
    assert row["trend_p"] != row["trend_p"]  # regions have no order


def test_a_trend_leaves_out_who_finds_it_hard_to_answer(tested, small_survey, design) -> None:
    row = tested(part("change", "age_group")).iloc[0]
    answer = small_survey.codes("change", 4)
    answer = np.where(answer == 3, -1, answer)
    group = small_survey.group_codes("age_group")
    table = crosstab(design, answer, group, answers=3, groups=3)
    trend, weighted = linear_by_linear(table.counts), weighted_trend(table)
    assert row["trend_statistic"] == pytest.approx(trend.statistic, rel=1e-12)
    assert row["trend_p"] == pytest.approx(trend.p, rel=1e-12)
    inside = answer >= 0
    tau = kendalltau(answer[inside], group[inside]).statistic
    assert row["kendall_tau_b"] == pytest.approx(tau, rel=1e-12)
    assert f"df {weighted.df}, p {weighted.p:.4g}" in row["method"]
    assert row["n"] > table.counts.sum()


def test_a_trend_goes_up_where_higher_groups_give_the_answer_more_often(tested, small_survey):
    rows = tested(part("why", "sex")).set_index("answer")
    given = small_survey.given(small_survey.questionnaire.question["why"])
    sex = small_survey.group_codes("sex")
    asked = given[:, 0] >= 0
    for at, answer in enumerate(("fear", "money", "not_sure")):
        shares = [given[asked & (sex == group), at].mean() for group in (0, 1)]
        up = np.sign(round(shares[1] - shares[0], 12))
        assert np.sign(round(rows.loc[answer, "trend_statistic"], 12)) == up
        assert np.sign(round(rows.loc[answer, "kendall_tau_b"], 12)) == up


def test_adjusting_is_that_of_statsmodels_over_distinct_tables(tested) -> None:
    parts = [part("change", b) for b in ("region", "sex", "age_group")]
    once, twice = tested(*parts), tested(*parts, *parts)
    p = once["rao_scott_p"].to_numpy()
    np.testing.assert_allclose(once["p_holm"], multipletests(p, method="holm")[1], rtol=1e-12)
    np.testing.assert_allclose(once["p_bh"], multipletests(p, method="fdr_bh")[1], rtol=1e-12)
    # a table that two exhibits show is one test
    assert list(twice["p_holm"]) == [*once["p_holm"], *once["p_holm"]]


def test_answers_of_a_set_are_adjusted_within_the_set(tested) -> None:
    rows = tested(part("why", "sex"), part("change", "region"))
    single = rows[rows["answer"] != ""]
    expected = multipletests(single["rao_scott_p"], method="holm")[1]
    np.testing.assert_allclose(single["p_holm"], expected, rtol=1e-12)
    sets = rows[(rows["question"] == "why") & (rows["answer"] == "")].iloc[0]
    other = rows[rows["question"] == "change"].iloc[0]
    both = multipletests([sets["mrcv_f_p"], other["rao_scott_p"]], method="holm")[1]
    np.testing.assert_allclose([sets["p_holm"], other["p_holm"]], both, rtol=1e-12)


def test_only_the_answers_that_are_shown_are_tested(tested) -> None:
    rows = tested(part("why", "sex", answers=("fear", "money")))
    assert list(rows["answer"]) == ["", "fear", "money"]
    assert rows["table_rows"].iloc[0] == 2


def test_rules_reach_the_draws(tested) -> None:
    p = [
        tested(part("change", "region"), rules=rules)["monte_carlo_p"].iloc[0]
        for rules in (RULES, TestRules(8, 199), TestRules(7, 399))
    ]
    assert len(set(p)) == 3


def test_what_cannot_be_tested_says_why(small_survey, small_exhibits, design) -> None:
    frame = small_survey.frame.copy()
    frame["sex"] = frame["sex"].where(frame["sex"] == "male", "male")
    one_sex = type(small_survey)(small_survey.questionnaire, frame)
    evidence = Evidence(small_survey.questionnaire)
    rows = table_of_tests(one_sex, design, small_exhibits, evidence, RULES)
    done = rows[rows["breakdown"] == "sex"]
    tests = ["pearson_p", "rao_scott_p", "mrcv_p", "mrcv_f_p", "trend_p", "p_holm"]
    assert done[tests].isna().all(axis=None)
    assert done["method"].str.contains("the grouping has one category").all()


@pytest.mark.parametrize(
    ("question", "scores"),
    [
        ("change", [0, 1, 2, None]),
        ("knows", [0, 1]),  # two answers always have an order
        ("quality", [1, 2, 3]),
        ("trust", [1, 2, None]),
    ],
)
def test_order_of_answers(question, scores, small_questionnaire) -> None:
    order = answer_order(small_questionnaire.question[question])
    expected = [np.nan if score is None else score for score in scores]
    np.testing.assert_array_equal(order.scores, expected)


def test_several_answers_have_no_order(small_questionnaire) -> None:
    assert answer_order(small_questionnaire.question["why"]) is None


@pytest.mark.parametrize(
    "settings",
    [
        {"seed": -1},
        {"seed": 1, "draws": 0},
        {"seed": 1, "letters": ["design", "design"]},
        {"seed": 1, "letters": ["stata"]},
    ],
)
def test_rules_that_cannot_be_used(settings) -> None:
    with pytest.raises(InputError, match="rules of the tests"):
        rules_from_settings(settings)


def test_rules_keep_their_defaults() -> None:
    assert rules_from_settings({"seed": 3}) == TestRules(3, 1999, ("design",))
    both = rules_from_settings({"seed": 3, "letters": ["design", "spss"]})
    assert both.letters == ("design", "spss")
