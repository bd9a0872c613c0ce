"""Which columns of a table differ: the letters of column proportion tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import ndtr

from saualnama.errors import Fault, raise_if_any
from saualnama.inference.crosstab import AnswerSetCrosstab, Crosstab
from saualnama.inference.design import FloatArray
from saualnama.inference.group_differences import MINIMUM_BASE, share_differences


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

    `"design"`: the contrasts of `share_differences`. `"spss"` is the z test of SPSS
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
    share = table.weighted / np.where(table.base > 0, table.base_weighted, 1.0)
    if method == "design":
        found = share_differences(table, minimum_base=minimum_base)
        adjusted, pairs = found.p_adjusted, found.comparisons
    else:
        raw = _spss_p(table, share, minimum_base)
        pairs = np.isfinite(raw).sum(axis=(1, 2)) // 2
        adjusted = np.minimum(raw * pairs[:, None, None], 1.0)
    c, r = share.shape
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


def _spss_p(
    table: Crosstab | AnswerSetCrosstab, share: FloatArray, minimum_base: int
) -> FloatArray:
    base = table.base
    compared = (base >= minimum_base) & (table.counts > 0) & (table.counts < base)
    different = ~np.eye(base.size, dtype=bool)
    pairs = compared[:, :, None] & compared[:, None, :] & different
    n = table.base_weighted * (base.sum() / table.base_weighted.sum())
    first, second = n[:, None], n[None, :]
    a, b = share[:, :, None], share[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (first * a + second * b) / (first + second)
        z = np.abs(a - b) / np.sqrt(pooled * (1 - pooled) * (1 / first + 1 / second))
    out: FloatArray = np.where(pairs, 2 * ndtr(-z), np.nan)
    return out
