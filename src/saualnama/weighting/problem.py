"""A sample and its targets, brought together on cells and checked before anything iterates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.cells import Cells, CodedVariable, code_variable, count_cells
from saualnama.weighting.checks import (
    bad_base_weights,
    disagreeing_totals,
    impossible_pairs,
    missing_values,
    thin_categories,
    unmatched_categories,
)
from saualnama.weighting.collapse import CollapsedTarget, Merge, collapse
from saualnama.weighting.groups import Groups
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import Category, MarginTarget, Targets, joined

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

HEADLINE = "the sample cannot be weighted to these targets"


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A weighting problem on its occupied cells.

    Attributes:
        cells: all cells of the cross of the margins' variables.
        occupied: (occupied,) positions of the cells with respondents.
        groups: these cells, with the shares to be met; `start` has a mean of 1 a respondent.
        base: (n,) base weights as given; `None` for equal ones.
        to_mean_one: what brings the given base weights to a mean of 1.
        margins: the targets of the recipe's margins, in its order, with their merges.
        merges: categories that were merged.
        population: people that the sample stands for.
        scale: what the given base weights are multiplied by before any factor.
        warnings: what the reader has to know and nothing has to be done about.
    """

    cells: Cells
    occupied: Indices
    groups: Groups
    base: Floats | None
    to_mean_one: float
    margins: tuple[CollapsedTarget, ...]
    merges: tuple[Merge, ...]
    population: float
    scale: float
    warnings: tuple[Fault, ...]

    def name_of(self, cell: int | np.intp) -> str:
        """`region almaty, sex male`: the values of an occupied cell."""
        values = self.cells.cross[self.occupied[cell]]
        return ", ".join(
            f"{name} {labels[value]}"
            for name, labels, value in zip(
                self.cells.variables, self.cells.labels, values, strict=True
            )
        )


def pose(
    sample: pd.DataFrame,
    targets: Targets,
    recipe: WeightingRecipe,
    base_weight: ArrayLike | None = None,
) -> Problem:
    """Bring sample and targets together.

    Args:
        sample: one row a respondent, with the variables of all margins.
        targets: population of at least the recipe's margins.
        recipe: what is asked for.
        base_weight: (n,) positive weights to start from, any scale; `None` for equal ones.

    Raises:
        InputError: everything that stands in the way, in one list: no respondents, a variable or
            a margin that is not there, missing values, categories of the sample without a target
            and of the targets without respondents, thin categories, totals that disagree, base
            weights that are no positive numbers; then margins that no weights can meet.
    """
    n = len(sample)
    names = list(dict.fromkeys(name for margin in recipe.margins for name in margin))
    _check_columns(sample, targets, recipe, names)

    coded = [code_variable(sample, name) for name in names]
    faults = [missing_values(variable) for variable in coded if variable.missing]
    base = None if base_weight is None else np.asarray(base_weight, dtype=np.float64)
    if base is not None:
        faults += bad_base_weights(base, n)
    margins = tuple(_collapsed(targets.of(margin), recipe) for margin in recipe.margins)
    if not recipe.rescale_targets:
        faults += disagreeing_totals(margins, targets.where)
    if any(variable.missing for variable in coded):
        # cells cannot be counted, but what single variables show about their categories is said
        for margin in margins:
            if len(margin.original.variables) == 1:
                found = _categories(coded[names.index(margin.original.variables[0])])
                faults += unmatched_categories(margin, found)
        raise_if_any(HEADLINE, faults)

    cells = count_cells(coded, n)
    occupied = np.flatnonzero(cells.counts)
    positions: list[Indices] = []
    warnings: list[Fault] = []
    merges: list[Merge] = []
    for margin in margins:
        position, found = _place(margin, cells, occupied)
        counts = np.zeros(len(margin.target.categories), dtype=np.intp)
        for category, index in margin.index_of.items():
            counts[index] += found.get(category, 0)
        faults += unmatched_categories(margin, found)
        thin, warned = thin_categories(margin, counts, recipe)
        faults += thin
        warnings += warned
        merges += _merges(margin, found)
        positions.append(position)
    raise_if_any(HEADLINE, faults)

    counts_or_base = cells.counts.astype(np.float64) if base is None else cells.total(base)
    given = float(counts_or_base.sum())
    groups = Groups(
        start=counts_or_base[occupied] * (n / given),
        positions=tuple(positions),
        shares=tuple(np.array(margin.target.shares) for margin in margins),
    )
    raise_if_any(HEADLINE, impossible_pairs(margins, groups))
    population = margins[0].original.total
    return Problem(
        cells=cells,
        occupied=occupied,
        groups=groups,
        base=base,
        to_mean_one=n / given,
        margins=margins,
        merges=tuple(merges),
        population=population,
        scale=(float(n) if recipe.scale == "n" else population) / given,
        warnings=tuple(warnings),
    )


def _check_columns(
    sample: pd.DataFrame, targets: Targets, recipe: WeightingRecipe, names: list[str]
) -> None:
    faults = [
        Fault(
            "unknown-margin",
            targets.where,
            f"has no margin `{joined(margin)}`",
            hint="add its rows, or take the margin out of the recipe",
        )
        for margin in recipe.margins
        if not targets.knows(margin)
    ]
    faults += [
        Fault("no-column", "sample", f"has no column `{name}`, which a margin needs")
        for name in names
        if name not in sample.columns
    ]
    if len(sample) == 0:
        faults.append(Fault("no-respondents", "sample", "has no respondents"))
    raise_if_any(HEADLINE, faults)


def _collapsed(target: MarginTarget, recipe: WeightingRecipe) -> CollapsedTarget:
    variables = frozenset(target.variables)
    return collapse(target, (r for r in recipe.collapse if frozenset(r.margin) == variables))


def _categories(variable: CodedVariable) -> dict[Category, int]:
    counts = np.bincount(variable.codes[variable.codes >= 0], minlength=len(variable.labels))
    return {(text,): int(count) for text, count in zip(variable.labels, counts, strict=True)}


def _place(
    margin: CollapsedTarget, cells: Cells, occupied: Indices
) -> tuple[Indices, dict[Category, int]]:
    """Category of each occupied cell (-1 for none), and respondents of each original category."""
    columns = [cells.variables.index(name) for name in margin.original.variables]
    sizes = tuple(len(cells.labels[column]) for column in columns)
    codes = np.ravel_multi_index(
        tuple(cells.cross[occupied, column] for column in columns), sizes
    ).astype(np.intp)
    counts = np.bincount(codes, cells.counts[occupied]).astype(np.intp)
    index_of = np.full(len(counts), -1, dtype=np.intp)
    found: dict[Category, int] = {}
    present = np.flatnonzero(counts)
    values_of = zip(*(axis.tolist() for axis in np.unravel_index(present, sizes)), strict=True)
    for code, values in zip(present.tolist(), values_of, strict=True):
        category = tuple(cells.labels[c][v] for c, v in zip(columns, values, strict=True))
        found[category] = int(counts[code])
        index_of[code] = margin.index_of.get(category, -1)
    return index_of[codes], found


def _merges(margin: CollapsedTarget, found: dict[Category, int]) -> Iterator[Merge]:
    people = dict(zip(margin.original.categories, margin.original.population, strict=True))
    for category, members in zip(margin.target.categories, margin.members, strict=True):
        if len(members) > 1:
            yield Merge(
                margin=margin.target.name,
                category=joined(category),
                members=tuple(joined(member) for member in members),
                population=tuple(people[member] for member in members),
                sample_n=tuple(found.get(member, 0) for member in members),
            )
