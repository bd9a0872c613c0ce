"""Sums of scores behind printed means, region by region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from saualnama.errors import Fault, raise_if_any
from saualnama.reconstruct.draw import solve_exactly
from saualnama.reconstruct.printed import Figure, ratio_bounds

MOST_MISSING = 12
"""Respondents of a group who may have given no score; the printed means need fewer."""


@dataclass(frozen=True, slots=True)
class ScoreSum:
    """Respondents of a group who gave a score, and the sum of their scores."""

    scored: int
    total: int


def sums_that_print(mean: Figure, scored: int) -> range:
    """Every sum of `scored` scores whose mean prints as `mean`, halves away from zero."""
    low, high, unit = ratio_bounds(mean.printed, mean.decimals, 1)
    return range(-(-low * scored // unit), -(-high * scored // unit))


def choose_sums(
    generator: np.random.Generator,
    groups: Mapping[str, int],
    means: Mapping[str, Figure],
    overall: Figure,
    what: str,
) -> dict[str, ScoreSum]:
    """Choose for each group how many gave a score and what the scores add to.

    Each group's mean and the mean of all print right, as few scores as possible are missing, and
    they are spread (the cost of a group is the square of its missing scores).

    Args:
        generator: decides between equally good choices.
        groups: respondents of each group.
        means: printed mean of each group.
        overall: printed mean of all.
        what: the question, for messages.

    Raises:
        InputError: a group without a printed mean, or no numbers give all means.
    """
    raise_if_any(
        "the published figures cannot be reconstructed",
        [
            Fault("missing-figure", f"{what}, {group}", "no mean is printed")
            for group in groups
            if group not in means
        ],
    )
    low, high, unit = ratio_bounds(overall.printed, overall.decimals, 1)
    options: list[tuple[str, int, int]] = []
    for group, n in groups.items():
        for scored in range(n, max(n - MOST_MISSING, 1) - 1, -1):
            options += [(group, scored, total) for total in sums_that_print(means[group], scored)]
    counts = np.array([option[1] for option in options], dtype=np.float64)
    totals = np.array([option[2] for option in options], dtype=np.float64)
    missing = np.array([groups[option[0]] for option in options]) - counts
    one_each = [[float(option[0] == group) for option in options] for group in groups]
    above, below = unit * totals - low * counts, high * counts - unit * totals
    matrix = sparse.csr_array(np.array([*one_each, above, below]))
    chosen = solve_exactly(
        -(missing**2) + 0.1 * generator.random(len(options)),
        matrix,
        np.array([1.0] * len(groups) + [0.0, 1.0]),
        np.array([1.0] * len(groups) + [np.inf, np.inf]),
        what,
    )
    return {
        group: ScoreSum(scored, total)
        for (group, scored, total), taken in zip(options, chosen, strict=True)
        if taken
    }
