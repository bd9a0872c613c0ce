from __future__ import annotations

import subprocess
import sys
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from weighting_builders import AB, GOLDEN, two_margins

from saualnama.errors import InputError
from saualnama.weighting import (
    Targets,
    WeightingRecipe,
    calibrate,
    kish_deff,
    targets_from_frame,
    trace_down_to,
)

MARGINS = (("region",), ("sex", "age"))
RAKING = WeightingRecipe(MARGINS)


@pytest.mark.parametrize(("column", "based"), [("raked", False), ("raked_base", True)])
def test_raking_agrees_with_r_rake(
    golden_sample: pd.DataFrame, golden_targets: Targets, column: str, based: bool
) -> None:
    base = golden_sample["base"] if based else None
    result = calibrate(golden_sample, golden_targets, RAKING, base)
    np.testing.assert_allclose(result.weights, golden_sample[column], rtol=1e-9)
    assert result.weights.sum() == pytest.approx(600, rel=1e-13)
    assert result.kish_deff == pytest.approx(kish_deff(golden_sample[column].to_numpy()), rel=1e-9)
    assert result.effective_n == pytest.approx(600 / result.kish_deff)


def test_order_of_margins_and_scale_of_base_do_not_matter(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    base = golden_sample["base"].to_numpy()
    one = calibrate(golden_sample, golden_targets, RAKING, base)
    other = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS[::-1]), 7 * base)
    np.testing.assert_allclose(one.weights, other.weights, rtol=1e-10)


