"""What a report consists of, in one language, ready to be put on paper.

Everything is decided here: words, rounding, brackets, stars, which figure moved. A renderer (Word,
Excel, HTML) places these parts and computes nothing, so the formats cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

View = Literal["published", "weighted", "official"]
"""As published (unweighted, the report's bases), weighted, or administrative statistics."""

Mark = Literal["", "small", "suppressed"]

Unit = Literal["percent", "points", "count", "rate", "text"]
"""Per cent 0..100, points of a scale, whole numbers, per 100 000, or no number at all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table.

    Attributes:
        text: as it is shown: rounded, in brackets when small, a star when suppressed.
        value: the number behind `text`, unrounded; None where the figure is suppressed or is none.
        digits: decimals of `text`.
        unit: what `value` counts.
        interval: as shown under the figure, such as `35.1-51.8`; empty without one.
        low: lower end of the interval; None without one.
        high: upper end.
        deff: design effect; None without one.
        base: unweighted respondents behind the figure; None where they are said elsewhere.
        mark: what the small-base rule says.
        moved: 1 or -1 where weighting moves the figure up or down by a point or more, else 0.
    """

    text: str
    value: float | None = None
    digits: int = 1
    unit: Unit = "percent"
    interval: str = ""
    low: float | None = None
    high: float | None = None
    deff: float | None = None
    base: int | None = None
    mark: Mark = ""
    moved: Literal[-1, 0, 1] = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures.

    Attributes:
        id: id of the answer, group or year, the same in every language.
        label: its head.
        unit: unit of its cells.
    """

    id: str
    label: str
    unit: Unit = "percent"


@dataclass(frozen=True, slots=True)
class Spanner:
    """A head over several neighbouring columns."""

    label: str
    columns: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the stub and its figures.

    Attributes:
        id: id of the group, answer or year, the same in every language.
        label: what stands in the stub.
        cells: one for each column.
        kind: `subtotal` and `total` rows are set off.
    """

    id: str
    label: str
    cells: tuple[Cell, ...]
    kind: Literal["row", "subtotal", "total"] = "row"


@dataclass(frozen=True, slots=True)
class Table:
    """One table in one language and one view.

    Attributes:
        id: id of the exhibit, with a suffix where an exhibit has several tables (`text_5.1-2`).
        view: what kind of figures it shows.
        title: caption without its number.
        stub: head of the first column.
        columns: heads of the others.
        spanners: heads over columns, from left to right, covering all columns; empty for none.
        rows: at least one.
        base_line: who was asked and how many answered.
        test_line: the test of the crosstab in one line; empty without one.
        notes: footnotes, among them the legend of brackets, stars and arrows that occur.
    """

    id: str
    view: View
    title: str
    stub: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    spanners: tuple[Spanner, ...] = ()
    base_line: str = ""
    test_line: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that was drawn beforehand.

    Attributes:
        file: name without folder, such as `figure_1.2.1.kk`; the format's suffix is added.
        title: caption without its number.
        alternative: what it shows, for those who cannot see it.
    """

    file: str
    title: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One exhibit with everything that belongs to it.

    Attributes:
        id: such as `table_1.2.2`; the anchor in every format.
        caption: its number as printed, such as `Table 1.2.2`; for breakdowns of the text
            `From the text of section 5.1`.
        title: its name.
        published: tables as the report printed them.
        weighted: the same with weights, intervals and tests.
        official: administrative statistics; exhibits have either these or survey tables.
        pictures: its figures, unweighted first.
        sentences: what the tests say, in plain words; empty where nothing may be said.
    """

    id: str
    caption: str
    title: str
    published: tuple[Table, ...] = ()
    weighted: tuple[Table, ...] = ()
    official: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sentences: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables in the order of reading."""
        return (*self.published, *self.weighted, *self.official)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a chapter, numbered as in the report (`1.2`)."""

    number: str
    title: str
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter, numbered as in the report."""

    number: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A headed paragraph of the methods page (an item of AAPOR's Code III.A)."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report in one language.

    Attributes:
        language: `kk`, `ru` or `en`.
        wave: name of the wave.
        title: of the document.
        subtitle: what it is.
        notice: what a reader must know first, such as that the data are a reconstruction; may be
            empty for a real wave.
        reading: how to read brackets, stars, arrows and intervals.
        chapters: in the order of the report.
        methods: the methods page.
        headings: fixed words of the document: `contents`, `methods`, `as_published`, `weighted`,
            `official`, `tests`, `interval`, `design_effect`, `base`, `figure`, ...
    """

    language: str
    wave: str
    title: str
    subtitle: str
    notice: str
    reading: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    methods: tuple[Item, ...]
    headings: dict[str, str]

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """All exhibits in order."""
        return tuple(e for c in self.chapters for s in c.sections for e in s.exhibits)
