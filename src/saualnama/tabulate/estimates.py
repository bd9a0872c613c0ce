"""The numbers of one question by one breakdown: counts, shares or means, and their precision."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saualnama.errors import Fault, InputError
from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    MeanTable,
    ShareTable,
    adjusted_residuals,
    answer_set_crosstab,
    crosstab,
    means,
    shares,
)
from saualnama.inference.response_shares import response_shares
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Codes, Survey
from saualnama.tabulate.exhibits import TOTAL, Statistic

Floats = npt.NDArray[np.float64]

MEAN_SCORE = "mean_score"
"""What the mean of a scale without items is called where an answer's id stands."""


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """One statistic of one question by one breakdown.

    Every array has the shape (answers, groups). Shares are in per cent, means in scale points;
    not-a-number stands where there is nothing to say.

    Attributes:
        statistic: which one.
        answers: ids of answers, items or subtotals.
        groups: ids of the breakdown's groups.
        respondents: unweighted base in respondents, which the small-base rule looks at.
        base_n: unweighted base of the statistic: respondents, or answers for `pct_of_responses`.
        count: respondents who gave the answer; not-a-number for means.
        unweighted: the statistic without weights.
        base_weighted: sum of weights of the base.
        weighted: the statistic with weights.
        se: standard error of `weighted`, same unit.
        df: design degrees of freedom of the group.
        low: lower end of the 95 % interval.
        high: upper end.
        deff: design effect against simple random sampling with replacement.
        residual: adjusted standardised residual, from unweighted counts.
    """

    statistic: Statistic
    answers: tuple[str, ...]
    groups: tuple[str, ...]
    respondents: Floats
    base_n: Floats
    count: Floats
    unweighted: Floats
    base_weighted: Floats
    weighted: Floats
    se: Floats
    df: Floats
    low: Floats
    high: Floats
    deff: Floats
    residual: Floats


@dataclass(frozen=True, slots=True, eq=False)
class StatisticTable:
    """One statistic of one question by one breakdown as the sums that everything follows from.

    Attributes:
        statistic: which one.
        breakdown: id of a demographic, or `total`.
        answers: ids of answers, items or subtotals.
        groups: ids of the breakdown's groups.
        table: counts of the answers or subtotals, or a table of means for each item.
    """

    statistic: Statistic
    breakdown: str
    answers: tuple[str, ...]
    groups: tuple[str, ...]
    table: Crosstab | AnswerSetCrosstab | tuple[MeanTable, ...]

    @property
    def respondents(self) -> Floats:
        """Unweighted base in respondents, (answers, groups)."""
        if isinstance(self.table, tuple):
            return np.stack([part.base for part in self.table]).astype(np.float64)
        return _wide(self.table.base, self.table.counts.shape)


@dataclass(frozen=True, slots=True)
class _Cross:
    """One question by one breakdown of one survey."""

    survey: Survey
    design: Design
    question: Question
    breakdown: str

    @property
    def group(self) -> Codes:
        return self.survey.group_codes(self.breakdown)

    @property
    def groups(self) -> tuple[str, ...]:
        return self.survey.groups(self.breakdown)


def estimate(
    survey: Survey, design: Design, question: Question, breakdown: str, statistic: Statistic
) -> Estimates:
    """Estimate one statistic of a question in every group of a breakdown.

    The base is everybody who answered: "hard to answer" counts, refusals and those not asked do
    not; of several answers at least one must be given; means rest on those who gave a score.

    Raises:
        InputError: nobody answered the question.
    """
    return estimates_of(statistic_table(survey, design, question, breakdown, statistic))


def statistic_table(
    survey: Survey, design: Design, question: Question, breakdown: str, statistic: Statistic
) -> StatisticTable:
    """Cross a question by a breakdown; bases are as in `estimate`.

    Raises:
        InputError: nobody answered the question (`empty-base`).
    """
    cross = _Cross(survey, design, question, breakdown)
    answers = question.answer_ids
    table: Crosstab | AnswerSetCrosstab | tuple[MeanTable, ...]
    try:
        match statistic:
            case "mean":
                answers = tuple(item.id for item in question.items) or (MEAN_SCORE,)
                table = _means(cross)
            case "subtotal_pct":
                answers = tuple(subtotal.id for subtotal in question.subtotals)
                table = _subtotals(cross)
            case _:
                table = counts_table(survey, design, question, breakdown)
    except InputError as error:
        where = f"`{question.id}` by `{breakdown}`"
        faults = [
            Fault(f.code, f"{where}, {f.where}", f.problem, f.expected, f.hint)
            for f in error.faults
        ]
        raise InputError(f"{where} cannot be tabulated", faults) from error
    return StatisticTable(statistic, breakdown, answers, cross.groups, table)


