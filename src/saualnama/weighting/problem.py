"""A sample and its targets, brought together on cells and checked before anything iterates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.cells import Cells, CodedVariable, code_variable, count_cells
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import Category, MarginTarget, Targets, joined

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

TOTALS_AGREE = 1e-6
HEADLINE = "the sample cannot be weighted to these targets"


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """A weighting problem on its occupied cells.

    Attributes:
        cells: all cells of the cross of the margins' variables.
        occupied: (occupied,) positions of the cells with respondents; the arrays below follow it.
        start: (occupied,) sum of the base weights, scaled to a mean of 1.
        margins: the targets of the recipe's margins, in its order.
        positions: for each margin (occupied,) the category of each cell.
        shares: for each margin (categories,) the target shares.
        counts: for each margin (categories,) respondents.
        population: people that the sample stands for.
        scale: what the base weights are multiplied by before any factor.
        warnings: what the reader has to know and nothing has to be done about.
    """

    cells: Cells
    occupied: Indices
    start: Floats
    margins: tuple[MarginTarget, ...]
    positions: tuple[Indices, ...]
    shares: tuple[Floats, ...]
    counts: tuple[Indices, ...]
    population: float
    scale: float
    warnings: tuple[Fault, ...]

    def name_of(self, cell: int) -> str:
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
    if n == 0:
        faults.append(Fault("no-respondents", "sample", "has no respondents"))
    raise_if_any(HEADLINE, faults)

    coded = [code_variable(sample, name) for name in names]
    faults += [_missing(variable) for variable in coded if variable.missing]
    base = None if base_weight is None else np.asarray(base_weight, dtype=np.float64)
    if base is not None:
        faults += _bad_base(base, n)
    margins = tuple(targets.of(margin) for margin in recipe.margins)
    faults += _totals(margins, targets.where, recipe)
    if any(variable.missing for variable in coded):
        # the cells cannot be counted; what one variable shows about its categories is still said
        for target in margins:
            if len(target.variables) == 1:
                variable = coded[names.index(target.variables[0])]
                some = variable.codes[variable.codes >= 0]
                counts = np.bincount(some, minlength=len(variable.labels))
                faults += _unmatched(
                    target,
                    {(text,): int(k) for text, k in zip(variable.labels, counts, strict=True)},
                )
        raise_if_any(HEADLINE, faults)

    cells = count_cells(coded, n)
    occupied = np.flatnonzero(cells.counts)
    positions: list[Indices] = []
    counts_of: list[Indices] = []
    warnings: list[Fault] = []
    for target in margins:
        position, counts, unknown = _place(target, cells, occupied)
        known = {c: int(k) for c, k in zip(target.categories, counts, strict=True)}
        faults += _unmatched(target, {**known, **unknown})
        thin, warned = _thin(target, counts, recipe)
        faults += thin
        warnings += warned
        positions.append(position)
        counts_of.append(counts)
    raise_if_any(HEADLINE, faults)

    shares = tuple(np.array(target.shares) for target in margins)
    raise_if_any(HEADLINE, impossible_pairs(margins, positions, shares))
    population = margins[0].total
    total = float(n) if recipe.scale == "n" else population
    if base is None:
        start = cells.counts[occupied].astype(np.float64)
        scale = total / n
    else:
        base_total = cells.total(base)[occupied]
        scale = total / float(base_total.sum())
        start = base_total * (n / float(base_total.sum()))
    return Problem(
        cells=cells,
        occupied=occupied,
        start=start,
        margins=margins,
        positions=tuple(positions),
        shares=shares,
        counts=tuple(counts_of),
        population=population,
        scale=scale,
        warnings=tuple(warnings),
    )


def _place(
    target: MarginTarget, cells: Cells, occupied: Indices
) -> tuple[Indices, Indices, dict[Category, int]]:
    """Category of each occupied cell, respondents of each category, and of unknown categories."""
    columns = [cells.variables.index(name) for name in target.variables]
    sizes = tuple(len(cells.labels[column]) for column in columns)
    codes = np.ravel_multi_index(
        tuple(cells.cross[occupied, column] for column in columns), sizes
    ).astype(np.intp)
    places = [{text: code for code, text in enumerate(cells.labels[column])} for column in columns]
    lookup = np.full(int(np.prod(sizes)), -1, dtype=np.intp)
    for index, category in enumerate(target.categories):
        spot = [place.get(text) for place, text in zip(places, category, strict=True)]
        known = [code for code in spot if code is not None]
        if len(known) == len(spot):
            lookup[np.ravel_multi_index(tuple(known), sizes)] = index
    position = lookup[codes]
    respondents = cells.counts[occupied]
    inside = position >= 0
    counts = np.bincount(
        position[inside], respondents[inside], minlength=len(target.categories)
    ).astype(np.intp)
    unknown: dict[Category, int] = {}
    for cell in np.flatnonzero(~inside):
        values = cells.cross[occupied[cell]]
        category = tuple(cells.labels[column][values[column]] for column in columns)
        unknown[category] = unknown.get(category, 0) + int(respondents[cell])
    return position, counts, unknown


def _missing(variable: CodedVariable) -> Fault:
    first = [str(row + 1) for row in np.flatnonzero(variable.codes < 0)[:5]]
    more = ", ..." if variable.missing > len(first) else ""
    return Fault(
        "missing-value",
        f"sample, column `{variable.name}`",
        f"no value for {variable.missing} of {len(variable.codes)} respondents "
        f"(data rows {', '.join(first)}{more})",
        "a category for every respondent",
        "weights need it: fill it in from the field records, or leave these respondents out",
    )


def _bad_base(base: Floats, n: int) -> Iterator[Fault]:
    if base.shape != (n,):
        yield Fault(
            "bad-base-weight", "base weight", f"has shape {base.shape}", f"{n} values, one a row"
        )
        return
    for row in np.flatnonzero(~(np.isfinite(base) & (base > 0))):
        yield Fault(
            "bad-base-weight",
            f"base weight, data row {row + 1}",
            f"is {base[row]:g}",
            "a positive number",
            "leave the respondent out if it should not count",
        )


def _unmatched(target: MarginTarget, respondents: dict[Category, int]) -> Iterator[Fault]:
    for category, share in zip(target.categories, target.shares, strict=True):
        if respondents.get(category, 0) == 0:
            yield Fault(
                "no-respondents",
                f"target `{target.name}`",
                f"category `{joined(category)}` ({100 * share:.1f} %) has no respondent",
                hint="collapse it with another category, or take it out of the targets",
            )
    known = set(target.categories)
    for category, count in respondents.items():
        if count and category not in known:
            yield Fault(
                "no-target",
                f"target `{target.name}`",
                f"category `{joined(category)}` has no target, and {count} of the sample are in it",
                hint="add its population, or correct the respondents' answers",
            )


def _thin(
    target: MarginTarget, counts: Indices, recipe: WeightingRecipe
) -> tuple[list[Fault], list[Fault]]:
    refused, warned = [], []
    for category, count in zip(target.categories, counts, strict=True):
        if count == 0:
            continue  # said by _unmatched
        where = f"target `{target.name}`, category `{joined(category)}`"
        respondents = f"{count} respondent{'s' if count > 1 else ''}"
        if count < recipe.minimum_cell:
            refused.append(
                Fault(
                    "thin-category",
                    where,
                    f"rests on {respondents}",
                    f"{recipe.minimum_cell} or more",
                    "collapse it with a neighbour, or lower `minimum_cell`",
                )
            )
        elif count < recipe.warn_below:
            warned.append(Fault("thin-category", where, f"rests on {respondents}"))
    return refused, warned


def _totals(
    margins: tuple[MarginTarget, ...], where: str, recipe: WeightingRecipe
) -> Iterator[Fault]:
    first = margins[0]
    for other in margins[1:]:
        if abs(other.total / first.total - 1) > TOTALS_AGREE and not recipe.rescale_targets:
            yield Fault(
                "totals-disagree",
                where,
                f"margin `{other.name}` adds up to {other.total:.10g}, "
                f"`{first.name}` to {first.total:.10g}",
                "one population",
                "use one universe for all margins, or set `rescale_targets`",
            )


def impossible_pairs(
    margins: tuple[MarginTarget, ...], positions: list[Indices], shares: tuple[Floats, ...]
) -> list[Fault]:
    """Categories whose respondents all stand in categories of another margin that are too small.

    This is the cheap half of the proof that margins cannot be met (Hall's condition for single
    categories); the whole of it is left to a linear programme when raking fails.
    """
    faults: list[Fault] = []
    for a, target in enumerate(margins):
        for b, other in enumerate(margins):
            if a == b:
                continue
            together = np.zeros((len(shares[a]), len(shares[b])))
            together[positions[a], positions[b]] = 1.0
            room = together @ shares[b]
            for category in np.flatnonzero(room < shares[a] - TOTALS_AGREE):
                where = np.flatnonzero(together[category])
                named = ", ".join(f"`{joined(other.categories[i])}`" for i in where)
                faults.append(
                    Fault(
                        "impossible-margins",
                        f"target `{target.name}`, category `{joined(target.categories[category])}`",
                        f"is {100 * shares[a][category]:.2f} % of the population, but all its "
                        f"respondents are in `{other.name}` {named}, "
                        f"together {100 * room[category]:.2f} %",
                        hint="no weights can meet both: collapse categories of one of the margins",
                    )
                )
    return faults
