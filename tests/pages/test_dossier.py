"""The weighting dossier. Truth: the same numbers in three languages, the csv files beside it, and
the page taken apart by an HTML parser.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, Words, format_value
from saualnama.tabulate.weight_audit import Scrutiny

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "results/2021/weights"
VOID = {"meta", "link", "img", "br", "input", "hr"}


class Page(HTMLParser):
    """Texts of the cells of each language, all ids and all attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.language = ""
        self.open: list[str] = []
        self.cells: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        self.headings: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        self.pictures: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        self.attributes: list[tuple[str, str, str]] = []
        self.tables: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag == "main":
            self.language = dict(attrs)["lang"]
        if tag in ("td", "dd"):
            self.cells[self.language].append("")
        if tag == "h2":
            self.headings[self.language].append("")
        if tag == "table":
            self.tables[self.language] += 1
        if tag not in VOID and (tag, "/") not in attrs:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data):
        if not self.language:
            return
        if "text" in self.open and "svg" in self.open:
            self.pictures[self.language].append(data)
        elif {"td", "dd"} & set(self.open):
            self.cells[self.language][-1] += data
        elif "h2" in self.open:
            self.headings[self.language][-1] += data


def numbers(texts: list[str], language: str) -> list[str]:
    """Numbers with a point and without separators of thousands."""
    found = []
    for text in texts:
        if language == "en":
            plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
        else:
            plain = text.replace("\N{NARROW NO-BREAK SPACE}", "").replace(",", ".")
        found += re.findall(r"(?:[+−]|± )?\d+(?:\.\d+)?", plain)
    return found


@pytest.fixture(scope="module")
def html(dossier_2021) -> str:
    return dossier_2021.page()


@pytest.fixture(scope="module")
def page(html) -> Page:
    return Page(html)


def test_three_languages_carry_the_same_numbers(page):
    expected = numbers(page.cells["en"], "en")
    assert len(expected) > 1500
    for language in ("kk", "ru"):
        assert numbers(page.cells[language], language) == expected


def test_sections_are_numbered_and_listed(page, html):
    for language in LANGUAGES:
        heads = [heading.strip() for heading in page.headings[language]]
        assert [int(head.split(".")[0]) for head in heads] == list(range(1, 15))
        contents = re.findall(rf'href="#{language}-([a-z]+)"', html)
        assert len(contents) == 14
        assert all(f'<h2 id="{language}-{id_}">' in html for id_ in contents)


def test_every_table_has_a_numbered_caption(page, html):
    assert page.tables["kk"] == page.tables["ru"] == page.tables["en"] == 19
    captions = re.findall(r"<caption>Table (\d+)\. [^<]+<code>([a-z_]+\.csv)</code>", html)
    assert [int(number) for number, _ in captions] == list(range(1, 20))
    missing = {file for _, file in captions if not (RESULTS / file).exists()}
    assert missing == set()


def test_no_request_leaves_the_page(html, page):
    allowed = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert set(re.findall(r"(?:https?:)?//[^\s\"'<)]+", html)) <= allowed
    assert not re.search(r"@import|@font-face|url\((?!#)", html)
    for tag, name, value in page.attributes:
        assert tag not in ("link", "img", "iframe", "object"), tag
        if name in ("src", "href", "xlink:href"):
            assert value.startswith("#"), value


def test_ids_are_unique_and_every_reference_has_one(page):
    ids = Counter(value for _, name, value in page.attributes if name == "id")
    assert [id_ for id_, times in ids.items() if times > 1] == []
    wanted = {v[1:] for _, n, v in page.attributes if n in ("href", "xlink:href")}
    wanted |= {id_ for _, _, v in page.attributes for id_ in re.findall(r"url\(#([^)]+)\)", v)}
    assert wanted <= set(ids)


def test_pictures_hold_letters_of_their_language(page, html):
    assert html.count("<svg") == 6
    kazakh, russian, english = (" ".join(page.pictures[language]) for language in LANGUAGES)
    assert set("әғқңөұүһі") <= set(kazakh.lower()) | set("һ")
    assert "Маңғыстау облысы" in kazakh
    assert "Мангистауская область" in russian
    assert "Mangystau region" in english
    assert numbers([kazakh], "kk") == numbers([english], "en")


def test_the_page_shows_what_the_files_hold(page, dossier_2021):
    cells = set(page.cells["ru"])
    for row in read_table(RESULTS / "factors.csv").itertuples():
        assert format_value(float(row.factor), 5, "ru") in cells
    for row in read_table(RESULTS / "margins.csv").itertuples():
        assert format_value(100 * float(row.weighted_share), 2, "ru") in cells
    for row in read_table(RESULTS / "design_effects.csv").itertuples():
        assert format_value(float(row.kish_deff), 4, "ru") in cells
    for row in read_table(RESULTS / "trace.csv").itertuples():
        assert format_value(100 * float(row.miss), 8, "ru") in cells


def test_a_reader_multiplies_three_numbers_and_has_the_weight(html):
    (box,) = re.findall(
        r'<p class="product">(.*?)</p>', html.split('<main class="dossier" lang="en"')[1]
    )
    base, region, sex_age, weight = map(float, re.findall(r"<span>([\d.]+)<small>", box))
    assert base == 1
    assert base * region * sex_age == pytest.approx(weight, abs=1e-5)
    stored = read_table(RESULTS / "weights.csv")["weight"].astype(float)
    assert ((stored - weight).abs() < 1e-5).sum() >= 5


