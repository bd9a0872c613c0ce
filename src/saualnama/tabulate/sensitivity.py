"""How much headline figures depend on the choices behind the weights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.tabulate.headlines import Floats, HeadlineSums
from saualnama.tabulate.targets_about import TargetAbout, about
from saualnama.weighting import (
    Margin,
    MarginTarget,
    Targets,
    WeightingRecipe,
    WeightingResult,
    calibrate,
    kish_deff,
)

Kind = Literal["unweighted", "recipe", "cap", "margins", "target"]


@dataclass(frozen=True, slots=True, eq=False)
class Scenario:
    """One other weighting and what it makes of the headline figures.

    Attributes:
        kind: no weights, the recipe itself, the recipe with a cap, other margins, or the recipe
            with one target moved by its stated error.
        margins: the margins that were met; none without weights.
        cap: the cap that was tried.
        variable: the variable whose category was moved.
        category: the category that was moved.
        moved: by how much, in per cent of its people.
        obstacle: why there are no such weights; empty where there are.
        estimates: (figures,) percent or scale points; not-a-number where there are no weights.
        kish_deff: design effect of the weights; not-a-number where there are none.
        weight_max: the largest weight as a multiple of the mean; likewise.
    """

    kind: Kind
    margins: tuple[Margin, ...]
    cap: float | None = None
    variable: str = ""
    category: str = ""
    moved: float = 0.0
    obstacle: str = ""
    estimates: Floats | None = None
    kish_deff: float = np.nan
    weight_max: float = np.nan

    @property
    def margins_named(self) -> str:
        """`region + sex:age_group`."""
        return " + ".join(":".join(margin) for margin in self.margins)


@dataclass(frozen=True, slots=True)
class Trial:
    """What every scenario starts from.

    Attributes:
        sample: the frame that was weighted.
        targets: all known targets.
        recipe: the recipe.
        sums: the headline figures.
    """

    sample: pd.DataFrame
    targets: Targets
    recipe: WeightingRecipe
    sums: HeadlineSums

    def weigh(self, scenario: Scenario, targets: Targets, **changes: Any) -> Scenario:
        """Fill in a scenario with the recipe changed; say why where it has no weights."""
        try:
            weights = calibrate(self.sample, targets, replace(self.recipe, **changes)).weights
        except InputError as error:
            reason = "; ".join(str(fault) for fault in error.faults)
            return replace(scenario, obstacle=reason)
        return self.with_weights(scenario, weights)

    def with_weights(self, scenario: Scenario, weights: Floats) -> Scenario:
        """Fill in a scenario by its weights."""
        return replace(
            scenario,
            estimates=self.sums.estimates(weights),
            kish_deff=kish_deff(weights),
            weight_max=float(weights.max() / weights.mean()),
        )


def scenarios(
    trial: Trial,
    result: WeightingResult,
    known: tuple[TargetAbout, ...],
    alternatives: Mapping[str, Any],
) -> tuple[Scenario, ...]:
    """Weight the wave in other ways.

    Targets are moved one category of one variable at a time, up and down by the stated error of
    its margin; the other categories of the margin give way in proportion, so that its total stays.

    Args:
        trial: what every scenario starts from.
        result: the weights that the recipe made.
        known: what is stated about the targets.
        alternatives: `sensitivity` of config.yaml: `caps` and sets of `margins`.

    Raises:
        InputError: a margin of the alternatives that neither stands in the targets nor follows
            from one that does. Weights that cannot be made are no error: the scenario says why.
    """
    recipe, targets = trial.recipe, trial.targets
    nobody = Scenario("unweighted", ())
    found = [
        trial.with_weights(nobody, np.ones(len(trial.sample))),
        trial.with_weights(Scenario("recipe", recipe.margins), result.weights),
    ]
    found += [
        trial.weigh(Scenario("cap", recipe.margins, cap=float(cap)), targets, cap=float(cap))
        for cap in alternatives.get("caps", ())
    ]
    sets = [
        tuple(tuple(margin) for margin in margins) for margins in alternatives.get("margins", ())
    ]
    enough = _with_sums(targets, sets)
    for margins in sets:
        asked = {frozenset(margin) for margin in margins}
        rules = tuple(rule for rule in recipe.collapse if frozenset(rule.margin) in asked)
        scenario = Scenario("margins", margins)
        found.append(trial.weigh(scenario, enough, margins=margins, collapse=rules))
    for moved in _moves(targets, recipe, known):
        found.append(trial.weigh(moved[0], moved[1]))
    return tuple(found)


def _with_sums(targets: Targets, sets: Sequence[tuple[Margin, ...]]) -> Targets:
    """Targets with every margin asked for, summed up from a finer one where need be."""
    added: list[MarginTarget] = []
    faults: list[Fault] = []
    for margin in dict.fromkeys(margin for margins in sets for margin in margins):
        if targets.knows(margin) or Targets(tuple(added)).knows(margin):
            continue
        finer = next((t for t in targets.margins if set(margin) <= set(t.variables)), None)
        if finer is None:
            where = f"config.yaml, sensitivity, margin `{':'.join(margin)}`"
            names = ", ".join(f"`{target.name}`" for target in targets.margins)
            faults.append(
                Fault("unknown-margin", where, f"{targets.where} does not give it", names)
            )
            continue
        places = [finer.variables.index(name) for name in margin]
        people: dict[tuple[str, ...], float] = {}
        for category, population in zip(finer.categories, finer.population, strict=True):
            key = tuple(category[place] for place in places)
            people[key] = people.get(key, 0.0) + population
        added.append(MarginTarget(margin, tuple(people), tuple(people.values())))
    raise_if_any("the alternatives to the weighting cannot be tried", faults)
    return Targets((*targets.margins, *added), targets.where)


def _moves(
    targets: Targets, recipe: WeightingRecipe, known: tuple[TargetAbout, ...]
) -> Iterator[tuple[Scenario, Targets]]:
    for margin in recipe.margins:
        stated = about(known, margin)
        if stated is None or stated.error is None:
            continue
        target = targets.of(margin)
        others = tuple(t for t in targets.margins if set(t.variables) != set(margin))
        for place, variable in enumerate(margin):
            for category in dict.fromkeys(values[place] for values in target.categories):
                error = stated.error_for(category) or 0.0
                for moved in (error, -error):
                    shifted = _shifted(target, place, category, moved)
                    scenario = Scenario(
                        "target", recipe.margins, variable=variable, category=category, moved=moved
                    )
                    yield scenario, Targets((*others, shifted), targets.where)


def _shifted(target: MarginTarget, place: int, category: str, moved: float) -> MarginTarget:
    inside = [values[place] == category for values in target.categories]
    own = sum(p for p, in_it in zip(target.population, inside, strict=True) if in_it)
    rest = (target.total - own * (1 + moved / 100)) / (target.total - own)
    people = tuple(
        p * (1 + moved / 100 if in_it else rest)
        for p, in_it in zip(target.population, inside, strict=True)
    )
    return MarginTarget(target.variables, target.categories, people)


@dataclass(frozen=True, slots=True, eq=False)
class TargetError:
    """What the stated error of one variable's targets does to one headline figure.

    Attributes:
        variable: the variable whose categories were moved one by one.
        largest: the largest change of the figure, signed, in its unit.
        category: the category whose move makes it.
        moved: that move, in per cent.
        together: the sum of every category's largest change: how far the figure could go if all
            were off at once, each in the least favourable direction (to first order).
    """

    variable: str
    largest: float
    category: str
    moved: float
    together: float


def target_errors(found: Sequence[Scenario], figure: int) -> tuple[TargetError, ...]:
    """Effects of the targets' errors on one headline figure, one for each moved variable.

    Args:
        found: scenarios.
        figure: position of the figure.
    """
    recipe = next(s for s in found if s.kind == "recipe")
    moves = [s for s in found if s.kind == "target" and s.estimates is not None]
    errors = []
    for variable in dict.fromkeys(move.variable for move in moves):
        worst: dict[str, tuple[float, float]] = {}
        for move in moves:
            if move.variable == variable:
                change = _estimate(move, figure) - _estimate(recipe, figure)
                # ties within rounding error go to the first in the targets' order
                if abs(change) > abs(worst.get(move.category, (0.0, 0.0))[0]) + 1e-9:
                    worst[move.category] = (change, move.moved)
        category = ""
        for name, (change, _) in worst.items():
            if not category or abs(change) > abs(worst[category][0]) + 1e-9:
                category = name
        largest, moved = worst.get(category, (0.0, 0.0))
        together = float(sum(abs(change) for change, _ in worst.values()))
        errors.append(TargetError(variable, largest, category, moved, together))
    return tuple(errors)


def _estimate(scenario: Scenario, figure: int) -> float:
    assert scenario.estimates is not None  # noqa: S101 (weights exist where this is called)
    return float(scenario.estimates[figure])


def sensitivity_table(found: Sequence[Scenario], sums: HeadlineSums) -> pd.DataFrame:
    """One row a scenario and headline figure.

    Returns:
        `kind, margins, cap, variable, category, moved_pct, question, answer, statistic, estimate,
        change, kish_deff, weight_max, obstacle`; `change` against the recipe, same unit.
    """
    recipe = next(s for s in found if s.kind == "recipe")
    rows = []
    for scenario in found:
        for figure, headline in enumerate(sums.headlines):
            made = scenario.estimates is not None
            estimate = _estimate(scenario, figure) if made else np.nan
            rows.append(
                {
                    "kind": scenario.kind,
                    "margins": scenario.margins_named,
                    "cap": scenario.cap,
                    "variable": scenario.variable,
                    "category": scenario.category,
                    "moved_pct": scenario.moved if scenario.kind == "target" else np.nan,
                    "question": headline.question,
                    "answer": headline.answer,
                    "statistic": headline.statistic,
                    "estimate": estimate,
                    "change": estimate - _estimate(recipe, figure),
                    "kish_deff": scenario.kish_deff,
                    "weight_max": scenario.weight_max,
                    "obstacle": scenario.obstacle,
                }
            )
    return pd.DataFrame(rows, columns=list(SENSITIVITY_COLUMNS)).astype({"cap": "float64"})


SENSITIVITY_COLUMNS = (
    "kind",
    "margins",
    "cap",
    "variable",
    "category",
    "moved_pct",
    "question",
    "answer",
    "statistic",
    "estimate",
    "change",
    "kish_deff",
    "weight_max",
    "obstacle",
)
"""Columns of `sensitivity.csv`, in order."""
