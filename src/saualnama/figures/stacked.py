"""Stacked bars: the parts of each group's answers, in the report's order of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saualnama.figures.axis import AXIS_HEIGHT, Span
from saualnama.figures.data import ALL, FigureData, Value
from saualnama.figures.lettering import STAR, Lettering, block_height, text_width
from saualnama.figures.sheet import CONTENT, Key, label_column, new_sheet
from saualnama.figures.style import (
    APART,
    MARGIN,
    PAPER,
    SMALL,
    SOFT,
    VALUE,
    colours,
    ink_on,
    pale,
    steps,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

THICKNESS, TOTAL_GAP, BASE_COLUMN = 14.0, 6.0, 34.0
NUMBER_ROOM = 3.0
"""Points that a figure needs beside itself within its part of a bar."""


def entry_colours(data: FigureData) -> list[str]:
    """Colours of the parts: steps where answers have an order, grey for those apart."""
    answers = [entry for entry in data.entries if not entry.apart]
    tints = (steps if data.ordered else colours)(len(answers))
    by_id = dict(zip((entry.id for entry in answers), tints, strict=True))
    return [by_id.get(entry.id, APART) for entry in data.entries]


def draw_stacked(data: FigureData, lettering: Lettering) -> Figure:
    """Draw stacked bars with the base of each group at its right."""
    tints = entry_colours(data)
    labels, left = label_column(
        lettering, lambda words: [words.label("group", g) for g in data.groups]
    )
    heights = [max(THICKNESS + 3.5, block_height(label) + 3) for label in labels]
    middles, down = [], BASE_HEAD
    for group, height in zip(data.groups, heights, strict=True):
        down += TOTAL_GAP if group == ALL and len(heights) > 1 else 0
        middles.append(down + height / 2)
        down += height
    keys = [
        Key(lettering.entry(data, entry), tint)
        for entry, tint in zip(data.entries, tints, strict=True)
    ]
    sheet = new_sheet(data, lettering, keys, down + AXIS_HEIGHT)
    width = CONTENT - left - BASE_COLUMN
    axes = sheet.axes(MARGIN + left, 0, width, down)
    span = Span(0, 100 / width, width, 0, 100)
    span.apply(axes, lettering)
    starts = [0.0] * len(data.groups)
    marks = [data.value(data.entries[0], group).mark for group in data.groups]
    for entry, tint in zip(data.entries, tints, strict=True):
        shown = [data.value(entry, group).shown or 0.0 for group in data.groups]
        axes.barh(
            middles,
            shown,
            left=starts,
            height=THICKNESS,
            color=[pale(tint) if mark == "suppressed" else tint for mark in marks],
            edgecolor=PAPER,
            linewidth=0.6,
        )
        for y, start, part, mark in zip(middles, starts, shown, marks, strict=True):
            text = lettering.number(part, data.digits)
            if part / span.unit >= text_width(text, SMALL) + NUMBER_ROOM:
                axes.text(
                    start + part / 2,
                    y,
                    text,
                    size=SMALL,
                    color=ink_on(pale(tint) if mark == "suppressed" else tint),
                    ha="center",
                    va="center_baseline",
                )
        starts = [start + part for start, part in zip(starts, shown, strict=True)]
    _bases(axes, data, lettering, middles)
    span.label(axes, middles, labels, bold=data.groups[-1] == ALL and len(labels) > 1)
    return sheet.figure


BASE_HEAD = 11.0
"""Points above the first bar for the head of the column of bases."""


def _bases(axes: Axes, data: FigureData, lettering: Lettering, middles: list[float]) -> None:
    """The column of bases with their marks; bars on too small ones are hatched."""
    right = 100 + (BASE_COLUMN - 4) * 100 / (axes.get_position().width * 560)
    axes.text(right, 4, lettering.phrase("n"), size=SMALL, color=SOFT, ha="right", va="center")
    for group, y in zip(data.groups, middles, strict=True):
        value = data.value(data.entries[0], group)
        text = lettering.marked(lettering.number(value.base), value)
        axes.text(right, y, text, size=SMALL, color=SOFT, ha="right", va="center_baseline")
        if value.mark == "suppressed":
            _set_apart(axes, y, value)


def _set_apart(axes: Axes, y: float, value: Value) -> None:
    if value.shown is None:
        blank = pale(APART)
        axes.barh([y], [100], height=THICKNESS, color=blank, hatch="////", edgecolor=PAPER, lw=0)
        axes.text(50, y, STAR, size=VALUE, ha="center", va="center_baseline")
        return
    axes.barh(
        [y],
        [100],
        height=THICKNESS - 0.6,
        facecolor="none",
        hatch="////",
        edgecolor=PAPER,
        lw=0,
        zorder=2.5,
    )
