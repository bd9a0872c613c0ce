"""Verdicts of the ledger. Truth: figures and counts made up by hand, and exact fractions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.survey.questionnaire import Answer, Question, Questionnaire, Subtotal
from saualnama.verify.ledger import (
    COLUMNS,
    DETOUR,
    ERRATUM,
    OPEN,
    REPRODUCED,
    ledger,
    ledger_table,
    parse_expected,
    summarise,
)
from saualnama.verify.published import KEY, Erratum, Figure, parse_errata, parse_figures
from saualnama.verify.recompute import BASE, ROUNDING, TEST, Wave

QUESTIONNAIRE = Questionnaire(
    wave="w",
    origin="field",
    respondent="ID",
    refused=(),
    demographics=(),
    questions=(
        Question(
            "q",
            "single",
            tuple(Answer(id_, at) for at, id_ in enumerate(("a", "b", "c"))),
            column="Q",
            subtotals=(Subtotal("ab", ("a", "b")),),
        ),
    ),
)


def row(answer, count, base, statistic="pct", *, weighted="", unweighted=None, group="all"):
    exact = "" if base == 0 else str(100 * count / base)
    return ("t", "q", "total", group, answer, statistic), {
        "count": str(count),
        "base_n": str(base),
        "unweighted": exact if unweighted is None else unweighted,
        "weighted": weighted,
    }


def wave(*rows, tests=(), sizes=None):
    return Wave(
        QUESTIONNAIRE,
        dict(rows),
        {("t", "q", "total"): list(tests)} if tests else {},
        sizes or {},
    )


def figure(answer, printed, statistic="pct", group="all"):
    value = Decimal(printed)
    return Figure(
        ("t", "q", "total", group, answer, statistic), value, -int(value.as_tuple().exponent)
    )


def verdict(printed, *rows, errata=(), **more):
    (entry,) = ledger([printed], errata, wave(*rows, **more))
    return entry


@pytest.mark.parametrize(
    ("count", "base", "printed", "expected"),
    [
        (5, 16, "31.3", REPRODUCED),  # 31.25, a tie, away from zero
        (5, 16, "31.2", OPEN),  # half to even is not what the report did
        (1, 3, "33.3", REPRODUCED),
        (2, 3, "66.7", REPRODUCED),
        (2, 3, "66.6", OPEN),
        (2, 3, "67", REPRODUCED),
        (1, 200, "0.5", REPRODUCED),
        (0, 42, "0.0", REPRODUCED),
        (0, 42, "0", REPRODUCED),
        (42, 42, "100.0", REPRODUCED),
        (722, 999, "72.3", REPRODUCED),
        (722, 999, "72.2", OPEN),
        (722, 999, "72.30", OPEN),  # 72.27 to the second digit
    ],
)
def test_a_share_comes_out_to_the_printed_digit(count, base, printed, expected):
    entry = verdict(figure("a", printed), row("a", count, base))
    assert entry.verdict == expected
    assert entry.value.ours == Fraction(100 * count, base)
    assert entry.value.how == ""


def test_the_exact_count_decides_and_not_the_written_decimals():
    # the tidy table carries ten digits; 31.25 must not become 31.24999999
    entry = verdict(figure("a", "31.3"), row("a", 5, 16, unweighted="31.24999999"))
    assert entry.verdict == REPRODUCED


@pytest.mark.parametrize(
    ("statistic", "text", "printed", "expected"),
    [
        ("mean", "3.493209877", "3.49", REPRODUCED),
        ("mean", "3.125", "3.13", REPRODUCED),
        ("mean", "3.125", "3.12", OPEN),
        ("mean", "3.493209877", "3.5", REPRODUCED),
    ],
)
def test_a_mean_comes_out_to_the_printed_digit(statistic, text, printed, expected):
    key, content = row("a", 0, 0, statistic, unweighted=text)
    content["count"] = ""
    assert verdict(figure("a", printed, statistic), (key, content)).verdict == expected


def test_a_count_is_taken_from_the_row_of_the_share():
    assert verdict(figure("a", "558", "count"), row("a", 558, 998)).verdict == REPRODUCED
    assert verdict(figure("a", "557", "count"), row("a", 558, 998)).verdict == OPEN


def test_a_difference_is_one_of_exact_shares():
    rows = [row("a", 1, 3, group="men"), row("a", 1, 6, group="women")]
    printed = figure("a", "16.7", "pct_point_diff", group="men_minus_women")
    entry = verdict(printed, *rows)
    assert entry.verdict == REPRODUCED
    assert entry.value.ours == Fraction(100, 6)
    assert verdict(printed, rows[0]).verdict == OPEN


def test_a_sum_of_rounded_parts_is_a_detour_and_says_so():
    parts = [row("a", 1, 30), row("b", 1, 30)]  # 3.333.. each, 6.667 together
    entry = verdict(figure("ab", "6.6", "subtotal_pct"), row("ab", 2, 30, "subtotal_pct"), *parts)
    assert entry.verdict == DETOUR
    assert entry.value.kind == ROUNDING
    assert entry.value.how == "sum of rounded parts 3.3 + 3.3"
    assert entry.value.ours == Fraction(66, 10)
    direct = verdict(figure("ab", "6.7", "subtotal_pct"), row("ab", 2, 30, "subtotal_pct"), *parts)
    assert (direct.verdict, direct.value.how) == (REPRODUCED, "")


def test_another_base_is_a_detour_and_says_so():
    entry = verdict(figure("a", "50.0"), row("a", 20, 38), sizes={("total", "all"): 40})
    assert entry.verdict == DETOUR
    assert entry.value.kind == BASE
    assert entry.value.how == "of all 40 respondents instead of the 38 who answered"


TEST_ROW = {
    "table_rows": "14",
    "pearson_chi2": "11.1",
    "pearson_p": "0.6022",
    "rao_scott_p": "",
    "mrcv_p": "0.5868",
    "mrcv_f_p": "0.5",
}


def test_another_test_is_a_detour_and_says_so():
    entry = verdict(figure("all", "0.59", "p_value"), tests=[TEST_ROW])
    assert entry.verdict == DETOUR
    assert entry.value.kind == TEST
    assert entry.value.how.startswith("Bilder-Loughin test for several answers")
    assert entry.value.how.endswith("instead of Pearson's")
    assert verdict(figure("all", "0.60", "p_value"), tests=[TEST_ROW]).verdict == REPRODUCED
    assert verdict(figure("all", "11.1", "chi2"), tests=[TEST_ROW]).verdict == REPRODUCED
    assert verdict(figure("all", "0.587", "chi2"), tests=[TEST_ROW]).verdict == OPEN


def test_the_verdicts_come_in_their_order():
    """A figure gets the first verdict that fits, even when the errata list names it."""
    erratum = Erratum("errata.csv:2", "t", "all", "a", "50.0")
    sizes = {("total", "all"): 40}
    named = [
        verdict(figure("a", "50.0"), row("a", 19, 38), errata=[erratum], sizes=sizes),
        verdict(figure("a", "50.0"), row("a", 20, 38), errata=[erratum], sizes=sizes),
        verdict(figure("a", "50.0"), row("a", 21, 38), errata=[erratum], sizes=sizes),
    ]
    assert [entry.verdict for entry in named] == [REPRODUCED, DETOUR, ERRATUM]
    assert {entry.erratum for entry in named} == {"errata.csv:2"}
    assert verdict(figure("a", "50.0"), row("a", 21, 38), sizes=sizes).verdict == OPEN


def test_a_figure_that_the_wave_does_not_have_is_open():
    entry = verdict(figure("nowhere", "50.0"))
    assert (entry.verdict, entry.value, entry.weighted) == (OPEN, None, None)
    table = ledger_table([entry])
    assert table["ours"].isna().all()
    assert table["difference"].isna().all()


def test_the_weighted_figure_stands_beside_shares_and_means_only():
    assert verdict(figure("a", "50.0"), row("a", 1, 2, weighted="49.5")).weighted == 49.5
    assert verdict(figure("a", "1", "count"), row("a", 1, 2, weighted="49.5")).weighted is None


@pytest.mark.parametrize(
    ("erratum", "concerned"),
    [
        (("t", "all", "a", "50.0"), True),
        (("t", "all", "a", "50"), True),
        (("t", "all", "a", "49.9"), False),
        (("t", "all", "b", "50.0"), False),
        (("t", "men", "a", "50.0"), False),
        (("u", "all", "a", "50.0"), False),
        (("t", "all", "a", "a note"), True),
        (("t", "all", "all", "50.0"), False),
    ],
)
def test_an_erratum_concerns_its_own_figure_only(erratum, concerned):
    assert Erratum("errata.csv:2", *erratum).concerns(figure("a", "50.0")) is concerned


def test_the_ledger_is_laid_out_as_promised():
    table = ledger_table(ledger([figure("a", "33.3")], (), wave(row("a", 1, 3, weighted="30.5"))))
    assert tuple(table.columns) == COLUMNS
    assert (
        *("exhibit", "question", "breakdown", "group", "answer", "statistic"),
        *("printed", "ours", "difference", "weighted", "verdict", "how", "erratum"),
    ) == COLUMNS
    (line,) = table.to_dict("records")
    assert line["printed"] == "33.3"
    assert line["difference"] == float(Fraction(100, 3) - Fraction("33.3"))
    assert line["weighted"] == 30.5


def test_a_figure_that_got_worse_is_lost_and_one_that_got_better_is_gained():
    figures = [figure("a", "50.0"), figure("b", "25.0"), figure("c", "10.0")]
    entries = ledger(figures, (), wave(row("a", 1, 2), row("b", 1, 3), row("c", 1, 10)))
    expected = {figures[2].key: OPEN}
    summary = summarise(entries, expected)
    assert summary["figures"] == 3
    assert summary["verdicts"] == {REPRODUCED: 2, DETOUR: 0, ERRATUM: 0, OPEN: 1}
    assert summary["lost"] == [
        {"figure": "t: q, all, b (pct 25.0)", "before": REPRODUCED, "now": OPEN}
    ]
    assert summary["gained"] == [
        {"figure": "t: q, all, c (pct 10.0)", "before": OPEN, "now": REPRODUCED}
    ]
    assert summary["line"].startswith("2 of 3 published figures reproduced, 0 are errata")
    assert summarise(entries, {figures[1].key: OPEN, figures[2].key: OPEN})["lost"] == []


def published(**changes):
    base = dict(zip(KEY, ("t", "q", "total", "all", "a", "pct"), strict=True))
    return pd.DataFrame([base | {"printed": "50.0", "decimals": "1"} | changes], index=[7])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"statistic": "percent"}, "statistic"),
        ({"printed": "50,0"}, "not-a-number"),
        ({"printed": ""}, "not-a-number"),
        ({"printed": "nan"}, "not-a-number"),
        ({"printed": "1e2"}, "not-a-number"),
        ({"printed": "100.1"}, "percentage"),
        ({"printed": "-0.1"}, "percentage"),
        ({"decimals": ""}, "decimals"),
        ({"decimals": "one"}, "decimals"),
        ({"decimals": "0"}, "decimals"),
        ({"printed": "50.25"}, "decimals"),
    ],
)
def test_a_wrong_published_figure_is_named_with_its_line(changes, code):
    with pytest.raises(InputError) as caught:
        parse_figures(published(**changes), "survey_figures.csv")
    assert [(f.code, f.where) for f in caught.value.faults] == [
        (code, "survey_figures.csv, line 7")
    ]


def test_a_figure_given_twice_is_refused_with_both_lines():
    twice = pd.concat([published(), published(printed="51.0")])
    twice.index = pd.Index([7, 9])
    with pytest.raises(InputError, match=r"line 9: repeats line 7; expected each figure once"):
        parse_figures(twice, "survey_figures.csv")


def test_a_whole_number_may_stand_for_a_decimal_one():
    (zero,) = parse_figures(published(printed="0"), "f.csv")
    assert (zero.printed, zero.decimals) == (Decimal(0), 1)
    assert verdict(zero, row("a", 0, 40)).verdict == REPRODUCED
    assert verdict(zero, row("a", 1, 2500)).verdict == REPRODUCED
    assert verdict(zero, row("a", 1, 1000)).verdict == OPEN


def test_expectations_name_figures_that_exist_once_and_verdicts_that_exist():
    (printed,) = parse_figures(published(), "f.csv")
    good = published(verdict=OPEN)
    assert parse_expected(good, [printed], "expected.csv") == {printed.key: OPEN}
    bad = pd.concat([good, good, published(answer="z", verdict="fine")])
    bad.index = pd.Index([2, 3, 4])
    with pytest.raises(InputError) as caught:
        parse_expected(bad, [printed], "expected.csv")
    assert [(f.code, f.where) for f in caught.value.faults] == [
        ("duplicate", "expected.csv, line 3"),
        ("unknown-figure", "expected.csv, line 4"),
        ("unknown-verdict", "expected.csv, line 4"),
    ]


def test_errata_are_named_by_their_line():
    table = pd.DataFrame(
        [{"exhibit": "t", "group": "all", "answer": "a", "printed": "50.0"}], index=[12]
    )
    assert parse_errata(table, "errata.csv")[0].name == "errata.csv:12"
