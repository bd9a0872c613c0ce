"""A sheet of its own for each exhibit."""

from __future__ import annotations

from dataclasses import dataclass

from saualnama.report.model import Cell, Exhibit, Report, Row, Table
from saualnama.report.pairing import paired
from saualnama.report.xlsx.charts import Place, add_chart
from saualnama.report.xlsx.grid import (
    SUBHEADS,
    TEXT_WIDTH,
    Block,
    Leaf,
    Side,
    blocks,
    column_widths,
)
from saualnama.report.xlsx.sheet import Sheet, lines_needed, number_format

_PAPER_WIDTH = 190.0
"""Letters side by side that are still read easily on A4."""


def fill_exhibit(sheet: Sheet, report: Report, exhibit: Exhibit, contents: str) -> None:
    """Write an exhibit on its sheet.

    Args:
        sheet: empty.
        report: whose notice and fixed words are shown.
        exhibit: what to write.
        contents: name of the sheet to which the link leads back.
    """
    laid_out = [block for pair in paired(exhibit) for block in blocks(pair)]
    widths = column_widths(laid_out, exhibit.tables)
    for column, width in enumerate(widths):
        sheet.page.set_column(column, column, width)
    _set_print(sheet, sum(widths), charted=bool(exhibit.pictures))
    writer = _Writer(sheet, report, widths)
    sheet.link(0, 0, contents, f"\N{LEFTWARDS ARROW} {report.headings['back']}")
    sheet.text(1, 0, f"{exhibit.caption}. {exhibit.title}", "title")
    sheet.page.set_row(1, 20)
    row = 2
    if report.notice:
        row = writer.line(row, report.notice, "notice")
    frozen = row
    for block in laid_out:
        row += 1
        title, title_row = block.sides[0].table.title, 1
        if title != exhibit.title:
            title_row = row
            row = writer.line(row, title, "label")
        top = row + block.head_rows
        row = writer.block(row, block)
        if len(laid_out) == 1:
            frozen = top
        if exhibit.pictures:
            told = exhibit.pictures[0].alternative if len(laid_out) == 1 else title
            row += add_chart(sheet, block, Place(top, row, title_row), told)
    sheet.page.freeze_panes(frozen, 1)
    for sentence in exhibit.sentences:
        row = writer.line(row, f"{report.headings['finding']}. {sentence}", "label")


def _set_print(sheet: Sheet, width: float, *, charted: bool) -> None:
    """As many sheets of paper side by side as letters of a readable size need."""
    across = max(1, -int(-width // _PAPER_WIDTH))
    if charted and across == 1:
        sheet.page.set_portrait()
        sheet.page.fit_to_pages(1, 1)
    else:
        sheet.page.fit_to_pages(across, 0)
        sheet.page.repeat_columns(0)


@dataclass(frozen=True, slots=True)
class _Writer:
    sheet: Sheet
    report: Report
    widths: list[float]

    @property
    def line_end(self) -> int:
        """Last column under which a line of text runs."""
        width, end = 0.0, 0
        for end, one in enumerate(self.widths):  # noqa: B007 (the last one is wanted)
            width += one
            if width >= TEXT_WIDTH:
                break
        return end

    def line(self, row: int, text: str, look: str) -> int:
        """Write a line of text under the table; the row after it."""
        self.sheet.across(row, 0, self.line_end, text, look)
        self.sheet.height(row, lines_needed(text, sum(self.widths[: self.line_end + 1])))
        return row + 1

    def block(self, row: int, block: Block) -> int:
        """Write a block and what stands under it; the row after."""
        sheet, top = self.sheet, row + block.head_rows
        sheet.block((row, 0, top - 1, 0), block.sides[-1].table.stub, "stub_head")
        lines = [self._head(row, top, side, block) for side in block.sides]
        sheet.height(row, 2 if any(len(side.leaves) == 1 for side in block.sides) else 1)
        sheet.height(top - 1 - block.has_parts, max(lines))
        if block.has_parts:
            sheet.height(top - 1, 3)
        for at, shared in enumerate(block.rows, start=top):
            sheet.text(at, 0, shared.label, "stub", shared.kind)
            sheet.height(at, lines_needed(shared.label, self.widths[0]))
            for side in block.sides:
                found = side.rows.get(shared.id)
                if found is not None:
                    self._row(at, side, found)
        after = top + len(block.rows) + 1
        for side in block.sides:
            after = self._lines(after, side.table, named=len(block.sides) > 1)
        return after

    def _head(self, row: int, top: int, side: Side, block: Block) -> int:
        """Write the heads of a view; lines that its longest column head takes."""
        sheet, table = self.sheet, side.table
        first, last = side.leaves[0].at, side.leaves[-1].at
        name = {"published": "as_published", "weighted": "weighted", "official": "official"}
        sheet.across(row, first, last, self.report.headings[name[table.view]], "view")
        row += 1
        if block.has_spanners:
            column = 0
            for spanner in table.spanners:
                leaves = [
                    leaf
                    for at in range(column, column + spanner.columns)
                    for leaf in side.leaves_of(at)
                ]
                if spanner.label:
                    sheet.across(row, leaves[0].at, leaves[-1].at, spanner.label, "head")
                column += spanner.columns
            row += 1
        heights = [1]
        for at, column_ in enumerate(table.columns):
            leaves_ = side.leaves_of(at)
            end = top - 1 if len(leaves_) == 1 else row
            sheet.block((row, leaves_[0].at, end, leaves_[-1].at), column_.label, "head")
            lines = lines_needed(column_.label, sum(leaf.width for leaf in leaves_))
            heights.append(lines - 3 * (end > row))
            if len(leaves_) > 1:
                for leaf in leaves_:
                    self._subhead(row + 1, leaf)
        return max(heights)

    def _subhead(self, row: int, leaf: Leaf) -> None:
        word = "weighted" if leaf.part == "figure" else SUBHEADS[leaf.part]
        self.sheet.text(row, leaf.at, self.report.headings[word], "sub")

    def _row(self, at: int, side: Side, row: Row) -> None:
        for leaf in side.leaves:
            cell = row.cells[leaf.column]
            if leaf.part == "figure":
                self.sheet.figure(at, leaf.at, cell, row.kind)
                continue
            value = {"low": cell.low, "high": cell.high, "deff": cell.deff, "base": cell.base}
            number = value[leaf.part]
            if number is not None:
                shown = _shown(cell, leaf)
                self.sheet.number(at, leaf.at, float(number), shown, row.kind)

    def _lines(self, row: int, table: Table, *, named: bool) -> int:
        if named:
            long = {"published": "as_published_long", "weighted": "weighted_long"}
            row = self.line(row, self.report.headings[long[table.view]], "label")
        for text in (table.base_line, table.test_line, *table.notes):
            if text:
                row = self.line(row, text, "text" if text == table.test_line else "dim")
        return row + 1


def _shown(cell: Cell, leaf: Leaf) -> str:
    if leaf.part == "deff":
        return "0.00"
    return number_format(Cell("", digits=0 if leaf.part == "base" else cell.digits))
