"""What the page leaves out. Truth: linear programming over all that a written page carries."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.stats
from explored import Explored
from page_attack import HIDDEN, Attack, payload_of

from saualnama.explore.page import explore_page
from saualnama.explore.payload import payload

ONE = {False: 1.0, True: 5.0}
"""How far every absent figure can move: one respondent; half a respondent's weight, in tenths."""


@pytest.fixture(scope="module")
def page(wave, tmp_path_factory):
    """The file as it is written."""
    file = tmp_path_factory.mktemp("page") / "index.html"
    file.write_text(wave.page(), encoding="utf-8")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("weighted", [False, True], ids=["counts", "weights"])
def test_no_absent_figure_can_be_worked_out(wave, page, weighted):
    attack = Attack(payload_of(page), wave.sources.questionnaire, weighted)
    found = attack.ranges(ONE[weighted])
    known = {name: width for name, width in found.items() if width < ONE[weighted] - 1e-6}
    assert len(found) > 100
    assert known == {}


def test_the_truth_is_one_of_the_tables_that_agree_with_the_page(wave, page):
    """The system says nothing wrong: the tidy file's own figures solve all of it."""
    content, rows = payload_of(page), {}
    for row in wave.sources.crosses.to_dict("records"):
        rows[row["question"], row["breakdown"], row["group"], row["answer"]] = row

    def true(name):
        kind, question, breakdown, group, *line = name
        asked, cut = content["questions"][question], content["breakdowns"][breakdown]
        at = asked["lines"][line[0] if line else 0]["id"]
        row = rows.get((asked["id"], cut["id"], cut["groups"][group]["id"], at))
        if row is None:
            return 0.0
        base = float(row["base_n"])
        match kind:
            case "n":
                return float(row["count"])
            case "score":
                return base and base * float(row["unweighted"])
        return base

    checked = 0
    for system in Attack(content, wave.sources.questionnaire).systems():
        values = {name: true(name) for name in system.bounds if name[0] != "rest"}
        for terms, low, high in system.rows:
            rest = [name for name in terms if name[0] == "rest"]
            if len(rest) == 1 and low == high == 0.0:
                values[rest[0]] = -sum(
                    factor * values[name] for name, factor in terms.items() if name not in rest
                )
        for name, (low, high) in system.bounds.items():
            assert low - 1e-4 <= values[name] <= high + 1e-4, name
        for terms, low, high in system.rows:
            total = sum(factor * values[name] for name, factor in terms.items())
            assert low - 1e-4 <= total <= high + 1e-4, (terms, low, total, high)
            checked += 1
    assert checked > 1000


def shown_again(wave: Explored, flag: str) -> dict:
    """The payload of a page on which cells with a flag are shown, and that has no tests."""
    crosses = wave.sources.crosses.copy()
    crosses.loc[crosses["flag"] == flag, "flag"] = ""
    crosses["base_flag"] = ""
    tests = wave.sources.tests.iloc[:0]
    return payload(replace(wave.sources, crosses=crosses, tests=tests), wave.words)


def test_without_complementary_cells_suppressed_ones_are_worked_out(wave):
    """So the test can fail."""
    page = explore_page(shown_again(wave, "complementary"))
    found = Attack(payload_of(page), wave.sources.questionnaire).ranges(1.0)
    known = [name for name, width in found.items() if width < 1e-6]
    assert len(known) > 50


def test_one_complementary_cell_too_few_gives_a_suppressed_one_away(wave_2021):
    """Of `dv_change_5y` by education, one cell is put back after the other."""
    sources = wave_2021.sources
    crosses = sources.crosses[sources.crosses["question"] == "dv_change_5y"]
    cross = (crosses["question"] == "dv_change_5y") & (crosses["breakdown"] == "education")
    rows = crosses.index[
        cross & (crosses["flag"] == "complementary") & (crosses["statistic"] == "pct")
    ]
    given_away = 0
    for row in rows:
        put_back = crosses.copy()
        put_back.loc[row, "flag"] = ""
        content = payload(replace(wave_2021.sources, crosses=put_back), wave_2021.words)
        only = {
            **content,
            "questions": [q for q in content["questions"] if q["id"] == "dv_change_5y"],
        }
        found = Attack(only, wave_2021.sources.questionnaire).ranges(1.0)
        given_away += any(width < 1e-6 for width in found.values())
    assert given_away == len(rows) > 0


