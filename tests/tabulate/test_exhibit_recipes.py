"""Recipes of exhibits. Truth: the contradiction that the test wrote into them."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape
from saualnama.tabulate.exhibits import parse_exhibits

ROOT = Path(__file__).parents[2]


def part(**changes):
    return {"question": "change", "breakdown": "sex", "statistics": ["pct"]} | changes


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (part(question="chance"), "unknown-question", "no question `chance`"),
        (part(breakdown="gender"), "unknown-breakdown", "no breakdown `gender`"),
        (part(answers=["better", "best"]), "unknown-answer", "no answer `best`"),
        (part(statistics=["mean"]), "impossible-statistic", "only a scale has scores"),
        (part(statistics=["pct_of_responses"]), "impossible-statistic", "several answers"),
        (part(question="knows", statistics=["subtotal_pct"]), "impossible-statistic", "subtotals"),
        (part(question="quality"), "impossible-statistic", "rated items have means"),
    ],
)
def test_a_recipe_that_does_not_fit_is_named(small_questionnaire, wrong, code, said):
    content = {"exhibits": [{"id": "table_1", "parts": [part(), wrong]}]}
    with pytest.raises(InputError) as caught:
        parse_exhibits(content, small_questionnaire, "exhibits.yaml")
    (fault,) = caught.value.faults
    assert (fault.code, fault.where) == (code, "exhibits.yaml, `table_1`, part 2")
    assert said in str(fault)


def test_all_faults_come_together_with_repeated_ids(small_questionnaire):
    content = copy.deepcopy(small_wave.EXHIBITS)
    content["exhibits"].append({"id": "table_1", "parts": [part(question="x", breakdown="y")]})
    with pytest.raises(InputError) as caught:
        parse_exhibits(content, small_questionnaire, "exhibits.yaml")
    assert [fault.code for fault in caught.value.faults] == [
        "duplicate",
        "unknown-breakdown",
        "unknown-question",
    ]


def test_only_the_answers_asked_for_are_shown(
    small_questionnaire, small_survey, small_weights, tabulated
):
    content = {"exhibits": [{"id": "table_1", "parts": [part(answers=["worse", "better"])]}]}
    exhibits = parse_exhibits(content, small_questionnaire, "exhibits.yaml")
    table = tabulated(small_survey, small_weights, exhibits=exhibits)
    assert table["answer"].to_list() == ["better", "worse"] * 2
    everything = tabulated(small_survey, small_weights)
    whole = everything[
        (everything["breakdown"] == "sex") & everything["answer"].isin(["better", "worse"])
    ]
    assert table["weighted"].to_list() == whole["weighted"].to_list()


@pytest.mark.parametrize(
    "name",
    ["crosses", "cross_tests", "differences", "letters", "matrix", "tests", "table_1/../matrix"],
)
def test_an_exhibit_cannot_take_the_name_of_another_file(name):
    schema = read_yaml(ROOT / "workflow/schemas/exhibits.schema.yaml")
    content = copy.deepcopy(small_wave.EXHIBITS)
    check_shape(content, schema, "exhibits.yaml")
    content["exhibits"][1]["id"] = name
    with pytest.raises(InputError) as caught:
        check_shape(content, schema, "exhibits.yaml")
    (fault,) = caught.value.faults
    assert name in str(fault)
