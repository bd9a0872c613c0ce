"""Tile maps: one tile of one size for each group, about where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from saualnama.figures.data import ALL, FigureData
from saualnama.figures.lettering import (
    STAR,
    Lettering,
    block_height,
    text_width,
    wrapped,
)
from saualnama.figures.sheet import CONTENT, new_sheet
from saualnama.figures.style import (
    APART,
    INK,
    LABEL,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    SOFT,
    VALUE,
    ink_on,
    pale,
    shades,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

GAP, PADDING = 4.0, 4.0
BAR_WIDTH, BAR_HEIGHT, BAR_ROOM = 170.0, 8.0, 30.0
STEPS = 40
"""Little boxes that make up the colour bar."""


def draw_tiles(data: FigureData, lettering: Lettering) -> Figure:
    """Draw a tile map of one answer, its colour scale and everybody together below."""
    from matplotlib.colors import to_hex
    from matplotlib.patches import Rectangle

    grid, entry = data.grid, data.entries[0]
    if grid is None:
        raise ValueError(f"{data.name} has no grid")
    wide = (CONTENT - GAP * (grid.columns - 1)) / grid.columns
    names = {
        group: wrapped(lettering.label("group", group), wide - 2 * PADDING, SMALL)
        for group, _, _ in grid.places
    }
    high = max(block_height(name, SMALL) for name in names.values()) + 2 * PADDING + 27
    room = grid.rows * (high + GAP) - GAP
    answer = lettering.phrase("lead.mapped", answer=lettering.entry(data, entry))
    sheet = new_sheet(data, lettering, [], room + BAR_ROOM, lead=answer)
    axes = sheet.axes(MARGIN, 0, CONTENT, room + BAR_ROOM)
    axes.set_xlim(0, CONTENT)
    low, top = colour_ends(data)
    for group, column, row in grid.places:
        value = data.value(entry, group)
        left, down = column * (wide + GAP), row * (high + GAP)
        colour = pale(APART)
        if value.shown is not None and value.mark != "suppressed":
            colour = to_hex(shades()((value.shown - low) / (top - low)))
        tile = Rectangle((left, down), wide, high, facecolor=colour, linewidth=0)
        if value.mark == "suppressed":
            tile.set(hatch="////", edgecolor=PAPER)
        axes.add_patch(tile)
        ink: Any = {"color": ink_on(colour), "linespacing": LINE}
        x = left + PADDING
        axes.text(x, down + PADDING, names[group], size=SMALL, va="top", **ink)
        axes.text(
            x,
            down + high - PADDING - 9,
            lettering.value(data, value) or STAR,
            size=LABEL + 2,
            weight="bold",
            va="bottom",
            **ink,
        )
        base = lettering.base(data, [group])
        axes.text(x, down + high - PADDING + 0.5, base, size=SMALL - 0.5, va="bottom", **ink)
    _scale(axes, data, lettering, room + BAR_ROOM, (low, top))
    return sheet.figure


def colour_ends(data: FigureData) -> tuple[float, float]:
    """Ends of the colour scale: whole tens around the figures that are not suppressed."""
    shown = [
        value.shown
        for (_, group), value in data.values.items()
        if group != ALL and value.shown is not None and value.mark != "suppressed"
    ]
    if not shown:
        return 0.0, 100.0
    low, high = 10 * (min(shown) // 10), -10 * (-max(shown) // 10)
    return (low, high) if high > low else (low, low + 10)


def _scale(
    axes: Axes,
    data: FigureData,
    lettering: Lettering,
    bottom: float,
    ends: tuple[float, float],
) -> None:
    """The colour scale at the left, everybody together at its right."""
    y, x = bottom - BAR_HEIGHT - 6, 0.0
    low, high = (lettering.phrase("percent", n=lettering.number(end)) for end in ends)
    middle: Any = {"size": VALUE, "va": "center_baseline", "color": SOFT}
    axes.text(x, y + BAR_HEIGHT / 2, low, **middle)
    x += text_width(low, VALUE) + 5
    width = BAR_WIDTH / STEPS
    axes.barh(
        [y + BAR_HEIGHT / 2] * STEPS,
        [1.3 * width] * (STEPS - 1) + [width],  # boxes overlap, so that no seams show
        left=[x + at * width for at in range(STEPS)],
        height=BAR_HEIGHT,
        color=[shades()((at + 0.5) / STEPS) for at in range(STEPS)],
        linewidth=0,
    )
    x += BAR_WIDTH + 5
    axes.text(x, y + BAR_HEIGHT / 2, high, **middle)
    if ALL in data.groups:
        value = data.value(data.entries[0], ALL)
        whole = lettering.phrase(
            "all", group=lettering.label("group", ALL), value=lettering.value(data, value)
        )
        if value.shown is not None:
            x += text_width(high, VALUE) + 24
            axes.text(x, y + BAR_HEIGHT / 2, whole, size=VALUE, va="center_baseline", color=INK)
