"""Figures as whole numbers: a share of 55.1 % is 551, so that no program rounds it again."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from saualnama.language.numbers import SMALLEST_P
from saualnama.rounding import round_half_away

_SMALLEST_P = Decimal(str(SMALLEST_P))


@lru_cache(maxsize=100_000)
def whole(text: str, digits: int) -> int | None:
    """Round the text of a tidy file and move its point: `"55.05"` with one digit is 551.

    Args:
        text: a decimal number as a tidy file writes it, or nothing.
        digits: decimals that are shown.

    Returns:
        The number in units of its last digit; None where nothing stands.
    """
    return moved(Decimal(text), digits) if text else None


def moved(value: Decimal, digits: int) -> int:
    """Round a number half away from zero and move its point behind the last digit."""
    return int(round_half_away(value, digits).scaleb(digits))


def thousandths_of_p(text: str) -> int | None:
    """A p-value in thousandths; 0 where it is below 0.001, None where nothing stands."""
    if text and Decimal(text) < _SMALLEST_P:
        return 0
    return whole(text, 3)
