"""Published official figures as data: read from text once, every fault at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from saualnama.errors import Fault, raise_if_any

COLUMNS = ("exhibit", "measure", "region", "year", "article", "unit", "value", "note")

WHOLE_UNITS = frozenset({"cases", "persons", "occurrences"})
UNIT_INTERVAL = frozenset({"share", "index_0_1"})
UNITS = WHOLE_UNITS | UNIT_INTERVAL | {"per_100k"}

REPUBLIC = "republic"
BAIKONUR = "baikonur_21c"
"""The object 21-C at Baikonur: counted by the police, no region and no published population."""

# re.ASCII: digits of other scripts mean a damaged file here.
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_YEAR = re.compile(r"\d{4}(H[12])?|last \d+ years", re.ASCII)


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One printed figure of a non-survey exhibit.

    Attributes:
        exhibit: id of the table, figure or text (`table_1.1.1`).
        measure: what is counted (`criminal_offences`).
        region: id of a region, `republic`, `baikonur_21c`, or a part of the population.
        year: `2019`, a half-year `2021H1`, or `last 2 years`.
        article: of the penal or administrative code; `all`, or empty where none is named.
        unit: one of `UNITS`; shares are 0 to 1, rates per 100 000 residents.
        value: as printed, with its decimals; None where the cell is blank.
        note: what the transcription says about the cell.
    """

    exhibit: str
    measure: str
    region: str
    year: str
    article: str
    unit: str
    value: Decimal | None
    note: str

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What identifies the figure; no two figures of a file share it."""
        return (self.exhibit, self.measure, self.region, self.year, self.article)


def is_half_year(year: str) -> bool:
    """Tell a half-year (`2021H1`) from a year."""
    return "H" in year


def decimal_number(text: str) -> Decimal | None:
    """Read digits with an optional decimal point; None for anything else (`1,5`, `nan`, `-1`)."""
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def not_a_number(text: str, where: str, column: str) -> Fault:
    """Say why `text` is no number; a decimal comma gets a message of its own."""
    place = f"{where}, column `{column}`"
    if _DECIMAL_COMMA.fullmatch(text):
        hint = f"write {text.replace(',', '.')}"
        return Fault("decimal-comma", place, f"`{text}` has a decimal comma", "a point", hint)
    expected = "a number of 0 or more, digits with a decimal point"
    return Fault("not-a-number", place, f"`{text}` is not a number", expected)


def missing_columns(frame: pd.DataFrame, columns: Collection[str], name: str) -> list[Fault]:
    """One fault for each of `columns` that `frame` lacks."""
    known = ", ".join(map(str, frame.columns))
    return [
        Fault("missing-column", name, f"there is no column `{column}`", f"one; it has {known}")
        for column in columns
        if column not in frame.columns
    ]


def parse_figures(
    frame: pd.DataFrame,
    *,
    regions: Collection[str],
    exhibits: Collection[str],
    name: str = "official_statistics.csv",
) -> tuple[PublishedFigure, ...]:
    """Read the published figures.

    Args:
        frame: text cells in `COLUMNS`; the index is the line of each row, for messages.
        regions: ids that may stand in `region`.
        exhibits: ids that may stand in `exhibit`.
        name: of the file, for messages.

    Returns:
        The figures in the order of the file; blank values are None.

    Raises:
        InputError: with all of: a missing column; a value that is no number, has a decimal comma,
            is not whole where things are counted, or leaves 0 to 1 where it is a share; an unknown
            exhibit, region, unit or form of year; a figure given twice.
    """
    headline = f"{name} cannot be used"
    raise_if_any(headline, missing_columns(frame, COLUMNS, name))
    faults: list[Fault] = []
    figures: list[PublishedFigure] = []
    first_line: dict[tuple[str, ...], object] = {}
    cells = (frame[column].to_list() for column in COLUMNS)
    for line, *row in zip(frame.index, *cells, strict=True):
        exhibit, measure, region, year, article, unit, value, note = row
        where = f"{name}, line {line}"
        figure = PublishedFigure(
            exhibit, measure, region, year, article, unit, decimal_number(value), note
        )
        faults.extend(_faults_of_words(figure, where, regions, exhibits))
        faults.extend(_faults_of_value(figure, value, where))
        if figure.key in first_line:
            problem = f"this figure stands already in line {first_line[figure.key]}"
            told = " ".join(part for part in figure.key if part)
            faults.append(Fault("duplicate-figure", where, f"{problem} ({told})", "one row each"))
        first_line.setdefault(figure.key, line)
        figures.append(figure)
    raise_if_any(headline, faults)
    return tuple(figures)


def _faults_of_words(
    figure: PublishedFigure, where: str, regions: Collection[str], exhibits: Collection[str]
) -> Iterator[Fault]:
    known: tuple[tuple[str, str, Collection[str]], ...] = (
        ("exhibit", figure.exhibit, exhibits),
        ("region", figure.region, regions),
        ("unit", figure.unit, UNITS),
    )
    for column, word, words in known:
        if word not in words:
            place = f"{where}, column `{column}`"
            expected = "one of " + ", ".join(sorted(words))
            yield Fault(f"unknown-{column}", place, f"`{word}` is not known", expected)
    if not figure.measure:
        yield Fault("missing-measure", f"{where}, column `measure`", "the cell is empty")
    if not _YEAR.fullmatch(figure.year):
        place = f"{where}, column `year`"
        expected = "2019, 2021H1 or last 2 years"
        yield Fault("unknown-year", place, f"`{figure.year}` is no period", expected)


def _faults_of_value(figure: PublishedFigure, text: str, where: str) -> Iterator[Fault]:
    value = figure.value
    place = f"{where}, column `value`"
    if value is None:
        if text:
            yield not_a_number(text, where, "value")
    elif figure.unit in WHOLE_UNITS and value != int(value):
        yield Fault("not-whole", place, f"{text} {figure.unit}", "a whole number")
    elif figure.unit in UNIT_INTERVAL and value > 1:
        yield Fault("out-of-range", place, f"{text} as a {figure.unit}", "0 to 1")
