"""The weighting of a wave as the tables that reviewers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from saualnama.survey.wave import Survey
from saualnama.weighting import (
    CollapseRule,
    ReplicateRecipe,
    WeightingRecipe,
    WeightingResult,
    calibrate,
    margin_table,
    replicate_weights,
    targets_from_frame,
    trace_down_to,
)

TRACE_END = 1e-10
"""A trace is shown up to its first miss below this; what follows is the processor's rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightingTables:
    """All that stage 2 hands on.

    Attributes:
        weights: `id, weight`.
        factors: `margin, category, factor`; a weight is the product of its factors.
        margins: the audit, one row a category of every known margin.
        trace: `cycle, miss, largest_change`.
        merges: `margin, category, member, population, sample_n`, one row a merged category.
        diagnostics: design effect, effective size, range, warnings and the recipe; with replicates
            their number and the coefficient of the sum of squared deviations.
    """

    weights: pd.DataFrame
    factors: pd.DataFrame
    margins: pd.DataFrame
    trace: pd.DataFrame
    merges: pd.DataFrame
    diagnostics: dict[str, Any]

    @property
    def summary(self) -> str:
        """One line for the terminal."""
        d = self.diagnostics
        line = (
            f"{d['n']} weights from {d['weight_min']:.3f} to {d['weight_max']:.3f}, design effect "
            f"{d['kish_deff']:.3f}, effective n {d['effective_n']:.0f}, {d['cycles']} cycles"
        )
        thin = len(d["warnings"])
        return f"{line}, {thin} thin categories (see diagnostics.json)" if thin else line


def weighting_recipe(settings: Mapping[str, Any]) -> WeightingRecipe:
    """Build the recipe from `weighting` of config.yaml; what is not set keeps its default.

    Raises:
        InputError: the recipe contradicts itself.
    """
    own = ("margins", "bounds", "collapse", "variance", "replicates")
    options = {name: value for name, value in settings.items() if name not in own}
    rules = tuple(
        CollapseRule(
            tuple(rule["margin"]),
            rule["variable"],
            tuple(rule["categories"]),
            tuple(rule.get("where", {}).items()),
        )
        for rule in settings.get("collapse", ())
    )
    bounds = settings.get("bounds")
    return WeightingRecipe(
        margins=tuple(tuple(margin) for margin in settings["margins"]),
        bounds=None if bounds is None else (float(bounds[0]), float(bounds[1])),
        collapse=rules,
        **options,
    )


def replicate_recipe(settings: Mapping[str, Any]) -> ReplicateRecipe | None:
    """Which replicate weights `weighting` of config.yaml asks for; None for none.

    Raises:
        InputError: the replicates contradict themselves.
    """
    asked = settings.get("replicates")
    if asked is None:
        return None
    # the jackknife has one replicate a respondent and refuses another number
    none = {"replicates": 0} if asked["method"] == "jackknife" else {}
    return ReplicateRecipe(**(none | asked))


def weigh(
    survey: Survey, targets: pd.DataFrame, settings: Mapping[str, Any], where: str
) -> WeightingTables:
    """Weight a wave and lay its audit out in tables.

    Args:
        survey: the wave.
        targets: text table in the targets format.
        settings: `weighting` of config.yaml.
        where: name of the targets file, for messages.

    Raises:
        InputError: the recipe, the targets and the sample do not fit each other.
    """
    recipe = weighting_recipe(settings)
    known = targets_from_frame(targets, recipe.margins, where)
    sample = demographics_frame(survey)
    result = calibrate(sample, known, recipe)
    return WeightingTables(
        weights=pd.DataFrame({"id": survey.frame["id"], "weight": result.weights}),
        factors=pd.DataFrame(
            [(f.margin, f.category, f.factor) for f in result.factors],
            columns=["margin", "category", "factor"],
        ),
        margins=margin_table(sample, known, result),
        trace=trace_table(result),
        merges=_merges(result),
        diagnostics={"wave": survey.questionnaire.wave, "origin": survey.questionnaire.origin}
        | _diagnostics(result, settings),
    )


def replicate_table(
    survey: Survey, targets: pd.DataFrame, settings: Mapping[str, Any], where: str
) -> pd.DataFrame:
    """Replicate weights of a wave whose recipe asks for them.

    Args:
        survey: the wave.
        targets: text table in the targets format.
        settings: `weighting` of config.yaml, with `replicates`.
        where: name of the targets file, for messages.

    Returns:
        `id, replicate_1, ...`, in the order of the survey.

    Raises:
        InputError: see `saualnama.weighting.replicate_weights`.
        ValueError: the settings ask for none.
    """
    wanted = replicate_recipe(settings)
    if wanted is None:
        raise ValueError("no replicates are asked for")
    recipe = weighting_recipe(settings)
    known = targets_from_frame(targets, recipe.margins, where)
    made = replicate_weights(demographics_frame(survey), known, recipe, wanted)
    names = [f"replicate_{number + 1}" for number in range(made.weights.shape[1])]
    table = pd.DataFrame(made.weights, columns=names)
    table.insert(0, "id", survey.frame["id"])
    return table


def demographics_frame(survey: Survey) -> pd.DataFrame:
    """Demographics of the respondents, without the categories of those who gave none."""
    columns = {
        d.id: pd.Categorical.from_codes(survey.group_codes(d.id), categories=pd.Index(d.groups))
        for d in survey.questionnaire.demographics
    }
    return pd.DataFrame(columns)


def trace_table(result: WeightingResult) -> pd.DataFrame:
    """Miss (share 0..1) and largest change of each cycle, to the first miss below `TRACE_END`."""
    shown = trace_down_to(result.trace, TRACE_END)
    rows = [(cycle.cycle, cycle.miss, cycle.largest_change) for cycle in shown]
    return pd.DataFrame(rows, columns=["cycle", "miss", "largest_change"])


def _merges(result: WeightingResult) -> pd.DataFrame:
    rows = [
        (merge.margin, merge.category, *member)
        for merge in result.merges
        for member in zip(merge.members, merge.population, merge.sample_n, strict=True)
    ]
    return pd.DataFrame(rows, columns=["margin", "category", "member", "population", "sample_n"])


def _diagnostics(result: WeightingResult, settings: Mapping[str, Any]) -> dict[str, Any]:
    weights = result.weights
    wanted = replicate_recipe(settings)
    replicates = {}
    if wanted is not None:
        # the jackknife has one a respondent
        number = wanted.replicates or len(weights)
        coefficient = wanted.coefficient(number)
        replicates = {"replicates": number, "coefficient_of_variance": coefficient}
    return {
        "n": len(weights),
        "sum": float(weights.sum()),
        "population": result.population,
        "weight_min": float(weights.min()),
        "weight_median": float(np.median(weights)),
        "weight_max": float(weights.max()),
        "kish_deff": result.kish_deff,
        "effective_n": result.effective_n,
        "efficiency_pct": result.efficiency,
        "kish_deff_of_base_weights": result.kish_deff_of_base,
        "form": result.form,
        "held_up_by_a_limit": result.at_lower,
        "held_down_by_a_limit": result.at_upper,
        "cycles": len(trace_table(result)),
        "converged_below": TRACE_END,
        "warnings": [str(warning) for warning in result.warnings],
        "recipe": dict(settings),
        **replicates,
    }
