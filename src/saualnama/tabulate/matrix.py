"""The matrix of a wave: every question tested against every demographic, printed or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    answer_set_crosstab,
    answer_set_rao_scott,
    cramers_v,
    crosstab,
    crosstabs,
    pearson_chi_square,
    rao_scott,
)
from saualnama.survey.questionnaire import Demographic, Question
from saualnama.survey.wave import Codes, Survey
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.table_tests import Row, adjust, answer_set_is_sparse

COLUMNS = (
    "question",
    "answer",
    "breakdown",
    "evidence",
    "n",
    "test",
    "statistic",
    "p",
    "p_holm",
    "p_bh",
    "effect",
    "flag",
)
"""Columns of matrix.csv, in order."""

RAO_SCOTT, MRCV_F = "rao_scott", "mrcv_f"
"""Names of the tests; each is the test of tests.csv with the same beginning."""

TEXTS = ("question", "answer", "breakdown", "weighting", "evidence", "test", "flag")
"""Columns of files of tests that hold words."""

NOBODY = "not done: nobody is in the table"

Place = tuple[str, str, str]
"""Question, item or nothing, and breakdown of a test."""
LeftOut = Mapping[Place, npt.NDArray[np.bool_]]
"""Groups that a test leaves out, (groups,); tests that leave out none are not in it."""
NONE_LEFT_OUT: LeftOut = MappingProxyType({})


def matrix_table(survey: Survey, design: Design, evidence: Evidence) -> pd.DataFrame:
    """Test every question of a wave by every demographic, under the wave's weights and design.

    A question with one answer, and each item of a scale, is tested by Rao-Scott; a question with
    several answers as a whole by the weighted test for several answers. `effect` is Cramer's V of
    weighted shares, 0..1. For a set of c answers it is sqrt(X2 / (n c)), the root mean square of
    the answers' own V: the statistic of the test itself on the scale of V.

    `p_holm` and `p_bh` adjust over the whole matrix. `flag` is `sparse` (a fifth of expected
    counts under 5, or one under 1; for a set, in the tables of all its answers together), or says
    why the test could not be done.

    Returns:
        `COLUMNS`; questions in their order, then items, then demographics.
    """
    rows = every_test(survey, design, evidence, WEIGHTED)
    adjust(rows, "p")
    return typed(rows, COLUMNS)


@dataclass(frozen=True, slots=True)
class Tests:
    """How each kind of table is tested; rows hold `n`, `test`, `flag` and what the test says.

    Attributes:
        one_answer: name of the test of a table of one answer each, and the test.
        several_answers: the same for a set of answers.
    """

    __test__ = False  # pytest collects classes by this name

    one_answer: tuple[str, Callable[[Crosstab], Row]]
    several_answers: tuple[str, Callable[[AnswerSetCrosstab], Row]]


def every_test(
    survey: Survey,
    design: Design,
    evidence: Evidence,
    tests: Tests,
    left_out: LeftOut = NONE_LEFT_OUT,
) -> list[Row]:
    """Test every question, and each item of a scale, by every demographic.

    Args:
        survey: the wave.
        design: its weights.
        evidence: what figures rest on.
        tests: how tables are tested.
        left_out: groups whose respondents are treated like those without a group.

    Returns:
        `question, answer, breakdown, evidence` and what `tests` say; questions in their order, then
        items, then demographics. Where nobody is in a table `flag` is `NOBODY`.
    """
    found = _one_answer(survey, design, tests, left_out)
    found |= _several_answers(survey, design, tests, left_out)
    return [
        row | found[row["question"], row["answer"], row["breakdown"]]
        for question in survey.questionnaire.questions
        for row in _heads(question, survey.questionnaire.demographics, evidence)
    ]


def typed(rows: Sequence[Row], columns: Sequence[str]) -> pd.DataFrame:
    """Put rows of tests into a table whose empty cells are of their column's type."""
    table = pd.DataFrame(rows, columns=list(columns))
    table["n"] = table["n"].astype("Int64")
    for name in columns:
        if name not in TEXTS and name != "n":
            table[name] = table[name].astype("float64")
    return table


