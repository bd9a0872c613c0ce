"""From a sample and its targets to weights that carry their own audit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from saualnama.errors import Fault
from saualnama.weighting.cells import sum_of_squares
from saualnama.weighting.collapse import CollapsedTarget, Merge
from saualnama.weighting.groups import Cycle
from saualnama.weighting.problem import Problem, pose
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.solving import limits_of, solve
from saualnama.weighting.targets import Margin, Targets, joined

Floats = NDArray[np.float64]

SCALE = "scale"
"""Margin name of the factor that brings the base weights to the wanted total."""

Form = Literal["product", "limited product", "limited sum", "logistic"]


@dataclass(frozen=True, slots=True)
class Factor:
    """What one category of one margin does to the weight.

    Attributes:
        margin: `region`, `sex:age_group`; `scale` for the factor that all respondents share.
        category: `almaty_city`, `female:18_29`; `all` for the scale.
        factor: positive, except for a term of `linear` or `logit`, which may be negative.
        members: names of the original categories that were merged into this one, or its own.
    """

    margin: str
    category: str
    factor: float
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WeightingResult:
    """Weights and how they came about.

    Attributes:
        weights: (n,) in the order of the sample; they sum to n or to the population.
        margins: the margins that were met, in the recipe's order.
        targets: their targets, with merges.
        factors: for each category of each margin; a `scale` first, where there is one. Every
            margin has the same mean log factor over the respondents, so that the margins' order
            does not show.
        form: how weight / base weight follows from the factors of a respondent: their `product`;
            the product with the margins' part cut at the limits (`limited product`); the scale
            times 1 + the sum of the margins' terms, cut at the limits (`limited sum`); the scale
            times the `logistic` of that sum (Deville, Sarndal 1992, case 6).
        trace: miss and largest change of each cycle; the last miss is within the tolerance.
        merges: categories that were weighted as one.
        warnings: thin categories, code `thin-category`.
        at_lower: respondents whose weight is held up by a limit.
        at_upper: respondents whose weight is held down by a limit.
        kish_deff: design effect of the weights, 1 or more.
        effective_n: respondents that an equally weighted sample of the same precision would have.
        efficiency: 100 / deff, percent.
        kish_deff_of_base: the same of the base weights alone; 1 without any.
        population: people that the sample stands for.
    """

    weights: Floats
    margins: tuple[Margin, ...]
    targets: tuple[CollapsedTarget, ...]
    factors: tuple[Factor, ...]
    form: Form
    trace: tuple[Cycle, ...]
    merges: tuple[Merge, ...]
    warnings: tuple[Fault, ...]
    at_lower: int
    at_upper: int
    kish_deff: float
    effective_n: float
    efficiency: float
    kish_deff_of_base: float
    population: float


def calibrate(
    sample: pd.DataFrame,
    targets: Targets,
    recipe: WeightingRecipe,
    base_weight: ArrayLike | None = None,
) -> WeightingResult:
    """Weight a sample to its targets.

    Raking without limits agrees with R `rake(control = list(epsilon = 1e-12))`; bounds, linear
    and logit calibration with R `calibrate`; post-stratification with R `postStratify`. Limits
    are not trimmed one after the other: the weights are those that come nearest to the base
    weights of all that meet the targets and the limits at once, so they exist whenever any such
    weights do, and do not depend on an order.

    Args:
        sample: one row a respondent, with the variables of all margins; categorical columns are
            used as they are, others are factorised first.
        targets: population of at least the recipe's margins.
        recipe: what is asked for.
        base_weight: (n,) positive weights to start from; their scale does not matter. They are
            kept, never overwritten.

    Raises:
        InputError: see `saualnama.weighting.problem.pose` and `saualnama.weighting.solving.solve`.
    """
    problem = pose(sample, targets, recipe, base_weight)
    limits = limits_of(problem, recipe)
    solution = solve(problem, limits, recipe)
    n = len(problem.cells.cell_of)
    scale = problem.scale
    base = problem.base
    if limits.rows:
        weights = scale * solution.ratio
    else:
        of_cell = np.zeros(len(problem.cells.counts))
        of_cell[problem.occupied] = scale * solution.ratio
        weights = problem.cells.spread(of_cell)
    if base is not None:
        weights *= base
        squares = sum_of_squares(weights)
        squares_of_base = sum_of_squares(base) * (problem.to_mean_one / n) ** 2
    else:
        squares = float((limits.respondents * np.square(scale * solution.ratio)).sum())
        squares_of_base = 1 / n
    total = float(n) if recipe.scale == "n" else problem.population
    deff = n * squares / total**2
    return WeightingResult(
        weights=weights,
        margins=recipe.margins,
        targets=problem.margins,
        factors=_factors(problem, solution.terms, recipe, with_scale=base is not None),
        form=_form(recipe),
        trace=solution.trace,
        merges=problem.merges,
        warnings=problem.warnings,
        at_lower=int(limits.respondents[solution.ratio <= limits.lower].sum()),
        at_upper=int(limits.respondents[solution.ratio >= limits.upper].sum()),
        kish_deff=deff,
        effective_n=n / deff,
        efficiency=100.0 / deff,
        kish_deff_of_base=n * squares_of_base,
        population=problem.population,
    )


def _form(recipe: WeightingRecipe) -> Form:
    if recipe.calibrator == "linear":
        return "limited sum"
    if recipe.calibrator == "logit":
        return "logistic"
    return "product" if recipe.bounds is None and recipe.cap is None else "limited product"


def _factors(
    problem: Problem, terms: tuple[Floats, ...], recipe: WeightingRecipe, *, with_scale: bool
) -> tuple[Factor, ...]:
    terms = problem.groups.centred(terms)
    additive = recipe.calibrator in ("linear", "logit")
    named = [
        Factor(
            margin.target.name,
            joined(category),
            float(value),
            tuple(joined(member) for member in members),
        )
        for margin, values in zip(problem.margins, terms, strict=True)
        for category, members, value in zip(
            margin.target.categories,
            margin.members,
            values if additive else np.exp(values),
            strict=True,
        )
    ]
    if with_scale or recipe.scale != "n":
        named.insert(0, Factor(SCALE, "all", problem.scale, ("all",)))
    return tuple(named)
