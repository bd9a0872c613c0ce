"""crosses.csv. Truth: the exhibits of 2021, committed; loops in plain Python over the small wave's
rows; intervals by scipy and statsmodels."""

from __future__ import annotations

import csv
import dataclasses
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import expit, logit
from scipy.stats import t as t_distribution
from statsmodels.stats.proportion import proportion_confint

import small_wave
from saualnama.inference import Design
from saualnama.io.structured import read_yaml
from saualnama.io.tables import write_table
from saualnama.survey.wave import Survey
from saualnama.tabulate.crosses import COLUMNS, crosses_table, wave_crosses
from saualnama.tabulate.disclosure import Withheld, withheld_cells
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.lines import lines_of
from saualnama.tabulate.tidy import SmallBases

ROOT = Path(__file__).parents[2]
KEY = ("question", "answer", "breakdown", "group", "statistic")
FIGURES = ("base_n", "count", "unweighted", "base_weighted", "weighted", "se", "ci_low", "ci_high")
ROWS = small_wave.rows()
EVERY = SmallBases(0, 0)

Q1 = {"better": 1, "same": 2, "worse": 3, "not_sure": 98}
Q3 = {"fear": 1, "money": 2, "not_sure": 3}
Q5 = {"low": 1, "high": 2, "not_sure": 98}


@pytest.fixture(scope="module")
def table(small_survey, small_weights) -> pd.DataFrame:
    return crossed(small_survey, Design(small_weights, variance="fixed"))


def crossed(survey, design, small=EVERY, withheld=None) -> pd.DataFrame:
    evidence = Evidence(survey.questionnaire)
    return crosses_table(wave_crosses(survey, design), evidence, small, withheld or {})


# 2021: whatever an exhibit shows stands in crosses.csv, to the last digit


def test_every_figure_of_every_exhibit_of_2021(crosses_2021, evidence_2021, tmp_path) -> None:
    small = SmallBases(50, 25)
    write_table(tmp_path / "crosses.csv", crosses_table(crosses_2021, evidence_2021, small, {}))
    ours = {tuple(row[name] for name in KEY): row for row in rows_of(tmp_path / "crosses.csv")}
    compared = 0
    exhibits = read_yaml(ROOT / "data/waves/2021/exhibits.yaml")["exhibits"]
    for name_of_file in (f"{exhibit['id']}.csv" for exhibit in exhibits):
        for row in rows_of(ROOT / "results/2021/tables" / name_of_file):
            if row["statistic"] == "pct_of_responses":
                continue
            found = ours[tuple(row[name] for name in KEY)]
            for name in (*FIGURES, "evidence", "flag"):
                assert found[name] == row[name], (name_of_file, row, name)
            compared += 1
    assert compared > 1200


