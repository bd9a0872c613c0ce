"""From a sample and its targets to weights that carry their own audit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from saualnama.errors import Fault, InputError
from saualnama.weighting.cells import Cells
from saualnama.weighting.problem import Problem, pose
from saualnama.weighting.raking import Cycle, Raked, centred_factors, rake_cells
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import Margin, Targets, joined

Floats = NDArray[np.float64]

SCALE = "scale"
"""Margin name of the factor that brings the base weights to the wanted total."""


@dataclass(frozen=True, slots=True)
class Factor:
    """What one category of one margin multiplies the weight by.

    Attributes:
        margin: `region`, `sex:age_group`; `scale` for the factor that all respondents share.
        category: `almaty_city`, `female:18_29`; `all` for the scale.
        factor: positive.
    """

    margin: str
    category: str
    factor: float


@dataclass(frozen=True, slots=True, eq=False)
class WeightingResult:
    """Weights and how they came about.

    Attributes:
        weights: (n,) in the order of the sample; they sum to n or to the population.
        margins: the margins that were met, in the recipe's order.
        factors: a weight is its base weight times the product of its factors.
        trace: miss and largest change of each cycle; the last miss is within the tolerance.
        warnings: thin categories, code `thin-category`.
        kish_deff: design effect of the weights, 1 or more.
        effective_n: respondents that an equally weighted sample of the same precision would have.
        efficiency: 100 / deff, percent.
        population: people that the sample stands for.
        cells: the cell of each respondent.
        multiplier: (cells,) weight / base weight of each cell; 0 in cells without respondents.
    """

    weights: Floats
    margins: tuple[Margin, ...]
    factors: tuple[Factor, ...]
    trace: tuple[Cycle, ...]
    warnings: tuple[Fault, ...]
    kish_deff: float
    effective_n: float
    efficiency: float
    population: float
    cells: Cells
    multiplier: Floats


def calibrate(
    sample: pd.DataFrame,
    targets: Targets,
    recipe: WeightingRecipe,
    base_weight: ArrayLike | None = None,
) -> WeightingResult:
    """Weight a sample to its targets.

    Args:
        sample: one row a respondent, with the variables of all margins; categorical columns are
            used as they are, others are factorised first.
        targets: population of at least the recipe's margins.
        recipe: what is asked for.
        base_weight: (n,) positive weights to start from; their scale does not matter. They are
            kept, never overwritten.

    Raises:
        InputError: see `saualnama.weighting.problem.pose`; or raking did not converge, with the
            five categories that are farthest off.
    """
    problem = pose(sample, targets, recipe, base_weight)
    raked = rake_cells(
        problem.start,
        problem.positions,
        problem.shares,
        max_cycles=recipe.max_cycles,
        tolerance=recipe.tolerance,
    )
    if not raked.converged:
        raise _not_converged(problem, raked, recipe)
    factors = centred_factors(problem.start, problem.positions, raked.factors)
    multiplier = np.zeros(len(problem.cells.counts))
    multiplier[problem.occupied] = problem.scale * raked.multiplier
    weights = problem.cells.spread(multiplier)
    n = len(weights)
    if base_weight is None:
        squares = float(problem.cells.counts @ np.square(multiplier))
        total = float(problem.cells.counts @ multiplier)
    else:
        weights *= np.asarray(base_weight, dtype=np.float64)
        squares, total = float(np.square(weights).sum()), float(weights.sum())
    deff = n * squares / total**2
    named = [
        Factor(target.name, joined(category), float(factor))
        for target, values in zip(problem.margins, factors, strict=True)
        for category, factor in zip(target.categories, values, strict=True)
    ]
    if base_weight is not None or recipe.scale != "n":
        named.insert(0, Factor(SCALE, "all", problem.scale))
    return WeightingResult(
        weights=weights,
        margins=recipe.margins,
        factors=tuple(named),
        trace=raked.trace,
        warnings=problem.warnings,
        kish_deff=deff,
        effective_n=n / deff,
        efficiency=100.0 / deff,
        population=problem.population,
        cells=problem.cells,
        multiplier=multiplier,
    )


def _not_converged(problem: Problem, raked: Raked, recipe: WeightingRecipe) -> InputError:
    shares = problem.start / problem.start.sum() * raked.multiplier
    misses = [
        (abs(achieved - wanted), target.name, joined(category), achieved, wanted)
        for target, position, wanted_shares in zip(
            problem.margins, problem.positions, problem.shares, strict=True
        )
        for category, achieved, wanted in zip(
            target.categories,
            np.bincount(position, shares, minlength=len(wanted_shares)),
            wanted_shares,
            strict=True,
        )
    ]
    worst = sorted(misses, key=lambda miss: (-miss[0], miss[1], miss[2]))[:5]
    return InputError(
        f"raking did not converge in {len(raked.trace)} cycles "
        f"(the worst miss is {raked.trace[-1].miss:.3g}, allowed {recipe.tolerance:g})",
        [
            Fault(
                "not-converged",
                f"target `{margin}`, category `{category}`",
                f"reached {100 * achieved:.6f} % instead of {100 * wanted:.6f} %",
            )
            for _, margin, category, achieved, wanted in worst
        ],
    )
