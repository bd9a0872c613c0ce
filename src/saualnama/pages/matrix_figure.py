"""The heat map of matrix.csv: how strongly every question goes with every demographic."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from saualnama.language import Language, Words, format_value
from saualnama.svg import settle_ids

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SIGNIFICANT = 0.05
"""A dot marks p-values below this, after Holm's adjustment over the matrix."""

STYLE: Any = {
    "svg.fonttype": "none",  # letters stay letters: searchable, and read aloud
    "svg.hashsalt": "saualnama",  # ids of parts would be random otherwise
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Arial", "Helvetica"],  # all with the letters of Kazakh
    "font.size": 9,
}
LABEL_WIDTH = 50
TOP = 0.4
"""End of the colour scale; a larger effect has its colour, and its number says how large it is."""

COLOURS = "YlGnBu"
OUTLINE = "#b2182b"
NOTHING = "#d9d9d9"


def heat_map(table: pd.DataFrame, words: Words, language: Language, *, wave: str) -> Figure:
    """Draw the matrix.

    Colour and number are the effect size; a dot marks what is significant after Holm's adjustment;
    of a reconstruction the crosses that the report printed are outlined, all others were invented.
    Tests that could not be done are grey. The colours get darker evenly, so that they can be told
    apart without seeing colour.

    Args:
        table: text cells of matrix.csv.
        words: labels of questions, answers and breakdowns, and the phrases of `matrix.csv` in
            pages/phrases.
        language: of all words and numbers.
        wave: its name, for the caption.

    Returns:
        A figure that belongs to no window. `svg` and `png` write it.

    Raises:
        InputError: a word is missing.
    """
    import matplotlib as mpl
    import seaborn as sns
    from matplotlib.figure import Figure

    breakdowns = list(dict.fromkeys(table["breakdown"]))
    places = list(dict.fromkeys(zip(table["question"], table["answer"], strict=True)))
    rows = {
        (row["question"], row["answer"], row["breakdown"]): row
        for row in ({str(k): str(v) for k, v in r.items()} for r in table.to_dict("records"))
    }
    cells = [[rows[*place, breakdown] for breakdown in breakdowns] for place in places]
    effect = np.array([[_number(cell["effect"]) for cell in row] for row in cells])
    shown = [["" if np.isnan(v) else format_value(v, 2, language) for v in row] for row in effect]
    labels = [_label(place, words, language) for place in places]
    lines = sum(label.count("\n") + 1 for label in labels)
    with mpl.rc_context(STYLE):
        figure = Figure(figsize=(10.4, 2.9 + 0.19 * lines + 0.08 * len(labels)))
        # room for letters that are a little wider in the picture than in the drawing
        figure.set_layout_engine("constrained", w_pad=0.15, h_pad=0.08)
        axes = figure.subplots()
        axes.set_facecolor(NOTHING)
        sns.heatmap(
            pd.DataFrame(
                effect,
                index=pd.Index(labels),
                columns=pd.Index(_heads(breakdowns, words, language)),
            ),
            ax=axes,
            annot=np.array(shown),
            fmt="",
            cmap=COLOURS,
            vmin=0,
            vmax=TOP,
            linewidths=1,
            cbar_kws={
                "shrink": 0.35,
                "aspect": 30,
                "extend": "max",
                "location": "bottom",
                "pad": 0.01,
            },
        )
        _colour_bar(axes, words, language)
        axes.tick_params(top=True, labeltop=True, bottom=False, labelbottom=False, length=0)
        axes.tick_params(axis="y", length=0, rotation=0)
        axes.set(xlabel="", ylabel="")
        _marks(axes, cells)
        _words_around(figure, table, words, language, wave)
    return figure


def svg(figure: Figure) -> bytes:
    """The figure as SVG, the same bytes for the same figure."""
    return settle_ids(_saved(figure, "svg", {"Date": None}).decode()).encode()


def png(figure: Figure) -> bytes:
    """The figure as PNG, 150 dots an inch."""
    return _saved(figure, "png", {"Software": None})


def _saved(figure: Figure, form: str, about: Mapping[str, str | None]) -> bytes:
    import matplotlib as mpl

    out = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(out, format=form, dpi=150, metadata=dict(about))
    # everything has its place now; finding it again takes as long as drawing
    figure.set_layout_engine("none")
    return out.getvalue()


def _number(text: str) -> float:
    return float(text) if text else np.nan


def _label(place: tuple[str, str], words: Words, language: Language) -> str:
    question, item = place
    lines = _wrapped(words.of("question", question, language), LABEL_WIDTH)
    if item:
        lines[-1] += ":"
        lines += _wrapped(words.of("answer", item, language), LABEL_WIDTH)
    return "\n".join(lines)


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of a text; pairs of words such as `зорлық-зомбылық` stay together."""
    return textwrap.wrap(text, width, break_on_hyphens=False)


def _heads(breakdowns: list[str], words: Words, language: Language) -> list[str]:
    return ["\n".join(_wrapped(words.of("breakdown", id_, language), 13)) for id_ in breakdowns]


def _colour_bar(axes: Axes, words: Words, language: Language) -> None:
    bar = axes.collections[0].colorbar
    if bar is None:
        return
    ticks = [0.0, 0.1, 0.2, 0.3, TOP]
    bar.set_ticks(ticks, labels=[format_value(tick, 1, language) for tick in ticks])
    bar.set_label(words.of("phrase", "matrix.effect", language))
    bar.outline.set_visible(False)


def _marks(axes: Axes, cells: list[list[dict[str, str]]]) -> None:
    """Dots of what is significant, outlines of what was printed, dashes of what was not done."""
    from matplotlib.patches import Rectangle
    from matplotlib.patheffects import withStroke

    for y, row in enumerate(cells):
        for x, cell in enumerate(row):
            if not cell["effect"]:  # seaborn writes nothing into such a cell
                axes.text(x + 0.5, y + 0.5, "–", ha="center", va="center")
            adjusted = _number(cell["p_holm"])
            if adjusted < SIGNIFICANT:
                axes.plot(x + 0.86, y + 0.5, "o", color="black", mec="white", mew=0.7, ms=5)
            if cell["evidence"] == "printed":
                frame = Rectangle(
                    (x + 0.03, y + 0.06), 0.94, 0.88, fill=False, edgecolor=OUTLINE, linewidth=1.6
                )
                # a pale edge, so that it is seen on dark cells too
                frame.set_path_effects([withStroke(linewidth=3.4, foreground="white")])
                axes.add_patch(frame)


def _words_around(
    figure: Figure, table: pd.DataFrame, words: Words, language: Language, wave: str
) -> None:
    def say(id_: str, **values: object) -> str:
        return words.of("phrase", f"matrix.{id_}", language).format(**values)

    figure.suptitle(say("title"), fontsize=13, fontweight="bold")
    n = table["n"].astype(int)
    fewest, most = (format_value(size, 0, language) for size in (n.min(), n.max()))
    notes = [say("base", wave=wave, fewest=fewest, most=most), say("dots")]
    if table["effect"].eq("").any():
        notes.append(say("grey"))
    if not table["evidence"].eq("observed").all():
        notes += [say("outlined"), say("reconstruction")]
    text = "\n".join(line for note in notes for line in _wrapped(note, 125))
    figure.supxlabel(text, fontsize=8, x=0.02, ha="left")
