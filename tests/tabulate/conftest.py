from __future__ import annotations

import numpy as np
import pytest

import small_wave
from saualnama.inference import Design
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.tidy import SmallBases, exhibit_table


@pytest.fixture(scope="session")
def small_weights() -> np.ndarray:
    """Uneven weights that sum to n, made by a formula."""
    raw = np.array([0.4 + (7 * at % 11) / 5 for at in range(30)])
    return raw * 30 / raw.sum()


@pytest.fixture(scope="session")
def small_exhibits(small_questionnaire):
    return parse_exhibits(small_wave.EXHIBITS, small_questionnaire, "exhibits.yaml")


@pytest.fixture(scope="session")
def tabulated(small_exhibits):
    """Fill all exhibits of the small wave and hand them back as one table."""
    import pandas as pd

    def fill(survey, weights, *, small=None, exhibits=small_exhibits):
        evidence = Evidence(survey.questionnaire)
        design = Design(np.asarray(weights, dtype=float), variance="fixed")
        parts = [
            exhibit_table(survey, design, exhibit, small or SmallBases(), evidence)
            for exhibit in exhibits
        ]
        return pd.concat(parts, ignore_index=True)

    return fill
