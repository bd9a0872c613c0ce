"""Rounding as the report, SPSS and Excel do it: half away from zero.

Python's, numpy's and pandas' `round` go half to even and are not used on any figure that is shown.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

_NOISE = Decimal("1e-9")


def round_half_away(value: float | Decimal | Fraction, digits: int) -> Decimal:
    """Round to `digits` decimals, halves away from zero.

    Binary noise is cleared first at 1e-9, so that 31.25 computed as 31.249999999999996 is still
    the tie that it is on paper.

    Args:
        value: a finite number in any unit; a `Fraction` is exact.
        digits: decimals to keep, 0 or more.

    Returns:
        A `Decimal` with exactly `digits` decimals; never a negative zero.

    Raises:
        ValueError: `value` is not finite or `digits` is negative.
    """
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    else:
        exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not exact.is_finite():
        raise ValueError(f"cannot round {value}")
    if digits < 0:
        raise ValueError(f"digits is {digits}, expected 0 or more")
    cleared = exact.quantize(_NOISE, rounding=ROUND_HALF_EVEN)
    rounded = cleared.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded
