"""From the recipe of config.yaml to the tables of a weighting.

Truth: the weighting room's own tests for the numbers; here that every option of config.yaml
arrives, and that the tables follow from each other by hand.
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

import small_targets
from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape
from saualnama.tabulate.weighting import (
    replicate_recipe,
    replicate_table,
    weigh,
    weighting_recipe,
)
from saualnama.weighting import ReplicateRecipe, WeightingRecipe

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = read_yaml(ROOT / "workflow/schemas/config.schema.yaml")
WEIGHTING = SCHEMA["properties"]["weighting"]
SEX_AGE = {"margins": [["region"], ["sex", "age_group"]]}
MERGE = {
    "margin": ["sex", "age_group"],
    "variable": "age_group",
    "categories": ["30_59", "60_plus"],
    "where": {"sex": "male"},
}


@pytest.fixture(scope="module")
def weighed(small_survey):
    def make(targets: pd.DataFrame | None = None, **changes):
        settings = small_targets.SETTINGS | changes
        check_shape(settings, WEIGHTING, "config.yaml")
        given = small_targets.targets() if targets is None else targets
        return weigh(small_survey, given, settings, "targets.csv")

    return make


@pytest.fixture(scope="module")
def replicated(small_survey):
    def make(asked):
        settings = small_targets.SETTINGS | {"replicates": asked}
        check_shape(settings, WEIGHTING, "config.yaml")
        return replicate_table(small_survey, small_targets.targets(), settings, "targets.csv")

    return make


@pytest.fixture(scope="module")
def plain(weighed):
    return weighed()


def test_the_schema_offers_every_option_of_the_recipe_and_no_other():
    recipe = {field.name for field in fields(WeightingRecipe)}
    assert set(WEIGHTING["properties"]) == recipe | {"variance", "replicates"}
    replicates = WEIGHTING["properties"]["replicates"]["properties"]
    assert set(replicates) == {field.name for field in fields(ReplicateRecipe)}


def test_the_schema_names_the_defaults_that_the_recipe_has():
    made = weighting_recipe({"margins": [["region"]]})
    for name, described in WEIGHTING["properties"].items():
        if "default" in described and name != "variance":
            assert getattr(made, name) == described["default"], name


@pytest.mark.parametrize(
    "changes",
    [
        {"calibrator": "linear"},
        {"calibrator": "logit", "bounds": [0.5, 2]},
        {"calibrator": "poststratification", "margins": [["sex", "age_group"]]},
        {"bounds": [0.7, 1.22]},
        {"cap": 1.2},
        SEX_AGE,
        SEX_AGE | {"collapse": [MERGE]},
        {"scale": "population"},
    ],
    ids=str,
)
def test_options_that_change_the_weights(weighed, plain, changes):
    changed = weighed(**changes).weights["weight"].to_numpy()
    assert np.abs(changed - plain.weights["weight"].to_numpy()).max() > 1e-3


def test_collapsing_changes_weights_against_the_same_margins_without_it(weighed):
    apart, merged = weighed(**SEX_AGE), weighed(**SEX_AGE, collapse=[MERGE])
    assert np.abs(apart.weights["weight"] - merged.weights["weight"]).max() > 1e-3
    assert apart.merges.empty
    assert merged.merges.to_dict("records") == [
        {
            "margin": "sex:age_group",
            "category": "male:30_59+60_plus",
            "member": f"male:{band}",
            "population": small_targets.SEX_AGE["male", band],
            "sample_n": n,
        }
        for band, n in zip(("30_59", "60_plus"), merged.merges["sample_n"], strict=True)
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"minimum_cell": 11}, "10"),
        ({"max_cycles": 1, "margins": [["region"], ["sex", "age_group"]]}, "1"),
        ({"cap": 1.01}, "needs a mean factor"),
        ({"bounds": [0.99, 1.01]}, "needs a mean factor"),
        ({"collapse": [MERGE]}, "no margin of the recipe"),
    ],
    ids=str,
)
def test_options_that_refuse(weighed, changes, said):
    with pytest.raises(InputError, match=said):
        weighed(**changes)


def test_warn_below_names_thin_categories(weighed, plain):
    assert plain.diagnostics["warnings"] == []
    tables = weighed(warn_below=16)
    assert len(tables.diagnostics["warnings"]) == 5
    assert tables.summary.endswith("5 thin categories (see diagnostics.json)")


def test_a_coarse_tolerance_stops_earlier(weighed):
    fine, coarse = weighed(**SEX_AGE), weighed(**SEX_AGE, tolerance=1e-3)
    assert len(coarse.trace) < len(fine.trace)
    assert coarse.trace["miss"].iloc[-1] <= 1e-3


def test_totals_that_differ_are_refused_unless_the_recipe_rescales(weighed, plain):
    targets = small_targets.targets(north=800, south=700, east=500)
    with pytest.raises(InputError, match="2000"):
        weighed(targets)
    rescaled = weighed(targets, rescale_targets=True)
    np.testing.assert_allclose(
        rescaled.weights["weight"], plain.weights["weight"], rtol=1e-11, atol=0
    )


def test_the_weight_is_the_product_of_the_factors(weighed, small_survey):
    tables = weighed(**SEX_AGE)
    factor = tables.factors.set_index(["margin", "category"])["factor"]
    people = small_survey.frame
    product = [
        factor["region", person.region]
        * factor["sex:age_group", f"{person.sex}:{person.age_group}"]
        for person in people.itertuples()
    ]
    np.testing.assert_allclose(tables.weights["weight"], product, rtol=1e-12)
    assert tables.weights["weight"].sum() == pytest.approx(30, rel=1e-12)


def test_the_trace_ends_at_its_first_miss_below_1e_10(weighed):
    trace = weighed(**SEX_AGE).trace
    assert (trace["miss"].iloc[:-1] >= 1e-10).all()
    assert trace["miss"].iloc[-1] < 1e-10
    assert list(trace["cycle"]) == list(range(1, len(trace) + 1))


@pytest.mark.parametrize(
    ("asked", "count", "coefficient"),
    [
        ({"method": "bootstrap", "replicates": 12, "seed": 3}, 12, 1 / 11),
        ({"method": "jackknife"}, 30, 29 / 30),
        ({"method": "delete_a_group", "replicates": 5, "seed": 3}, 5, 4 / 5),
    ],
    ids=lambda value: value["method"] if isinstance(value, dict) else "",
)
def test_replicates_when_asked(weighed, replicated, asked, count, coefficient):
    plain, table = weighed(), replicated(asked)
    names = [f"replicate_{number}" for number in range(1, count + 1)]
    assert list(table.columns) == ["id", *names]
    assert list(table["id"]) == list(plain.weights["id"])
    np.testing.assert_allclose(table[names].sum(), 30, rtol=1e-12)
    tables = weighed(replicates=asked)
    assert tables.diagnostics["replicates"] == count
    assert tables.diagnostics["coefficient_of_variance"] == pytest.approx(coefficient)
    assert "replicates" not in plain.diagnostics
    pd.testing.assert_frame_equal(tables.weights, plain.weights)


def test_each_replicate_meets_the_targets(replicated, small_survey):
    table = replicated({"method": "bootstrap", "replicates": 6, "seed": 3})
    shares = table.drop(columns="id").groupby(small_survey.frame["region"].to_numpy()).sum() / 30
    for region, people in small_targets.REGION.items():
        np.testing.assert_allclose(shares.loc[region], people / 1000, rtol=1e-10)


def test_another_seed_makes_other_replicates(replicated):
    asked = {"method": "bootstrap", "replicates": 4}
    one, other = (replicated(asked | {"seed": seed}) for seed in (1, 2))
    assert (one["replicate_1"] != other["replicate_1"]).any()


def test_a_number_of_replicates_for_the_jackknife_is_refused():
    with pytest.raises(InputError, match="jackknife"):
        replicate_recipe({"replicates": {"method": "jackknife", "replicates": 10}})


def described(properties, required=()):
    for name, key in properties.items():
        default = key.get("default", "none")
        said = str(default).lower() if isinstance(default, bool) else str(default)
        said = "1e-12" if default == 1e-12 else said
        yield f"| `{name}` | {'required' if name in required else said} | {key['description']} |"


def test_the_document_says_what_the_schema_says():
    text = (ROOT / "docs/weighting.md").read_text(encoding="utf-8")
    collapse = WEIGHTING["properties"]["collapse"]["items"]
    replicates = WEIGHTING["properties"]["replicates"]
    rows = [
        row
        for part in (WEIGHTING, collapse, replicates, SCHEMA["properties"]["sensitivity"])
        for row in described(part["properties"], part.get("required", ()))
    ]
    assert [row for row in text.splitlines() if row.startswith("| `")] == rows


def test_the_documents_example_is_a_recipe_that_can_be_used():
    text = (ROOT / "docs/weighting.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    settings = yaml.safe_load(example)["weighting"]
    check_shape(settings, WEIGHTING, "docs/weighting.md")
    recipe = weighting_recipe(settings)
    assert str(recipe.collapse[0]) == "merge 46_60, 61_plus of age_group where region is atyrau"
    assert replicate_recipe(settings) == ReplicateRecipe("bootstrap", 500, 2021)
