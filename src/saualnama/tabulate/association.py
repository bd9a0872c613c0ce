"""Tests of association of a wave's crosstabs: one row a table, and one an answer of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    answer_set_crosstab,
    answer_set_rao_scott,
    benjamini_hochberg,
    bilder_loughin,
    cramers_v,
    cramers_v_corrected,
    crosstab,
    holm,
    kendall_tau_b,
    linear_by_linear,
    monte_carlo_chi_square,
    pearson_chi_square,
    rao_scott,
    responses_chi_square,
    yes_no_crosstab,
)
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Survey
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import TOTAL, Exhibit, Part

COLUMNS = (
    "exhibit",
    "question",
    "answer",
    "breakdown",
    "evidence",
    "n",
    "table_rows",
    "table_cols",
    "pearson_chi2",
    "pearson_df",
    "pearson_p",
    "expected_below_5",
    "monte_carlo_p",
    "variance",
    "rao_scott_f",
    "rao_scott_ndf",
    "rao_scott_ddf",
    "rao_scott_p",
    "cramers_v",
    "cramers_v_corrected",
    "trend_statistic",
    "trend_p",
    "kendall_tau_b",
    "mrcv_x2",
    "mrcv_df",
    "mrcv_p",
    "mrcv_f",
    "mrcv_ndf",
    "mrcv_ddf",
    "mrcv_f_p",
    "p_holm",
    "p_bh",
    "method",
    "flag",
)
"""Columns of tests.csv, in order."""

_TEXT = {"exhibit", "question", "answer", "breakdown", "evidence", "variance", "method", "flag"}
_WHOLE = {"n", "table_rows", "table_cols", "pearson_df"}


@dataclass(frozen=True, slots=True)
class TestRules:
    """How tests are done.

    Attributes:
        seed: of the Monte-Carlo p-values of sparse tables.
        draws: random tables drawn for each of them.
    """

    __test__ = False  # pytest collects classes by this name

    seed: int
    draws: int = 9999


@dataclass(frozen=True, slots=True)
class _Tester:
    """Everything that a test of this wave looks at."""

    survey: Survey
    design: Design
    evidence: Evidence
    rules: TestRules
    rows: list[dict[str, Any]] = field(default_factory=list)

    def part(self, exhibit: str, part: Part) -> None:
        """Test one question by one breakdown."""
        question = self.survey.questionnaire.question[part.question]
        head: dict[str, Any] = {"exhibit": exhibit, "question": question.id, "answer": ""}
        head["breakdown"] = part.breakdown
        if question.kind == "multiple":
            self._several_answers(head, question, part)
            return
        for name, _ in question.fields:
            answer = name.partition(".")[2]
            cells = self.evidence.settled(question, part.breakdown)
            rests_on = self.evidence.word(bool(cells.all()) and not question.items)
            row = head | {"answer": answer, "evidence": rests_on}
            codes = self.survey.codes(name, len(question.answers))
            scored = np.array([not a.hard_to_answer for a in question.answers])
            table = self._crossed(codes, len(question.answers), part.breakdown)
            self.rows.append(
                row | self._tests(table, part.breakdown, scored if question.ordered else None)
            )

    def _crossed(self, codes: npt.NDArray[np.int16], size: int, breakdown: str) -> Crosstab:
        groups = self.survey.groups(breakdown)
        return crosstab(
            self.design,
            codes,
            self.survey.group_codes(breakdown),
            answers=size,
            groups=len(groups),
        )

    def _tests(
        self, table: Crosstab, breakdown: str, scored: npt.NDArray[np.bool_] | None
    ) -> dict[str, Any]:
        """Pearson and Rao-Scott, effect sizes, and a trend where both sides have an order.

        Args:
            table: answers by groups.
            breakdown: what the groups are.
            scored: answers that stand on an ordered scale; None when the answers have no order.
        """
        pearson, weighted = pearson_chi_square(table.counts), rao_scott(table)
        row: dict[str, Any] = {
            "n": pearson.n,
            "table_rows": pearson.table_rows,
            "table_cols": pearson.table_cols,
            "pearson_chi2": pearson.statistic,
            "pearson_df": pearson.df,
            "pearson_p": pearson.p,
            "expected_below_5": pearson.expected_below_5,
            "variance": weighted.variance,
            "rao_scott_f": weighted.statistic,
            "rao_scott_ndf": weighted.ndf,
            "rao_scott_ddf": weighted.ddf,
            "rao_scott_p": weighted.p,
            "cramers_v": cramers_v(table.weighted),
            "cramers_v_corrected": cramers_v_corrected(table.weighted, pearson.n),
            "flag": "sparse" if pearson.sparse or weighted.sparse else "",
        }
        methods = [pearson.method, weighted.method]
        if pearson.sparse:
            drawn = monte_carlo_chi_square(
                table.counts, seed=self.rules.seed, draws=self.rules.draws
            )
            row["monte_carlo_p"] = drawn.p
            methods.append(drawn.method)
        if scored is not None and self._has_order(breakdown) and pearson.p is not None:
            scale = table.counts[scored]
            trend = linear_by_linear(scale)
            row |= {"trend_statistic": trend.statistic, "trend_p": trend.p}
            row["kendall_tau_b"] = kendall_tau_b(scale)
            methods.append(trend.method)
        return row | {"method": _joined(methods)}

    def _has_order(self, breakdown: str) -> bool:
        demographic = self.survey.questionnaire.demographic[breakdown]
        return demographic.ordered or len(demographic.groups) == 2

    def _several_answers(self, head: dict[str, Any], question: Question, part: Part) -> None:
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
            self.rows.append(head | _responses(table))
        if "pct" in part.statistics:
            self.rows.append(head | _answer_set(table))
            self.rows.extend(self._one_by_one(head, question, part, table, shown))

    def _one_by_one(
        self,
        head: dict[str, Any],
        question: Question,
        part: Part,
        table: AnswerSetCrosstab,
        shown: Sequence[int],
    ) -> list[dict[str, Any]]:
        settled = self.evidence.settled(question, part.breakdown)
        rows: list[dict[str, Any]] = []
        for place, at in enumerate(shown):
            row = head | {"answer": question.answer_ids[at]}
            row["evidence"] = self.evidence.word(bool(settled[at].all()))
            # given and not given are two ordered answers
            both = np.ones(2, dtype=np.bool_)
            rows.append(row | self._tests(yes_no_crosstab(table, place), part.breakdown, both))
        _adjust(rows, "rao_scott_p")
        return rows


def _responses(table: AnswerSetCrosstab) -> dict[str, Any]:
    test = responses_chi_square(table.counts)
    return {
        "n": test.n,
        "table_rows": test.table_rows,
        "table_cols": test.table_cols,
        "pearson_chi2": test.statistic,
        "pearson_df": test.df,
        "pearson_p": test.p,
        "expected_below_5": test.expected_below_5,
        "method": test.method,
        "flag": "sparse" if test.sparse else "",
    }


def _answer_set(table: AnswerSetCrosstab) -> dict[str, Any]:
    plain, weighted = bilder_loughin(table), answer_set_rao_scott(table)
    return {
        "n": plain.n,
        "table_rows": plain.answers,
        "table_cols": plain.groups,
        "variance": weighted.variance,
        "mrcv_x2": plain.statistic,
        "mrcv_df": plain.df,
        "mrcv_p": plain.p,
        "mrcv_f": weighted.statistic,
        "mrcv_ndf": weighted.ndf,
        "mrcv_ddf": weighted.ddf,
        "mrcv_f_p": weighted.p,
        "method": _joined([plain.method, weighted.method]),
        "flag": "",
    }


def _joined(methods: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(methods))


def _adjust(rows: Sequence[dict[str, Any]], *columns: str) -> None:
    """Adjust one p-value of each row, the first of `columns` that it has, over all rows."""
    p = [next((row[name] for name in columns if row.get(name) is not None), None) for row in rows]
    for row, by_holm, by_bh in zip(rows, holm(p), benjamini_hochberg(p), strict=True):
        row |= {"p_holm": by_holm, "p_bh": by_bh}


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
    _adjust(list(distinct.values()), "rao_scott_p", "mrcv_f_p")
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
