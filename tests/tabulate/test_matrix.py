"""matrix.csv. Truth: one table at a time by the room inference; R for the wave of 2021."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from saualnama.inference import (
    Design,
    answer_set_crosstab,
    answer_set_rao_scott,
    cramers_v,
    crosstab,
    pearson_chi_square,
    rao_scott,
    shares,
    yes_no_crosstab,
)
from saualnama.io.tables import read_table
from saualnama.survey.wave import Survey
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.matrix import COLUMNS, NOBODY, matrix_table

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def design(small_weights) -> Design:
    return Design(small_weights, variance="fixed")


@pytest.fixture(scope="module")
def matrix(small_survey, design) -> pd.DataFrame:
    return matrix_table(small_survey, design, Evidence(small_survey.questionnaire))


def test_every_question_stands_by_every_demographic(matrix, small_questionnaire) -> None:
    assert tuple(matrix.columns) == COLUMNS
    places = [("change", ""), ("knows", ""), ("why", ""), ("quality", "police")]
    places += [("quality", "courts"), ("trust", "")]
    expected = [(*place, d.id) for place in places for d in small_questionnaire.demographics]
    rows = zip(matrix["question"], matrix["answer"], matrix["breakdown"], strict=True)
    assert list(rows) == expected
    assert set(matrix["evidence"]) == {"observed"}


def test_one_answer_is_tested_by_rao_scott(matrix, small_survey, design) -> None:
    rows = matrix[matrix["test"] == "rao_scott"]
    assert len(rows) == 15
    for row in rows.to_dict("records"):
        question = small_survey.questionnaire.question[row["question"]]
        name = f"{question.id}.{row['answer']}" if row["answer"] else question.id
        size = len(question.answers)
        table = crosstab(
            design,
            small_survey.codes(name, size),
            small_survey.group_codes(row["breakdown"]),
            answers=size,
            groups=len(small_survey.groups(row["breakdown"])),
        )
        test = rao_scott(table)
        assert row["n"] == test.n
        assert row["statistic"] == pytest.approx(test.statistic, rel=1e-10)
        assert row["p"] == pytest.approx(test.p, rel=1e-9)
        assert row["effect"] == pytest.approx(cramers_v(table.weighted), rel=1e-10)
        assert row["flag"] == ("sparse" if pearson_chi_square(table.counts).sparse else "")


def test_a_set_is_tested_whole_and_its_effect_is_the_mean_square_of_its_answers(
    matrix, small_survey, design
) -> None:
    question = small_survey.questionnaire.question["why"]
    given = small_survey.given(question)
    for row in matrix[matrix["question"] == "why"].to_dict("records"):
        table = answer_set_crosstab(
            design,
            given == 1,
            small_survey.group_codes(row["breakdown"]),
            base=given[:, 0] >= 0,
            groups=len(small_survey.groups(row["breakdown"])),
        )
        test = answer_set_rao_scott(table)
        assert (row["test"], row["n"]) == ("mrcv_f", test.n)
        assert [row["statistic"], row["p"]] == [test.statistic, test.p]
        effects = [cramers_v(yes_no_crosstab(table, at).weighted) for at in range(3)]
        assert row["effect"] == pytest.approx(np.sqrt(np.mean(np.square(effects))), rel=1e-12)


def test_adjusting_is_that_of_statsmodels_over_the_matrix(matrix) -> None:
    for column, method in (("p_holm", "holm"), ("p_bh", "fdr_bh")):
        np.testing.assert_allclose(matrix[column], multipletests(matrix["p"], method=method)[1])


def with_column(survey: Survey, **columns: object) -> Survey:
    return Survey(survey.questionnaire, survey.frame.assign(**columns))


def test_a_question_that_nobody_answered_has_a_reason(small_survey, design) -> None:
    column = small_survey.frame["knows"]
    nobody = pd.Series(["_missing"] * 30).astype(column.dtype)
    states = pd.Series(["_not_asked"] * 30).astype(small_survey.frame["why"].dtype)
    survey = with_column(small_survey, knows=nobody, why=states)
    found = matrix_table(survey, design, Evidence(survey.questionnaire))
    empty = found[found["question"].isin(["knows", "why"])]
    assert (empty["flag"] == NOBODY).all()
    assert empty[["statistic", "p", "p_holm", "p_bh", "effect"]].isna().all(axis=None)
    assert (empty["n"] == 0).all()
    assert found[~found["question"].isin(["knows", "why"])]["p"].notna().all()


def test_one_group_has_a_reason(small_survey, design) -> None:
    column = small_survey.frame["sex"]
    survey = with_column(small_survey, sex=pd.Series(["male"] * 30).astype(column.dtype))
    found = matrix_table(survey, design, Evidence(survey.questionnaire))
    by_sex = found[found["breakdown"] == "sex"]
    assert by_sex["flag"].str.contains("one category with respondents").all()
    assert by_sex["p"].isna().all()


def test_one_answer_for_all_has_a_reason(small_survey, design) -> None:
    column = small_survey.frame["knows"]
    survey = with_column(small_survey, knows=pd.Series(["yes"] * 30).astype(column.dtype))
    found = matrix_table(survey, design, Evidence(survey.questionnaire))
    same = found[found["question"] == "knows"]
    assert (same["flag"] == "not done: everybody gave the same answer").all()


def test_multiplying_weights_changes_nothing(matrix, small_survey, small_weights) -> None:
    evidence = Evidence(small_survey.questionnaire)
    sevenfold = matrix_table(small_survey, Design(7 * small_weights, variance="fixed"), evidence)
    pd.testing.assert_frame_equal(matrix, sevenfold, rtol=1e-9)


# The wave of 2021 against R: tests/golden/wave_2021.R


@pytest.fixture(scope="module")
def golden() -> dict[str, list[float]]:
    return json.loads((ROOT / "tests/golden/wave_2021.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("variance", ["fixed", "raked"])
def test_all_crosses_of_2021_are_those_of_r(variance, golden, survey_2021, design_2021) -> None:
    design = design_2021(variance)
    fields = [
        (name, len(question.answers))
        for question in survey_2021.questionnaire.questions
        if question.kind != "multiple"
        for name, _ in question.fields
    ]
    compared, singular = 0, 0
    for name, size in fields:
        for demographic in survey_2021.questionnaire.demographics:
            ours = rao_scott(
                crosstab(
                    design,
                    survey_2021.codes(name, size),
                    survey_2021.group_codes(demographic.id),
                    answers=size,
                    groups=len(demographic.groups),
                )
            )
            theirs = golden[f"{variance}|rao_scott|{name}|{demographic.id}"]
            if not theirs:  # svychisq stops at a singular matrix; R's pseudo-inverse goes on
                theirs = golden[f"{variance}|by_definition|{name}|{demographic.id}"]
                found = [ours.statistic, ours.ndf]
                np.testing.assert_allclose(found, theirs, rtol=1e-8, err_msg=name)
                assert ours.sparse
                singular += 1
                continue
            found = [ours.statistic, ours.ndf, ours.ddf, ours.p]
            # R counts everybody for the denominator of a raked design, so its p differs a little
            last = 4 if variance == "fixed" else 2
            np.testing.assert_allclose(found[:last], theirs[:last], rtol=1e-8, err_msg=name)
            compared += 1
    assert compared > 100
    assert compared + singular == len(fields) * 6


def test_the_matrix_of_2021_is_what_was_committed(survey_2021, design_2021) -> None:
    printed = printed_figures(read_table(ROOT / "data/published/survey_figures.csv"))
    evidence = Evidence(survey_2021.questionnaire, printed)
    ours = matrix_table(survey_2021, design_2021("raked"), evidence)
    committed = read_table(ROOT / "results/2021/tables/matrix.csv")
    assert list(ours["evidence"]) == list(committed["evidence"])
    assert list(ours["flag"]) == list(committed["flag"])
    for name in ("statistic", "p", "p_holm", "p_bh", "effect"):
        np.testing.assert_allclose(ours[name], committed[name].astype(float), rtol=1e-8)


def test_intervals_of_2021_are_those_of_r(golden, survey_2021, design_2021) -> None:
    design, checked = design_2021("raked"), 0
    cases = {tuple(key.split("|")[1:3]) for key in golden if key.startswith("share|")}
    assert len(cases) == 5
    for name, breakdown in cases:
        question = survey_2021.questionnaire.question[name]
        groups = survey_2021.groups(breakdown)
        table = shares(
            crosstab(
                design,
                survey_2021.codes(name, len(question.answers)),
                survey_2021.group_codes(breakdown),
                answers=len(question.answers),
                groups=len(groups),
            )
        )
        for j, group in enumerate(groups):
            for i in range(len(question.answers)):
                theirs = golden.get(f"share|{name}|{breakdown}|{group}|{i}")
                if theirs is None:
                    continue
                ours = [part[i, j] for part in (table.weighted, table.se, table.low, table.high)]
                np.testing.assert_allclose(ours, theirs, rtol=1e-8)
                checked += 1
    assert checked > 40


def test_a_demographic_without_anybody_leaves_the_other_tests(matrix, small_survey, design) -> None:
    column = small_survey.frame["region"]
    survey = with_column(small_survey, region=pd.Series(["_missing"] * 30).astype(column.dtype))
    found = matrix_table(survey, design, Evidence(survey.questionnaire))
    by_region = found["breakdown"] == "region"
    assert (found[by_region]["flag"] == NOBODY).all()
    names = ["n", "test", "statistic", "p", "effect", "flag"]
    pd.testing.assert_frame_equal(found[~by_region][names], matrix[~by_region][names], rtol=1e-12)
