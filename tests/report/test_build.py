"""What the report says. Truth: the tidy tables and the printed figures, read anew, and each other
language."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import report_of_2021 as material
from saualnama.errors import InputError
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, Words
from saualnama.report.build import build_report
from saualnama.report.model import Cell, Report, Table
from saualnama.report.needed_words import needed_labels
from saualnama.rounding import round_half_away

SPACES = {"\N{NARROW NO-BREAK SPACE}": "", "\N{MINUS SIGN}": "-"}
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


def canonical(number: str, language: str) -> str:
    """A number without the habits of its language."""
    if language == "en":
        return number.replace(",", "")
    return number.replace(",", ".")


def numbers(text: str, language: str) -> list[str]:
    """All numbers of a text, sorted: languages put them in other places."""
    for found, plain in SPACES.items():
        text = text.replace(found, plain)
    return sorted(canonical(number, language) for number in NUMBER.findall(text))


def tables(report: Report) -> Iterator[Table]:
    return (table for exhibit in report.exhibits for table in exhibit.tables)


def figures(report: Report) -> Iterator[tuple[str, str, str, str, Cell]]:
    """Table, view, row and column of every cell."""
    for table in tables(report):
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                yield table.id, table.view, row.id, column.id, cell


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exhibit_has_its_place(language):
    report = material.report(language)
    assert [chapter.number for chapter in report.chapters] == ["1", "3", "4", "5"]
    sections = [section.number for chapter in report.chapters for section in chapter.sections]
    assert sections == ["1.1", "1.2", "1.4", "3.2", "3.4", "4.1", "5.1", "5.2"]
    wanted = {exhibit.id for exhibit in material.sources().exhibits} | set(material.OFFICIAL)
    ids = [exhibit.id for exhibit in report.exhibits]
    assert sorted(ids) == sorted(wanted)
    for chapter in report.chapters:
        for section in chapter.sections:
            assert all(f"_{section.number}" in exhibit.id for exhibit in section.exhibits)


def test_exhibits_are_in_a_readers_order():
    ids = [exhibit.id for exhibit in material.report("en").exhibits]
    assert ids[:8] == [
        *("table_1.1.1", "table_1.1.2", "table_1.1.3", "table_1.1.4"),
        *("figure_1.1.1", "figure_1.1.2", "figure_1.1.3", "text_1.1"),
    ]
    assert ids[-2:] == ["text_5.2", "official_text_5.2"]


def test_the_languages_carry_identical_numbers():
    english = material.report("en")
    for language in ("kk", "ru"):
        other = material.report(language)
        for ours, theirs in zip(figures(english), figures(other), strict=True):
            assert ours[:4] == theirs[:4]
            words = {"text": "", "interval": ""}
            a, b = (dataclasses.replace(cell, **words) for cell in (ours[4], theirs[4]))
            assert a == b
            for name in words:
                texts = getattr(ours[4], name), getattr(theirs[4], name)
                assert numbers(texts[0], "en") == numbers(texts[1], language), ours[:4]


def texts(report: Report) -> Iterator[tuple[str, str]]:
    """Every text with numbers of our own making; labels have their own ("2-3 times")."""
    yield "notice", report.notice
    yield from (("reading", line) for line in report.reading)
    yield from (("methods", item.text) for item in report.methods)
    for exhibit in report.exhibits:
        yield from ((exhibit.id, sentence) for sentence in exhibit.sentences)
        for table in exhibit.tables:
            yield table.id, table.base_line
            yield table.id, table.test_line
            yield from ((table.id, note) for note in table.notes)


def test_the_languages_carry_identical_numbers_in_words():
    english = list(texts(material.report("en")))
    for language in ("kk", "ru"):
        other = list(texts(material.report(language)))
        for (where, ours), (there, theirs) in zip(english, other, strict=True):
            assert where == there
            assert numbers(ours, "en") == numbers(theirs, language), (ours, theirs)


def test_the_languages_have_identical_structure():
    def shape(report: Report) -> list[object]:
        return [
            (
                *(t.id, t.view, [s.columns for s in t.spanners], [c.unit for c in t.columns]),
                [(r.id, r.kind) for r in t.rows],
            )
            for t in tables(report)
        ]

    assert shape(material.report("kk")) == shape(material.report("ru"))
    assert shape(material.report("en")) == shape(material.report("ru"))


def test_numbers_are_written_as_each_language_writes_them():
    cell = {
        language: next(
            cell
            for table, view, row, column, cell in figures(material.report(language))
            if (table, view, row, column) == ("figure_1.1.1", "weighted", "against_women", "all")
        )
        for language in LANGUAGES
    }
    assert (cell["en"].text, cell["en"].interval) == ("72.2", "69.4\N{EN DASH}74.9")
    assert (cell["ru"].text, cell["ru"].interval) == ("72,2", "69,4\N{EN DASH}74,9")
    assert cell["kk"].text == cell["ru"].text


def printed_places() -> Iterator[tuple[tuple[str, str, str, str, str, str], str]]:
    ledger = read_table(material.RESULTS / "verify/figures.csv")
    for row in ledger.to_dict("records"):
        if row["statistic"] in ("pct", "mean", "subtotal_pct") and row["verdict"] == "reproduced":
            keys = ("exhibit", "question", "breakdown", "group", "answer", "statistic")
            yield tuple(row[key] for key in keys), row["printed"]


def test_every_printed_figure_stands_in_the_published_view():
    """The report's own 800-odd percentages and means, found again by group and answer."""
    shown: dict[tuple[str, str, str], set[Decimal]] = {}
    for table, view, row, column, cell in figures(material.report("en")):
        if view == "published" and cell.value is not None:
            exhibit = table.partition("-")[0]
            for key in ((exhibit, row, column), (exhibit, column, row)):
                shown.setdefault(key, set()).add(Decimal(cell.text.strip("()*").replace(",", "")))
    found = 0
    for (exhibit, _, _, group, answer, _), printed in printed_places():
        here = shown[exhibit, group, answer]
        digits = len(printed.partition(".")[2])
        assert Decimal(printed) in {round_half_away(value, digits) for value in here}
        found += 1
    assert found > 780


