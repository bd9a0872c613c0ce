"""The pipeline's tidy rows and tests, read into numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

Key = tuple[str, str, str, str, str]
"""Question, breakdown, group, answer, statistic."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of `tables/<exhibit>.csv`.

    Percentages are 0 to 100, means in scale points; None where the row has no number.

    Attributes:
        statistic: `pct`, `pct_of_responses`, `subtotal_pct` or `mean`.
        base: unweighted base (respondents, or answers for `pct_of_responses`).
        count: respondents who gave the answer.
        unweighted: without weights.
        weighted: with weights.
        low: lower end of the 95 % interval of `weighted`.
        high: its upper end.
        deff: design effect.
        evidence: `observed`, `printed` or `reconstructed`.
        flag: `small`, `suppressed` or empty.
    """

    statistic: str
    base: int
    count: int | None
    unweighted: float | None
    weighted: float | None
    low: float | None
    high: float | None
    deff: float | None
    evidence: str
    flag: str


@dataclass(frozen=True, slots=True)
class Test:
    """One row of tests.csv: names and units are that file's; None where nothing stands."""

    __test__ = False  # pytest collects classes by this name

    exhibit: str
    question: str
    answer: str
    breakdown: str
    evidence: str
    flag: str
    numbers: Mapping[str, float]

    def get(self, column: str) -> float | None:
        """A number of the row."""
        return self.numbers.get(column)


_TEXT = ("exhibit", "question", "answer", "breakdown", "evidence", "flag")


def parse_figures(table: pd.DataFrame) -> dict[Key, Figure]:
    """Index an exhibit's tidy rows (text cells); a figure that stands twice is the same twice."""
    figures: dict[Key, Figure] = {}
    for row in table.to_dict("records"):
        key = (
            row["question"],
            row["breakdown"],
            row["group"],
            row["answer"],
            row["statistic"],
        )
        count = _number(row["count"])
        figures[key] = Figure(
            statistic=row["statistic"],
            base=int(float(row["base_n"])),
            count=None if count is None else int(count),
            unweighted=_number(row["unweighted"]),
            weighted=_number(row["weighted"]),
            low=_number(row["ci_low"]),
            high=_number(row["ci_high"]),
            deff=_number(row["deff"]),
            evidence=row["evidence"],
            flag=row["flag"],
        )
    return figures


def parse_tests(table: pd.DataFrame) -> tuple[Test, ...]:
    """Read tests.csv (text cells)."""
    tests = []
    for row in table.to_dict("records"):
        texts = {name: str(row[name]) for name in _TEXT}
        numbers = {
            str(name): number
            for name, value in row.items()
            if name not in (*_TEXT, "variance", "method") and (number := _number(value)) is not None
        }
        tests.append(Test(**texts, numbers=numbers))
    return tuple(tests)


def _number(value: Any) -> float | None:
    return float(value) if value not in ("", None) else None
