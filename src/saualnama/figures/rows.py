"""Charts of one bar or point a row: sorted answers, groups side by side, means, small multiples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saualnama.figures.axis import AXIS_HEIGHT, GAP, Span, bar_span, score_span
from saualnama.figures.data import ALL, FigureData, Value
from saualnama.figures.lettering import Lettering, block_height, wrapped
from saualnama.figures.sheet import (
    CONTENT,
    Glyph,
    Key,
    Sheet,
    draw_intervals,
    label_column,
    new_sheet,
)
from saualnama.figures.style import (
    APART,
    INK,
    LABEL,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    SOFT,
    colours,
    pale,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_SIDE_BY_SIDE = 6
"""More groups than this are drawn as small multiples, one for each answer."""

ACROSS = 4
"""Small multiples in a row."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar or point.

    Attributes:
        y: its middle, in points from the top.
        value: its figures.
        colour: of the bar or point.
    """

    y: float
    value: Value
    colour: str


def draw_total(data: FigureData, lettering: Lettering) -> Figure:
    """Answers or items of everybody together, one a row."""
    values = [data.value(entry, ALL) for entry in data.entries]
    labels, left = label_column(
        lettering, lambda words: [words.entry(data, e) for e in data.entries]
    )
    heights = [max(20.0, block_height(label) + 6) for label in labels]
    middles = _middles(heights)
    main = colours(1)[0]
    bars = [
        Bar(y, value, APART if entry.apart else main)
        for y, value, entry in zip(middles, values, data.entries, strict=True)
    ]
    height = sum(heights)
    beside = "" if data.unit == "count" else lettering.base(data, [ALL])
    sheet = new_sheet(
        data, lettering, _keys(data, lettering, main), height + AXIS_HEIGHT, beside=beside
    )
    width = CONTENT - left
    axes = sheet.axes(MARGIN + left, 0, width, height)
    span = _span(data, lettering, values, width)
    _plot(axes, bars, span, data, lettering, thickness=13)
    span.label(axes, middles, labels, bold=False)
    return sheet.figure


def draw_groups(data: FigureData, lettering: Lettering) -> Figure:
    """Groups side by side within each answer; small multiples where there are many."""
    if len(data.groups) > MOST_SIDE_BY_SIDE + 1 or data.chart == "points":
        return _small_multiples(data, lettering)
    thickness, between = 10.0, 7.0
    tints = dict(zip(data.groups, group_colours(data), strict=True))
    labels, left = label_column(
        lettering, lambda words: [words.entry(data, e) for e in data.entries]
    )
    heights, bars, down = [], [], 0.0
    for entry, label in zip(data.entries, labels, strict=True):
        present = [g for g in data.groups if _has(data.value(entry, g))]
        height = max(len(present) * (thickness + 1.5), block_height(label)) + between
        start = down + (height - len(present) * (thickness + 1.5)) / 2
        bars += [
            Bar(start + (at + 0.5) * (thickness + 1.5), data.value(entry, group), tints[group])
            for at, group in enumerate(present)
        ]
        heights.append(height)
        down += height
    keys = [Key(group_label(data, lettering, group), tints[group]) for group in data.groups]
    keys += _keys(data, lettering, "")
    sheet = new_sheet(data, lettering, keys, down + AXIS_HEIGHT)
    width = CONTENT - left
    axes = sheet.axes(MARGIN + left, 0, width, down)
    values = [bar.value for bar in bars]
    span = _span(data, lettering, values, width)
    _plot(axes, bars, span, data, lettering, thickness=thickness)
    span.label(axes, _middles(heights), labels, bold=False)
    return sheet.figure


def group_colours(data: FigureData) -> list[str]:
    """Colours of groups; everybody together is dark grey."""
    apart = [group for group in data.groups if group != ALL]
    tints = dict(zip(apart, colours(len(apart)), strict=True))
    return [tints.get(group, SOFT) for group in data.groups]


def group_label(data: FigureData, lettering: Lettering, group: str) -> str:
    """A group and its base."""
    base = lettering.base(data, [group])
    return lettering.phrase("key.group", group=lettering.label("group", group), base=base)


def _small_multiples(data: FigureData, lettering: Lettering) -> Figure:
    """One little chart an answer, all with the same groups in the same rows."""
    labels, left = label_column(
        lettering, lambda words: [words.label("group", g) for g in data.groups]
    )
    heights = [max(12.5, block_height(label) + 2) for label in labels]
    if len(labels) > 1 and data.groups[-1] == ALL:
        heights[-1] += 4  # a gap between the groups and everybody
    middles = _middles(heights)
    across, gap = min(ACROSS, len(data.entries)), 12.0
    width = (CONTENT - left - gap * (across - 1)) / across
    titles = [
        wrapped(lettering.entry(data, entry), width, SMALL + 0.5, "bold") for entry in data.entries
    ]
    lines = [data.entries[at : at + across] for at in range(0, len(data.entries), across)]
    if len(data.entries) == 1:
        titles, head = [""], 0.0
    else:
        head = max(block_height(title, SMALL + 0.5) for title in titles) + 6
    each = head + sum(heights) + AXIS_HEIGHT + 6
    main = colours(1)[0]
    sheet = new_sheet(
        data,
        lettering,
        _keys(data, lettering, main),
        each * len(lines) - 6,
        beside=lettering.base(data, [g for g in data.groups if g != ALL]),
    )
    values = [data.value(entry, group) for entry in data.entries for group in data.groups]
    span = _span(data, lettering, values, width, SMALL)
    for at, (entry, title) in enumerate(zip(data.entries, titles, strict=True)):
        down, across_at = each * (at // across) + head, at % across
        axes = sheet.axes(MARGIN + left + across_at * (width + gap), down, width, sum(heights))
        bars = [
            Bar(y, data.value(entry, group), SOFT if group == ALL else main)
            for y, group in zip(middles, data.groups, strict=True)
        ]
        _plot(axes, bars, span, data, lettering, thickness=8)
        if title:
            _heading(sheet, axes, title, down)
        if across_at == 0:
            span.label(axes, middles, labels, bold=data.groups[-1] == ALL)
    return sheet.figure


def _heading(sheet: Sheet, axes: Axes, title: str, down: float) -> None:
    left = axes.get_position().x0 * sheet.page.get_xlim()[1]
    sheet.page.text(
        left,
        sheet.top - down + 4,
        title,
        size=SMALL + 0.5,
        weight="bold",
        va="bottom",
        linespacing=LINE,
    )


def _plot(  # noqa: PLR0913 -- what is drawn, where, how thick
    axes: Axes,
    bars: Sequence[Bar],
    span: Span,
    data: FigureData,
    lettering: Lettering,
    *,
    thickness: float,
) -> None:
    span.apply(axes, lettering)
    means = data.unit == "mean"
    drawn = [(bar, bar.value.shown) for bar in bars if bar.value.shown is not None]
    # a mean's own dot stands just above its weighted one, a bar carries it
    apart = 2.4 if means and data.origin == "reconstruction" else 0.0
    if means:
        _points(axes, drawn, apart)
    else:
        _bars(axes, drawn, thickness)
    draw_intervals(axes, [(bar.y + apart, bar.value) for bar, _ in drawn])
    column = span.low + span.unit * (span.width - 1)
    for bar in bars:
        end = max(bar.value.numbers, default=0.0) + GAP * span.unit
        axes.text(
            column if means else end,
            bar.y,
            lettering.value(data, bar.value),
            size=span.size,
            va="center_baseline",
            ha="right" if means else "left",
        )


def _bars(axes: Axes, drawn: Sequence[tuple[Bar, float]], thickness: float) -> None:
    patches = axes.barh(
        [bar.y for bar, _ in drawn],
        [shown for _, shown in drawn],
        height=thickness,
        color=[
            pale(bar.colour) if bar.value.mark == "suppressed" else bar.colour for bar, _ in drawn
        ],
        linewidth=0,
    )
    for patch, (bar, _) in zip(patches, drawn, strict=True):
        if bar.value.mark == "suppressed":
            patch.set(hatch="////", edgecolor=PAPER)


def _points(axes: Axes, drawn: Sequence[tuple[Bar, float]], apart: float) -> None:
    axes.scatter(
        [shown for _, shown in drawn],
        [bar.y - apart for bar, _ in drawn],
        s=25,
        color=[bar.colour for bar, _ in drawn],
        linewidth=0,
        zorder=6,
    )


def _span(
    data: FigureData,
    lettering: Lettering,
    values: Sequence[Value],
    width: float,
    size: float = LABEL - 0.5,
) -> Span:
    make = score_span if data.unit == "mean" else bar_span
    return make(data, lettering, values, width, size)


def _keys(data: FigureData, lettering: Lettering, main: str) -> list[Key]:
    """What bars and whiskers mean; no word for bars whose colours have their own keys."""
    if data.origin == "official":
        return []
    if data.origin == "field":
        return [Key(lettering.phrase("key.field"), INK, "line")]
    keys = [Key(lettering.phrase("key.interval"), INK, "interval")]
    if main:
        glyph: Glyph = "point" if data.unit == "mean" else "patch"
        keys.insert(0, Key(lettering.phrase("key.published"), main, glyph))
    return keys


def _has(value: Value) -> bool:
    return value.shown is not None or value.mark == "suppressed"


def _middles(heights: Sequence[float]) -> list[float]:
    middles, down = [], 0.0
    for height in heights:
        middles.append(down + height / 2)
        down += height
    return middles
