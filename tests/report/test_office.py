"""Documents in a program that readers use. Truth: what LibreOffice shows, against the model."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

import report_by_hand as hand
import report_of_2021 as material
from saualnama.language import LANGUAGES
from saualnama.report.docx import report_docx
from saualnama.report.model import Report
from saualnama.report.xlsx import report_xlsx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,true,false,false,-1"
"""Every sheet as text, the way cells show their numbers in the United States."""


def convert(folder: Path, to: str, *files: Path) -> None:
    """Convert files without a window, under a profile of their own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", to, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)  # noqa: S603


def pages(pdf: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


CHAPTERS = {"kk": slice(0, 1), "ru": slice(1, 3), "en": slice(3, None)}
"""Laying out pages is slow: each language has its share, and together they have all exhibits."""


def part_of(language: str) -> Report:
    report = material.report(language)
    return replace(report, chapters=report.chapters[CHAPTERS[language]])


@pytest.fixture(scope="module")
def converted(tmp_path_factory) -> Path:
    """Every exhibit as PDF in one language, and the whole workbooks as text."""
    folder = tmp_path_factory.mktemp("office")
    printed, shown = [], []
    for language in LANGUAGES:
        report = part_of(language)
        drawn = dict.fromkeys((p.file for e in report.exhibits for p in e.pictures), hand.png())
        for kind, content in (("docx", report_docx(report, drawn)), ("xlsx", report_xlsx(report))):
            printed.append(folder / f"{kind}.{language}.{kind}")
            printed[-1].write_bytes(content)
        shown.append(folder / f"shown.{language}.xlsx")
        shown[-1].write_bytes(report_xlsx(material.report(language)))
    convert(folder, "pdf", *printed)
    convert(folder, AS_SHOWN, *shown)
    return folder


def test_each_exhibit_is_printed_in_some_language():
    parts = [e.id for language in LANGUAGES for e in part_of(language).exhibits]
    assert parts == [exhibit.id for exhibit in material.report("kk").exhibits]


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_documents_open_with_all_their_pages(converted, language):
    found = pages(converted / f"docx.{language}.pdf")
    tables = sum(len(exhibit.tables) for exhibit in part_of(language).exhibits)
    assert tables / 3 < found < tables + 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbooks_open_with_all_their_sheets(converted, language):
    printed = pages(converted / f"xlsx.{language}.pdf")
    sheets = len(part_of(language).exhibits) + 3
    assert sheets <= printed < 3 * sheets
    shown = list(converted.glob(f"shown.{language}-*.csv"))
    assert len(shown) == len(material.report(language).exhibits) + 3


def test_sheets_show_what_the_report_says(converted):
    """The numbers behind the formats, rounded by LibreOffice, read as the model's own words."""
    report = material.report("en")
    sheets = sorted(converted.glob("shown.en-*.csv"))
    assert len(sheets) == len(report.exhibits) + 3
    lines: dict[str, list[list[str]]] = {}
    for path in sheets:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        lines[rows[1][0]] = rows
    compared = 0
    for exhibit in report.exhibits:
        found = lines[f"{exhibit.caption}. {exhibit.title}"]
        for table in exhibit.tables:
            for row in table.rows:
                mine = [line[1:] for line in found if line[0] == row.label]
                arrows = {0: "", 1: "▲ ", -1: "▼ "}
                shown = [arrows[cell.moved] + cell.text for cell in row.cells]
                assert any(in_order(shown, line) for line in mine), (table.id, row.id, shown, mine)
                compared += len(shown)
    assert compared > 3000


def in_order(wanted: list[str], line: list[str]) -> bool:
    """Whether all of these stand in a line in this order, whatever stands between."""
    rest = iter(line)
    return all(any(text == found for found in rest) for text in wanted)


def test_a_document_full_of_traps_opens(tmp_path):
    files = []
    for number, label in enumerate(("=1+1", "<w:p>&amp;\x0b'")):
        report = hand.relabelled(label)
        for kind, content in (
            ("docx", report_docx(report, {hand.PICTURE.file: hand.png()})),
            ("xlsx", report_xlsx(report)),
        ):
            files.append(tmp_path / f"{kind}{number}.{kind}")
            files[-1].write_bytes(content)
    convert(tmp_path, "pdf", *files)
    assert all(pages(file.with_suffix(".pdf")) >= 3 for file in files)
