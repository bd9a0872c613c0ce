"""How a wave's weights enter its variances."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.inference import Design
from saualnama.inference.design import Variance
from saualnama.survey.wave import Survey
from saualnama.weighting import CollapseRule


def wave_design(
    survey: Survey,
    weights: pd.DataFrame,
    margins: Sequence[Sequence[str]],
    variance: Variance,
    collapse: Sequence[CollapseRule] = (),
) -> Design:
    """Join a survey with its weights.

    Args:
        survey: the wave.
        weights: text columns `id, weight` as in weights.csv, in the order of the survey.
        margins: the variables of each margin that was raked to.
        variance: `raked` takes the raking into account, `fixed` takes weights as given.
        collapse: the recipe's merges; categories that were raked as one have one dummy.

    Raises:
        InputError: the weights are of other respondents, or a weight is no positive number.
    """
    headline = "the weights do not belong to this survey"
    if list(weights["id"]) != list(survey.frame["id"]):
        problem = f"{len(weights)} weights for {survey.n} respondents, or in another order"
        fault = Fault(
            "other-respondents", "weights.csv", problem, "the ids of the survey, in order"
        )
        raise_if_any(headline, [fault])
    numbers = pd.to_numeric(weights["weight"], errors="coerce")
    bad = weights["weight"][~((numbers > 0) & np.isfinite(numbers))]
    raise_if_any(
        headline,
        (
            Fault("weight", f"weights.csv, line {line}", f"weight `{text}`", "above 0")
            for line, text in bad.items()
        ),
    )
    codes = tuple(_margin_codes(survey, margin, collapse) for margin in margins)
    return Design(numbers.to_numpy(dtype=np.float64), variance=variance, margins=codes)


def _margin_codes(
    survey: Survey, margin: Sequence[str], rules: Sequence[CollapseRule]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    code = np.zeros(survey.n, dtype=np.int64)
    for name in margin:
        code = code * len(survey.groups(name)) + survey.group_codes(name)
    of_margin = [rule for rule in rules if frozenset(rule.margin) == frozenset(margin)]
    if of_margin:
        groups = [survey.groups(name) for name in margin]
        merged = [_merged(tuple(margin), cell, of_margin) for cell in itertools.product(*groups)]
        position = {category: at for at, category in enumerate(dict.fromkeys(merged))}
        code = np.array([position[category] for category in merged], dtype=np.int64)[code]
    # only categories that occur, so that no dummy is empty
    return np.unique(code, return_inverse=True)[1].astype(np.int64)


def _merged(
    margin: tuple[str, ...], category: tuple[str, ...], rules: Sequence[CollapseRule]
) -> tuple[object, ...]:
    """The category, with its rule in the place of what the rule merges."""
    for rule in rules:
        if rule.applies_to(margin, category):
            at = margin.index(rule.variable)
            return (*category[:at], rule, *category[at + 1 :])
    return category
