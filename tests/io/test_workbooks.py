"""Sheets of workbooks. Truth: what openpyxl wrote and what it reads back."""

from __future__ import annotations

import openpyxl
import pytest

from saualnama.errors import InputError
from saualnama.io.workbooks import read_sheets, write_sheets


def test_cells_are_texts_as_a_person_sees_them(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "choices"
    sheet.append(["name", "label"])
    sheet.append([1, "  Да "])
    sheet.append([2.0, None])
    sheet.append([2.5, True])
    book.create_sheet("empty")
    book.save(tmp_path / "form.xlsx")
    assert read_sheets(tmp_path / "form.xlsx") == {
        "choices": (("name", "label"), ("1", "Да"), ("2", ""), ("2.5", "True")),
        "empty": (),
    }


def test_what_is_written_is_read_and_the_same_bytes_each_time(tmp_path):
    sheets = {"survey": (("type", "name"), ("integer", "жас"), ("text", ""))}
    for name in ("a.xlsx", "b.xlsx"):
        write_sheets(tmp_path / name, sheets)
    assert read_sheets(tmp_path / "a.xlsx")["survey"] == sheets["survey"]
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_no_workbook_is_said(tmp_path):
    (tmp_path / "cut.xlsx").write_bytes(b"PK")
    for name, code in (("nowhere.xlsx", "missing-file"), ("cut.xlsx", "damaged-file")):
        with pytest.raises(InputError) as caught:
            read_sheets(tmp_path / name)
        assert [fault.code for fault in caught.value.faults] == [code]
