"""The page of two waves. Truth: numbers of the tables, rounded by hand; a parser of HTML."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from comparison_tables import tables, words
from saualnama.errors import InputError
from saualnama.language import LANGUAGES, Words
from saualnama.pages.comparison import comparison_page
from saualnama.tabulate.tidy import SmallBases

ROOT = Path(__file__).parents[2]


def page(observed: bool = True) -> str:
    return comparison_page(tables(observed), words(), SmallBases())


def body(text: str, language: str) -> str:
    return text.split(f'data-body="{language}"')[1].split("</main>", maxsplit=1)[0]


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_numbers_as_each_language_writes_them() -> None:
    made = page()
    said = {language: plain(body(made, language)) for language in LANGUAGES}
    assert "Yes 26.5 43.0 +16.5 ● +12.4 … +20.7 < 0.001 < 0.001 0.030" in said["en"]
    assert "Да 26,5 43,0 +16,5 ● +12,4 … +20,7 < 0,001 < 0,001 0,030" in said["ru"]
    assert "Иә 26,5 43,0 +16,5 ● +12,4 … +20,7 < 0,001 < 0,001 0,030" in said["kk"]
    # significant only before the adjustment: no mark
    assert "No 26.5 43.0 −16.5 −20.7 … −12.4" in said["en"]
    assert "All respondents 2.35 2.36 +0.01 – – –" in said["en"]


def test_small_bases_are_bracketed_and_suppressed_ones_not_shown() -> None:
    groups = body(page(), "en").split("<details>")[1].split("</details>")[0]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", groups)
    assert cells == ["(+16.5) ●", "*"]


def test_what_is_not_compared_is_named_with_its_reason() -> None:
    said = plain(body(page(), "en"))
    assert "Why – not compared. Other people were asked. In the earlier wave: knows: yes." in said
    assert "Age – not compared. The bands have other ends." in said
    assert "with caution: There are other answers" in said
    assert "In the earlier wave: No. In the later wave: Yes." in said
    assert "Region: the groups of wave 2023 are merged into those of wave 2021." in said


def test_conclusions_are_drawn_from_answers_of_people_only() -> None:
    drawn = "Changed among all respondents (after Benjamini-Hochberg): Knows Yes: 26.5 → 43.0"
    assert drawn in plain(body(page(), "en"))
    invented = plain(body(page(observed=False), "en"))
    assert "Changed among" not in invented
    assert "some of its records are nobody's answers (2021)" in invented


class Checked(HTMLParser):
    """Collects what must not be in a page that works from a file, and unclosed tables."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        self.links += [found[name] for name in ("src", "href") if name in found]
        self.ids += [found["id"]] if "id" in found else []
        if tag in {"table", "tr", "details", "ul", "svg", "main", "div"}:
            self.open.append(tag)

    def handle_endtag(self, tag) -> None:
        if tag in {"table", "tr", "details", "ul", "svg", "main", "div"}:
            assert self.open.pop() == tag


def test_one_whole_file_that_asks_the_network_for_nothing() -> None:
    made = page()
    checked = Checked()
    checked.feed(made)
    assert checked.links == []
    assert checked.open == []
    assert len(set(checked.ids)) == len(checked.ids)
    assert "Trust &lt;b&gt;" in made
    assert made == page()


def test_pictures_stand_where_the_numbers_are() -> None:
    first = body(page(), "en").split("<svg")[1]
    later = re.search(r'<circle cx="([0-9.]+)" cy="17"', first)
    assert later is not None
    # axis 0 to 50 over 244 units behind a margin of 8
    assert float(later[1]) == pytest.approx(8 + 42.95 / 50 * 244, abs=0.06)


def test_a_missing_word_is_named() -> None:
    entries = {key: word for key, word in words().entries.items() if key != ("group", "south")}
    with pytest.raises(InputError, match="south"):
        comparison_page(tables(), Words(entries, "labels.csv"), SmallBases())


def test_every_reason_has_its_words() -> None:
    source = "".join(
        (ROOT / f"src/saualnama/compare/{name}.py").read_text(encoding="utf-8")
        for name in ("comparability", "comparison")
    )
    kinds = r"only_\w+|\w+_differs?|\w+_reordered|\w+_reversed|\w+_reworded|\w+_otherwise"
    reasons = set(re.findall(rf'"({kinds}|no_common_answers|nobody_answered)"', source))
    assert len(reasons) >= 16
    known = {id_ for kind, id_ in words().entries if kind == "phrase"}
    assert {f"comparison.reason.{reason}" for reason in reasons} <= known
