"""Half-years that do not fit their year: cells on which no sum should rest unsaid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from saualnama.official.figures import PublishedFigure, is_half_year

LEAST_SHARE = Decimal("0.05")
"""A half-year under a twentieth of the whole year before is doubtful."""

LEAST_COUNT = 100
"""Years with fewer cases say nothing: their half-years move by chance."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A half-year count that is hard to believe.

    Attributes:
        figure: the half-year.
        year_before: the whole year before it, of the same series.
        why: one clause, for notes.
    """

    figure: PublishedFigure
    year_before: PublishedFigure
    why: str


def doubtful_half_years(figures: Iterable[PublishedFigure]) -> tuple[Doubt, ...]:
    """Find half-year counts that fall under a twentieth of the year before, or exceed all of it.

    Only series with at least `LEAST_COUNT` cases in the year before are judged. Both bounds are a
    choice, made wide: a first half has 0.19 to 0.79 of the year before in all other cells of the
    report. A doubt is a reason to look, not a proof.

    Args:
        figures: of any exhibits; units other than `cases` and blank cells are passed over.

    Returns:
        The doubts, in the order of the figures.
    """
    counts = {figure.key: figure for figure in figures if figure.unit == "cases"}
    doubts: list[Doubt] = []
    for figure in counts.values():
        if not is_half_year(figure.year) or figure.value is None:
            continue
        year_before = str(int(figure.year[:4]) - 1)
        whole = counts.get(
            (figure.exhibit, figure.measure, figure.region, year_before, figure.article)
        )
        if whole is None or whole.value is None or whole.value < LEAST_COUNT:
            continue
        compared = f"{figure.value} against {whole.value} in all of {year_before}"
        if figure.value < LEAST_SHARE * whole.value:
            doubts.append(Doubt(figure, whole, f"implausibly few: {compared}"))
        elif figure.value > whole.value:
            doubts.append(Doubt(figure, whole, f"implausibly many: {compared}"))
    return tuple(doubts)
