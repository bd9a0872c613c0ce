"""Everything about a wave's weights that a reviewer asks for, in tidy tables."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.inference import Design
from saualnama.survey.wave import Survey
from saualnama.tabulate.estimates import MEAN_SCORE, estimate
from saualnama.tabulate.headlines import Headline, headline_sums
from saualnama.tabulate.sensitivity import Scenario, Trial, scenarios, sensitivity_table
from saualnama.tabulate.targets_about import TargetAbout, about
from saualnama.tabulate.weighting import demographics_frame, trace_table, weighting_recipe
from saualnama.weighting import (
    PERCENTILES,
    Factor,
    Targets,
    WeightingRecipe,
    WeightingResult,
    WeightSummary,
    calibrate,
    category_positions,
    log_ratio_r_squared,
    margin_table,
    summarise_by_group,
    summarise_weights,
)

EXAMPLE_FROM = 5
"""A worked example speaks of at least so many respondents at once, never of one."""


TABLES: Mapping[str, tuple[str, ...]] = {
    "targets": (),
    "quotas": ("difference",),
    "percentiles": (),
    "histogram": (),
    "design_effects": ("weight_cv",),
    "regression": ("r_squared",),
    "sensitivity": ("change",),
}
"""Tables of an audit that no other stage writes, and their columns that are differences."""


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """What the weights are held against.

    Attributes:
        known: what is stated about the targets.
        headlines: figures by which the weights are judged.
        alternatives: `sensitivity` of config.yaml.
    """

    known: tuple[TargetAbout, ...]
    headlines: tuple[Headline, ...]
    alternatives: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """One combination of categories whose weight is worked out.

    Attributes:
        factors: its factors, in the recipe's order (a common scale first, where there is one).
        respondents: how many share the combination.
        weight: the weight of each of them.
    """

    factors: tuple[Factor, ...]
    respondents: int
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class WeightAudit:
    """The audit of a wave's weights.

    Attributes:
        wave: name of the wave.
        origin: `field` or `reconstruction`.
        recipe: what was asked for.
        result: what came out.
        known: what is stated about the targets.
        targets: `margin, raked, categories, population, date, status, error_pct, source, universe`,
            the last two in English.
        quotas: `margin, category, quota, reached, difference, reached_pct` for the margins met.
        margins: see `saualnama.weighting.margin_table`.
        trace: see `trace_table`.
        percentiles: `percentile, weight`.
        histogram: `weight_from, weight_to, respondents`, bins of one width, the left end included.
        design_effects: `breakdown, group, n, sum_of_weights, kish_deff, effective_n,
            efficiency_pct, weight_cv`.
        regression: `characteristic, raked, r_squared` of the log weight; all margins together
            first; empty where a weight is not above zero.
        headlines: the headline figures.
        standard_errors: of each under the recipe's weights, in its unit, as in the tables.
        scenarios: what other weightings make of them.
        sensitivity: the same as a table.
        example: a worked example; None where no combination is common enough or the weight is no
            plain product.
    """

    wave: str
    origin: str
    recipe: WeightingRecipe
    result: WeightingResult
    known: tuple[TargetAbout, ...]
    targets: pd.DataFrame
    quotas: pd.DataFrame
    margins: pd.DataFrame
    trace: pd.DataFrame
    percentiles: pd.DataFrame
    histogram: pd.DataFrame
    design_effects: pd.DataFrame
    regression: pd.DataFrame
    headlines: tuple[Headline, ...]
    standard_errors: tuple[float, ...]
    scenarios: tuple[Scenario, ...]
    sensitivity: pd.DataFrame
    example: Example | None

    @property
    def summary(self) -> str:
        """One line for the terminal."""
        tried = [s for s in self.scenarios if s.kind not in ("unweighted", "recipe")]
        made = sum(s.estimates is not None for s in tried)
        line = f"{len(self.headlines)} headline figures under {made} other weightings"
        shares = self.sensitivity[
            (self.sensitivity["statistic"] != "mean") & (self.sensitivity["kind"] != "unweighted")
        ]
        if len(shares):
            line += f", changed by at most {shares['change'].abs().max():.2f} points"
        return line if made == len(tried) else f"{line}; {len(tried) - made} could not be made"


def audit_weights(
    survey: Survey, targets: Targets, settings: Mapping[str, Any], scrutiny: Scrutiny
) -> WeightAudit:
    """Weight a wave and lay open what the weights are and what they do.

    Args:
        survey: the wave.
        targets: all known targets.
        settings: `weighting` of config.yaml.
        scrutiny: what the weights are held against.

    Raises:
        InputError: the recipe, the targets and the sample do not fit each other, or an alternative
            asks for an unknown margin.
    """
    recipe = weighting_recipe(settings)
    sample = demographics_frame(survey)
    result = calibrate(sample, targets, recipe)
    margins = margin_table(sample, targets, result)
    known, headlines = scrutiny.known, scrutiny.headlines
    sums = headline_sums(survey, headlines)
    trial = Trial(sample, targets, recipe, sums)
    found = scenarios(trial, result, known, scrutiny.alternatives)
    design = Design(
        result.weights,
        variance=settings.get("variance", "raked"),
        margins=tuple(category_positions(sample, margin) for margin in result.targets),
    )
    return WeightAudit(
        wave=survey.questionnaire.wave,
        origin=survey.questionnaire.origin,
        recipe=recipe,
        result=result,
        known=known,
        targets=_targets(targets, result, known),
        quotas=_quotas(margins, survey.n),
        margins=margins,
        trace=trace_table(result),
        percentiles=_percentiles(result),
        histogram=weight_bars(result.weights),
        design_effects=_design_effects(sample, result),
        regression=_regression(sample, result),
        headlines=headlines,
        standard_errors=tuple(_standard_error(survey, design, headline) for headline in headlines),
        scenarios=found,
        sensitivity=sensitivity_table(found, sums),
        example=_example(sample, result),
    )


def _targets(
    targets: Targets, result: WeightingResult, known: tuple[TargetAbout, ...]
) -> pd.DataFrame:
    raked = {frozenset(margin) for margin in result.margins}
    rows = []
    for target in targets.margins:
        stated = about(known, target.variables)
        rows.append(
            {
                "margin": target.name,
                "raked": frozenset(target.variables) in raked,
                "categories": len(target.categories),
                "population": target.total,
                "date": stated.date if stated else "",
                "status": stated.status if stated else "",
                "error_pct": stated.error if stated else None,
                "source": stated.source["en"] if stated else "",
                "universe": stated.universe["en"] if stated else "",
            }
        )
    return pd.DataFrame(rows).astype({"error_pct": "float64"})


def _quotas(margins: pd.DataFrame, n: int) -> pd.DataFrame:
    met = margins[margins["raked"]]
    quota = met["target_share"] * n
    return pd.DataFrame(
        {
            "margin": met["margin"],
            "category": met["category"],
            "quota": quota,
            "reached": met["sample_n"],
            "difference": met["sample_n"] - quota,
            "reached_pct": 100 * met["sample_n"] / quota,
        }
    )


def _percentiles(result: WeightingResult) -> pd.DataFrame:
    weights = summarise_weights(result.weights).percentiles
    return pd.DataFrame({"percentile": PERCENTILES, "weight": weights})


def weight_bars(weights: npt.NDArray[np.float64]) -> pd.DataFrame:
    """Histogram of weights in bins of a round width: 1, 2 or 5 times a power of ten.

    Args:
        weights: (n,) in any unit, at least one and not all zero.

    Returns:
        `weight_from, weight_to, respondents`; the left end is in the bin.
    """
    # equal weights must not fall on both sides of an edge by their last bits
    weights = np.round(weights, 9)
    low, high = float(weights.min()), float(weights.max())
    width = _bin_width((high - low) or low)
    first, last = math.floor(low / width), math.floor(high / width) + 1
    edges = np.round(np.arange(first, last + 1) * width, 12)
    counts = np.bincount(np.searchsorted(edges, weights, side="right") - 1, minlength=last - first)
    return pd.DataFrame({"weight_from": edges[:-1], "weight_to": edges[1:], "respondents": counts})


def _bin_width(spread: float) -> float:
    """A width of 1, 2 or 5 times a power of ten that makes 10 to 25 bins of a spread."""
    power = 10.0 ** math.floor(math.log10(spread / 10))
    return next(step * power for step in (1, 2, 5, 10) if spread / (step * power) <= 24)


def _design_effects(sample: pd.DataFrame, result: WeightingResult) -> pd.DataFrame:
    rows = [("total", summarise_weights(result.weights))]
    for margin in result.targets:
        names = [":".join(category) for category in margin.target.categories]
        groups = pd.Series(
            pd.Categorical.from_codes(
                category_positions(sample, margin), categories=pd.Index(names)
            )
        )
        rows += [
            (margin.target.name, summary) for summary in summarise_by_group(result.weights, groups)
        ]
    return pd.DataFrame([_deff_row(breakdown, summary) for breakdown, summary in rows])


def _deff_row(breakdown: str, summary: WeightSummary) -> dict[str, object]:
    return {
        "breakdown": breakdown,
        "group": summary.group,
        "n": summary.n,
        "sum_of_weights": summary.total,
        "kish_deff": summary.kish_deff,
        "effective_n": summary.effective_n,
        "efficiency_pct": summary.efficiency,
        "weight_cv": summary.cv,
    }


def _regression(sample: pd.DataFrame, result: WeightingResult) -> pd.DataFrame:
    columns = ["characteristic", "raked", "r_squared"]
    if result.weights.min() <= 0:
        return pd.DataFrame(columns=columns)
    logs = np.log(result.weights)
    names = " + ".join(margin.target.name for margin in result.targets)
    rows: list[tuple[str, bool, float]] = [(names, True, log_ratio_r_squared(sample, result))]
    used = {name for margin in result.margins for name in margin}
    for margin in result.targets:
        codes = category_positions(sample, margin)
        rows.append((margin.target.name, True, _explained(logs, codes)))
    rows += [
        (str(name), False, _explained(logs, sample[name].cat.codes.to_numpy()))
        for name in sample.columns
        if name not in used
    ]
    return pd.DataFrame(rows, columns=columns)


def _explained(values: np.ndarray, codes: np.ndarray) -> float:
    """R^2 of the regression of values on the dummies of one grouping; 1 without variation."""
    _, group = np.unique(codes, return_inverse=True)
    means = np.bincount(group, values) / np.bincount(group)
    total = float(np.square(values - values.mean()).sum())
    return 1.0 - float(np.square(values - means[group]).sum()) / total if total > 1e-20 else 1.0


def _standard_error(survey: Survey, design: Design, headline: Headline) -> float:
    question = survey.questionnaire.question[headline.question]
    found = estimate(survey, design, question, "total", headline.statistic)
    return float(found.se[found.answers.index(headline.answer or MEAN_SCORE), 0])


def _example(sample: pd.DataFrame, result: WeightingResult) -> Example | None:
    if result.form != "product":
        return None
    positions = [category_positions(sample, margin) for margin in result.targets]
    sizes = [len(margin.target.categories) for margin in result.targets]
    cell = np.ravel_multi_index(tuple(positions), sizes)
    counts = np.bincount(cell)
    common = int(counts.argmax())
    if counts[common] < EXAMPLE_FROM:
        return None
    chosen = {
        (margin.target.name, ":".join(margin.target.categories[int(place)]))
        for margin, place in zip(result.targets, np.unravel_index(common, sizes), strict=True)
    }
    factors = tuple(
        f for f in result.factors if (f.margin, f.category) in chosen or f.category == "all"
    )
    return Example(factors, int(counts[common]), float(result.weights[cell == common][0]))
