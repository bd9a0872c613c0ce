"""Pearson's chi-square on unweighted counts, residuals of cells and effect sizes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.inference.design import FloatArray

DONE = ""
SPARSE_SHARE = 0.2
"""Cochran's rule: a table is sparse when more of its expected counts are under 5."""


@dataclass(frozen=True, slots=True)
class PearsonTest:
    """Pearson's chi-square test of a table. Fields are None where `method` says why.

    Attributes:
        n: respondents (or responses) in the table.
        table_rows: answers that somebody gave.
        table_cols: groups that have somebody.
        statistic: chi-square.
        df: its degrees of freedom.
        p: upper tail, 0..1.
        expected_below_5: share of cells with an expected count under 5, 0..1.
        smallest_expected: the smallest expected count.
        sparse: more than a fifth of expected counts under 5, or one under 1.
        method: what was done, or why nothing was.
    """

    n: int
    table_rows: int
    table_cols: int
    statistic: float | None
    df: int | None
    p: float | None
    expected_below_5: float | None
    smallest_expected: float | None
    sparse: bool
    method: str


def table_faults(counts: ArrayLike, where: str = "the table") -> tuple[Fault, ...]:
    """Say why no test of association can be done on a table; empty when one can.

    Args:
        counts: shape (c, r), zero and above.
        where: what the table is, for the message.

    Returns:
        Faults `empty-base`, `one-answer`, `one-group`.
    """
    table = np.asarray(counts)
    if not table.any():
        return (Fault("empty-base", where, "nobody is in the table"),)
    faults = []
    if np.count_nonzero(table.sum(axis=1)) < 2:
        faults.append(Fault("one-answer", where, "everybody gave the same answer"))
    if np.count_nonzero(table.sum(axis=0)) < 2:
        faults.append(Fault("one-group", where, "the grouping has one category with respondents"))
    return tuple(faults)


def not_done(counts: ArrayLike) -> str:
    """Say in one line why a test was not done; empty when it can be."""
    faults = table_faults(counts)
    return "not done: " + "; ".join(fault.problem for fault in faults) if faults else DONE


def pearson_chi_square(counts: ArrayLike) -> PearsonTest:
    """Test independence in a table of unweighted counts, without Yates' correction.

    Agrees with `scipy.stats.chi2_contingency(correction=False)` and R `chisq.test(correct =
    FALSE)` once empty answers and groups are left out, as here. Weighted counts do not belong
    here: use `rao_scott`.

    Args:
        counts: shape (c, r), whole numbers, zero and above.

    Returns:
        The test; not done for fewer than 2 answers or groups.

    Raises:
        InputError: negative or fractional counts, or not two dimensions.
    """
    table = checked_counts(counts)
    kept = table[table.any(axis=1)][:, table.any(axis=0)]
    n = int(table.sum())
    sizes = (kept.shape[0], kept.shape[1])
    reason = not_done(table)
    if reason:
        return PearsonTest(n, *sizes, None, None, None, None, None, False, reason)
    expected = np.outer(kept.sum(axis=1), kept.sum(axis=0)) / n
    statistic = float((np.square(kept - expected) / expected).sum())
    df = (kept.shape[0] - 1) * (kept.shape[1] - 1)
    below = float((expected < 5).mean())
    smallest = float(expected.min())
    return PearsonTest(
        n,
        *sizes,
        statistic,
        df,
        float(chdtrc(df, statistic)),
        below,
        smallest,
        below > SPARSE_SHARE or smallest < 1,
        "Pearson chi-square, unweighted counts",
    )


def responses_chi_square(counts: ArrayLike) -> PearsonTest:
    """Pearson's test on the responses of a question with several answers, to recompute a figure.

    It treats each response as a respondent of its own. So it ignores that one person's answers
    go together, counts people by how much they say, and says nothing on who gave no answer:
    its p-value is not one. Some reports print it; `bilder_loughin` is the test to use.

    Args:
        counts: responses, answers by groups, shape (c, r).

    Returns:
        As `pearson_chi_square`; n is the number of responses.

    Raises:
        InputError: negative or fractional counts, or not two dimensions.
    """
    test = pearson_chi_square(counts)
    if test.statistic is None:
        return test
    method = "Pearson chi-square on responses, which takes each response for a respondent"
    return PearsonTest(
        test.n,
        test.table_rows,
        test.table_cols,
        test.statistic,
        test.df,
        test.p,
        test.expected_below_5,
        test.smallest_expected,
        test.sparse,
        method,
    )


