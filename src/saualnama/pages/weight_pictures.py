"""Pictures of a wave's weights as inline SVG: the same bytes every time, letters as text.

matplotlib is imported only when a picture is drawn, because importing it takes longer than all the
weighting.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup, escape

from saualnama.svg import settle_ids

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, INK, SOFT, LINE = "#0173b2", "#de8f05", "#1c2733", "#56636f", "#ccd4db"
"""Blue and orange are told apart with every kind of colour blindness."""

FONTS = "'DejaVu Sans','Noto Sans',Verdana,Arial,sans-serif"
WIDTH = 8.6
"""Inches; the page scales pictures to its column."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture is called and where it stands.

    Attributes:
        key: prefix of the ids inside, different for every picture of a page.
        title: what people hear who do not see it.
    """

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Words and ticks of an axis.

    Attributes:
        label: what it shows.
        number: writes a tick.
    """

    label: str
    number: Callable[[float], str]


def histogram_picture(
    bins: pd.DataFrame, mean: tuple[float, str], x: Axis, y: Axis, picture: Picture
) -> Markup:
    """Respondents by their weight.

    Args:
        bins: `weight_from, weight_to, respondents`.
        mean: the mean weight and what its line is called.
        x: weight.
        y: respondents.
        picture: title and key.
    """
    figure, axes = _canvas(3.4, left=0.09, bottom=0.17, right=0.985, top=0.96)
    axes.bar(
        bins["weight_from"].to_list(),
        bins["respondents"].to_list(),
        width=(bins["weight_to"] - bins["weight_from"]).to_list(),
        align="edge",
        color=BLUE,
        edgecolor="white",
        linewidth=0.8,
    )
    top = float(bins["respondents"].max())
    axes.set_ylim(0, 1.12 * top)
    axes.axvline(mean[0], color=ORANGE, linewidth=1.6, linestyle=(0, (5, 3)))
    axes.annotate(
        mean[1],
        (mean[0], 1.08 * top),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        color=INK,
        fontsize=9,
    )
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.set_xlabel(x.label)
    axes.set_ylabel(y.label)
    axes.xaxis.set_major_formatter(lambda value, _: x.number(value))
    axes.yaxis.set_major_formatter(lambda value, _: y.number(value))
    return _svg(figure, picture)


def ranges_picture(
    rows: pd.DataFrame, names: Sequence[str], mean: float, x: Axis, picture: Picture
) -> Markup:
    """Smallest, middle half and largest weight of each category.

    Args:
        rows: `margin, weight_min, weight_q1, weight_median, weight_q3, weight_max`.
        names: what each row is called.
        mean: the mean weight.
        x: weight.
        picture: title and key.
    """
    height = 0.9 + 0.24 * len(rows)
    figure, axes = _canvas(height, left=0.37, bottom=0.62 / height, right=0.985, top=0.98)
    place, breaks, previous = [], 0.0, ""
    for index, margin in enumerate(rows["margin"]):
        breaks += 0.6 if previous not in ("", margin) else 0.0
        previous = margin
        place.append(index + breaks)
    axes.hlines(place, rows["weight_min"], rows["weight_max"], color=SOFT, linewidth=1.1)
    axes.hlines(place, rows["weight_q1"], rows["weight_q3"], color=BLUE, linewidth=6)
    axes.plot(
        rows["weight_median"],
        place,
        "o",
        color="white",
        markeredgecolor=INK,
        markersize=5,
        zorder=3,
    )
    axes.axvline(mean, color=ORANGE, linewidth=1.4, linestyle=(0, (5, 3)), zorder=0)
    axes.set_ylim(place[-1] + 0.7, -0.7)
    axes.set_yticks(place, list(names))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=LINE, linewidth=0.6)
    axes.set_xlabel(x.label)
    axes.xaxis.set_major_formatter(lambda value, _: x.number(value))
    return _svg(figure, picture)


def _canvas(
    height: float, *, left: float, bottom: float, right: float, top: float
) -> tuple[Figure, Axes]:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    style: Any = {
        "text.parse_math": False,
        "font.family": "DejaVu Sans",
        "font.size": 9,
        "axes.axisbelow": True,
        "axes.edgecolor": SOFT,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.color": SOFT,
        "ytick.color": SOFT,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with rc_context(style):
        figure = Figure(figsize=(WIDTH, height))
        axes = figure.add_axes((left, bottom, right - left, top - bottom))
    return figure, axes


def _svg(figure: Figure, picture: Picture) -> Markup:
    from matplotlib import rc_context

    out = io.StringIO()
    style: Any = {
        "text.parse_math": False,
        "svg.fonttype": "none",
        "svg.hashsalt": picture.key,
        "font.family": "DejaVu Sans",
    }
    with rc_context(style):
        figure.savefig(out, format="svg", transparent=True, metadata={"Date": None})
    text = settle_ids(out.getvalue())
    text = text[text.index("<svg") :]
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    # several pictures stand in one document, which must not repeat an id
    text = re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{picture.key}-", text)
    text = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", text)
    text = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", text)
    title = escape(picture.title)
    text = re.sub(r"<svg", f'<svg role="img" aria-label="{title}"', text, count=1)
    return Markup(text.replace("'DejaVu Sans'", FONTS).strip())  # noqa: S704 (made here, title escaped)
