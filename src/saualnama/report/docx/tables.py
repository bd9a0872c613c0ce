"""Tables of the report as Word tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from saualnama.language import Language, format_value
from saualnama.report.docx.markup import Page, escape, paragraph, run
from saualnama.report.docx.styles import INK
from saualnama.report.model import Cell, Row, Table

DEFF_DIGITS = 2
"""Decimals of design effects."""

ARROWS = {1: ("\N{BLACK UP-POINTING TRIANGLE}", "MovedUp")}
ARROWS[-1] = ("\N{BLACK DOWN-POINTING TRIANGLE}", "MovedDown")

_LETTER = 92
"""Width of a letter of 7.5 to 8 points, on the wide side, in twentieths of a point."""
_SMALL_LETTER = 74
_STUB_LETTER = 104
_PADDING = 130
_WIDEST_FIGURES = 1900
"""Columns grow no wider than this: figures far apart are hard to read along a row."""
_STUB = (1700, 4600)
_LINES_OF_A_PAGE = {False: 44, True: 25}
"""Lines of a table that surely fit on one page, standing and lying; such tables are not split."""
_BETWEEN = "; "

PORTRAIT, LANDSCAPE = Page(landscape=False), Page(landscape=True)


@dataclass(frozen=True, slots=True)
class TableMaker:
    """Writes tables in one language.

    Attributes:
        language: whose numbers.
        deff: the word before a design effect.
    """

    language: str
    deff: str

    def page(self, table: Table) -> Page:
        """The narrower page on which no word of a head has to be broken."""
        needed = _least_stub(table) + sum(self._needs(table, joined=False))
        return PORTRAIT if needed <= PORTRAIT.text_width else LANDSCAPE

    def markup(self, table: Table, page: Page) -> str:
        """The table, its head repeated on every page."""
        joined = _least_stub(table) + sum(self._needs(table, joined=True)) <= page.text_width
        widths = self._widths(table, page, joined=joined)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        heights = [self._height(row, joined=joined) for row in table.rows]
        whole = sum(heights) <= _LINES_OF_A_PAGE[page.landscape]
        last = len(table.rows) - 1
        rows = "".join(
            # where a table has to be split, no row stays alone at either end
            self._row(row, widths, keep=at < last if whole else at in (0, last - 1), joined=joined)
            for at, row in enumerate(table.rows)
        )
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"'
            ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{escape(table.title)}"/>'
            f'<w:tblDescription w:val="{escape(table.base_line)}"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_head(table, widths))}{rows}</w:tbl>"
        )

    def beneath(self, cell: Cell, *, joined: bool) -> tuple[str, ...]:
        """What stands under a figure: interval and design effect, on one line where it fits."""
        lines = [cell.interval] if cell.interval else []
        if cell.deff is not None:
            number = format_value(cell.deff, DEFF_DIGITS, cast(Language, self.language))
            lines.append(f"{self.deff}\N{NO-BREAK SPACE}{number}")
        return (_BETWEEN.join(lines),) if joined and lines else tuple(lines)

    def _height(self, row: Row, *, joined: bool) -> int:
        return 1 + max((len(self.beneath(cell, joined=joined)) for cell in row.cells), default=0)

    def _row(self, row: Row, widths: list[int], *, keep: bool, joined: bool) -> str:
        total = "Label" if row.kind == "total" else ""
        stub = paragraph("TableStub", run(row.label, total), keep_next=keep)
        cells = [_cell(widths[0], stub, kind=row.kind)]
        for width, cell in zip(widths[1:], row.cells, strict=True):
            runs = [run(cell.text, total)]
            if cell.moved:
                arrow, style = ARROWS[cell.moved]
                runs.insert(0, run(f"{arrow}\N{NO-BREAK SPACE}", style))
            for line in self.beneath(cell, joined=joined):
                runs += ["<w:r><w:br/></w:r>", run(line, "Interval")]
            style = "TableText" if _is_words(cell) else "TableFigure"
            figure = paragraph(style, *runs, keep_next=keep)
            cells.append(_cell(width, figure, kind=row.kind))
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"

    def _needs(self, table: Table, *, joined: bool) -> list[int]:
        """Least width of each column: its longest word and its widest figure."""
        needs = []
        for at, column in enumerate(table.columns):
            cells = [row.cells[at] for row in table.rows]
            word = max((len(word) for word in column.label.split()), default=0)
            figure = max(len(cell.text) + 2 * (cell.moved != 0) for cell in cells)
            small = [len(line) for c in cells for line in self.beneath(c, joined=joined)]
            widest = max(word * _LETTER, figure * _LETTER, max(small, default=0) * _SMALL_LETTER)
            needs.append(widest + _PADDING)
        return needs

    def _widths(self, table: Table, page: Page, *, joined: bool) -> list[int]:
        needs = self._needs(table, joined=joined)
        longest = max(len(row.label) for row in table.rows) * _STUB_LETTER + _PADDING
        room = max(_least_stub(table), page.text_width - sum(needs))
        stub = max(_STUB[0], min(room, longest, _STUB[1]))
        room = page.text_width - stub
        if sum(needs) > room:
            return [stub, *(need * room // sum(needs) for need in needs)]
        share = (room - sum(needs)) // len(needs)
        return [stub, *(max(need, min(need + share, _WIDEST_FIGURES)) for need in needs)]


def _is_words(cell: Cell) -> bool:
    """Words are read from the left, figures and ranges of figures from the right."""
    return cell.unit == "text" and not cell.text[:1].isdigit()


def _least_stub(table: Table) -> int:
    words = [word for row in table.rows for word in row.label.split()]
    longest = max((len(word) for word in words), default=0)
    return max(_STUB[0], longest * _LETTER + _PADDING)


def _cell(width: int, content: str, *, span: int = 1, merge: str = "", kind: str = "row") -> str:
    parts = [f'<w:tcW w:w="{width}" w:type="dxa"/>']
    if span > 1:
        parts.append(f'<w:gridSpan w:val="{span}"/>')
    if merge:
        parts.append(f'<w:vMerge w:val="{merge}"/>')
    if kind == "head":
        line = f'w:val="single" w:sz="4" w:space="0" w:color="{INK}"'
        parts.append(f"<w:tcBorders><w:bottom {line}/></w:tcBorders>")
    if kind == "spanner":
        parts.append('<w:tcBorders><w:bottom w:val="nil"/></w:tcBorders>')
    if kind == "total":
        line = f'w:val="single" w:sz="6" w:space="0" w:color="{INK}"'
        parts.append(f"<w:tcBorders><w:top {line}/></w:tcBorders>")
    if kind == "subtotal":
        parts.append('<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>')
    if kind in ("head", "spanner"):
        parts.append('<w:vAlign w:val="bottom"/>')
    return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{content}</w:tc>"


def _head(table: Table, widths: list[int]) -> Iterator[str]:
    """One or two rows that are repeated on every page."""
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
    stub = paragraph("TableStubHead", run(table.stub), keep_next=True)
    empty = paragraph("TableStubHead", keep_next=True)
    if table.spanners:
        cells, at = [_cell(widths[0], stub, merge="restart", kind="head")], 1
        for spanner in table.spanners:
            width = sum(widths[at : at + spanner.columns])
            text = paragraph("TableSpanner", run(spanner.label), keep_next=True)
            kind = "head" if spanner.label else "spanner"
            cells.append(_cell(width, text, span=spanner.columns, kind=kind))
            at += spanner.columns
        yield f"<w:tr>{properties}{''.join(cells)}</w:tr>"
        first = _cell(widths[0], empty, merge="continue", kind="head")
    else:
        first = _cell(widths[0], stub, kind="head")
    heads = [
        _cell(
            width,
            paragraph(
                "TableHead" if column.unit != "text" else "TableStubHead",
                run(column.label),
                keep_next=True,
            ),
            kind="head",
        )
        for width, column in zip(widths[1:], table.columns, strict=True)
    ]
    yield f"<w:tr>{properties}{first}{''.join(heads)}</w:tr>"
