"""Respondents' files as they come: SPSS, Stata, csv, Excel, Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.io.files import read_text


@dataclass(frozen=True, slots=True)
class Responses:
    """A data file, unchanged: codes as they stand, user-missing codes included.

    Attributes:
        frame: one row a respondent, columns as in the file.
        name: the file's name, for messages.
        first_row: the number a person gives the first row (2 below a header line, 1 in SPSS).
    """

    frame: pd.DataFrame
    name: str
    first_row: int


def _read_spss(path: Path) -> pd.DataFrame:
    import pyreadstat

    # ReadStat itself refuses a file with fewer cases than its header promises.
    return pyreadstat.read_sav(str(path), user_missing=True, dates_as_pandas_datetime=True)[0]


def _read_stata(path: Path) -> pd.DataFrame:
    import pyreadstat

    return pyreadstat.read_dta(str(path), user_missing=True)[0]


def _read_csv(path: Path) -> pd.DataFrame:
    import csv
    import io

    text = read_text(path)
    header = text.partition("\n")[0]
    # Field tools of Russian-speaking offices export with semicolons, because the comma is decimal.
    separator = max(",;\t", key=header.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    while rows and not rows[-1]:
        rows.pop()
    if not rows or not rows[0]:
        raise ValueError("its first line is empty")
    raise_if_any(
        f"{path.name} cannot be read",
        (
            Fault(
                "ragged-row",
                f"{path.name}, row {number}",
                f"{len(row)} cells where the header has {len(rows[0])}",
                hint="quote cells that hold the separator; a file that was cut ends so, too",
            )
            for number, row in enumerate(rows[1:], start=2)
            if len(row) != len(rows[0])
        ),
    )
    frame = pd.DataFrame(rows[1:], columns=_header(rows[0]), dtype=object)
    return frame.where(frame != "", None)


def _read_excel(path: Path) -> pd.DataFrame:
    # pandas would rename a column that stands twice, so it does not get to see the header
    cells = pd.read_excel(
        path, dtype=object, engine="calamine", keep_default_na=False, na_values=[""], header=None
    )
    if cells.empty:
        raise ValueError("its first sheet is empty")
    frame = cells.iloc[1:].reset_index(drop=True)
    frame.columns = pd.Index(_header("" if pd.isna(name) else name for name in cells.iloc[0]))
    return frame


def _header(names: Iterable[object]) -> list[str]:
    """Names of columns as text; R and pandas leave the one with row numbers without a name."""
    return [str(name) or f"unnamed {at}" for at, name in enumerate(names, start=1)]


_READERS: dict[str, tuple[Callable[[Path], pd.DataFrame], int]] = {
    ".sav": (_read_spss, 1),
    ".zsav": (_read_spss, 1),
    ".dta": (_read_stata, 1),
    ".csv": (_read_csv, 2),
    ".xlsx": (_read_excel, 2),
    ".parquet": (pd.read_parquet, 1),
}

FORMATS = tuple(_READERS)
"""File endings that `read_responses` knows."""


def read_responses(path: Path) -> Responses:
    """Read a respondents' file of any known format; nothing is recoded or dropped.

    Raises:
        InputError: unknown ending, missing, damaged or truncated file, or a column given twice.
    """
    headline = f"{path.name} cannot be read"
    if path.suffix.lower() not in _READERS:
        known = ", ".join(FORMATS)
        raise InputError(headline, [Fault("unknown-format", str(path), "unknown format", known)])
    if not path.is_file():
        raise InputError(headline, [Fault("missing-file", str(path), "there is no such file")])
    reader, first_row = _READERS[path.suffix.lower()]
    try:
        frame = reader(path)
    except InputError:
        raise
    except Exception as error:
        # Every reader has its own zoo of exceptions for a damaged file; all mean the same here.
        reason = " ".join(str(error).split()) or type(error).__name__
        fault = Fault(
            "damaged-file",
            str(path),
            f"the file is damaged, truncated or of another format ({reason})",
            f"a whole {path.suffix} file",
            "export or copy it again",
        )
        raise InputError(headline, [fault]) from error
    frame.columns = frame.columns.map(str)
    repeated = [str(name) for name in frame.columns[frame.columns.duplicated()]]
    if repeated:
        raise InputError(
            headline,
            [
                Fault("duplicate-column", path.name, f"the column `{c}` stands twice")
                for c in repeated
            ],
        )
    return Responses(frame, path.name, first_row)
