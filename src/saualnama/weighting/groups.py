"""Groups of respondents that calibration treats alike, and the shares that it asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Cycle:
    """One full cycle over all margins, or one step of Newton's method.

    Attributes:
        cycle: 1, 2, ...
        miss: largest |achieved share - target share| over all categories of all margins after the
            cycle, shares 0..1.
        largest_change: largest |new weight / old weight - 1| that the cycle made.
    """

    cycle: int
    miss: float
    largest_change: float


def trace_down_to(trace: Sequence[Cycle], miss: float = 1e-10) -> tuple[Cycle, ...]:
    """The trace up to its first miss below `miss`, for files that must not differ by machine.

    What comes after is true as well, but its digits are those in which processors differ.
    """
    end = next((place for place, cycle in enumerate(trace, 1) if cycle.miss < miss), len(trace))
    return tuple(trace[:end])


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups with equal categories in every margin, and the margins' target shares.

    Attributes:
        start: (groups,) sum of base weights, positive, any scale.
        positions: for each margin (groups,) the category of each group.
        shares: for each margin (categories,) positive target shares that sum to 1.
    """

    start: Floats
    positions: tuple[Indices, ...]
    shares: tuple[Floats, ...]

    @property
    def mass(self) -> Floats:
        """(groups,) share of each group in the base weights."""
        return self.start / float(self.start.sum())

    def where(self, present: Indices, start: Floats | None = None) -> Groups:
        """Only some of the groups, with base weights of their own if `start` is given."""
        return Groups(
            self.start[present] if start is None else start,
            tuple(position[present] for position in self.positions),
            self.shares,
        )

    def achieved(self, mass: Floats) -> tuple[Floats, ...]:
        """For each margin (categories,) the sum of (groups,) `mass`."""
        return tuple(
            np.bincount(position, mass, minlength=len(share)).astype(np.float64, copy=False)
            for position, share in zip(self.positions, self.shares, strict=True)
        )

    def largest_miss(self, mass: Floats) -> float:
        """Largest |achieved share - target share| over all categories of all margins."""
        return max(
            float(np.abs(achieved - share).max())
            for achieved, share in zip(self.achieved(mass), self.shares, strict=True)
        )

    def centred(self, terms: tuple[Floats, ...]) -> tuple[Floats, ...]:
        """Terms (log factors) moved between margins so that the margins' order does not show.

        Calibration leaves open which margin carries a constant: here every margin has the same
        mean term over the respondents, weighted by `start`. The sum of a group's terms stays.
        """
        mass = self.mass
        means = [
            float(np.sum(mass * term[position]))
            for position, term in zip(self.positions, terms, strict=True)
        ]
        common = sum(means) / len(means)
        return tuple(term + (common - mean) for term, mean in zip(terms, means, strict=True))