def test_weighted_cells_are_the_tidy_figures():
    """Every weighted cell again from the csv: value, interval, deff, base, mark and arrow."""
    rows: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for exhibit in material.sources().exhibits:
        for row in material.table(exhibit.id).to_dict("records"):
            key = (exhibit.id, row["group"], row["answer"], row["statistic"])
            rows.setdefault(key, []).append(row)
    checked = suppressed = moved = 0
    for table, view, row_id, column, cell in figures(material.report("en")):
        if view != "weighted" or cell.unit not in ("percent", "points"):
            continue
        exhibit = table.partition("-")[0]
        # rated items and answers stand in rows or in columns
        responses = "@responses" in row_id + column
        names = (row_id.removesuffix("@responses"), column.removesuffix("@responses"))
        statistics = ("pct_of_responses",) if responses else ("pct", "subtotal_pct", "mean")
        # two questions of a text can share an answer; the shown one is among them
        found = [
            row
            for group, answer in (names, names[::-1])
            for statistic in statistics
            for row in rows.get((exhibit, group, answer, statistic), [])
            if int(row["base_n"]) == cell.base
            and (row["flag"] == "suppressed" or float(row["weighted"]) == cell.value)
        ]
        assert found, (table, row_id, column)
        row = found[0]
        if row["flag"] == "suppressed":
            assert (cell.text, cell.value, cell.interval, cell.moved) == ("*", None, "", 0)
            suppressed += 1
            continue
        assert (cell.low, cell.high) == (float(row["ci_low"]), float(row["ci_high"]))
        assert cell.deff == (float(row["deff"]) if row["deff"] else None)
        assert (cell.mark == "small") == (row["flag"] == "small") == cell.text.startswith("(")
        limit = 1 if cell.unit == "percent" else 0.1
        change = float(row["weighted"]) - float(row["unweighted"])
        assert cell.moved == (0 if abs(change) < limit else (1 if change > 0 else -1))
        moved += cell.moved != 0
        checked += 1
    assert (checked > 900, suppressed > 50, moved > 10) == (True, True, True)


