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


def rake_columns(
    groups: Groups, starts: Floats, *, max_cycles: int, tolerance: float
) -> tuple[Floats, Floats]:
    """Rake many samples of the same groups at once, each column as `rake_groups` would.

    A column that has converged is left alone from then on.

    Args:
        groups: the groups, with the shares to be met.
        starts: (groups, columns) base weights, 0 where a column has nobody; every category of
            every margin has somebody in every column.
        max_cycles: cycles before giving up.
        tolerance: largest miss that counts as converged, in shares.

    Returns:
        (groups, columns) ratio weight / base weight, each column's base weights scaled to sum 1,
        and (columns,) the last miss.
    """
    members = [
        (np.arange(len(share))[:, None] == position).astype(np.float64)
        for position, share in zip(groups.positions, groups.shares, strict=True)
    ]
    ratios = np.ones_like(starts)
    misses = np.full(starts.shape[1], np.inf)
    active = np.arange(starts.shape[1])
    mass = starts / starts.sum(axis=0)
    ratio = np.ones_like(mass)
    for _ in range(max_cycles):
        for member, position, share in zip(members, groups.positions, groups.shares, strict=True):
            step = (share[:, None] / (member @ mass))[position]
            mass *= step
            ratio *= step
        miss = np.max(
            [
                np.abs(member @ mass - share[:, None]).max(axis=0)
                for member, share in zip(members, groups.shares, strict=True)
            ],
            axis=0,
        )
        misses[active] = miss
        done = miss <= tolerance
        if done.any():
            ratios[:, active[done]] = ratio[:, done]
            active, mass, ratio = active[~done], mass[:, ~done], ratio[:, ~done]
        if not len(active):
            break
    ratios[:, active] = ratio
    return ratios, misses
