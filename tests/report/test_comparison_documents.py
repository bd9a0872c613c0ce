"""Two waves in Word and Excel. Truth: the comparison's own tables; XML and cells of the files."""

from __future__ import annotations

import html
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from comparison_tables import CHANGES, tables, words
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, Words, merge_words, parse_words
from saualnama.report.comparison import comparison_report
from saualnama.report.docx import report_docx
from saualnama.report.model import Report
from saualnama.report.wording import phrases_file
from saualnama.report.xlsx import report_xlsx
from saualnama.tabulate.tidy import SmallBases

TOTAL = [row for row in CHANGES if row["breakdown"] == "total"]


def every_word() -> Words:
    report = parse_words(read_table(Path(phrases_file())), "report.csv")
    return merge_words(words(), report)


def made(language: str = "en", *, observed: bool = True) -> Report:
    return comparison_report(tables(observed), every_word(), SmallBases(), language, drawn=False)


def word_text(report: Report) -> str:
    with zipfile.ZipFile(io.BytesIO(report_docx(report, {}))) as archive:
        xml = archive.read("word/document.xml").decode("utf-8")
    return html.unescape(" ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", xml)))


def test_every_figure_is_that_of_the_table() -> None:
    rows = [row for e in made().exhibits for table in e.weighted for row in table.rows]
    assert [row.id for row in rows] == [row["answer"] for row in TOTAL]
    for row, numbers in zip(rows, TOTAL, strict=True):
        for cell, name in zip(row.cells, ("earlier", "later", "change"), strict=False):
            assert cell.value == float(numbers[name])
    change = rows[0].cells[2]
    assert (change.text, change.low, change.high) == ("+16.5 ●", 12.35, 20.65)
    # a p below the smallest is said, not written as a number
    assert [(cell.text, cell.value) for cell in rows[0].cells[3:]] == [
        ("< 0.001", None),
        ("< 0.001", None),
        ("0.030", 0.03),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_the_figures_and_the_reasons(language: str) -> None:
    said = word_text(made(language))
    point = "." if language == "en" else ","
    for text in ("26.5", "43.0", "+16.5 ●"):
        assert text.replace(".", point) in said
    own = every_word()
    assert own.of("question", "why", language) in said
    assert own.of("phrase", "comparison.reason.base_differs", language) in said
    assert own.of("phrase", "comparison.reason.answers_differ", language) in said


def test_excel_holds_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_xlsx(made())))
    cells = {
        cell.value
        for sheet in book.worksheets
        for line in sheet.iter_rows()
        for cell in line
        if isinstance(cell.value, int | float)
    }
    assert {float(row[name]) for row in TOTAL for name in ("earlier", "later", "change")} <= cells
    assert {12.35, 20.65} <= cells


def test_what_is_no_answer_of_people_says_so_first() -> None:
    assert made().notice == ""
    assert "nobody's answers (2021)" in made(observed=False).notice
    assert "nobody's answers (2021)" in word_text(made(observed=False))


def test_pictures_are_asked_for_by_question() -> None:
    report = comparison_report(tables(), every_word(), SmallBases(), "en", drawn=True)
    assert [p.file for e in report.exhibits for p in e.pictures] == ["knows", "trust"]


def test_the_same_bytes_twice() -> None:
    assert report_docx(made("kk"), {}) == report_docx(made("kk"), {})
    assert report_xlsx(made("kk")) == report_xlsx(made("kk"))
