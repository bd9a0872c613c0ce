"""The payload. Truth: the tidy files, read by the csv module and rounded in exact fractions."""

from __future__ import annotations

import csv
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from math import floor

import pytest

from saualnama.explore.payload import payload
from saualnama.explore.wholes import thousandths_of_p, whole
from saualnama.io.tables import write_table

STATISTIC = {"answer": "pct", "subtotal": "subtotal_pct", "mean": "mean", "item": "mean"}
SHARES = ("unweighted", "unweighted_ci_low", "unweighted_ci_high", "weighted", "ci_low", "ci_high")
PAIR = ("difference", "ci_low", "ci_high")
CHANGE = ("earlier", "earlier_ci_low", "earlier_ci_high", "change", "ci_low", "ci_high")


def exactly(value: str | Fraction, digits: int) -> int | None:
    """Half away from zero, in exact fractions."""
    if value == "":
        return None
    number = Fraction(value) * 10**digits
    size = floor(abs(number) + Fraction(1, 2))
    return size if number > 0 else -size


def thousandths(text: str) -> int | None:
    return 0 if text and Fraction(text) < Fraction(1, 1000) else exactly(text, 3)


@pytest.fixture(scope="module")
def tidy(wave, tmp_path_factory):
    """The wave's files, read by the csv module."""
    folder = tmp_path_factory.mktemp("tidy")
    tables = {name: getattr(wave.sources, name) for name in ("crosses", "tests", "differences")}
    if wave.sources.earlier is not None:
        tables |= {"changes": wave.sources.earlier.changes, "before": wave.sources.earlier.crosses}
    read = {}
    for name, table in tables.items():
        write_table(folder / f"{name}.csv", table)
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            read[name] = list(csv.DictReader(file))
    return read


def views(carried):
    """Every view with its question and breakdown."""
    for question in carried["questions"]:
        for breakdown, view in zip(carried["breakdowns"], question["views"], strict=True):
            if view is not None:
                yield question, breakdown, view


def cells(carried):
    """Every cell with the key of its row."""
    for question, breakdown, view in views(carried):
        for (at, line), (place, group) in product(
            enumerate(question["lines"]), enumerate(breakdown["groups"])
        ):
            key = (question["id"], breakdown["id"], STATISTIC[line["role"]], line["id"])
            yield (*key, group["id"]), line, view, at, place


def rows_of(table, *names):
    return {tuple(row[name] for name in names): row for row in table}


CELL = ("question", "breakdown", "statistic", "answer", "group")


def test_every_figure_is_that_of_the_tidy_file(carried, tidy):
    rows, seen = rows_of(tidy["crosses"], *CELL), set()
    for key, line, view, at, place in cells(carried):
        cell = view["cells"][at][place]
        if isinstance(cell, str):
            continue
        seen.add(key)
        row, mean = rows[key], line["role"] in ("mean", "item")
        figures = [exactly(row[name], 2 if mean else 1) for name in SHARES]
        if not mean:
            count = Fraction(row["base_weighted"]) * Fraction(row["weighted"]) / 100
            figures = [int(row["count"]), exactly(count, 1), *figures]
        assert cell == figures, key
    assert len(seen) > 200


def test_a_cell_is_absent_for_its_flag_and_for_nothing_else(carried, tidy):
    rows = rows_of(tidy["crosses"], *CELL)
    for key, _, view, at, place in cells(carried):
        cell, row = view["cells"][at][place], rows.get(key)
        if row is None:
            assert cell == "nobody"
        elif row["base_flag"] or row["flag"] == "complementary":
            assert cell == "withheld"
        elif row["flag"] == "suppressed":
            assert cell == "few" or (cell == "nobody" and row["base_n"] == "0")
        else:
            assert isinstance(cell, list)
    found = [view["cells"][at][place] for *_, view, at, place in cells(carried)]
    assert {"few", "withheld"} <= {cell for cell in found if isinstance(cell, str)}