def test_the_spread_of_fewer_than_five_weights_is_not_shown(html, dossier_2021):
    thin = dossier_2021.audit().margins.query("sample_n < 5")
    assert len(thin)
    english = html.split('<main class="dossier" lang="en"')[1]
    assert english.count('<td class="n">–</td>' * 6) == len(thin)


def test_the_order_of_the_records_leaves_no_trace(html, dossier_2021):
    survey = dossier_2021.survey
    turned = replace(survey, frame=survey.frame.iloc[::-1].reset_index(drop=True))
    assert replace(dossier_2021, survey=turned).page() == html


def test_a_reconstruction_says_so_three_times_a_language(html, small_dossier):
    for said in ("реконструкция болғандықтан", "реконструкция, и взвешенные", "reconstruction and"):
        assert said in html
    small = small_dossier.page()
    assert "реконструкция" not in small
    assert "reconstruction" not in re.sub(r"\.reconstruction", "", small)


# Recipes that together say everything that the dossier can say.
VARIANTS = [
    {},
    {"margins": [["region"], ["sex", "age_group"]], "cap": 1.6, "warn_below": 30},
    {"calibrator": "linear"},
    {"calibrator": "logit", "bounds": [0.5, 2.0], "variance": "fixed"},
    {"calibrator": "poststratification", "margins": [["sex", "age_group"]]},
    {"scale": "population", "rescale_targets": True},
    {
        "margins": [["sex", "age_group"]],
        "collapse": [
            {
                "margin": ["sex", "age_group"],
                "variable": "age_group",
                "categories": ["30_59", "60_plus"],
            }
        ],
        "replicates": {"method": "jackknife"},
    },
    {"replicates": {"method": "bootstrap", "replicates": 3}},
    {"replicates": {"method": "delete_a_group", "replicates": 3}},
]


@pytest.mark.parametrize("changes", VARIANTS, ids=str)
def test_every_recipe_has_a_whole_page(small_dossier, changes):
    page = Page(small_dossier.page(**changes))
    assert page.open == []
    expected = numbers(page.cells["en"], "en")
    assert len(expected) > 100
    assert numbers(page.cells["kk"], "kk") == numbers(page.cells["ru"], "ru") == expected


def test_every_phrase_is_used_and_every_used_phrase_exists(
    small_dossier, dossier_2021, monkeypatch
):
    used: set[str] = set()
    of = Words.of

    def recording(self, kind, id_, language):
        if kind == "phrase":
            used.add(id_)
        return of(self, kind, id_, language)

    monkeypatch.setattr(Words, "of", recording)
    for changes in VARIANTS:
        small_dossier.page(**changes)
    dossier_2021.page()
    bare = replace(small_dossier, scrutiny=Scrutiny((), (), {}))
    bare.page()
    unstated = Scrutiny((), small_dossier.scrutiny.headlines, {})
    replace(small_dossier, scrutiny=unstated).page(calibrator="linear", bounds=[0.0, 3.0])
    only = small_dossier.targets
    alone = replace(only, margins=tuple(t for t in only.margins if t.variables == ("region",)))
    replace(bare, targets=alone).page(margins=[["region"]])
    survey = small_dossier.survey
    few = survey.frame.assign(region=survey.frame["region"].where(survey.frame.index > 1, "north"))
    replace(bare, survey=replace(survey, frame=few)).page()
    phrases = set(read_table(ROOT / "src/saualnama/pages/phrases/dossier.csv")["id"])
    # neither weights of zero nor targets that leave people out come from these samples
    rare = {"regression.none", "dossier.no_target"}
    assert phrases - used == rare


def test_a_label_is_text_whatever_it_holds(small_dossier):
    entries = dict(small_dossier.words.entries)
    tricky = dict.fromkeys(LANGUAGES, 'A & <b>"B"</b> $x_1$')
    entries["group", "north"] = tricky
    html = replace(small_dossier, words=replace(small_dossier.words, entries=entries)).page()
    assert "<b>&#34;B" not in html
    assert '<b>"B' not in html
    texts = Page(html).pictures["en"]
    assert tricky["en"] in texts


def test_a_missing_word_is_named(small_dossier):
    entries = {k: v for k, v in small_dossier.words.entries.items() if k != ("group", "north")}
    broken = replace(small_dossier, words=replace(small_dossier.words, entries=entries))
    with pytest.raises(InputError, match="no entry `north`"):
        broken.page()


def test_the_labels_of_2021_name_all_that_the_wave_has(dossier_2021):
    questionnaire = dossier_2021.survey.questionnaire
    exhibits = read_yaml(ROOT / "data/waves/2021/exhibits.yaml")["exhibits"]
    wanted = {
        "breakdown": {"total", *questionnaire.demographic},
        "group": {"all"}.union(*(d.groups for d in questionnaire.demographics)),
        "question": set(questionnaire.question),
        "answer": set().union(
            *(
                {*q.answer_ids, *(i.id for i in q.items), *(s.id for s in q.subtotals)}
                for q in questionnaire.questions
            )
        ),
        "exhibit": {exhibit["id"] for exhibit in exhibits},
    }
    assert dossier_2021.words.lacking(wanted) == []
