from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import second_wave
import small_wave
from saualnama.compare.changes import WeightedWave
from saualnama.inference import Design
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.language import Words, parse_words
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.weighting import weigh

ROOT = Path(__file__).parents[2]
RECIPE: dict[str, Any] = {"margins": [["region"], ["sex", "age_group"]], "minimum_cell": 5}


def weighted(document, responses, targets, printed=None) -> WeightedWave:
    questionnaire = parse_questionnaire(document, "questionnaire.yaml")
    survey = ingest(responses, questionnaire, file="responses")
    weights = weigh(survey, targets, RECIPE, "targets.csv").weights
    design = wave_design(survey, weights.astype(str), RECIPE["margins"], "raked")
    return WeightedWave(survey, design, Evidence(questionnaire, printed))


@pytest.fixture(scope="session")
def wave_2021() -> WeightedWave:
    return weighted(
        read_yaml(ROOT / "data/waves/2021/questionnaire.yaml"),
        read_responses(ROOT / "data/waves/2021/responses.sav").frame,
        read_table(ROOT / "data/population/targets_2021.csv"),
        printed_figures(read_table(ROOT / "data/published/survey_figures.csv")),
    )


@pytest.fixture(scope="session")
def wave_2023() -> WeightedWave:
    return weighted(second_wave.questionnaire(), second_wave.responses(), second_wave.targets())


@pytest.fixture(scope="session")
def words() -> tuple[Words, Words]:
    return (
        parse_words(read_table(ROOT / "data/waves/2021/labels.csv"), "labels.csv"),
        parse_words(second_wave.labels(), "labels.csv"),
    )


@pytest.fixture(scope="session")
def no_words() -> Words:
    return Words({}, "labels.csv")


@pytest.fixture
def small_pair():
    """Two small waves in memory: five times the thirty people, changed by functions."""
    import pandas as pd

    def make(change_document=lambda _: None, change_rows=lambda _: None):
        made = []
        for number, (document_change, rows_change) in enumerate(
            ((lambda _: None, lambda _: None), (change_document, change_rows))
        ):
            document = small_wave.questionnaire() | {"wave": str(number)}
            document_change(document)
            rows = pd.concat([small_wave.frame()] * 5, ignore_index=True)
            rows["ID"] = np.arange(len(rows), dtype=float)
            rows_change(rows)
            questionnaire = parse_questionnaire(document, "questionnaire.yaml")
            survey = ingest(rows, questionnaire, file="small.sav")
            raw = np.array([0.4 + (7 * at % (11 + number)) / 5 for at in range(len(rows))])
            design = Design(raw, variance="fixed")
            made.append(WeightedWave(survey, design, Evidence(questionnaire)))
        return made[0], made[1]

    return make