def test_bases_are_those_of_the_tidy_file_or_withheld(carried, tidy):
    rows = rows_of(tidy["crosses"], *CELL)
    known = 0
    for key, line, view, at, place in cells(carried):
        row, base = rows.get(key), view["base"][place]
        if row is None:
            continue
        if line["role"] in ("mean", "item"):
            found = view["meanBase"][at][place]
            assert found in (None, int(row["base_n"]))
            assert found is None or not row["base_flag"]
            continue
        assert view["meanBase"][at] is None
        if row["base_flag"]:
            assert base is None
            assert view["weightedBase"][place] is None
        else:
            known += 1
            assert base == int(row["base_n"])
            assert view["weightedBase"][place] == exactly(row["base_weighted"], 1)
    assert known > 150


def test_the_base_of_a_mean_is_told_only_where_all_its_scores_are(carried):
    told = 0
    for question, breakdown, view in views(carried):
        for at, line in enumerate(question["lines"]):
            if line["role"] != "mean":
                continue
            for place in range(len(breakdown["groups"])):
                hidden = any(
                    view["cells"][other][place] in ("few", "withheld")
                    for other, answer in enumerate(question["lines"])
                    if answer["role"] == "answer"
                )
                assert (view["meanBase"][at][place] is None) >= hidden
                told += not hidden
    assert told


def test_differences_are_those_of_the_tidy_file_between_shown_cells(carried, tidy):
    names = (*CELL, "other")
    rows, shown = rows_of(tidy["differences"], *names), 0
    for question, breakdown, view in views(carried):
        pairs = list(combinations(range(len(breakdown["groups"])), 2))
        assert len(view["pairs"]) == len(pairs)
        for pair, differences in zip(pairs, view["pairs"], strict=True):
            first, second = (breakdown["groups"][place]["id"] for place in pair)
            for at, line in enumerate(question["lines"]):
                key = (question["id"], breakdown["id"], STATISTIC[line["role"]], line["id"])
                row = rows.get((*key, first, second))
                absent = any(isinstance(view["cells"][at][place], str) for place in pair)
                if absent or row is None:
                    assert differences[at] is None
                    continue
                digits = 2 if line["role"] in ("mean", "item") else 1
                shown += 1
                assert differences[at] == [
                    exactly(row["unweighted_difference"], digits),
                    *(exactly(row[f"unweighted_{name}"], digits) for name in PAIR[1:]),
                    thousandths(row["unweighted_p_adjusted"]),
                    *(exactly(row[name], digits) for name in PAIR),
                    thousandths(row["p_adjusted"]),
                ]
    assert shown > 100


def test_tests_are_those_of_the_file(carried, tidy):
    rows = rows_of(tidy["tests"], "question", "answer", "breakdown", "weighting")
    partial = whole = 0
    for question, breakdown, view in views(carried):
        assert bool(view["tests"]) == (breakdown["id"] != "total")
        for tests in view["tests"]:
            item = "" if tests["line"] is None else question["lines"][tests["line"]]["id"]
            mine = view["cells"] if tests["line"] is None else [view["cells"][tests["line"]]]
            gaps = any(cell in ("few", "withheld") for line in mine for cell in line)
            assert tests["partial"] == gaps
            for side in ("weighted", "unweighted"):
                row, test = rows[question["id"], item, breakdown["id"], side], tests[side]
                assert tests["evidence"] == row["evidence"]
                assert test["kind"] == row["test"]
                assert test["n"] == int(row["n"])
                assert test["p"] == thousandths(row["p"])
                assert test["holm"] == thousandths(row["p_holm"])
                assert test["effect"] == exactly(row["effect"], 2)
                assert test["sparse"] == (row["flag"] == "sparse")
                assert test["drawn"] == thousandths(row["monte_carlo_p"])
                assert test["statistic"] == exactly(row["statistic"], 2)
                assert test["df"] == ([exactly(row["df"], 1)] if row["df"] else [])
                partial += gaps and test["p"] is not None
                whole += not gaps
    assert whole > 10
    assert partial > 10


