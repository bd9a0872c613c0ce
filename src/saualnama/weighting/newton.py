"""Calibration by Newton's method on the dual, for every distance and with limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import NDArray

from saualnama.weighting.distances import Distance
from saualnama.weighting.groups import Cycle, Groups

Floats = NDArray[np.float64]

LONGEST_STEP = 4.0
"""Largest change of a linear predictor in one step; exp(4) is beyond any sane change of weight."""


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """What Newton's method found.

    Attributes:
        terms: for each margin (categories,) the term of each category in the linear predictor.
        ratio: (groups,) weight / base weight, limits applied.
        trace: every step.
        converged: whether the last miss is within the tolerance.
    """

    terms: tuple[Floats, ...]
    ratio: Floats
    trace: tuple[Cycle, ...]
    converged: bool


def calibrate_groups(
    groups: Groups, distance: Distance, *, max_cycles: int, tolerance: float
) -> Solved:
    """Calibrate groups of respondents with equal base weight and equal categories.

    Minimises the convex dual sum start * potential(u) - sum shares * terms by Newton steps with a
    ridge as large as the miss: the ridge vanishes with the miss, so the last steps are Newton's
    own, and a category all of whose groups are at a limit (where the curvature is zero) still
    moves. A step is halved until the dual falls. The solution does not depend on the order of the
    margins. Agrees with R `calibrate(calfun = "raking" | "linear" | "logit", bounds = )`, which
    takes undamped steps and fails on some problems that have a solution.

    Args:
        groups: with the shares to be met.
        distance: F, with its limits.
        max_cycles: steps before giving up.
        tolerance: largest miss that counts as converged, in shares.
    """
    mass = groups.mass
    offsets = [0, *accumulate(len(share) for share in groups.shares)]
    spots = [at + offset for at, offset in zip(groups.positions, offsets, strict=False)]
    wanted = np.concatenate(groups.shares)
    size = len(wanted)

    def gathered(values: Floats) -> Floats:
        total = np.zeros(size)
        for spot in spots:
            total += np.bincount(spot, values, minlength=size)
        return total

    def predictor(terms: Floats) -> Floats:
        u = np.zeros(len(mass))
        for spot in spots:
            u += terms[spot]
        return u

    def curvature(slopes: Floats) -> Floats:
        flat = np.zeros(size * size)
        for a in spots:
            for b in spots:
                flat += np.bincount(a * size + b, slopes, minlength=size * size)
        return flat.reshape(size, size)

    terms = np.zeros(size)
    u = np.zeros(len(mass))
    ratio = distance.ratio(u)
    gradient = gathered(mass * ratio) - wanted
    dual = float(mass @ distance.potential(u))
    trace: list[Cycle] = []
    converged = False
    for cycle in range(1, max_cycles + 1):
        miss = float(np.abs(gradient).max())
        ridge = np.eye(size) * max(miss, 1e-13)
        hessian = curvature(mass * distance.slope(u)) + ridge
        step = -np.linalg.solve(hessian, gradient).astype(np.float64, copy=False)
        longest = float(np.abs(predictor(step)).max())
        length = min(1.0, LONGEST_STEP / longest) if longest else 1.0
        downhill = float(gradient @ step)
        while True:
            trial = terms + length * step
            u = predictor(trial)
            trial_dual = float(mass @ distance.potential(u) - wanted @ trial)
            # the last steps gain less than the dual's own rounding
            if trial_dual <= dual + 1e-4 * length * downhill + 1e-14 * (1 + abs(dual)):
                break
            length /= 2
            if length < 1e-12:
                return Solved(_split(terms, offsets), ratio, tuple(trace), False)
        terms, dual, before = trial, trial_dual, ratio
        ratio = distance.ratio(u)
        gradient = gathered(mass * ratio) - wanted
        miss = float(np.abs(gradient).max())
        change = float((np.abs(ratio - before) / np.maximum(np.abs(before), 1e-12)).max())
        trace.append(Cycle(cycle, miss, change))
        if miss <= tolerance:
            converged = True
            break
    return Solved(_split(terms, offsets), ratio, tuple(trace), converged)


def _split(terms: Floats, offsets: Sequence[int]) -> tuple[Floats, ...]:
    return tuple(terms[a:b] for a, b in pairwise(offsets))