def test_the_published_view_shows_no_invented_figure():
    for table, view, row, column, cell in figures(material.report("en")):
        if view == "published" and cell.value is None and cell.unit != "text":
            assert cell.text == "\N{HORIZONTAL ELLIPSIS}", (table, row, column)
    shown = [
        row
        for table in tables(material.report("en"))
        if (table.id, table.view) == ("text_1.4-1", "published")
        for row in table.rows
    ]
    assert [row.id for row in shown] == [
        *("bad_habits", "low_education_culture", "financial_dependence")
    ]


def test_a_printed_subtotal_stands_for_parts_that_were_not_printed():
    by_id = {(t.id, t.view): t for t in tables(material.report("en"))}
    shown, whole = (by_id["figure_1.2.5", view] for view in ("published", "weighted"))
    assert [column.id for column in shown.columns] == [
        *("n", "such_families_exist", "no_such_families", "not_sure")
    ]
    assert len(whole.columns) == 7
    # here the parts were printed as often as their sum
    assert len(by_id["table_1.2.2", "published"].columns) == 10


def test_marks_are_explained_where_they_stand_and_nowhere_else():
    legends = {
        "(": "( ) \N{EN DASH}",
        "*": "* \N{EN DASH}",
        "\N{HORIZONTAL ELLIPSIS}": "\N{HORIZONTAL ELLIPSIS} \N{EN DASH}",
    }
    for table in tables(material.report("en")):
        cells = [cell for row in table.rows for cell in row.cells]
        notes = " ".join(table.notes)
        for mark, legend in legends.items():
            withheld = mark == "*" and table.view == "published"
            said = (f"( ){legend}" if withheld else legend) in notes
            occurs = any(
                cell.mark == "small" if mark == "(" else mark in cell.text for cell in cells
            )
            assert said == occurs, (table.id, table.view, mark)


def test_groups_stand_in_rows_when_they_are_many():
    by_id = {(t.id, t.view): t for t in tables(material.report("en"))}
    regions = by_id["table_1.2.2", "published"]
    assert [column.id for column in regions.columns][:2] == ["n", "very_often"]
    assert len(regions.rows) == 18
    assert regions.rows[-1].kind == "total"
    ages = by_id["figure_1.4.1", "published"]
    assert [column.label for column in ages.columns][-1] == "All respondents (n\u00a0=\u00a01,000)"
    assert [spanner.columns for spanner in ages.spanners] == [5]
    for table in by_id.values():
        assert not table.spanners or sum(s.columns for s in table.spanners) == len(table.columns)
        assert all(len(row.cells) == len(table.columns) for row in table.rows)


def test_base_lines_say_who_was_asked():
    by_id = {(t.id, t.view): t for t in tables(material.report("en"))}
    help_line = by_id["figure_1.2.4", "published"].base_line
    assert help_line.startswith("Base: 257 of 265 respondents asked.")
    assert "\u201cKnows\u201d" in help_line
    assert "999 of 1,000" in by_id["figure_1.1.1", "weighted"].base_line
    assert "2,678 answers" in by_id["text_4.1-2", "published"].base_line
    assert "809 of 1,000" in by_id["text_3.4", "published"].base_line


def test_printed_figures_that_differ_have_a_note():
    ledger = read_table(material.RESULTS / "verify/figures.csv")
    differing = ledger[ledger["verdict"] != "reproduced"]
    notes: dict[str, list[str]] = {}
    for table in tables(material.report("en")):
        notes.setdefault(table.id.partition("-")[0], []).extend(table.notes)
    assert len(differing) >= 19
    for row in differing.to_dict("records"):
        assert any(row["printed"] in note for note in notes[row["exhibit"]]), row


def test_all_missing_words_are_named_at_once():
    words = material.words()
    gone = {("answer", "police"), ("group", "akmola"), ("section", "5.1"), ("answer", "knows")}
    left = {key: word for key, word in words.entries.items() if key not in gone}
    with pytest.raises(InputError) as caught:
        build_report(material.sources(), Words(left, words.source), "kk")
    assert len(caught.value.faults) == 4
    for kind, id_ in gone:
        assert f"kind `{kind}`: no entry `{id_}`" in str(caught.value)


