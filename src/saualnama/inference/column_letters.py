"""Which columns of a table differ: the letters of column proportion tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtr, stdtr

from saualnama.errors import Fault, raise_if_any
from saualnama.inference.crosstab import AnswerSetCrosstab, Crosstab
from saualnama.inference.design import BoolArray, FloatArray

MINIMUM_BASE = 30


@dataclass(frozen=True, slots=True, eq=False)
class ColumnLetters:
    """Pairwise comparison of the columns of each row.

    Attributes:
        p: adjusted p-value of group a against group b, shape (c, r, r), symmetric; not-a-number
            where the pair was not compared (a base too small, a share of 0 or 1, no variance).
        letters: for each cell the letters of the columns that are significantly lower,
            `letters[answer][group]`, as `"AC"`; columns are A, B, ..., Z, AA, AB, ... and
            letters are separated by a space when there are more than 26 columns.
        comparisons: pairs compared in each row, the factor of Bonferroni's adjustment, shape (c,).
        method: the test.
    """

    p: FloatArray
    letters: tuple[tuple[str, ...], ...]
    comparisons: tuple[int, ...]
    method: str


def column_letter(position: int) -> str:
    """Name a column, from 0: A, B, ..., Z, AA, AB, ..."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_letters(
    table: Crosstab | AnswerSetCrosstab,
    *,
    alpha: float = 0.05,
    minimum_base: int = MINIMUM_BASE,
    method: Literal["design", "spss"] = "design",
) -> ColumnLetters:
    """Compare the columns of each row pairwise; the higher share is given the lower one's letter.

    `"design"`: t = (p_a - p_b) / sqrt(v_a + v_b - 2 v_ab) on the design degrees of freedom of the
    table, agreeing with R `svyby(covmat = TRUE)` and `svycontrast`. `"spss"` is the z test of SPSS
    Custom Tables (pooled share; sums of weights, scaled to n, taken for respondents), which ignores
    the design: for comparison with such tables only. Both with Bonferroni's adjustment over the
    pairs compared in the row.

    Args:
        table: a crosstab.
        alpha: significance level after adjustment, 0..1.
        minimum_base: unweighted base that a column needs to be compared.
        method: `"design"` or `"spss"`.

    Returns:
        Letters and p-values 0..1.

    Raises:
        InputError: unknown method, alpha or base out of range.
    """
    faults = []
    if method not in ("design", "spss"):
        faults.append(Fault("unknown-method", "method", repr(method), "design or spss"))
    if not 0.0 < alpha < 1.0:
        faults.append(Fault("level-out-of-range", "alpha", str(alpha), "between 0 and 1"))
    if minimum_base < 2:
        faults.append(Fault("base-out-of-range", "minimum_base", str(minimum_base), "2 or more"))
    raise_if_any("columns cannot be compared", faults)
    base = table.base
    big = base >= minimum_base
    compared = big & (table.counts > 0) & (table.counts < base)
    size = np.where(base > 0, table.base_weighted, 1.0)
    share = table.weighted / size
    raw = (
        _design_p(table, share, size, compared)
        if method == "design"
        else _spss_p(table, share, compared)
    )
    c, r = share.shape
    pairs = np.isfinite(raw).sum(axis=(1, 2)) // 2
    adjusted = np.minimum(raw * pairs[:, None, None], 1.0)
    separator = " " if r > 26 else ""
    letters = tuple(
        tuple(
            separator.join(
                column_letter(b)
                for b in range(r)
                if adjusted[i, a, b] < alpha and share[i, a] > share[i, b]
            )
            for a in range(r)
        )
        for i in range(c)
    )
    name = "column contrasts, t" if method == "design" else "column proportions as SPSS, z"
    return ColumnLetters(
        adjusted, letters, tuple(pairs.tolist()), f"{name}, Bonferroni within the row"
    )


def _design_p(
    table: Crosstab | AnswerSetCrosstab, share: FloatArray, size: FloatArray, compared: BoolArray
) -> FloatArray:
    c, r = share.shape
    own, crossed, of_base = _between_groups(table)
    p = share
    covariance = own - p[:, :, None] * crossed.transpose(0, 2, 1) - crossed * p[:, None, :]
    covariance = covariance + p[:, :, None] * p[:, None, :] * of_base
    covariance = covariance / np.outer(size, size)
    v = np.diagonal(covariance, axis1=1, axis2=2)
    variance = v[:, :, None] + v[:, None, :] - 2 * covariance
    random = p * (1 - p) / np.maximum(table.base, 1)
    scale = random[:, :, None] + random[:, None, :]
    usable = _pairs(compared) & (variance > 1e-10 * scale)
    out = np.full((c, r, r), np.nan)
    if table.table_df >= 1:
        t = np.abs(p[:, :, None] - p[:, None, :])[usable] / np.sqrt(variance[usable])
        out[usable] = 2 * stdtr(float(table.table_df), -t)
    return out


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


def _spss_p(
    table: Crosstab | AnswerSetCrosstab, share: FloatArray, compared: BoolArray
) -> FloatArray:
    n = table.base_weighted * (table.base.sum() / table.base_weighted.sum())
    first, second = n[:, None], n[None, :]
    a, b = share[:, :, None], share[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (first * a + second * b) / (first + second)
        z = np.abs(a - b) / np.sqrt(pooled * (1 - pooled) * (1 / first + 1 / second))
    out: FloatArray = np.where(_pairs(compared), 2 * ndtr(-z), np.nan)
    return out


def _pairs(compared: BoolArray) -> BoolArray:
    different = ~np.eye(compared.shape[1], dtype=bool)
    both: BoolArray = compared[:, :, None] & compared[:, None, :] & different
    return both
