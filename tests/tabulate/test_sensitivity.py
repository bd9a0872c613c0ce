"""Other weightings. Truth: shares that each scenario's targets demand, worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import small_targets
from saualnama.errors import InputError
from saualnama.tabulate.headlines import HeadlineSums
from saualnama.tabulate.sensitivity import (
    SENSITIVITY_COLUMNS,
    Trial,
    scenarios,
    sensitivity_table,
    target_errors,
)
from saualnama.tabulate.targets_about import parse_targets_about
from saualnama.tabulate.weighting import demographics_frame, weighting_recipe
from saualnama.weighting import calibrate, targets_from_frame

FIGURES = [("region", "north"), ("region", "south"), ("region", "east"), ("sex", "male")]
FIGURES += [("age_group", "18_29")]
ALTERNATIVES = {
    "caps": [1.22, 1.01],
    "margins": [[["region"], ["sex", "age_group"]], [["region"], ["age_group"]]],
}


@pytest.fixture(scope="module")
def trial(small_survey):
    """The share of each of `FIGURES` takes the place of headline figures."""
    sample = demographics_frame(small_survey)
    inside = np.column_stack([100.0 * (sample[name] == group) for name, group in FIGURES])
    headlines = tuple(range(len(FIGURES)))
    sums = HeadlineSums(headlines, inside, np.ones_like(inside))
    targets = targets_from_frame(small_targets.targets(), where="targets.csv")
    return Trial(sample, targets, weighting_recipe(small_targets.SETTINGS), sums)


@pytest.fixture(scope="module")
def known(trial):
    return parse_targets_about(small_targets.ABOUT, trial.targets, "about.yaml")


@pytest.fixture(scope="module")
def found(trial, known):
    result = calibrate(trial.sample, trial.targets, trial.recipe)
    return scenarios(trial, result, known, ALTERNATIVES)


def test_the_scenarios_in_order(found):
    assert [(s.kind, s.margins_named, s.cap) for s in found if s.kind != "target"] == [
        ("unweighted", "", None),
        ("recipe", "region + sex", None),
        ("cap", "region + sex", 1.22),
        ("cap", "region + sex", 1.01),
        ("margins", "region + sex:age_group", None),
        ("margins", "region + age_group", None),
    ]
    # only the margin whose error is stated is moved: each category up, then down
    assert [(s.variable, s.category, s.moved) for s in found if s.kind == "target"] == [
        ("region", name, sign * error)
        for name, error in (("north", 4.0), ("south", 4.0), ("east", 10.0))
        for sign in (1, -1)
    ]


def test_shares_without_weights_and_under_the_recipe(found):
    np.testing.assert_allclose(found[0].estimates[:3], 100 / 3, rtol=1e-12)
    assert found[0].kish_deff == found[0].weight_max == 1
    np.testing.assert_allclose(found[1].estimates[:4], [40, 35, 25, 48], rtol=1e-11)


def test_a_cap_holds_and_an_impossible_one_says_why(found):
    assert found[2].weight_max <= 1.22 + 1e-9
    np.testing.assert_allclose(found[2].estimates[:4], [40, 35, 25, 48], rtol=1e-11)
    assert found[3].estimates is None
    assert "needs a mean factor of 1.2" in found[3].obstacle


def test_margins_that_are_sums_of_finer_targets(found):
    young = 100 * (120 + 110) / 1000
    for scenario in found[4:6]:
        assert scenario.estimates[4] == pytest.approx(young, rel=1e-11)
    assert found[1].estimates[4] != pytest.approx(young, rel=1e-3)


def test_a_moved_target_moves_its_share_and_the_others_give_way_in_proportion(found):
    for scenario in found:
        if scenario.kind != "target":
            continue
        at = ["north", "south", "east"].index(scenario.category)
        shares = np.array([40.0, 35.0, 25.0])
        wanted = shares * (100 - shares[at] * (1 + scenario.moved / 100)) / (100 - shares[at])
        wanted[at] = shares[at] * (1 + scenario.moved / 100)
        np.testing.assert_allclose(scenario.estimates[:3], wanted, rtol=1e-11)
        assert scenario.estimates[3] == pytest.approx(48, rel=1e-11)


def test_a_margin_that_no_target_gives_is_refused(trial, known):
    result = calibrate(trial.sample, trial.targets, trial.recipe)
    with pytest.raises(InputError, match="sensitivity, margin `region:sex`"):
        scenarios(trial, result, known, {"margins": [[["region", "sex"]]]})


def test_nothing_is_moved_when_no_error_is_stated(trial):
    result = calibrate(trial.sample, trial.targets, trial.recipe)
    kinds = {scenario.kind for scenario in scenarios(trial, result, (), {})}
    assert kinds == {"unweighted", "recipe"}


def test_effects_of_errors_are_the_largest_changes(found):
    # north is a share of 40: its own move of 4 % makes 1.6 points, more than any other's
    (error,) = target_errors(found, 0)
    assert (error.variable, error.category) == ("region", "north")
    assert abs(error.largest) == pytest.approx(1.6)
    by_east = 40 * 2.5 / 75  # east off by a tenth is 2.5 points, shared by 40 and 35
    by_south = 40 * 1.4 / 65
    assert error.together == pytest.approx(1.6 + by_east + by_south)


def test_the_table_has_a_row_a_scenario_and_figure(found, trial):
    class Named:
        question, answer, statistic = "q", "a", "pct"

    sums = HeadlineSums(tuple(Named() for _ in FIGURES), trial.sums.values, trial.sums.base)
    table = sensitivity_table(found, sums)
    assert list(table.columns) == list(SENSITIVITY_COLUMNS)
    assert len(table) == len(found) * len(FIGURES)
    recipe = table[table["kind"] == "recipe"]
    assert (recipe["change"] == 0).all()
    assert table["estimate"].isna().sum() == len(FIGURES)  # the impossible cap
    assert (table["obstacle"] != "").sum() == len(FIGURES)
    change = table["estimate"].to_numpy().reshape(-1, len(FIGURES)) - recipe["estimate"].to_numpy()
    np.testing.assert_array_equal(table["change"].to_numpy(), change.ravel())
    assert pd.isna(table["moved_pct"]).sum() == 6 * len(FIGURES)
