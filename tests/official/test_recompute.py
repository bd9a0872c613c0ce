from decimal import Decimal
from fractions import Fraction

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from saualnama.official.figures import PublishedFigure
from saualnama.official.plausibility import doubtful_half_years
from saualnama.official.population import Population
from saualnama.official.recompute import (
    NO_DENOMINATOR,
    NOT_REPRODUCED,
    OTHERWISE_REPRODUCED,
    REPRODUCED,
    Recomputed,
    compare,
    ranks,
    with_rate,
    with_sum,
)
from saualnama.rounding import round_half_away

POPULATION = Population({2019: 18_395_567, 2022: 19_503_159}, {}, {}, 2019)


def count(value: int | None, year: str = "2018", region: str = "republic") -> PublishedFigure:
    number = None if value is None else Decimal(value)
    return PublishedFigure("t", "offences", region, year, "73", "cases", number, "")


def rate_row(printed: str | None, year: str = "2018") -> Recomputed:
    number = None if printed is None else Decimal(printed)
    return Recomputed("t", "rate", "republic", year, "", "per_100k", number)


def test_the_cut_rate_of_the_report():
    row = with_rate(rate_row("4.99"), count(919), POPULATION)
    assert row.recomputed == Fraction(91_900_000, 18_395_567)
    assert row.verdict == OTHERWISE_REPRODUCED
    assert row.how == "t per residents on 2019-01-01; cut to 2 decimals, not rounded"


def test_a_half_year_has_no_denominator_and_says_which_would_do():
    row = with_rate(rate_row("2.46", "2021H1"), count(468, "2021H1"), POPULATION)
    assert (row.recomputed, row.how, row.verdict) == (None, NO_DENOMINATOR, "")
    assert row.note.endswith("the printed rate needs 18985802 to 19063136 residents")
    for residents, rounded in [
        (18_985_801, "2.47"),
        (18_985_802, "2.46"),
        (19_063_136, "2.46"),
        (19_063_137, "2.45"),
    ]:
        rate = Decimal(46_800_000) / Decimal(residents)
        assert rate.quantize(Decimal("0.01"), rounding="ROUND_HALF_UP") == Decimal(rounded)


def test_a_break_of_the_population_series_is_said():
    row = with_rate(rate_row(None, "2021"), count(1000, "2021"), POPULATION)
    assert "basis of the 2021 census" in row.note


def test_a_missing_count_gives_no_rate():
    row = with_rate(rate_row("1.00"), count(None), POPULATION)
    assert (row.recomputed, row.how) == (None, "count not published")


def test_a_sum_names_blank_and_doubtful_parts():
    parts = [count(3, region="akmola"), count(None, region="shymkent"), count(1, region="pavlodar")]
    total = Recomputed("t", "offences", "republic", "2018", "73", "cases", Decimal(5))
    doubts = {parts[2].key: "too few"}
    row = with_sum(total, parts, over="regions", doubts=doubts)
    assert (row.recomputed, row.difference, row.verdict) == (4, -1, NOT_REPRODUCED)
    assert row.how == "sum of 2 regions"
    assert row.note == "no value printed: shymkent; rests on doubtful cells: pavlodar (too few)"


def test_blank_parts_have_no_sum():
    total = Recomputed("t", "offences", "republic", "2018", "73", "cases")
    row = with_sum(total, [count(None)], over="regions", doubts={})
    assert (row.recomputed, row.how) == (None, "no value among regions")


@given(st.integers(0, 10**6), st.integers(1, 10**8), st.integers(0, 4))
def test_a_rounded_rate_is_reproduced(cases, residents, decimals):
    rate = Fraction(cases * 100_000, residents)
    printed = round_half_away(Decimal(rate.numerator) / Decimal(rate.denominator), decimals)
    assert compare(printed, rate) == (REPRODUCED, "")
    assert compare(printed + Decimal(2).scaleb(-decimals), rate)[0] == NOT_REPRODUCED


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=20), st.randoms())
def test_a_sum_does_not_depend_on_order(values, random):
    total = Recomputed("t", "offences", "republic", "2018", "73", "cases")
    parts = [count(value) for value in values]
    random.shuffle(parts)
    row = with_sum(total, parts, over="regions", doubts={})
    assert row.recomputed == sum(values)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=20))
def test_ranks_agree_with_pandas(values):
    witness = pd.Series(values).rank(method="min", ascending=False)
    assert ranks([Decimal(value) for value in values]) == witness.astype(int).to_list()


def test_doubt_needs_a_year_before_of_some_size():
    def series(half: int, whole: int | None) -> list[PublishedFigure]:
        return [count(whole, "2020"), count(half, "2021H1")]

    assert [doubt.why for doubt in doubtful_half_years(series(12, 2939))] == [
        "implausibly few: 12 against 2939 in all of 2020"
    ]
    assert [doubt.why for doubt in doubtful_half_years(series(1080, 601))] == [
        "implausibly many: 1080 against 601 in all of 2020"
    ]
    for half, whole in [(5, 100), (100, 100), (0, 99), (300, 99), (7, None)]:
        assert doubtful_half_years(series(half, whole)) == ()
