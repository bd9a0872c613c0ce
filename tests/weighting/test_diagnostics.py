from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.weighting import (
    Targets,
    WeightingRecipe,
    calibrate,
    effective_n,
    kish_deff,
    log_ratio_r_squared,
    summarise_by_group,
    summarise_weights,
    targets_from_frame,
)

MARGINS = (("region",), ("sex", "age"))
WEIGHTS = st.lists(st.floats(0.01, 100), min_size=1, max_size=30)


@given(WEIGHTS, st.floats(0.001, 1000))
def test_kish_deff_is_one_plus_cv_squared_and_has_no_unit(
    weights: list[float], factor: float
) -> None:
    w = np.array(weights)
    deff = kish_deff(w)
    assert deff == pytest.approx(1 + w.var() / w.mean() ** 2, rel=1e-12)
    assert kish_deff(factor * w) == pytest.approx(deff, rel=1e-12)
    assert deff >= 1 - 1e-12
    assert effective_n(w) * deff == pytest.approx(len(w))
    assert summarise_weights(w).efficiency == pytest.approx(100 * effective_n(w) / len(w))


@pytest.mark.parametrize("weights", [[], [0.0, 0.0], [1.0, -1.0, 2.0], [np.nan], [np.inf], [[1.0]]])
def test_weights_that_are_none_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights must be"):
        kish_deff(weights)


def test_summaries_of_groups_add_up() -> None:
    weights = np.array([0.5, 1.5, 1.0, 1.0, 2.0, 0.0])
    groups = pd.Series(["b", "b", "a", "a", "a", None])
    a, b = summarise_by_group(weights, groups)
    assert (a.group, a.n, a.total) == ("a", 3, 4.0)
    assert (b.group, b.n, b.total) == ("b", 2, 2.0)
    assert b.kish_deff == pytest.approx(1.25)
    assert b.cv == pytest.approx(0.5)
    whole = summarise_weights(weights)
    assert whole.percentiles[0] == 0
    assert whole.percentiles[4] == 1.0
    assert whole.percentiles[-1] == 2.0
    with pytest.raises(ValueError, match="5 groups for 6 weights"):
        summarise_by_group(weights, groups[:5])


def test_r_squared_is_one_for_raking_and_less_with_limits(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    base = golden_sample["base"]
    raked = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS), base)
    assert log_ratio_r_squared(golden_sample, raked, base) == pytest.approx(1, abs=1e-13)
    capped = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS, cap=2.2), base)
    limited = log_ratio_r_squared(golden_sample, capped, base)
    # a second algorithm: least squares on one row a respondent
    crosses = golden_sample["sex"] + golden_sample["age"]
    columns = pd.DataFrame({"region": golden_sample["region"], "cross": crosses})
    dummies = pd.get_dummies(columns).to_numpy(float)
    y = np.log(capped.weights / base)
    residuals = y - dummies @ np.linalg.lstsq(dummies, y, rcond=None)[0]
    assert limited == pytest.approx(1 - residuals.var() / y.var(), abs=1e-12)
    assert limited < 0.999


@pytest.mark.r
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed")
def test_raking_agrees_with_r_on_its_own_data(tmp_path: Path) -> None:
    script = (
        "suppressMessages(library(survey)); data(api); "
        'columns <- c("stype", "sch.wide", "ell", "pw"); '
        f'write.csv(apisrs[columns], "{tmp_path}/api.csv", row.names = FALSE)'
    )
    done = subprocess.run(  # noqa: S603
        [shutil.which("Rscript") or "", "-e", script], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("R's survey package is not installed")
    sample = pd.read_csv(tmp_path / "api.csv")
    targets = targets_from_frame(
        pd.DataFrame(
            {
                "stype": ["E", "H", "M", "", ""],
                "sch.wide": ["", "", "", "No", "Yes"],
                "population": [4421, 755, 1018, 1072, 5122],
            }
        )
    )
    base = sample["pw"] * np.where(sample["ell"] > 20, 1.8, 1.0)
    recipe = WeightingRecipe((("stype",), ("sch.wide",)), scale="population")
    result = calibrate(sample, targets, recipe, base)
    assert result.kish_deff == pytest.approx(1.084593524, abs=1e-9)
    assert result.effective_n == pytest.approx(184.4008798, abs=1e-7)
    assert result.weights.min() == pytest.approx(19.33994837, abs=1e-8)
    assert result.weights.max() == pytest.approx(46.1456925, abs=1e-7)
    assert result.kish_deff_of_base == pytest.approx(kish_deff(base), rel=1e-12)
