"""Raking by iterative proportional fitting, on cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Cycle:
    """One full cycle over all margins.

    Attributes:
        cycle: 1, 2, ...
        miss: largest |achieved share - target share| over all categories of all margins after the
            cycle, shares 0..1.
        largest_change: largest |new weight / old weight - 1| that the cycle made.
    """

    cycle: int
    miss: float
    largest_change: float


@dataclass(frozen=True, slots=True, eq=False)
class Raked:
    """What raking found.

    Attributes:
        factors: for each margin (categories,) the factor of each category.
        multiplier: (cells,) product of the factors of each cell.
        trace: every cycle that was made.
        converged: whether the last miss is within the tolerance.
    """

    factors: tuple[Floats, ...]
    multiplier: Floats
    trace: tuple[Cycle, ...]
    converged: bool


def rake_cells(
    start: Floats,
    positions: Sequence[Indices],
    shares: Sequence[Floats],
    *,
    max_cycles: int,
    tolerance: float,
) -> Raked:
    """Rake cells to the shares of all margins (Deming, Stephan 1940).

    Each step multiplies the cells of a category by target / achieved. The result minimises the
    Kullback-Leibler distance from `start`, so it does not depend on the order of the margins.
    Agrees with R `survey::rake(control = list(epsilon = 1e-12))` and, by another algorithm, with
    `calibrate(calfun = "raking")`. Open choice: convergence is judged by the miss of all margins
    after a full cycle, never by weights that stopped moving.

    Args:
        start: (cells,) positive, any scale.
        positions: for each margin (cells,) the category of each cell.
        shares: for each margin (categories,) positive target shares that sum to 1.
        max_cycles: cycles before giving up.
        tolerance: largest miss that counts as converged, in shares.

    Returns:
        Factors that apply to `start` scaled to sum 1.
    """
    cells = start / start.sum()
    factors = [np.ones_like(share) for share in shares]
    trace: list[Cycle] = []
    converged = False
    for cycle in range(1, max_cycles + 1):
        before = cells
        cells = cells.copy()
        for margin, (position, share) in enumerate(zip(positions, shares, strict=True)):
            step = share / np.bincount(position, cells, minlength=len(share))
            factors[margin] *= step
            cells *= step[position]
        change = float(np.abs(cells / before - 1).max())
        miss = largest_miss(cells, positions, shares)
        trace.append(Cycle(cycle, miss, change))
        if miss <= tolerance:
            converged = True
            break
        if not cells.min() > 1e-290:  # a margin that wants a weight of zero; no use in going on
            break
    multiplier = np.ones_like(cells)
    for position, factor in zip(positions, factors, strict=True):
        multiplier *= factor[position]
    return Raked(tuple(factors), multiplier, tuple(trace), converged)


def largest_miss(cells: Floats, positions: Sequence[Indices], shares: Sequence[Floats]) -> float:
    """Largest |achieved share - target share| over all categories of all margins."""
    return max(
        float(np.abs(np.bincount(position, cells, minlength=len(share)) - share).max())
        for position, share in zip(positions, shares, strict=True)
    )


def centred_factors(
    start: Floats, positions: Sequence[Indices], factors: Sequence[Floats]
) -> tuple[Floats, ...]:
    """Factors moved between the margins so that they do not depend on the margins' order.

    Raking leaves open which margin carries a constant: here every margin has the same mean log
    factor over the respondents, weighted by `start`. The product of a cell's factors stays.
    """
    mass = start / start.sum()
    means = [
        float(mass @ np.log(factor)[position])
        for position, factor in zip(positions, factors, strict=True)
    ]
    common = sum(means) / len(means)
    return tuple(
        factor * np.exp(common - mean) for factor, mean in zip(factors, means, strict=True)
    )
