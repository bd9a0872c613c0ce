"""Words and numbers as they are put on a picture, and how much room they take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from saualnama.figures.data import Entry, FigureData, Value
from saualnama.figures.style import FAMILY, LABEL, LINE
from saualnama.language import Language, Words, format_value

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

STAR = "*"


@cache
def _font(weight: str) -> FT2Font:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family=FAMILY, weight=weight)))


@cache
def text_width(text: str, size: float = LABEL, weight: str = "normal") -> float:
    """Width of one line in points, from the font's own measures."""
    from matplotlib.ft2font import LoadFlags

    font = _font(weight)
    font.set_size(size, 72 * 8)  # eight times as large, so that rounding to pixels does no harm
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / 8


def wrapped(text: str, room: float, size: float = LABEL, weight: str = "normal") -> str:
    """Break a text into lines that fit; a word breaks only after its hyphen.

    Args:
        text: without line breaks.
        room: points.
        size: of type, in points.
        weight: `normal` or `bold`.

    Returns:
        The lines, joined by line breaks. A single word that is wider than the room stays whole.
    """
    lines: list[str] = []
    for word in text.split(" "):
        for at, piece in enumerate(_pieces(word)):
            joined = lines[-1] + (" " if at == 0 else "") + piece if lines else piece
            if lines and text_width(joined, size, weight) <= room:
                lines[-1] = joined
            else:
                lines.append(piece)
    return "\n".join(lines)


def _pieces(word: str) -> list[str]:
    """Parts of a word that a line may end after; digits and short parts stay together."""
    first, hyphen, rest = word.partition("-")
    if hyphen and len(first) > 3 and len(rest) > 3:
        return [first + hyphen, *_pieces(rest)]
    return [word]


def block_width(text: str, size: float = LABEL, weight: str = "normal") -> float:
    """Width of the longest line, in points."""
    return max(text_width(line, size, weight) for line in text.split("\n"))


def block_height(text: str, size: float = LABEL) -> float:
    """Height of all lines, in points."""
    return (text.count("\n") + 1) * size * LINE


@dataclass(frozen=True, slots=True)
class Lettering:
    """The words of one language.

    Attributes:
        words: phrases of `phrases/figures.csv` and labels of the wave.
        language: whose.
    """

    words: Words
    language: Language

    def phrase(self, id_: str, **values: object) -> str:
        """A phrase with its blanks filled in."""
        return self.words.of("phrase", f"figure.{id_}", self.language).format(**values)

    def label(self, kind: str, id_: str) -> str:
        """A label of the wave."""
        return self.words.of(kind, id_, self.language)

    def entry(self, data: FigureData, entry: Entry) -> str:
        """What an answer, item or word is called."""
        if data.unit == "count":
            whole = self.label("measure", entry.id)
            return whole.partition(": ")[2] or whole
        return self.label("answer", entry.id)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it."""
        return format_value(value, digits, self.language)

    def span(self, low: float, high: float) -> str:
        """Two whole numbers, or one where they are the same."""
        ends = self.number(low), self.number(high)
        return ends[0] if ends[0] == ends[1] else "\N{EN DASH}".join(ends)

    def value(self, data: FigureData, value: Value) -> str:
        """A figure: in brackets on a small base, with a star on one too small; a star for none."""
        if value.shown is None:
            return STAR if value.mark == "suppressed" else ""
        text = self.number(value.shown, data.digits)
        return self.marked(text, value)

    @staticmethod
    def marked(text: str, value: Value) -> str:
        """Brackets and star of the small-base rule."""
        return f"({text})" + (STAR if value.mark == "suppressed" else "") if value.mark else text

    def base(self, data: FigureData, groups: Sequence[str]) -> str:
        """`n = 999`, or a range where bases differ."""
        return self.phrase("base", n=self.span(*data.bases(*groups)))

    def unit(self, data: FigureData) -> str:
        """What the figures count."""
        if data.unit == "mean":
            return self.phrase("unit.mean", scale=self.span(*data.scale))
        return self.phrase(f"unit.{data.unit}")

    def view(self, data: FigureData) -> str:
        """What was done with the answers: published as they are, or weighted."""
        return "" if data.origin == "official" else self.phrase(f"view.{data.origin}")
