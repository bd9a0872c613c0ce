"""Every weight of every calibrator comes out again from the factors that reviewers hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from saualnama.errors import InputError
from saualnama.weighting import CollapseRule, WeightingRecipe, calibrate
from saualnama.weighting.history import CategoryFactor, Limits, weight_history

REGION, SEX_AGE = ("region",), ("sex", "age")
RAKING = WeightingRecipe((REGION, SEX_AGE), minimum_cell=1)


@pytest.mark.parametrize(
    ("recipe", "with_base"),
    [
        (RAKING, False),
        (RAKING, True),
        (replace(RAKING, scale="population"), True),
        (replace(RAKING, bounds=(0.6, 1.8)), False),
        (replace(RAKING, cap=2.2), True),
        (replace(RAKING, calibrator="linear"), True),
        (replace(RAKING, calibrator="linear", bounds=(0.7, 1.8)), False),
        (replace(RAKING, calibrator="logit", bounds=(0.5, 2.0)), True),
    ],
    ids=lambda value: getattr(value, "calibrator", str(value)),
)
def test_weights_are_followed(recipe, with_base, golden_sample, golden_targets):
    n = len(golden_sample)
    base = np.random.default_rng(5).uniform(0.8, 1.2, n) if with_base else np.ones(n)
    result = calibrate(golden_sample, golden_targets, recipe, base if with_base else None)
    factors = [CategoryFactor(f.margin, f.category, f.factor, 0.5, 0.5) for f in result.factors]
    cut = 0
    for at, values in enumerate(golden_sample[["region", "sex", "age"]].to_dict("records")):
        history = weight_history(
            {name: str(value) for name, value in values.items()},
            factors,
            float(result.weights[at]),
            base=float(base[at]),
            limits=Limits(
                recipe.calibrator, recipe.bounds, recipe.cap, float(base[at] / base.mean())
            ),
        )
        assert history.limited == pytest.approx(result.weights[at], rel=1e-9)
        assert history.additive == (recipe.calibrator in ("linear", "logit"))
        cut += history.limited != history.steps[-1].running
    limited = recipe.cap or (recipe.bounds and recipe.calibrator != "logit")
    assert (cut > 0) == bool(limited)
    assert cut == (result.at_lower + result.at_upper if limited else 0)


def test_merged_categories_are_found(golden_sample, golden_targets):
    ages = sorted(golden_sample["age"].astype(str).unique())
    rule = CollapseRule(SEX_AGE, "age", tuple(ages[-2:]))
    result = calibrate(golden_sample, golden_targets, replace(RAKING, collapse=(rule,)))
    factors = [CategoryFactor(f.margin, f.category, f.factor) for f in result.factors]
    row = int(np.flatnonzero(golden_sample["age"].astype(str) == ages[-1])[0])
    values = {name: str(golden_sample[name].iloc[row]) for name in ("region", "sex", "age")}
    history = weight_history(values, factors, float(result.weights[row]))
    assert history.steps[-1].factor.category.endswith(f"{ages[-2]}+{ages[-1]}")
    assert history.difference == pytest.approx(0, abs=1e-9)


def test_steps_multiply_up():
    factors = [
        CategoryFactor("scale", "all", 2.0),
        CategoryFactor("a", "x", 0.5, 0.2, 0.4),
        CategoryFactor("a", "y", 1.5, 0.8, 0.6),
        CategoryFactor("b:c", "u:v", 4.0, 0.1, 0.1),
    ]
    history = weight_history({"a": "y", "b": "u", "c": "v"}, factors, 36.5, base=3.0)
    assert [step.running for step in history.steps] == [6.0, 9.0, 36.0]
    assert history.difference == -0.5


def test_a_category_without_factor_is_named():
    factors = [CategoryFactor("a", "x", 0.5), CategoryFactor("b", "y", 0.5)]
    with pytest.raises(InputError) as caught:
        weight_history({"a": "z", "b": "z"}, factors, 1.0)
    assert [fault.code for fault in caught.value.faults] == ["no-factor", "no-factor"]
    assert "factors.csv, margin `b`: 0 factors for `z`" in str(caught.value)
