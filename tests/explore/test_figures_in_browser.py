"""Figures on the page. Truth: the tidy files, written as the report writes numbers."""

from __future__ import annotations

import csv
import io
import re
import struct
from itertools import product

import invented_wave
import pytest
from browsing import address, choice, watched

from saualnama.language import format_value
from saualnama.language.numbers import MINUS
from saualnama.tabulate.lines import lines_of

STATISTIC = {"answer": "pct", "subtotal": "subtotal_pct", "mean": "mean", "item": "mean"}
SIDES = {
    "off": ("unweighted", "unweighted_ci_low", "unweighted_ci_high"),
    "on": ("weighted", "ci_low", "ci_high"),
}
ABSENT = {"few": "*", "withheld": "†", "nobody": "–"}


class Tidy:
    """Rows of a wave's files by what they speak of."""

    def __init__(self, wave):
        self.wave, self.questionnaire = wave, wave.sources.questionnaire
        self.small = wave.sources.small
        keys = ("question", "breakdown", "group", "answer", "statistic")
        self.rows = {
            tuple(row[key] for key in keys): row for row in wave.sources.crosses.to_dict("records")
        }
        self.differences = {
            (*(row[key] for key in keys), row["other"]): row
            for row in wave.sources.differences.to_dict("records")
        }

    def test(self, question, item, breakdown, weights):
        """The row of the test of an item."""
        table = self.wave.sources.tests
        table = table[table["weighting"] == ("weighted" if weights == "on" else "unweighted")]
        mine = table[(table["question"] == question.id) & (table["answer"] == item)]
        return mine[mine["breakdown"] == breakdown].iloc[0]

    @property
    def views(self):
        return product(self.questionnaire.questions, self.wave.sources.breakdowns)

    def row(self, question, breakdown, group, line):
        """The row of a line in a group; everybody's is in the breakdown `total`."""
        by = "total" if group == "all" else breakdown
        return self.rows.get((question.id, by, group, line.id, STATISTIC[line.role]))

    def hidden(self, row):
        return row is None or row["base_flag"] or row["flag"] in ("suppressed", "complementary")

    def text(self, row, name, digits, language):
        """A number as it is shown, in brackets on a small base."""
        text = format_value(float(row[name]), digits, language)
        small = name in ("count", "unweighted", "weighted")
        return f"({text})" if small and int(row["base_n"]) < self.small.flag_below else text


def p_text(text, language):
    """A p-value in a table: three decimals, or beyond which of them it lies."""
    if not text:
        return "–"
    p = float(text)
    if p < 0.001:
        return f"< {format_value(0.001, 3, language)}"
    return format_value(p, 3, language) if p < 0.9995 else f"> {format_value(0.999, 3, language)}"


def lines_shown(question, show):
    return [
        line for line in lines_of(question) if (line.role in ("mean", "item")) == (show == "mean")
    ]


@pytest.fixture(scope="module", params=["2021", "invented"])
def tidy(request):
    return Tidy(request.getfixturevalue("wave_2021" if request.param == "2021" else "invented"))


@pytest.fixture(scope="module")
def site(tidy, request):
    wave = tidy.questionnaire.wave
    return request.getfixturevalue("site_invented" if wave == "invented" else "site_2021")


STATES = [("en", "off", "percent"), ("ru", "on", "percent"), ("kk", "off", "count")]


def test_every_question_by_every_breakdown(browser, site, tidy):
    """Opened once each, in one of three ways; every number is that of the tidy file."""
    wanted = []
    for at, (question, breakdown) in enumerate(tidy.views):
        language, weights, show = STATES[at % len(STATES)]
        show = show if lines_shown(question, show) else "mean"
        lines = lines_shown(question, show)
        parts = {"question": question.id, "by": breakdown, "answer": lines[at % len(lines)].id}
        place = address(**parts, weights=weights, show=show, lang=language)
        wanted.append(((question, breakdown), (language, weights, show), place))
    with watched(browser, site) as opened:
        opened.open()
        views = opened.views([place for *_, place in wanted])
    seen = 0
    for (cross, state, _), view in zip(wanted, views, strict=True):
        assert view["problem"] == ""
        assert view["title"] == tidy.wave.words.of("question", cross[0].id, state[0])
        assert view["notice"] == (tidy.questionnaire.origin == "reconstruction")
        assert all(view["pictures"])
        assert bool(view["pictures"]) != bool(view["empty"])
        seen += check_numbers(tidy, cross, state, view)
    assert seen > 300


