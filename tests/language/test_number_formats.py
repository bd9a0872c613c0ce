"""Numbers in words. Truth: strings written by hand, as each language writes them."""

from __future__ import annotations

import pytest

from saualnama.language import format_p, format_value

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("value", "digits", "kk", "en"),
    [
        (55.05, 1, "55,1", "55.1"),
        (0.05, 1, "0,1", "0.1"),
        (-0.25, 1, "\u22120,3", "\u22120.3"),
        (-0.04, 1, "0,0", "0.0"),
        (2.5, 0, "3", "3"),
        (1000, 0, "1000", "1,000"),
        (9999.5, 0, f"10{NARROW}000", "10,000"),
        (1234567.891, 2, f"1{NARROW}234{NARROW}567,89", "1,234,567.89"),
    ],
)
def test_a_number_is_written_as_its_readers_write_it(value, digits, kk, en) -> None:
    assert format_value(value, digits, "kk") == format_value(value, digits, "ru") == kk
    assert format_value(value, digits, "en") == en


@pytest.mark.parametrize(
    ("p", "ru", "en"),
    [
        (0.0, "p < 0,001", "p < 0.001"),
        (0.00099, "p < 0,001", "p < 0.001"),
        (0.001, "p = 0,001", "p = 0.001"),
        (0.0495, "p = 0,050", "p = 0.050"),
        (0.9994, "p = 0,999", "p = 0.999"),
        (0.9995, "p > 0,999", "p > 0.999"),
        (1.0, "p > 0,999", "p > 0.999"),
    ],
)
def test_a_p_value_is_never_nothing_and_never_one(p, ru, en) -> None:
    assert format_p(p, "ru") == format_p(p, "kk") == ru
    assert format_p(p, "en") == en


@pytest.mark.parametrize("p", [-0.1, 1.1, float("nan")])
def test_what_is_no_p_value_is_refused(p) -> None:
    with pytest.raises(ValueError, match="a p-value of"):
        format_p(p, "en")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value) -> None:
    with pytest.raises(ValueError):
        format_value(value, 1, "en")
