"""Change between two independent samples: the difference of two estimates, and both as one design.

The samples share no respondent, so the variance of a difference is the sum of the two variances.
The same comes out of one design in which each sample is a stratum with raking margins of its own;
that design also carries the tests of a whole table between the samples.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtr, stdtrit

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.inference.design import Design, FloatArray, IntArray
from saualnama.inference.intervals import checked_level

MINIMUM_BASE = 30
"""Respondents that each sample needs for a test, as for column letters."""

COMPARED = "t"
NO_ESTIMATE = "none: nobody answered in one of the waves"
TOO_FEW = f"none: fewer than {MINIMUM_BASE} respondents in one of the waves"
NO_SPREAD = "none: no variance in one of the waves"


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Estimates of one sample; all arrays have one shape, any.

    Attributes:
        estimate: shares 0..1, per cent or points of a scale; not-a-number where there is none.
        se: standard errors, same unit.
        df: design degrees of freedom of each estimate's domain.
        base: respondents behind each estimate, unweighted.
    """

    estimate: FloatArray
    se: FloatArray
    df: FloatArray
    base: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """Later minus earlier. Not-a-number stands where `method` says why.

    Attributes:
        change: in the unit of the estimates.
        se: its standard error.
        df: degrees of freedom of both samples together.
        t: change / se.
        p: two-sided, 0..1.
        low: lower end of the interval, change - t quantile x se.
        high: upper end.
        method: `t`, or `none: ` and the reason.
    """

    change: FloatArray
    se: FloatArray
    df: FloatArray
    t: FloatArray
    p: FloatArray
    low: FloatArray
    high: FloatArray
    method: NDArray[np.str_]


def differences(earlier: Side, later: Side, *, level: float = 0.95) -> Difference:
    """Test and bracket the change of every estimate between two independent samples.

    t = change / sqrt(v_earlier + v_later) on the sum of both degrees of freedom, with the interval
    that belongs to it. Agrees with R `svycontrast` of `svyby` on the stacked samples, strata =
    sample, and its `degf` of the domain. Open choice: an interval of Wald's kind, so that it leaves
    out 0 exactly when the test rejects; for shares near 0 or 100 % it is less exact than the
    intervals of each sample.

    Args:
        earlier: the first sample.
        later: the second one, same shape.
        level: confidence level, 0..1.

    Returns:
        Changes; no test and no interval where a base is under `MINIMUM_BASE`, or a sample's
        variance is 0 (a share of 0 or 100 %, or one that the raking fixes): its uncertainty is
        then unknown, not nothing.

    Raises:
        InputError: shapes differ, or level out of range.
    """
    checked_level(level)
    sizes = {
        np.shape(part)
        for side in (earlier, later)
        for part in (side.estimate, side.se, side.df, side.base)
    }
    if len(sizes) > 1:
        shapes = ", ".join(map(str, sorted(sizes)))
        fault = Fault("wrong-length", "the two samples", f"shapes {shapes}", "one shape")
        raise InputError("estimates cannot be compared", [fault])
    change = later.estimate - earlier.estimate
    fewest = np.minimum(earlier.base, later.base)
    # not-a-number is not above zero
    varies = (earlier.se > 0) & (later.se > 0)
    df = earlier.df + later.df
    method = np.select(
        [~np.isfinite(change), fewest < MINIMUM_BASE, ~varies | (df < 1)],
        [NO_ESTIMATE, TOO_FEW, NO_SPREAD],
        COMPARED,
    )
    done = method == COMPARED
    se, t, p, reach = (np.full(change.shape, np.nan) for _ in range(4))
    se[done] = np.hypot(earlier.se[done], later.se[done])
    t[done] = change[done] / se[done]
    p[done] = 2 * stdtr(df[done], -np.abs(t[done]))
    reach[done] = stdtrit(df[done], (1 + level) / 2) * se[done]
    return Difference(change, se, df, t, p, change - reach, change + reach, method)


def stacked_design(earlier: Design, later: Design) -> Design:
    """Put two independent samples under one another, each a stratum of its own.

    Weights are scaled so that each sample's mean weight is 1 and a table of sample by answer weighs
    both by their size. Every raking margin is crossed with the sample, because each sample was
    raked by itself.

    Args:
        earlier: the first sample, n rows.
        later: the second one, m rows.

    Returns:
        A design of n + m rows; `variance` is that of both.

    Raises:
        InputError: the samples have other kinds of variance, strata or clusters, or another number
            of margins.
    """
    faults = []
    if earlier.variance != later.variance:
        problem = f"{earlier.variance} in one wave, {later.variance} in the other"
        faults.append(Fault("other-variance", "variance", problem, "one kind"))
    if any(part is not None for d in (earlier, later) for part in (d.strata, d.psu)):
        faults.append(Fault("strata", "the design", "strata or clusters", "one-stage samples"))
    if len(earlier.margins) != len(later.margins):
        problem = f"{len(earlier.margins)} and {len(later.margins)}"
        faults.append(Fault("other-margins", "raking margins", problem, "as many in both waves"))
    raise_if_any("the waves cannot be stacked", faults)
    margins = tuple(
        np.concatenate([first, second + 1 + int(first.max())])
        for first, second in zip(earlier.margins, later.margins, strict=True)
    )
    return Design(
        np.concatenate([part.weights / part.weights.mean() for part in (earlier, later)]),
        variance=earlier.variance,
        margins=margins,
        strata=sample_codes(earlier, later),
    )


def sample_codes(earlier: Design, later: Design) -> IntArray:
    """0 for rows of the first sample and 1 for rows of the second, (n + m,)."""
    return np.repeat(np.arange(2, dtype=np.int64), [earlier.rows, later.rows])


def stacked(earlier: ArrayLike, later: ArrayLike) -> NDArray[np.int64]:
    """Codes of both samples under one another."""
    return np.concatenate([np.asarray(earlier), np.asarray(later)]).astype(np.int64)
