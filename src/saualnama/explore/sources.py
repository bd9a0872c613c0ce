"""What the page is made from: files of a wave as they were read, sorted by cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from saualnama.figures.tile_grid import TileGrid
from saualnama.survey.questionnaire import Questionnaire
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.tidy import SmallBases

Row = Mapping[str, str]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class EarlierWave:
    """The wave before, as far as changes since it may be shown.

    Attributes:
        name: its name.
        crosses: its crosses.csv.
        changes: changes.csv from it to the wave that is explored.
    """

    name: str
    crosses: pd.DataFrame
    changes: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Files of the wave; frames hold text in every cell, as `io.tables.read_table` reads them.

    Attributes:
        questionnaire: what was asked.
        exhibits: exhibits.yaml, checked; chapters and first lines are taken from it.
        grids: places of groups on tile maps, by breakdown.
        crosses: crosses.csv.
        tests: shown_tests.csv.
        differences: differences.csv.
        small: the small-base rule.
        earlier: the wave before; None for the first one.
    """

    questionnaire: Questionnaire
    exhibits: Mapping[str, Any]
    grids: Mapping[str, TileGrid]
    crosses: pd.DataFrame
    tests: pd.DataFrame
    differences: pd.DataFrame
    small: SmallBases
    earlier: EarlierWave | None = None

    @property
    def breakdowns(self) -> dict[str, tuple[str, ...]]:
        """Groups of each breakdown, everybody together first."""
        named = {d.id: d.groups for d in self.questionnaire.demographics}
        return {TOTAL: (ALL,), **named}


ALL = "all"
"""The one group of the breakdown `total`."""


def by_cross(
    table: pd.DataFrame, *inner: str, breakdown: str = "breakdown"
) -> dict[tuple[str, str], dict[Key, Row]]:
    """Sort the rows of a tidy file by cross.

    Args:
        table: has `question`, `breakdown` and the inner columns.
        inner: columns that tell the rows of a cross apart.
        breakdown: the column that names the breakdown.

    Returns:
        Rows by their inner key for each (question, breakdown).
    """
    found: dict[tuple[str, str], dict[Key, Row]] = {}
    names = list(table.columns)
    for values in zip(*(table[name].to_list() for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        key = tuple(row[name] for name in inner)
        found.setdefault((row["question"], row[breakdown]), {})[key] = row
    return found
