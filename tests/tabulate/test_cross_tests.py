"""cross_tests.csv. Truth: scipy on tables that pandas counted; tests.csv as committed; for many
tests statsmodels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency
from statsmodels.stats.multitest import multipletests

from saualnama.io.tables import read_table
from saualnama.survey.wave import ANSWERED, Survey
from saualnama.tabulate.cross_tests import COLUMNS, FEW, FINEST, cross_tests_table
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.matrix import NOBODY
from saualnama.tabulate.table_tests import TestRules

RESULTS = Path(__file__).parents[2] / "results/2021/tables"
RULES = TestRules(seed=2021)


@pytest.fixture(scope="module")
def found(survey_2021, evidence_2021) -> pd.DataFrame:
    return cross_tests_table(survey_2021, evidence_2021, RULES)


def counted(survey: Survey, field: str, breakdown: str, answers: tuple[str, ...]) -> pd.DataFrame:
    """Answers by groups, those of somebody only."""
    column = survey.frame[field].astype(str)
    inside = column.isin(answers) & survey.frame[breakdown].isin(survey.groups(breakdown))
    return pd.crosstab(column[inside], survey.frame[breakdown].astype(str)[inside])


def test_its_rows_are_those_of_the_matrix(found) -> None:
    assert tuple(found.columns) == COLUMNS
    matrix = read_table(RESULTS / "matrix.csv")
    names = ["question", "answer", "breakdown", "evidence"]
    assert found[names].to_numpy().tolist() == matrix[names].to_numpy().tolist()
    assert list(found["n"].astype(str)) == list(matrix["n"])
    kinds = {"rao_scott": "pearson", "mrcv_f": "mrcv_x2"}
    assert list(found["test"]) == [kinds[name] for name in matrix["test"]]
    # whether a set is sparse does not depend on weights
    of_sets = found["test"] == "mrcv_x2"
    assert list(found[of_sets]["flag"]) == list(matrix[list(of_sets)]["flag"])


def test_one_answer_is_tested_by_pearsons_chi_square(found, survey_2021) -> None:
    rows = found[found["test"] == "pearson"]
    assert len(rows) == 156
    for row in rows.to_dict("records"):
        question = survey_2021.questionnaire.question[row["question"]]
        field = f"{question.id}.{row['answer']}" if row["answer"] else question.id
        table = counted(survey_2021, field, row["breakdown"], question.answer_ids)
        theirs = chi2_contingency(table, correction=False)
        assert row["statistic"] == pytest.approx(theirs.statistic, rel=1e-10)
        assert row["df"] == theirs.dof
        assert row["p"] == pytest.approx(theirs.pvalue, rel=1e-8)
        n, smaller = table.to_numpy().sum(), min(table.shape) - 1
        assert row["effect"] == pytest.approx(np.sqrt(theirs.statistic / n / smaller), rel=1e-10)
        expected = theirs.expected_freq
        sparse = (expected < 5).mean() > 0.2 or expected.min() < 1
        assert row["flag"] == ("sparse" if sparse else "")
        assert np.isfinite(row["monte_carlo_p"]) == sparse
        if sparse:  # both are near where the approximation is not too bad
            assert abs(row["monte_carlo_p"] - theirs.pvalue) < 0.12


def test_the_effect_of_a_set_is_the_mean_square_of_its_answers(found, survey_2021) -> None:
    rows = found[found["test"] == "mrcv_x2"]
    assert len(rows) == 42
    frame = survey_2021.frame
    for row in rows.to_dict("records"):
        question = survey_2021.questionnaire.question[row["question"]]
        inside = frame[question.id] == ANSWERED
        squares = []
        for name, _ in question.fields:
            given = frame[name][inside]
            if given.nunique() == 2:
                table = pd.crosstab(given, frame[row["breakdown"]].astype(str)[inside])
                statistic = chi2_contingency(table, correction=False).statistic
                squares.append(statistic / inside.sum())
        assert row["effect"] == pytest.approx(np.sqrt(np.mean(squares)), rel=1e-10)
        assert np.isnan(row["monte_carlo_p"])


def test_tests_that_an_exhibit_shows_are_those_of_its_file(found) -> None:
    place = {(r["question"], r["answer"], r["breakdown"]): r for r in found.to_dict("records")}
    compared = 0
    for row in read_table(RESULTS / "tests.csv").to_dict("records"):
        ours = place.get((row["question"], row["answer"], row["breakdown"]))
        # an exhibit may show some answers of a set, and tests them alone
        if (
            ours is None
            or not (row["mrcv_x2"] or row["pearson_chi2"])
            or row["n"] != str(ours["n"])
        ):
            continue
        if ours["test"] == "mrcv_x2":
            if not row["mrcv_x2"] or float(row["mrcv_df"]) != pytest.approx(ours["df"], rel=1e-9):
                continue
            names = {"mrcv_x2": "statistic", "mrcv_df": "df", "mrcv_p": "p"}
        else:
            names = {"pearson_chi2": "statistic", "pearson_df": "df", "pearson_p": "p"}
            # a small simulated p is drawn finer here
            if not row["monte_carlo_p"] or float(row["monte_carlo_p"]) > FEW / 2000:
                names["monte_carlo_p"] = "monte_carlo_p"
        for theirs, name in names.items():
            expected = float(row[theirs]) if row[theirs] else np.nan
            assert ours[name] == pytest.approx(expected, rel=1e-8, nan_ok=True)
        compared += 1
    assert compared >= 30


def test_adjusting_takes_the_simulated_p_where_there_is_one(found) -> None:
    p = found["monte_carlo_p"].fillna(found["p"])
    for column, method in (("p_holm", "holm"), ("p_bh", "fdr_bh")):
        np.testing.assert_allclose(found[column], multipletests(p, method=method)[1], rtol=1e-10)


def test_seed_and_draws_reach_the_simulation(found, survey_2021, evidence_2021) -> None:
    seeded = cross_tests_table(survey_2021, evidence_2021, TestRules(seed=3, draws=99))
    p = seeded["monte_carlo_p"].dropna()
    coarse = p[p > 0.2] * 100
    assert len(coarse) > 20
    assert (coarse - coarse.round()).abs().max() < 1e-9
    names = ["statistic", "df", "p", "effect", "flag"]
    pd.testing.assert_frame_equal(seeded[names], found[names])


def test_a_simulated_p_is_fine_enough_to_stand_after_adjustment(found) -> None:
    drawn = found[found["monte_carlo_p"].notna()]
    strong = drawn[drawn["p"] < 1e-12]
    assert len(strong) >= 5
    # none of the random tables was as extreme: 198 tests, 1 / (draws + 1) after Holm under FINEST
    assert strong["monte_carlo_p"].max() == pytest.approx(1 / 19800)
    assert strong["p_holm"].max() <= FINEST


def test_a_test_that_cannot_be_done_says_why(small_survey) -> None:
    frame = small_survey.frame
    changed = {
        "knows": pd.Series(["_missing"] * 30).astype(frame["knows"].dtype),
        "why": pd.Series(["_not_asked"] * 30).astype(frame["why"].dtype),
        "trust": pd.Series(["high"] * 30).astype(frame["trust"].dtype),
        "sex": pd.Series(["male"] * 30).astype(frame["sex"].dtype),
    }
    survey = Survey(small_survey.questionnaire, frame.assign(**changed))
    found = cross_tests_table(survey, Evidence(survey.questionnaire), RULES)
    empty = found[found["question"].isin(["knows", "why"])]
    assert (empty["flag"] == NOBODY).all()
    assert set(empty["n"]) == {0}
    same = found[(found["question"] == "trust") & (found["breakdown"] == "region")]
    assert list(same["flag"]) == ["not done: everybody gave the same answer"]
    by_sex = found[(found["question"] == "change") & (found["breakdown"] == "sex")]
    assert list(by_sex["flag"]) == ["not done: the grouping has one category with respondents"]
    for rows in (empty, same, by_sex):
        assert rows[["statistic", "df", "p", "p_holm", "p_bh"]].isna().all(axis=None)
