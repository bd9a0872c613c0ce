"""shown_tests.csv. Truth: scipy on pandas counts of the groups shown whole; and that the file stays
as it is when respondents of the other groups say something else."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from random_wave import random_survey
from statsmodels.stats.multitest import multipletests

from saualnama.inference import Design
from saualnama.tabulate.cross_tests import cross_tests_table
from saualnama.tabulate.disclosure import withheld_cells
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.matrix import matrix_table
from saualnama.tabulate.shown_tests import COLUMNS, shown_tests_table
from saualnama.tabulate.table_tests import TestRules
from saualnama.tabulate.tidy import SmallBases

SMALL = SmallBases(50, 25)
RULES = TestRules(seed=1, draws=99)
PLACE = ["question", "answer", "breakdown"]
ADJUSTED = ["p_holm", "p_bh"]


@pytest.fixture(scope="module")
def withheld(survey_2021):
    return withheld_cells(survey_2021, SMALL)


@pytest.fixture(scope="module")
def shown(survey_2021, design_2021, evidence_2021, withheld) -> pd.DataFrame:
    return shown_tests_table(survey_2021, design_2021("raked"), evidence_2021, RULES, withheld)


def left_out(survey, withheld, row) -> list[str]:
    """Groups of a breakdown with anything withheld."""
    question = survey.questionnaire.question[row["question"]]
    known = withheld[row["question"], row["breakdown"]]
    cells, base = known.cells != "", known.base
    if question.items:
        at = [item.id for item in question.items].index(row["answer"])
        cells, base = cells[[at]], base[at]
    groups = survey.groups(row["breakdown"])
    return [g for g, gone in zip(groups, cells.any(axis=0) | base, strict=True) if gone]


def test_where_nothing_is_withheld_tests_are_those_of_the_other_files(
    shown, survey_2021, design_2021, evidence_2021, withheld
) -> None:
    assert tuple(shown.columns) == COLUMNS
    files = {
        "weighted": matrix_table(survey_2021, design_2021("raked"), evidence_2021),
        "unweighted": cross_tests_table(survey_2021, evidence_2021, RULES),
    }
    whole = 0
    for weighting, every in files.items():
        mine = shown[shown["weighting"] == weighting].reset_index(drop=True)
        pd.testing.assert_frame_equal(mine[PLACE], every[PLACE])
        same = [not left_out(survey_2021, withheld, row) for row in every.to_dict("records")]
        columns = [name for name in every.columns if name not in ADJUSTED]
        pd.testing.assert_frame_equal(mine.loc[same, columns], every.loc[same, columns])
        assert not mine.loc[~np.array(same), "n"].equals(every.loc[~np.array(same), "n"])
        whole += sum(same)
    assert whole > 150


def test_groups_with_a_figure_withheld_are_in_no_test(shown, survey_2021, withheld) -> None:
    seen = 0
    for row in shown[shown["test"] == "pearson"].to_dict("records"):
        gone = left_out(survey_2021, withheld, row)
        if not gone:
            continue
        question = survey_2021.questionnaire.question[row["question"]]
        column = row["question"] + (f".{row['answer']}" if row["answer"] else "")
        codes = survey_2021.codes(column, len(question.answers))
        groups = np.array([*survey_2021.groups(row["breakdown"]), ""])
        group = groups[survey_2021.group_codes(row["breakdown"])]
        kept = (codes >= 0) & (group != "") & ~np.isin(group, gone)
        counts = pd.crosstab(codes[kept], group[kept]).to_numpy()
        assert row["n"] == counts.sum()
        if min(counts.shape) < 2:
            assert np.isnan(row["p"])
            continue
        expected = scipy.stats.chi2_contingency(counts, correction=False)
        assert row["statistic"] == pytest.approx(expected.statistic, rel=1e-10)
        assert row["p"] == pytest.approx(expected.pvalue, rel=1e-9)
        association = scipy.stats.contingency.association(counts)
        assert row["effect"] == pytest.approx(association, rel=1e-10)
        seen += 1
    assert seen > 30


def test_p_is_adjusted_over_the_tests_of_the_file(shown) -> None:
    for weighting in ("weighted", "unweighted"):
        rows = shown[shown["weighting"] == weighting]
        p = rows["monte_carlo_p"].fillna(rows["p"])
        for name, method in (("p_holm", "holm"), ("p_bh", "fdr_bh")):
            expected = multipletests(p.dropna(), method=method)[1]
            np.testing.assert_allclose(rows.loc[p.notna(), name], expected, rtol=1e-12)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_withheld_does_not_enter(seed) -> None:
    """Respondents of groups that are left out give one another's answers; every test stays."""
    survey = random_survey(seed, respondents=(90, 140))
    withheld = withheld_cells(survey, SmallBases(20, 10))
    design = Design(np.ones(survey.n), variance="fixed")
    evidence, changed = Evidence(survey.questionnaire), 0
    before = shown_tests_table(survey, design, evidence, RULES, withheld)
    random = np.random.default_rng(seed)
    for row in before[before["weighting"] == "weighted"].to_dict("records"):
        gone = left_out(survey, withheld, row)
        groups = np.array([*survey.groups(row["breakdown"]), ""])
        inside = np.isin(groups[survey.group_codes(row["breakdown"])], gone)
        columns = [name for name in survey.frame if name.partition(".")[0] == row["question"]]
        frame = survey.frame.copy()
        order, places = np.arange(survey.n), np.flatnonzero(inside)
        order[places] = random.permutation(places)
        for name in columns:
            frame[name] = frame[name].array[order]
        if frame.equals(survey.frame):
            continue
        other = dataclasses.replace(survey, frame=frame)
        after = shown_tests_table(other, design, evidence, RULES, withheld)
        mine = (before[PLACE] == [row[name] for name in PLACE]).all(axis=1)
        kept = [name for name in COLUMNS if name not in ADJUSTED]
        pd.testing.assert_frame_equal(before.loc[mine, kept], after.loc[mine, kept])
        changed += 1
        if changed == 3:
            break
    assert changed
