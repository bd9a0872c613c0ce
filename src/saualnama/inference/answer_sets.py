"""Tests of association for a question with several answers (multiple response)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from saualnama.inference.crosstab import AnswerSetCrosstab
from saualnama.inference.design import BoolArray


@dataclass(frozen=True, slots=True)
class BilderLoughinTest:
    """Bilder-Loughin test of simultaneous marginal independence, on unweighted counts.

    Attributes:
        n: respondents in the table.
        answers: answers that were tested.
        groups: groups that have somebody.
        uncorrected: sum over answers of the 2 x r Pearson statistics.
        statistic: after the second-order correction.
        df: its degrees of freedom, as a rule not a whole number.
        p: upper tail, 0..1.
        method: what was done, or why nothing was.
    """

    n: int
    answers: int
    groups: int
    uncorrected: float | None
    statistic: float | None
    df: float | None
    p: float | None
    method: str


def bilder_loughin(table: AnswerSetCrosstab) -> BilderLoughinTest:
    """Test whether any answer of the set is given at different rates in the groups, unweighted.

    Bilder, Loughin, Nettleton (2000); Bilder, Loughin (2004): the sum of the answers' Pearson
    statistics, corrected to second order (Rao, Scott 1981) by the covariance of the answers, so
    that 2^c answer patterns need not be formed. Agrees with R `MRCV::MI.test(type = "rs2")`.
    Answers that nobody or everybody gave say nothing and are left out.

    Args:
        table: a crosstab of the answer set; weights are not used.

    Returns:
        The test; not done for one group or when no answer is left.
    """
    n = int(table.base.sum())
    kept, filled = informative(table)
    answers, groups = int(kept.sum()), int(filled.sum())
    reason = cannot_test(answers, groups)
    if reason:
        return BilderLoughinTest(n, answers, groups, None, None, None, None, reason)
    size = table.base[filled].astype(np.float64)
    counts = table.counts[kept][:, filled].astype(np.float64)
    pairs = table.pairs[filled][:, kept][:, :, kept].astype(np.float64)
    a = size / n
    p = counts.sum(axis=1) / n
    within = counts / size
    spread = pairs / size[:, None, None] - np.einsum("ji,li->ijl", within, within)
    uncorrected = float((size * np.square(within - p[:, None]) / (p * (1 - p))[:, None]).sum())
    # blocks (group, group', answer, answer') of H V H' with H = (I - 1 a') kron I
    pooled = np.einsum("i,ijl->jl", a, spread)
    blocks = -spread[:, None] - spread[None, :] + pooled
    every = np.arange(groups)
    blocks[every, every] += spread / a[:, None, None]
    scale = (p * (1 - p)) / a[:, None]
    trace = float((np.einsum("iijj->ij", blocks) / scale).sum())
    square_trace = float(
        (np.square(blocks) / (scale[:, None, :, None] * scale[None, :, None, :])).sum()
    )
    k = (groups - 1) * answers
    if trace <= 0:
        reason = "not done: the answers do not vary within groups"
        return BilderLoughinTest(n, answers, groups, uncorrected, None, None, None, reason)
    statistic, df = k * uncorrected / square_trace, k**2 / square_trace
    left = kept.size - answers
    method = "Bilder-Loughin, second order, unweighted counts"
    if left:
        method += f"; {left} answers that nobody or everybody gave left out"
    return BilderLoughinTest(
        n, answers, groups, uncorrected, statistic, df, float(chdtrc(df, statistic)), method
    )


def informative(table: AnswerSetCrosstab) -> tuple[BoolArray, BoolArray]:
    """Answers that some but not all gave, and groups that have somebody."""
    given = table.counts.sum(axis=1)
    return (given > 0) & (given < table.base.sum()), table.base > 0


def cannot_test(answers: int, groups: int) -> str:
    """Say why an answer set cannot be tested; empty when it can."""
    if groups < 2:
        return "not done: the grouping has one category with respondents"
    if answers < 1:
        return "not done: every answer was given by nobody or by everybody"
    return ""
