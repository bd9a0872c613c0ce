r"""Text tables: comma-separated UTF-8 with `\n`, numbers written so that every machine agrees."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.io.files import read_text, replacing, write_text
from saualnama.io.structured import SIGNIFICANT

ABSOLUTE = 10
"""Decimals of a quantity that is a difference near zero, where significant digits mean nothing."""


def format_number(value: float, significant: int = SIGNIFICANT) -> str:
    """Write a number with `significant` digits; whole numbers without a point; NaN as nothing."""
    if np.isnan(value):
        return ""
    text = f"{value:.{significant}g}"
    return "0" if text == "-0" else text


def format_difference(value: float) -> str:
    """Write a difference, miss or residual to an absolute 1e-10; NaN as nothing."""
    if np.isnan(value):
        return ""
    text = f"{value:.{ABSOLUTE}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _column_as_text(column: pd.Series, significant: int, absolute: bool) -> list[str]:
    values = column.to_list()
    if pd.api.types.is_bool_dtype(column.dtype):
        return ["yes" if value else "no" for value in values]
    if pd.api.types.is_float_dtype(column.dtype):
        if absolute:
            return [format_difference(value) for value in values]
        return [format_number(value, significant) for value in values]
    missing = column.isna().to_list()
    return ["" if gone else str(value) for value, gone in zip(values, missing, strict=True)]


def write_table(
    path: Path,
    frame: pd.DataFrame,
    *,
    significant: int = SIGNIFICANT,
    differences: Collection[str] = (),
) -> None:
    """Write a frame as csv, whole or not at all.

    Args:
        path: where to; folders are made.
        frame: columns are written in their order, without the index.
        significant: digits of floating-point columns.
        differences: columns written to an absolute 1e-10 instead.
    """
    columns = [
        _column_as_text(frame[name], significant, name in differences) for name in frame.columns
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*columns, strict=True))
    write_text(path, out.getvalue())


def read_table(
    path: Path, columns: Sequence[str] | None = None, *, texts: Collection[str] | None = None
) -> pd.DataFrame:
    """Read a csv whose cells all stay text (`""` where nothing stands).

    Args:
        path: the file.
        columns: columns that must be there, if any; further ones are kept.
        texts: those of them that hold words; the others then hold a number or nothing. Not looked
            at when not given.

    Returns:
        A frame of `str`; its index is the line of each row in the file, for error messages.

    Raises:
        InputError: missing file, other encoding, no header, a column given twice or lacking, a row
            with more or fewer cells than the header, a word where a number belongs.
    """
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    header: list[str] | None = None
    rows: list[list[str]] = []
    lines: list[int] = []
    faults: list[Fault] = []
    try:
        for row in reader:
            if header is None:
                header = row
            elif row and len(row) != len(header):
                where = f"{path.name}, line {reader.line_num}"
                problem = f"{len(row)} cells where the header has {len(header)}"
                faults.append(Fault("ragged-row", where, problem, hint="quote cells with commas"))
            elif row:
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        faults.append(Fault("not-csv", f"{path.name}, line {reader.line_num}", str(error)))
    if header is None:
        raise InputError(
            f"{path.name} cannot be read",
            [Fault("empty-file", str(path), "the file is empty", "a header line")],
        )
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            faults.append(Fault("duplicate-column", path.name, f"the column `{name}` stands twice"))
    for name in columns or ():
        if name not in header:
            known = ", ".join(header)
            faults.append(
                Fault(
                    "missing-column",
                    path.name,
                    f"there is no column `{name}`",
                    f"one; it has {known}",
                )
            )
    raise_if_any(f"{path.name} cannot be used", faults)
    if texts is not None:
        numbers = [
            at for at, name in enumerate(header) if name in (columns or ()) and name not in texts
        ]
        raise_if_any(
            f"{path.name} cannot be used",
            [
                Fault("not-a-number", f"{path.name}, line {line}, column `{header[at]}`", row[at])
                for line, row in zip(lines, rows, strict=True)
                for at in numbers
                if row[at] and not _is_number(row[at])
            ],
        )
    return pd.DataFrame(rows, columns=header, index=pd.Index(lines, name="line"), dtype="str")


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def write_frame(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame as Parquet for the next stage, whole or not at all."""
    with replacing(path) as scratch:
        frame.to_parquet(scratch, index=False)


def read_frame(path: Path) -> pd.DataFrame:
    """Read a Parquet file that a stage wrote.

    Raises:
        InputError: the file is missing or damaged.
    """
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        fault = Fault(
            "damaged-file", str(path), "cannot be read", hint="run the stage before again"
        )
        raise InputError(f"{path.name} cannot be read", [fault]) from error