def check_numbers(tidy, cross, state, view) -> int:
    """Compare the numbers of a view with their rows; how many there are."""
    (question, breakdown), (language, weights, show) = cross, state
    lines = {line.id: line for line in lines_shown(question, show)}
    value, low, high = SIDES[weights]
    names = {"value": "count" if show == "count" else value, "low": low, "high": high}
    digits = {"percent": 1, "count": 0, "mean": 2}[show]
    groups = tidy.wave.sources.breakdowns[breakdown]
    if not any((question.id, breakdown) == key[:2] for key in tidy.rows):
        assert view["texts"] == []
        assert view["empty"]
        return 0
    cells = {(group, line) for line, group, part, _ in view["texts"] if part == "value"}
    assert {group for group, _ in cells} - {"all"} == set(groups) - {"all"}
    seen = 0
    for line, group, part, text in view["texts"]:
        if group == "test":
            test = tidy.test(question, line, breakdown, weights)
            assert text == p_text(test["p_holm"], language)
            continue
        row = tidy.row(question, breakdown, group, lines[line])
        if part == "base":
            assert text == "†" or text == format_value(float(row["base_n"]), 0, language)
            assert (text == "†") >= bool(row and row["base_flag"])
        elif tidy.hidden(row):
            assert part == "value"
            assert text in ABSENT.values()
        else:
            seen += 1
            assert text == tidy.text(row, names[part], digits, language), (question.id, line, group)
            ends = [choice(view, line, group, end) for end in ("low", "high")]
            empty = show == "count" or not row[low]
            assert [end is None for end in ends] == [empty, empty]
    return seen


def test_weighted_counts_and_means(browser, site_2021, wave_2021):
    tidy = Tidy(wave_2021)
    question = tidy.questionnaire.question["special_services_quality"]
    parts = {"question": question.id, "by": "sex", "lang": "ru"}
    with watched(browser, site_2021) as opened:
        opened.open()
        counts, means = opened.views(
            [
                address(**parts, weights="on", show="count"),
                address(**parts, weights="off", show="mean"),
            ]
        )
    for group in ("male", "female"):
        row = tidy.rows[question.id, "sex", group, "score_5", "pct"]
        count = float(row["base_weighted"]) * float(row["weighted"]) / 100
        assert choice(counts, "score_5", group, "value") == format_value(count, 1, "ru")
        row = tidy.rows[question.id, "sex", group, "mean_score", "mean"]
        assert choice(means, "mean_score", group, "value") == format_value(
            float(row["unweighted"]), 2, "ru"
        )


@pytest.mark.parametrize(("weights", "language"), [("on", "kk"), ("off", "en")])
def test_two_groups_and_their_difference(browser, site_2021, wave_2021, weights, language):
    tidy, seen = Tidy(wave_2021), 0
    before = "" if weights == "on" else "unweighted_"
    value = SIDES[weights][0]
    wanted = [
        (question, by, pair)
        for question, by, pair in (
            ("dv_causes", "sex", ("male", "female")),
            ("quarrel_frequency", "region", ("aktobe", "shymkent")),
            ("agency_awareness", "settlement", ("urban", "rural")),
        )
    ]
    with watched(browser, site_2021) as opened:
        opened.open()
        views = opened.views(
            [
                address(question=q, by=by, weights=weights, compare="~".join(pair), lang=language)
                for q, by, pair in wanted
            ]
        )
    for (id_, by, pair), view in zip(wanted, views, strict=True):
        question = tidy.questionnaire.question[id_]
        show = "mean" if question.items else "percent"
        digits = 2 if question.items else 1
        for line in lines_shown(question, show):
            for group in pair:
                row = tidy.row(question, by, group, line)
                shown = choice(view, line.id, group, "value")
                assert shown == tidy.text(row, value, digits, language)
            row = tidy.differences[id_, by, pair[0], line.id, STATISTIC[line.role], pair[1]]
            number = format_value(float(row[f"{before}difference"]), digits, language)
            plus = number.strip("0.,") and not number.startswith(MINUS)
            found = choice(view, line.id, "difference", "difference")
            assert found == ("+" if plus else "") + number
            for end in ("low", "high"):
                text = row[f"{before}ci_{end}"]
                wanted_end = format_value(float(text), digits, language) if text else None
                assert choice(view, line.id, "difference", f"difference-{end}") == wanted_end
            p = p_text(row[f"{before}p_adjusted"], language)
            assert choice(view, line.id, "difference", "p") == p
            seen += 1
    assert seen > 20


def test_the_change_since_the_wave_before(browser, site_invented, invented):
    changes = {
        (row["question"], row["later_breakdown"], row["group"], row["answer"]): row
        for row in invented.sources.earlier.changes.to_dict("records")
    }
    with watched(browser, site_invented) as opened:
        opened.open()
        everybody, region = opened.views(
            [
                address(question="change", by="total", compare="all~@before", lang="ru"),
                address(question="quality", by="region", compare="south~@before", lang="en"),
            ]
        )
    for view, question, by, group, line, digits, language in (
        (everybody, "change", "total", "all", "better", 1, "ru"),
        (everybody, "change", "total", "all", "changed", 1, "ru"),
        (region, "quality", "region", "south", "police", 2, "en"),
    ):
        row = changes[question, by, group, line]
        for column, name in (("invented", "later"), ("before", "earlier")):
            text = format_value(float(row[name]), digits, language)
            assert choice(view, line, column, "value").strip("()") == text
        found = choice(view, line, "difference", "difference")
        assert found.lstrip("+") == format_value(float(row["change"]), digits, language)
        for end in ("low", "high"):
            text = format_value(float(row[f"ci_{end}"]), digits, language)
            assert choice(view, line, "difference", f"difference-{end}") == text


