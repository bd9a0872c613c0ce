from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize
from weighting_builders import AB, respondents, two_margins

from saualnama.errors import InputError
from saualnama.weighting import Targets, WeightingRecipe, calibrate

MARGINS = (("region",), ("sex", "age"))


def fault_codes(error: InputError) -> set[str]:
    return {fault.code for fault in error.faults}


def test_a_cap_holds_for_the_weight_and_the_margins_are_still_met(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    base = golden_sample["base"].to_numpy()
    result = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS, cap=2.2), base)
    assert result.weights.max() <= 2.2 * (1 + 1e-12)
    assert result.at_upper == (result.weights > 2.2 * (1 - 1e-12)).sum() > 10
    assert result.at_lower == 0
    assert result.trace[-1].miss <= 1e-12
    # with base weights a cap on the weight is no bound on the ratio
    ratio = result.weights / base
    assert len(np.unique(np.round(ratio[result.weights > 2.199], 6))) > 10
    for column, target in (("region", golden_targets.of(("region",))),):
        reached = pd.Series(result.weights).groupby(golden_sample[column]).sum() / 600
        for category, share in zip(target.categories, target.shares, strict=True):
            assert reached[category[0]] == pytest.approx(share, abs=1e-12)


def test_a_cap_agrees_with_a_general_optimiser() -> None:
    # another algorithm: minimise the Kullback-Leibler distance under the cap directly
    sample = respondents([[8, 6], [7, 9], [5, 15]])
    targets = two_margins([30, 40, 30], [55, 45])
    base = np.exp(np.random.default_rng(5).normal(0, 0.3, len(sample)))
    base *= len(base) / base.sum()
    result = calibrate(sample, targets, WeightingRecipe(AB, cap=1.9), base)
    assert 0 < result.at_upper < len(sample)
    dummies = np.column_stack(
        [sample["a"] == "a0", sample["a"] == "a1", sample["a"] == "a2", sample["b"] == "b0"]
    ).astype(float)
    wanted = np.array([0.3, 0.4, 0.3, 0.55]) * len(sample)
    answer = minimize(
        lambda w: np.sum(w * np.log(w / base) - w + base),
        np.full(len(base), 1.0),
        jac=lambda w: np.log(w / base),
        bounds=[(1e-6, 1.9)] * len(base),
        constraints={
            "type": "eq",
            "fun": lambda w: dummies.T @ w - wanted,
            "jac": lambda _: dummies.T,
        },
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-14},
    )
    np.testing.assert_allclose(result.weights, answer.x, atol=2e-6)


def test_bounds_contain_every_ratio_and_limit_some(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    result = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS, bounds=(0.65, 1.7)))
    assert result.form == "limited product"
    assert result.weights.min() == pytest.approx(0.65, abs=1e-12)
    assert result.weights.max() == pytest.approx(1.7, abs=1e-12)
    assert result.at_lower > 0
    assert result.at_upper > 0


def test_every_form_can_be_recomputed_from_its_factors(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    base = golden_sample["base"].to_numpy()
    low, high = 0.6, 1.9
    crosses = golden_sample["sex"] + ":" + golden_sample["age"]
    pairs = list(zip(golden_sample["region"], crosses, strict=True))
    for calibrator, form in (
        ("raking", "limited product"),
        ("linear", "limited sum"),
        ("logit", "logistic"),
    ):
        recipe = WeightingRecipe(MARGINS, calibrator=calibrator, bounds=(low, high))
        result = calibrate(golden_sample, golden_targets, recipe, base)
        assert result.form == form
        factor = {(f.margin, f.category): f.factor for f in result.factors}
        one = np.array([factor["region", region] for region, _ in pairs])
        two = np.array([factor["sex:age", cell] for _, cell in pairs])
        steep = (high - low) / ((1 - low) * (high - 1))
        odds = (1 - low) / (high - 1) * np.exp(steep * (one + two))
        ratio = {
            "limited product": np.clip(one * two, low, high),
            "limited sum": np.clip(1 + one + two, low, high),
            "logistic": (low + high * odds) / (1 + odds),
        }[form]
        np.testing.assert_allclose(
            result.weights, base * factor["scale", "all"] * ratio, rtol=1e-12
        )


def test_a_mean_factor_beyond_the_limits_is_named_before_iterating(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    with pytest.raises(InputError, match=r"`male:18_29`: needs a mean factor of 1\.66") as caught:
        calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS, bounds=(0.5, 1.6)))
    assert fault_codes(caught.value) == {"beyond-limits"}


def test_limits_that_only_together_cannot_be_met_say_what_is_missed() -> None:
    # each category alone could reach its target, the cell a0 x b0 cannot serve both
    sample = respondents([[5, 45], [45, 5]])
    targets = two_margins([80, 20], [80, 20])
    with pytest.raises(InputError) as caught:
        calibrate(sample, targets, WeightingRecipe(AB, bounds=(0.1, 1.7)))
    assert fault_codes(caught.value) == {"impossible-margins"}
    assert "within the limits" in caught.value.headline
    assert "points where all misses together are smallest" in str(caught.value)


def test_a_base_weight_over_the_cap_even_at_its_lower_bound_is_named() -> None:
    sample = respondents([[10, 10], [10, 10]])
    base = np.ones(40)
    base[7] = 10.0
    recipe = WeightingRecipe(AB, bounds=(0.5, 3.0), cap=3.0)
    with pytest.raises(InputError, match="data row 8") as caught:
        calibrate(sample, two_margins([50, 50], [50, 50]), recipe, base)
    assert len(caught.value.faults) == 1


def test_unbounded_linear_weights_below_zero_are_refused() -> None:
    sample = respondents([[90, 5], [5, 90]])
    recipe = WeightingRecipe(AB, calibrator="linear")
    with pytest.raises(InputError, match="a a0, b b1: linear calibration gives -") as caught:
        calibrate(sample, two_margins([10, 90], [90, 10]), recipe)
    assert fault_codes(caught.value) == {"negative-weight"}


@pytest.mark.parametrize(
    "options",
    [
        {"bounds": (1.2, 2.0)},
        {"bounds": (-0.1, 2.0)},
        {"cap": 1.0},
        {"calibrator": "logit"},
        {"calibrator": "logit", "bounds": (0.5, 2.0), "cap": 2.0},
        {"calibrator": "poststratification"},
        {"calibrator": "newton"},
        {"tolerance": 0.0},
        {"scale": "percent"},
        {"minimum_cell": 0},
        {"warn_below": -1},
        {"max_cycles": 0},
    ],
)
def test_a_recipe_that_cannot_work_is_refused_at_birth(options: dict[str, object]) -> None:
    with pytest.raises(InputError, match="recipe cannot be used"):
        WeightingRecipe(MARGINS, **options)


@pytest.mark.parametrize("margins", [(), ("region",), ((),), (("a",), ("a",)), (("a", "a"),)])
def test_margins_that_are_none_are_refused_at_birth(margins: object) -> None:
    with pytest.raises(InputError, match="margins"):
        WeightingRecipe(margins)
