"""Shapes of configuration files. Truth: the committed files, each with one known change."""

from __future__ import annotations

import copy
import datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import small_wave
from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "workflow/schemas"
CONFIG = read_yaml(ROOT / "config.yaml")
SCHEMA = read_yaml(SCHEMAS / "config.schema.yaml")


def faults(content, schema=SCHEMA):
    with pytest.raises(InputError) as caught:
        check_shape(content, schema, "config.yaml")
    assert str(caught.value).startswith("config.yaml cannot be used:\n  config.yaml, ")
    return caught.value.faults


def changed(path, value):
    content = copy.deepcopy(CONFIG)
    inside = content
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return content


def objects(schema, path="top"):
    """Every object of a schema with its place."""
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            yield path, schema
        for key, value in schema.items():
            yield from objects(value, f"{path}.{key}")
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value, path)


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.yaml")), ids=lambda path: path.name)
def test_a_schema_is_one_and_leaves_no_object_open(path):
    schema = read_yaml(path)
    Draft202012Validator.check_schema(schema)
    for place, inside in objects(schema):
        assert "additionalProperties" in inside, place
        for key in inside.get("required", ()):
            assert key in inside["properties"], (place, key)


def keys_without_words(schema, path=""):
    for key, inside in schema.get("properties", {}).items():
        if "description" not in inside and "$ref" not in inside:
            yield f"{path}.{key}"
        yield from keys_without_words(inside, f"{path}.{key}")
    for part in ("items", "additionalProperties"):
        if isinstance(schema.get(part), dict):
            yield from keys_without_words(schema[part], f"{path}[]")


def test_every_key_of_the_configuration_is_described():
    assert list(keys_without_words(SCHEMA)) == []


def test_the_committed_files_fit():
    check_shape(CONFIG, SCHEMA, "config.yaml")
    wave = ROOT / "data/waves/2021"
    for name in ("questionnaire", "exhibits"):
        schema = read_yaml(SCHEMAS / f"{name}.schema.yaml")
        check_shape(read_yaml(wave / f"{name}.yaml"), schema, name)
    check_shape(small_wave.EXHIBITS, {}, "exhibits.yaml")


@pytest.mark.parametrize(
    ("path", "value", "code", "where", "said"),
    [
        (["weigthing"], {}, "unknown-key", "top level", "Did you mean `weighting`?"),
        (["weighting", "margin"], [], "unknown-key", "weighting", "Did you mean `margins`?"),
        (["small_bases", "flagbelow"], 1, "unknown-key", "small_bases", "`flag_below`?"),
        (["waves", "2021", "target"], "x", "unknown-key", "waves, 2021", "`targets`?"),
        (["tests", "seed"], "x", "wrong-type", "tests, seed", 'found "x"; expected integer'),
        (["tests", "draws"], 1, "wrong-value", "tests, draws", "expected at least 99"),
        (["tests"], None, "wrong-type", "tests", "found null; expected object"),
        (["weighting", "scale"], "m", "wrong-value", "weighting, scale", '"n", "population"'),
        (["weighting", "margins"], [], "too-few", "weighting, margins", "at least 1"),
        (["waves"], {}, "too-few", "waves", "at least 1"),
        (["waves", "20 21"], {}, "wrong-value", "waves", '"20 21"'),
        ([2022], {}, "key-not-text", "top level", "the key 2022 is not a text. Put it in quotes"),
        (["waves", 2022], {}, "key-not-text", "waves", "the key 2022 is not a text"),
        (["weighting", True], 1, "key-not-text", "weighting", "the key True"),
    ],
)
def test_a_wrong_entry_is_named_with_its_place(path, value, code, where, said):
    found = faults(changed(path, value))
    assert any(f.code == code and f.where == f"config.yaml, {where}" for f in found), found
    assert any(said in str(fault) for fault in found), found


def test_lacking_keys_come_with_their_meaning():
    content = copy.deepcopy(CONFIG)
    del content["weighting"]["margins"], content["waves"]["2021"]["targets"]
    found = {str(fault) for fault in faults(content)}
    assert any("the key `margins` is missing; expected margins that" in line for line in found)
    assert any("the key `targets` is missing; expected population" in line for line in found)


def test_published_figures_need_their_errata():
    content = copy.deepcopy(CONFIG)
    del content["waves"]["2021"]["errata"]
    assert any("errata" in str(fault) for fault in faults(content))


def test_all_faults_of_a_file_come_together():
    content = changed(["tests", "draws"], 1)
    content["weighting"]["scale"] = "m"
    content["smal_bases"] = 1
    assert {fault.code for fault in faults(content)} == {"wrong-value", "unknown-key"}
    assert len(faults(content)) == 3


@pytest.mark.parametrize("content", [None, [], "text", 7, datetime.date(2021, 1, 1)], ids=repr)
def test_a_document_that_is_no_mapping_is_said(content):
    (fault,) = faults(content)
    assert (fault.code, fault.where) == ("wrong-type", "config.yaml, top level")


def test_entries_of_a_list_are_named_by_their_id():
    content = small_wave.questionnaire()
    content["questions"][0]["answers"][1]["points"] = 2
    content["demographics"][1]["categories"][0].pop("code")
    schema = read_yaml(SCHEMAS / "questionnaire.schema.yaml")
    places = {fault.where for fault in faults(content, schema)}
    assert places == {
        "config.yaml, questions `change`, answers `same`",
        "config.yaml, demographics `sex`, categories `male`",
    }
