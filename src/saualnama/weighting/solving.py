"""Which algorithm solves a weighting problem, and why it could not."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.weighting.checks import beyond_limits
from saualnama.weighting.distances import Distance, LinearDistance, LogitDistance, RakingDistance
from saualnama.weighting.feasibility import nearest_to_targets
from saualnama.weighting.groups import Cycle, Groups
from saualnama.weighting.newton import calibrate_groups
from saualnama.weighting.problem import HEADLINE, Problem
from saualnama.weighting.raking import rake_groups
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import joined

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What is solved: the cells, or single respondents where a cap splits the cells.

    Attributes:
        groups: cells or respondents.
        rows: whether each respondent is a group.
        respondents: (groups,) how many.
        lower: (groups,) smallest ratio weight / base weight, minus infinity for none.
        upper: (groups,) largest ratio, infinite for none.
    """

    groups: Groups
    rows: bool
    respondents: Indices
    lower: Floats
    upper: Floats

    @property
    def exist(self) -> bool:
        """Whether there is a limit at all."""
        return bool(np.isfinite(self.lower).any() or np.isfinite(self.upper).any())

    @property
    def lower_or_zero(self) -> Floats:
        """(groups,) smallest ratio that is no negative weight."""
        return np.maximum(self.lower, 0.0)

    def where(self, present: Indices, recipe: WeightingRecipe, mean_base: float) -> Limits:
        """Limits of a replicate: only some groups, and another mean base weight for the cap."""
        upper = self.upper[present]
        if self.rows and recipe.cap is not None:
            high = recipe.bounds[1] if recipe.bounds else np.inf
            upper = np.minimum(high, recipe.cap * mean_base / self.groups.start[present])
        return replace(
            self,
            groups=self.groups.where(present),
            respondents=self.respondents[present],
            lower=self.lower[present],
            upper=upper,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Ratios that meet all targets and limits.

    Attributes:
        terms: for each margin (categories,) log factor, or term of the linear predictor.
        ratio: (groups,) weight / base weight, both on one total.
        trace: every cycle.
    """

    terms: tuple[Floats, ...]
    ratio: Floats
    trace: tuple[Cycle, ...]


def limits_of(problem: Problem, recipe: WeightingRecipe) -> Limits:
    """The groups on which the problem is solved, with their limits."""
    low, high = recipe.bounds or (-np.inf, np.inf)
    if recipe.cap is None or problem.base is None:
        counts = problem.cells.counts[problem.occupied]
        upper = min(high, recipe.cap or np.inf)
        return Limits(
            groups=problem.groups,
            rows=False,
            respondents=counts,
            lower=np.full(len(counts), low),
            upper=np.full(len(counts), upper),
        )
    # a cap on the weight is another ratio for each base weight
    place = np.zeros(len(problem.cells.counts), dtype=np.intp)
    place[problem.occupied] = np.arange(len(problem.occupied))
    cell = place[problem.cells.cell_of]
    start = problem.base * problem.to_mean_one
    groups = Groups(
        start, tuple(at[cell] for at in problem.groups.positions), problem.groups.shares
    )
    return Limits(
        groups=groups,
        rows=True,
        respondents=np.ones(len(cell), dtype=np.intp),
        lower=np.full(len(cell), low),
        upper=np.minimum(high, recipe.cap / start),
    )


def solve(problem: Problem, limits: Limits, recipe: WeightingRecipe) -> Solution:
    """Find the ratios, by iterative proportional fitting where nothing but raking is asked.

    Raises:
        InputError: limits that contradict each other or a target (`beyond-limits`), targets that
            no weights can meet (`impossible-margins`), that only zero weights meet
            (`zero-weights`), or that were not met in time, with the five categories farthest off
            (`not-converged`); negative weights of unbounded linear calibration
            (`negative-weight`).
    """
    if limits.exist:
        raise_if_any(HEADLINE, _contradictions(problem, limits, recipe))
    if not limits.exist and recipe.calibrator in ("raking", "poststratification"):
        raked = rake_groups(limits.groups, max_cycles=recipe.max_cycles, tolerance=recipe.tolerance)
        if not raked.converged:
            raise _failure(problem, limits, raked.multiplier, raked.trace, recipe)
        logs = tuple(np.log(factor) for factor in raked.factors)
        return Solution(logs, raked.multiplier, raked.trace)
    solved = calibrate_groups(
        limits.groups,
        distance_of(limits, recipe),
        max_cycles=recipe.max_cycles,
        tolerance=recipe.tolerance,
    )
    if not solved.converged:
        raise _failure(problem, limits, solved.ratio, solved.trace, recipe)
    raise_if_any(HEADLINE, _negative(problem, limits, solved.ratio))
    return Solution(solved.terms, solved.ratio, solved.trace)


def distance_of(limits: Limits, recipe: WeightingRecipe) -> Distance:
    """The recipe's distance with these limits."""
    if recipe.calibrator == "linear":
        return LinearDistance(limits.lower, limits.upper)
    if recipe.calibrator == "logit" and recipe.bounds is not None:
        return LogitDistance(*recipe.bounds)
    return RakingDistance(limits.lower_or_zero, limits.upper)


def _contradictions(problem: Problem, limits: Limits, recipe: WeightingRecipe) -> list[Fault]:
    faults = [
        Fault(
            "beyond-limits",
            f"base weight, data row {row + 1}",
            f"is {limits.groups.start[row]:.4g} times the mean: the lower bound "
            f"{limits.lower[row]:g} alone brings it over the cap {recipe.cap:g}",
            hint="widen `bounds` or `cap`",
        )
        for row in np.flatnonzero(limits.upper < limits.lower)
    ]
    if not faults:
        faults += beyond_limits(problem.margins, limits.groups, limits.lower_or_zero, limits.upper)
    return faults


def _negative(problem: Problem, limits: Limits, ratio: Floats) -> list[Fault]:
    hint = "set `bounds` with a lower one above 0, or use calibrator `raking`"
    return [
        Fault(
            "negative-weight",
            f"data row {group + 1}" if limits.rows else f"respondents of {problem.name_of(group)}",
            f"linear calibration gives {ratio[group]:.4g} times the base weight",
            "a positive weight",
            hint,
        )
        for group in np.flatnonzero(ratio <= 0)
    ]


def _failure(
    problem: Problem,
    limits: Limits,
    ratio: Floats,
    trace: tuple[Cycle, ...],
    recipe: WeightingRecipe,
) -> InputError:
    nearest = nearest_to_targets(limits.groups, limits.lower_or_zero, limits.upper)
    if not nearest.feasible:
        within = " within the limits" if np.isfinite(limits.upper).any() else ""
        return InputError(
            f"no weights{within} can meet these targets together",
            [
                Fault(
                    "impossible-margins",
                    f"target `{margin.target.name}`, category `{joined(category)}`",
                    f"is missed by {100 * miss:+.4f} points where all misses together are smallest",
                    hint="collapse categories, or take a margin out"
                    + (", or widen the limits" if within else ""),
                )
                for margin, misses in zip(problem.margins, nearest.misses, strict=True)
                for category, miss in zip(margin.target.categories, misses, strict=True)
                if miss
            ],
        )
    if len(nearest.vanishing) and not limits.rows:
        return InputError(
            "these targets can be met only by giving some respondents a weight of zero",
            [
                Fault(
                    "zero-weights",
                    f"respondents of {problem.name_of(cell)}",
                    "would have to weigh nothing for all targets to be met",
                    hint="collapse categories of one of the margins",
                )
                for cell in nearest.vanishing
            ],
        )
    return _not_converged(problem, limits, ratio, trace, recipe)


def _not_converged(
    problem: Problem,
    limits: Limits,
    ratio: Floats,
    trace: tuple[Cycle, ...],
    recipe: WeightingRecipe,
) -> InputError:
    reached = limits.groups.achieved(limits.groups.mass * ratio)
    misses = [
        (abs(got - wanted), margin.target.name, joined(category), got, wanted)
        for margin, of_margin, shares in zip(
            problem.margins, reached, limits.groups.shares, strict=True
        )
        for category, got, wanted in zip(margin.target.categories, of_margin, shares, strict=True)
    ]
    worst = sorted(misses, key=lambda miss: (-miss[0], miss[1], miss[2]))[:5]
    return InputError(
        f"the weights did not converge in {len(trace)} cycles "
        f"(the worst miss is {worst[0][0]:.3g}, allowed {recipe.tolerance:g})",
        [
            Fault(
                "not-converged",
                f"target `{margin}`, category `{category}`",
                f"reached {100 * got:.6f} % instead of {100 * wanted:.6f} %",
            )
            for _, margin, category, got, wanted in worst
        ],
    )
