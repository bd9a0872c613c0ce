"""What weights cost in precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def kish_deff(weights: Floats) -> float:
    """Design effect of unequal weights (Kish 1965): n sum(w^2) / (sum w)^2.

    It is 1 + CV^2 with the population variance, and 1 for equal weights. Agrees with `deff_kish`
    of R's PracTools.

    Args:
        weights: (n,) non-negative, any scale, not all zero.

    Raises:
        ValueError: no weight, a negative or infinite one, or a sum of zero.
    """
    w = np.asarray(weights, dtype=np.float64)
    total = float(w.sum())
    if w.ndim != 1 or not len(w) or not np.isfinite(total) or total <= 0 or w.min() < 0:
        raise ValueError("weights must be non-negative finite numbers, not all zero")
    return len(w) * float(np.square(w).sum()) / total**2


def effective_n(weights: Floats) -> float:
    """Effective sample size n / deff, in respondents (Kish 1965)."""
    return len(weights) / kish_deff(weights)


def weighting_efficiency(weights: Floats) -> float:
    """Efficiency 100 / deff, in percent."""
    return 100.0 / kish_deff(weights)
