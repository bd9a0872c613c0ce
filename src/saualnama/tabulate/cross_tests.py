"""Every question of a wave tested against every demographic without weights, beside the matrix."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import pandas as pd

from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    bilder_loughin,
    cramers_v,
    monte_carlo_chi_square,
    pearson_chi_square,
)
from saualnama.survey.wave import Survey
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.matrix import Tests, every_test, typed
from saualnama.tabulate.table_tests import Row, TestRules, adjust, answer_set_is_sparse

COLUMNS = (
    "question",
    "answer",
    "breakdown",
    "evidence",
    "n",
    "test",
    "statistic",
    "df",
    "p",
    "monte_carlo_p",
    "p_holm",
    "p_bh",
    "effect",
    "flag",
)
"""Columns of cross_tests.csv, in order."""

PEARSON, MRCV_X2 = "pearson", "mrcv_x2"
"""Names of the tests; each is the test of tests.csv with the same beginning."""

FEW = 10
"""A p-value that rests on fewer random tables as extreme as the data is drawn again, finer."""

FINEST = 0.01
"""The smallest p-value that the finer one can have after Holm's adjustment."""


def cross_tests_table(survey: Survey, evidence: Evidence, rules: TestRules) -> pd.DataFrame:
    """Do the tests of unweighted counts, one row for each row of matrix.csv.

    A question with one answer, and each item of a scale, is tested by Pearson's chi-square, a
    question with several answers as a whole by Bilder and Loughin's test. `effect` is Cramer's V
    of the counts, 0..1; for a set of answers the root mean square of their own V, as in the matrix.

    Where Pearson's test meets a sparse table, `monte_carlo_p` comes from random tables with the
    same margins; it takes the place of p when p-values are adjusted over all tests. A simulated p
    is at least 1 / (draws + 1), which so many tests would adjust to above any level; so a table
    with fewer than `FEW` random ones as extreme is drawn again, as often as `FINEST` needs.

    Args:
        survey: the wave.
        evidence: what figures rest on.
        rules: seed, and number of random tables before that.

    Returns:
        `COLUMNS`; questions in their order, then items, then demographics. `flag` is that of
        matrix.csv: `sparse`, or why the test could not be done.
    """
    alike = Design(np.ones(survey.n), variance="fixed")
    rows = every_test(survey, alike, evidence, unweighted_tests(survey, rules))
    adjust(rows, "monte_carlo_p", "p")
    return typed(rows, COLUMNS)


def unweighted_tests(survey: Survey, rules: TestRules) -> Tests:
    """How tables of counts are tested, see `cross_tests_table`."""
    items = (max(len(question.items), 1) for question in survey.questionnaire.questions)
    tested = sum(items) * len(survey.questionnaire.demographics)
    finer = max(rules.draws, math.ceil(tested / FINEST) - 1)

    def one_answer(table: Crosstab) -> Row:
        test = pearson_chi_square(table.counts)
        row: Row = {
            "n": test.n,
            "test": PEARSON,
            "statistic": test.statistic,
            "df": test.df,
            "p": test.p,
            "effect": cramers_v(table.counts),
            "flag": test.method if test.p is None else "sparse" if test.sparse else "",
        }
        if test.sparse:
            counts = tuple(map(tuple, table.counts.tolist()))
            row["monte_carlo_p"] = _simulated_p(counts, rules.seed, rules.draws, finer)
        return row

    return Tests((PEARSON, one_answer), (MRCV_X2, _several_answers))


# tables of which nothing is withheld come twice: for cross_tests.csv and for shown_tests.csv
@lru_cache(maxsize=1024)
def _simulated_p(
    counts: tuple[tuple[int, ...], ...], seed: int, draws: int, finer: int
) -> float | None:
    drawn = monte_carlo_chi_square(counts, seed=seed, draws=draws)
    if drawn.as_extreme is not None and drawn.as_extreme < FEW:
        drawn = monte_carlo_chi_square(counts, seed=seed, draws=finer)
    return drawn.p


def _several_answers(table: AnswerSetCrosstab) -> Row:
    test = bilder_loughin(table)
    return {
        "n": test.n,
        "test": MRCV_X2,
        "statistic": test.statistic,
        "df": test.df,
        "p": test.p,
        "effect": test.effect,
        "flag": test.method if test.p is None else "sparse" if answer_set_is_sparse(table) else "",
    }
