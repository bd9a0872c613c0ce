from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from weighting_builders import AB, GOLDEN, respondents, two_margins

from saualnama.errors import InputError
from saualnama.weighting import (
    ReplicateRecipe,
    ReplicateWeights,
    Targets,
    WeightingRecipe,
    calibrate,
    replicate_weights,
)
from saualnama.weighting.problem import pose
from saualnama.weighting.replicates import calibrate_replicates

MARGINS = (("region",), ("sex", "age"))
RAKING = WeightingRecipe(MARGINS)
JACKKNIFE = ReplicateRecipe("jackknife", replicates=0)


@pytest.fixture(scope="module")
def of_r() -> pd.Series:
    return pd.read_csv(GOLDEN / "weighting_replicates.csv", index_col="statistic")["value"]


def standard_error(replicates: ReplicateWeights, y: pd.Series) -> float:
    return float(np.sqrt(replicates.variance(y @ replicates.weights / replicates.weights.sum(0))))


def test_jackknife_agrees_with_r(
    golden_sample: pd.DataFrame, golden_targets: Targets, of_r: pd.Series
) -> None:
    base = golden_sample["base"]
    replicates = replicate_weights(golden_sample, golden_targets, RAKING, JACKKNIFE, base)
    assert replicates.weights.shape == (600, 600)
    assert not np.diag(replicates.weights).any()
    np.testing.assert_allclose(
        replicates.weights[:, 6], golden_sample["without_respondent_7"], rtol=1e-9
    )
    assert standard_error(replicates, golden_sample["y"]) == pytest.approx(
        of_r["se_delete_one"], rel=1e-9
    )


def test_groups_left_out_agree_with_r(
    golden_sample: pd.DataFrame, golden_targets: Targets, of_r: pd.Series
) -> None:
    groups = golden_sample["group"].drop_duplicates().to_numpy()  # R's order of clusters
    left_in = (golden_sample["group"].to_numpy()[:, None] != groups).astype(np.uint8)
    problem = pose(golden_sample, golden_targets, RAKING, golden_sample["base"])
    weights = calibrate_replicates(problem, RAKING, left_in)
    np.testing.assert_allclose(weights[:, 0], golden_sample["without_group_1"], rtol=1e-9)
    error = standard_error(ReplicateWeights(weights, "delete_a_group", 29 / 30), golden_sample["y"])
    assert error == pytest.approx(of_r["se_delete_group"], rel=1e-9)


@pytest.mark.parametrize("method", ["bootstrap", "delete_a_group"])
def test_random_replicates_estimate_the_linearised_error(
    golden_sample: pd.DataFrame, golden_targets: Targets, of_r: pd.Series, method: str
) -> None:
    recipe = ReplicateRecipe(method, replicates=400 if method == "bootstrap" else 100, seed=7)
    base = golden_sample["base"]
    replicates = replicate_weights(golden_sample, golden_targets, RAKING, recipe, base)
    # Monte-Carlo error of a standard error from R replicates: 1 / sqrt(2 R), here at three sigma
    slack = 3 / np.sqrt(2 * recipe.replicates)
    assert standard_error(replicates, golden_sample["y"]) == pytest.approx(
        of_r["se_linearised"], rel=slack
    )


def test_every_replicate_meets_every_target(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    recipe = ReplicateRecipe("bootstrap", replicates=50, seed=3)
    weights = replicate_weights(golden_sample, golden_targets, RAKING, recipe).weights
    np.testing.assert_allclose(weights.sum(0), 600, rtol=1e-12)
    for category, share in zip(
        golden_targets.of(("region",)).categories,
        golden_targets.of(("region",)).shares,
        strict=True,
    ):
        own = (golden_sample["region"] == category[0]).to_numpy()
        np.testing.assert_allclose(weights[own].sum(0) / 600, share, atol=2e-12)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"bounds": (0.3, 3.0)},
        {"cap": 3.5},
        {"calibrator": "linear", "bounds": (0.3, 3.0)},
        {"calibrator": "logit", "bounds": (0.3, 3.0)},
        {"scale": "population"},
    ],
)
def test_a_replicate_is_what_its_sample_alone_would_give(
    golden_sample: pd.DataFrame, golden_targets: Targets, options: dict[str, object]
) -> None:
    # another way to the same weights: repeat the rows and weight them as a sample of their own
    base = golden_sample["base"].to_numpy()
    problem_recipe = WeightingRecipe(MARGINS, minimum_cell=1, **options)
    recipe = ReplicateRecipe("bootstrap", replicates=3, seed=11)
    replicates = replicate_weights(golden_sample, golden_targets, problem_recipe, recipe, base)
    times = recipe.multiplicities(600)[:, 1].astype(int)
    drawn = np.repeat(np.arange(600), times)
    alone = calibrate(golden_sample.iloc[drawn], golden_targets, problem_recipe, base[drawn])
    expected = np.bincount(drawn, alone.weights, minlength=600)
    expected *= replicates.weights[:, 1].sum() / expected.sum()
    np.testing.assert_allclose(replicates.weights[:, 1], expected, rtol=1e-9)


def test_the_seed_decides(golden_sample: pd.DataFrame, golden_targets: Targets) -> None:
    def weights(seed: int) -> bytes:
        recipe = ReplicateRecipe("bootstrap", replicates=4, seed=seed)
        return replicate_weights(golden_sample, golden_targets, RAKING, recipe).weights.tobytes()

    assert weights(1) == weights(1)
    assert weights(1) != weights(2)


def test_a_replicate_that_loses_a_category_is_an_error_that_names_it() -> None:
    sample = respondents([[40, 40], [1, 2]])
    recipe = WeightingRecipe(AB, minimum_cell=1)
    with pytest.raises(InputError) as caught:
        replicate_weights(
            sample,
            two_margins([96, 4], [50, 50]),
            recipe,
            ReplicateRecipe("bootstrap", replicates=200, seed=1),
        )
    (fault,) = caught.value.faults
    assert fault.code == "empty-in-replicate"
    assert "category `a1`" in fault.where
    assert "of 200 replicates" in fault.problem


def test_a_replicate_that_cannot_keep_the_limits_is_an_error_that_names_it() -> None:
    sample = respondents([[30, 20], [25, 25]])
    recipe = WeightingRecipe(AB, bounds=(0.85, 1.18), max_cycles=60)
    with pytest.raises(InputError, match=r"replicate \d+, target `[ab]`"):
        replicate_weights(
            sample, two_margins([55, 45], [50, 50]), recipe, ReplicateRecipe(replicates=50)
        )


@pytest.mark.parametrize(
    "options",
    [
        {"method": "jackknife"},
        {"method": "jackknife", "replicates": 0, "seed": 3},
        {"method": "brr"},
        {"replicates": 1},
        {"seed": -1},
    ],
)
def test_a_recipe_that_cannot_work_is_refused_at_birth(options: dict[str, object]) -> None:
    with pytest.raises(InputError, match="replicates' recipe"):
        ReplicateRecipe(**options)


def test_more_groups_than_respondents_are_refused() -> None:
    with pytest.raises(InputError, match="has 5 respondents; expected 10 or more"):
        ReplicateRecipe("delete_a_group", replicates=10).multiplicities(5)