def test_a_weight_is_the_base_weight_times_its_factors(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    base = golden_sample["base"].to_numpy()
    recipe = WeightingRecipe(MARGINS, scale="population")
    result = calibrate(golden_sample, golden_targets, recipe, base)
    factor = {(f.margin, f.category): f.factor for f in result.factors}
    by_hand = [
        row.base
        * factor["scale", "all"]
        * factor["region", row.region]
        * factor["sex:age", f"{row.sex}:{row.age}"]
        for row in golden_sample.itertuples()
    ]
    np.testing.assert_allclose(result.weights, by_hand, rtol=1e-13)
    assert result.weights.sum() == pytest.approx(120_000, rel=1e-12)


def test_all_obstacles_are_listed_at_once(golden_sample: pd.DataFrame) -> None:
    sample = golden_sample.assign(
        region=golden_sample["region"].replace({"turan": "koktem"}).where(lambda s: s.index != 7)
    )
    sample.loc[3, "region"] = "moon"
    targets = targets_from_frame(
        pd.DataFrame(
            {
                "region": ["abay", "bayan", "koktem", "saryarka", "turan", None, None],
                "sex": [None] * 5 + ["male", "female"],
                "population": [20.0, 20, 20, 20, 20, 60, 60],
            }
        )
    )
    with pytest.raises(InputError) as caught:
        calibrate(sample, targets, WeightingRecipe((("region",), ("sex",))))
    assert {fault.code for fault in caught.value.faults} == {
        "missing-value",
        "totals-disagree",
        "no-respondents",
        "no-target",
    }
    assert "`turan` (20.0 %) has no respondent" in str(caught.value)


@pytest.mark.parametrize(
    ("column", "based", "options"),
    [
        ("newton_base", True, {"bounds": (0.0, 1e6)}),
        ("raking_bounded", False, {"bounds": (0.6, 1.9)}),
        ("raking_bounded_base", True, {"bounds": (0.6, 1.9)}),
        ("linear_base", True, {"calibrator": "linear"}),
        ("linear_bounded_base", True, {"calibrator": "linear", "bounds": (0.6, 1.9)}),
        ("logit_base", True, {"calibrator": "logit", "bounds": (0.6, 1.9)}),
    ],
)
def test_calibrators_agree_with_r_calibrate(
    golden_sample: pd.DataFrame,
    golden_targets: Targets,
    column: str,
    based: bool,
    options: dict[str, object],
) -> None:
    base = golden_sample["base"].to_numpy() if based else None
    recipe = WeightingRecipe(MARGINS, **options)
    result = calibrate(golden_sample, golden_targets, recipe, base)
    np.testing.assert_allclose(result.weights, golden_sample[column], rtol=1e-9)
    assert result.trace[-1].miss <= 1e-12


def test_poststratification_agrees_with_r_post_stratify(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    recipe = WeightingRecipe((("age", "sex"),), calibrator="poststratification")
    result = calibrate(golden_sample, golden_targets, recipe, golden_sample["base"])
    np.testing.assert_allclose(result.weights, golden_sample["poststratified_base"], rtol=1e-12)
    assert len(result.trace) == 1


def test_categorical_text_and_number_columns_give_the_same_weights(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    plain = calibrate(golden_sample, golden_targets, RAKING)
    typed = golden_sample.astype({"region": "category", "sex": "category", "age": "category"})
    # categories in another order, one of them without respondents
    typed["region"] = typed["region"].cat.set_categories(
        ["turan", "unused", "saryarka", "koktem", "bayan", "abay"]
    )
    again = calibrate(typed, golden_targets, RAKING)
    np.testing.assert_allclose(again.weights, plain.weights, rtol=1e-12)


def test_two_runs_give_the_same_bits(golden_sample: pd.DataFrame, golden_targets: Targets) -> None:
    first, second = (
        calibrate(golden_sample, golden_targets, RAKING, golden_sample["base"]) for _ in range(2)
    )
    assert first.weights.tobytes() == second.weights.tobytes()
    assert first.factors == second.factors
    assert first.trace == second.trace


def test_base_weights_are_kept_and_must_be_positive(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    base = golden_sample["base"].to_numpy(copy=True)
    calibrate(golden_sample, golden_targets, RAKING, base)
    np.testing.assert_array_equal(base, golden_sample["base"])
    base[[3, 5, 8]] = [0.0, -1.0, np.nan]
    with pytest.raises(InputError) as caught:
        calibrate(golden_sample, golden_targets, RAKING, base)
    assert [fault.where for fault in caught.value.faults] == [
        "base weight, data row 4",
        "base weight, data row 6",
        "base weight, data row 9",
    ]
    with pytest.raises(InputError, match="600 values"):
        calibrate(golden_sample, golden_targets, RAKING, base[:10])


def test_the_trace_falls_and_ends_at_the_first_miss_within_the_tolerance(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    misses = [cycle.miss for cycle in calibrate(golden_sample, golden_targets, RAKING).trace]
    assert misses == sorted(misses, reverse=True)
    assert misses[-1] <= 1e-12 < misses[-2]
    loose = WeightingRecipe(MARGINS, tolerance=1e-6)
    short = [cycle.miss for cycle in calibrate(golden_sample, golden_targets, loose).trace]
    assert short == misses[: len(short)]
    assert short[-1] <= 1e-6 < short[-2]


def test_totals_are_rescaled_only_on_request(golden_sample: pd.DataFrame) -> None:
    frame = pd.read_csv(GOLDEN / "weighting_targets.csv")
    frame["population"] *= np.where(frame["region"].isna(), 1.1, 1.0)
    targets = targets_from_frame(frame, MARGINS)
    with pytest.raises(InputError, match="adds up to 132000, `region` to 120000"):
        calibrate(golden_sample, targets, RAKING)
    recipe = WeightingRecipe(MARGINS, rescale_targets=True, scale="population")
    result = calibrate(golden_sample, targets, recipe)
    np.testing.assert_allclose(result.weights / 200, golden_sample["raked"], rtol=1e-9)


def test_thin_categories_fail_below_the_minimum_and_warn_above(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    smallest = golden_sample.groupby(["sex", "age"]).size().min()
    recipe = WeightingRecipe(MARGINS, warn_below=int(smallest) + 1)
    (warning,) = calibrate(golden_sample, golden_targets, recipe).warnings
    assert warning.code == "thin-category"
    assert f"rests on {smallest} respondents" in warning.problem
    strict = WeightingRecipe(MARGINS, minimum_cell=int(smallest) + 1)
    with pytest.raises(InputError, match=f"rests on {smallest} respondents; expected"):
        calibrate(golden_sample, golden_targets, strict)


def test_what_is_not_there_is_named(golden_sample: pd.DataFrame, golden_targets: Targets) -> None:
    recipe = WeightingRecipe((("region",), ("settlement",)))
    with pytest.raises(InputError) as caught:
        calibrate(golden_sample.drop(columns="region"), golden_targets, recipe)
    assert {fault.code for fault in caught.value.faults} == {"unknown-margin", "no-column"}
    with pytest.raises(InputError, match="has no respondents"):
        calibrate(golden_sample.iloc[:0], golden_targets, RAKING)


def test_a_cross_too_large_to_count_densely_gives_the_same_weights() -> None:
    rng = np.random.default_rng(4)
    n, sizes = 4000, (45, 45, 45)  # 91,125 cells, most of them empty
    sample = pd.DataFrame(
        {name: rng.integers(0, size, n) for name, size in zip("abc", sizes, strict=True)}
    )
    rows = [
        {name: value, "population": people}
        for name, size in zip("abc", sizes, strict=True)
        for value, people in enumerate(rng.permutation(np.linspace(80, 120, size)))
    ]
    targets = targets_from_frame(pd.DataFrame(rows))
    result = calibrate(sample, targets, WeightingRecipe((("a",), ("b",), ("c",))))
    for target in targets.margins:
        reached = pd.Series(result.weights).groupby(sample[target.name]).sum() / n
        np.testing.assert_allclose(reached, target.shares, atol=2e-12)


def test_a_trace_for_files_ends_above_the_digits_in_which_machines_differ(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    trace = calibrate(golden_sample, golden_targets, RAKING).trace
    shown = trace_down_to(trace)
    assert shown == trace[: len(shown)]
    assert shown[-1].miss < 1e-10 <= shown[-2].miss
    assert trace_down_to(trace, 1e-300) == trace


def test_importing_the_room_is_cheap() -> None:
    code = "import sys, saualnama.weighting; print('scipy' in sys.modules)"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("based", [False, True])
def test_memory_is_a_float_and_a_small_integer_a_respondent(based: bool) -> None:
    n = 200_000
    rng = np.random.default_rng(6)
    sample = pd.DataFrame(
        {
            name: pd.Categorical.from_codes(
                rng.integers(0, size, n), [f"{name}{i}" for i in range(size)]
            )
            for name, size in (("a", 17), ("b", 8))
        }
    )
    targets = two_margins(list(rng.uniform(1, 2, 17)), list(rng.uniform(1, 2, 8)))
    recipe = WeightingRecipe(AB, rescale_targets=True)
    base = rng.uniform(0.5, 2, n) if based else None
    calibrate(sample, targets, recipe, base)
    tracemalloc.start()
    try:
        calibrate(sample, targets, recipe, base)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # 8 + 1 bytes a row, and blocks of a fixed size
    assert peak <= 9 * n + 1_500_000
