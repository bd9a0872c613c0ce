"""The design-based test of association: Rao and Scott's second-order corrected chi-square."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from saualnama.inference.crosstab import Crosstab
from saualnama.inference.design import FloatArray, Variance
from saualnama.inference.pearson import not_done

RANK_TOLERANCE = 1e-10


@dataclass(frozen=True, slots=True)
class RaoScottTest:
    """Rao-Scott test of a crosstab. Fields are None where `method` says why.

    Attributes:
        n: respondents in the table.
        chi_square: Pearson's statistic of the weighted shares, times n.
        statistic: F.
        ndf: its numerator degrees of freedom.
        ddf: its denominator degrees of freedom.
        p: upper tail, 0..1.
        variance: `"raked"` or `"fixed"`.
        sparse: some contrasts of the table have no respondents; a pseudo-inverse was taken.
        method: what was done, or why nothing was.
    """

    n: int
    chi_square: float | None
    statistic: float | None
    ndf: float | None
    ddf: float | None
    p: float | None
    variance: Variance
    sparse: bool
    method: str


def rao_scott(table: Crosstab) -> RaoScottTest:
    """Test independence of answer and group under the survey's weights and design.

    Rao, Scott (1984), second order, with an F reference (Thomas, Rao 1990); the covariance is
    scaled by observed cell shares, not fitted ones (Sribney 1998), as R and Stata do. Agrees with
    R `svychisq(statistic = "F")`: with fixed weights all four numbers, with a raked design F and
    ndf (R counts all PSUs for ddf there, we those with a valid row). Empty answers and groups are
    dropped, empty cells inside stay.

    Args:
        table: a crosstab; its covariance says whether the weights were raked.

    Returns:
        The test; not done for fewer than 2 answers or groups, for no degrees of freedom, or
        when the raking margins determine the whole table.
    """
    n = int(table.counts.sum())

    def refuse(reason: str) -> RaoScottTest:
        return RaoScottTest(n, None, None, None, None, None, table.variance, False, reason)

    reason = not_done(table.counts)
    if reason:
        return refuse(reason)
    if table.table_df < 1:
        return refuse("not done: no design degrees of freedom")
    weighted, covariance = _without_empty(table)
    total = weighted.sum()
    share = weighted / total
    expected = np.outer(share.sum(axis=1), share.sum(axis=0))
    chi_square = float(n * (np.square(share - expected) / expected).sum())
    trace, square_trace, sparse = _traces(share, covariance / total**2)
    trace, square_trace = n * trace, n**2 * square_trace
    if trace <= RANK_TOLERANCE:
        return refuse("not done: weighting and data leave the table no variance")
    statistic = chi_square / trace
    ndf = trace**2 / square_trace
    ddf = ndf * table.table_df
    return RaoScottTest(
        n,
        chi_square,
        statistic,
        ndf,
        ddf,
        float(fdtrc(ndf, ddf, statistic)),
        table.variance,
        sparse,
        f"Rao-Scott second order F, {table.variance} weights",
    )


def _without_empty(table: Crosstab) -> tuple[FloatArray, FloatArray]:
    c, r = table.counts.shape
    rows = np.flatnonzero(table.counts.any(axis=1))
    cols = np.flatnonzero(table.counts.any(axis=0))
    if rows.size == c and cols.size == r:
        return table.weighted, table.covariance
    cells = (rows[:, None] * r + cols).ravel()
    return table.weighted[np.ix_(rows, cols)], table.covariance[np.ix_(cells, cells)]


def _traces(share: FloatArray, covariance: FloatArray) -> tuple[float, float, bool]:
    """Trace of Delta and of its square, both for n of 1, and whether Delta is rank deficient.

    Delta depends on the interaction space only, not on its basis. When no cell is empty,
    D^-1 C [C' D^-1 C]^-1 C' D^-1 is A = D^-1 - X1 (X1' D X1)^-1 X1' and Delta's eigenvalues are
    those of A V; constants drop out of A V, so the covariance of totals serves as V.
    """
    c, r = share.shape
    if (share > 0).all():
        left = _additive_precision(share) @ covariance
        return float(np.trace(left)), float((left * left.T).sum()), False
    # the interactions residualised on rows and columns span all products of contrasts
    interactions = np.kron(_contrasts(c), _contrasts(r))
    p = share.ravel()
    inverse = np.divide(1.0, p, out=np.zeros(p.size), where=p > 0)
    scaled = inverse[:, None] * interactions
    middle = interactions.T @ scaled
    # scaling totals to shares moves V along p only, which the empty cells no longer annul
    ones = np.eye(p.size) - np.outer(p, np.ones(p.size))
    spread = scaled.T @ (ones @ covariance @ ones.T) @ scaled
    deficient = _is_rank_deficient(middle)
    if deficient:
        delta = np.linalg.pinv(middle, rcond=RANK_TOLERANCE, hermitian=True) @ spread
    else:
        delta = np.linalg.solve(middle, spread)
    return float(np.trace(delta)), float((delta * delta.T).sum()), deficient


def _is_rank_deficient(matrix: FloatArray) -> bool:
    """Look at the pivots of a positive semidefinite matrix; far cheaper than its eigenvalues."""
    try:
        pivots = np.square(np.diagonal(np.linalg.cholesky(matrix)))
    except np.linalg.LinAlgError:
        return True
    return bool(pivots.min() <= RANK_TOLERANCE * pivots.max())


def _additive_precision(share: FloatArray) -> FloatArray:
    c, r = share.shape
    main = np.concatenate(
        [np.repeat(np.eye(c), r, axis=0), np.tile(np.eye(r), (c, 1))[:, 1:]], axis=1
    )
    p = share.ravel()
    fitted = main @ np.linalg.solve(main.T @ (p[:, None] * main), main.T)
    return np.asarray(np.diag(1 / p) - fitted, dtype=np.float64)


def _contrasts(size: int) -> FloatArray:
    """Orthonormal contrasts of `size` categories (Helmert), shape (size, size - 1)."""
    found = np.zeros((size, size - 1))
    for column in range(size - 1):
        found[: column + 1, column] = 1.0
        found[column + 1, column] = -(column + 1.0)
        found[:, column] /= np.sqrt((column + 1.0) * (column + 2.0))
    return found
