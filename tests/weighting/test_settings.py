from __future__ import annotations

from dataclasses import fields

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.weighting import (
    CollapseRule,
    Targets,
    WeightingRecipe,
    calibrate,
    margin_from_text,
    recipe_from_settings,
)

MARGINS = (("region",), ("sex", "age"))


def test_settings_become_a_recipe() -> None:
    recipe = recipe_from_settings(
        {
            "margins": ["region", "sex, age", ["region", "age"]],
            "bounds": [0.3, 3],
            "cap": 4,
            "collapse": [
                {
                    "margin": "region,age",
                    "variable": "age",
                    "categories": [3, 4],
                    "where": {"region": "atyrau"},
                }
            ],
            "minimum_cell": 3,
        }
    )
    assert recipe == WeightingRecipe(
        (("region",), ("sex", "age"), ("region", "age")),
        bounds=(0.3, 3.0),
        cap=4.0,
        collapse=(CollapseRule(("region", "age"), "age", ("3", "4"), (("region", "atyrau"),)),),
        minimum_cell=3,
    )
    assert margin_from_text("sex, age_group") == ("sex", "age_group")


def test_all_wrong_settings_are_listed_at_once() -> None:
    with pytest.raises(InputError) as caught:
        recipe_from_settings(
            {
                "margin": ["region"],
                "bounds": [1],
                "cap": "3",
                "collapse": [{"margin": "region", "into": "x"}],
                "minimum_cell": 2.5,
                "rescale_targets": "yes",
            },
            where="rake.yaml",
        )
    assert [fault.where for fault in caught.value.faults] == [
        "rake.yaml, `margin`",
        "rake.yaml, `bounds`",
        "rake.yaml, `cap`",
        "rake.yaml, `collapse`",
        "rake.yaml, `minimum_cell`",
        "rake.yaml, `rescale_targets`",
        "rake.yaml",
    ]
    with pytest.raises(InputError, match="`margins`: is `region`"):
        recipe_from_settings({"margins": "region"})


OTHER = {
    "margins": (("region",),),
    "calibrator": "linear",
    "bounds": (0.7, 1.7),
    "cap": 2.0,
    "collapse": (CollapseRule(("region",), "region", ("bayan", "koktem")),),
    "scale": "population",
    "tolerance": 1e-4,
}
REFUSING = {"minimum_cell": 60, "max_cycles": 2}
SPEAKING = {"warn_below": 60}


@pytest.mark.parametrize("option", [field.name for field in fields(WeightingRecipe)])
def test_no_option_is_accepted_and_ignored(
    golden_sample: pd.DataFrame, golden_targets: Targets, option: str
) -> None:
    plain = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS))
    if option in OTHER:
        changed = WeightingRecipe(**{"margins": MARGINS, option: OTHER[option]})
        weights = calibrate(golden_sample, golden_targets, changed).weights
        assert abs(weights - plain.weights).max() > 1e-7
    elif option in REFUSING:
        with pytest.raises(InputError):
            calibrate(
                golden_sample,
                golden_targets,
                WeightingRecipe(MARGINS, **{option: REFUSING[option]}),
            )
    elif option in SPEAKING:
        louder = WeightingRecipe(MARGINS, **{option: SPEAKING[option]})
        assert len(calibrate(golden_sample, golden_targets, louder).warnings) > len(plain.warnings)
    else:
        # its own test: test_totals_are_rescaled_only_on_request
        assert option == "rescale_targets"
