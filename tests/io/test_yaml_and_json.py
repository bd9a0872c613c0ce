"""YAML and JSON. Truth: documents written by hand; the json module reads back what is written."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.errors import InputError
from saualnama.io.structured import read_json, read_yaml, write_json


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3, column 1", "the key `a` stands here a second time"),
        ("x:\n  a: 1\n  a: 1\n", "line 3, column 3", "the key `a` stands here a second time"),
        ("a: [1\n", "line 2, column 1", "expected ',' or ']'"),
        ("a: b: c\n", "line 1, column 5", "mapping values are not allowed here"),
        ("? [a]\n: b\n", "line 1, column 3", "a key must be a word"),
        ("{}: 1\n", "line 1, column 1", "a key must be a word"),
        ("a: 1\n---\nb: 1\n", "line 2, column 1", "another document"),
        ("a: &x [*x]\n", "line 1, column 4", "recursive"),
        ("a: *nowhere\n", "line 1, column 4", "undefined alias"),
        ("a: \x01\n", "", "unacceptable character"),
        ("[" * 5000, "", "too deeply"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, text, place, problem):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_yaml(path)
    (fault,) = caught.value.faults
    assert fault.code == "not-yaml"
    assert str(path) in fault.where
    assert place in fault.where
    assert problem in fault.problem


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.mkdir [{}]",
        "!!python/object/new:os.mkdir [{}]",
        "!!python/name:os.mkdir",
        "!!python/module:os",
        "!anything x",
    ],
)
def test_nothing_in_a_document_is_evaluated(tmp_path, tag):
    trap = tmp_path / "trap"
    (tmp_path / "a.yaml").write_text(f"a: {tag.format(trap)}\n", encoding="utf-8")
    with pytest.raises(InputError, match="could not determine a constructor"):
        read_yaml(tmp_path / "a.yaml")
    assert not trap.exists()


def test_anchors_and_merged_keys_are_what_they_say(tmp_path):
    (tmp_path / "a.yaml").write_text(
        "base: &b {one: 1, two: 2}\nmore:\n  <<: *b\n  two: 3\nsame: *b\n", encoding="utf-8"
    )
    assert read_yaml(tmp_path / "a.yaml") == {
        "base": {"one": 1, "two": 2},
        "more": {"one": 1, "two": 3},
        "same": {"one": 1, "two": 2},
    }


def test_an_empty_document_is_nothing(tmp_path):
    (tmp_path / "a.yaml").write_text("# nothing\n", encoding="utf-8")
    assert read_yaml(tmp_path / "a.yaml") is None


def test_json_is_for_people_and_diffs(tmp_path):
    write_json(tmp_path / "a.json", {"имя": [1, 2 / 3, "да", None, True], "b": (1, 2)})
    text = (tmp_path / "a.json").read_bytes().decode("utf-8")
    assert text == (
        '{\n  "имя": [\n    1,\n    0.6666666667,\n    "да",\n    null,\n    true\n  ],\n'
        '  "b": [\n    1,\n    2\n  ]\n}\n'
    )


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.floats(-1e300, 1e300)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=3), inside),
    max_leaves=8,
)


def near(one, two):
    if isinstance(one, float):
        return math.isclose(one, two, rel_tol=1e-9, abs_tol=0)
    if isinstance(one, dict):
        return list(one) == list(two) and all(near(one[key], two[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(two) and all(map(near, one, two))
    return one == two


@given(trees)
def test_json_comes_back(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("json") / "a.json"
    write_json(path, content)
    assert near(content, read_json(path))
    assert json.loads(path.read_text(encoding="utf-8")) == read_json(path)


def test_json_that_is_none_is_said(tmp_path):
    (tmp_path / "a.json").write_text('{\n "a": 1,\n}\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_json(tmp_path / "a.json")
    assert caught.value.faults[0].code == "not-json"
    assert "line 3, column 1" in caught.value.faults[0].where
