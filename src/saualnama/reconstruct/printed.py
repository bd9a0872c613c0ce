"""What printed figures say about counts, in whole numbers and without a tolerance."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any

SHARES = ("pct", "subtotal_pct")
"""Statistics that bound one count each."""


@dataclass(frozen=True, slots=True)
class CountBound:
    """A printed figure read as a statement on a count of respondents.

    Attributes:
        exhibit: where it is printed.
        question: id of the question.
        breakdown: id of the demographic, or `total`.
        group: its category, or `all`.
        answer: id of an answer or of a subtotal.
        low: smallest count that prints so.
        high: largest count that prints so.
    """

    exhibit: str
    question: str
    breakdown: str
    group: str
    answer: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class PrintedCounts:
    """All count bounds of a set of figures.

    Attributes:
        bounds: one for each printed count or percentage that some count can print.
        unattainable: the percentages that no count of their base prints (`low > high`).
    """

    bounds: tuple[CountBound, ...]
    unattainable: tuple[CountBound, ...]


def scaled(printed: str, decimals: int) -> int:
    """The printed value in units of its last digit (`2.85` with 2 decimals is 285).

    Raises:
        ValueError: the value has more decimals than `decimals`.
    """
    value = Decimal(printed).scaleb(decimals)
    if value != value.to_integral_value():
        raise ValueError(f"{printed} has more than {decimals} decimals")
    return int(value)


def ratio_bounds(printed: str, decimals: int, parts: int) -> tuple[int, int, int]:
    """Bounds of a ratio that prints as `printed`, halves rounded away from zero.

    Args:
        printed: the figure, not negative.
        decimals: its digits after the point.
        parts: 100 for a percentage, 1 for a mean.

    Returns:
        `(low, high, unit)`: a ratio r prints so exactly when `low <= unit r < high`.
    """
    value = scaled(printed, decimals)
    return 2 * value - 1, 2 * value + 1, 2 * parts * 10**decimals


def counts_that_print(printed: str, decimals: int, base: int) -> tuple[int, int]:
    """Smallest and largest count whose percentage of `base` prints as `printed`.

    The set of such counts is an interval; it is empty (`low > high`) when no count does.

    Args:
        printed: a percentage, 0 to 100, as printed.
        decimals: its digits after the point.
        base: respondents behind it, 1 or more.
    """
    low, high, unit = ratio_bounds(printed, decimals, 100)
    return max(0, -(-low * base // unit)), min(base, -(-high * base // unit) - 1)


class Bases:
    """Respondents behind each group, by question where a question has a base of its own.

    Args:
        table: columns `breakdown, group, n`; the breakdown `valid_base` holds groups written
            `question:group`.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._n = {
            (str(breakdown), str(group)): int(n)
            for breakdown, group, n in zip(
                table["breakdown"], table["group"], table["n"], strict=True
            )
        }

    def groups(self, breakdown: str) -> dict[str, int]:
        """Size of each group of a breakdown, in the order of the table."""
        return {group: n for (kind, group), n in self._n.items() if kind == breakdown}

    def valid(self, question: str, group: str) -> int | None:
        """The question's own base for a group, if it has one."""
        return self._n.get(("valid_base", f"{question}:{group}"))

    def required(self, question: str, group: str) -> int:
        """The question's own base for a group.

        Raises:
            InputError: the table has none.
        """
        n = self.valid(question, group)
        if n is None:
            fault = Fault("unknown-base", f"{question}:{group}", "no base of its own", "one")
            raise InputError("the bases cannot be used", [fault])
        return n

    def of(self, question: str, breakdown: str, group: str, everybody: int) -> int | None:
        """Base of a percentage; `None` when the table has no such group."""
        own = self.valid(question, group)
        if own is not None:
            return own
        return everybody if breakdown == "total" else self._n.get((breakdown, group))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed: its digits and how many of them stand after the point."""

    printed: str
    decimals: int


class Figures:
    """Printed figures by what they are figures of.

    Args:
        table: columns `question, breakdown, group, answer, statistic, printed, decimals`; of a
            figure that is printed twice the first counts.
    """

    def __init__(self, table: pd.DataFrame) -> None:
        self._figures: dict[tuple[str, ...], Figure] = {}
        for row in table.to_dict("records"):
            place = tuple(str(row[key]) for key in _PLACE)
            figure = Figure(str(row["printed"]), int(row["decimals"]))
            self._figures.setdefault(place, figure)

    def find(self, *place: str) -> Figure | None:
        """The figure of a question, breakdown, group, answer and statistic, if it is printed."""
        return self._figures.get(place)

    def get(self, *place: str) -> Figure:
        """The figure of a question, breakdown, group, answer and statistic.

        Raises:
            InputError: it is not among the printed ones.
        """
        figure = self.find(*place)
        if figure is None:
            fault = Fault("missing-figure", ", ".join(place), "no such figure is printed")
            raise InputError("the published figures cannot be reconstructed", [fault])
        return figure

    def by_group(
        self, question: str, breakdown: str, answer: str, statistic: str
    ) -> dict[str, Figure]:
        """The figures of one answer in the groups of a breakdown, in the order printed."""
        return {
            place[2]: figure
            for place, figure in self._figures.items()
            if (place[0], place[1], *place[3:]) == (question, breakdown, answer, statistic)
        }


_PLACE = ("question", "breakdown", "group", "answer", "statistic")


def count_bounds(
    figures: pd.DataFrame, bases: Bases, everybody: int, regional_base_of: dict[str, str]
) -> PrintedCounts:
    """Read every printed count and percentage of respondents as bounds on a count.

    Args:
        figures: columns `exhibit, question, breakdown, group, answer, statistic, printed,
            decimals`; other statistics are left alone.
        bases: bases of the groups.
        everybody: respondents of the wave.
        regional_base_of: for questions asked of some only, the breakdown of `bases` that holds
            their regional bases.

    Raises:
        InputError: a percentage whose group has no base.
    """
    bounds: list[CountBound] = []
    faults: list[Fault] = []
    for row in figures.to_dict("records"):
        place = [str(row[key]) for key in ("exhibit", "question", "breakdown", "group", "answer")]
        exhibit, question, breakdown, group, answer = place
        printed, decimals = str(row["printed"]), int(row["decimals"])
        if row["statistic"] == "count":
            count = scaled(printed, decimals)
            bounds.append(CountBound(exhibit, question, breakdown, group, answer, count, count))
        elif row["statistic"] in SHARES and group != "unassigned":
            kind = regional_base_of.get(question, breakdown) if breakdown == "region" else breakdown
            base = bases.of(question, kind, group, everybody)
            if base is None:
                where = f"{exhibit}, {question}, {group}"
                faults.append(Fault("unknown-base", where, "a percentage of unknown base"))
                continue
            low, high = counts_that_print(printed, decimals, base)
            bounds.append(CountBound(exhibit, question, breakdown, group, answer, low, high))
    raise_if_any("the published figures cannot be used", faults)
    return PrintedCounts(
        tuple(bound for bound in bounds if bound.low <= bound.high),
        tuple(bound for bound in bounds if bound.low > bound.high),
    )
