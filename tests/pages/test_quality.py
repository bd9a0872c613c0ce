"""The quality page. Truth: the small wave's rows; an HTML parser; the other languages."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import small_wave
from saualnama.check.findings import Finding
from saualnama.check.inspection import Material, inspect
from saualnama.check.previous import Wave
from saualnama.check.telling import phrases_files
from saualnama.errors import Fault
from saualnama.language.messages import parse_messages
from saualnama.loading import load_words
from saualnama.pages.quality import Quality, quality_page
from saualnama.pages.shell import phrases_file
from saualnama.survey.wave import Survey

TARGETS = pd.DataFrame(
    {"region": ["north", "south", "east"], "population": ["500", "300", "200"]}, dtype="str"
)
VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """Rows of tables by language; refuses tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.language = ""
        self.rows: dict[str, list[list[str]]] = {}
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag == "main":
            self.language = str(dict(attrs)["lang"])
            self.rows[self.language] = []
        if tag == "tr":
            self.rows[self.language].append([])
        if tag in ("td", "th"):
            self.rows[self.language][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "tr" in self.open and {"td", "th"} & set(self.open):
            self.rows[self.language][-1][-1] += data


def page_of(material: Material, extra: tuple[Finding, ...] = ()) -> str:
    own, catalogue = map(Path, phrases_files())
    words = load_words(own, *(Path(phrases_file(name)) for name in ("quality", "shell")))
    findings = [*extra, *inspect(material)]
    return quality_page(Quality(material, findings), words, parse_messages(load_words(catalogue)))


@pytest.fixture(scope="module")
def shown(small_survey: Survey) -> str:
    wave = Wave(small_survey.questionnaire, None, small_survey)
    return page_of(Material(wave, small_wave.frame(), TARGETS))


def test_missing_answers_are_those_of_the_rows(shown: str) -> None:
    rows = {row[0]: row[1:] for row in Page(shown).rows["en"]}
    q1 = [row["Q1"] for row in small_wave.rows()]
    assert rows["change change"] == [
        "30",
        str(sum(code not in (99, None) for code in q1)),
        str(q1.count(99)),
        str(q1.count(None)),
        f"{100 * sum(code in (99, None) for code in q1) / 30:.1f}",
        str(q1.count(98)),
        f"{100 * q1.count(98) / 30:.1f}",
    ]


def test_gaps_stand_in_their_region(shown: str) -> None:
    table = Page(shown).rows["en"]
    head = next(row for row in table if row[1:] == ["north", "south", "east"])
    gaps = next(row for row in table if row[0] == "change" and len(row) == len(head))
    for at, cell in enumerate(gaps[1:], start=1):
        own = [row["Q1"] for row in small_wave.rows() if row["REGION"] == at]
        missing = sum(code in (99, None) for code in own)
        assert cell == (f"{100 * missing / len(own):.1f}" if missing else "")


def test_quotas_and_what_was_reached(shown: str) -> None:
    assert ["north", "15.0", "10", "−5.0", "67"] in Page(shown).rows["en"]
    assert ["north", "15,0", "10", "−5,0", "67"] in Page(shown).rows["kk"]


def test_interviews_are_all_counted(shown: str) -> None:
    rows = Page(shown).rows["ru"]
    start = next(at for at, row in enumerate(rows) if row[0] == "Вопросов, %")
    assert sum(int(row[1]) for row in rows[start + 1 :]) == 30


def test_languages_hold_the_same_rows(shown: str) -> None:
    rows = Page(shown).rows
    assert [list(map(len, rows[language])) for language in ("kk", "ru")] == [
        list(map(len, rows["en"]))
    ] * 2
    assert "reconstruction" not in re.sub(r"<style>.*?</style>", "", shown, flags=re.S)


def test_what_the_file_says_cannot_become_markup(small_survey: Survey) -> None:
    fault = Fault("x", "<b>a.csv</b>", "found `<script>` in it", "", "odd ` tick <i>")
    shown = page_of(Material(Wave(small_survey.questionnaire)), (Finding("error", "data", fault),))
    assert "&lt;b&gt;a.csv&lt;/b&gt;" in shown
    assert "found <code>&lt;script&gt;</code> in it" in shown
    assert "<i>" not in shown


def test_a_wave_that_cannot_be_read_still_has_its_list(small_survey: Survey) -> None:
    fault = Fault("unknown-code", "a.csv, row 3, column Q1", "unknown code 7", "1, 2")
    shown = page_of(Material(Wave(small_survey.questionnaire)), (Finding("error", "data", fault),))
    rows = Page(shown).rows
    assert len(rows["en"]) == 2
    assert rows["ru"][1][1].startswith("a.csv, строка 3, столбец Q1")


def test_nothing_found_is_said(small_survey: Survey) -> None:
    shown = page_of(Material(Wave(small_survey.questionnaire)))
    assert shown.count("<table") == 0
    assert "Nothing was found that needs saying." in shown


def test_the_page_asks_the_network_for_nothing(shown: str) -> None:
    assert re.findall(r"(?:src|href)=\"(?!#)[^\"]*\"|url\(|@import", shown) == []
    shown_once_more = shown.count("<main")
    assert shown_once_more == 3
