"""How one figure is shown. Truth: cases by hand."""

from __future__ import annotations

import pytest

import report_of_2021 as material
from saualnama.report.cells import base_cell, moved, published_cell, weighted_cell
from saualnama.report.tidy import Figure
from saualnama.report.wording import Wording

EN, RU = (Wording(material.words(), language) for language in ("en", "ru"))


def figure(**changes) -> Figure:
    values = {
        **{"statistic": "pct", "base": 120, "count": 39, "unweighted": 32.45, "weighted": 33.0},
        **{"low": 25.05, "high": 42.0, "deff": 1.1, "evidence": "observed", "flag": ""},
    }
    return Figure(**(values | changes))


def test_halves_go_away_from_zero():
    assert published_cell(figure(), EN, printed=True).text == "32.5"
    assert published_cell(figure(), RU, printed=True).text == "32,5"
    assert (
        published_cell(figure(statistic="mean", unweighted=3.125), EN, printed=True).text == "3.13"
    )


def test_small_bases_are_marked_and_not_blanked_as_published():
    small = published_cell(figure(flag="small"), EN, printed=True)
    assert (small.text, small.value, small.mark) == ("(32.5)", 32.45, "small")
    few = published_cell(figure(flag="suppressed"), EN, printed=True)
    assert (few.text, few.value, few.mark) == ("(32.5)*", 32.45, "suppressed")


def test_without_a_printed_report_small_bases_are_suppressed_unweighted_too():
    few = published_cell(figure(flag="suppressed"), EN, printed=False)
    assert (few.text, few.value, few.mark) == ("*", None, "suppressed")
    small = published_cell(figure(flag="small"), EN, printed=False)
    assert (small.text, small.value) == ("(32.5)", 32.45)


def test_small_bases_are_suppressed_when_weighted():
    small = weighted_cell(figure(flag="small"), EN)
    assert (small.text, small.interval) == ("(33.0)", "25.1\N{EN DASH}42.0")
    few = weighted_cell(figure(flag="suppressed"), EN)
    assert (few.text, few.value, few.low, few.deff, few.moved) == ("*", None, None, None, 0)
    assert few.base == 120


def test_what_a_report_did_not_print_is_not_shown_as_published():
    invented = figure(evidence="reconstructed")
    assert published_cell(invented, EN, printed=True).value is None
    assert weighted_cell(invented, EN).value == 33.0


def test_nobody_in_the_base():
    nobody = figure(unweighted=None, weighted=None, low=None, high=None, deff=None, base=0)
    assert (
        published_cell(nobody, EN, printed=True).text
        == weighted_cell(nobody, EN).text
        == "\N{EN DASH}"
    )


def test_no_half_interval():
    cell = weighted_cell(figure(low=None), EN)
    assert (cell.interval, cell.low, cell.high) == ("", None, None)


@pytest.mark.parametrize(
    ("statistic", "before", "after", "arrow"),
    [
        ("pct", 30.0, 31.0, 1),
        ("pct", 30.0, 30.99, 0),
        ("pct", 31.0, 30.0, -1),
        # 54.96 and 55.94 print as 55.0 and 55.9; 54.94 and 55.95 as 54.9 and 56.0
        ("pct", 54.94, 55.95, 1),
        ("subtotal_pct", 10.1, 9.0, -1),
        ("mean", 3.2, 3.3, 1),
        ("mean", 3.2, 3.29, 0),
    ],
)
def test_arrows(statistic, before, after, arrow):
    assert moved(figure(statistic=statistic, unweighted=before, weighted=after)) == arrow


def test_a_base_that_differs_is_a_range():
    assert base_cell(36, 42, EN).text == "36\N{EN DASH}42"
    same = base_cell(1000, 1000, EN)
    assert (same.text, same.value, same.unit) == ("1,000", 1000.0, "count")
