"""The shape of a configuration file: checked against its JSON Schema, every fault at once."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from saualnama.errors import Fault, raise_if_any


def _place(content: Any, path: Sequence[str | int]) -> str:
    """Name a place as a person would: list items by their `id` where they have one."""
    parts: list[str] = []
    for step in path:
        content = content[step]
        if isinstance(step, int):
            name = content.get("id") if isinstance(content, Mapping) else None
            parts[-1] += f" `{name}`" if name is not None else f", entry {step + 1}"
        else:
            parts.append(str(step))
    return ", ".join(parts) or "top level"


def _unknown_keys(error: Any, where: str) -> Iterator[Fault]:
    known = sorted(error.schema.get("properties", {}))
    for key in error.instance:
        if key in known or not isinstance(key, str):
            continue
        close = difflib.get_close_matches(key, known, n=1)
        hint = f"did you mean `{close[0]}`?" if close else ""
        yield Fault(
            "unknown-key", where, f"unknown key `{key}`", "one of " + ", ".join(known), hint
        )


def _unquoted_keys(content: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Places and keys that YAML took for a number, a date or a truth value."""
    if isinstance(content, Mapping):
        for key, value in content.items():
            if not isinstance(key, str):
                yield place, key
            yield from _unquoted_keys(value, (*place, key))
    elif isinstance(content, list):
        for at, value in enumerate(content):
            yield from _unquoted_keys(value, (*place, at))


def _said(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def _faults(error: Any, content: Any, file: str) -> Iterator[Fault]:
    where = f"{file}, {_place(content, list(error.absolute_path))}"
    found = _said(error.instance)
    match error.validator:
        case "additionalProperties":
            yield from _unknown_keys(error, where)
        case "required":
            for key in error.validator_value:
                if key not in error.instance:
                    described = error.schema.get("properties", {}).get(key, {}).get("description")
                    yield Fault(
                        "missing-key", where, f"the key `{key}` is missing", described or ""
                    )
        case "anyOf" | "oneOf" if error.context:
            yield from _faults(best_match(error.context), content, file)
        case "type":
            kinds = error.validator_value
            kinds = kinds if isinstance(kinds, str) else " or ".join(kinds)
            yield Fault("wrong-type", where, f"found {found}", f"{kinds}")
        case "enum":
            allowed = ", ".join(_said(value) for value in error.validator_value)
            yield Fault("wrong-value", where, f"found {found}", f"one of {allowed}")
        case "pattern":
            described = error.schema.get("description", f"the form {error.validator_value}")
            yield Fault("wrong-value", where, f"found {found}", described)
        case "minimum" | "exclusiveMinimum" | "maximum" | "exclusiveMaximum":
            words = {"minimum": "at least", "maximum": "at most"}
            word = words.get(error.validator, "above" if "Min" in error.validator else "below")
            yield Fault("wrong-value", where, f"found {found}", f"{word} {error.validator_value}")
        case "minItems" | "minProperties":
            yield Fault("too-few", where, f"found {found}", f"at least {error.validator_value}")
        case "uniqueItems":
            yield Fault("duplicate", where, f"something stands twice in {found}")
        case _:
            yield Fault("wrong-value", where, error.message)


def check_shape(content: Any, schema: Mapping[str, Any], file: str) -> None:
    """Check what a YAML file holds against its JSON Schema (draft 2020-12).

    Args:
        content: the parsed document.
        schema: the schema; objects that close themselves with `additionalProperties: false` make
            an unknown key a fault, with the nearest known key as a hint.
        file: the file's name, for messages.

    Raises:
        InputError: all faults, each with its place in the document.
    """
    headline = f"{file} cannot be used"
    raise_if_any(
        headline,
        (
            Fault(
                "key-not-text",
                f"{file}, {_place(content, place)}",
                f"the key {key} is not a text",
                hint="put it in quotes",
            )
            for place, key in _unquoted_keys(content)
        ),
    )
    errors = sorted(
        Draft202012Validator(schema).iter_errors(content), key=lambda e: str(e.json_path)
    )
    raise_if_any(
        headline,
        dict.fromkeys(fault for error in errors for fault in _faults(error, content, file)),
    )
