"""The inputs hold what is tabulated and no more, and our numbers as they were published."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from replication_builders import RECIPE

from saualnama.errors import InputError
from saualnama.replicate.inputs import replication_inputs
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.weighting import CollapseRule


def test_no_column_that_is_not_tabulated(small_replication):
    """`knows` is a question of the wave that no exhibit shows."""
    columns = set(small_replication.inputs.data.columns)
    assert columns == {
        "id", "raking_1", "raking_2", "region", "sex", "age_group", "change", "why.fear",
        "why.money", "why.not_sure", "quality.police", "quality.courts", "trust",
    }  # fmt: skip


def test_answers_stand_as_ids_and_states_as_nothing(small_replication):
    data = small_replication.inputs.data
    assert data["id"].tolist() == [str(100 + i) for i in range(30)]
    change = ("better", "same", "worse", "not_sure", "better", "worse", "same")
    expected = [change[i % 7] for i in range(30)]
    expected[4] = expected[7] = ""  # refused and missing
    assert data["change"].tolist() == expected
    # not asked, refused, none given
    without = [i for i in range(30) if i % 5 == 0] + [8, 9]
    assert (data["why.fear"] == "").to_numpy().nonzero()[0].tolist() == sorted(without)
    assert set(data["why.fear"]) == {"", "0", "1"}


def test_targets_are_those_of_the_raked_margins(small_replication):
    rows = small_replication.inputs.targets.itertuples(index=False, name=None)
    assert list(rows) == [
        ("region", "north", 4100.0),
        ("region", "south", 3400.0),
        ("region", "east", 2500.0),
        ("sex", "male", 4700.0),
        ("sex", "female", 5300.0),
    ]
    margins = small_replication.inputs.margins
    assert set(margins["margin"]) == {"region", "sex", "age_group"}


def test_merged_categories_are_raked_as_one(replicate):
    rule = {"margin": ["region"], "variable": "region", "categories": ["north", "east"]}
    inputs = replicate(RECIPE | {"collapse": [rule]}).inputs
    together = inputs.data.groupby("raking_1")["region"].agg(set)
    assert together.to_dict() == {"north+east": {"north", "east"}, "south": {"south"}}
    shares = inputs.targets.set_index(["margin", "category"])["population"]
    assert shares["region", "north+east"] == 6600


def test_merged_categories_have_one_dummy_in_variances(small_survey, small_replication):
    rule = CollapseRule(("region",), "region", ("north", "east"))
    weights = small_replication.inputs.weights
    margins = [["region"], ["sex"]]
    plain = wave_design(small_survey, weights, margins, "raked")
    merged = wave_design(small_survey, weights, margins, "raked", [rule])
    regions = small_survey.frame["region"].astype(str)
    assert plain.margins[0].tolist() == [["north", "south", "east"].index(r) for r in regions]
    assert merged.margins[0].tolist() == [int(region == "south") for region in regions]
    assert merged.margins[1].tolist() == plain.margins[1].tolist()


def test_every_figure_stands_once_and_unchanged(small_replication):
    figures = small_replication.inputs.figures
    identity = ["question", "answer", "breakdown", "group", "statistic"]
    assert not figures.duplicated(identity).any()
    change, why, quality, trust = 5 * (1 + 3 + 2 + 3), 6 * (1 + 2), 2 * 3, 4 * 2
    assert len(figures) == change + why + quality + trust
    numbers = figures.groupby(["question", "breakdown", "statistic", "answer"])["figure"].nunique()
    assert (numbers == 1).all()
    assert figures["figure"].max() == len(numbers)
    one = figures[(figures["question"] == "change") & (figures["breakdown"] == "total")]
    answered = small_replication.inputs.data["change"].isin(["better", "worse"])
    shown = one.loc[one["statistic"] == "subtotal_pct", "unweighted"].item()
    assert float(shown) == pytest.approx(100 * answered.sum() / 28, rel=1e-9)


def test_tests_are_those_of_one_answer_a_respondent(small_replication):
    tests = small_replication.inputs.tests
    assert [tuple(row) for row in tests[["question", "answer", "breakdown"]].to_numpy()] == [
        ("change", "", "region"),
        ("change", "", "sex"),
        ("change", "", "age_group"),
        ("why", "fear", "sex"),
        ("why", "money", "sex"),
        ("why", "not_sure", "sex"),
        ("quality", "police", "region"),
        ("quality", "courts", "region"),
        ("trust", "", "sex"),
    ]
    counts = pd.crosstab(*(small_replication.inputs.data[name] for name in ("trust", "sex")))
    counts = counts[counts.index != ""].to_numpy(dtype=float)
    expected = counts.sum(1, keepdims=True) * counts.sum(0) / counts.sum()
    chi2 = ((counts - expected) ** 2 / expected).sum()
    assert float(tests["pearson_chi2"].iloc[-1]) == pytest.approx(chi2, rel=1e-9)


def test_weights_of_others_are_refused(small_survey, replicate):
    made = replicate()
    import small_wave
    from saualnama.replicate import Results
    from saualnama.tabulate.weighting import weighting_recipe
    from saualnama.weighting import targets_from_frame

    recipe = weighting_recipe(RECIPE)
    exhibits = parse_exhibits(small_wave.EXHIBITS, small_survey.questionnaire, "exhibits.yaml")
    targets = pd.DataFrame(
        {
            "region": ["north", "south", "east", "", ""],
            "sex": ["", "", "", "male", "female"],
            "population": [4, 3, 3, 5, 5],
        }
    )
    results = Results(targets, made.inputs.weights.iloc[1:], made.inputs.margins, [], None)
    with pytest.raises(InputError, match="do not belong to this survey"):
        replication_inputs(
            small_survey, exhibits, recipe, targets_from_frame(targets), replace(results)
        )
