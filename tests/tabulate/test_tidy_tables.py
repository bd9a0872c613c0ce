"""Tidy tables of the small wave. Truth: loops in plain Python over the rows that were written."""

from __future__ import annotations

import math

import numpy as np
import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.inference import Design
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import Exhibit, Part
from saualnama.tabulate.tidy import COLUMNS, SmallBases, exhibit_table

ROWS = small_wave.rows()
BANDS = {"18_29": range(18, 30), "30_59": range(30, 60), "60_plus": range(60, 101)}
Q1 = {"better": 1, "same": 2, "worse": 3, "not_sure": 98}
Q3 = {"fear": "Q3_1", "money": "Q3_2", "not_sure": "Q3_3"}
NUMBERS = ["count", "unweighted", "weighted", "se", "ci_low", "ci_high", "deff"]


def member(row, breakdown, group):
    match breakdown:
        case "total":
            return group == "all"
        case "region":
            return row["REGION"] == ("north", "south", "east").index(group) + 1
        case "sex":
            return row["SEX"] == ("male", "female").index(group) + 1
        case "age_group":
            return row["AGE"] in BANDS[group]
    raise AssertionError(breakdown)


def marks(row):
    return [row[column] for column in Q3.values()]


def value(line, row):
    """What a respondent adds to a figure: None outside the base, else a share or a score."""
    question, answer, statistic = line["question"], line["answer"], line["statistic"]
    if question == "change":
        if row["Q1"] in (99, None):
            return None
        wanted = [1, 3] if answer == "changed" else [Q1[answer]]
        return row["Q1"] in wanted
    if question == "why":
        inside = row["Q2"] == 1 and 1 in marks(row)
        return row[Q3[answer]] == 1 if inside else None
    if question == "quality":
        code = row["Q4_1" if answer == "police" else "Q4_2"]
        return None if code in (99, None) else code
    code = row["Q5"]
    if statistic == "mean":
        return code if code in (1, 2) else None
    return None if code in (99, None) else code == {"low": 1, "high": 2, "not_sure": 98}[answer]


@pytest.fixture(scope="module")
def table(small_survey, small_weights, tabulated):
    return tabulated(small_survey, small_weights)


def test_the_columns_are_those_of_the_contract(table):
    assert tuple(table.columns) == COLUMNS
    assert ",".join(COLUMNS) == (
        "exhibit,question,answer,breakdown,group,statistic,base_n,count,unweighted,base_weighted,"
        "weighted,se,ci_low,ci_high,deff,adjusted_residual,evidence,flag"
    )


def test_every_figure_is_what_a_loop_over_people_gives(table, small_weights):
    for line in table.to_dict("records"):
        people = [
            (value(line, row), weight)
            for row, weight in zip(ROWS, small_weights, strict=True)
            if member(row, line["breakdown"], line["group"])
        ]
        base = [(float(got), weight) for got, weight in people if got is not None]
        scale = 1 if line["statistic"] == "mean" else 100
        if line["statistic"] == "pct_of_responses":
            answered = [
                (row, weight)
                for row, weight in zip(ROWS, small_weights, strict=True)
                if member(row, line["breakdown"], line["group"]) and row["Q2"] == 1
            ]
            given = sum(row[c] == 1 for row, _ in answered for c in Q3.values())
            given_weighted = sum(w for row, w in answered for c in Q3.values() if row[c] == 1)
        else:
            given, given_weighted = len(base), sum(weight for _, weight in base)
        assert line["base_n"] == given
        assert line["base_weighted"] == pytest.approx(given_weighted, rel=1e-12)
        total = sum(got for got, _ in base)
        assert line["unweighted"] == pytest.approx(scale * total / given, rel=1e-12)
        weighted = sum(got * weight for got, weight in base) / given_weighted
        assert line["weighted"] == pytest.approx(scale * weighted, rel=1e-12)
        if line["statistic"] == "mean":
            assert math.isnan(line["count"])
        else:
            assert line["count"] == total
        if line["statistic"] in ("pct", "mean", "subtotal_pct"):
            score = [weight * (got - weighted) / given_weighted for got, weight in base]
            # section 3: zeros outside the domain, n / (n - 1) over all thirty
            variance = 30 / 29 * (sum(z * z for z in score) - sum(score) ** 2 / 30)
            assert line["se"] == pytest.approx(scale * math.sqrt(variance), rel=1e-9, abs=1e-12)
    # nine groups of five answers, three of three in two statistics, six means, two of three and one
    assert len(table) == 9 * 5 + 3 * 3 * 2 + 3 * 2 + 2 * (3 + 1)


def test_answers_of_one_answer_questions_fill_their_base(table):
    shares = table[(table["question"] == "change") & (table["statistic"] == "pct")]
    for _, group in shares.groupby(["breakdown", "group"]):
        assert group["count"].sum() == group["base_n"].iloc[0]
        assert group["unweighted"].sum() == pytest.approx(100, abs=1e-10)
        assert group["weighted"].sum() == pytest.approx(100, abs=1e-10)