def estimates_of(crossed: StatisticTable) -> Estimates:
    """Estimate what a table of sums says, with its precision."""
    table = crossed.table
    if isinstance(table, tuple):
        return _from_means(crossed, table)
    blank = np.full(table.counts.shape, np.nan)
    if isinstance(table, AnswerSetCrosstab) and crossed.statistic == "pct_of_responses":
        return _from_shares(crossed, response_shares(table), blank)
    residual = blank
    if crossed.statistic == "pct" and crossed.breakdown != TOTAL:
        base = table.base if isinstance(table, AnswerSetCrosstab) else None
        residual = adjusted_residuals(table.counts, base)
    return _from_shares(crossed, shares(table), residual)


def counts_table(
    survey: Survey, design: Design, question: Question, breakdown: str
) -> Crosstab | AnswerSetCrosstab:
    """Cross the answers of a question without items by a breakdown.

    Raises:
        InputError: nobody has both an answer and a group (`empty-base`).
    """
    group, groups = survey.group_codes(breakdown), len(survey.groups(breakdown))
    if question.kind == "multiple":
        given = survey.given(question)
        return answer_set_crosstab(design, given == 1, group, base=given[:, 0] >= 0, groups=groups)
    size = len(question.answers)
    answer = survey.codes(question.id, size)
    return crosstab(design, answer, group, answers=size, groups=groups)


def _subtotals(cross: _Cross) -> AnswerSetCrosstab:
    question = cross.question
    parts = [[question.answer_ids.index(a) for a in s.of] for s in question.subtotals]
    if question.kind == "multiple":
        chosen = cross.survey.given(question)
        base = chosen[:, 0] >= 0
        sums = [(chosen[:, part] == 1).any(axis=1) for part in parts]
    else:
        answer = cross.survey.codes(question.id, len(question.answers))
        base = answer >= 0
        sums = [np.isin(answer, part) for part in parts]
    return answer_set_crosstab(
        cross.design, np.stack(sums, axis=1), cross.group, base=base, groups=len(cross.groups)
    )


def _means(cross: _Cross) -> tuple[MeanTable, ...]:
    question = cross.question
    points = np.array([np.nan if a.score is None else a.score for a in question.answers])
    tables: list[MeanTable] = []
    for name, _ in question.fields:
        answer = cross.survey.codes(name, len(question.answers))
        scores = np.where(answer >= 0, points[answer], np.nan)
        tables.append(means(cross.design, scores, cross.group, groups=len(cross.groups)))
    return tuple(tables)


def _wide(values: npt.NDArray[np.int64] | Floats, shape: tuple[int, ...]) -> Floats:
    return np.broadcast_to(values, shape).astype(np.float64)


def _from_shares(crossed: StatisticTable, table: ShareTable, residual: Floats) -> Estimates:
    shape = table.counts.shape
    return Estimates(
        statistic=crossed.statistic,
        answers=crossed.answers,
        groups=crossed.groups,
        respondents=crossed.respondents,
        base_n=_wide(table.base, shape),
        count=_wide(table.counts, shape),
        unweighted=100 * table.unweighted,
        base_weighted=_wide(table.base_weighted, shape),
        weighted=100 * table.weighted,
        se=100 * table.se,
        df=_wide(table.df, shape),
        low=100 * table.low,
        high=100 * table.high,
        deff=table.deff,
        residual=residual,
    )


def _from_means(crossed: StatisticTable, tables: tuple[MeanTable, ...]) -> Estimates:
    def rows(attribute: str) -> Floats:
        return np.stack([getattr(table, attribute) for table in tables]).astype(np.float64)

    blank = np.full((len(tables), len(crossed.groups)), np.nan)
    return Estimates(
        statistic=crossed.statistic,
        answers=crossed.answers,
        groups=crossed.groups,
        respondents=crossed.respondents,
        base_n=rows("base"),
        count=blank,
        unweighted=rows("unweighted"),
        base_weighted=rows("base_weighted"),
        weighted=rows("weighted"),
        se=rows("se"),
        df=rows("df"),
        low=rows("low"),
        high=rows("high"),
        deff=rows("deff"),
        residual=blank,
    )
