"""How one respondent's weight came about, from the tables that a reviewer holds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from saualnama.errors import Fault, InputError
from saualnama.weighting.calibration import SCALE
from saualnama.weighting.distances import LogitDistance
from saualnama.weighting.recipe import Calibrator


@dataclass(frozen=True, slots=True)
class CategoryFactor:
    """A row of factors.csv with the shares of its category.

    Attributes:
        margin: `region`, `sex:age_group`, or `scale`.
        category: `akmola`, `female:18_29`; merged ones as `46_60+61_plus`.
        factor: what the category does to the weight; a term of a sum for `linear` and `logit`.
        target_share: share of the population, 0 to 1; None for the scale.
        sample_share: unweighted share of the respondents, 0 to 1; None for the scale.
    """

    margin: str
    category: str
    factor: float
    target_share: float | None = None
    sample_share: float | None = None

    def holds(self, values: Mapping[str, str]) -> bool:
        """Whether a respondent with these values of the variables stands in the category."""
        variables, parts = self.margin.split(":"), self.category.split(":")
        if len(variables) != len(parts):
            return False
        return all(
            values.get(name) is not None and values[name] in (part, *part.split("+"))
            for name, part in zip(variables, parts, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One factor of a weight and the weight after it."""

    factor: CategoryFactor
    running: float


@dataclass(frozen=True, slots=True)
class WeightHistory:
    """One weight from its base weight to the file.

    Attributes:
        base: the base weight.
        steps: the scale, where there is one, then a step for each margin.
        limited: the weight after bounds and cap; equal to the last step where they do not hold.
        stored: the weight in weights.csv.
        additive: the margins' factors are terms of a sum (calibrators `linear` and `logit`).
    """

    base: float
    steps: tuple[Step, ...]
    limited: float
    stored: float
    additive: bool

    @property
    def difference(self) -> float:
        """Recomputed weight minus stored weight."""
        return self.limited - self.stored


@dataclass(frozen=True, slots=True)
class Limits:
    """What the recipe says about one respondent's ratio of weight to base weight.

    Attributes:
        calibrator: of the recipe.
        bounds: smallest and largest ratio.
        cap: largest weight as a multiple of the mean weight.
        relative_base: the respondent's base weight as a multiple of the mean base weight.
    """

    calibrator: Calibrator = "raking"
    bounds: tuple[float, float] | None = None
    cap: float | None = None
    relative_base: float = 1.0

    def free(self, terms: Sequence[float]) -> float:
        """Ratio of weight to base weight before bounds and cap, from factors or terms."""
        if self.calibrator == "linear":
            return 1 + math.fsum(terms)
        if self.calibrator == "logit":
            if self.bounds is None:
                raise ValueError("logit calibration needs bounds")
            return float(LogitDistance(*self.bounds).ratio(np.array([math.fsum(terms)]))[0])
        return math.prod(terms)

    def cut(self, ratio: float) -> float:
        """The ratio inside bounds and cap."""
        low, high = self.bounds or (-math.inf, math.inf)
        if self.cap is not None:
            high = min(high, self.cap / self.relative_base)
        return min(max(ratio, low), high)


def weight_history(
    values: Mapping[str, str],
    factors: Sequence[CategoryFactor],
    stored: float,
    *,
    base: float = 1.0,
    limits: Limits | None = None,
) -> WeightHistory:
    """Follow one weight through its factors, in the order of factors.csv.

    Args:
        values: the respondent's category of each variable.
        factors: all rows of factors.csv.
        stored: the weight in weights.csv.
        base: the respondent's base weight; 1 without any.
        limits: calibrator, bounds and cap; plain raking without them.

    Raises:
        InputError: a margin that has no factor, or two, for the respondent's categories.
    """
    rules = limits or Limits()
    scaled = base
    steps: list[Step] = []
    terms: list[float] = []
    faults: list[Fault] = []
    for margin in dict.fromkeys(factor.margin for factor in factors):
        of_margin = [f for f in factors if f.margin == margin]
        if margin == SCALE:
            scaled *= of_margin[0].factor
            steps.append(Step(of_margin[0], scaled))
            continue
        found = [f for f in of_margin if f.holds(values)]
        if len(found) != 1:
            shown = ", ".join(str(values.get(name)) for name in margin.split(":"))
            problem = f"{len(found)} factors for `{shown}`"
            faults.append(Fault("no-factor", f"factors.csv, margin `{margin}`", problem, "one"))
            continue
        terms.append(found[0].factor)
        steps.append(Step(found[0], scaled * rules.free(terms)))
    if faults:
        raise InputError("the weight cannot be followed", faults)
    weight = scaled * rules.cut(rules.free(terms))
    additive = rules.calibrator in ("linear", "logit")
    return WeightHistory(base, tuple(steps), weight, stored, additive)
