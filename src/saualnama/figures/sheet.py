"""The paper of a picture: what it shows in a line, its key, room for the plot, notes below.

Sizes follow from the words: everything is measured before anything is drawn, so nothing overlaps
and nothing is cut in any language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from saualnama.figures.data import FigureData, Value
from saualnama.figures.lettering import Lettering, block_height, block_width, text_width, wrapped
from saualnama.figures.style import INK, LABEL, LINE, MARGIN, PAPER, SMALL, SOFT, VALUE, WIDTH
from saualnama.language import LANGUAGES

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CONTENT = WIDTH - 2 * MARGIN
"""Points between the margins."""

GLYPH, GLYPH_GAP, KEY_GAP, ROW_GAP, PART_GAP = 16.0, 5.0, 16.0, 3.0, 7.0
KEY_ROOM = 300.0
"""A longer word in a key is wrapped."""

Glyph = Literal["patch", "point", "interval", "line"]
"""A bar's colour, a mean, a weighted figure with its interval, an interval alone."""


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the key.

    Attributes:
        label: what it stands for.
        colour: of the patch or point.
        glyph: how it looks.
    """

    label: str
    colour: str
    glyph: Glyph = "patch"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A figure with everything but its plot.

    Attributes:
        figure: the figure.
        page: covers it; one unit is a point.
        top: of the room for the plot, in points from the bottom of the page.
    """

    figure: Figure
    page: Axes
    top: float

    def axes(self, left: float, down: float, width: float, height: float) -> Axes:
        """Axes for (a part of) the plot, with y growing downwards, one unit a point.

        Args:
            left: points from the left edge of the sheet.
            down: points from the top of the room for the plot.
            width: points.
            height: points.
        """
        wide, high = (72 * float(inches) for inches in self.figure.get_size_inches())
        bottom = self.top - down - height
        axes = self.figure.add_axes((left / wide, bottom / high, width / wide, height / high))
        axes.set_axis_off()  # the machinery of ticks takes longer than all the rest
        axes.set_ylim(height, 0)
        return axes


def new_sheet(  # noqa: PLR0913 -- words in three places around the plot
    data: FigureData,
    lettering: Lettering,
    keys: Sequence[Key],
    plot_height: float,
    *,
    lead: str = "",
    beside: str = "",
) -> Sheet:
    """Make a figure just large enough.

    Args:
        data: what is shown, for the notes.
        lettering: words of the language.
        keys: the key; empty for none.
        plot_height: points that the plot needs.
        lead: stands before unit and view in the first line.
        beside: stands behind them; the view is left out where the key says it.
    """
    from matplotlib.figure import Figure

    told = any(key.label == lettering.phrase("key.published") for key in keys)
    parts = (lead, lettering.unit(data), "" if told else lettering.view(data), beside)
    said = wrapped(" · ".join(part for part in parts if part), CONTENT, VALUE)
    rows = _flow(keys)
    corner = lettering.phrase("corner") if data.origin == "reconstruction" else ""
    room = CONTENT - (text_width(corner, SMALL) + 12 if corner else 0)
    notes = "\n".join(wrapped(note, room, SMALL) for note in _notes(data, lettering))
    head = block_height(said, VALUE) + PART_GAP
    legend = sum(height + ROW_GAP for height, _ in rows) + (PART_GAP if rows else 0)
    foot = max(block_height(text, SMALL) + PART_GAP if text else 0 for text in (notes, corner))
    height = MARGIN + head + legend + plot_height + foot + MARGIN
    figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor=PAPER)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_axis_off()
    page.set(xlim=(0, WIDTH), ylim=(0, height))
    top = height - MARGIN
    page.text(MARGIN, top, said, size=VALUE, color=SOFT, va="top", linespacing=LINE)
    top -= head
    for high, placed in rows:
        for left, key, label in placed:
            _draw_key(page, left, top - high / 2, key, label)
        top -= high + ROW_GAP
    top -= PART_GAP if rows else 0
    if notes:
        below = MARGIN
        page.text(MARGIN, below, notes, size=SMALL, color=SOFT, va="bottom", linespacing=LINE)
    if corner:
        page.text(
            WIDTH - MARGIN,
            MARGIN,
            corner,
            size=SMALL,
            color=SOFT,
            style="italic",
            ha="right",
            va="bottom",
        )
    return Sheet(figure, page, top)