def adjusted_residuals(counts: ArrayLike, base: ArrayLike | None = None) -> FloatArray:
    """Adjusted standardised residuals of cells (Haberman 1973), from unweighted counts.

    (observed - expected) / sqrt(expected (1 - answer's share) (1 - group's share)); standard
    normal under independence. Agrees with R `chisq.test()$stdres` and SPSS `ASRESID`.

    Args:
        counts: respondents who gave the answer, shape (c, r).
        base: respondents of each group, shape (r,), for a question with several answers; each
            answer is then its own 2 x r table. Sums of `counts` when not given.

    Returns:
        Shape (c, r). An answer that nobody or everybody gave, and a group that is empty or
        everybody, cannot deviate: exactly 0 there.

    Raises:
        InputError: counts that are none, or above their base.
    """
    table = checked_counts(counts)
    groups = table.sum(axis=0) if base is None else checked_counts(np.atleast_2d(base))[0]
    if groups.shape != (table.shape[1],) or (table > groups).any():
        raise InputError(
            "residuals cannot be computed",
            [Fault("counts-above-base", "the table", "more answers than respondents in a group")],
        )
    n = float(groups.sum())
    if n == 0:
        return np.zeros(table.shape)
    answer, group = table.sum(axis=1)[:, None] / n, groups[None, :] / n
    expected = n * answer * group
    scale = expected * (1 - answer) * (1 - group)
    out = np.zeros(table.shape)
    np.divide(table - expected, np.sqrt(scale), out=out, where=scale > 0)
    return out


def cramers_v(cells: ArrayLike) -> float | None:
    """Cramer's V: sqrt(phi^2 / (min(c, r) - 1)), 0..1.

    Args:
        cells: counts, or sums of weights for the weighted V; any scale, shape (c, r). Empty
            answers and groups are left out.

    Returns:
        V, or None when there are fewer than 2 answers or groups.
    """
    table = _filled(cells)
    if min(table.shape) < 2:
        return None
    return float(np.sqrt(min(_phi_square(table) / (min(table.shape) - 1), 1.0)))


def cramers_v_corrected(cells: ArrayLike, n: int) -> float | None:
    """Cramer's V corrected for its bias under independence (Bergsma 2013), 0..1.

    Args:
        cells: counts or sums of weights, any scale, shape (c, r).
        n: respondents in the table. Open choice with weights: respondents, not an effective
            number, so that the weighted and unweighted columns are corrected alike.

    Returns:
        The corrected V, or None when there are fewer than 2 answers or groups, or so few
        respondents that the corrected size of the table is not above 1.
    """
    table = _filled(cells)
    if min(table.shape) < 2 or n < 2:
        return None
    c, r = table.shape
    phi = max(0.0, _phi_square(table) - (c - 1) * (r - 1) / (n - 1))
    size = min(c - (c - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1))
    return float(np.sqrt(min(phi / (size - 1), 1.0))) if size > 1 else None


def checked_counts(counts: ArrayLike) -> FloatArray:
    """Return whole counts of a two-way table as floats, or raise an `InputError`."""
    table = np.asarray(counts, dtype=np.float64)
    faults = []
    if table.ndim != 2 or 0 in table.shape:
        faults.append(Fault("not-a-table", "the counts", f"shape {table.shape}", "two dimensions"))
    elif not np.isfinite(table).all() or (table < 0).any() or (table != np.rint(table)).any():
        faults.append(Fault("not-counts", "the counts", "other values", "whole numbers from 0"))
    raise_if_any("the table cannot be tested", faults)
    return table


def _filled(cells: ArrayLike) -> FloatArray:
    table = np.asarray(cells, dtype=np.float64)
    return table[table.any(axis=1)][:, table.any(axis=0)]


def _phi_square(table: FloatArray) -> float:
    share = table / table.sum()
    expected = np.outer(share.sum(axis=1), share.sum(axis=0))
    return float((np.square(share - expected) / expected).sum())