def test_subtotals_are_the_sum_of_their_answers(table):
    for (_, _), part in table[table["question"] == "change"].groupby(["breakdown", "group"]):
        by = part.set_index("answer")
        for column in ("count", "unweighted", "weighted"):
            parts = by.loc["better", column] + by.loc["worse", column]
            assert by.loc["changed", column] == pytest.approx(parts, rel=1e-12, abs=1e-12)


def test_responses_add_to_a_hundred_and_cases_to_more(table):
    sums = table[table["question"] == "why"].groupby(["breakdown", "group", "statistic"])
    for (_, _, statistic), total in sums["unweighted"].sum().items():
        assert (abs(total - 100) < 1e-10) if statistic == "pct_of_responses" else total > 100


def test_intervals_hold_the_figure_and_stay_inside(table):
    shares = table[table["statistic"] != "mean"].dropna(subset=["ci_low"])
    assert len(shares) > 40
    inside = (shares["ci_low"] < shares["weighted"]) & (shares["weighted"] < shares["ci_high"])
    extreme = shares["weighted"].isin([0, 100])
    assert (inside | extreme).all()
    assert shares["ci_low"].min() >= 0
    assert shares["ci_high"].max() <= 100


def test_residuals_of_the_total_are_empty_and_of_a_two_way_table_mirror(table):
    total = table[table["breakdown"] == "total"]
    assert total["adjusted_residual"].isna().all()
    sex = table[(table["question"] == "change") & (table["breakdown"] == "sex")]
    pairs = sex[sex["statistic"] == "pct"].pivot(
        index="answer", columns="group", values="adjusted_residual"
    )
    np.testing.assert_allclose(pairs["male"], -pairs["female"], rtol=1e-12)


def test_rows_stand_in_the_order_of_recipe_groups_and_answers(table):
    region = table[(table["exhibit"] == "table_1") & (table["breakdown"] == "region")]
    assert region["group"].drop_duplicates().to_list() == ["north", "south", "east"]
    wanted = ["better", "same", "worse", "not_sure", "changed"]
    assert region["answer"].to_list() == wanted * 3


def same(one, two, columns=NUMBERS, rtol=1e-9):
    for column in columns:
        np.testing.assert_allclose(
            one[column].to_numpy(float), two[column].to_numpy(float), rtol=rtol, atol=1e-9
        )


def test_seven_times_the_weights_leave_every_figure(table, small_survey, small_weights, tabulated):
    other = tabulated(small_survey, 7 * small_weights)
    same(table, other)
    np.testing.assert_allclose(
        other["base_weighted"].to_numpy(), 7 * table["base_weighted"].to_numpy(), rtol=1e-12
    )


def test_equal_weights_change_nothing(small_survey, tabulated):
    table = tabulated(small_survey, np.full(30, 2.5))
    same(table, table.assign(weighted=table["unweighted"]), ["weighted"])


def test_every_row_twice_leaves_the_shares(small_questionnaire, small_weights, tabulated, table):
    twice = [row | {"ID": 1000 * copy + row["ID"]} for copy in (1, 2) for row in ROWS]
    survey = ingest(small_wave.frame(twice), small_questionnaire, file="a.sav")
    other = tabulated(survey, np.tile(small_weights, 2))
    same(table, other, ["unweighted", "weighted"], 1e-12)
    np.testing.assert_array_equal(other["base_n"], 2 * table["base_n"])
    np.testing.assert_array_equal(other["count"].dropna(), 2 * table["count"].dropna())
    thinner = (other["se"] < table["se"]) | (table["se"].fillna(0) < 1e-9)
    assert thinner.all()


def test_the_order_of_respondents_does_not_matter(
    small_questionnaire, small_weights, tabulated, table
):
    order = [(11 * at) % 30 for at in range(30)]
    survey = ingest(small_wave.frame([ROWS[at] for at in order]), small_questionnaire, file="a.sav")
    same(table, tabulated(survey, small_weights[order]))


def test_renaming_and_turning_categories_turns_the_tables(small_weights, tabulated, table):
    content = small_wave.questionnaire()
    content["demographics"][0]["categories"].reverse()
    content["questions"][0]["answers"].reverse()
    for answer in content["questions"][0]["answers"]:
        answer["id"] = f"{answer['id']}_x"
    content["questions"][0]["subtotals"][0]["of"] = ["worse_x", "better_x"]
    survey = ingest(small_wave.frame(), parse_questionnaire(content, "q"), file="a.sav")
    other = tabulated(survey, small_weights)
    other["answer"] = other["answer"].str.removesuffix("_x")
    keys = ["exhibit", "question", "breakdown", "group", "answer", "statistic"]
    one, two = (frame.set_index(keys).sort_index() for frame in (table, other))
    assert list(one.index) == list(two.index)
    same(one, two, [*NUMBERS, "base_n", "base_weighted", "adjusted_residual"])


