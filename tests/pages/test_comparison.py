"""The page of two waves. Truth: numbers of the tables, rounded by hand; a parser of HTML."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, Words, merge_words, parse_words
from saualnama.pages.comparison import ComparisonTables, comparison_page
from saualnama.pages.shell import phrases_file
from saualnama.tabulate.tidy import SmallBases

ROOT = Path(__file__).parents[2]

LABELS = [
    ("question", "knows", "Біле ме", "Знает ли", "Knows"),
    ("question", "trust", "Сенім", "Доверие", "Trust <b>"),
    ("question", "why", "Неге", "Почему", "Why"),
    ("answer", "yes", "Иә", "Да", "Yes"),
    ("answer", "no", "Жоқ", "Нет", "No"),
    ("group", "north", "Солтүстік", "Север", "North"),
    ("group", "south", "Оңтүстік", "Юг", "South"),
    ("breakdown", "region", "Өңір", "Регион", "Region"),
    ("breakdown", "age", "Жас", "Возраст", "Age"),
]


def change(**cells: str) -> dict[str, str]:
    row = {
        "question": "knows",
        "answer": "yes",
        "breakdown": "total",
        "later_breakdown": "total",
        "group": "all",
        "statistic": "pct",
        "earlier_n": "1000",
        "later_n": "990",
        "earlier": "26.45",
        "earlier_ci_low": "23.8",
        "earlier_ci_high": "29.3",
        "later": "42.95",
        "later_ci_low": "39.9",
        "later_ci_high": "46.1",
        "change": "16.5",
        "ci_low": "12.35",
        "ci_high": "20.65",
        "p": "0.0000001",
        "p_holm": "0.0004",
        "p_bh": "0.03",
        "flag": "",
    }
    return row | cells


CHANGES = [
    change(),
    change(answer="no", change="-16.5", ci_low="-20.65", ci_high="-12.35", p_bh="0.2"),
    change(breakdown="region", later_breakdown="region_now", group="north", flag="small"),
    change(breakdown="region", later_breakdown="region_now", group="south", flag="suppressed"),
    change(
        question="trust",
        answer="mean_score",
        statistic="mean",
        earlier="2.345",
        earlier_ci_low="",
        earlier_ci_high="",
        later="2.355",
        later_ci_low="",
        later_ci_high="",
        change="0.01",
        ci_low="",
        ci_high="",
        p="",
        p_holm="",
        p_bh="",
    ),
]
TESTS = [
    {
        "question": "knows",
        "answer": "",
        "statistic": "59.48",
        "p": "1e-14",
        "p_holm": "1e-13",
        "effect": "0.1726",
    },
    {"question": "trust", "answer": "", "statistic": "", "p": "", "p_holm": "", "effect": ""},
]
FINDINGS = [
    ("question", "knows", "with caution", "answers_differ", "no", "yes"),
    ("question", "trust", "compared", "", "", ""),
    ("question", "why", "not compared", "base_differs", "knows: yes", ""),
    ("breakdown", "region", "compared", "merged", "region", "region_now"),
    ("breakdown", "age", "not compared", "bands_differ", "", ""),
]


def tables(observed: bool = True) -> ComparisonTables:
    origins = ("field", "field") if observed else ("reconstruction", "field")
    family = {
        "tests": 4,
        "below_5_percent": 3,
        "below_5_percent_holm": 2,
        "below_5_percent_bh": 1,
    }
    return ComparisonTables(
        pd.DataFrame(CHANGES),
        pd.DataFrame(TESTS),
        pd.DataFrame(FINDINGS, columns=["kind", "id", "verdict", "reason", "earlier", "later"]),
        {
            "waves": [
                {"wave": wave, "origin": origin, "respondents": 1000, "variance": "raked"}
                for wave, origin in zip(("2021", "2023"), origins, strict=True)
            ],
            "observed": observed,
            "questions": {"compared": 1, "with caution": 1, "not compared": 1},
            "breakdowns": [{"breakdown": name, **family} for name in ("total", "region")],
        },
    )


def words() -> Words:
    own = parse_words(pd.DataFrame(LABELS, columns=["kind", "id", *LANGUAGES]), "labels.csv")
    files = [Path(phrases_file(name)) for name in ("comparison", "shell")]
    return merge_words(own, *(parse_words(read_table(file), file.name) for file in files))


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
