"""Adjusting p-values for the number of tests. Tests that were not done (None) do not count.

The two procedures are a few lines each and are written out: importing statsmodels for them costs
more than a second. `statsmodels.stats.multitest.multipletests` is their witness in the tests.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from saualnama.errors import Fault, raise_if_any
from saualnama.inference.design import FloatArray, IntArray


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjust p-values so that the chance of any false finding is bounded (Holm 1979).

    Agrees with statsmodels `multipletests(method="holm")` and R `p.adjust("holm")`.

    Args:
        p_values: 0..1, or None for a test that was not done.

    Returns:
        Adjusted p-values in the order given; None stays None and is not counted.

    Raises:
        InputError: a value outside 0..1.
    """
    p, order = _sorted(p_values)
    steps = np.arange(p.size, 0, -1)
    return _back(p_values, order, np.minimum(np.maximum.accumulate(p * steps), 1.0))


def benjamini_hochberg(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Adjust p-values so that the rate of false findings is bounded (Benjamini, Hochberg 1995).

    Agrees with statsmodels `multipletests(method="fdr_bh")` and R `p.adjust("BH")`.

    Args:
        p_values: 0..1, or None for a test that was not done.

    Returns:
        Adjusted p-values in the order given; None stays None and is not counted.

    Raises:
        InputError: a value outside 0..1.
    """
    p, order = _sorted(p_values)
    raised = p * p.size / np.arange(1, p.size + 1)
    return _back(p_values, order, np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0))


def _sorted(p_values: Sequence[float | None]) -> tuple[FloatArray, IntArray]:
    raise_if_any(
        "p-values cannot be adjusted",
        [
            Fault("p-out-of-range", f"test {number}", f"p is {p}", "0 to 1, or none")
            for number, p in enumerate(p_values, 1)
            if p is not None and not 0.0 <= p <= 1.0
        ],
    )
    p = np.array([value for value in p_values if value is not None], dtype=np.float64)
    order = np.argsort(p, kind="stable")
    return p[order], order


def _back(
    p_values: Sequence[float | None], order: IntArray, adjusted: FloatArray
) -> tuple[float | None, ...]:
    placed = np.empty(adjusted.size)
    placed[order] = adjusted
    values = iter(placed.tolist())
    return tuple(None if p is None else next(values) for p in p_values)
