"""Tests of association of a wave's crosstabs: one row a table, and one an answer of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from saualnama.inference import AnswerSetCrosstab, Design, answer_set_crosstab
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Survey
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import TOTAL, Exhibit, Part
from saualnama.tabulate.table_tests import (
    STATISTICS,
    Order,
    Row,
    TestRules,
    TwoColumns,
    adjust,
    answer_set_tests,
    one_answer_tests,
    one_of_several_tests,
    responses_tests,
)

COLUMNS = ("exhibit", "question", "answer", "breakdown", "evidence", *STATISTICS)
"""Columns of tests.csv, in order."""

_TEXT = {"exhibit", "question", "answer", "breakdown", "evidence", "variance", "method", "flag"}
_WHOLE = {"n", "table_rows", "table_cols", "pearson_df"}


def answer_order(question: Question) -> Order | None:
    """Scores of a question's answers; None when they stand in no order.

    A scale has its own scores, other ordered answers 0, 1, 2, ...; two answers always have an
    order. "Hard to answer" is outside.
    """
    inside = [not answer.hard_to_answer for answer in question.answers]
    if question.kind == "scale":
        points = [np.nan if a.score is None else a.score for a in question.answers]
        return Order(np.array(points, dtype=np.float64))
    if question.kind == "multiple" or not (question.ordered or sum(inside) == 2):
        return None
    return Order(np.where(inside, np.cumsum(inside) - 1.0, np.nan))


@dataclass(frozen=True, slots=True)
class _Tester:
    """Everything that a test of this wave looks at."""

    survey: Survey
    design: Design
    evidence: Evidence
    rules: TestRules
    rows: list[Row] = field(default_factory=list)

    def part(self, exhibit: str, part: Part) -> None:
        """Test one question by one breakdown."""
        question = self.survey.questionnaire.question[part.question]
        head: Row = {"exhibit": exhibit, "question": question.id, "answer": ""}
        head["breakdown"] = part.breakdown
        if question.kind == "multiple":
            self._several_answers(head, question, part)
            return
        settled = self.evidence.settled(question, part.breakdown)
        rests_on = self.evidence.word(bool(settled.all()) and not question.items)
        order = answer_order(question) if self._has_order(part.breakdown) else None
        size, groups = len(question.answers), len(self.survey.groups(part.breakdown))
        for name, _ in question.fields:
            columns = TwoColumns(
                self.survey.codes(name, size), self.survey.group_codes(part.breakdown), size, groups
            )
            tests = one_answer_tests(self.design, columns, self.rules, order)
            answer = name.partition(".")[2]
            self.rows.append(head | {"answer": answer, "evidence": rests_on} | tests)

    def _has_order(self, breakdown: str) -> bool:
        demographic = self.survey.questionnaire.demographic[breakdown]
        return demographic.ordered or len(demographic.groups) == 2

    def _several_answers(self, head: Row, question: Question, part: Part) -> None:
        shown = [
            at
            for at, id_ in enumerate(question.answer_ids)
            if not part.answers or id_ in part.answers
        ]
        given = self.survey.given(question)
        groups = len(self.survey.groups(part.breakdown))
        table = answer_set_crosstab(
            self.design,
            given[:, shown] == 1,
            self.survey.group_codes(part.breakdown),
            base=given[:, 0] >= 0,
            groups=groups,
        )
        settled = self.evidence.settled(question, part.breakdown)[shown]
        head = head | {"evidence": self.evidence.word(bool(settled.all()))}
        if "pct_of_responses" in part.statistics:
            self.rows.append(head | responses_tests(table))
        if "pct" in part.statistics:
            self.rows.append(head | answer_set_tests(table))
            self.rows.extend(self._one_by_one(head, question, part, table, shown))

    def _one_by_one(
        self,
        head: Row,
        question: Question,
        part: Part,
        table: AnswerSetCrosstab,
        shown: Sequence[int],
    ) -> list[Row]:
        settled = self.evidence.settled(question, part.breakdown)
        rows: list[Row] = []
        for place, at in enumerate(shown):
            row = head | {"answer": question.answer_ids[at]}
            row["evidence"] = self.evidence.word(bool(settled[at].all()))
            ordered = self._has_order(part.breakdown)
            tests = one_of_several_tests(table, place, self.rules, ordered_groups=ordered)
            rows.append(row | tests)
        adjust(rows, "rao_scott_p")
        return rows


def tests_table(
    survey: Survey,
    design: Design,
    exhibits: Iterable[Exhibit],
    evidence: Evidence,
    rules: TestRules,
) -> pd.DataFrame:
    """Test every crosstab of the exhibits.

    A question with one answer has one row; a scale with items one for each; a question with
    several answers one for the whole set (`mrcv_*`) and one for each answer. Where an exhibit shows
    shares of responses, the naive test on responses stands in `pearson_*`, and `method` says so.

    `p_holm` and `p_bh` adjust the weighted test (`rao_scott_p`, or `mrcv_f_p` of a set) over all
    whole tables of the exhibits, each (question, breakdown) once; for single answers of a set over
    the set.

    Returns:
        `COLUMNS`. Empty where a test does not apply; where one could not be done `method` says why.
    """
    tester = _Tester(survey, design, evidence, rules)
    for exhibit in exhibits:
        for part in exhibit.parts:
            if part.breakdown != TOTAL:
                tester.part(exhibit.id, part)
    single = [row for row in tester.rows if "p_holm" not in row]
    distinct = {(r["question"], r["answer"], r["breakdown"], r["table_rows"]): r for r in single}
    adjust(list(distinct.values()), "rao_scott_p", "mrcv_f_p")
    for row in single:
        twin = distinct[row["question"], row["answer"], row["breakdown"], row["table_rows"]]
        row |= {"p_holm": twin["p_holm"], "p_bh": twin["p_bh"]}
    table = pd.DataFrame(tester.rows, columns=list(COLUMNS))
    for name in COLUMNS:
        if name in _WHOLE:
            table[name] = table[name].astype("Int64")
        elif name in _TEXT:
            table[name] = table[name].fillna("")
        else:
            table[name] = table[name].astype("float64")
    return table
