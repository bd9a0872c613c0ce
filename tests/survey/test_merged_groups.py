"""Regions as an earlier wave had them. Truth: the mapping in plain Python; known mistakes."""

from __future__ import annotations

from typing import Any

import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.loading import SCHEMAS
from saualnama.shape import check_shape
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire

JOINED = {
    "id": "region_before",
    "merges": "region",
    "groups": [{"id": "old", "of": ["south", "east"]}],
}


def document(*demographics: dict[str, Any]) -> dict[str, Any]:
    content = small_wave.questionnaire()
    content["demographics"] += demographics
    return content


def faults_of(*demographics: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        parse_questionnaire(document(*demographics), "questionnaire.yaml")
    return [(fault.code, fault.problem) for fault in caught.value.faults]


def test_groups_are_joined_and_the_rest_stays() -> None:
    content = document(JOINED)
    check_shape(content, read_yaml(SCHEMAS / "questionnaire.schema.yaml"), "questionnaire.yaml")
    questionnaire = parse_questionnaire(content, "questionnaire.yaml")
    assert questionnaire.demographic["region_before"].groups == ("north", "old")
    survey = ingest(small_wave.frame(), questionnaire, file="small.sav")
    expected = [{1: "north", 2: "old", 3: "old"}[row["REGION"]] for row in small_wave.rows()]
    assert list(survey.frame["region_before"]) == expected


def test_missing_and_refused_stay_what_they_are() -> None:
    rows = small_wave.frame()
    rows.loc[0, "REGION"] = 99
    rows.loc[1, "REGION"] = None
    questionnaire = parse_questionnaire(document(JOINED), "questionnaire.yaml")
    survey = ingest(rows, questionnaire, file="small.sav")
    for name in ("region", "region_before"):
        assert list(survey.frame[name][:2]) == ["_refused", "_missing"]
    assert survey.group_codes("region_before")[:3].tolist() == [-1, -1, 1]


def test_a_group_can_be_renamed_and_bands_joined() -> None:
    renamed = {**JOINED, "groups": [{"id": "south_as_called_then", "of": ["south"]}]}
    ages = {
        "id": "age",
        "merges": "age_group",
        "groups": [{"id": "under_60", "of": ["18_29", "30_59"]}],
    }
    questionnaire = parse_questionnaire(document(renamed, ages), "questionnaire.yaml")
    assert questionnaire.demographic["region_before"].groups == (
        "north",
        "south_as_called_then",
        "east",
    )
    survey = ingest(small_wave.frame(), questionnaire, file="small.sav")
    old = [row["AGE"] >= 60 for row in small_wave.rows()]
    assert list(survey.frame["age"]) == ["60_plus" if is_old else "under_60" for is_old in old]


def test_a_group_is_never_split() -> None:
    split = {
        **JOINED,
        "groups": [{"id": "a", "of": ["south"]}, {"id": "b", "of": ["south", "east"]}],
    }
    assert faults_of(split) == [("split-group", "the group `south` is put into 2 groups")]


def test_a_new_name_that_is_another_group_is_refused() -> None:
    clash = {**JOINED, "groups": [{"id": "north", "of": ["south", "east"]}]}
    assert [code for code, _ in faults_of(clash)] == ["duplicate"]


def test_every_other_mistake_is_named() -> None:
    unknown = {**JOINED, "groups": [{"id": "old", "of": ["south", "west"]}]}
    assert faults_of(unknown) == [("unknown-group", "`region` has no group `west`")]
    assert faults_of({**JOINED, "merges": "oblast"}) == [
        ("unknown-demographic", "it merges `oblast`")
    ]
    assert faults_of({**JOINED, "column": "REGION2"})[0][0] == "useless-key"
    assert ("missing-key", "the key `column` is missing") in faults_of({"id": "nothing"})
