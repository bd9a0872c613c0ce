"""Counts behind printed percentages. Truth: all counts tried one by one, in exact fractions."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.errors import InputError
from saualnama.reconstruct.printed import (
    Bases,
    Figure,
    Figures,
    count_bounds,
    counts_that_print,
    ratio_bounds,
    scaled,
)
from saualnama.reconstruct.wave import REGIONAL_BASE_OF, reconstruct_wave


def printed_share(count: int, base: int, decimals: int) -> str:
    # 50 digits: no share of a base below a million comes nearer to a tie than that.
    share = Decimal(100 * count) / Decimal(base)
    return str(share.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


@given(base=st.integers(1, 1200), decimals=st.integers(0, 2), data=st.data())
def test_a_count_is_among_those_that_print_its_share(base, decimals, data):
    count = data.draw(st.integers(0, base))
    low, high = counts_that_print(printed_share(count, base, decimals), decimals, base)
    assert low <= count <= high


@given(base=st.integers(1, 150), tenths=st.integers(0, 1000))
def test_the_interval_holds_every_count_that_prints_so_and_no_other(base, tenths):
    printed = f"{tenths / 10:.1f}"
    low, high = counts_that_print(printed, 1, base)
    tried = [count for count in range(base + 1) if printed_share(count, base, 1) == printed]
    assert list(range(low, high + 1)) == tried


@given(base=st.integers(1, 400), total=st.integers(1, 2000), decimals=st.integers(1, 2))
def test_bounds_of_a_mean_hold_it_and_touch_the_next_one(base, total, decimals):
    mean = Fraction(total, base)
    tens = 10**decimals
    value = Fraction(int(mean * tens + Fraction(1, 2)), tens)
    printed = f"{float(value):.{decimals}f}"
    low, high, unit = ratio_bounds(printed, decimals, 1)
    assert low <= unit * mean < high
    assert Fraction(high, unit) - Fraction(low, unit) == Fraction(1, tens)


def test_more_decimals_than_said_are_refused():
    with pytest.raises(ValueError, match="more than 1 decimals"):
        scaled("2.85", 1)


def test_bounds_agree_with_the_transcribers_counts_and_bases(sources):
    bases = Bases(sources.bases)
    compared = 0
    for row in sources.figures.to_dict("records"):
        if row["statistic"] not in ("pct", "subtotal_pct") or row["group"] == "unassigned":
            continue
        kind = REGIONAL_BASE_OF.get(row["question"], "region")
        breakdown = kind if row["breakdown"] == "region" else row["breakdown"]
        base = bases.of(row["question"], breakdown, row["group"], 1000)
        assert base == int(row["base_n"]), row
        if row["implied_count"]:
            low, high = counts_that_print(row["printed"], int(row["decimals"]), base)
            if row["note"].startswith("sum of rounded parts; exact value is a tie"):
                # 35 of 112 is 31.25: printed 31.2, which halves rounded to even would give.
                assert (low, high) == (35, 34)
                continue
            assert low == high == int(row["implied_count"]), row
            compared += 1
    assert compared == 693


def test_the_unattainable_percentages_are_the_known_ones(sources):
    printed = count_bounds(sources.figures, Bases(sources.bases), 1000, REGIONAL_BASE_OF)
    places = Counter((bound.exhibit, bound.answer) for bound in printed.unattainable)
    assert places == {
        ("figure_1.2.5", "such_families_exist"): 5,
        ("table_1.2.2", "frequent_total"): 3,
        ("table_1.2.2", "infrequent_total"): 7,
    }
    assert all(bound.low <= bound.high for bound in printed.bounds)


def test_an_unattainable_percentage_that_is_no_erratum_stops_the_reconstruction(sources):
    errata = sources.errata[sources.errata["exhibit"] != "table_1.2.2"]
    with pytest.raises(InputError) as caught:
        reconstruct_wave(replace(sources, errata=errata), seed=1)
    assert {fault.code for fault in caught.value.faults} == {"unexplained-figure"}
    assert len(caught.value.faults) == 10


def test_every_percentage_without_a_base_is_named_at_once(sources):
    figures = sources.figures.head(40).assign(breakdown="planet")
    with pytest.raises(InputError) as caught:
        count_bounds(figures, Bases(pd.DataFrame(columns=["breakdown", "group", "n"])), 9, {})
    assert [fault.code for fault in caught.value.faults] == ["unknown-base"] * 40


def test_a_figure_that_is_needed_and_missing_is_named(sources):
    gone = (sources.figures["question"] == "who_to_blame") & (
        sources.figures["breakdown"] == "region"
    )
    with pytest.raises(InputError, match="who_to_blame, victim: no region is printed"):
        reconstruct_wave(replace(sources, figures=sources.figures[~gone]), seed=1)
    with pytest.raises(InputError, match="dv_causes, sex, all, all_answers, f"):
        Figures(sources.figures).get("dv_causes", "sex", "all", "all_answers", "f")


def test_figures_are_found_by_what_they_are_figures_of(sources):
    figures = Figures(sources.figures)
    assert figures.get("dv_causes", "sex", "all", "all_answers", "chi2") == Figure("11.1", 1)
    assert figures.find("dv_causes", "sex", "all", "all_answers", "f") is None
    means = figures.by_group("agency_service_quality", "region", "police", "mean")
    assert len(means) == 17
    assert means["pavlodar"] == Figure("2.62", 2)