def test_evidence_of_a_view_is_its_weakest_cell(wave_2021):
    found = {}
    for row in wave_2021.sources.crosses.to_dict("records"):
        found.setdefault((row["question"], row["breakdown"]), set()).add(row["evidence"])
    seen = set()
    for question, breakdown, view in views(wave_2021.payload()):
        whole_view = found[question["id"], breakdown["id"]] == {"printed"}
        assert view["evidence"] == ("printed" if whole_view else "reconstructed")
        seen.add(view["evidence"])
    assert seen == {"printed", "reconstructed"}


def test_changes_are_shown_where_both_waves_show_the_cell(invented, tidy_of_invented):
    changes = rows_of(tidy_of_invented["changes"], "question", "later_breakdown", *CELL[2:])
    before = rows_of(tidy_of_invented["before"], *CELL)
    shown = hidden = 0
    for key, line, view, at, place in cells(invented.payload()):
        row = changes.get(key)
        change = None if view["changes"] is None else view["changes"][at][place]
        then = row and before.get((key[0], row["breakdown"], *key[2:]))
        wanted = (
            then
            and not isinstance(view["cells"][at][place], str)
            and then["flag"] in ("", "small")
            and not then["base_flag"]
            and row["earlier_n"] == then["base_n"]
        )
        if not wanted:
            assert change is None
            hidden += row is not None
            continue
        shown += 1
        digits = 2 if line["role"] in ("mean", "item") else 1
        assert change == [
            int(row["earlier_n"]),
            *(exactly(row[name], digits) for name in CHANGE),
            thousandths(row["p_holm"]),
        ]
    assert shown > 50
    assert hidden > 10


@pytest.fixture(scope="module")
def tidy_of_invented(invented):
    earlier = invented.sources.earlier
    return {
        "changes": earlier.changes.to_dict("records"),
        "before": earlier.crosses.to_dict("records"),
    }


def test_a_group_of_another_base_is_another_group(invent, invented):
    """The earlier cell with one respondent more is not the cell that the change speaks of."""
    earlier = invented.sources.earlier
    moved = earlier.crosses.copy()
    at = (
        (moved["question"] == "change") & (moved["breakdown"] == "sex") & (moved["group"] == "male")
    )
    moved.loc[at, "base_n"] = "1000"
    sources = replace(invented.sources, earlier=replace(earlier, crosses=moved))
    by_id = {question["id"]: question for question in invented.payload()["questions"]}
    other = {q["id"]: q for q in payload(sources, invented.words)["questions"]}
    (sex,) = [at for at, b in enumerate(invented.payload()["breakdowns"]) if b["id"] == "sex"]
    for line, kept in zip(
        other["change"]["views"][sex]["changes"],
        by_id["change"]["views"][sex]["changes"],
        strict=True,
    ):
        assert line == [None, kept[1]]
        assert None not in kept


def test_rounding_is_half_away_from_zero():
    for text, digits, number in (
        ("55.05", 1, 551),
        ("-55.05", 1, -551),
        ("0.25", 1, 3),
        ("-0.04", 1, 0),
        ("2.675", 2, 268),
        ("99.95", 1, 1000),
        ("1e-05", 1, 0),
        ("1000", 0, 1000),
        ("", 1, None),
    ):
        assert whole(text, digits) == number == exactly(text, digits)
    for text, number in (("0.0009999", 0), ("0.001", 1), ("1", 1000), ("0", 0), ("", None)):
        assert thousandths_of_p(text) == number


def test_everything_is_whole_numbers_and_words(carried):
    def walk(part):
        if isinstance(part, dict):
            assert all(isinstance(key, str) for key in part)
            return sum(walk(value) for value in part.values())
        if isinstance(part, list):
            return sum(map(walk, part))
        assert part is None or isinstance(part, bool | int | str)
        return 1

    assert walk(carried) > 1000
