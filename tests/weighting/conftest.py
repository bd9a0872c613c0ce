from __future__ import annotations

import pandas as pd
import pytest
from weighting_builders import GOLDEN

from saualnama.weighting import Targets, targets_from_frame

MARGINS = (("region",), ("sex", "age"))


@pytest.fixture(scope="session")
def golden_sample() -> pd.DataFrame:
    """600 seeded respondents, with the weights that R's survey package gives them."""
    return pd.read_csv(GOLDEN / "weighting_sample.csv")


@pytest.fixture(scope="session")
def golden_targets() -> Targets:
    return targets_from_frame(pd.read_csv(GOLDEN / "weighting_targets.csv"), MARGINS)