_Placed = tuple[float, Key, str]


def _flow(keys: Sequence[Key]) -> list[tuple[float, list[_Placed]]]:
    """Rows of the key: height, and each entry with its place and its wrapped words."""
    rows: list[tuple[float, list[_Placed]]] = []
    right = CONTENT + 1
    for key in keys:
        label = wrapped(key.label, KEY_ROOM, VALUE)
        width, height = GLYPH + GLYPH_GAP + block_width(label, VALUE), block_height(label, VALUE)
        if right + KEY_GAP + width > CONTENT:
            rows.append((height, [(MARGIN, key, label)]))
            right = width
        else:
            rows[-1][1].append((MARGIN + right + KEY_GAP, key, label))
            rows[-1] = max(rows[-1][0], height), rows[-1][1]
            right += KEY_GAP + width
    return rows


def _draw_key(page: Axes, left: float, middle: float, key: Key, label: str) -> None:
    from matplotlib.patches import Rectangle

    centre = left + GLYPH / 2
    match key.glyph:
        case "patch":
            page.add_patch(
                Rectangle((left + 2, middle - 4), GLYPH - 4, 8, color=key.colour, linewidth=0)
            )
        case "point":
            page.plot([centre], [middle], "o", color=key.colour, markersize=6, markeredgewidth=0)
        case "interval" | "line":
            weighted = centre if key.glyph == "interval" else None
            draw_intervals(page, [(middle, Value(None, weighted, left, left + GLYPH))])
    page.text(
        left + GLYPH + GLYPH_GAP,
        middle,
        label,
        size=VALUE,
        va="center_baseline" if "\n" not in label else "center",
        linespacing=LINE,
    )


def draw_intervals(axes: Axes, intervals: Sequence[tuple[float, Value]]) -> None:
    """Weighted figures at their heights: open dots on the lines of their intervals."""
    lines = [(y, v.low, v.high) for y, v in intervals if v.low is not None and v.high is not None]
    heights, lows, highs = zip(*lines, strict=True) if lines else ((), (), ())
    axes.hlines(heights, lows, highs, color=INK, linewidth=1.1, zorder=4)
    axes.plot(
        [v.weighted for _, v in intervals if v.weighted is not None],
        [y for y, v in intervals if v.weighted is not None],
        "o",
        color=PAPER,
        markeredgecolor=INK,
        markeredgewidth=1.0,
        markersize=4.2,
        zorder=5,
        clip_on=False,
    )


def _notes(data: FigureData, lettering: Lettering) -> list[str]:
    """The marks that occur, explained."""
    small, notes = data.small_bases, []
    if "small" in data.marks:
        bases = lettering.span(small.suppress_below, small.flag_below - 1)
        notes.append(lettering.phrase("note.small", bases=bases))
    if "suppressed" in data.marks:
        mark = "blanked" if data.origin == "field" else "hatched"
        notes.append(lettering.phrase(f"note.{mark}", base=lettering.number(small.suppress_below)))
    return notes


LABEL_ROOM = 0.36 * WIDTH
"""At most this much of the width is given to labels before they are wrapped."""


def label_column(
    lettering: Lettering, labels: Callable[[Lettering], Sequence[str]]
) -> tuple[list[str], float]:
    """Wrap the labels of rows.

    Args:
        lettering: words of the language.
        labels: what the rows are called in a language.

    Returns:
        The wrapped labels, and the width of their column with the gap behind it: that of the
        widest language, so that a plot has one size and the same figures fit into its bars.
    """
    wide = 0.0
    for language in LANGUAGES:
        lines = [
            wrapped(label, LABEL_ROOM) for label in labels(Lettering(lettering.words, language))
        ]
        wide = max(wide, *(block_width(label, LABEL, "bold") for label in lines))
    return [wrapped(label, LABEL_ROOM) for label in labels(lettering)], wide + 8
