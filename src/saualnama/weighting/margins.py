"""The audit of every known margin, raked or not: one row a category, before and after."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.calibration import WeightingResult
from saualnama.weighting.collapse import collapse
from saualnama.weighting.positions import category_positions
from saualnama.weighting.targets import Targets, joined

MARGIN_COLUMNS = (
    "margin",
    "category",
    "raked",
    "target_share",
    "sample_n",
    "sample_share",
    "weighted_share",
    "miss_before",
    "miss_after",
    "factor",
    "weight_min",
    "weight_q1",
    "weight_median",
    "weight_q3",
    "weight_max",
    "weight_cv",
    "comment",
)
"""Columns of `margins.csv`, in order."""

NO_TARGET = "(no target)"
"""Category of the respondents who stand outside a target that was not raked to."""


def margin_table(sample: pd.DataFrame, targets: Targets, result: WeightingResult) -> pd.DataFrame:
    """Compare sample and weighted sample with every target whose variables the sample has.

    Shares are 0..1 of all respondents; `sample_share` is unweighted; a miss is share minus target
    share, signed. The weight columns describe the weights of the category's respondents: quartiles
    by linear interpolation (R's type 7), CV with the population variance. The layout follows
    Stata's `ipfraking_report` (Kolenikov 2014), down to the empty comment for the reviewer.

    Args:
        sample: the frame that was weighted.
        targets: all known targets, those raked to and others.
        result: the weights.

    Returns:
        `MARGIN_COLUMNS`. `factor` is missing where the margin was not raked, the weight columns
        where nobody is in the category. Respondents outside a target that was not raked to have a
        row of their own, `NO_TARGET`, with target share 0.

    Raises:
        InputError: the sample is not the one that was weighted.
    """
    if len(sample) != len(result.weights):
        raise_if_any(
            "the margins cannot be audited",
            [
                Fault(
                    "other-sample",
                    "sample",
                    f"has {len(sample)} respondents",
                    f"the {len(result.weights)} that were weighted",
                )
            ],
        )
    factors = {(f.margin, f.category): f.factor for f in result.factors}
    raked = {frozenset(margin.target.variables): margin for margin in result.targets}
    total = float(result.weights.sum())
    rows: list[dict[str, object]] = []
    for known in targets.margins:
        if not set(known.variables) <= set(sample.columns):
            continue
        margin = raked.get(frozenset(known.variables), collapse(known, ()))
        target = margin.target
        position = category_positions(sample, margin)
        for index, category in enumerate([*target.categories, None]):
            weights = result.weights[position == (-1 if category is None else index)]
            if category is None and not len(weights):
                continue
            name = NO_TARGET if category is None else joined(category)
            share = 0.0 if category is None else target.shares[index]
            sample_share = len(weights) / len(sample)
            weighted_share = float(weights.sum()) / total
            row: dict[str, object] = {
                "margin": target.name,
                "category": name,
                "raked": frozenset(target.variables) in raked,
                "target_share": share,
                "sample_n": len(weights),
                "sample_share": sample_share,
                "weighted_share": weighted_share,
                "miss_before": sample_share - share,
                "miss_after": weighted_share - share,
                "factor": factors.get((target.name, name)),
                "comment": "",
            }
            rows.append(row | _distribution(weights))
    table = pd.DataFrame(rows, columns=list(MARGIN_COLUMNS))
    return table.astype({"factor": "float64"})


def _distribution(weights: NDArray[np.float64]) -> dict[str, float | None]:
    names = ("weight_min", "weight_q1", "weight_median", "weight_q3", "weight_max")
    if not len(weights):
        return dict.fromkeys((*names, "weight_cv"))
    quartiles = np.quantile(weights, [0, 0.25, 0.5, 0.75, 1])
    spread = {name: float(value) for name, value in zip(names, quartiles, strict=True)}
    return {**spread, "weight_cv": float(weights.std() / weights.mean())}
