"""The Word document. Truth: the model beside what python-docx reads; LibreOffice opens the file."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

import report_by_hand as hand
import report_of_2021 as material
from saualnama.errors import InputError
from saualnama.language import LANGUAGES, format_value
from saualnama.report.docx import report_docx
from saualnama.report.model import Cell, Report, Table
from saualnama.report.pairing import paired

TAGS = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}


def made(report: Report) -> bytes:
    wanted = [p.file for exhibit in report.exhibits for p in exhibit.pictures]
    return report_docx(report, dict.fromkeys(wanted, hand.png()))


@pytest.fixture(scope="module", params=LANGUAGES)
def both(request):
    """The 2021 report, and its document as python-docx reads it."""
    report = material.report(request.param)
    return report, Document(io.BytesIO(made(report)))


def words(element) -> str:
    """Text of an element; line breaks as line ends."""
    parts = (e for e in element.iter() if e.tag in (qn("w:t"), qn("w:br")))
    return "".join("\n" if part.tag == qn("w:br") else part.text or "" for part in parts)


def grid(table) -> list[list[str]]:
    return [[words(cell) for cell in row.tc_lst] for row in table._tbl.tr_lst]


def shown(cell: Cell, report: Report) -> set[str]:
    """The two ways in which a cell may be written."""
    arrow = {1: "▲\u00a0", -1: "▼\u00a0", 0: ""}[cell.moved]
    beneath = [cell.interval] if cell.interval else []
    if cell.deff is not None:
        number = format_value(cell.deff, 2, report.language)
        beneath.append(f"{report.headings['deff']}\u00a0{number}")
    figure = arrow + cell.text
    return {
        "\n".join([figure, *beneath]),
        "\n".join([figure, *(["; ".join(beneath)] * any(beneath))]),
    }


def tables_in_order(report: Report) -> list[Table]:
    return [t for exhibit in report.exhibits for pair in paired(exhibit) for t in pair]


def test_every_table_stands_there_with_every_figure_in_its_cell(both):
    report, document = both
    tables = tables_in_order(report)
    assert len(document.tables) == len(tables) > 60
    assert sorted(map(id, tables)) == sorted(id(t) for e in report.exhibits for t in e.tables)
    for table, word in zip(tables, document.tables, strict=True):
        found = grid(word)
        heads = 2 if table.spanners else 1
        assert found[heads - 1][1:] == [column.label for column in table.columns], table.id
        assert found[0][0] == table.stub
        assert [line[0] for line in found[heads:]] == [row.label for row in table.rows]
        for line, row in zip(found[heads:], table.rows, strict=True):
            for text, cell in zip(line[1:], row.cells, strict=True):
                assert text in shown(cell, report), (table.id, row.id)


def test_heads_repeat_on_every_page_and_rows_are_not_split(both):
    report, document = both
    for table, word in zip(tables_in_order(report), document.tables, strict=True):
        rows = word._tbl.tr_lst
        repeated = [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
        heads = 2 if table.spanners else 1
        assert repeated == [True] * heads + [False] * len(table.rows), table.id
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_captions_and_lines_have_styles_of_their_own(both):
    report, document = both
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    numbered = [(e, t) for e in report.exhibits for pair in paired(e) for t in pair]
    assert by_style["Caption"] == [f"{e.caption}. {t.title}" for e, t in numbered]
    assert by_style["Base Line"] == [t.base_line for _, t in numbered if t.base_line]
    assert by_style["Test Line"] == [t.test_line for _, t in numbered if t.test_line]
    assert by_style["Table Note"] == [note for _, t in numbered for note in t.notes]
    said = [line for e in report.exhibits for line in e.sentences]
    assert [text.partition(". ")[2] for text in by_style["Finding"]] == said
    assert by_style["Notice"] == [f"{report.headings['notice']}. {report.notice}"]
    assert by_style["Heading 2"] == [
        f"{s.number}. {s.title}" for c in report.chapters for s in c.sections
    ]
    assert [t.partition(". ")[2] for t in by_style["Heading 3"]] == [
        item.heading for item in report.methods
    ]


def test_the_contents_lead_to_every_exhibit(both):
    report, document = both
    body = document.element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(marks)) == len(marks) and len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"[^\W\d]\w{0,39}", mark) for mark in marks)
    links = list(body.iter(qn("w:hyperlink")))
    assert {link.get(qn("w:anchor")) for link in links} <= set(marks)
    third = [p.text for p in document.paragraphs if p.style.name == "toc 3"]
    assert third == [f"{e.caption}. {e.title}" for e in report.exhibits]
    assert (
        len(links) == len(report.exhibits) + sum(1 + len(c.sections) for c in report.chapters) + 2
    )


def test_word_is_not_asked_to_update_anything(both):
    _, document = both
    for part in document.part.package.iter_parts():
        if part.partname.endswith(".xml"):
            text = part.blob.decode("utf-8")
            assert "updateFields" not in text
            fields = re.findall(r"<w:(?:fldSimple|instrText)[^>]*>", text)
            assert fields in ([], ['<w:fldSimple w:instr=" PAGE ">']), part.partname


ORDERS = {
    "pPr": "pStyle keepNext pBdr shd spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b i color sz szCs lang",
    "style": "name basedOn uiPriority qFormat pPr rPr tblPr",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "tcBorders": "top bottom",
    "trPr": "cantSplit tblHeader",
    "sectPr": "headerReference footerReference type pgSz pgMar",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang clrSchemeMapping",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p",
    "p": "pPr r",
    "inline": "extent docPr cNvGraphicFramePr graphic",
    "pic": "nvPicPr blipFill spPr",
}
"""Children in the order of ECMA-376, part 1; Word calls a file broken that has another."""


def test_elements_stand_in_the_order_that_word_wants(both):
    _, document = both
    roots = [document.element, document.styles.element, document.settings.element]
    checked = set()
    for element in (e for root in roots for e in root.iter()):
        name = element.tag.rpartition("}")[2]
        children = [child.tag.rpartition("}")[2] for child in element]
        if name == "p":
            inside = {"bookmarkStart", "bookmarkEnd", "hyperlink", "fldSimple"}
            children = ["r" if child in inside else child for child in children]
        if name in ORDERS:
            order = ORDERS[name].split()
            assert set(children) <= set(order), (name, children)
            assert children == sorted(children, key=order.index), (name, children)
            checked.add(name)
    assert checked == set(ORDERS)


def test_language_is_told_to_the_speller_and_to_readers(both):
    report, document = both
    tag = TAGS[report.language]
    assert document.core_properties.language == tag
    assert document.core_properties.title == report.title
    assert [e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))] == [tag]


def test_pictures_tell_what_they_show(both):
    report, document = both
    told = [e.get("descr") for e in document.element.body.iter(qn("wp:docPr"))]
    wanted = [p.alternative for e in report.exhibits for p in e.pictures]
    assert told == wanted and len(told) > 20


def test_tables_fit_their_page_and_wide_ones_lie(both):
    report, document = both
    room, lying, widths = [], [], []
    pages = iter(document.sections)
    page = next(pages)
    for element in document.element.body:
        if element.tag == qn("w:tbl"):
            widths.append(sum(int(c.get(qn("w:w"))) for c in element.tblGrid.gridCol_lst))
            room.append((page.page_width - page.left_margin - page.right_margin) // 635)
            lying.append(page.page_width > page.page_height)
        elif element.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            page = next(pages)
    assert all(width <= space for width, space in zip(widths, room, strict=True))
    columns = [len(table.columns) for table in tables_in_order(report)]
    assert any(lying) and not all(lying)
    assert all(on for on, count in zip(lying, columns, strict=True) if count >= 14)
    assert not any(
        on
        for on, exhibit in zip(lying, [e for e in report.exhibits for _ in e.tables], strict=True)
        if max(len(t.columns) for t in exhibit.tables) <= 4
    )


def test_every_page_says_at_its_head_what_the_data_are(both):
    report, document = both
    for section in document.sections:
        assert section.header.paragraphs[0].text == report.notice
        assert "PAGE" in section.footer._element.xml
    assert report.notice


def test_the_same_report_gives_the_same_bytes():
    first, second = made(hand.report()), made(hand.report())
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    assert made(replace(hand.report(), title="Another")) != first


@pytest.mark.parametrize(
    "label", ["<b>&amp;\"'", "]]>", "=1+1", "a\x0bb\x00", "Ә😀", " two  spaces "]
)
def test_labels_are_text_whatever_they_hold(label):
    document = Document(io.BytesIO(made(hand.relabelled(label))))
    expected = re.sub(r"[\x00-\x08\x0b]", "\ufffd", label)
    assert document.core_properties.title == expected
    assert words(document.tables[0]._tbl.tr_lst[0].tc_lst[0]) == expected
    assert document.paragraphs[0].text == expected
    told = next(document.element.body.iter(qn("wp:docPr"))).get("descr")
    assert told == expected


def test_a_title_longer_than_a_property_is_cut_there_only():
    document = Document(io.BytesIO(made(replace(hand.report(), title="ә" * 300))))
    assert document.core_properties.title == "ә" * 255
    assert document.paragraphs[0].text == "ә" * 300


def test_a_line_end_in_a_label_breaks_the_line():
    document = Document(io.BytesIO(made(hand.relabelled("one\ntwo"))))
    assert words(document.tables[0]._tbl.tr_lst[0].tc_lst[0]) == "one\ntwo"


def test_all_missing_pictures_are_named():
    report = material.report("kk")
    wanted = {p.file for e in report.exhibits for p in e.pictures}
    with pytest.raises(InputError) as caught:
        report_docx(report, {})
    assert {fault.where for fault in caught.value.faults} == wanted
    assert {fault.code for fault in caught.value.faults} == {"missing-picture"}


def test_a_real_wave_has_no_notice():
    document = Document(io.BytesIO(made(replace(hand.report(), notice=""))))
    assert "Notice" not in {p.style.name for p in document.paragraphs}
    assert document.sections[0].header.paragraphs[0].text == ""


def test_two_tables_never_touch():
    """Word joins tables between which no paragraph stands."""
    bare = replace(hand.table("table_1.1.1"), base_line="", test_line="", notes=())
    report = hand.report()
    exhibit = replace(report.exhibits[0], published=(bare,), sentences=(), pictures=())
    section = replace(report.chapters[0].sections[0], exhibits=(exhibit, exhibit))
    chapter = replace(report.chapters[0], sections=(section,))
    document = Document(io.BytesIO(made(replace(report, chapters=(chapter,)))))
    tags = [element.tag for element in document.element.body]
    assert (qn("w:tbl"), qn("w:tbl")) not in set(itertools.pairwise(tags))
    assert len(document.tables) == 4
