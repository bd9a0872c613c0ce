"""Seeded p-values for sparse tables, where the chi-square distribution is a poor guide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from saualnama.errors import Fault, InputError
from saualnama.inference.design import Design, FloatArray, IntArray, as_codes, sums_by
from saualnama.inference.pearson import checked_counts, not_done

TIE = 1e-9
"""Statistics closer than this part of themselves are equal; tables tie often."""

SHUFFLED_UP_TO = 10_000
"""Respondents up to which random tables are made by shuffling (the same on every machine)."""


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


def monte_carlo_chi_square(counts: ArrayLike, *, seed: int, draws: int = 9999) -> ResamplingTest:
    """Test independence by Pearson's chi-square of random tables with the margins of the data.

    For sparse unweighted tables. Agrees within Monte-Carlo error with R's `chisq.test` with
    `simulate.p.value = TRUE` and scipy's `chi2_contingency` with a `MonteCarloMethod`.

    Args:
        counts: respondents, shape (c, r).
        seed: zero or above; the same seed gives the same p.
        draws: tables to draw, 1 or more.

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
    from scipy.stats import random_table  # costs 0.7 s, few tables need it

    kept = table[table.any(axis=1)][:, table.any(axis=0)]
    row, column = kept.sum(axis=1), kept.sum(axis=0)
    inverse = 1 / np.outer(row, column)
    law = random_table(row.astype(np.int64), column.astype(np.int64))
    how: Literal["boyett", "patefield"] = "patefield"
    if kept.sum() <= SHUFFLED_UP_TO:
        how = "boyett"
    observed = float((np.square(kept) * inverse).sum())
    extreme, left = 0, draws
    while left:
        size = min(left, max(1, 2_000_000 // kept.size))
        drawn = law.rvs(size=size, method=how, random_state=generator)
        extreme += _as_extreme(np.square(drawn).reshape(size, -1) @ inverse.ravel(), observed)
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
    generator = _generator(seed, draws)
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

    def statistic(order: IntArray) -> float:
        cells = sums_by(answers * r + groups[order], c * r, weight).reshape(c, r)
        kept = cells[filled_answers][:, filled_groups]
        return float((np.square(kept) / np.outer(answer_total, kept.sum(axis=0))).sum())

    observed = statistic(np.arange(weight.size))
    drawn = np.array([statistic(generator.permutation(weight.size)) for _ in range(draws)])
    return _result(
        _as_extreme(drawn, observed), draws, "permutation of groups, weighted: a check, not a test"
    )


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
