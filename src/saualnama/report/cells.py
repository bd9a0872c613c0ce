"""One figure as it is shown: rounded, bracketed, starred, blanked, or with an arrow beside it."""

from __future__ import annotations

from typing import Literal

from saualnama.report.model import Cell, Mark, Unit
from saualnama.report.tidy import Figure
from saualnama.report.wording import PUBLISHED_DIGITS, Wording
from saualnama.tabulate.evidence import RECONSTRUCTED

NOT_PRINTED = "\N{HORIZONTAL ELLIPSIS}"
"""Stands where the report prints no figure and a reconstruction would have to invent it."""
NO_FIGURE = "\N{EN DASH}"
"""Stands where there is nothing to compute, because nobody is in the base."""
STAR = "*"
"""Stands for a suppressed figure."""

MOVED_BY: dict[Unit, float] = {"percent": 1.0, "points": 0.1}
"""A change by this much gets an arrow: a percentage point, or a tenth of a scale point.

A mean of a 1-to-5 scale that moves by a tenth is as noticeable as a share that moves by a point;
a whole scale point would never occur. Unrounded figures are compared, so that the arrow does not
depend on how two rounded ones happen to fall.
"""

_NOISE = 1e-9


def unit_of(statistic: str) -> Unit:
    """Unit of a statistic."""
    return "points" if statistic == "mean" else "percent"


def count_cell(value: int, wording: Wording) -> Cell:
    """A whole number, such as a base."""
    return Cell(wording.number(value), float(value), 0, "count")


def base_cell(low: int, high: int, wording: Wording) -> Cell:
    """The base of a row; a range where it differs from column to column."""
    if low == high:
        return count_cell(low, wording)
    return Cell(wording.span(low, high), unit="text")


def published_cell(figure: Figure, wording: Wording, *, printed: bool) -> Cell:
    """An unweighted figure.

    Args:
        figure: the figure.
        wording: the language.
        printed: whether it stands for one of a printed report. What is in print is marked where its
            base is too small, and not suppressed.
    """
    digits, unit = PUBLISHED_DIGITS[figure.statistic], unit_of(figure.statistic)
    if figure.evidence == RECONSTRUCTED:
        return Cell(NOT_PRINTED, digits=digits, unit=unit)
    if figure.unweighted is None:
        return Cell(NO_FIGURE, digits=digits, unit=unit, base=figure.base)
    text = wording.number(figure.unweighted, digits)
    mark = _mark(figure)
    if mark == "suppressed" and not printed:
        return Cell(STAR, digits=digits, unit=unit, base=figure.base, mark=mark)
    if mark:
        text = f"({text})" + (STAR if mark == "suppressed" else "")
    return Cell(text, figure.unweighted, digits, unit, base=figure.base, mark=mark)


def weighted_cell(figure: Figure, wording: Wording) -> Cell:
    """A weighted figure with its interval; suppressed where its base is too small."""
    digits, unit = PUBLISHED_DIGITS[figure.statistic], unit_of(figure.statistic)
    mark = _mark(figure)
    if mark == "suppressed":
        return Cell(STAR, digits=digits, unit=unit, base=figure.base, mark=mark)
    if figure.weighted is None:
        return Cell(NO_FIGURE, digits=digits, unit=unit, base=figure.base)
    text = wording.number(figure.weighted, digits)
    interval = ""
    if figure.low is not None and figure.high is not None:
        ends = (wording.number(end, digits) for end in (figure.low, figure.high))
        interval = "\N{EN DASH}".join(ends)
    return Cell(
        f"({text})" if mark else text,
        figure.weighted,
        digits,
        unit,
        interval,
        figure.low if interval else None,
        figure.high if interval else None,
        figure.deff,
        figure.base,
        mark,
        moved(figure),
    )


def moved(figure: Figure) -> Literal[-1, 0, 1]:
    """Whether weighting moves a figure up or down by `MOVED_BY` or more."""
    if figure.weighted is None or figure.unweighted is None:
        return 0
    change = figure.weighted - figure.unweighted
    if abs(change) < MOVED_BY[unit_of(figure.statistic)] - _NOISE:
        return 0
    return 1 if change > 0 else -1


def _mark(figure: Figure) -> Mark:
    if figure.flag == "suppressed":
        return "suppressed"
    return "small" if figure.flag == "small" else ""
