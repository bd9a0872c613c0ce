"""Drawing any picture, and its bytes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from saualnama.figures.data import FigureData
from saualnama.figures.lettering import Lettering
from saualnama.figures.rows import draw_groups, draw_total
from saualnama.figures.slimming import slim
from saualnama.figures.stacked import draw_stacked
from saualnama.figures.style import DOTS, in_style
from saualnama.figures.tiles import draw_tiles
from saualnama.language import Language, Words
from saualnama.svg import settle_ids
from saualnama.tabulate.exhibits import TOTAL

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw(data: FigureData, words: Words, language: Language) -> Figure:
    """Draw a picture.

    Args:
        data: what it shows.
        words: labels of the wave and the phrases of `phrases/figures.csv`.
        language: of words and numbers.

    Returns:
        A figure that belongs to no window. `svg` and `png` write it.

    Raises:
        InputError: a word is missing.
    """
    lettering = Lettering(words, language)
    with in_style():
        if data.chart == "stacked":
            return draw_stacked(data, lettering)
        if data.chart == "tiles":
            return draw_tiles(data, lettering)
        if data.breakdown == TOTAL:
            return draw_total(data, lettering)
        return draw_groups(data, lettering)


def svg(figure: Figure) -> bytes:
    """The figure as SVG with its letters as text; the same bytes for the same figure."""
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    return settle_ids(slim(_saved(figure, format="svg", metadata=nothing).decode())).encode()


def png(figure: Figure) -> bytes:
    """The figure as PNG, `DOTS` dots an inch; the same bytes for the same figure."""
    quick = {"compress_level": 3}  # a fifth larger than the smallest, in a third of the time
    return _saved(figure, format="png", dpi=DOTS, metadata={"Software": None}, pil_kwargs=quick)


def _saved(figure: Figure, **how: Any) -> bytes:
    out = io.BytesIO()
    with in_style():
        figure.savefig(out, **how)
    return out.getvalue()
