"""Raking by iterative proportional fitting."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from saualnama.weighting.groups import Cycle, Groups

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Raked:
    """What raking found.

    Attributes:
        factors: for each margin (categories,) the factor of each category.
        multiplier: (groups,) product of the factors of each group.
        trace: every cycle that was made.
        converged: whether the last miss is within the tolerance.
    """

    factors: tuple[Floats, ...]
    multiplier: Floats
    trace: tuple[Cycle, ...]
    converged: bool


def rake_groups(groups: Groups, *, max_cycles: int, tolerance: float) -> Raked:
    """Rake groups to the shares of all margins (Deming, Stephan 1940).

    Each step multiplies the groups of a category by target / achieved. The result minimises the
    Kullback-Leibler distance from `start`, so it does not depend on the order of the margins.
    Agrees with R `survey::rake(control = list(epsilon = 1e-12))` and, by another algorithm, with
    `calibrate(calfun = "raking")`. Open choice: convergence is judged by the miss of all margins
    after a full cycle, never by weights that stopped moving.

    Args:
        groups: with the shares to be met.
        max_cycles: cycles before giving up.
        tolerance: largest miss that counts as converged, in shares.

    Returns:
        Factors that apply to `groups.mass`.
    """
    mass = groups.mass
    factors = [np.ones_like(share) for share in groups.shares]
    trace: list[Cycle] = []
    converged = False
    for cycle in range(1, max_cycles + 1):
        before = mass
        mass = mass.copy()
        for margin, (position, share) in enumerate(
            zip(groups.positions, groups.shares, strict=True)
        ):
            step = share / np.bincount(position, mass, minlength=len(share))
            factors[margin] *= step
            mass *= step[position]
        change = float(np.abs(mass / before - 1).max())
        miss = groups.largest_miss(mass)
        trace.append(Cycle(cycle, miss, change))
        if miss <= tolerance:
            converged = True
            break
        if not mass.min() > 1e-290:  # a margin that wants a weight of zero; no use in going on
            break
    multiplier = np.ones_like(mass)
    for position, factor in zip(groups.positions, factors, strict=True):
        multiplier *= factor[position]
    return Raked(tuple(factors), multiplier, tuple(trace), converged)
