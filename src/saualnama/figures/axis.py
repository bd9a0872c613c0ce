"""Horizontal axes: how long they are, where their ticks stand, how their numbers are written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saualnama.figures.data import FigureData, Value
from saualnama.figures.lettering import Lettering, text_width
from saualnama.figures.style import LABEL, LINE, LINES, SMALL, SOFT, VALUE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AXIS_HEIGHT = 15.0
"""Points below a plot for the numbers of its axis."""

TICK_ROOM = 22.0
"""Points from tick to tick, at least."""

GAP = 4.0
"""Points between the end of a bar and its figure."""


@dataclass(frozen=True, slots=True)
class Span:
    """A horizontal axis.

    Attributes:
        low: left end.
        unit: length of a point on paper.
        width: points.
        first: where the first tick stands.
        last: no tick stands beyond.
        size: of the figures printed at its bars.
    """

    low: float
    unit: float
    width: float
    first: float
    last: float
    size: float = VALUE

    def ticks(self) -> list[float]:
        """Round numbers, wide enough apart for their own width; every score where there is room."""
        step = _round_up(max(TICK_ROOM * self.unit, (self.last - self.first) / 6))
        count = math.floor((self.last - self.first) / step + 1e-9) + 1
        return [self.first + step * at for at in range(count)]

    def apply(self, axes: Axes, lettering: Lettering) -> None:
        """Set the limits; light lines with their numbers below."""
        ticks = self.ticks()
        digits = 0 if all(float(tick).is_integer() for tick in ticks) else 1
        axes.set_xlim(self.low, self.low + self.unit * self.width)
        bottom, top = axes.get_ylim()
        axes.vlines(ticks, bottom, top, color=LINES, linewidth=0.6, zorder=0)
        for tick in ticks:
            text = lettering.number(tick, digits)
            axes.text(tick, bottom + 3, text, size=SMALL, color=SOFT, ha="center", va="top")

    def label(
        self, axes: Axes, middles: Sequence[float], labels: Sequence[str], *, bold: bool
    ) -> None:
        """Write the labels of rows at their left.

        Args:
            axes: with this span.
            middles: of the rows, in points from the top.
            labels: wrapped.
            bold: the last one is, because it stands for everybody.
        """
        left = self.low - 6 * self.unit
        for at, (y, label) in enumerate(zip(middles, labels, strict=True), start=1):
            axes.text(
                left,
                y,
                label,
                size=LABEL,
                weight="bold" if bold and at == len(labels) else "normal",
                ha="right",
                va="center" if "\n" in label else "center_baseline",
                linespacing=LINE,
            )


def bar_span(
    data: FigureData,
    lettering: Lettering,
    values: Sequence[Value],
    width: float,
    size: float = VALUE,
) -> Span:
    """An axis from zero on which every bar, whisker and figure behind them has room."""
    reach = 0.0
    for value in values:
        end = max(value.numbers, default=0.0)
        text = text_width(lettering.value(data, value), size) + GAP + 4
        reach = max(reach, end / (width - text))
    unit = reach or 100 / width
    end = unit * width
    return Span(0, unit, width, 0, end if data.unit == "count" else min(end, 100), size)


def score_span(
    data: FigureData,
    lettering: Lettering,
    values: Sequence[Value],
    width: float,
    size: float = VALUE,
) -> Span:
    """An axis over the whole scale, with a column for the figures behind it."""
    low, high = data.scale
    column = max(text_width(lettering.value(data, value), size) for value in values)
    unit = (high - low) / (width - column - 2 * GAP - 4)
    return Span(low - 4 * unit, unit, width, low, high, size)


def _round_up(step: float) -> float:
    power: float = 10 ** math.floor(math.log10(step))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= step * (1 - 1e-9))
