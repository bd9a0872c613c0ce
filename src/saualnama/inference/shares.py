"""Shares and means of a crosstab with their precision, all cells at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from saualnama.errors import Fault, InputError
from saualnama.inference.crosstab import AnswerSetCrosstab, Crosstab
from saualnama.inference.design import (
    BoolArray,
    Design,
    FloatArray,
    IntArray,
    as_codes,
    rows_at,
    sums_by,
)
from saualnama.inference.intervals import (
    checked_level,
    korn_graubard_interval,
    logit_interval,
    wilson_interval,
)
from saualnama.inference.totals import column_covariance, degrees_of_freedom

Interval = Literal["logit", "korn_graubard", "wilson"]
TextArray = NDArray[np.str_]

NO_BASE = "none: empty base"
BASE_OF_ONE = "none: base of 1"
NO_SPREAD = "none: no variance (the weighting or the data leave this figure no room)"
NO_DF = "none: no design degrees of freedom"

NOISE = 1e-10
"""Variance below this part of that of a simple random sample is rounding error of an exact 0."""


@dataclass(frozen=True, slots=True, eq=False)
class ShareTable:
    """Shares of c answers in r groups. Not-a-number stands where `interval` says why.

    Attributes:
        counts: respondents who gave the answer, shape (c, r).
        base: respondents in the group's base, shape (r,).
        base_weighted: their sum of weights, shape (r,).
        unweighted: shares 0..1, shape (c, r).
        weighted: shares 0..1, shape (c, r).
        se: standard error of `weighted` by linearisation, shape (c, r).
        df: design degrees of freedom of each group, shape (r,).
        deff: variance over that of a simple random sample drawn with replacement,
            p (1 - p) / (base - 1), as R `deff = "replace"`; not-a-number at p of 0 and 1.
        low: lower end of the interval, shape (c, r).
        high: upper end.
        interval: method of each interval, or `none: ` and the reason, shape (c, r).
    """

    counts: IntArray
    base: IntArray
    base_weighted: FloatArray
    unweighted: FloatArray
    weighted: FloatArray
    se: FloatArray
    df: IntArray
    deff: FloatArray
    low: FloatArray
    high: FloatArray
    interval: TextArray


@dataclass(frozen=True, slots=True, eq=False)
class MeanTable:
    """Mean scores of r groups, in points of the scale; attributes as in `ShareTable`, shape (r,).

    The interval is mean -+ t se. `deff` compares with (weighted variance of the score) / base.

    Attributes:
        covariance: of `weighted` between groups, shape (r, r).
        table_df: design degrees of freedom of all groups together.
    """

    base: IntArray
    base_weighted: FloatArray
    unweighted: FloatArray
    weighted: FloatArray
    se: FloatArray
    df: IntArray
    deff: FloatArray
    low: FloatArray
    high: FloatArray
    interval: TextArray
    covariance: FloatArray
    table_df: int


def shares(
    table: Crosstab | AnswerSetCrosstab, *, level: float = 0.95, interval: Interval = "logit"
) -> ShareTable:
    """Estimate the share of each answer in each group (of the valid respondents of the group).

    Standard errors agree with R `svyby(, svymean)`, intervals with `svyciprop`. The base of a
    question with several answers is the respondents, so that its shares may exceed 1 in sum.
    Shares of 0 and 1 take the Korn-Graubard interval unless Wilson's was asked for.

    Args:
        table: a crosstab.
        level: confidence level, 0..1.
        interval: `"logit"`, `"korn_graubard"` or `"wilson"`.

    Returns:
        Shares 0..1. No interval, rather than one of no width, for a base under 2 or a share
        without variance.

    Raises:
        InputError: unknown interval or level out of range.
    """
    if interval not in ("logit", "korn_graubard", "wilson"):
        fault = Fault(
            "unknown-interval", "interval", repr(interval), "logit, korn_graubard, wilson"
        )
        raise InputError("shares cannot be estimated", [fault])
    checked_level(level)
    base, base_weighted = table.base, table.base_weighted
    c, r = table.counts.shape
    filled = np.broadcast_to(base > 0, (c, r))
    weighted = _divide(table.weighted, base_weighted, filled)
    unweighted = _divide(table.counts, base, filled)
    at_zero, at_one = filled & (table.counts == 0), filled & (table.counts == base)
    weighted[at_zero], weighted[at_one] = 0.0, 1.0
    own, with_base, of_base = _blocks(table)
    p = np.where(filled, weighted, 0.0)
    raw = own - 2 * p * with_base + np.square(p) * of_base
    variance = _divide(raw, np.square(base_weighted), filled)
    inner = filled & ~at_zero & ~at_one
    random = _divide(p * (1 - p), base - 1.0, inner & (base > 1))
    variance[filled & ~inner] = 0.0
    variance[inner & (base > 1) & (variance < NOISE * random)] = 0.0
    variance[inner & (base == 1)] = 0.0
    se = np.sqrt(variance)
    deff = _divide(variance, random, inner & (base > 1))
    df = np.broadcast_to(table.df, (c, r))
    n = np.broadcast_to(base, (c, r))
    method = _share_methods(interval, inner, n, df, variance)
    low, high = np.full((c, r), np.nan), np.full((c, r), np.nan)
    at = method == "logit"
    low[at], high[at] = logit_interval(p[at], se[at], df[at], level=level)
    at = method == "korn_graubard"
    if at.any():
        low[at], high[at] = korn_graubard_interval(p[at], se[at], n[at], df[at], level=level)
    at = method == "wilson"
    if at.any():
        low[at], high[at] = wilson_interval(p[at], se[at], n[at], df[at], level=level)
    return ShareTable(
        table.counts,
        base,
        base_weighted,
        unweighted,
        weighted,
        se,
        table.df,
        deff,
        low,
        high,
        method,
    )


def _share_methods(
    interval: Interval, inner: BoolArray, n: IntArray, df: IntArray, variance: FloatArray
) -> TextArray:
    outer = "wilson" if interval == "wilson" else "korn_graubard"
    # the first that fits
    return np.select(
        [n == 0, n == 1, df < 1, ~inner, variance == 0],
        [NO_BASE, BASE_OF_ONE, NO_DF, outer, NO_SPREAD],
        interval,
    )


def _blocks(table: Crosstab | AnswerSetCrosstab) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Variance of answer totals, their covariance with the base's, and the base's variance."""
    c, r = table.counts.shape
    if isinstance(table, AnswerSetCrosstab):
        blocks = np.einsum("aibi->iab", table.covariance.reshape(c + 1, r, c + 1, r))
        own = np.diagonal(blocks, axis1=1, axis2=2)
        return own[:, :c].T, blocks[:, :c, c].T, own[:, c]
    blocks = np.einsum("aibi->iab", table.covariance.reshape(c, r, c, r))
    with_base = blocks.sum(axis=2)
    return np.diagonal(blocks, axis1=1, axis2=2).T, with_base.T, with_base.sum(axis=1)