def test_absent_cells_take_their_figures_with_them(page):
    """No share, interval, difference, change or test statistic of an absent cell is on the page."""
    content = payload_of(page)
    absent = 0
    for question in content["questions"]:
        for breakdown, view in zip(content["breakdowns"], question["views"], strict=True):
            if view is None:
                continue
            hidden = {
                (line, group)
                for line, cells in enumerate(view["cells"])
                for group, cell in enumerate(cells)
                if cell in HIDDEN
            }
            absent += len(hidden)
            size = len(breakdown["groups"])
            pairs = [(a, b) for a in range(size) for b in range(a + 1, size)]
            for (first, second), row in zip(pairs, view["pairs"], strict=True):
                for line, difference in enumerate(row):
                    if {(line, first), (line, second)} & hidden:
                        assert difference is None
            for line, group in hidden:
                if view["changes"] is not None:
                    assert view["changes"][line][group] is None
                for other, base in enumerate(view["base"]):
                    if base is None and other == group and question["lines"][0]["role"] != "item":
                        assert view["weightedBase"][group] is None
    assert absent > 100


def test_tests_rest_on_nothing_but_what_is_shown(page):
    """Pearson's statistic and V, of the counts on the page of groups that are shown whole."""
    content, partial = payload_of(page), 0
    for question in content["questions"]:
        answers = [at for at, line in enumerate(question["lines"]) if line["role"] == "answer"]
        for view in question["views"][1:]:
            for tests in [] if view is None else view["tests"]:
                test = tests["unweighted"]
                lines = view["cells"] if tests["line"] is None else [view["cells"][tests["line"]]]
                whole = [
                    not any(cell in HIDDEN for cell in column)
                    for column in zip(*lines, strict=True)
                ]
                if question["lines"][0]["role"] != "item":
                    known = (n for n, shown in zip(view["base"], whole, strict=True) if shown)
                    assert test["n"] == sum(known)
                if test["kind"] != "pearson" or not answers or test["p"] is None:
                    continue
                counts = np.array(
                    [
                        [cell[0] for cell, shown in zip(row, whole, strict=True) if shown]
                        for row in (view["cells"][at] for at in answers)
                        if not isinstance(row[whole.index(True)], str)
                    ],
                    dtype=float,
                )
                counts = counts[counts.any(axis=1)]
                statistic = scipy.stats.chi2_contingency(counts, correction=False).statistic
                assert test["statistic"] / 100 == pytest.approx(statistic, abs=0.0051)
                v = scipy.stats.contingency.association(counts.astype(int))
                assert test["effect"] / 100 == pytest.approx(v, abs=0.0051)
                partial += tests["partial"]
    assert partial > 3


def test_no_respondent_is_on_the_page(wave, page):
    """No list has a figure for each respondent, and nothing is named as in the file of answers."""
    content, survey = payload_of(page), wave.wave.survey
    lengths, keys = [0], set()

    def walk(part):
        if isinstance(part, dict):
            keys.update(part)
            for value in part.values():
                walk(value)
        elif isinstance(part, list):
            lengths.append(len(part))
            for value in part:
                walk(value)

    walk(content)
    groups = max(len(breakdown["groups"]) for breakdown in content["breakdowns"])
    pairs = groups * (groups - 1) // 2
    assert max(lengths) <= max(pairs, len(content["questions"])) < len(survey.frame)
    questionnaire = survey.questionnaire
    columns = {column for question in questionnaire.questions for _, column in question.fields}
    assert not keys & {questionnaire.respondent, *columns}
    if questionnaire.wave == "invented":  # whose ids are no other numbers of the page
        assert not any(str(id_) in page for id_ in survey.frame["id"])
        assert len(set(survey.frame["id"])) == len(survey.frame)
