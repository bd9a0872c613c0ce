"""Which pictures an exhibit has, and what they show for those who cannot see them."""

from __future__ import annotations

from saualnama.figures.alternative import alternative, picture_title
from saualnama.figures.data import FigureData, figure_data, word_frequencies
from saualnama.figures.names import WORD_FREQUENCIES
from saualnama.language import Language, Words
from saualnama.report.model import Picture
from saualnama.report.sources import Sources


def pictures(sources: Sources, words: Words, language: Language) -> dict[str, tuple[Picture, ...]]:
    """Name the pictures of all exhibits; they are drawn elsewhere, from the same figures.

    Returns:
        By id of the exhibit, in order; exhibits without pictures are not there.
    """
    drawn: list[FigureData] = []
    for exhibit in sources.exhibits:
        table = sources.tables[exhibit.id]
        # where groups lie on a map changes nothing in what is said of it
        drawn += figure_data(exhibit, sources.questionnaire, table, sources.small_bases, {})
    if WORD_FREQUENCIES in sources.official:
        drawn.append(word_frequencies(sources.official[WORD_FREQUENCIES]))
    named: dict[str, list[Picture]] = {}
    for data in drawn:
        picture = Picture(
            f"{data.name}.{language}",
            picture_title(data, words, language),
            alternative(data, words, language),
        )
        named.setdefault(data.exhibit, []).append(picture)
    return {exhibit: tuple(found) for exhibit, found in named.items()}
