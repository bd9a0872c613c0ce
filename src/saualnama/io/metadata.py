"""What a data file says about its own columns: labels, codes, sets of several answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from saualnama.errors import Fault, InputError


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """A multiple-response set that SPSS keeps with the file.

    Attributes:
        name: its name, without the `$`.
        label: its words; may be empty.
        columns: its columns, in order.
        counted: the value that means "chosen"; None where the columns hold codes of answers.
    """

    name: str
    label: str
    columns: tuple[str, ...]
    counted: str | None


@dataclass(frozen=True, slots=True)
class FileMetadata:
    """Words and codes of a file's columns; empty for formats that hold none.

    Attributes:
        column_labels: the label of each column that has one.
        value_labels: labels of codes, for the columns that have any.
        user_missing: codes declared as user-missing, for the columns that have any.
        answer_sets: multiple-response sets.
    """

    column_labels: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[float | str, str]] = field(default_factory=dict)
    user_missing: Mapping[str, tuple[float | str, ...]] = field(default_factory=dict)
    answer_sets: tuple[AnswerSet, ...] = ()


def read_metadata(path: Path) -> FileMetadata:
    """Read the labels of an SPSS or Stata file; nothing for other formats, which hold none.

    Raises:
        InputError: the file is damaged.
    """
    import pyreadstat

    readers = {
        ".sav": pyreadstat.read_sav,
        ".zsav": pyreadstat.read_sav,
        ".dta": pyreadstat.read_dta,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        return FileMetadata()
    try:
        found = reader(str(path), metadataonly=True, user_missing=True)[1]
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        fault = Fault("damaged-file", str(path), f"its labels cannot be read ({reason})")
        raise InputError(f"{path.name} cannot be read", [fault]) from error
    return FileMetadata(
        {name: text.strip() for name, text in found.column_names_to_labels.items() if text},
        _value_labels(found),
        {
            name: tuple(part["lo"] for part in parts if part["lo"] == part["hi"])
            for name, parts in _ranges(found)
        },
        tuple(
            AnswerSet(
                name.removeprefix("$"),
                str(part.get("label") or "").strip(),
                tuple(part["variable_list"]),
                str(part["counted_value"]) if part["is_dichotomy"] else None,
            )
            for name, part in (getattr(found, "mr_sets", None) or {}).items()
        ),
    )


def _value_labels(found: Any) -> Mapping[str, Mapping[float | str, str]]:
    labels: Mapping[str, Mapping[float | str, str]] = found.variable_value_labels
    return labels


def _ranges(found: Any) -> Iterable[tuple[str, list[dict[str, Any]]]]:
    """Declared user-missing ranges of each column: `lo` and `hi`, equal for a single code."""
    ranges: Mapping[str, list[dict[str, Any]]] = found.missing_ranges
    return ranges.items()
