"""What can be wrong between a sample and its targets, each fault in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from saualnama.errors import Fault
from saualnama.weighting.cells import CodedVariable
from saualnama.weighting.collapse import CollapsedTarget
from saualnama.weighting.groups import Groups
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import Category, joined

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

TOTALS_AGREE = 1e-6
"""Largest relative difference between the totals of two margins that count as one population."""

ROUNDING = 1e-12
"""Shares nearer than this are equal."""


def missing_values(variable: CodedVariable) -> Fault:
    """Respondents without a value in a variable that a margin needs."""
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


def bad_base_weights(base: Floats, n: int) -> Iterator[Fault]:
    """Base weights that are no positive numbers, or not one a respondent."""
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


def unmatched_categories(margin: CollapsedTarget, found: dict[Category, int]) -> Iterator[Fault]:
    """Categories of the targets without respondents, and of the sample without a target.

    Args:
        margin: the target, collapsed.
        found: respondents of each category that the sample has.
    """
    target = margin.target
    for category, members, share in zip(
        target.categories, margin.members, target.shares, strict=True
    ):
        if not any(found.get(member, 0) for member in members):
            yield Fault(
                "no-respondents",
                f"target `{target.name}`",
                f"category `{joined(category)}` ({100 * share:.1f} %) has no respondent",
                hint="collapse it with another category, or take it out of the targets",
            )
    for category, count in found.items():
        if count and category not in margin.index_of:
            yield Fault(
                "no-target",
                f"target `{target.name}`",
                f"category `{joined(category)}` has no target, and {count} of the sample are in it",
                hint="add its population, or correct the respondents' answers",
            )


def thin_categories(
    margin: CollapsedTarget, counts: Indices, recipe: WeightingRecipe
) -> tuple[list[Fault], list[Fault]]:
    """Categories with too few respondents: those refused, and those warned of."""
    refused, warned = [], []
    for category, count in zip(margin.target.categories, counts, strict=True):
        if count == 0 or count >= max(recipe.minimum_cell, recipe.warn_below):
            continue  # nobody at all is said by unmatched_categories
        where = f"target `{margin.target.name}`, category `{joined(category)}`"
        problem = f"rests on {count} respondent{'s' if count > 1 else ''}"
        if count < recipe.minimum_cell:
            expected = f"{recipe.minimum_cell} or more"
            hint = "collapse it with a neighbour, or lower `minimum_cell`"
            refused.append(Fault("thin-category", where, problem, expected, hint))
        elif count < recipe.warn_below:
            warned.append(Fault("thin-category", where, problem))
    return refused, warned


def disagreeing_totals(margins: Sequence[CollapsedTarget], where: str) -> Iterator[Fault]:
    """Margins that do not add up to the population of the first one."""
    first, *others = (margin.original for margin in margins)
    for other in others:
        if abs(other.total / first.total - 1) > TOTALS_AGREE:
            yield Fault(
                "totals-disagree",
                where,
                f"margin `{other.name}` adds up to {other.total:.10g}, "
                f"`{first.name}` to {first.total:.10g}",
                "one population",
                "use one universe for all margins, or set `rescale_targets`",
            )


def impossible_pairs(margins: Sequence[CollapsedTarget], groups: Groups) -> Iterator[Fault]:
    """Categories whose respondents all stand in categories of another margin that are too small.

    This is the cheap half of the proof that margins cannot be met (Hall's condition for single
    categories); the whole of it is left to a linear programme when calibration fails.
    """
    for a, b in permutations(range(len(margins)), 2):
        target, other = margins[a].target, margins[b].target
        own, others = groups.shares[a], groups.shares[b]
        together = np.zeros((len(own), len(others)))
        together[groups.positions[a], groups.positions[b]] = 1.0
        room = together @ others
        for category in np.flatnonzero(room < own - TOTALS_AGREE):
            where = np.flatnonzero(together[category])
            named = ", ".join(f"`{joined(other.categories[i])}`" for i in where)
            yield Fault(
                "impossible-margins",
                f"target `{target.name}`, category `{joined(target.categories[category])}`",
                f"is {100 * own[category]:.2f} % of the population, but all its "
                f"respondents are in `{other.name}` {named}, "
                f"together {100 * room[category]:.2f} %",
                hint="no weights can meet both: collapse categories of one of the margins",
            )


def beyond_limits(
    margins: Sequence[CollapsedTarget], groups: Groups, lower: Floats, upper: Floats
) -> Iterator[Fault]:
    """Categories that miss their target even when every weight in them is at its limit.

    Args:
        margins: the targets.
        groups: with the shares to be met.
        lower: (groups,) smallest ratio weight / base weight, 0 or more.
        upper: (groups,) largest ratio.
    """
    mass = groups.mass
    of_margins = (groups.achieved(mass * limit) for limit in (1.0, lower, upper))
    for margin, share, own, least, most in zip(margins, groups.shares, *of_margins, strict=True):
        beyond = (most < share - ROUNDING) | (least > share + ROUNDING)
        for index in np.flatnonzero(beyond):
            few = most[index] < share[index]
            yield Fault(
                "beyond-limits",
                f"target `{margin.target.name}`, "
                f"category `{joined(margin.target.categories[index])}`",
                f"needs a mean factor of {share[index] / own[index]:.4g}, and the limits allow "
                f"{'at most' if few else 'at least'} "
                f"{(most if few else least)[index] / own[index]:.4g}",
                hint="widen `bounds` or `cap`, or collapse the category",
            )
