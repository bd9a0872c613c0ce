"""Seeded sample with R's values beside it."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from saualnama.inference import Design

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="session")
def sample() -> pd.DataFrame:
    return pd.read_csv(GOLDEN / "inference_data.csv")


@pytest.fixture(scope="session")
def golden() -> Callable[[str], np.ndarray]:
    values = json.loads((GOLDEN / "inference_survey.json").read_text(encoding="utf-8"))
    return lambda name: np.array(values[name], dtype=float)


@pytest.fixture(scope="session")
def designs(sample: pd.DataFrame) -> dict[str, Design]:
    weight = sample["weight"].to_numpy()
    stratum, psu = sample["stratum"].to_numpy(), sample["psu"].to_numpy()
    margins = (sample["region"].to_numpy(), sample["sexage"].to_numpy())
    return {
        "fixed": Design(weight, variance="fixed"),
        "raked": Design(weight, variance="raked", margins=margins),
        "clustered": Design(weight, variance="fixed", strata=stratum, psu=psu),
        "stratified": Design(weight, variance="fixed", strata=stratum),
    }
