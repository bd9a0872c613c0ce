"""The numbers of one question by one breakdown: counts, shares or means, and their precision."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from saualnama.errors import Fault, InputError
from saualnama.inference import (
    AnswerSetCrosstab,
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
    cross = _Cross(survey, design, question, breakdown)
    try:
        match statistic:
            case "mean":
                return _means(cross)
            case "pct_of_responses":
                return _of_responses(cross)
            case "subtotal_pct":
                return _subtotals(cross)
            case "pct":
                return _shares(cross)
    except InputError as error:
        where = f"`{question.id}` by `{breakdown}`"
        faults = [
            Fault(f.code, f"{where}, {f.where}", f.problem, f.expected, f.hint)
            for f in error.faults
        ]
        raise InputError(f"{where} cannot be tabulated", faults) from error


def _several_answers(cross: _Cross) -> AnswerSetCrosstab:
    given = cross.survey.given(cross.question)
    base = given[:, 0] >= 0
    return answer_set_crosstab(
        cross.design, given == 1, cross.group, base=base, groups=len(cross.groups)
    )


def _shares(cross: _Cross) -> Estimates:
    question = cross.question
    if question.kind == "multiple":
        table = shares(_several_answers(cross))
        residual = adjusted_residuals(table.counts, table.base)
    else:
        size = len(question.answers)
        answer = cross.survey.codes(question.id, size)
        table = shares(
            crosstab(cross.design, answer, cross.group, answers=size, groups=len(cross.groups))
        )
        residual = adjusted_residuals(table.counts)
    if cross.breakdown == TOTAL:
        residual = np.full_like(residual, np.nan)
    estimates = _from_shares("pct", question.answer_ids, cross.groups, table)
    return replace(estimates, residual=residual)


def _subtotals(cross: _Cross) -> Estimates:
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
    crossed = answer_set_crosstab(
        cross.design, np.stack(sums, axis=1), cross.group, base=base, groups=len(cross.groups)
    )
    names = tuple(subtotal.id for subtotal in question.subtotals)
    return _from_shares("subtotal_pct", names, cross.groups, shares(crossed))


def _of_responses(cross: _Cross) -> Estimates:
    crossed = _several_answers(cross)
    estimates = _from_shares(
        "pct_of_responses", cross.question.answer_ids, cross.groups, response_shares(crossed)
    )
    return replace(estimates, respondents=_wide(crossed.base, crossed.counts.shape))


def _wide(values: npt.NDArray[np.int64] | Floats, shape: tuple[int, ...]) -> Floats:
    return np.broadcast_to(values, shape).astype(np.float64)


def _from_shares(
    statistic: Statistic, answers: tuple[str, ...], groups: tuple[str, ...], table: ShareTable
) -> Estimates:
    shape = table.counts.shape
    return Estimates(
        statistic=statistic,
        answers=answers,
        groups=groups,
        respondents=_wide(table.base, shape),
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
        residual=np.full(shape, np.nan),
    )


def _means(cross: _Cross) -> Estimates:
    question = cross.question
    points = np.array([np.nan if a.score is None else a.score for a in question.answers])
    tables: list[MeanTable] = []
    for name, _ in question.fields:
        answer = cross.survey.codes(name, len(question.answers))
        scores = np.where(answer >= 0, points[answer], np.nan)
        tables.append(means(cross.design, scores, cross.group, groups=len(cross.groups)))

    def rows(attribute: str) -> Floats:
        return np.stack([getattr(table, attribute) for table in tables]).astype(np.float64)

    blank = np.full((len(tables), len(cross.groups)), np.nan)
    return Estimates(
        statistic="mean",
        answers=tuple(item.id for item in question.items) or (MEAN_SCORE,),
        groups=cross.groups,
        respondents=rows("base"),
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
