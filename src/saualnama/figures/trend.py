"""A question in two waves: each answer's figures with their intervals, joined, and the change."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saualnama.figures.axis import AXIS_HEIGHT, Span
from saualnama.figures.lettering import Lettering, block_height, text_width, wrapped
from saualnama.figures.sheet import CONTENT, label_column
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
    WIDTH,
    colours,
    in_style,
)
from saualnama.language import Language, Words
from saualnama.rounding import round_half_away
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.exhibits import TOTAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIGNIFICANT = 0.05
ROW, APART_BY, GAP = 26.0, 5.0, 7.0
"""Points: height of a row, from its middle to either wave, between the parts of the sheet."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """One wave's figure, with its interval where there is one."""

    value: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Trend:
    """One answer in both waves; None where nothing may be shown.

    Attributes:
        label: of the answer.
        earlier: its figure in the earlier wave.
        later: in the later one.
        change: written as readers see it.
    """

    label: str
    earlier: Point | None
    later: Point | None
    change: str


def trend_figure(
    rows: Sequence[Row], waves: Sequence[Mapping[str, str]], words: Words, language: Language
) -> Figure:
    """Draw one question among all respondents of two waves.

    Args:
        rows: text cells of changes.csv, of one question; only those of everybody are drawn.
        waves: `wave` and `origin` of both, as in summary.json.
        words: labels of both waves and the phrases of pages/phrases/comparison.csv.
        language: of words and numbers.

    Returns:
        A figure that belongs to no window; open dots are the earlier wave, full ones the later, a
        mark stands at changes that are significant after Benjamini-Hochberg.

    Raises:
        InputError: a word is missing.
    """
    shown = [row for row in rows if row["breakdown"] == TOTAL]
    lettering = Lettering(words, language)
    trends = [_trend(row, lettering) for row in shown]
    mean = shown[0]["statistic"] == "mean"
    with in_style():
        return _drawn(trends, _notes(shown[0], waves, lettering), lettering, mean)


def _say(lettering: Lettering, id_: str, **values: object) -> str:
    return lettering.label("phrase", f"comparison.{id_}").format(**values)


def _notes(row: Row, waves: Sequence[Mapping[str, str]], lettering: Lettering) -> tuple[str, ...]:
    unit = "mean" if row["statistic"] == "mean" else "pct"
    lines = [lettering.label("question", row["question"]), _say(lettering, f"unit.{unit}")]
    invented = [wave["wave"] for wave in waves if wave["origin"] != "field"]
    if invented:
        lines.append(_say(lettering, "not_observed", waves=", ".join(invented)))
    else:
        lines.append("")
    return (*lines, *(wave["wave"] for wave in waves))


def _trend(row: Row, lettering: Lettering) -> Trend:
    digits = 2 if row["statistic"] == "mean" else 1
    name = row["answer"]
    label = _say(lettering, "everybody") if name == MEAN_SCORE else lettering.label("answer", name)
    if row["flag"] == "suppressed" or not row["change"]:
        return Trend(label, None, None, "*" if row["flag"] else "–")
    change = float(row["change"])
    plus = "+" if round_half_away(change, digits) > 0 else ""
    text = plus + lettering.number(change, digits)
    text = f"({text})" if row["flag"] == "small" else text
    mark = " ●" if row["p_bh"] and float(row["p_bh"]) < SIGNIFICANT else ""
    return Trend(label, _point(row, "earlier"), _point(row, "later"), text + mark)


def _point(row: Row, side: str) -> Point:
    low, high = row[f"{side}_ci_low"], row[f"{side}_ci_high"]
    return Point(float(row[side]), float(low) if low else None, float(high) if high else None)


def _span(trends: Sequence[Trend], width: float, *, mean: bool) -> Span:
    ends = [
        end
        for trend in trends
        for point in (trend.earlier, trend.later)
        if point
        for end in (point.value, point.low, point.high)
        if end is not None
    ] or [0.0, 1.0]
    if mean:
        low, high = float(math.floor(min(ends))), float(math.ceil(max(ends)))
        high = max(high, low + 1)
    else:
        low, high = 0.0, min(100.0, 10.0 * math.ceil(max(*ends, 1.0) / 10))
    unit = (high - low) / (width - 8)
    return Span(low - 4 * unit, unit, width, low, high)


def _drawn(
    trends: Sequence[Trend], notes: tuple[str, ...], lettering: Lettering, mean: bool
) -> Figure:
    from matplotlib.figure import Figure

    question, unit, warning, *waves = notes
    labels, left = label_column(lettering, lambda _: [trend.label for trend in trends])
    right = max(text_width(trend.change, VALUE) for trend in trends) + 10
    heights = [max(ROW, block_height(label) + 6) for label in labels]
    middles = [sum(heights[:at]) + height / 2 for at, height in enumerate(heights)]
    room = 0.95 * CONTENT  # dots round widths of letters up
    head, foot = wrapped(question, room, LABEL, "bold"), wrapped(warning, room, SMALL)
    top = block_height(head) + GAP / 2 + block_height(unit, VALUE) + GAP
    bottom = AXIS_HEIGHT + (GAP + block_height(foot, SMALL) if warning else 0)
    height = MARGIN + top + sum(heights) + bottom + MARGIN
    figure = Figure(figsize=(WIDTH / 72, height / 72), facecolor=PAPER)
    page = figure.add_axes((0, 0, 1, 1))
    page.set_axis_off()
    page.set(xlim=(0, WIDTH), ylim=(height, 0))
    page.text(MARGIN, MARGIN, head, weight="bold", va="top", linespacing=LINE)
    key = f"{unit};  ○ {waves[0]}  ● {waves[1]}"
    under = MARGIN + block_height(head) + GAP / 2
    page.text(MARGIN, under, key, size=VALUE, color=SOFT, va="top")
    if warning:
        page.text(
            MARGIN, height - MARGIN, foot, size=SMALL, color=SOFT, va="bottom", linespacing=LINE
        )
    width = CONTENT - left - right
    box = (MARGIN + left, MARGIN + bottom, width, sum(heights))
    axes = figure.add_axes((box[0] / WIDTH, box[1] / height, box[2] / WIDTH, box[3] / height))
    axes.set_axis_off()
    axes.set_ylim(sum(heights), 0)
    span = _span(trends, width, mean=mean)
    span.apply(axes, lettering)
    span.label(axes, middles, labels, bold=False)
    for trend, middle in zip(trends, middles, strict=True):
        _draw(axes, trend, middle)
        at = span.low + span.unit * (width + right - 2)
        axes.text(at, middle, trend.change, size=VALUE, ha="right", va="center_baseline")
    return figure


def _draw(axes: Axes, trend: Trend, middle: float) -> None:
    heights = (middle - APART_BY, middle + APART_BY)
    if trend.earlier and trend.later:
        ends = [trend.earlier.value, trend.later.value]
        axes.plot(ends, heights, color=APART, linewidth=2.2, zorder=2, clip_on=False)
    looks = ((SOFT, PAPER), (colours(1)[0], colours(1)[0]))
    for point, y, (edge, fill) in zip((trend.earlier, trend.later), heights, looks, strict=True):
        if point is None:
            continue
        if point.low is not None and point.high is not None:
            axes.plot([point.low, point.high], [y, y], color=edge, linewidth=1.1, clip_on=False)
        axes.plot(
            [point.value],
            [y],
            "o",
            color=fill,
            markeredgecolor=INK if fill == PAPER else edge,
            markersize=5,
            zorder=4,
            clip_on=False,
        )
