"""The figures that a report printed, and its known errata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from saualnama.errors import Fault, raise_if_any

KEY = ("exhibit", "question", "breakdown", "group", "answer", "statistic")
"""Columns that identify a published figure."""

FIGURE_COLUMNS = (*KEY, "printed", "decimals")
"""Columns of a file of published figures that are read."""

ERRATA_COLUMNS = ("exhibit", "group", "answer", "printed")
"""Columns of a list of errata that are read."""

STATISTICS = (
    "pct",
    "count",
    "mean",
    "subtotal_pct",
    "pct_of_responses",
    "pct_point_diff",
    "chi2",
    "p_value",
)

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number.

    Attributes:
        key: values of `KEY`.
        printed: as printed.
        decimals: how many were printed; the figure is reproduced to this digit.
    """

    key: tuple[str, str, str, str, str, str]
    printed: Decimal
    decimals: int

    @property
    def exhibit(self) -> str:
        """Id of the exhibit."""
        return self.key[0]

    @property
    def group(self) -> str:
        """Id of the group."""
        return self.key[3]

    @property
    def answer(self) -> str:
        """Id of the answer."""
        return self.key[4]

    @property
    def statistic(self) -> str:
        """One of `STATISTICS`."""
        return self.key[5]

    @property
    def name(self) -> str:
        """The figure as a person would name it."""
        exhibit, question, _, group, answer, statistic = self.key
        return f"{exhibit}: {question}, {group}, {answer} ({statistic} {self.printed})"


@dataclass(frozen=True, slots=True)
class Erratum:
    """One entry of the errata list: its line in the file, its place and what was printed."""

    name: str
    exhibit: str
    group: str
    answer: str
    printed: str

    def concerns(self, figure: Figure) -> bool:
        """Whether this entry is about this figure."""
        if (self.exhibit, self.group) != (figure.exhibit, figure.group):
            return False
        if self.answer != figure.answer and (self.answer != "all" or self.group == "all"):
            return False
        # two figures can share a place, such as a test statistic and its p-value
        return not _NUMBER.fullmatch(self.printed) or Decimal(self.printed) == figure.printed


def parse_figures(table: pd.DataFrame, file: str) -> tuple[Figure, ...]:
    """Read the published figures (text columns as in survey_figures.csv).

    Raises:
        InputError: a number that is none, an unknown statistic, a percentage outside 0 to 100, a
            figure given twice. All at once, with the line of each.
    """
    figures: list[Figure] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, ...], object] = {}
    for line, row in table.iterrows():
        where = f"{file}, line {line}"
        found = list(figure_faults(row, where))
        key = tuple(str(row[name]) for name in KEY)
        if key in seen:
            found.append(Fault("duplicate", where, f"repeats line {seen[key]}", "each figure once"))
        seen.setdefault(key, line)
        faults += found
        if not found:
            a, b, c, d, e, f = key
            figures.append(
                Figure((a, b, c, d, e, f), Decimal(row["printed"]), int(row["decimals"]))
            )
    raise_if_any(f"{file} cannot be used", faults)
    return tuple(figures)


def figure_faults(row: pd.Series, where: str) -> Iterator[Fault]:
    """What is wrong with the statistic, the number or the decimals of one row."""
    statistic, printed = str(row["statistic"]), str(row["printed"])
    if statistic not in STATISTICS:
        yield Fault("statistic", where, f"statistic `{statistic}`", ", ".join(STATISTICS))
    whole = re.fullmatch(r"[0-9]", str(row["decimals"]))
    if not whole:
        yield Fault(
            "decimals", where, f"decimals `{row['decimals']}`", "a whole number from 0 to 9"
        )
    if not _NUMBER.fullmatch(printed):
        hint = "write the decimal point as a point" if "," in printed else ""
        yield Fault("not-a-number", where, f"printed `{printed}`", "a number", hint)
        return
    places = len(printed.partition(".")[2])
    if whole and int(row["decimals"]) < places:
        problem = f"printed {printed} has {places} decimals, not {row['decimals']}"
        yield Fault("decimals", where, problem)
    if "pct" in statistic and "diff" not in statistic and not 0 <= Decimal(printed) <= 100:
        yield Fault("percentage", where, f"printed {printed} %", "a percentage from 0 to 100")


def parse_errata(table: pd.DataFrame, file: str) -> tuple[Erratum, ...]:
    """Read the errata list (text columns as in errata.csv)."""
    return tuple(
        Erratum(f"{file}:{line}", row["exhibit"], row["group"], row["answer"], row["printed"])
        for line, row in table.iterrows()
    )
