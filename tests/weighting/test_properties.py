"""What must hold for every sample, whatever its numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from weighting_builders import AB, respondents, two_margins, weighted_shares

from saualnama.weighting import WeightingRecipe, calibrate, kish_deff

RAKING = WeightingRecipe(AB, minimum_cell=1)
TABLES = arrays(
    np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(1, 9)
)
SEEDS = st.integers(0, 2**32 - 1)


def problem(
    counts: np.ndarray, seed: int
) -> tuple[pd.DataFrame, list[float], list[float], np.ndarray]:
    rng = np.random.default_rng(seed)
    sample = respondents(counts)
    a, b = (list(rng.uniform(0.5, 2, size) * 1000) for size in counts.shape)
    b = [value * sum(a) / sum(b) for value in b]
    return sample, a, b, np.exp(rng.normal(0, 0.4, len(sample)))


@given(TABLES, SEEDS)
@settings(max_examples=40, deadline=None)
def test_raked_shares_equal_the_targets(counts: np.ndarray, seed: int) -> None:
    sample, a, b, base = problem(counts, seed)
    result = calibrate(sample, two_margins(a, b), RAKING, base)
    np.testing.assert_allclose(
        weighted_shares(sample, result.weights, "a"), np.array(a) / sum(a), atol=2e-12
    )
    np.testing.assert_allclose(
        weighted_shares(sample, result.weights, "b"), np.array(b) / sum(b), atol=2e-12
    )
    assert result.weights.min() > 0
    assert result.weights.sum() == pytest.approx(len(sample), rel=1e-11)
    assert result.kish_deff == pytest.approx(kish_deff(result.weights), rel=1e-10)


@given(TABLES, SEEDS)
@settings(max_examples=25, deadline=None)
def test_order_of_margins_and_scale_of_base_weights_do_not_matter(
    counts: np.ndarray, seed: int
) -> None:
    sample, a, b, base = problem(counts, seed)
    targets = two_margins(a, b)
    result = calibrate(sample, targets, RAKING, base)
    turned = calibrate(sample, targets, WeightingRecipe(AB[::-1], minimum_cell=1), 7 * base)
    np.testing.assert_allclose(turned.weights, result.weights, rtol=1e-9)
    of = {(f.margin, f.category): f.factor for f in turned.factors if f.margin != "scale"}
    for factor in result.factors[1:]:
        assert of[factor.margin, factor.category] == pytest.approx(factor.factor, rel=1e-9)


@given(TABLES, SEEDS)
@settings(max_examples=25, deadline=None)
def test_newton_finds_what_iterative_fitting_finds(counts: np.ndarray, seed: int) -> None:
    sample, a, b, base = problem(counts, seed)
    targets = two_margins(a, b)
    unlimited = WeightingRecipe(AB, minimum_cell=1, bounds=(0.0, 1e9))
    np.testing.assert_allclose(
        calibrate(sample, targets, unlimited, base).weights,
        calibrate(sample, targets, RAKING, base).weights,
        rtol=1e-9,
    )


@given(TABLES, SEEDS)
@settings(max_examples=25, deadline=None)
def test_every_row_twice_and_permuted_categories_change_nothing_else(
    counts: np.ndarray, seed: int
) -> None:
    sample, a, b, base = problem(counts, seed)
    result = calibrate(sample, two_margins(a, b), RAKING, base)
    doubled = pd.concat([sample, sample], ignore_index=True)
    twice = calibrate(doubled, two_margins(a, b), RAKING, np.tile(base, 2))
    np.testing.assert_allclose(twice.weights, np.tile(result.weights, 2), rtol=1e-9)
    turn = np.random.default_rng(seed).permutation(len(a))
    renamed = sample.assign(
        a=sample["a"].map({f"a{old}": f"a{new}" for new, old in enumerate(turn)})
    )
    permuted = calibrate(renamed, two_margins([a[old] for old in turn], b), RAKING, base)
    np.testing.assert_allclose(permuted.weights, result.weights, rtol=1e-9)


@given(TABLES, SEEDS)
@settings(max_examples=25, deadline=None)
def test_log_ratio_is_a_sum_of_margin_effects(counts: np.ndarray, seed: int) -> None:
    sample, a, b, base = problem(counts, seed)
    log_ratio = np.log(calibrate(sample, two_margins(a, b), RAKING, base).weights / base)
    dummies = np.column_stack([pd.get_dummies(sample[name]).to_numpy(float) for name in "ab"])
    fitted = dummies @ np.linalg.lstsq(dummies, log_ratio, rcond=None)[0]
    np.testing.assert_allclose(fitted, log_ratio, atol=1e-9)


@given(TABLES, SEEDS, st.sampled_from(["raking", "linear", "logit"]))
@settings(max_examples=40, deadline=None)
def test_bounded_weights_keep_bounds_and_targets(
    counts: np.ndarray, seed: int, calibrator: str
) -> None:
    sample = respondents(counts)
    rng = np.random.default_rng(seed)
    # targets that some ratios inside the bounds do meet
    ratio = rng.uniform(0.75, 1.6, counts.shape)
    cells = counts * ratio
    low, high = 0.7 / (cells.sum() / counts.sum()), 1.7 / (cells.sum() / counts.sum())
    recipe = WeightingRecipe(
        AB, minimum_cell=1, calibrator=calibrator, bounds=(min(low, 0.99), max(high, 1.01))
    )
    result = calibrate(sample, two_margins(cells.sum(1), cells.sum(0)), recipe)
    assert recipe.bounds is not None
    assert recipe.bounds[0] - 1e-12 <= result.weights.min()
    assert result.weights.max() <= recipe.bounds[1] + 1e-12
    np.testing.assert_allclose(
        weighted_shares(sample, result.weights, "b"), cells.sum(0) / cells.sum(), atol=2e-12
    )