@pytest.mark.parametrize(
    ("flag_below", "suppress_below", "flags"),
    [
        (50, 25, ["suppressed", "suppressed", "small", "small", ""]),
        (26, 25, ["suppressed", "suppressed", "small", "", ""]),
        (25, 25, ["suppressed", "suppressed", "", "", ""]),
        (0, 0, ["", "", "", "", ""]),
    ],
)
def test_small_bases_are_marked_at_the_limit(flag_below, suppress_below, flags):
    rule = SmallBases(flag_below, suppress_below)
    found = rule.flags(np.array([0.0, 24.0, 25.0, 49.0, 50.0]))
    assert found.tolist() == flags


@pytest.mark.parametrize(("flag_below", "suppress_below"), [(10, 25), (50, -1), (-1, -1)])
def test_a_small_base_rule_that_cannot_be_is_refused(flag_below, suppress_below):
    with pytest.raises(InputError, match="0 <= suppress_below <= flag_below"):
        SmallBases(flag_below, suppress_below)


def test_the_rule_marks_and_removes_nothing(small_survey, small_weights, tabulated):
    plain = tabulated(small_survey, small_weights, small=SmallBases(0, 0))
    marked = tabulated(small_survey, small_weights, small=SmallBases(20, 10))
    assert set(plain["flag"]) == {""}
    assert set(marked["flag"]) == {"", "small", "suppressed"}
    same(plain, marked, [*NUMBERS, "adjusted_residual"])
    people = {
        line["group"]: sum(
            value(line, row) is not None for row in ROWS if member(row, "region", line["group"])
        )
        for line in marked[
            (marked["question"] == "change") & (marked["breakdown"] == "region")
        ].to_dict("records")
    }
    for line in marked[marked["breakdown"] == "region"].to_dict("records"):
        if line["question"] == "change":
            n = people[line["group"]]
            wanted = "suppressed" if n < 10 else "small" if n < 20 else ""
            assert line["flag"] == wanted


def test_the_rule_looks_at_people_and_not_at_responses(small_survey, small_weights, tabulated):
    marked = tabulated(small_survey, small_weights, small=SmallBases(30, 25))
    why = marked[(marked["question"] == "why") & (marked["breakdown"] == "total")]
    assert why.groupby("statistic")["flag"].unique().map(list).to_dict() == {
        "pct": ["suppressed"],
        "pct_of_responses": ["suppressed"],
    }
    assert (why.loc[why["statistic"] == "pct_of_responses", "base_n"] > 25).all()


def test_a_question_that_nobody_answered_is_refused_by_name(small_questionnaire):
    survey = ingest(
        small_wave.frame([row | {"Q1": None} for row in ROWS]), small_questionnaire, file="a.sav"
    )
    exhibit = Exhibit("table_1", (Part("change", "sex", ("pct",)),))
    design = Design(np.ones(30), variance="fixed")
    with pytest.raises(InputError, match="`change` by `sex`"):
        exhibit_table(survey, design, exhibit, SmallBases(), Evidence(small_questionnaire))


def test_a_group_without_answers_has_no_figures_and_no_fault(
    small_questionnaire, small_weights, tabulated
):
    records = [row | ({"Q1": None} if row["REGION"] == 2 else {}) for row in ROWS]
    survey = ingest(small_wave.frame(records), small_questionnaire, file="a.sav")
    table = tabulated(survey, small_weights)
    south = table[(table["question"] == "change") & (table["group"] == "south")]
    assert (south["base_n"] == 0).all()
    assert south[["unweighted", "weighted", "se", "ci_low", "ci_high"]].isna().all(axis=None)
    assert set(south["flag"]) == {"suppressed"}


def weights_of(survey, **changes):
    import pandas as pd

    frame = pd.DataFrame({"id": survey.frame["id"], "weight": ["1.5"] * survey.n}, dtype="str")
    for column, (at, new) in changes.items():
        frame.loc[at, column] = new
    return frame


@pytest.mark.parametrize("weight", ["", "0", "-1", "nan", "inf", "many"])
def test_a_weight_that_is_none_is_refused_with_its_line(small_survey, weight):
    with pytest.raises(InputError) as caught:
        wave_design(small_survey, weights_of(small_survey, weight=(4, weight)), [], "fixed")
    assert [(f.code, f.where) for f in caught.value.faults] == [("weight", "weights.csv, line 4")]


def test_weights_of_other_people_are_refused(small_survey):
    for weights in (
        weights_of(small_survey, id=(4, "x")),
        weights_of(small_survey).iloc[:-1],
        weights_of(small_survey).iloc[::-1],
    ):
        with pytest.raises(InputError, match="the ids of the survey, in order"):
            wave_design(small_survey, weights, [], "fixed")
    design = wave_design(small_survey, weights_of(small_survey), [["region"], ["sex"]], "raked")
    assert design.weights.tolist() == [1.5] * 30
