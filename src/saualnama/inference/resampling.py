"""Seeded p-values for sparse tables, where the chi-square distribution is a poor guide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from saualnama.errors import Fault, InputError
from saualnama.inference.design import Design, FloatArray, IntArray, as_codes, sums_by
from saualnama.inference.pearson import checked_counts, not_done

TIE = 1e-9
"""Statistics closer than this part of themselves are equal; tables tie often."""

CELLS_AT_ONCE = 2_000_000
"""Cells of random tables, or permuted rows, that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class ResamplingTest:
    """A p-value by random draws. `p` is None where `method` says why.

    Attributes:
        draws: random tables drawn.
        as_extreme: of them, at least as far from independence as the data.
        p: (as_extreme + 1) / (draws + 1), 0..1.
        method: what was done, or why nothing was.
    """

    draws: int
    as_extreme: int | None
    p: float | None
    method: str


def monte_carlo_chi_square(counts: ArrayLike, *, seed: int, draws: int = 1999) -> ResamplingTest:
    """Test independence by Pearson's chi-square of random tables with the margins of the data.

    For sparse unweighted tables. Agrees within Monte-Carlo error with R's `chisq.test` with
    `simulate.p.value = TRUE` and scipy's `chi2_contingency` with a `MonteCarloMethod`.

    Args:
        counts: respondents, shape (c, r).
        seed: zero or above; the same seed gives the same p.
        draws: tables to draw, 1 or more; R draws 2000 unless told.

    Returns:
        The test; not done for fewer than 2 answers or groups.

    Raises:
        InputError: counts that are none, draws or seed out of range.
    """
    table = checked_counts(counts)
    generator = _generator(seed, draws)
    reason = not_done(table)
    if reason:
        return ResamplingTest(draws, None, None, reason)
    kept = table[table.any(axis=1)][:, table.any(axis=0)]
    row, column = kept.sum(axis=1), kept.sum(axis=0)
    inverse = 1 / np.outer(row, column)
    observed = float((np.square(kept) * inverse).sum())
    extreme, left = 0, draws
    while left:
        size = min(left, max(1, CELLS_AT_ONCE // kept.size))
        drawn = _random_tables(generator, row.astype(np.int64), column.astype(np.int64), size)
        sums = np.einsum("ijt,ijt,ij->t", drawn, drawn, inverse, optimize=True)
        extreme += _as_extreme(sums, observed)
        left -= size
    return _result(extreme, draws, "Monte-Carlo chi-square, unweighted counts, margins kept")


def permutation_check(
    design: Design, answer: ArrayLike, group: ArrayLike, *, seed: int, draws: int = 1999
) -> ResamplingTest:
    """Check a weighted test on a sparse table by permuting the groups over the respondents.

    Each respondent keeps answer and weight together; the statistic is Pearson's on weighted
    shares. It is a check and not an exact test: where weights go with the groups, as after raking,
    respondents are not exchangeable.

    Args:
        design: the sample, n rows; strata and PSUs are not respected.
        answer: answer codes, shape (n,); -1 is missing.
        group: group codes, shape (n,); -1 is missing.
        seed: zero or above; the same seed gives the same p.
        draws: permutations, 1 or more.

    Returns:
        The check; not done for fewer than 2 answers or groups.

    Raises:
        InputError: codes that are none, draws or seed out of range.
    """
    _generator(seed, draws)
    answers, c = as_codes(answer, design.rows, "the answers")
    groups, r = as_codes(group, design.rows, "the grouping")
    valid = (answers >= 0) & (groups >= 0)
    answers, groups, weight = answers[valid], groups[valid], design.weights[valid]
    counts = sums_by(answers * r + groups, c * r, np.ones(weight.size)).reshape(c, r)
    reason = not_done(counts)
    if reason:
        return ResamplingTest(draws, None, None, reason)
    filled_answers, filled_groups = counts.any(axis=1), counts.any(axis=0)
    answer_total = sums_by(answers, c, weight)[filled_answers]

    def statistics(orders: IntArray) -> FloatArray:
        number = orders.shape[0]
        cell = answers * r + groups[orders] + np.arange(0, number * c * r, c * r)[:, None]
        cells = np.bincount(cell.ravel(), np.tile(weight, number), number * c * r)
        kept = cells.reshape(number, c, r)[:, filled_answers][:, :, filled_groups]
        return np.asarray(
            np.einsum("tij,i,tj->t", np.square(kept), 1 / answer_total, 1 / kept.sum(axis=1)),
            dtype=np.float64,
        )

    observed = float(statistics(np.arange(weight.size)[None, :])[0])
    at_once = max(1, CELLS_AT_ONCE // weight.size)
    extreme = sum(
        _as_extreme(
            statistics(_orders(seed, start, min(at_once, draws - start), weight.size)), observed
        )
        for start in range(0, draws, at_once)
    )
    return _result(extreme, draws, "permutation of groups, weighted: a check, not a test")


def _random_tables(
    generator: np.random.Generator, row: IntArray, column: IntArray, size: int
) -> IntArray:
    """Draw tables with given margins, shape (c, r, size), cell by cell for all of them at once.

    Each cell is hypergeometric given the cells before it. scipy's `random_table` has the same law;
    importing it costs more than all tables of a wave.
    """
    tables = np.empty((row.size, column.size, size), dtype=np.int64)
    free = np.repeat(column[:, None], size, axis=1)
    by_size = np.argsort(row, kind="stable")
    for i in by_size[:-1]:
        wanted = np.full(size, row[i])
        others = free.sum(axis=0)
        for j in range(column.size - 1):
            others = others - free[j]
            tables[i, j] = generator.hypergeometric(free[j], others, wanted)
            wanted = wanted - tables[i, j]
        tables[i, -1] = wanted
        free -= tables[i]
    tables[by_size[-1]] = free
    return tables


@lru_cache(maxsize=4)
def _orders(seed: int, start: int, number: int, size: int) -> IntArray:
    """Permutations of rows, shape (number, size); tables with one base use the same ones."""
    generator = np.random.Generator(np.random.PCG64([seed, start]))
    rows = np.broadcast_to(np.arange(size, dtype=np.int32), (number, size))
    orders = generator.permuted(rows, axis=1)
    orders.setflags(write=False)
    return orders


def _generator(seed: int, draws: int) -> np.random.Generator:
    if seed < 0 or draws < 1:
        fault = Fault("bad-draws", "draws and seed", f"{draws} and {seed}", "1 and 0, or more")
        raise InputError("random tables cannot be drawn", [fault])
    return np.random.Generator(np.random.PCG64(seed))


def _as_extreme(drawn: FloatArray, observed: float) -> int:
    # sums of n_ij^2 / (n_i. n_.j) order tables as chi-square does: chi2 = n (sum - 1)
    return int(np.count_nonzero(drawn - 1 >= (observed - 1) - TIE * abs(observed)))


def _result(extreme: int, draws: int, method: str) -> ResamplingTest:
    return ResamplingTest(draws, extreme, (extreme + 1) / (draws + 1), f"{method}, {draws} draws")
