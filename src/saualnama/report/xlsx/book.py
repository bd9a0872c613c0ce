"""The workbook: contents, a sheet for each exhibit, tests, methods."""

from __future__ import annotations

import io

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from saualnama.report.model import Exhibit, Report
from saualnama.report.pairing import paired
from saualnama.report.sealing import (
    AUTHOR,
    FIXED_DATE,
    LANGUAGE_TAGS,
    LONGEST_PROPERTY,
    seal,
    storable,
)
from saualnama.report.xlsx.exhibit import fill_exhibit
from saualnama.report.xlsx.names import sheet_names
from saualnama.report.xlsx.sheet import Sheet, lines_needed

_CONTENTS_WIDTHS = (34.0, 90.0)
_TESTS_WIDTHS = (24.0, 34.0, 16.0, 46.0, 60.0)
_METHODS_WIDTHS = (34.0, 110.0)


def report_xlsx(report: Report) -> bytes:
    """Put a report into an Excel workbook.

    Figures are numbers behind number formats (brackets, stars, arrows, decimals), so that they can
    be computed with and read in every locale; intervals, design effects and bases stand in columns
    of their own. Texts never become formulas. Exhibits that have a picture get a chart drawn by
    Excel from the sheet's cells. The same report gives the same bytes.

    Args:
        report: what to show; nothing is computed here.

    Returns:
        An .xlsx file.
    """
    file = io.BytesIO()
    workbook = Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    title = storable(report.title)[:LONGEST_PROPERTY]
    workbook.set_properties({"title": title, "author": AUTHOR, "created": FIXED_DATE})
    say, exhibits = report.headings, report.exhibits
    names = sheet_names(
        [say["contents"], *(e.caption for e in exhibits), say["tests"], say["methods"]]
    )
    formats: dict[str, Format] = {}
    contents, *places, tests, methods = (Sheet(workbook, name, formats) for name in names)
    _fill_contents(contents, report, places, (tests, methods))
    for exhibit, sheet in zip(exhibits, places, strict=True):
        fill_exhibit(sheet, report, exhibit, contents.name)
    _fill_tests(tests, report, places, contents.name)
    _fill_methods(methods, report, contents.name)
    workbook.close()
    tag = LANGUAGE_TAGS[report.language]
    return seal(file.getvalue(), lambda name, text: _in_language(name, text, tag))


def _in_language(name: str, text: str, tag: str) -> str:
    """Say in which language the workbook and its charts are; XlsxWriter knows English only."""
    if name == "docProps/core.xml":
        return text.replace("</dc:title>", f"</dc:title><dc:language>{tag}</dc:language>")
    if name.startswith("xl/charts/"):
        text = text.replace('<c:lang val="en-US"/>', f'<c:lang val="{tag}"/>')
        return text.replace('lang="en-US"', f'lang="{tag}"')
    return text


def _set_widths(sheet: Sheet, widths: tuple[float, ...]) -> None:
    for column, width in enumerate(widths):
        sheet.page.set_column(column, column, width)


def _line(sheet: Sheet, row: int, text: str, look: str, widths: tuple[float, ...]) -> int:
    """A text over all columns; the row after it."""
    sheet.across(row, 0, len(widths) - 1, text, look)
    sheet.height(row, lines_needed(text, sum(widths)))
    return row + 1


def _top(sheet: Sheet, report: Report, title: str, back: str, widths: tuple[float, ...]) -> int:
    """Link back, title and notice of a sheet; the row after them."""
    _set_widths(sheet, widths)
    sheet.link(0, 0, back, f"\N{LEFTWARDS ARROW} {report.headings['back']}")
    sheet.text(1, 0, title, "title")
    sheet.page.set_row(1, 20)
    return _line(sheet, 2, report.notice, "notice", widths) if report.notice else 2


def _fill_contents(
    sheet: Sheet, report: Report, places: list[Sheet], others: tuple[Sheet, Sheet]
) -> None:
    say, widths = report.headings, _CONTENTS_WIDTHS
    _set_widths(sheet, widths)
    sheet.text(0, 0, report.title, "title")
    sheet.page.set_row(0, 20)
    sheet.text(1, 0, report.subtitle, "subtitle")
    row = 2
    if report.notice:
        row = _line(sheet, row, f"{say['notice']}. {report.notice}", "notice", widths)
    sheet.text(row + 1, 0, say["reading"], "chapter")
    row += 2
    for line in report.reading:
        row = _line(sheet, row, line, "text", widths)
    row += 1
    sheet_of = {exhibit.id: place for exhibit, place in zip(report.exhibits, places, strict=True)}
    for chapter in report.chapters:
        name = f"{say['chapter'].format(number=chapter.number)}. {chapter.title}"
        sheet.text(row, 0, name, "chapter")
        row += 1
        for section in chapter.sections:
            sheet.text(row, 0, f"{section.number}. {section.title}", "section")
            row += 1
            for exhibit in section.exhibits:
                sheet.link(row, 0, sheet_of[exhibit.id].name, exhibit.caption)
                sheet.text(row, 1, exhibit.title, "text")
                row += 1
        row += 1
    for other in others:
        sheet.link(row, 0, other.name, other.name)
        row += 1
    sheet.page.activate()


def _fill_tests(sheet: Sheet, report: Report, places: list[Sheet], back: str) -> None:
    say, widths = report.headings, _TESTS_WIDTHS
    head = _top(sheet, report, say["tests"], back, widths) + 1
    words = ("exhibit", "title", "view", "test", "finding")
    for column, word in enumerate(words):
        sheet.text(head, column, say[word], "stub_head")
    row = head + 1
    for exhibit, place in zip(report.exhibits, places, strict=True):
        said = "\n".join(exhibit.sentences)
        for title, view, test in _tests(exhibit, report):
            sheet.link(row, 0, place.name, exhibit.caption)
            texts = (title, view, test, said)
            for column, text in enumerate(texts, start=1):
                sheet.text(row, column, text, "text")
            lines = [lines_needed(t, w) for t, w in zip(texts, widths[1:], strict=True)]
            sheet.height(row, max(lines))
            row, said = row + 1, ""  # what an exhibit's tests say stands once, at its first
    sheet.page.autofilter(head, 0, row - 1, len(words) - 1)
    sheet.page.freeze_panes(head + 1, 1)
    sheet.page.repeat_rows(head)


def _tests(exhibit: Exhibit, report: Report) -> list[tuple[str, str, str]]:
    view = {"published": "as_published", "weighted": "weighted", "official": "official"}
    return [
        (table.title, report.headings[view[table.view]], table.test_line)
        for pair in paired(exhibit)
        for table in pair
        if table.test_line
    ]


def _fill_methods(sheet: Sheet, report: Report, back: str) -> None:
    row = _top(sheet, report, report.headings["methods"], back, _METHODS_WIDTHS)
    sheet.page.freeze_panes(row, 1)
    row += 1
    for number, item in enumerate(report.methods, start=1):
        sheet.text(row, 0, f"{number}. {item.heading}", "label")
        sheet.text(row, 1, item.text, "text")
        sheet.height(row, lines_needed(item.text, _METHODS_WIDTHS[1]))
        row += 1
