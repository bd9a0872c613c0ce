"""SPSS system files, the same bytes on every run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from saualnama.io.files import replacing

_CLOCK_AT = 92
_CLOCK = b"01 Jan 21" + b"00:00:00"
"""Date and time of the header (its bytes 92 to 108), in place of the clock's."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """What an SPSS file says about its columns.

    Attributes:
        file_label: one line about the file, at most 64 bytes.
        notes: lines about the file.
        column_labels: the label of each column.
        value_labels: labels of codes, for the columns that have any.
        user_missing: codes that stand for a refusal, for the columns that have any.
        measures: `nominal`, `ordinal` or `scale` for each column.
    """

    file_label: str
    notes: Sequence[str]
    column_labels: Mapping[str, str]
    value_labels: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    user_missing: Mapping[str, Sequence[float]] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)


def write_sav(path: Path, frame: pd.DataFrame, codebook: Codebook) -> None:
    """Write `frame` as a `.sav` file, whole or not at all, without a clock's time in it.

    Args:
        path: the file.
        frame: numbers only; NaN is system-missing, user-missing codes stand as they are. Columns
            of whole numbers get a format without decimals.
        codebook: labels, missing codes and measures.

    Raises:
        ValueError: the file label is longer than SPSS keeps.
    """
    import pyreadstat

    if len(codebook.file_label.encode()) > 64:
        raise ValueError("a file label has at most 64 bytes")
    formats = {}
    for name in frame.columns:
        present = frame[name].dropna()
        if (present == present.round()).all():
            width = max(2, *(len(str(int(value))) for value in (present.min(), present.max())))
            formats[str(name)] = f"F{width}.0"
    with replacing(path) as scratch:
        pyreadstat.write_sav(
            frame,
            str(scratch),
            file_label=codebook.file_label,
            column_labels=dict(codebook.column_labels),
            note=list(codebook.notes),
            variable_value_labels={
                name: dict(labels) for name, labels in codebook.value_labels.items()
            },
            missing_ranges={name: list(codes) for name, codes in codebook.user_missing.items()},
            variable_measure=dict(codebook.measures),
            variable_format=formats,
            row_compress=True,
        )
        set_clock(scratch)


def set_clock(path: Path) -> None:
    """Put the fixed date and time into the header of a `.sav` file that was just written."""
    content = bytearray(path.read_bytes())
    content[_CLOCK_AT : _CLOCK_AT + len(_CLOCK)] = _CLOCK
    path.write_bytes(bytes(content))
