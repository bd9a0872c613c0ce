"""What a picture shows, for those who cannot see it; by rule, from the same figures."""

from __future__ import annotations

from saualnama.figures.data import ALL, Entry, FigureData, Value
from saualnama.figures.lettering import Lettering
from saualnama.language import Language, Words
from saualnama.tabulate.exhibits import TOTAL

MOST_COMPARED = 3
"""Answers whose groups are compared; of more answers, those with the largest shares."""


def picture_title(data: FigureData, words: Words, language: Language) -> str:
    """What a picture is called: the question, by what, and on a map the answer."""
    lettering = Lettering(words, language)
    if not data.question:
        return lettering.label("exhibit", data.exhibit)
    question = lettering.label("question", data.question)
    if data.breakdown == TOTAL:
        return question
    breakdown = lettering.label("breakdown", data.breakdown).lower()
    if data.chart == "tiles":
        answer = lettering.entry(data, data.entries[0])
        return lettering.phrase(
            "title.mapped", question=question, answer=answer, breakdown=breakdown
        )
    return lettering.phrase("title.broken", question=question, breakdown=breakdown)


def alternative(data: FigureData, words: Words, language: Language) -> str:
    """Say what a picture shows, with its highest and lowest figures.

    Everybody together: the highest and the lowest answer. Groups: for each of up to
    `MOST_COMPARED` answers the highest and the lowest group; groups on too small a base are not
    compared. Of equal figures the one drawn first is named.

    Args:
        data: what it shows.
        words: labels of the wave and the phrases of `phrases/figures.csv`.
        language: of words and numbers.
    """
    lettering = Lettering(words, language)
    unit = ", ".join(filter(None, (lettering.unit(data), lettering.view(data))))
    said = [
        lettering.phrase(
            "alternative.what",
            chart=lettering.phrase(f"alternative.{data.chart}"),
            title=picture_title(data, words, language),
            unit=unit,
        )
    ]
    if data.breakdown == TOTAL:
        named = [
            (lettering.entry(data, entry), data.value(entry, ALL))
            for entry in data.entries
            if not entry.apart
        ]
        said += _compared(data, lettering, "", named)
    else:
        groups = [group for group in data.groups if group != ALL]
        for entry in _compared_entries(data):
            named = [(lettering.label("group", g), data.value(entry, g)) for g in groups]
            name = lettering.entry(data, entry) if len(data.entries) > 1 else ""
            said += _compared(data, lettering, name, named)
        if "suppressed" in data.marks:
            said.append(lettering.phrase("alternative.left_out"))
    return " ".join(said)


def _compared_entries(data: FigureData) -> list[Entry]:
    """The answers with the largest shares, in the order drawn."""

    def size(entry: Entry) -> float:
        shown = [data.value(entry, group).shown for group in data.groups]
        return max((number for number in shown if number is not None), default=0.0)

    entries = [entry for entry in data.entries if not entry.apart]
    if data.unit == "mean":
        return entries
    chosen = sorted(entries, key=size, reverse=True)[:MOST_COMPARED]
    return [entry for entry in entries if entry in chosen]


def _compared(
    data: FigureData, lettering: Lettering, entry: str, named: list[tuple[str, Value]]
) -> list[str]:
    solid = [
        (name, value.shown)
        for name, value in named
        if value.shown is not None and value.mark != "suppressed"
    ]
    if len(solid) < 2:
        return []
    highest = max(solid, key=lambda pair: pair[1])
    lowest = min(solid, key=lambda pair: pair[1])
    ends = {
        which: lettering.phrase(
            "alternative.place", place=place, value=lettering.number(number, data.digits)
        )
        for which, (place, number) in (("highest", highest), ("lowest", lowest))
    }
    if entry:
        return [lettering.phrase("alternative.of", entry=entry, **ends)]
    return [lettering.phrase("alternative.between", **ends)]
