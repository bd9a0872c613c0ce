from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import small_wave
from saualnama.inference import Design
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.wave import Survey
from saualnama.tabulate.crosses import Cross, wave_crosses
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.tidy import SmallBases, exhibit_table

ROOT = Path(__file__).parents[2]
WAVE = ROOT / "data/waves/2021"


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


@pytest.fixture(scope="session")
def survey_2021() -> Survey:
    path = WAVE / "questionnaire.yaml"
    questionnaire = parse_questionnaire(read_yaml(path), path.name)
    responses = read_responses(WAVE / "responses.sav")
    return ingest(responses.frame, questionnaire, file=responses.name)


@pytest.fixture(scope="session")
def design_2021(survey_2021):
    weights = read_table(ROOT / "results/2021/weights/weights.csv")

    def weighted(variance: str) -> Design:
        return wave_design(survey_2021, weights, [["region"], ["sex", "age_group"]], variance)

    return weighted


@pytest.fixture(scope="session")
def evidence_2021(survey_2021) -> Evidence:
    published = read_table(ROOT / "data/published/survey_figures.csv")
    return Evidence(survey_2021.questionnaire, printed_figures(published))


@pytest.fixture(scope="session")
def crosses_2021(survey_2021, design_2021) -> tuple[Cross, ...]:
    return wave_crosses(survey_2021, design_2021("raked"))
