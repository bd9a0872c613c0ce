"""Population targets: how many people stand in each category of each margin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, isfinite, isnan
from typing import TypeAlias

import pandas as pd

from saualnama.errors import Fault, raise_if_any

Margin: TypeAlias = tuple[str, ...]
"""The variables of one margin: `("region",)`, or `("sex", "age_group")` for a cross."""

Category: TypeAlias = tuple[str, ...]
"""One value for each variable of a margin, in the margin's order."""

PROVENANCE_COLUMNS = frozenset({"source", "source_id", "date", "universe", "status", "note"})
"""Columns of a targets file that say where a figure is from; they are not variables."""

POPULATION = "population"


def joined(parts: Sequence[str]) -> str:
    """Name of a margin or of one of its categories: `sex:age_group`, `female:18_29`."""
    return ":".join(parts)


def label(value: object) -> str:
    """The id by which a value is matched with a target; empty for a missing value.

    A whole number stored as a float, which is what an integer column with gaps becomes, is the
    same category as the integer: `1.0` is `1`.
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return ""
    if isinstance(value, float):
        if isnan(value):
            return ""
        if value.is_integer():
            return str(int(value))
    return str(value).strip()


@dataclass(frozen=True, slots=True)
class MarginTarget:
    """The known population of one margin.

    Attributes:
        variables: the margin.
        categories: in the order of the file.
        population: people in each category, same order; positive.
    """

    variables: Margin
    categories: tuple[Category, ...]
    population: tuple[float, ...]

    @property
    def name(self) -> str:
        """`sex:age_group`."""
        return joined(self.variables)

    @property
    def total(self) -> float:
        """People in all categories."""
        return fsum(self.population)

    @property
    def shares(self) -> tuple[float, ...]:
        """Share of each category in the margin's own total, 0 to 1."""
        total = self.total
        return tuple(people / total for people in self.population)


@dataclass(frozen=True, slots=True)
class Targets:
    """Every margin whose population is known, raked or not.

    Attributes:
        margins: in the order asked for, then in the order of the file.
        where: the file, as messages name it.
    """

    margins: tuple[MarginTarget, ...]
    where: str = "targets.csv"

    def of(self, margin: Margin) -> MarginTarget:
        """The target of one margin, whatever the order of its variables in the file.

        Raises:
            KeyError: no such margin is known.
        """
        for target in self.margins:
            if target.variables == margin:
                return target
            if sorted(target.variables) == sorted(margin):
                order = [target.variables.index(variable) for variable in margin]
                categories = tuple(tuple(c[i] for i in order) for c in target.categories)
                return MarginTarget(margin, categories, target.population)
        raise KeyError(joined(margin))

    def knows(self, margin: Margin) -> bool:
        """Whether the population of a margin is known."""
        return any(sorted(target.variables) == sorted(margin) for target in self.margins)


def targets_from_frame(
    frame: pd.DataFrame, margins: Iterable[Margin] | None = None, where: str = "targets.csv"
) -> Targets:
    """Read targets from a tidy frame.

    The frame has one column for each variable, `population`, and a row for each cell of each
    margin; a row belongs to the margin whose variables it fills in, and leaves the others empty.
    Columns that say where a figure is from (`PROVENANCE_COLUMNS`) are no variables, unless a
    margin that is asked for names them.

    Args:
        frame: the targets, one row a cell.
        margins: margins that must be there; `None` asks for nothing in particular. Margins of
            the frame that are not asked for are kept as well, since the audit compares them.
        where: the file, for messages.

    Returns:
        All margins of the frame, those asked for first.

    Raises:
        InputError: no `population` column, a population that is no positive number, a row that
            names no category, a cell given twice, or a margin without rows.
    """
    headline = f"{where} cannot be used as targets"
    if POPULATION not in frame.columns:
        raise_if_any(
            headline,
            [Fault("no-population", where, "has no column `population`", "people in each cell")],
        )
    asked = tuple(tuple(margin) for margin in margins) if margins is not None else ()
    named = {name for margin in asked for name in margin}
    others = PROVENANCE_COLUMNS - named | {POPULATION}
    variables = [str(column) for column in frame.columns if str(column) not in others]
    faults: list[Fault] = []
    cells: dict[Margin, dict[Category, float]] = {}
    columns = [[label(value) for value in frame[name]] for name in variables]
    for row, people in enumerate(frame[POPULATION]):
        filled = [
            (name, values[row])
            for name, values in zip(variables, columns, strict=True)
            if values[row]
        ]
        spot = f"{where}, data row {row + 1}"
        if not filled:
            faults.append(Fault("no-category", spot, "names no category of any variable"))
            continue
        margin = tuple(name for name, _ in filled)
        category = tuple(value for _, value in filled)
        number = _positive(people)
        if number is None:
            faults.append(
                Fault(
                    "bad-population",
                    f"{spot} ({joined(margin)} `{joined(category)}`)",
                    f"population is `{label(people)}`",
                    "a positive number",
                    "merge the category with another one, or remove the row if nobody is in it",
                )
            )
            continue
        known = cells.setdefault(margin, {})
        if category in known:
            faults.append(
                Fault("twice", spot, f"{joined(margin)} `{joined(category)}` is given twice")
            )
        known[category] = number
    found = {
        margin: MarginTarget(margin, tuple(known), tuple(known.values()))
        for margin, known in cells.items()
    }
    loose = Targets(tuple(found.values()), where)
    names = ", ".join(f"`{target.name}`" for target in loose.margins) or "none"
    faults += [
        Fault(
            "unknown-margin",
            where,
            f"no row gives the margin `{joined(margin)}` alone (its margins: {names})",
            hint=f"add a row for each cell, with only {', '.join(margin)} and population filled in",
        )
        for margin in asked
        if not loose.knows(margin)
    ]
    raise_if_any(headline, faults)
    chosen = tuple(loose.of(margin) for margin in asked)
    wanted = {frozenset(margin) for margin in asked}
    rest = tuple(t for t in loose.margins if frozenset(t.variables) not in wanted)
    return Targets(chosen + rest, where)


def _positive(value: object) -> float | None:
    try:
        number = float(label(value))
    except ValueError:
        return None
    return number if isfinite(number) and number > 0 else None