def rows_of(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The small wave, person by person


def test_every_question_stands_by_everybody_and_every_demographic(table) -> None:
    assert tuple(table.columns) == COLUMNS
    lines = {
        "change": [("pct", a) for a in Q1] + [("subtotal_pct", "changed")],
        "knows": [("pct", "yes"), ("pct", "no")],
        "why": [("pct", a) for a in Q3],
        "quality": [("mean", "police"), ("mean", "courts")],
        "trust": [("pct", a) for a in Q5] + [("mean", "mean_score")],
    }
    groups = {
        "total": ["all"],
        "region": ["north", "south", "east"],
        "sex": ["male", "female"],
        "age_group": ["18_29", "30_59", "60_plus"],
    }
    expected = [
        (question, answer, breakdown, group, statistic)
        for question, answers in lines.items()
        for breakdown, members in groups.items()
        for group in members
        for statistic, answer in answers
    ]
    assert list(table[list(KEY)].itertuples(index=False, name=None)) == expected


def group_of(row, breakdown: str) -> str:
    age = row["AGE"]
    return {
        "total": "all",
        "region": ("north", "south", "east")[row["REGION"] - 1],
        "sex": ("male", "female")[row["SEX"] - 1],
        "age_group": "18_29" if age < 30 else "30_59" if age < 60 else "60_plus",
    }[breakdown]


def value(row, question: str, answer: str) -> float | None:
    """What a respondent adds to a figure; None outside its base."""
    match question:
        case "change":
            wanted = (1, 3) if answer == "changed" else (Q1[answer],) if answer in Q1 else ()
            return None if row["Q1"] in (99, None) else row["Q1"] in wanted
        case "knows":
            return row["Q2"] == {"yes": 1, "no": 2}[answer]
        case "why":
            inside = row["Q2"] == 1 and 1 in (row["Q3_1"], row["Q3_2"], row["Q3_3"])
            return row[f"Q3_{Q3[answer]}"] == 1 if inside else None
        case "quality":
            code = row["Q4_1" if answer == "police" else "Q4_2"]
            return None if code in (99, None) else code
    code = row["Q5"]
    if answer == "mean_score":
        return code if code in (1, 2) else None
    return None if code is None else code == Q5[answer]


def test_every_cell_is_what_a_loop_over_people_gives(table, small_weights) -> None:
    for line in table.to_dict("records"):
        base = [
            (float(got), weight)
            for row, weight in zip(ROWS, small_weights, strict=True)
            if group_of(row, line["breakdown"]) == line["group"]
            and (got := value(row, line["question"], line["answer"])) is not None
        ]
        scale = 1 if line["statistic"] == "mean" else 100
        n, total, weights = len(base), sum(x for x, _ in base), sum(w for _, w in base)
        assert line["base_n"] == n
        assert math.isnan(line["count"]) if scale == 1 else line["count"] == total
        assert line["unweighted"] == pytest.approx(scale * total / n, rel=1e-12)
        assert line["base_weighted"] == pytest.approx(weights, rel=1e-12)
        weighted = sum(x * w for x, w in base) / weights
        assert line["weighted"] == pytest.approx(scale * weighted, rel=1e-12, abs=1e-12)
        low, high = interval([x for x, _ in base], scale)
        assert line["unweighted_ci_low"] == pytest.approx(low, rel=1e-9, abs=1e-12, nan_ok=True)
        assert line["unweighted_ci_high"] == pytest.approx(high, rel=1e-9, abs=1e-12, nan_ok=True)


def interval(values: list[float], scale: int) -> tuple[float, float]:
    """The unweighted interval by its formula: 30 respondents, those outside count as zeros."""
    n, mean = len(values), sum(values) / len(values)
    squares = sum((x - mean) ** 2 for x in values) / n**2
    # equal scores say nothing of what others would have said
    if n == 1 or (scale == 1 and squares == 0):
        return math.nan, math.nan
    reach = t_distribution.ppf(0.975, n - 1) * math.sqrt(30 / 29 * squares)
    if scale == 1:
        return mean - reach, mean + reach
    if mean in (0, 1):
        low, high = proportion_confint(round(mean * n), n, method="beta")
        return 100 * low, 100 * high
    centre, spread = logit(mean), reach / (mean * (1 - mean))
    return 100 * expit(centre - spread), 100 * expit(centre + spread)


def test_equal_weights_make_both_sides_one(small_survey) -> None:
    table = crossed(small_survey, Design(np.full(30, 2.0), variance="fixed"))
    for plain, weighted in (
        ("unweighted", "weighted"),
        ("unweighted_ci_low", "ci_low"),
        ("unweighted_ci_high", "ci_high"),
    ):
        np.testing.assert_allclose(table[plain], table[weighted], rtol=1e-9, atol=1e-11)


# Flags


SMALL = SmallBases(11, 10)


def test_without_other_reasons_the_base_alone_decides(small_survey, small_weights) -> None:
    plain = crossed(small_survey, Design(small_weights, variance="fixed"), SMALL)
    expected = np.select([plain["base_n"] < 10, plain["base_n"] < 11], ["suppressed", "small"], "")
    assert set(expected) == {"", "small", "suppressed"}
    assert list(plain["flag"]) == list(expected)
    assert set(plain["base_flag"]) == {""}


def test_cells_and_bases_that_are_withheld_are_marked(small_survey, small_weights) -> None:
    design = Design(small_weights, variance="fixed")
    plain = crossed(small_survey, design, SMALL)
    # by sex 15 each; of change 5 lines, the second one; of police the base of the men
    change, quality = np.full((5, 2), ""), np.array([["complementary", ""], ["", ""]])
    change = change.astype("<U13")
    change[1] = ["complementary", "suppressed"]
    by_region = np.full((5, 3), "complementary")
    withheld = {
        ("change", "sex"): Withheld(change, np.array([False, True])),
        ("change", "region"): Withheld(by_region, np.zeros(3, dtype=bool)),
        ("quality", "sex"): Withheld(quality, np.array([[True, False], [False, False]])),
    }
    found = crossed(small_survey, design, SMALL, withheld)
    assert marks(found, "flag", "change", "sex") == [
        *("", "complementary", "", "", ""),
        *("", "complementary", "", "", ""),
    ]
    assert marks(found, "base_flag", "change", "sex") == [""] * 5 + ["withheld"] * 5
    # a base under the rule says more than that the cell gives another one away
    low = plain[(plain["question"] == "change") & (plain["breakdown"] == "region")]["base_n"] < 10
    assert low.any() and not low.all()
    expected = ["suppressed" if is_low else "complementary" for is_low in low]
    assert marks(found, "flag", "change", "region") == expected
    assert marks(found, "flag", "quality", "sex") == ["complementary", "", "", ""]
    assert marks(found, "base_flag", "quality", "sex") == ["withheld", "", "", ""]
    untouched = [name for name in COLUMNS if name not in ("flag", "base_flag")]
    pd.testing.assert_frame_equal(found[untouched], plain[untouched])


def marks(table: pd.DataFrame, column: str, question: str, breakdown: str) -> list[str]:
    rows = table[(table["question"] == question) & (table["breakdown"] == breakdown)]
    return list(rows[column])


def test_an_item_without_rows_leaves_the_marks_of_the_others(small_survey, small_weights) -> None:
    survey = with_column(small_survey, **{"quality.police": ["_refused"] * 30})
    cells = np.array([["complementary", "complementary"], ["", "complementary"]])
    withheld = {("quality", "sex"): Withheld(cells, np.array([[True, True], [True, False]]))}
    found = crossed(survey, Design(small_weights, variance="fixed"), EVERY, withheld)
    assert marks(found, "flag", "quality", "sex") == ["", "complementary"]
    assert marks(found, "base_flag", "quality", "sex") == ["withheld", ""]


def test_marks_of_2021_are_those_of_the_exhibits_and_of_what_is_withheld(
    crosses_2021, evidence_2021, survey_2021
) -> None:
    small = SmallBases(50, 25)
    withheld = withheld_cells(survey_2021, small)
    plain = crosses_table(crosses_2021, evidence_2021, small, {})["flag"]
    found = crosses_table(crosses_2021, evidence_2021, small, withheld)
    assert [line for cross in crosses_2021 for line in cross.lines] == [
        line.id for cross in crosses_2021 for line in lines_of(cross.question)
    ]
    expected = [
        cell
        for cross in crosses_2021
        for cell in withheld[cross.question.id, cross.breakdown].cells.T.ravel()
    ]
    kept_back = np.array(expected) != ""
    np.testing.assert_array_equal(found["flag"][kept_back], np.array(expected)[kept_back])
    np.testing.assert_array_equal(found["flag"][~kept_back], plain[~kept_back])
    assert (found["flag"] == "complementary").sum() > 50


# What has nobody


def with_column(survey: Survey, **columns: list[str]) -> Survey:
    typed = {
        name: pd.Series(values).astype(survey.frame[name].dtype) for name, values in columns.items()
    }
    return Survey(survey.questionnaire, survey.frame.assign(**typed))


def test_a_question_that_nobody_answered_has_no_rows(table, small_survey, small_weights) -> None:
    survey = with_column(small_survey, knows=["_missing"] * 30, why=["_not_asked"] * 30)
    found = crossed(survey, Design(small_weights, variance="fixed"))
    kept = table[~table["question"].isin(["knows", "why"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, kept)


def test_a_line_that_nobody_answered_has_no_rows(table, small_survey, small_weights) -> None:
    # nobody rated the police, and everybody found the other scale hard
    survey = with_column(
        small_survey, **{"quality.police": ["_refused"] * 30, "trust": ["not_sure"] * 30}
    )
    found = crossed(survey, Design(small_weights, variance="fixed"))
    quality = found[found["question"] == "quality"]
    assert set(quality["answer"]) == {"courts"}
    kept = table[table["answer"] == "courts"]
    assert list(quality["weighted"]) == list(kept["weighted"])
    trust = found[found["question"] == "trust"]
    assert set(trust["statistic"]) == {"pct"}
    assert set(trust[trust["answer"] == "not_sure"]["unweighted"]) == {100}


def test_an_empty_group_has_rows_that_say_so(small_survey, small_weights) -> None:
    survey = with_column(small_survey, sex=["male"] * 30)
    found = crossed(survey, Design(small_weights, variance="fixed"), SmallBases(50, 25))
    women = found[found["group"] == "female"]
    assert len(women) == 4 + 1 + 2 + 3 + 2 + 3 + 1
    assert (women["base_n"] == 0).all()
    empty = ["unweighted", "weighted", "se", "ci_low", "ci_high", "unweighted_ci_low"]
    assert women[empty].isna().all(axis=None)
    assert set(women["flag"]) == {"suppressed"}


def test_a_demographic_without_anybody_has_no_rows(table, small_survey, small_weights) -> None:
    survey = with_column(small_survey, region=["_missing"] * 30)
    found = crossed(survey, Design(small_weights, variance="fixed"))
    kept = table[table["breakdown"] != "region"].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, kept)


def test_a_wave_without_demographics_has_everybody_together(table, small_survey, small_weights):
    bare = dataclasses.replace(small_survey.questionnaire, demographics=())
    survey = Survey(bare, small_survey.frame)
    found = crossed(survey, Design(small_weights, variance="fixed"))
    kept = table[table["breakdown"] == "total"].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, kept)


def test_a_wave_without_questions_has_a_header(small_survey, small_weights, tmp_path) -> None:
    bare = dataclasses.replace(small_survey.questionnaire, questions=())
    found = crossed(Survey(bare, small_survey.frame), Design(small_weights, variance="fixed"))
    write_table(tmp_path / "crosses.csv", found)
    assert (tmp_path / "crosses.csv").read_text(encoding="utf-8") == ",".join(COLUMNS) + "\n"
