"""How a wave's weights enter its variances."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.inference import Design
from saualnama.inference.design import Variance
from saualnama.survey.wave import Survey


def wave_design(
    survey: Survey,
    weights: pd.DataFrame,
    margins: Sequence[Sequence[str]],
    variance: Variance,
) -> Design:
    """Join a survey with its weights.

    Args:
        survey: the wave.
        weights: text columns `id, weight` as in weights.csv, in the order of the survey.
        margins: the variables of each margin that was raked to.
        variance: `raked` takes the raking into account, `fixed` takes weights as given.

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
    codes = tuple(_margin_codes(survey, margin) for margin in margins)
    return Design(numbers.to_numpy(dtype=np.float64), variance=variance, margins=codes)


def _margin_codes(
    survey: Survey, margin: Sequence[str]
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    code = np.zeros(survey.n, dtype=np.int64)
    for name in margin:
        code = code * len(survey.groups(name)) + survey.group_codes(name)
    # only categories that occur, so that no dummy is empty
    return np.unique(code, return_inverse=True)[1].astype(np.int64)