def means(
    design: Design,
    scores: ArrayLike,
    group: ArrayLike | None = None,
    *,
    groups: int | None = None,
    level: float = 0.95,
) -> MeanTable:
    """Estimate the mean score of each group.

    Agrees with R `svyby(, svymean)`.

    Args:
        design: the sample, n rows.
        scores: points of a scale, shape (n,); not-a-number is missing.
        group: group codes, shape (n,); -1 is missing. One group of all when not given.
        groups: number of groups r; the highest code + 1 when not given.
        level: confidence level, 0..1.

    Returns:
        Means in points of the scale.

    Raises:
        InputError: a score is infinite, a wrong length, or no valid row (`empty-base`).
    """
    checked_level(level)
    points = np.asarray(scores, dtype=np.float64)
    if points.shape != (design.rows,):
        fault = Fault("wrong-length", "scores", f"shape {points.shape}", f"({design.rows},)")
        raise InputError("scores cannot be averaged", [fault])
    endless = np.flatnonzero(np.isinf(points))
    if endless.size:
        fault = Fault("infinite-score", rows_at(endless), "is infinite")
        raise InputError("scores cannot be averaged", [fault])
    code, r = np.zeros(design.rows, dtype=np.int64), 1
    if group is not None:
        code, r = as_codes(group, design.rows, "the grouping", size=groups)
    has = ~np.isnan(points) & (code >= 0)
    if not has.any():
        fault = Fault("empty-base", "the table", "no respondent has both a score and a group")
        raise InputError("a mean needs respondents", [fault])
    domain = np.where(has, code, r)
    # shifting the origin to the middle of the data keeps digits when scores are far from 0
    origin = float(points[has].mean())
    centred = np.where(has, points - origin, 0.0)
    base = np.bincount(domain, minlength=r + 1)[:r]
    total = sums_by(domain, r + 1, design.weights)[:r]
    filled = base > 0
    mean = _divide(sums_by(domain, r + 1, design.weights * centred)[:r], total, filled)
    plain = _divide(sums_by(domain, r + 1, centred)[:r], base, filled)
    spread = centred - np.append(np.where(filled, mean, 0.0), 0.0)[domain]
    columns = np.stack([spread, np.ones(design.rows)], axis=1)
    covariance = column_covariance(design, design.units, columns, domain, r)
    covariance = _divide(covariance[:r, :r], np.outer(total, total), np.outer(filled, filled))
    variance = np.diagonal(covariance).copy()
    ordinary = sums_by(domain, r + 1, design.weights * np.square(spread))[:r]
    enough = filled & (base > 1)
    random = _divide(_divide(ordinary, total, filled), base - 1.0, enough)
    variance[filled & ~enough] = 0.0
    lowest, highest = np.full(r + 1, np.inf), np.full(r + 1, -np.inf)
    np.minimum.at(lowest, domain, centred)
    np.maximum.at(highest, domain, centred)
    # equal scores leave rounding error in both variances, so they are looked at themselves
    varied = enough & (lowest < highest)[:r]
    flat = enough & (~varied | (variance < NOISE * random))
    variance[flat] = 0.0
    df = degrees_of_freedom(design, design.units, domain, r)
    method: TextArray = np.select(
        [base == 0, base == 1, df < 1, flat], [NO_BASE, BASE_OF_ONE, NO_DF, NO_SPREAD], "t"
    )
    se = np.sqrt(variance)
    reach = np.full(r, np.nan)
    at = method == "t"
    reach[at] = stdtrit(df[at].astype(np.float64), (1 + level) / 2) * se[at]
    return MeanTable(
        base,
        total,
        plain + origin,
        mean + origin,
        se,
        df,
        _divide(variance, random, varied),
        mean + origin - reach,
        mean + origin + reach,
        method,
        covariance,
        int(degrees_of_freedom(design, design.units, np.where(has, 0, 1), 1)[0]),
    )


def _divide(above: NDArray[Any], below: NDArray[Any], where: BoolArray) -> FloatArray:
    """Divide where there is something to divide by, not-a-number elsewhere."""
    out = np.full(where.shape, np.nan)
    np.divide(above, below, out=out, where=where)
    return out
