"""The verification page: rows against the files it shows, languages against each other."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES

ROOT = Path(__file__).parents[2]
VERIFY = ROOT / "results/2021/verify"
WORDS = ROOT / "src/saualnama/pages/phrases"
TEMPLATES = ROOT / "src/saualnama/pages/templates"


class Reader(HTMLParser):
    """Rows of cells by language and class of table, ids, links and outside addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.language = ""
        self.table = ""
        self.rows: dict[tuple[str, str], list[list[str]]] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.badges: dict[tuple[str, str], list[str]] = {}
        self.body = False
        self.cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "main":
            self.language = given["lang"]
        if tag == "table":
            self.table = given["class"].split()[0]
        if tag == "tbody":
            self.body = True
        if tag == "tr" and self.body:
            self.rows.setdefault((self.language, self.table), []).append([])
        if tag in ("td", "th") and self.body:
            self.rows[self.language, self.table][-1].append("")
            self.cell = True
        if tag == "span" and given.get("class", "").startswith("badge "):
            self.badges.setdefault((self.language, self.table), []).append(given["class"][6:])
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        self.outside += [
            value for name, value in given.items() if name in ("src", "srcset", "action", "data")
        ]
        if tag == "link":
            self.outside.append(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self.body = False
        if tag in ("td", "th"):
            self.cell = False

    def handle_data(self, data: str) -> None:
        if self.cell:
            self.rows[self.language, self.table][-1][-1] += data


@pytest.fixture(scope="module")
def text() -> str:
    return (VERIFY / "verification.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    return reader


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_erratum_and_claim_has_its_row(page: Reader, language: str) -> None:
    assert len(page.rows[language, "ledger"]) == len(read_table(VERIFY / "figures.csv")) == 898
    assert len(page.rows[language, "errata"]) == len(read_table(VERIFY / "errata.csv")) == 103
    assert len(page.rows[language, "claims"]) == len(read_table(VERIFY / "claims.csv")) == 85


def test_rows_say_what_the_files_say(page: Reader) -> None:
    for row, figure in zip(
        page.rows["en", "ledger"],
        read_table(VERIFY / "figures.csv").to_dict("records"),
        strict=True,
    ):
        assert row[0] == figure["exhibit"]
        assert row[4] == figure["printed"]
        if figure["ours"]:
            assert float(row[5].replace(",", "")) == pytest.approx(
                float(figure["ours"]), abs=0.5 * 10.0 ** -len(row[5].partition(".")[2]) + 1e-9
            )
    claims = read_table(VERIFY / "claims.csv")
    verdicts = [verdict.replace("_", " ") for verdict in page.badges["en", "claims"]]
    told = claims["verdict"].str.replace("cannot be tested with these data", "untestable")
    assert verdicts == list(told)
    found = [badge == "audit" for badge in page.badges["en", "errata"]]
    assert found == list(read_table(VERIFY / "errata.csv")["found"] == "found by the audit")


def digits(cell: str) -> str:
    """Digits of a cell in order of size, whatever separates them and however it is said."""
    return "".join(sorted(re.sub(r"[^0-9]", "", cell)))


@pytest.mark.parametrize("table", ["ledger", "errata", "claims"])
def test_languages_carry_the_same_numbers(page: Reader, table: str) -> None:
    columns = {"ledger": (4, 5, 6), "errata": (3, 4), "claims": (0, 3)}[table]
    for rows in zip(*(page.rows[language, table] for language in LANGUAGES), strict=True):
        for column in columns:
            assert len({digits(row[column]) for row in rows}) == 1, [row[column] for row in rows]


def test_verdicts_are_the_same_in_every_language(page: Reader) -> None:
    for table in ("ledger", "errata", "claims"):
        assert len({tuple(page.badges[language, table]) for language in LANGUAGES}) == 1


def test_nothing_is_fetched_and_links_lead_somewhere(page: Reader, text: str) -> None:
    assert page.outside == []
    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    others = {link for link in page.links if not link.startswith("#")}
    assert others
    known = {path.stem for path in (ROOT / "results/2021/tables").glob("*.csv")}
    known |= {stem.removeprefix("official_") for stem in known}
    for link in others:
        found = re.fullmatch(r"\.\./report/report\.(kk|ru|en)\.html#(.+)", link)
        assert found, link
        assert found[2] in known, link


def test_the_report_has_the_anchors(page: Reader) -> None:
    for language in LANGUAGES:
        path = ROOT / f"results/2021/report/report.{language}.html"
        if not path.is_file():
            pytest.skip("the report is made by snakemake")
        anchors = set(re.findall(r'id="([^"]+)"', path.read_text(encoding="utf-8")))
        start = f"../report/report.{language}.html#"
        wanted = {link.removeprefix(start) for link in page.links if link.startswith(start)}
        assert wanted <= anchors


def test_works_without_a_script(text: str) -> None:
    """Rows are in the document; the filter appears only when its script runs."""
    assert text.count('<form class="filter"') == text.count("hidden>\n<label>") == 3
    assert " hidden" not in "".join(re.findall(r"<tr[^>]*>", text))


def test_items_read_by_a_person_have_words_that_match_the_list() -> None:
    words = {
        row["id"]: row
        for row in read_table(ROOT / "data/published/statements.csv").to_dict("records")
        if row["kind"] == "erratum"
    }
    errata = read_table(ROOT / "data/published/errata.csv")
    read = errata[errata["provable_from_csv"] == "no"]
    ids = [
        "/".join(row) for row in read[["exhibit", "group", "answer", "kind", "printed"]].to_numpy()
    ]
    assert set(ids) == set(words)
    assert [words[id_]["en"] for id_ in ids] == list(read["why"])


def test_claims_have_words_that_match_the_list() -> None:
    statements = read_table(ROOT / "data/published/statements.csv")
    told = statements[statements["kind"] == "claim"]
    claims = read_table(ROOT / "data/published/claims.csv")
    assert list(told["id"]) == list(claims["id"])
    assert list(told["en"]) == list(claims["claim_en"])


def test_statements_keep_their_numbers_in_every_language() -> None:
    for row in read_table(ROOT / "data/published/statements.csv").to_dict("records"):
        kazakh, russian = (
            {number.replace(",", ".") for number in re.findall(r"[0-9]+,[0-9]+", row[language])}
            for language in ("kk", "ru")
        )
        assert kazakh == russian, row["id"]


def test_every_phrase_is_used() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in [
            *(ROOT / "src/saualnama/verify").glob("*.py"),
            *TEMPLATES.glob("verification.*"),
            ROOT / "src/saualnama/cli/audit.py",
            ROOT / "data/published/errata.csv",
        ]
    )
    for file in ("audit.csv", "verification.csv"):
        with (WORDS / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                last = row["id"].rpartition(".")[2]
                assert re.search(rf"\b{re.escape(last)}\b", sources), row["id"]


def test_words_of_the_list_do_not_stay_english(page: Reader) -> None:
    for language in ("kk", "ru"):
        for row in page.rows[language, "errata"]:
            assert not re.search(r"[a-z]{3}", row[3] + row[4]), row
