from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.weighting import Targets, WeightingRecipe, calibrate, kish_deff, targets_from_frame

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