def _heads(
    question: Question, demographics: Sequence[Demographic], evidence: Evidence
) -> Iterator[Row]:
    printed = [
        bool(evidence.settled(question, d.id).all()) and not question.items for d in demographics
    ]
    for answer in [item.id for item in question.items] or [""]:
        for demographic, known in zip(demographics, printed, strict=True):
            yield {
                "question": question.id,
                "answer": answer,
                "breakdown": demographic.id,
                "evidence": evidence.word(known),
            }


def _kept(survey: Survey, place: Place, left_out: LeftOut) -> Codes:
    """Groups of respondents, -1 for those in a group that the test leaves out, (n,)."""
    group = survey.group_codes(place[2])
    if place not in left_out:
        return group
    return np.where((group >= 0) & ~left_out[place][group], group, -1)


def _one_answer(
    survey: Survey, design: Design, tests: Tests, left_out: LeftOut
) -> dict[Place, Row]:
    breakdowns = [d.id for d in survey.questionnaire.demographics]
    groups = [(survey.group_codes(name), len(survey.groups(name))) for name in breakdowns]
    name, test = tests.one_answer
    found: dict[Place, Row] = {}
    places: list[tuple[str, str]] = []
    columns: list[tuple[Codes, int]] = []
    for question in survey.questionnaire.questions:
        if question.kind == "multiple":
            continue
        size = len(question.answers)
        for field, _ in question.fields:
            codes = survey.codes(field, size)
            place = (question.id, field.partition(".")[2])
            together = all(((codes >= 0) & (group >= 0)).any() for group, _ in groups)
            if together:
                places.append(place)
                columns.append((codes, size))
            for breakdown, (_, several) in zip(breakdowns, groups, strict=True):
                at = (*place, breakdown)
                if together and at not in left_out:
                    continue
                group = _kept(survey, at, left_out)
                found[at] = _not_done(name)
                if ((codes >= 0) & (group >= 0)).any():
                    found[at] = test(crosstab(design, codes, group, answers=size, groups=several))
    for place, tables in zip(places, crosstabs(design, columns, groups), strict=True):
        for breakdown, table in zip(breakdowns, tables, strict=True):
            if (*place, breakdown) not in left_out:
                found[*place, breakdown] = test(table)
    return found


def _several_answers(
    survey: Survey, design: Design, tests: Tests, left_out: LeftOut
) -> dict[Place, Row]:
    name, test = tests.several_answers
    found: dict[Place, Row] = {}
    for question in survey.questionnaire.questions:
        if question.kind != "multiple":
            continue
        given = survey.given(question)
        base = given[:, 0] >= 0
        for demographic in survey.questionnaire.demographics:
            place = (question.id, "", demographic.id)
            group = _kept(survey, place, left_out)
            if not (base & (group >= 0)).any():
                found[place] = _not_done(name)
                continue
            table = answer_set_crosstab(
                design, given == 1, group, base=base, groups=len(demographic.groups)
            )
            found[place] = test(table)
    return found


def _rao_scott(table: Crosstab) -> Row:
    test = rao_scott(table)
    sparse = test.sparse or pearson_chi_square(table.counts).sparse
    return {
        "n": test.n,
        "test": RAO_SCOTT,
        "statistic": test.statistic,
        "p": test.p,
        "effect": cramers_v(table.weighted),
        "flag": test.method if test.p is None else "sparse" if sparse else "",
    }


def _mrcv_f(table: AnswerSetCrosstab) -> Row:
    test = answer_set_rao_scott(table)
    return {
        "n": test.n,
        "test": MRCV_F,
        "statistic": test.statistic,
        "p": test.p,
        "effect": test.effect,
        "flag": test.method if test.p is None else "sparse" if answer_set_is_sparse(table) else "",
    }


def _not_done(test: str) -> Row:
    return {"n": 0, "test": test, "flag": NOBODY}


WEIGHTED = Tests((RAO_SCOTT, _rao_scott), (MRCV_F, _mrcv_f))
