"""Differences between the groups of a table, all pairs at once.

Groups of one sample are not independent once weights were raked: what raking fixes in one group it
takes from another. So the covariances between groups enter, unlike between two samples
(`differences`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtr, stdtrit

from saualnama.errors import Fault, raise_if_any
from saualnama.inference.crosstab import AnswerSetCrosstab, Crosstab
from saualnama.inference.design import BoolArray, FloatArray
from saualnama.inference.intervals import checked_level
from saualnama.inference.shares import NOISE, MeanTable

MINIMUM_BASE = 30
"""Respondents that a group needs to be compared."""

COMPARED = "t"
NO_ESTIMATE = "none: nobody in one of the groups"
TOO_FEW = "none: too few respondents in one of the groups"
AT_AN_END = "none: a share of 0 or 100 % in one of the groups"
NO_SPREAD = "none: no variance"
NO_DF = "none: no design degrees of freedom"


@dataclass(frozen=True, slots=True, eq=False)
class GroupDifferences:
    """Differences of c estimates between r groups: entry [i, a, b] is group a minus group b.

    Not-a-number stands where `method` says why, and on the diagonal. `p` and `se` are symmetric,
    the difference and its interval antisymmetric (`low[i, a, b]` is `-high[i, b, a]`).

    Attributes:
        difference: in the unit of the estimates (shares 0..1, points), shape (c, r, r).
        se: its standard error.
        df: design degrees of freedom of each row of the table, shape (c,).
        low: lower end of the interval, difference - t quantile x se.
        high: upper end.
        p: two-sided, 0..1.
        p_adjusted: by Bonferroni over the pairs compared in the row.
        comparisons: how many these are, shape (c,).
        method: `t`, or `none: ` and the reason, shape (c, r, r).
    """

    difference: FloatArray
    se: FloatArray
    df: FloatArray
    low: FloatArray
    high: FloatArray
    p: FloatArray
    p_adjusted: FloatArray
    comparisons: NDArray[np.int64]
    method: NDArray[np.str_]


def share_differences(
    table: Crosstab | AnswerSetCrosstab,
    *,
    level: float = 0.95,
    minimum_base: int = MINIMUM_BASE,
) -> GroupDifferences:
    """Compare the share of each answer between all pairs of groups.

    t = (p_a - p_b) / sqrt(v_a + v_b - 2 v_ab) on the design degrees of freedom of the table.
    Agrees with R `svycontrast` of `svyby(covmat = TRUE)`, and of ratios of `svytotal` where weights
    were raked. Open choice: an interval of Wald's kind, so that it leaves out 0 exactly when the
    unadjusted test rejects; near 0 and 100 % it is less exact than the intervals of the shares.

    Args:
        table: a crosstab.
        level: confidence level, 0..1.
        minimum_base: unweighted base that a group needs to be compared.

    Returns:
        Differences of shares 0..1. No test and no interval beside a share of 0 or 1, whose
        uncertainty is unknown and not nothing, or without variance between the two groups.

    Raises:
        InputError: level or base out of range.
    """
    size = np.where(table.base > 0, table.base_weighted, 1.0)
    share = table.weighted / size
    own, crossed, of_base = _between_groups(table)
    covariance = own - share[:, :, None] * crossed.transpose(0, 2, 1) - crossed * share[:, None, :]
    covariance = covariance + share[:, :, None] * share[:, None, :] * of_base
    random = share * (1 - share) / np.maximum(table.base, 1)
    base = np.broadcast_to(table.base, share.shape)
    reasons = [(base == 0, NO_ESTIMATE), (base < minimum_base, TOO_FEW)]
    reasons.append(((table.counts == 0) | (table.counts == base), AT_AN_END))
    df = np.full(share.shape[0], float(table.table_df))
    return _compare(
        _Estimates(share, covariance / np.outer(size, size), random, df, tuple(reasons)),
        level,
        minimum_base,
    )


def mean_differences(
    table: MeanTable, *, level: float = 0.95, minimum_base: int = MINIMUM_BASE
) -> GroupDifferences:
    """Compare the mean score between all pairs of groups, as `share_differences` does shares.

    Args:
        table: means of r groups.
        level: confidence level, 0..1.
        minimum_base: unweighted base that a group needs to be compared.

    Returns:
        Differences in points of the scale, c of 1. No test and no interval beside a group whose
        mean has no variance (equal scores, or fixed by raking).

    Raises:
        InputError: level or base out of range.
    """
    base = table.base[None, :]
    flat = ~(table.se > 0)[None, :]
    reasons = ((base == 0, NO_ESTIMATE), (base < minimum_base, TOO_FEW), (flat, NO_SPREAD))
    variance = np.square(np.nan_to_num(table.se))[None, :]
    covariance = np.nan_to_num(table.covariance)[None]
    df = np.array([float(table.table_df)])
    mean = np.nan_to_num(table.weighted)[None, :]
    return _compare(_Estimates(mean, covariance, variance, df, reasons), level, minimum_base)


@dataclass(frozen=True, slots=True, eq=False)
class _Estimates:
    """What pairs are made of.

    Attributes:
        estimate: (c, r).
        covariance: between groups, (c, r, r).
        scale: variance against which that of a difference is rounding error, (c, r).
        df: (c,).
        reasons: where a group cannot be compared, (c, r), and why; the first one counts.
    """

    estimate: FloatArray
    covariance: FloatArray
    scale: FloatArray
    df: FloatArray
    reasons: tuple[tuple[BoolArray, str], ...]


def _compare(given: _Estimates, level: float, minimum_base: int) -> GroupDifferences:
    checked_level(level)
    if minimum_base < 2:
        fault = Fault("base-out-of-range", "minimum_base", str(minimum_base), "2 or more")
        raise_if_any("groups cannot be compared", [fault])
    estimate = given.estimate
    r = estimate.shape[1]
    # sums of totals may differ in their last bits from one side of the diagonal to the other
    covariance = (given.covariance + given.covariance.transpose(0, 2, 1)) / 2
    own = np.diagonal(covariance, axis1=1, axis2=2)
    variance = own[:, :, None] + own[:, None, :] - 2 * covariance
    noise = NOISE * (given.scale[:, :, None] + given.scale[:, None, :])
    df = np.broadcast_to(given.df[:, None, None], variance.shape)
    wrong = [(at[:, :, None] | at[:, None, :], why) for at, why in given.reasons]
    wrong += [(df < 1, NO_DF), (~(variance > noise), NO_SPREAD)]
    same = np.broadcast_to(np.eye(r, dtype=bool), variance.shape)
    method = np.select(
        [same, *(at for at, _ in wrong)], ["", *(why for _, why in wrong)], default=COMPARED
    )
    done = method == COMPARED
    difference = estimate[:, :, None] - estimate[:, None, :]
    difference = np.where(same | (method == NO_ESTIMATE), np.nan, difference)
    se, p, reach = (np.full(variance.shape, np.nan) for _ in range(3))
    se[done] = np.sqrt(variance[done])
    p[done] = 2 * stdtr(df[done], -np.abs(difference[done]) / se[done])
    reach[done] = stdtrit(df[done], (1 + level) / 2) * se[done]
    comparisons = done.sum(axis=(1, 2)) // 2
    return GroupDifferences(
        difference,
        se,
        given.df,
        difference - reach,
        difference + reach,
        p,
        np.minimum(p * comparisons[:, None, None], 1.0),
        comparisons,
        method,
    )


def _between_groups(
    table: Crosstab | AnswerSetCrosstab,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Covariances between groups: answer totals (c, r, r), answer with base, base (r, r)."""
    c, r = table.counts.shape
    if isinstance(table, AnswerSetCrosstab):
        whole = table.covariance.reshape(c + 1, r, c + 1, r)
        own = np.einsum("aiaj->aij", whole)
        return own[:c], whole[:c, :, c, :], whole[c, :, c, :]
    whole = table.covariance.reshape(c, r, c, r)
    crossed = whole.sum(axis=2)
    return np.einsum("aiaj->aij", whole), crossed, crossed.sum(axis=0)
