"""The category of a margin that each respondent stands in."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from saualnama.weighting.cells import code_variable
from saualnama.weighting.collapse import CollapsedTarget


def category_positions(sample: pd.DataFrame, margin: CollapsedTarget) -> NDArray[np.intp]:
    """Position of each respondent's category in a margin's target.

    These are the integer codes that a raking-aware variance needs.

    Args:
        sample: has the margin's variables.
        margin: one of `WeightingResult.targets`, or any target.

    Returns:
        (n,) positions in `margin.target.categories`; -1 for respondents outside of the target.
    """
    coded = [code_variable(sample, name) for name in margin.target.variables]
    sizes = tuple(len(variable.labels) + 1 for variable in coded)
    # a missing value takes the place after the last category
    codes = [np.where(v.codes < 0, len(v.labels), v.codes) for v in coded]
    lookup = np.full(int(np.prod(sizes)), -1, dtype=np.intp)
    for category, index in margin.index_of.items():
        if all(text in v.labels for text, v in zip(category, coded, strict=True)):
            spot = tuple(v.labels.index(text) for text, v in zip(category, coded, strict=True))
            lookup[np.ravel_multi_index(spot, sizes)] = index
    return lookup[np.ravel_multi_index(tuple(codes), sizes)]
