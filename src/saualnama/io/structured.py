"""YAML and JSON, parsed safely and never evaluated."""

from __future__ import annotations

import json
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from saualnama.errors import Fault, InputError
from saualnama.io.files import read_text, write_text

SIGNIFICANT = 10
"""Significant digits of a number in a result; processors differ in the last of sixteen."""


class _UniqueKeyLoader(yaml.SafeLoader):
    """A safe loader that refuses a key given twice, which YAML would silently overwrite."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        # built at once, an anchor that holds itself is refused and no endless document comes out
        self.deep_construct = True

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge":
                continue
            key = self.construct_object(key_node, deep=True)
            problem = ""
            if not isinstance(key, Hashable):
                problem = "a key must be a word, not a list or a mapping"
            elif key in seen:
                problem = f"the key `{key}` stands here a second time"
            if problem:
                raise yaml.constructor.ConstructorError(
                    problem=problem, problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_yaml(path: Path) -> Any:
    """Read one YAML document.

    Raises:
        InputError: the file is missing, is not YAML, or gives a key twice (line and column named).
    """
    text = read_text(path)
    try:
        return yaml.load(text, Loader=_UniqueKeyLoader)  # noqa: S506 (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{path}, line {mark.line + 1}, column {mark.column + 1}" if mark else str(path)
        fault = Fault("not-yaml", where, error.problem or "this is not YAML")
    except yaml.YAMLError as error:
        fault = Fault("not-yaml", str(path), " ".join(str(error).split()))
    except RecursionError:
        fault = Fault("not-yaml", str(path), "brackets are nested too deeply")
    raise InputError(f"{path.name} cannot be read", [fault])


def read_json(path: Path) -> Any:
    """Read one JSON document.

    Raises:
        InputError: the file is missing or is not JSON.
    """
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        where = f"{path}, line {error.lineno}, column {error.colno}"
        fault = Fault("not-json", where, error.msg)
    raise InputError(f"{path.name} cannot be read", [fault])


def _rounded(content: Any) -> Any:
    """Cut floats to the significant digits on which every machine agrees."""
    if isinstance(content, float):
        return float(f"{content:.{SIGNIFICANT}g}")
    if isinstance(content, dict):
        return {key: _rounded(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_rounded(value) for value in content]
    return content


def write_json(path: Path, content: Any) -> None:
    """Write JSON for people and diffs: two blanks of indent, letters as letters, no NaN.

    Floats keep `SIGNIFICANT` digits.
    """
    text = json.dumps(_rounded(content), ensure_ascii=False, indent=2, allow_nan=False)
    write_text(path, text + "\n")


def write_yaml(path: Path, content: Any) -> None:
    """Write YAML with letters as letters and keys in their order, whole or not at all."""
    write_text(path, yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100))
