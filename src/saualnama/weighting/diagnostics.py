"""What weights cost in precision, and what shape they have."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from saualnama.weighting.calibration import WeightingResult
from saualnama.weighting.cells import sum_of_squares
from saualnama.weighting.positions import category_positions

Floats = NDArray[np.float64]

PERCENTILES = (0, 1, 5, 25, 50, 75, 95, 99, 100)


def kish_deff(weights: ArrayLike) -> float:
    """Design effect of unequal weights (Kish 1965): n sum(w^2) / (sum w)^2.

    It is 1 + CV^2 with the population variance, and 1 for equal weights. Agrees with `deffK` of
    R's PracTools.

    Args:
        weights: (n,) non-negative, any scale, not all zero.

    Raises:
        ValueError: no weight, a negative or infinite one, or a sum of zero.
    """
    w = _checked(weights)
    return len(w) * sum_of_squares(w) / float(w.sum()) ** 2


def effective_n(weights: ArrayLike) -> float:
    """Effective sample size n / deff, in respondents (Kish 1965)."""
    w = _checked(weights)
    return len(w) / kish_deff(w)


@dataclass(frozen=True, slots=True)
class WeightSummary:
    """Weights of all respondents or of a group.

    Attributes:
        group: id of the group; `all` for everybody.
        n: respondents.
        total: sum of the weights.
        kish_deff: 1 or more.
        effective_n: n / deff.
        efficiency: 100 / deff, percent.
        cv: coefficient of variation, with the population variance.
        percentiles: the weights at `PERCENTILES` (the first is the smallest, the last the
            largest), by linear interpolation (R's type 7).
    """

    group: str
    n: int
    total: float
    kish_deff: float
    effective_n: float
    efficiency: float
    cv: float
    percentiles: tuple[float, ...]


def summarise_weights(weights: ArrayLike, group: str = "all") -> WeightSummary:
    """Summary of weights.

    Args:
        weights: (n,) non-negative, not all zero.
        group: id to carry.

    Raises:
        ValueError: see `kish_deff`.
    """
    w = _checked(weights)
    deff = kish_deff(w)
    return WeightSummary(
        group=group,
        n=len(w),
        total=float(w.sum()),
        kish_deff=deff,
        effective_n=len(w) / deff,
        efficiency=100.0 / deff,
        cv=float(w.std() / w.mean()),
        percentiles=tuple(float(value) for value in np.percentile(w, PERCENTILES)),
    )


def summarise_by_group(weights: ArrayLike, groups: pd.Series) -> tuple[WeightSummary, ...]:
    """Summaries of the weights in each group, in the order of the group's ids or categories.

    Args:
        weights: (n,) non-negative.
        groups: (n,) id of each respondent's group; respondents without one are in no summary.

    Raises:
        ValueError: lengths differ, or the weights of a group are all zero.
    """
    w = _checked(weights)
    if len(groups) != len(w):
        raise ValueError(f"{len(groups)} groups for {len(w)} weights")
    column = groups.astype("category")
    codes = column.cat.codes.to_numpy()
    return tuple(
        summarise_weights(w[codes == code], str(name))
        for code, name in enumerate(column.cat.categories)
        if (codes == code).any()
    )


def log_ratio_r_squared(
    sample: pd.DataFrame, result: WeightingResult, base_weight: ArrayLike | None = None
) -> float:
    """R^2 of the regression of log(weight / base weight) on the dummies of all margins.

    Exactly 1 for raking without limits, where the log ratio is a sum of one term for each margin;
    below 1 where a limit cut the weights, and for other calibrators. 1 also where no weight was
    changed, since nothing is left to explain.

    Args:
        sample: the frame that was weighted.
        result: its weights.
        base_weight: (n,) the base weights that were given.

    Raises:
        ValueError: another sample, or a weight of zero.
    """
    weights = result.weights
    if len(sample) != len(weights):
        raise ValueError(f"{len(sample)} respondents for {len(weights)} weights")
    base = np.ones(len(weights)) if base_weight is None else np.asarray(base_weight, np.float64)
    if weights.min() <= 0:
        raise ValueError("a weight of zero has no logarithm")
    log_ratio = np.log(weights / base)
    log_ratio -= log_ratio.mean()
    positions = [category_positions(sample, margin) for margin in result.targets]
    sizes = tuple(len(margin.target.categories) for margin in result.targets)
    cells, cell = np.unique(np.ravel_multi_index(tuple(positions), sizes), return_inverse=True)
    counts = np.bincount(cell)
    means = np.bincount(cell, log_ratio) / counts
    spots = np.unravel_index(cells, sizes)
    dummies = np.column_stack([np.eye(size)[spot] for size, spot in zip(sizes, spots, strict=True)])
    root = np.sqrt(counts)
    effects = np.linalg.lstsq(root[:, None] * dummies, root * means, rcond=None)[0]
    residuals = log_ratio - (dummies @ effects)[cell]
    total = sum_of_squares(log_ratio)
    # rounding of equal ratios is no variation
    return 1.0 if total <= 1e-24 * len(weights) else 1.0 - sum_of_squares(residuals) / total


def _checked(weights: ArrayLike) -> Floats:
    w = np.asarray(weights, dtype=np.float64)
    if w.ndim != 1 or not len(w):
        raise ValueError("weights must be a vector with one value a respondent")
    total = float(w.sum())
    if not np.isfinite(total) or total <= 0 or w.min() < 0:
        raise ValueError("weights must be non-negative finite numbers, not all zero")
    return w
