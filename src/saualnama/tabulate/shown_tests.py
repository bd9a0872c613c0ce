"""The tests of a wave for readers who are not shown every figure.

A test of all groups is one equation more: where a table has few cells left out, V to two decimals
and p to three leave a single table of whole numbers. So groups with a figure left out are in no
test that stands beside the others, and a test tells nothing that these do not.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.inference import Design
from saualnama.survey.wave import Survey
from saualnama.tabulate.cross_tests import unweighted_tests
from saualnama.tabulate.disclosure import Withheld
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.matrix import WEIGHTED, LeftOut, Place, every_test, typed
from saualnama.tabulate.table_tests import Row, TestRules, adjust

Bools = npt.NDArray[np.bool_]

COLUMNS = (
    "question",
    "answer",
    "breakdown",
    "weighting",
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
"""Columns of shown_tests.csv, in order."""

BY_WEIGHTS, ALIKE = "weighted", "unweighted"
"""What `weighting` says: tests as in matrix.csv, and as in cross_tests.csv."""


def shown_tests_table(
    survey: Survey,
    design: Design,
    evidence: Evidence,
    rules: TestRules,
    withheld: Mapping[tuple[str, str], Withheld],
) -> pd.DataFrame:
    """Do the tests of matrix.csv and of cross_tests.csv on the groups that readers are shown whole.

    Args:
        survey: the wave.
        design: its weights.
        evidence: what figures rest on.
        rules: of the random tables.
        withheld: cells that readers are not shown.

    Returns:
        `COLUMNS`; weighted tests, then unweighted ones, each in the order of matrix.csv. A group is
        in no test of a question (of an item) where any of its figures is withheld. p-values are
        adjusted over the tests of this file, so that they tell nothing of others.
    """
    left_out = _left_out(survey, withheld)
    alike = Design(np.ones(survey.n), variance="fixed")
    sides = (
        (BY_WEIGHTS, design, WEIGHTED),
        (ALIKE, alike, unweighted_tests(survey, rules)),
    )
    every: list[Row] = []
    for weighting, weights, tests in sides:
        rows = every_test(survey, weights, evidence, tests, left_out)
        adjust(rows, "monte_carlo_p", "p")
        for row in rows:
            every.append(row | {"weighting": weighting})
    return typed(every, COLUMNS)


def _left_out(survey: Survey, withheld: Mapping[tuple[str, str], Withheld]) -> LeftOut:
    """Groups with a withheld figure, of the tests that have any."""
    found: dict[Place, Bools] = {}
    for question in survey.questionnaire.questions:
        for demographic in survey.questionnaire.demographics:
            known = withheld[question.id, demographic.id]
            hidden: Bools = (known.cells != "") | known.base
            lines = [item.id for item in question.items] or [""]
            rows: Bools = hidden if question.items else np.any(hidden, axis=0)[None, :]
            for line, groups in zip(lines, rows, strict=True):
                if groups.any():
                    found[question.id, line, demographic.id] = groups
    return found
