from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.weighting import CollapseRule, WeightingRecipe, calibrate, targets_from_frame

REGION_AGE = ("region", "age")
RULE = CollapseRule(REGION_AGE, "age", ("46_60", "61_plus"), (("region", "atyrau"),))
AGES = ("18_45", "46_60", "61_plus")


def thin_sample() -> pd.DataFrame:
    counts = {("atyrau", "18_45"): 40, ("atyrau", "46_60"): 20, ("atyrau", "61_plus"): 2}
    counts |= {("abay", age): 30 for age in AGES}
    return pd.DataFrame(
        [cell for cell, count in counts.items() for _ in range(count)], columns=["region", "age"]
    )


def targets_frame() -> pd.DataFrame:
    return pd.DataFrame(
        [
            (region, age, people)
            for region, row in {"atyrau": (30, 15, 5), "abay": (25, 15, 10)}.items()
            for age, people in zip(AGES, row, strict=True)
        ],
        columns=["region", "age", "population"],
    )


def test_a_thin_cell_fails_until_it_is_collapsed_and_the_merge_is_listed() -> None:
    targets = targets_from_frame(targets_frame())
    with pytest.raises(InputError, match="`atyrau:61_plus`: rests on 2 respondents") as caught:
        calibrate(thin_sample(), targets, WeightingRecipe((REGION_AGE,)))
    assert [fault.code for fault in caught.value.faults] == ["thin-category"]

    sample = thin_sample()
    result = calibrate(sample, targets, WeightingRecipe((REGION_AGE,), collapse=(RULE,)))
    (merge,) = result.merges
    assert merge.category == "atyrau:46_60+61_plus"
    assert merge.members == ("atyrau:46_60", "atyrau:61_plus")
    assert merge.population == (15, 5)
    assert merge.sample_n == (20, 2)
    together = (sample["region"] == "atyrau") & (sample["age"] != "18_45")
    assert result.weights[together].sum() == pytest.approx(152 * 0.20, rel=1e-12)
    assert np.ptp(result.weights[together]) == 0
    factor = {f.category: f for f in result.factors}
    assert factor["atyrau:46_60+61_plus"].members == merge.members
    assert factor["abay:61_plus"].members == ("abay:61_plus",)
    assert [fault.where for fault in result.warnings] == [
        "target `region:age`, category `atyrau:46_60+61_plus`"
    ]


def test_without_a_condition_the_merge_is_made_in_every_region() -> None:
    rule = CollapseRule(REGION_AGE, "age", ("46_60", "61_plus"))
    recipe = WeightingRecipe((REGION_AGE,), collapse=(rule,))
    result = calibrate(thin_sample(), targets_from_frame(targets_frame()), recipe)
    assert [merge.category for merge in result.merges] == [
        "atyrau:46_60+61_plus",
        "abay:46_60+61_plus",
    ]


def test_a_member_without_respondents_is_no_obstacle_once_merged() -> None:
    sample = thin_sample().query("not (region == 'atyrau' and age == '61_plus')")
    recipe = WeightingRecipe((REGION_AGE,), collapse=(RULE,))
    result = calibrate(sample, targets_from_frame(targets_frame()), recipe)
    assert result.merges[0].sample_n == (20, 0)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (CollapseRule(REGION_AGE, "sex", ("m", "f")), "`sex` is no variable of the margin"),
        (CollapseRule(REGION_AGE, "age", ("46_60",)), "merges nothing"),
        (CollapseRule(REGION_AGE, "age", AGES, (("age", "46_60"),)), "cannot be a condition"),
        (CollapseRule(("sex",), "sex", ("m", "f")), "is no margin of the recipe"),
    ],
)
def test_a_rule_that_cannot_work_is_refused_with_the_recipe(
    rule: CollapseRule, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        WeightingRecipe((REGION_AGE,), collapse=(rule,))


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ((CollapseRule(REGION_AGE, "age", ("46_60", "90")),), "has no category `90`"),
        (
            (CollapseRule(REGION_AGE, "age", AGES, (("region", "moon"),)),),
            "`region` has no category `moon`",
        ),
        ((RULE, CollapseRule(REGION_AGE, "age", AGES)), "is in another rule too"),
    ],
)
def test_a_rule_that_does_not_fit_the_targets_is_refused(
    rules: tuple[CollapseRule, ...], message: str
) -> None:
    recipe = WeightingRecipe((REGION_AGE,), collapse=rules)
    with pytest.raises(InputError, match=message):
        calibrate(thin_sample(), targets_from_frame(targets_frame()), recipe)
