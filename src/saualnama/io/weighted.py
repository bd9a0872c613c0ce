"""The respondents' file once more with the weight in it, for people who work in SPSS."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from saualnama.io.files import replacing
from saualnama.io.responses import read_responses
from saualnama.io.sav import set_clock

WEIGHT = "weight"
"""Name of the added column; `weight_` where the file has a column of that name."""


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels of the weight, and for a file that has none of its own.

    Attributes:
        weight: label of the weight.
        columns: label of each column of the file.
        values: for columns with codes, the label of each code.
    """

    weight: str
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[int | str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    frame: pd.DataFrame
    options: dict[str, Any]


def write_weighted_sav(source: Path, target: Path, weight: pd.Series, labels: Labels) -> None:
    """Write the rows of a data file with their weights as a `.sav`, whole or not at all.

    An SPSS or Stata file keeps its own labels (SPSS also user-missing codes, measures and
    formats); columns of other files get those of `labels`, and are numbers where all their values
    are. Names that SPSS does not take are changed. Definitions of multiple-response sets are not
    kept.

    Args:
        source: the respondents' file, in any format of `saualnama.io.responses`.
        target: the file to write.
        weight: (n,) in the order of the file.
        labels: of the weight, and of all columns for formats that carry none.

    Raises:
        InputError: see `saualnama.io.responses.read_responses`.
        ValueError: another number of weights than rows.
    """
    import pyreadstat

    read = _from_statistics if source.suffix.lower() in (".sav", ".zsav", ".dta") else _from_table
    given = read(source, labels)
    if len(given.frame) != len(weight):
        raise ValueError(f"{len(weight)} weights for {len(given.frame)} rows")
    taken = {name.lower() for name in given.frame.columns}
    name = WEIGHT
    while name in taken:
        name += "_"
    frame = given.frame.assign(**{name: weight.to_numpy(dtype="float64")})
    options = dict(given.options)
    for option, value in (
        ("column_labels", labels.weight),
        ("variable_measure", "scale"),
        ("variable_format", "F14.10"),
    ):
        options[option] = {**options.get(option, {}), name: value}
    with replacing(target) as scratch:
        pyreadstat.write_sav(frame, str(scratch), row_compress=True, **options)
        set_clock(scratch)


def _from_statistics(path: Path, labels: Labels) -> _Source:
    """Frame and metadata of an SPSS or Stata file; dates stay the numbers that they are."""
    import pyreadstat

    read_responses(path)  # says what is wrong with a damaged file
    spss = path.suffix.lower() != ".dta"
    read = pyreadstat.read_sav if spss else pyreadstat.read_dta
    frame, meta = read(str(path), user_missing=spss, disable_datetime_conversion=True)
    named = {k: v for k, v in meta.column_names_to_labels.items() if v}
    options: dict[str, Any] = {
        "file_label": meta.file_label or "",
        "column_labels": {**labels.columns, **named},
        "variable_value_labels": meta.variable_value_labels,
    }
    if spss:
        options |= {
            "note": list(meta.notes),
            "missing_ranges": {
                name: [_code_or_range(missing) for missing in ranges]
                for name, ranges in meta.missing_ranges.items()
            },
            "variable_measure": dict(meta.variable_measure),
            "variable_format": dict(meta.original_variable_types),
            "variable_display_width": dict(meta.variable_display_width),
        }
    return _Source(frame, options)


def _code_or_range(missing: Any) -> Any:
    return missing["lo"] if missing["lo"] == missing["hi"] else missing


def _from_table(path: Path, labels: Labels) -> _Source:
    """Frame of a file without metadata, with names that SPSS takes."""
    given = read_responses(path).frame
    columns: dict[str, pd.Series] = {}
    named: dict[str, str] = {}
    values: dict[str, dict[float | str, str]] = {}
    formats: dict[str, str] = {}
    for original in given.columns:
        name = _spss_name(original, set(columns))
        numbers = pd.to_numeric(given[original], errors="coerce")
        is_number = bool((numbers.notna() == given[original].notna()).all())
        if is_number:
            columns[name] = numbers.astype("float64")
            present = numbers.dropna()
            if len(present) and (present == present.round()).all():
                formats[name] = f"F{max(2, *(len(str(int(v))) for v in present))}.0"
        else:
            columns[name] = given[original].map(lambda v: "" if pd.isna(v) else str(v))
        named[name] = labels.columns.get(original, original)
        codes = labels.values.get(original, {})
        if is_number:
            values[name] = {float(c): t for c, t in codes.items() if not isinstance(c, str)}
        else:
            values[name] = {str(code): text for code, text in codes.items()}
    options: dict[str, Any] = {
        "column_labels": named,
        "variable_value_labels": {name: codes for name, codes in values.items() if codes},
        "variable_format": formats,
    }
    return _Source(pd.DataFrame(columns), options)


def _spss_name(original: str, taken: set[str]) -> str:
    """A name of letters, digits, `_` and `.`, at most 60 bytes, that no other column has."""
    import re

    name = re.sub(r"[^\w.]", "_", original).strip(".")
    if not name or not name[0].isalpha():
        name = f"v_{name}"
    name = name.encode()[:60].decode(errors="ignore").rstrip("._") or "v"
    lower = {other.lower() for other in taken}
    found, number = name, 2
    while found.lower() in lower:
        found, number = f"{name}_{number}", number + 1
    return found
