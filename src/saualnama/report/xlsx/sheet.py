"""A sheet to write on: texts stay texts, numbers numbers, and looks have names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from saualnama.errors import Fault, InputError
from saualnama.report.model import Cell
from saualnama.report.sealing import storable

FONT = "Arial"
INK, DIM, ACCENT, SHADE, WARNING = "#1A1A1A", "#595959", "#1F4E79", "#F2F2F2", "#FFF4D6"
UP, DOWN = "#0072B2", "#B34700"
LINE = 14.0
"""Height of a line in points."""

LONGEST_TEXT = 32767
"""Letters that Excel keeps in a cell."""
_LETTERS_OF_OURS = 1.1
"""Letters of 9 points in the width of one of Excel's own 11 points."""

_DANGEROUS = tuple("=+-@\t\r")
_WRAPPED: dict[str, Any] = {"text_wrap": True, "valign": "top"}
_HEAD: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 1}
LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": ACCENT},
    "subtitle": {"font_color": DIM},
    "notice": {**_WRAPPED, "bg_color": WARNING},
    "text": _WRAPPED,
    "dim": {**_WRAPPED, "font_color": DIM},
    "label": {"bold": True, **_WRAPPED},
    "chapter": {"bold": True, "font_size": 12, "font_color": ACCENT},
    "section": {"bold": True},
    "link": {"font_color": ACCENT, "underline": 1, "valign": "top"},
    "stub_head": _HEAD,
    "head": {**_HEAD, "align": "center"},
    "view": {**_HEAD, "align": "center", "font_color": "#FFFFFF", "bg_color": ACCENT},
    "sub": {**_HEAD, "bold": False, "align": "center", "font_color": DIM, "font_size": 8},
    "stub": {"text_wrap": True},
    "figure": {"align": "right"},
    "words": {"text_wrap": True},
}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "row": {},
    "subtotal": {"bg_color": SHADE},
    "total": {"bold": True, "top": 1},
}


def number_format(cell: Cell) -> str:
    """How Excel shows a figure as the report does, while it stays a number.

    Brackets, stars and arrows are part of the format.
    """
    digits = "#,##0" + ("." + "0" * cell.digits if cell.digits else "")
    if cell.text.startswith("("):
        digits = f"({digits})"
    if cell.text.endswith("*"):
        digits += '"*"'
    arrow = {1: "\N{BLACK UP-POINTING TRIANGLE}", -1: "\N{BLACK DOWN-POINTING TRIANGLE}", 0: ""}
    return f'"{arrow[cell.moved]} "{digits}' if cell.moved else digits


class Sheet:
    """One sheet of a workbook.

    Args:
        workbook: to which it is added.
        name: valid and not taken.
        formats: shared by all sheets of the workbook; filled here.
    """

    def __init__(self, workbook: Workbook, name: str, formats: dict[str, Format]) -> None:
        self.workbook, self.name, self._formats = workbook, name, formats
        self.page: Worksheet = workbook.add_worksheet(name)
        self.page.hide_gridlines(2)
        self.page.set_landscape()
        self.page.set_paper(9)  # A4
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.page.set_footer("&C&8&A · &P / &N")

    def text(self, row: int, column: int, text: str, look: str, kind: str = "row") -> None:
        """Write a text; one that looks like a formula is kept a text, also when it is edited.

        Raises:
            InputError: it is longer than a cell of Excel.
        """
        if len(text) > LONGEST_TEXT:
            where = f"sheet {self.name}, row {row + 1}"
            problem = f"a text of {len(text)} letters, `{text[:40]}...`"
            fault = Fault("too-long", where, problem, f"at most {LONGEST_TEXT}")
            raise InputError("a text does not fit into a cell of Excel", [fault])
        self.page.write_string(row, column, storable(text), self.format(look, kind, text=text))

    def across(self, row: int, first: int, last: int, text: str, look: str) -> None:
        """Write a text over several columns of a row."""
        self.block((row, first, row, last), text, look)

    def block(self, area: tuple[int, int, int, int], text: str, look: str) -> None:
        """Write a text over a rectangle: first row and column, last row and column."""
        row, first, last_row, last = area
        if (row, first) != (last_row, last):
            # merging itself would take a text for a formula
            self.page.merge_range(row, first, last_row, last, "", self.format(look))
        self.text(row, first, text, look)

    def number(self, row: int, column: int, value: float, shown: str, kind: str = "row") -> None:
        """Write a number with its format."""
        self.page.write_number(row, column, value, self.format("figure", kind, shown=shown))

    def figure(self, row: int, column: int, cell: Cell, kind: str) -> None:
        """Write a figure of a table; one that is withheld or missing as the text that it has."""
        if cell.value is None:
            figures = cell.unit != "text" or cell.text[:1].isdigit()
            self.text(row, column, cell.text, "figure" if figures else "words", kind)
            return
        colour = {1: UP, -1: DOWN, 0: ""}[cell.moved]
        format_ = self.format("figure", kind, shown=number_format(cell), colour=colour)
        self.page.write_number(row, column, cell.value, format_)

    def link(self, row: int, column: int, sheet: str, text: str) -> None:
        """Write a link to the first cell of a sheet."""
        quoted = sheet.replace("'", "''")
        target = f"internal:'{quoted}'!A1"
        self.page.write_url(row, column, target, self.format("link", text=text), storable(text))

    def height(self, row: int, lines: int) -> None:
        """Make a row high enough for so many lines."""
        self.page.set_row(row, max(1, lines) * LINE + 2)

    def format(
        self, look: str, kind: str = "row", *, text: str = "", shown: str = "", colour: str = ""
    ) -> Format:
        """The format of a look; equal ones are made once.

        Args:
            look: of `LOOKS`.
            kind: of a table's row.
            text: what will be written, if a text.
            shown: number format.
            colour: of the letters, where it is not the look's.
        """
        properties = {
            "font_name": FONT,
            "font_size": 9,
            "font_color": INK,
            "valign": "vcenter",
            **LOOKS[look],
            **_KINDS[kind],
        }
        if text.startswith(_DANGEROUS):
            properties["quote_prefix"] = True
        if shown:
            properties["num_format"] = shown
        if colour:
            properties["font_color"] = colour
        key = repr(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]


def lines_needed(text: str, width: float) -> int:
    """Lines that a text takes in a column of a width."""
    return sum(max(1, -int(-len(part) // (width * _LETTERS_OF_OURS))) for part in text.split("\n"))