def test_every_word_of_the_tables_is_checked_beforehand():
    """Taking any label away that a table uses is found before anything is built."""
    words = material.words()
    needed = needed_labels(material.sources())
    entries = _Recording(words.entries)
    build_report(material.sources(), Words(entries, words.source), "kk")
    used = {key for key in entries.asked if key[0] in needed}
    # labels of administrative tables follow from their rows and are named one by one
    official = {"year", "republic", "baikonur_21c", "urban_population", "rural_population"}
    assert {(kind, id_) for kind, id_ in used if id_ not in needed[kind]} <= {
        (kind, id_) for kind in needed for id_ in official
    }


def test_a_missing_phrase_is_named():
    words = material.words()
    gone = ("phrase", "report.reading.moved")
    left = {key: word for key, word in words.entries.items() if key != gone}
    with pytest.raises(InputError, match=r"no entry `report\.reading\.moved`"):
        build_report(material.sources(), Words(left, words.source), "kk")


def test_an_exhibit_whose_place_is_unknown_is_refused():
    strange = dataclasses.replace(material.sources().exhibits[0], id="annex")
    exhibits = (strange, *material.sources().exhibits[1:])
    sources = dataclasses.replace(material.sources(), exhibits=exhibits)
    with pytest.raises(InputError, match="annex: the id names no section"):
        build_report(sources, material.words(), "en")


class _Recording(dict):
    """Words that remember which of them were asked for."""

    def __init__(self, entries):
        super().__init__(entries)
        self.asked: set[tuple[str, str]] = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)

    def get(self, key, default=None):
        if key in self:
            self.asked.add(key)
        return super().get(key, default)


@pytest.fixture(scope="module")
def field(tmp_path_factory):
    return material.field_sources(tmp_path_factory.mktemp("field"))


def test_no_phrase_is_idle(field):
    own = read_table(Path(material.own_words()[0]))
    keys = {(row["kind"], row["id"]) for row in own.to_dict("records")}
    asked: set[tuple[str, str]] = set()
    for sources, words in (
        (material.sources(), material.words()),
        (field, material.field_words()),
    ):
        entries = _Recording(words.entries)
        build_report(sources, Words(entries, words.source), "en")
        asked |= entries.asked
    idle = {key for key in keys - asked if key[0] != "heading"}
    # said only of a table that cannot be tested, or by a test that has no size
    rare = {"report.test.none", "report.sentence.differs", "report.official.half_2"}
    rare |= {"report.erratum.test", "report.effect.negligible", "report.effect.weak"}
    rare |= {"report.legend.no_figure", "report.between", "report.official.census"}
    rare |= {"report.sentence.some_of", "report.legend.moved_points", "report.title"}
    assert {key for key in idle if key[1] not in rare} == set()


def test_every_heading_is_used():
    folder = material.ROOT / "src/saualnama/report"
    sources = [*folder.rglob("*.py"), *folder.rglob("*.html")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    headings = material.report("en").headings
    idle = [name for name in headings if not re.search(rf"\b{name}\b", text)]
    assert [name for name in idle if not name.startswith("language_")] == []


def test_a_field_wave_has_no_notice_and_nothing_is_blanked(field):
    report = build_report(field, material.field_words(), "en")
    assert report.notice == ""
    assert report.title == "Survey report: wave small"
    assert not any("reconstruction" in text.lower() for _, text in texts(report))
    assert all(cell.text != "\N{HORIZONTAL ELLIPSIS}" for *_, cell in figures(report))
    assert (report.headings["as_published"], report.headings["weighted"]) == (
        *("Unweighted", "Weighted"),
    )
    assert not any("ublished" in text or "print" in text for _, text in texts(report))
    withheld = [c for *_, c in figures(report) if c.mark == "suppressed"]
    assert withheld
    assert all(cell.value is None for cell in withheld)
    published = [table for table in tables(report) if table.view == "published"]
    assert len(published) == sum(table.view == "weighted" for table in tables(report)) == 6


def test_the_same_sources_give_the_same_report():
    assert build_report(material.sources(), material.words(), "kk") == material.report("kk")
