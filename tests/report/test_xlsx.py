"""The workbook. Truth: the model beside what openpyxl reads, and a hand-made report."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

import report_by_hand as hand
import report_of_2021 as material
from saualnama.errors import InputError
from saualnama.language import LANGUAGES
from saualnama.report.model import Cell, Report, Row, Table
from saualnama.report.pairing import paired
from saualnama.report.xlsx import report_xlsx
from saualnama.report.xlsx.names import LONGEST_NAME, sheet_names

TAGS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content), rich_text=False)


@pytest.fixture(scope="module", params=LANGUAGES)
def both(request):
    """The 2021 report, and its workbook as openpyxl reads it."""
    report = material.report(request.param)
    return report, opened(report_xlsx(report))


def exhibit_sheets(report: Report, book):
    """Exhibits with their sheets, which stand between the contents and the last two."""
    return list(zip(report.exhibits, book.worksheets[1:-2], strict=True))


def parts(table: Table, column: int) -> list[str]:
    cells = [row.cells[column] for row in table.rows]
    wanted = ["low", "high"] * any(cell.low is not None for cell in cells)
    wanted += ["deff"] * any(cell.deff is not None for cell in cells)
    based = any(cell.base is not None for cell in cells)
    return wanted + ["base"] * (table.view == "weighted" and based)


def expected(table: Table, row: Row) -> list[float | str | None]:
    """What the columns of a view hold in a row."""
    found: list[float | str | None] = []
    for column, cell in enumerate(row.cells):
        found.append(cell.text if cell.value is None else cell.value)
        found += [getattr(cell, part) for part in parts(table, column)]
    return found


def rows_of(sheet) -> list[list[object]]:
    return [list(line) for line in sheet.iter_rows(values_only=True)]


def contains(line: list[object], run: list[float | str | None]) -> bool:
    """Whether a line of the sheet holds these cells side by side."""
    return any(line[at : at + len(run)] == run for at in range(1, len(line) - len(run) + 1))


def test_every_figure_is_a_number_in_the_row_of_its_label(both):
    report, book = both
    compared = 0
    for exhibit, sheet in exhibit_sheets(report, book):
        lines = rows_of(sheet)
        for table in exhibit.tables:
            for row in table.rows:
                wanted = expected(table, row)
                mine = [line for line in lines if line[0] == row.label]
                assert any(contains(line, wanted) for line in mine), (table.id, row.id)
                compared += sum(isinstance(value, float) for value in wanted)
    assert compared > 7000


def test_rows_of_both_views_stand_beside_each_other():
    sheet = opened(report_xlsx(hand.report())).worksheets[1]
    published, weighted = (hand.report().exhibits[0].tables[at] for at in (0, 1))
    lines = [line for line in rows_of(sheet) if line[0] == "Region A"]
    first, second = (expected(table, table.rows[0]) for table in (published, weighted))
    assert lines == [["Region A", *first, None, *second]]
    assert second == [1234.0, 31.25, 30.0, 32.5, 1.25, 100, 7.0, 1.0, 9.0, 30]


def shown(number_format: str, value: float, digits: int) -> str:
    """What a number format of ours shows, by its letters."""
    pattern = r'(?:"([▲▼]) ")?(\()?#,##0(?:\.(0+))?(\))?(?:"(\*)")?'
    arrow, left, decimals, right, star = re.fullmatch(pattern, number_format).groups()
    assert len(decimals or "") == digits
    text = f"{value:,.{digits}f}"
    return f"{arrow or ''}{left or ''}{text}{right or ''}{star or ''}"


def test_brackets_stars_and_arrows_are_formats_of_numbers():
    cells = {
        hand.SMALL: "(0.1)",
        hand.STARRED: "(25.0)*",
        hand.UP: "▲31.2",  # Python rounds half to even here; Excel does not
        hand.DOWN: "▼(7.0)",
        hand.COUNT: "1,234",
    }
    sheet = opened(report_xlsx(hand.report())).worksheets[1]
    seen = set()
    for line in sheet.iter_rows():
        for found in line:
            for cell, text in cells.items():
                if found.value == cell.value and not isinstance(found.value, str):
                    assert shown(found.number_format, found.value, cell.digits) == text
                    seen.add(text)
    assert seen == set(cells.values())


def test_what_is_withheld_is_a_star_and_explained(both):
    report, book = both
    stars = 0
    for exhibit, sheet in exhibit_sheets(report, book):
        texts = [str(v) for line in rows_of(sheet) for v in line if isinstance(v, str)]
        cells = [c for t in exhibit.tables for r in t.rows for c in r.cells]
        withheld = sum(cell.mark == "suppressed" and cell.value is None for cell in cells)
        assert texts.count("*") == withheld
        assert bool(withheld) <= any(text.startswith("* –") for text in texts)
        stars += withheld
    assert stars > 50


def test_lines_notes_and_sentences_stand_under_the_tables(both):
    report, book = both
    for exhibit, sheet in exhibit_sheets(report, book):
        first = [line[0] for line in rows_of(sheet)]
        assert first[1] == f"{exhibit.caption}. {exhibit.title}"
        assert first[2] == report.notice
        for table in exhibit.tables:
            for text in (table.base_line, table.test_line, *table.notes):
                assert not text or text in first, table.id
        found = [text for text in first if str(text).startswith(report.headings["finding"])]
        assert [text.partition(". ")[2] for text in found] == list(exhibit.sentences)


def target(link) -> str:
    sheet, cell = re.fullmatch(r"'(.+)'!([A-Z]+[0-9]+)", link.location).groups()
    assert cell == "A1"
    return sheet.replace("''", "'")


def test_the_contents_lead_to_every_sheet_and_back(both):
    report, book = both
    contents, *others = book.worksheets
    linked = [target(c.hyperlink) for line in contents.iter_rows() for c in line if c.hyperlink]
    assert linked == [sheet.title for sheet in others]
    assert all(target(sheet["A1"].hyperlink) == contents.title for sheet in others)
    assert [s.title for s in (contents, *others[-2:])] == [
        report.headings[word] for word in ("contents", "tests", "methods")
    ]
    assert book.active is contents


def test_heads_stay_when_the_sheet_is_scrolled(both):
    report, book = both
    for exhibit, sheet in exhibit_sheets(report, book):
        column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", sheet.freeze_panes).groups()
        assert column == "B"
        if len(paired(exhibit)) == 1 and len({t.stub for t in exhibit.tables}) == 1:
            heads = {r[0] for r in sheet.iter_rows(max_row=int(row) - 1, values_only=True)}
            below = next(sheet.iter_rows(min_row=int(row), values_only=True))
            assert exhibit.tables[0].stub in heads
            assert below[0] == max(exhibit.tables, key=lambda t: len(t.rows)).rows[0].label
    assert all(sheet.freeze_panes for sheet in book.worksheets[-2:])


def referred(book, formula: str) -> list[object]:
    """Values of the cells that a chart names."""
    found = []
    for area in re.findall(r"(?:'((?:[^']|'')+)'|([^'!,()=]+))!([$A-Z0-9:]+)", formula):
        sheet = book[(area[0] or area[1]).replace("''", "'")]
        left, top, right, bottom = range_boundaries(area[2].replace("$", ""))
        found += [
            sheet.cell(r, c).value for r in range(top, bottom + 1) for c in range(left, right + 1)
        ]
    return found


def test_charts_are_drawn_from_the_cells_of_their_sheet(both):
    report, book = both
    charts = 0
    for exhibit, sheet in exhibit_sheets(report, book):
        assert bool(sheet._charts) == bool(exhibit.pictures), exhibit.id
        labels = {r.label for t in exhibit.tables for r in t.rows}
        labels |= {c.label for t in exhibit.tables for c in t.columns}
        values = {c.value for t in exhibit.tables for r in t.rows for c in r.cells}
        for chart in sheet._charts:
            charts += 1
            for series in chart.series:
                numbers = referred(book, series.val.numRef.f)
                names = referred(book, (series.cat.strRef or series.cat.numRef).f)
                assert len(numbers) == len(names) > 0
                assert set(names) <= labels
                assert {n for n in numbers if not isinstance(n, str)} <= values
                assert set(referred(book, series.tx.strRef.f)) <= labels
            if chart.grouping == "percentStacked":
                columns = [referred(book, s.val.numRef.f) for s in chart.series]
                for group in zip(*columns, strict=True):
                    if not any(isinstance(v, str | None) for v in group):
                        assert sum(group) == pytest.approx(100, abs=1.0), exhibit.id
    assert charts > 20


def test_subtotals_are_not_stacked_on_their_parts():
    book = opened(report_xlsx(material.report("en")))
    sheet = book["Table 1.2.2"]
    (chart,) = sheet._charts
    names = [referred(book, series.tx.strRef.f)[0] for series in chart.series]
    assert chart.grouping == "percentStacked" and len(names) == 7
    assert not [name for name in names if "subtotal" in str(name)]


@pytest.mark.parametrize("label", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", "=HYPERLINK(1)"])
def test_texts_never_become_formulas(label):
    content = report_xlsx(hand.relabelled(label))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 6
        for name in sheets:
            assert "<f>" not in archive.read(name).decode("utf-8")
        for name in (n for n in archive.namelist() if n.startswith("xl/charts/chart")):
            formulas = re.findall(r"<c:f>(.*?)</c:f>", archive.read(name).decode("utf-8"))
            assert formulas and all("!$" in formula for formula in formulas)
    book = opened(content)
    found = [c for sheet in book for line in sheet.iter_rows() for c in line if c.value == label]
    assert len(found) > 50
    assert {cell.data_type for cell in found} <= {"s", "f"}  # openpyxl calls `=...` a formula
    kept = [cell for cell in found if cell.quotePrefix or cell.hyperlink]
    assert len(kept) == len(found) or not label.startswith(("=", "+", "-", "@", "\t"))


def test_languages_are_told(both):
    report, _ = both
    with zipfile.ZipFile(io.BytesIO(report_xlsx(report))) as archive:
        core = archive.read("docProps/core.xml").decode("utf-8")
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    tag = TAGS[report.language]
    assert f"<dc:language>{tag}</dc:language>" in core
    told = {lang for text in charts for lang in re.findall(r'lang(?: val)?="([^"]+)"', text)}
    assert told == {tag}


def test_the_same_report_gives_the_same_bytes():
    first, second = report_xlsx(hand.report()), report_xlsx(hand.report())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2021-01-01T00:00:00Z" in archive.read("docProps/core.xml").decode()
    assert report_xlsx(replace(hand.report(), title="Another")) != first


def test_sheets_of_equal_captions_are_told_apart():
    book = opened(report_xlsx(hand.report()))
    assert book.sheetnames == [
        "Contents",
        "Figure 1.1.1",
        "From the text of section 1.1",
        "From the text of secti… 1.1 (2)",
        "Tests",
        "Methods",
    ]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_of_sheets_are_valid_and_different(wanted):
    names = sheet_names(wanted)
    assert len(names) == len(wanted)
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= LONGEST_NAME
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith("'") and not name.endswith("'")
        assert name.casefold() != "history"


def test_plain_names_of_sheets_stay_as_they_are():
    assert sheet_names(["1.2.2-кесте", "Таблица 1.2.2"]) == ("1.2.2-кесте", "Таблица 1.2.2")
    assert sheet_names(["A/B: [c]", "a b c"]) == ("A B c", "a b c (2)")
    assert sheet_names(["History", "x" * 40, "X" * 40]) == (
        "History (2)",
        "x" * 31,
        "X" * 27 + " (2)",
    )


def test_views_that_do_not_share_their_rows_stand_below_one_another():
    report = hand.report()
    exhibit = report.exhibits[0]
    other = replace(exhibit.weighted[0], rows=(Row("z", "Z", (Cell("1.0", 1.0),) * 3),))
    turned = replace(exhibit, weighted=(other,))
    section = replace(report.chapters[0].sections[0], exhibits=(turned,))
    chapter = replace(report.chapters[0], sections=(section,))
    sheet = opened(report_xlsx(replace(report, chapters=(chapter,)))).worksheets[1]
    first = [line[0] for line in rows_of(sheet)]
    assert first.index("Z") > first.index("Everybody")
    assert sheet.freeze_panes == "B4"


def test_a_text_that_excel_would_drop_is_refused():
    with pytest.raises(InputError, match="does not fit into a cell"):
        report_xlsx(replace(hand.report(), notice="ә" * 32768))


def test_methods_and_tests_have_sheets(both):
    report, book = both
    *_, tests, methods = (rows_of(sheet) for sheet in book.worksheets)
    assert [line[1] for line in methods if line[1]] == [item.text for item in report.methods]
    wanted = [t.test_line for e in report.exhibits for p in paired(e) for t in p if t.test_line]
    assert [line[3] for line in tests if line[3]] == [report.headings["test"], *wanted]
