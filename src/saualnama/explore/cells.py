"""Which figures of a cross may leave for a reader's page, and those figures.

A cell on fewer respondents than the small-base rule allows is `few`, one that would give another
away is `withheld`; of neither any number goes out, nor a base or difference that contains it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from saualnama.explore.sources import Key, Row
from saualnama.explore.wholes import moved, whole
from saualnama.tabulate.lines import Line, line_of

Absent = Literal["few", "withheld", "nobody"]
HIDDEN = ("few", "withheld")
"""Reasons of cells in which there is somebody."""

SHARE_DIGITS, MEAN_DIGITS, WEIGHT_DIGITS = 1, 2, 1
"""Decimals of per cents, of points of a scale, and of sums of weights."""

_ABSENT: Mapping[str, Absent] = {"suppressed": "few", "complementary": "withheld"}
_FIGURES = (
    "unweighted",
    "unweighted_ci_low",
    "unweighted_ci_high",
    "weighted",
    "ci_low",
    "ci_high",
)


_NO_ROW: Row = {"base_n": "0", "base_weighted": "0", "flag": "suppressed", "base_flag": ""}


@dataclass(frozen=True, slots=True)
class Cross:
    """One question by one breakdown, as crosses.csv has it.

    Attributes:
        lines: of its table.
        groups: ids of the breakdown's groups.
        rows: by statistic, answer and group.
    """

    lines: tuple[Line, ...]
    groups: tuple[str, ...]
    rows: Mapping[Key, Row]

    @classmethod
    def of_rows(cls, rows: Mapping[Key, Row]) -> Cross:
        """A cross of whose question nothing else is known."""
        lines = dict.fromkeys(line_of(statistic, answer) for statistic, answer, _ in rows)
        return cls(tuple(lines), tuple(dict.fromkeys(group for *_, group in rows)), rows)

    def row(self, line: Line, group: str) -> Row:
        """The row of a cell; a line whose base is empty everywhere has none in the file."""
        return self.rows.get((*line.key, group), _NO_ROW)

    def absent(self, line: Line, group: str) -> Absent | None:
        """Why a cell's figures stay out; None where they may be shown."""
        row = self.row(line, group)
        if row["base_flag"]:
            # `few` or `nobody` would bound the base that is withheld
            return "withheld"
        if row["flag"] == "complementary":
            return "withheld"
        if row["base_n"] == "0" and self._open(line, group):
            return "nobody"
        return _ABSENT.get(row["flag"])

    def _open(self, line: Line, group: str) -> bool:
        """Whether a line's base may be told: that of a mean is the sum of the scores' counts."""
        if line.role != "mean":
            return True
        answers = (other for other in self.lines if other.role == "answer")
        return not any(self.absent(answer, group) in HIDDEN for answer in answers)

    def gaps(self, item: str) -> bool:
        """Whether any cell stays out, of an item or of the whole question."""
        lines = [line for line in self.lines if line.role != "item" or line.id == item]
        return any(self.absent(line, group) in HIDDEN for line in lines for group in self.groups)

    def bases(self) -> tuple[list[int | None], list[int | None]]:
        """Respondents of each group, and their sum of weights in tenths.

        None where a base is withheld, and where the items of a question have different bases.
        """
        shared = [line for line in self.lines if line.role != "mean"]
        plain, weighted = [], []
        for group in self.groups:
            rows = [self.row(line, group) for line in shared]
            known = not any(row["base_flag"] for row in rows)
            plain.append(_common(rows, "base_n", 0) if known else None)
            weighted.append(_common(rows, "base_weighted", WEIGHT_DIGITS) if known else None)
        return plain, weighted

    def mean_bases(self) -> list[list[int | None] | None]:
        """Respondents behind each mean, for each line that is one."""
        return [
            [self._mean_base(line, group) for group in self.groups]
            if line.role in ("mean", "item")
            else None
            for line in self.lines
        ]

    def _mean_base(self, line: Line, group: str) -> int | None:
        row = self.row(line, group)
        if row["base_flag"]:
            return None
        # the base of a mean is a sum of counts that are shown or not
        hidden = self.absent(line, group) in HIDDEN or not self._open(line, group)
        return None if line.role == "mean" and hidden else whole(row["base_n"], 0)

    def cells(self) -> list[list[Absent | list[int | None]]]:
        """A figure, or why there is none, for each line and group."""
        return [
            [
                self.absent(line, group) or _figures(line, self.row(line, group))
                for group in self.groups
            ]
            for line in self.lines
        ]


def digits_of(line: Line) -> int:
    """Decimals with which a line's figures are shown."""
    return MEAN_DIGITS if line.role in ("mean", "item") else SHARE_DIGITS


def _common(rows: Sequence[Row], name: str, digits: int) -> int | None:
    values = {whole(row[name], digits) for row in rows}
    return values.pop() if len(values) == 1 else None


def _figures(line: Line, row: Row) -> list[int | None]:
    figures = [whole(row[name], digits_of(line)) for name in _FIGURES]
    if line.role in ("mean", "item"):
        return figures
    # the count whose share is `weighted`: no tidy file holds it, two of its columns multiply to it
    count = Decimal(row["base_weighted"]) * Decimal(row["weighted"]) / 100
    return [whole(row["count"], 0), moved(count, WEIGHT_DIGITS), *figures]
