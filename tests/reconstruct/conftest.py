from __future__ import annotations

from pathlib import Path

import pytest

from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.reconstruct.delivery import population_cells
from saualnama.reconstruct.wave import Sources
from saualnama.survey.parsing import parse_questionnaire

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def sources() -> Sources:
    """What the committed wave was made from."""
    published, questionnaire = DATA / "published", DATA / "waves" / "2021" / "questionnaire.yaml"
    return Sources(
        questionnaire=parse_questionnaire(read_yaml(questionnaire), questionnaire.name),
        figures=read_table(published / "survey_figures.csv"),
        bases=read_table(published / "bases.csv"),
        errata=read_table(published / "errata.csv"),
        cells=population_cells(read_table(DATA / "population" / "kazakhstan_2021.csv")),
    )
