"""Replicate weights: every replicate is calibrated again, all of them at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.newton import calibrate_groups
from saualnama.weighting.problem import Problem, pose
from saualnama.weighting.raking import rake_columns
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.resampling import Multiplicities, ReplicateMethod, ReplicateRecipe
from saualnama.weighting.solving import Limits, distance_of, limits_of
from saualnama.weighting.targets import Targets, joined

Floats = NDArray[np.float64]

HEADLINE = "some replicates cannot be weighted to the targets"
MOST_REPLICATES_NAMED = 20


@dataclass(frozen=True, slots=True, eq=False)
class ReplicateWeights:
    """Replicate weights, each column calibrated to the targets.

    Attributes:
        weights: (n, replicates); a respondent who is not in a replicate has weight 0 there.
            Every column has the total of the full sample's weights.
        method: how the replicates were made.
        coefficient: what the sum of squared deviations is multiplied by: 1/(R-1) for the
            bootstrap, (R-1)/R for the jackknifes.
    """

    weights: Floats
    method: ReplicateMethod
    coefficient: float

    def variance(self, estimates: ArrayLike) -> float:
        """Variance of an estimate from its values on the replicates.

        Deviations are taken from the replicates' mean, as R's `svrepdesign(mse = FALSE)` does;
        deviations from the full sample's estimate are the other legitimate choice, and larger.

        Args:
            estimates: (replicates,) the estimate computed with each column of `weights`.

        Raises:
            ValueError: another number of estimates, or one that is not finite.
        """
        values = np.asarray(estimates, dtype=np.float64)
        if values.shape != (self.weights.shape[1],) or not np.isfinite(values).all():
            raise ValueError(f"expected {self.weights.shape[1]} finite estimates")
        return self.coefficient * float(np.square(values - values.mean()).sum())


def replicate_weights(
    sample: pd.DataFrame,
    targets: Targets,
    recipe: WeightingRecipe,
    replicates: ReplicateRecipe,
    base_weight: ArrayLike | None = None,
) -> ReplicateWeights:
    """Make replicates and calibrate each to the same targets with the same recipe.

    Agrees with R: `as.svrepdesign` and then `rake`. R decides on convergence by the full sample
    alone; here every replicate has to meet the recipe's tolerance. Strata and clusters are not
    resampled: a quota sample has none.

    Args:
        sample: see `calibrate`.
        targets: see `calibrate`.
        recipe: see `calibrate`; bounds and cap hold for each copy of a respondent.
        replicates: which replicates.
        base_weight: see `calibrate`.

    Raises:
        InputError: the full sample cannot be weighted (see `pose`), or a replicate cannot: it has
            no respondent in a category, or does not converge.
    """
    problem = pose(sample, targets, recipe, base_weight)
    multiplicities = replicates.multiplicities(len(sample))
    return ReplicateWeights(
        weights=calibrate_replicates(problem, recipe, multiplicities),
        method=replicates.method,
        coefficient=replicates.coefficient(multiplicities.shape[1]),
    )


def calibrate_replicates(
    problem: Problem, recipe: WeightingRecipe, multiplicities: Multiplicities
) -> Floats:
    """Calibrated weights of any replicates.

    Args:
        problem: the full sample, posed.
        recipe: the recipe it was posed with.
        multiplicities: (n, replicates) times that each respondent counts.

    Returns:
        (n, replicates) weights; each column has the total of the full sample's weights.

    Raises:
        InputError: replicates that cannot be calibrated, by number from 1, with the category.
    """
    limits = limits_of(problem, recipe)
    n = len(problem.cells.cell_of)
    if limits.rows:
        group_of = np.arange(n)
    else:
        place = np.zeros(len(problem.cells.counts), dtype=np.intp)
        place[problem.occupied] = np.arange(len(problem.occupied))
        group_of = place[problem.cells.cell_of]
    weights = multiplicities.astype(np.float64)
    if problem.base is not None:
        weights *= problem.base[:, None]
    # rows of one group side by side, so that each group is one run of the sum
    order = np.argsort(group_of, kind="stable")
    runs = np.searchsorted(group_of[order], np.arange(len(limits.groups.start)))
    starts = np.add.reduceat(weights[order], runs, axis=0)
    raise_if_any(HEADLINE, _empty(problem, limits, starts))
    if recipe.calibrator in ("raking", "poststratification") and not limits.exist:
        ratios, misses = rake_columns(
            limits.groups, starts, max_cycles=recipe.max_cycles, tolerance=recipe.tolerance
        )
    else:
        copies = multiplicities.sum(axis=0, dtype=np.int64)
        mean_base = problem.to_mean_one * starts.sum(axis=0) / copies
        ratios, misses = _one_by_one(limits, starts, mean_base, recipe)
    raise_if_any(HEADLINE, _not_converged(problem, limits, starts * ratios, misses, recipe))
    total = float(n) if recipe.scale == "n" else problem.population
    ratios *= total / starts.sum(axis=0)
    weights *= ratios[group_of]
    return weights


def _one_by_one(
    limits: Limits, starts: Floats, mean_base: Floats, recipe: WeightingRecipe
) -> tuple[Floats, Floats]:
    ratios = np.zeros_like(starts)
    misses = np.empty(starts.shape[1])
    for replicate, start in enumerate(starts.T):
        present = np.flatnonzero(start)
        groups = limits.groups.where(present, start[present])
        solved = calibrate_groups(
            groups,
            distance_of(limits.where(present, recipe, float(mean_base[replicate])), recipe),
            max_cycles=recipe.max_cycles,
            tolerance=recipe.tolerance,
        )
        ratios[present, replicate] = solved.ratio
        misses[replicate] = groups.largest_miss(groups.mass * solved.ratio)
    return ratios, misses


def _empty(problem: Problem, limits: Limits, starts: Floats) -> list[Fault]:
    faults = []
    for margin, position in zip(problem.margins, limits.groups.positions, strict=True):
        for index, category in enumerate(margin.target.categories):
            empty = np.flatnonzero(~starts[position == index].any(axis=0))
            if len(empty):
                numbers = ", ".join(str(r + 1) for r in empty[:MOST_REPLICATES_NAMED])
                more = ", ..." if len(empty) > MOST_REPLICATES_NAMED else ""
                faults.append(
                    Fault(
                        "empty-in-replicate",
                        f"target `{margin.target.name}`, category `{joined(category)}`",
                        f"has no respondent in {len(empty)} of {starts.shape[1]} replicates "
                        f"({numbers}{more})",
                        hint="collapse the category with another one",
                    )
                )
    return faults


def _not_converged(
    problem: Problem, limits: Limits, reached: Floats, misses: Floats, recipe: WeightingRecipe
) -> list[Fault]:
    faults = []
    for replicate in np.flatnonzero(~(misses <= recipe.tolerance)):
        mass = reached[:, replicate] / reached[:, replicate].sum()
        worst = max(
            (abs(float(got) - float(share)), margin.target.name, joined(category))
            for margin, achieved, shares in zip(
                problem.margins, limits.groups.achieved(mass), limits.groups.shares, strict=True
            )
            for category, got, share in zip(margin.target.categories, achieved, shares, strict=True)
        )
        faults.append(
            Fault(
                "not-converged",
                f"replicate {replicate + 1}, target `{worst[1]}`, category `{worst[2]}`",
                f"is missed by {100 * worst[0]:.4g} points",
                hint="collapse the category, or widen the limits",
            )
        )
    return faults
