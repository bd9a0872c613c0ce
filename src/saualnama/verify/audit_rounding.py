"""Which counts and values can stand behind a printed number.

The granularity test of Brown and Heathers (2017, "The GRIM test", Social Psychological and
Personality Science 8): a share or a mean of whole numbers over n people has only n + 1 possible
values per unit, so that a printed number with enough decimals may be none of them. All arithmetic
is exact; the tests compare it with the enumeration of all counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from saualnama.verify.audit_input import AuditedFigure

Rounding = Literal["half_up", "half_even", "either"]
"""What a report does with ties; `either` where nothing tells, and then each may go either way, as
binary fractions do."""

ENOUGH_TIES = 3
"""Ties that only one convention explains before that convention is taken for a report's own."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Whole numbers from `low` to `high`; none when `high` is below `low`."""

    low: int
    high: int

    @property
    def any(self) -> bool:
        """Whether there is one at all."""
        return self.low <= self.high

    @property
    def told(self) -> str:
        """The numbers for a sentence: `50` or `50–52`."""
        return str(self.low) if self.low == self.high else f"{self.low}\N{EN DASH}{self.high}"

    def meet(self, other: Counts) -> Counts:
        """Numbers in both."""
        return Counts(max(self.low, other.low), min(self.high, other.high))


def half_step(decimals: int) -> Fraction:
    """Half a unit of the last printed digit."""
    return Fraction(1, 2 * 10**decimals)


def bounds(printed: Decimal, decimals: int) -> tuple[Fraction, Fraction]:
    """Smallest and largest value that may round to a printed number, both ties included."""
    return (
        Fraction(printed) - half_step(decimals),
        Fraction(printed) + half_step(decimals),
    )


def rounds_to(value: Fraction, printed: Decimal, decimals: int, rounding: Rounding) -> bool:
    """Whether an exact value, zero or above, prints as `printed`."""
    low, high = bounds(printed, decimals)
    if low < value < high or (rounding == "either" and low <= value <= high):
        return True
    even = int(Fraction(printed) * 10**decimals) % 2 == 0
    if value == low:
        return rounding == "half_up" or even
    return value == high and rounding == "half_even" and even


def possible_counts(
    printed: Decimal, decimals: int, n: int, rounding: Rounding, *, unit: int = 100
) -> Counts:
    """Whole numbers k for which `unit` x k / n prints as `printed`.

    Args:
        printed: a percentage (0 to 100) with `unit` 100, or a mean with `unit` 1.
        decimals: that were printed.
        n: people in the base, above 0.
        rounding: convention for ties.
        unit: 100 for percentages of people, 1 for means of whole scores.
    """
    low, high = bounds(printed, decimals)
    first, last = math.ceil(low * n / unit), math.floor(high * n / unit)
    if first <= last and not rounds_to(Fraction(unit * first, n), printed, decimals, rounding):
        first += 1
    if first <= last and not rounds_to(Fraction(unit * last, n), printed, decimals, rounding):
        last -= 1
    first = max(first, 0)
    return Counts(first, min(last, n) if unit == 100 else last)


def nearest_counts(printed: Decimal, n: int, *, unit: int = 100) -> tuple[int, int]:
    """The whole numbers just below and above what a printed number would need."""
    below = math.floor(Fraction(printed) * n / unit)
    return below, below + 1


def percent(count: int, n: int, decimals: int, rounding: Rounding) -> Decimal:
    """A share in percent as it would be printed; an open convention rounds halves up."""
    return printed_as(Fraction(100 * count, n), decimals, rounding)


def printed_as(value: Fraction, decimals: int, rounding: Rounding) -> Decimal:
    """An exact value, zero or above, as it would be printed."""
    scaled = value * 10**decimals
    whole = math.floor(scaled)
    rest = scaled - whole
    up = rest > Fraction(1, 2)
    if rest == Fraction(1, 2):
        up = whole % 2 == 1 if rounding == "half_even" else True
    return Decimal(whole + up).scaleb(-decimals)


def rounding_of(figures: Iterable[AuditedFigure]) -> Rounding:
    """Find out what a report does with ties from the percentages that are ties themselves.

    Only percentages of a known base that one count alone explains are heard, and only where the
    two conventions differ. Subtotals are not heard: they may be sums of rounded parts.

    Returns:
        A convention that `ENOUGH_TIES` ties ask for and none contradicts; `either` otherwise.
    """
    votes: dict[Rounding, int] = {"half_up": 0, "half_even": 0}
    for figure in figures:
        if figure.statistic != "pct" or figure.base_n is None:
            continue
        found = possible_counts(figure.printed, figure.decimals, figure.base_n, "either")
        if found.low != found.high:
            continue
        value = Fraction(100 * found.low, figure.base_n)
        fits: list[Rounding] = [
            rule for rule in votes if rounds_to(value, figure.printed, figure.decimals, rule)
        ]
        if len(fits) == 1:
            votes[fits[0]] += 1
    if votes["half_up"] >= ENOUGH_TIES and not votes["half_even"]:
        return "half_up"
    if votes["half_even"] >= ENOUGH_TIES and not votes["half_up"]:
        return "half_even"
    return "either"