def downloaded(opened, button):
    with opened.page.expect_download() as waiting:
        opened.page.click(f"#{button}")
    file = waiting.value
    return file.suggested_filename, file.path().read_bytes()


def test_the_table_as_csv(browser, site_2021, wave_2021):
    tidy = Tidy(wave_2021)
    question = tidy.questionnaire.question["dv_change_5y"]
    with watched(browser, site_2021) as opened:
        opened.open(address(question=question.id, by="education", weights="on", lang="kk"))
        name, content = downloaded(opened, "csv")
    assert name == "2021_dv_change_5y_education_weighted_percent.kk.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    groups, lines = tidy.wave.sources.breakdowns["education"], lines_shown(question, "percent")
    assert {(row["group"], row["answer"]) for row in rows} == {
        (group, line.id) for group in groups for line in lines
    }
    absent = 0
    for row in rows:
        assert (row["wave"], row["origin"]) == ("2021", "reconstruction")
        assert row["question_label"] == wave_2021.words.of("question", question.id, "kk")
        assert row["group_label"] == wave_2021.words.of("group", row["group"], "kk")
        (line,) = [line for line in lines if line.id == row["answer"]]
        truth = tidy.row(question, "education", row["group"], line)
        assert row["base"] == truth["base_n"]
        if tidy.hidden(truth):
            assert (row["value"], row["count"], row["ci_low"], row["ci_high"]) == ("",) * 4
            assert row["mark"] in ("few", "withheld")
            absent += 1
            continue
        for cell, column in (("value", "weighted"), ("ci_low", "ci_low"), ("ci_high", "ci_high")):
            assert row[cell] == format_value(float(truth[column]), 1, "en").replace(MINUS, "-")
        assert row["mark"] in ("", "small")
    assert 0 < absent < len(rows)


def test_words_in_the_csv_are_no_formulas(browser, site_invented):
    texts = []
    with watched(browser, site_invented) as opened:
        for question in ("sources", "change", "quality"):
            opened.open(address(question=question, by="region", lang="en"))
            opened.page.select_option("#by", "club")
            _, content = downloaded(opened, "csv")
            file = io.StringIO(content.decode("utf-8-sig"), newline="")
            texts += [cell for row in csv.reader(file) for cell in row]
    bad = [text for text in texts if text[:1] in "=+-@\t\r" and text]
    assert [text for text in bad if not text.lstrip("-").replace(".", "", 1).isdigit()] == []
    guarded = {text[1] for text in texts if text[:1] == "'" and text[1:2] in "=+-@"}
    assert guarded
    assert any(sign in text for text in texts for sign in invented_wave.HOSTILE[:1])


@pytest.mark.parametrize(
    ("by", "shown", "width"), [("region", "region_frequent_total", 1280), ("sex", "sex", 390)]
)
def test_the_picture_as_png(browser, site_2021, by, shown, width):
    with watched(browser, site_2021, viewport={"width": width, "height": 844}) as opened:
        opened.open(address(question="quarrel_frequency", by=by, lang="ru"))
        name, content = downloaded(opened, "png")
    assert name == f"2021_quarrel_frequency_{shown}_unweighted_percent.ru.png"
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    across, down = struct.unpack(">II", content[16:24])
    assert 1200 <= across <= 4000
    assert 600 <= down <= 8000
    assert 20_000 < len(content) < 3_000_000


DRAWN = """async () => {
  const drawn = [];
  const decode = HTMLImageElement.prototype.decode;
  HTMLImageElement.prototype.decode = function () {
    drawn.push(decodeURIComponent(this.src));
    return decode.call(this);
  };
  document.getElementById("png").click();
  while (drawn.length === 0) await new Promise((done) => setTimeout(done, 20));
  HTMLImageElement.prototype.decode = decode;
  const sheet = new DOMParser().parseFromString(drawn[0].split(",").slice(1).join(","), "text/xml");
  return [...sheet.querySelectorAll("text")].map((one) => one.textContent);
}"""
"""Texts of the sheet that becomes the file."""


def test_a_picture_says_who_was_asked_and_how_many(browser, site_2021):
    with watched(browser, site_2021) as opened:
        place = {"question": "acquaintance_sought_help", "lang": "en"}
        for by in ("total", "sex"):
            page = opened.open(address(**place, by=by))
            bases = page.locator("#table [data-field=base]").all_inner_texts()
            texts = page.evaluate(DRAWN)
            assert page.inner_text(".head .note") in texts
            (line,) = [text for text in texts if text.startswith("Base (respondents): ")]
            assert re.findall(r"\d+", line) == bases
        page = opened.open(address(question="agency_service_quality", by="sex", lang="en"))
        assert not [text for text in page.evaluate(DRAWN) if text.startswith("Base")]
