"""Sheets of a workbook as tables of text, for forms and other files that people write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from saualnama.errors import Fault, InputError

Rows = tuple[tuple[str, ...], ...]


def read_sheets(path: Path) -> Mapping[str, Rows]:
    """Read every sheet of an .xlsx file; whole numbers lose their point, empty cells are `""`.

    Raises:
        InputError: the file is missing, is no .xlsx, or is damaged.
    """
    import openpyxl  # type: ignore[import-untyped]

    headline = f"{path.name} cannot be read"
    if not path.is_file():
        raise InputError(headline, [Fault("missing-file", str(path), "there is no such file")])
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        return {
            sheet.title: tuple(tuple(map(_text, row)) for row in sheet.iter_rows(values_only=True))
            for sheet in book.worksheets
        }
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        fault = Fault(
            "damaged-file",
            str(path),
            f"the file is damaged or of another format ({reason})",
            "an .xlsx workbook",
        )
        raise InputError(headline, [fault]) from error


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def write_sheets(path: Path, sheets: Mapping[str, Rows]) -> None:
    """Write an .xlsx file of texts, whole or not at all, the same bytes on every run."""
    import datetime

    import xlsxwriter

    from saualnama.io.files import replacing

    with replacing(path) as scratch:
        book = xlsxwriter.Workbook(str(scratch))
        book.set_properties({"created": datetime.datetime(2021, 1, 1)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(at, column, text)
        book.close()
