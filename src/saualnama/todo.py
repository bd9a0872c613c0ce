"""The word that a draft puts where a person has to decide, and its refusal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saualnama.errors import Fault

TODO = "TODO"
"""A key of a YAML file with lines to settle, or a cell of a text table to fill in."""


def todo_faults(
    content: Mapping[str, Any], file: str, parts: Sequence[str] = ()
) -> Iterator[Fault]:
    """Faults for every line that stands under `TODO`.

    Args:
        content: a parsed document.
        file: its name, for messages.
        parts: keys of lists whose entries may hold such lines, too.
    """
    for line in content.get(TODO, ()):
        yield _fault(file, line)
    for key in parts:
        for part in content.get(key, ()):
            for line in part.get(TODO, ()):
                yield _fault(f"{file}, `{part['id']}`", line)


def _fault(where: str, line: str) -> Fault:
    return Fault("todo", where, f"TODO: {line}", hint="decide, then delete the line")
