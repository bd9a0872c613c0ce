"""Small samples and targets, written as counts of a two-way table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from saualnama.weighting import Targets, targets_from_frame

GOLDEN = Path(__file__).parents[1] / "golden"
AB = (("a",), ("b",))


def respondents(counts: Sequence[Sequence[int]]) -> pd.DataFrame:
    """One row a respondent, with `a` in a0, a1, ... and `b` in b0, b1, ..."""
    return pd.DataFrame(
        [
            (f"a{i}", f"b{j}")
            for i, row in enumerate(counts)
            for j, count in enumerate(row)
            for _ in range(count)
        ],
        columns=["a", "b"],
    )


def two_margins(a: Sequence[float], b: Sequence[float]) -> Targets:
    return targets_from_frame(
        pd.DataFrame(
            {
                "a": [f"a{i}" for i in range(len(a))] + [""] * len(b),
                "b": [""] * len(a) + [f"b{j}" for j in range(len(b))],
                "population": [*a, *b],
            }
        )
    )


def weighted_shares(sample: pd.DataFrame, weights: np.ndarray, column: str) -> pd.Series:
    return pd.Series(weights).groupby(sample[column].to_numpy()).sum() / weights.sum()
