"""The matrix of a wave: every question tested against every demographic, printed or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

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

NOBODY = "not done: nobody is in the table"


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


def every_test(survey: Survey, design: Design, evidence: Evidence, tests: Tests) -> list[Row]:
    """Test every question, and each item of a scale, by every demographic.

    Returns:
        `question, answer, breakdown, evidence` and what `tests` say; questions in their order, then
        items, then demographics. Where nobody is in a table `flag` is `NOBODY`.
    """
    found = _one_answer(survey, design, tests) | _several_answers(survey, design, tests)
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
        if name not in ("question", "answer", "breakdown", "evidence", "n", "test", "flag"):
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


def _one_answer(survey: Survey, design: Design, tests: Tests) -> dict[tuple[str, str, str], Row]:
    breakdowns = [d.id for d in survey.questionnaire.demographics]
    groups = [(survey.group_codes(name), len(survey.groups(name))) for name in breakdowns]
    name, test = tests.one_answer
    found: dict[tuple[str, str, str], Row] = {}
    places: list[tuple[str, str]] = []
    columns: list[tuple[Codes, int]] = []
    for question in survey.questionnaire.questions:
        if question.kind == "multiple":
            continue
        size = len(question.answers)
        for field, _ in question.fields:
            codes = survey.codes(field, size)
            place = (question.id, field.partition(".")[2])
            filled = [bool(((codes >= 0) & (group >= 0)).any()) for group, _ in groups]
            if all(filled):
                places.append(place)
                columns.append((codes, size))
                continue
            for breakdown, group, somebody in zip(breakdowns, groups, filled, strict=True):
                row = _not_done(name)
                if somebody:
                    row = test(crosstab(design, codes, group[0], answers=size, groups=group[1]))
                found[*place, breakdown] = row
    for place, tables in zip(places, crosstabs(design, columns, groups), strict=True):
        for breakdown, table in zip(breakdowns, tables, strict=True):
            found[*place, breakdown] = test(table)
    return found


def _several_answers(
    survey: Survey, design: Design, tests: Tests
) -> dict[tuple[str, str, str], Row]:
    name, test = tests.several_answers
    found: dict[tuple[str, str, str], Row] = {}
    for question in survey.questionnaire.questions:
        if question.kind != "multiple":
            continue
        given = survey.given(question)
        base = given[:, 0] >= 0
        for demographic in survey.questionnaire.demographics:
            group = survey.group_codes(demographic.id)
            place = (question.id, "", demographic.id)
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
