"""Confidence intervals for a share. All arguments are arrays that broadcast together.

A quota sample is not a random one: these intervals model precision on the assumption that the
sample behaves like a random one given the margins (AAPOR 2016); they are no margin of error.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, expit, logit, ndtri, stdtrit

from saualnama.errors import Fault, InputError
from saualnama.inference.design import FloatArray


def checked_level(level: float) -> float:
    """Return the level, or raise an `InputError` unless it is between 0 and 1, exclusive."""
    if not 0.0 < level < 1.0:
        fault = Fault("level-out-of-range", "level", str(level), "between 0 and 1, as 0.95")
        raise InputError("the confidence level cannot be used", [fault])
    return level


def logit_interval(
    share: ArrayLike, se: ArrayLike, df: ArrayLike, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Delta-method interval on the logit scale: expit(logit p -+ t se / (p (1 - p))).

    Agrees with R `svyciprop(method = "xlogit")`, SPSS Complex Samples and Stata `svy: proportion`.

    Args:
        share: p, 0 < p < 1.
        se: its standard error, 0..1.
        df: design degrees of freedom, 1 or more. Open choice: here those of the domain; R's
            `confint(svyby())` takes infinitely many unless told.
        level: confidence level, 0..1.

    Returns:
        Lower and upper ends, shares 0..1. For p of 0 or 1 the logit does not exist: use
        `korn_graubard_interval`.

    Raises:
        InputError: level out of range.
    """
    p = np.asarray(share, dtype=np.float64)
    reach = (
        stdtrit(np.asarray(df, dtype=np.float64), (1 + checked_level(level)) / 2)
        * np.asarray(se, dtype=np.float64)
        / (p * (1 - p))
    )
    centre = logit(p)
    return expit(centre - reach), expit(centre + reach)


def effective_size(
    share: ArrayLike, se: ArrayLike, n: ArrayLike, df: ArrayLike, *, level: float = 0.95
) -> FloatArray:
    """Effective sample size of Korn and Graubard: p (1 - p) / v x (t_{n-1} / t_df)^2, at most n.

    Args:
        share: p, 0..1; n is returned for 0 and 1, where nothing is known of v.
        se: its standard error, sqrt(v).
        n: respondents in the base, 2 or more.
        df: design degrees of freedom, 1 or more.
        level: confidence level of the t quantiles, 0..1.

    Returns:
        Respondents of a simple random sample with the same precision. R does not cap it at n.
    """
    p, v = np.asarray(share, dtype=np.float64), np.square(np.asarray(se, dtype=np.float64))
    size = np.asarray(n, dtype=np.float64)
    upper = (1 + checked_level(level)) / 2
    ratio = stdtrit(size - 1, upper) / stdtrit(np.asarray(df, dtype=np.float64), upper)
    inner = (p > 0) & (p < 1) & (v > 0)
    raw = np.divide(p * (1 - p), v, out=np.full(inner.shape, np.inf), where=inner)
    return np.asarray(np.where(inner, np.minimum(raw * ratio**2, size), size), dtype=np.float64)


def korn_graubard_interval(
    share: ArrayLike, se: ArrayLike, n: ArrayLike, df: ArrayLike, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Clopper-Pearson interval at the effective sample size (Korn, Graubard 1998).

    Agrees with R `svyciprop(method = "beta")` where the effective size is below n; at p of 0 and 1
    it is Clopper-Pearson with n.

    Args:
        share: p, 0..1.
        se: its standard error, 0..1.
        n: respondents in the base, 2 or more.
        df: design degrees of freedom, 1 or more.
        level: confidence level, 0..1.

    Returns:
        Lower and upper ends, shares 0..1.

    Raises:
        InputError: level out of range.
    """
    p = np.asarray(share, dtype=np.float64)
    size = effective_size(p, se, n, df, level=level)
    tail = (1 - level) / 2
    yes, no = size * p, size * (1 - p)
    # the ends at 0 and 1 are exact; a beta distribution with parameter 0 does not exist
    low = np.where(p > 0, betaincinv(np.where(p > 0, yes, 1.0), no + 1, tail), 0.0)
    high = np.where(p < 1, betaincinv(yes + 1, np.where(p < 1, no, 1.0), 1 - tail), 1.0)
    return low, high


def wilson_interval(
    share: ArrayLike, se: ArrayLike, n: ArrayLike, df: ArrayLike, *, level: float = 0.95
) -> tuple[FloatArray, FloatArray]:
    """Wilson's score interval (1927) at the effective sample size.

    At equal weights it is statsmodels' `proportion_confint(method = "wilson")` up to the n - 1
    in the variance.

    Args:
        share: p, 0..1.
        se: its standard error, 0..1.
        n: respondents in the base, 2 or more.
        df: design degrees of freedom, 1 or more; they enter through the effective size, the
            quantile is the normal one.
        level: confidence level, 0..1.

    Returns:
        Lower and upper ends, shares 0..1.

    Raises:
        InputError: level out of range.
    """
    p = np.asarray(share, dtype=np.float64)
    size = effective_size(p, se, n, df, level=level)
    z = ndtri((1 + level) / 2)
    centre = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z / (1 + z**2 / size) * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    low = np.where(p > 0, np.maximum(centre - reach, 0.0), 0.0)
    high = np.where(p < 1, np.minimum(centre + reach, 1.0), 1.0)
    return low, high
