"""Trend tests for ordered answers and ordered groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, stdtr

from saualnama.errors import Fault, InputError
from saualnama.inference.crosstab import Crosstab
from saualnama.inference.design import FloatArray
from saualnama.inference.pearson import checked_counts, not_done


class Scores(NamedTuple):
    """Numbers that stand for ordered categories, in the order of the table."""

    answers: FloatArray
    groups: FloatArray


@dataclass(frozen=True, slots=True)
class TrendTest:
    """Test of a linear trend. Fields are None where `method` says why.

    Attributes:
        n: respondents in the table.
        correlation: Pearson correlation of the two scores, -1..1.
        statistic: z or t, positive where higher groups give higher answers.
        df: degrees of freedom of t; None for z.
        p: two-sided, 0..1.
        method: what was done, or why nothing was.
    """

    n: int
    correlation: float | None
    statistic: float | None
    df: int | None
    p: float | None
    method: str


def linear_by_linear(
    counts: ArrayLike,
    answer_scores: ArrayLike | None = None,
    group_scores: ArrayLike | None = None,
) -> TrendTest:
    """Test for a linear trend of answers over groups in unweighted counts (Mantel 1963).

    z = sqrt(n - 1) r, the linear-by-linear association. Agrees with statsmodels
    `Table.test_ordinal_association` and R `coin::lbl_test`; z squared is the Mantel-Haenszel
    chi-square of SPSS.

    Args:
        counts: respondents, shape (c, r), answers and groups in their order.
        answer_scores: shape (c,); 0, 1, 2, ... when not given, an open choice.
        group_scores: shape (r,); likewise.

    Returns:
        The test; not done when everybody has one answer score or one group score.

    Raises:
        InputError: scores that do not fit the table, or counts that are none.
    """
    table = checked_counts(counts)
    scores = _scores(table, answer_scores, group_scores)
    n = int(table.sum())
    reason = not_done(table)
    if reason:
        return TrendTest(n, None, None, None, None, reason)
    correlation = _correlation(table / n, scores)
    if correlation is None:
        return TrendTest(n, None, None, None, None, "not done: the scores do not differ")
    z = float(np.sqrt(n - 1) * correlation)
    p = 2 * float(ndtr(-abs(z)))
    return TrendTest(n, correlation, z, None, p, "linear-by-linear, unweighted counts")


def weighted_trend(
    table: Crosstab,
    answer_scores: ArrayLike | None = None,
    group_scores: ArrayLike | None = None,
) -> TrendTest:
    """Test for a linear trend under the survey's weights and design.

    t = weighted covariance of the two scores over its linearised standard error, on the design
    degrees of freedom. Agrees with R `svycontrast` on `svymean(~ x y + x + y)`. The standard error
    is that at the data, not that under independence, so with equal weights it is close to
    `linear_by_linear` and not equal to it.

    Args:
        table: a crosstab, answers and groups in their order.
        answer_scores: shape (c,); 0, 1, 2, ... when not given, an open choice.
        group_scores: shape (r,); likewise.

    Returns:
        The test; not done when a score does not vary or the design leaves no variance.

    Raises:
        InputError: scores that do not fit the table.
    """
    n = int(table.counts.sum())
    scores = _scores(table.weighted, answer_scores, group_scores)
    reason = not_done(table.counts)
    if not reason and table.table_df < 1:
        reason = "not done: no design degrees of freedom"
    if reason:
        return TrendTest(n, None, None, None, None, reason)
    total = float(table.weighted.sum())
    share = table.weighted / total
    correlation = _correlation(share, scores)
    if correlation is None:
        return TrendTest(n, None, None, None, None, "not done: the scores do not differ")
    deviation = _deviations(share, scores)
    covariance = float((share * deviation).sum())
    influence = ((deviation - covariance) / total).ravel()
    variance = float(influence @ table.covariance @ influence)
    plain = float((share * np.square(deviation - covariance)).sum()) / n
    if variance <= 1e-10 * plain or plain == 0:
        return TrendTest(
            n, correlation, None, None, None, "not done: the trend has no variance in this design"
        )
    t = covariance / np.sqrt(variance)
    p = 2 * float(stdtr(table.table_df, -abs(t)))
    method = f"linear trend, {table.variance} weights"
    return TrendTest(n, correlation, float(t), table.table_df, p, method)


def kendall_tau_b(cells: ArrayLike) -> float | None:
    """Kendall's tau-b of an ordered table, -1..1; positive where higher groups answer higher.

    Agrees with `scipy.stats.kendalltau` on rows of unweighted counts.

    Args:
        cells: counts, or sums of weights, shape (c, r), answers and groups in their order.

    Returns:
        tau-b, or None when everybody has one answer or one group.
    """
    table = np.asarray(cells, dtype=np.float64)
    if not_done(table):
        return None
    table = table / table.sum()
    # above and to the left of each cell, and above and to the right
    cumulated = np.cumsum(np.cumsum(table, axis=0), axis=1)
    padded = np.pad(cumulated, ((1, 0), (1, 0)))
    concordant = float((table * padded[:-1, :-1]).sum())
    discordant = float((table * (padded[:-1, -1:] - padded[:-1, 1:])).sum())
    untied = 1 - np.square(table.sum(axis=1)).sum(), 1 - np.square(table.sum(axis=0)).sum()
    return float(2 * (concordant - discordant) / np.sqrt(untied[0] * untied[1]))


def _scores(
    table: FloatArray, answer_scores: ArrayLike | None, group_scores: ArrayLike | None
) -> Scores:
    found = []
    faults = []
    for name, size, given in zip(
        ("answer scores", "group scores"), table.shape, (answer_scores, group_scores), strict=True
    ):
        scores = np.arange(size, dtype=np.float64)
        if given is not None:
            scores = np.asarray(given, dtype=np.float64)
        if scores.shape != (size,) or not np.isfinite(scores).all():
            faults.append(
                Fault("wrong-scores", name, f"shape {scores.shape}", f"{size} finite numbers")
            )
        found.append(scores)
    if faults:
        raise InputError("the trend cannot be tested", faults)
    return Scores(*found)


def _deviations(share: FloatArray, scores: Scores) -> FloatArray:
    """Product of the two centred scores in each cell."""
    answer = scores.answers - share.sum(axis=1) @ scores.answers
    group = scores.groups - share.sum(axis=0) @ scores.groups
    return np.outer(answer, group)


def _correlation(share: FloatArray, scores: Scores) -> float | None:
    answer = scores.answers - share.sum(axis=1) @ scores.answers
    group = scores.groups - share.sum(axis=0) @ scores.groups
    spread = share.sum(axis=1) @ np.square(answer), share.sum(axis=0) @ np.square(group)
    scale = np.square(np.ptp(scores.answers)), np.square(np.ptp(scores.groups))
    if spread[0] <= 1e-14 * scale[0] or spread[1] <= 1e-14 * scale[1]:
        return None
    return float(answer @ share @ group / np.sqrt(spread[0] * spread[1]))
