"""Rounding half away from zero. Truth: exact fractions, and the ties of the report."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.rounding import round_half_away


def exactly(value: Fraction, digits: int) -> Fraction:
    scaled = abs(value) * 10**digits + Fraction(1, 2)
    rounded = Fraction(scaled.numerator // scaled.denominator, 10**digits)
    return rounded if value >= 0 else -rounded


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.5, 0, "-1"),
        (-2.5, 0, "-3"),
        (31.25, 1, "31.3"),
        (31.35, 1, "31.4"),
        (31.249999999999996, 1, "31.3"),
        (31.2499, 1, "31.2"),
        (-0.04, 1, "0.0"),
        (-0.0, 2, "0.00"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (100.0, 1, "100.0"),
        (7.0, 3, "7.000"),
        (Decimal("0.125"), 2, "0.13"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(2, 3), 1, "0.7"),
        (1e9 + 0.5, 0, "1000000001"),
    ],
)
def test_ties_go_away_from_zero(value, digits, text):
    assert str(round_half_away(value, digits)) == text


def test_the_shares_of_every_base_up_to_200_round_exactly():
    """A share computed in floating point rounds as its exact fraction does, tie or no tie."""
    ties = 0
    for base in range(1, 201):
        for count in range(base + 1):
            exact = Fraction(100 * count, base)
            ties += (exact * 10).denominator == 2
            wanted = exactly(exact, 1)
            assert round_half_away(100 * count / base, 1) == wanted, (count, base)
            assert round_half_away(100 * (count / base), 1) == wanted, (count, base)
            assert round_half_away(exact, 1) == wanted, (count, base)
    assert ties == 160


@given(
    st.fractions(min_value=-1000, max_value=1000, max_denominator=5000),
    st.integers(min_value=0, max_value=4),
)
def test_fractions_round_as_on_paper(value, digits):
    assert Fraction(round_half_away(value, digits)) == exactly(value, digits)
    assert Fraction(round_half_away(float(value), digits)) == exactly(value, digits)


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_rounding_is_odd_monotone_and_idempotent(value, digits):
    rounded = round_half_away(value, digits)
    assert rounded == -round_half_away(-value, digits)
    assert round_half_away(rounded, digits) == rounded
    assert -rounded.as_tuple().exponent == digits
    assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(1, 2 * 10**digits) + Fraction(
        1, 10**9
    )
    assert round_half_away(value + 10**-digits, digits) >= rounded
    assert str(rounded)[0] != "-" or rounded != 0


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="cannot round"):
        round_half_away(value, 1)


def test_fewer_than_no_digits_are_refused():
    with pytest.raises(ValueError, match="expected 0 or more"):
        round_half_away(1.0, -1)
