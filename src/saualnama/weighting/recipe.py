"""What is asked of a weighting, in one frozen object that is checked at birth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.collapse import CollapseRule
from saualnama.weighting.targets import Margin, joined

Scale = Literal["n", "population"]
Calibrator = Literal["raking", "linear", "logit", "poststratification"]


@dataclass(frozen=True, slots=True)
class WeightingRecipe:
    """How weights are made.

    Attributes:
        margins: margins to be met, each a tuple of variables; their order does not matter.
        calibrator: `raking` (multiplicative, the default), `linear` (GREG), `logit` (with bounds,
            never reaching them) or `poststratification` (one margin: the cells themselves).
        bounds: smallest and largest weight / base weight, both scaled to one total, as R's
            `calibrate(bounds = )` means it; `None` for none. `logit` needs them.
        cap: largest weight itself, as a multiple of the mean weight (the weight, where weights
            sum to n); `None` for none. With base weights it is not the same as a bound.
        collapse: categories that are weighted as one; every merge is listed in the result.
        scale: weights sum to the number of respondents (`n`) or to the population.
        minimum_cell: a category of a margin with fewer respondents is refused.
        warn_below: a category with fewer respondents is used and warned of.
        max_cycles: cycles over all margins (steps of Newton's method where there are limits, and
            for linear and logit) before calibration gives up.
        tolerance: raking has converged when the largest |achieved share - target share| over all
            categories of all margins is at most this (shares 0..1). Weights agree with those of
            other programs to about the tolerance divided by the smallest share.
        rescale_targets: margins whose totals differ by more than 1e-6 (relative) are refused,
            unless this is set; then only the shares of the margins are used, and the first
            margin's total is the population.
    """

    margins: tuple[Margin, ...]
    calibrator: Calibrator = "raking"
    bounds: tuple[float, float] | None = None
    cap: float | None = None
    collapse: tuple[CollapseRule, ...] = ()
    scale: Scale = "n"
    minimum_cell: int = 5
    warn_below: int = 30
    max_cycles: int = 1000
    tolerance: float = 1e-12
    rescale_targets: bool = False

    def __post_init__(self) -> None:
        raise_if_any("the weighting recipe cannot be used", self._faults())

    def _faults(self) -> list[Fault]:
        faults: list[Fault] = []

        def fault(where: str, problem: str, expected: str) -> None:
            faults.append(Fault("bad-recipe", where, problem, expected))

        if not self.margins:
            fault("margins", "there are none", "at least one margin")
        seen: set[frozenset[str]] = set()
        for margin in self.margins:
            # a bare string is a sequence too, and would silently become one variable a letter
            if not isinstance(margin, tuple) or not margin or not all(margin):
                given = ",".join(margin) if isinstance(margin, tuple) else margin
                fault("margins", f"`{given}` is no margin", "names, such as `sex,age_group`")
                continue
            if len(set(margin)) < len(margin):
                fault("margins", f"`{joined(margin)}` names a variable twice", "each once")
            if frozenset(margin) in seen:
                fault("margins", f"`{joined(margin)}` is given twice", "each margin once")
            seen.add(frozenset(margin))
        faults += [fault for rule in self.collapse for fault in rule.faults()]
        faults += [
            Fault("bad-recipe", "collapse", f"`{joined(rule.margin)}` is no margin of the recipe")
            for rule in self.collapse
            if frozenset(rule.margin) not in seen
        ]
        if self.calibrator not in get_args(Calibrator):
            fault("calibrator", f"`{self.calibrator}` is unknown", ", ".join(get_args(Calibrator)))
        if self.calibrator == "poststratification" and len(self.margins) != 1:
            fault("margins", f"post-stratification to {len(self.margins)}", "one margin, a cross")
        faults += self._limit_faults()
        if self.scale not in get_args(Scale):
            fault("scale", f"`{self.scale}` is unknown", "`n` or `population`")
        if self.minimum_cell < 1:
            fault("minimum_cell", f"is {self.minimum_cell}", "1 or more")
        if self.warn_below < 0:
            fault("warn_below", f"is {self.warn_below}", "0 or more")
        if self.max_cycles < 1:
            fault("max_cycles", f"is {self.max_cycles}", "1 or more")
        if not 1e-15 <= self.tolerance <= 1e-3:
            fault("tolerance", f"is {self.tolerance}", "a share between 1e-15 and 1e-3")
        return faults

    def _limit_faults(self) -> list[Fault]:
        faults: list[Fault] = []

        def fault(where: str, problem: str, expected: str) -> None:
            faults.append(Fault("bad-recipe", where, problem, expected))

        if self.bounds is not None:
            low, high = self.bounds
            if not 0 <= low < 1 < high:
                fault("bounds", f"are {low} and {high}", "0 <= lowest < 1 < highest")
        elif self.calibrator == "logit":
            fault("bounds", "are missing", "two bounds, without which logit is not defined")
        if self.cap is not None and not self.cap > 1:
            fault("cap", f"is {self.cap}", "more than 1, the mean weight")
        if self.cap is not None and self.calibrator == "logit":
            fault("cap", "cannot be combined with logit", "bounds alone")
        if self.calibrator == "poststratification" and (self.bounds or self.cap):
            fault(
                "bounds and cap",
                "cannot be combined with post-stratification, which has no freedom left",
                "none, or calibrator `raking`",
            )
        return faults
