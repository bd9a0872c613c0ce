"""Distances between base weights and calibrated weights (Deville, Sarndal 1992).

A distance gives the ratio weight / base weight as an increasing function F of a linear predictor
u, the sum of one term for each margin. Calibration minimises a convex function of the terms whose
gradient is the miss; `potential` is the integral of F that it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Distance(Protocol):
    """Ratio, slope and potential of the linear predictor u, all (groups,)."""

    def ratio(self, u: Floats) -> Floats:
        """Weight / base weight, F(u)."""

    def slope(self, u: Floats) -> Floats:
        """F'(u), zero where a limit holds."""

    def potential(self, u: Floats) -> Floats:
        """An integral of F."""


@dataclass(frozen=True, slots=True, eq=False)
class RakingDistance:
    """F(u) = exp(u), cut off at the limits: R's `cal.raking`.

    Attributes:
        lower: (groups,) smallest ratio, 0 for none.
        upper: (groups,) largest ratio, infinite for none.
    """

    lower: Floats
    upper: Floats

    def ratio(self, u: Floats) -> Floats:
        """See `Distance`."""
        return np.clip(np.exp(np.minimum(u, 700.0)), self.lower, self.upper)

    def slope(self, u: Floats) -> Floats:
        """See `Distance`."""
        free = np.exp(np.minimum(u, 700.0))
        return np.where((free > self.lower) & (free < self.upper), free, 0.0)

    def potential(self, u: Floats) -> Floats:
        """See `Distance`."""
        ratio = self.ratio(u)
        # beyond a limit the potential goes on as a straight line
        return ratio + np.where(ratio > 0, ratio, 0.0) * (u - np.log(np.maximum(ratio, 1e-300)))


@dataclass(frozen=True, slots=True, eq=False)
class LinearDistance:
    """F(u) = 1 + u, cut off at the limits: GREG without them, R's `cal.linear`.

    Attributes:
        lower: (groups,) smallest ratio, minus infinity for none.
        upper: (groups,) largest ratio, infinite for none.
    """

    lower: Floats
    upper: Floats

    def ratio(self, u: Floats) -> Floats:
        """See `Distance`."""
        return np.clip(1 + u, self.lower, self.upper)

    def slope(self, u: Floats) -> Floats:
        """See `Distance`."""
        return ((1 + u > self.lower) & (1 + u < self.upper)).astype(np.float64)

    def potential(self, u: Floats) -> Floats:
        """See `Distance`."""
        ratio = self.ratio(u)
        return ratio * (u + 1) - ratio**2 / 2


@dataclass(frozen=True, slots=True, eq=False)
class LogitDistance:
    """The S-shaped F of Deville and Sarndal's case 6: R's `cal.logit`.

    Attributes:
        lower: smallest ratio, below 1.
        upper: largest ratio, above 1; neither limit is ever reached.
    """

    lower: float
    upper: float

    @property
    def steepness(self) -> float:
        """The constant that makes F'(0) = 1."""
        return (self.upper - self.lower) / ((1 - self.lower) * (self.upper - 1))

    def _position(self, u: Floats) -> Floats:
        """(F - lower) / (upper - lower), without overflow."""
        odds = np.log((self.upper - 1) / (1 - self.lower))
        position: Floats = np.exp(-np.logaddexp(0.0, odds - self.steepness * u))
        return position

    def ratio(self, u: Floats) -> Floats:
        """See `Distance`."""
        return self.lower + (self.upper - self.lower) * self._position(u)

    def slope(self, u: Floats) -> Floats:
        """See `Distance`."""
        position = self._position(u)
        return self.steepness * (self.upper - self.lower) * position * (1 - position)

    def potential(self, u: Floats) -> Floats:
        """See `Distance`."""
        a = self.steepness
        bend = np.logaddexp(np.log(self.upper - 1), np.log(1 - self.lower) + a * u)
        potential: Floats = self.lower * u + (self.upper - self.lower) / a * bend
        return potential
