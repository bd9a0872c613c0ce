"""The weighting of a wave as the tables that reviewers read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from saualnama.survey.wave import Survey
from saualnama.weighting import (
    WeightingRecipe,
    WeightingResult,
    calibrate,
    margin_table,
    targets_from_frame,
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
        diagnostics: design effect, effective size, range, warnings and the recipe.
    """

    weights: pd.DataFrame
    factors: pd.DataFrame
    margins: pd.DataFrame
    trace: pd.DataFrame
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
    options = {name: value for name, value in settings.items() if name != "variance"}
    options["margins"] = tuple(tuple(margin) for margin in settings["margins"])
    return WeightingRecipe(**options)


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
    sample = _sample(survey)
    result = calibrate(sample, known, recipe)
    return WeightingTables(
        weights=pd.DataFrame({"id": survey.frame["id"], "weight": result.weights}),
        factors=pd.DataFrame(
            [(f.margin, f.category, f.factor) for f in result.factors],
            columns=["margin", "category", "factor"],
        ),
        margins=margin_table(sample, known, result),
        trace=_trace(result),
        diagnostics={"wave": survey.questionnaire.wave, "origin": survey.questionnaire.origin}
        | _diagnostics(result, settings),
    )


def _sample(survey: Survey) -> pd.DataFrame:
    """Demographics of the respondents, without the categories of those who gave none."""
    columns = {
        d.id: pd.Categorical.from_codes(survey.group_codes(d.id), categories=pd.Index(d.groups))
        for d in survey.questionnaire.demographics
    }
    return pd.DataFrame(columns)


def _trace(result: WeightingResult) -> pd.DataFrame:
    rows: list[tuple[int, float, float]] = []
    for cycle in result.trace:
        rows.append((cycle.cycle, cycle.miss, cycle.largest_change))
        if cycle.miss < TRACE_END:
            break
    return pd.DataFrame(rows, columns=["cycle", "miss", "largest_change"])


def _diagnostics(result: WeightingResult, settings: Mapping[str, Any]) -> dict[str, Any]:
    weights = result.weights
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
        "cycles": len(_trace(result)),
        "converged_below": TRACE_END,
        "warnings": [str(warning) for warning in result.warnings],
        "recipe": dict(settings),
    }
