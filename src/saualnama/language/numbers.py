"""Numbers as each language writes them; always rounded half away from zero."""

from __future__ import annotations

from saualnama.language.words import Language
from saualnama.rounding import round_half_away

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

SMALLEST_P, LARGEST_P = 0.001, 0.999
"""Smaller p-values are written as smaller than the one, those that round to 1 as larger than the
other: only an adjusted p-value is ever 1, and `1,000` reads like a thousand."""


def format_value(value: float, digits: int, language: Language) -> str:
    """Write a number.

    Kazakh and Russian have a decimal comma and a narrow no-break space between thousands from
    10 000 on; English a point and a comma from 1,000 on. A minus is a minus sign.

    Args:
        value: a finite number.
        digits: decimals to show.
        language: whose convention.

    Raises:
        ValueError: `value` is not finite.
    """
    rounded = round_half_away(value, digits)
    whole, _, part = f"{abs(rounded):f}".partition(".")
    separator = "," if language == "en" else NARROW_SPACE
    if language == "en" or len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", separator)
    text = whole + (("." if language == "en" else ",") + part if part else "")
    return MINUS + text if rounded < 0 else text


def format_p(p: float, language: Language) -> str:
    """Write a p-value with its relation: `p = 0.023`, `p < 0.001`, `p > 0.999`.

    Raises:
        ValueError: `p` is outside 0..1.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"a p-value of {p}")
    if p < SMALLEST_P:
        return f"p < {format_value(SMALLEST_P, 3, language)}"
    if round_half_away(p, 3) == 1:
        return f"p > {format_value(LARGEST_P, 3, language)}"
    return f"p = {format_value(p, 3, language)}"
