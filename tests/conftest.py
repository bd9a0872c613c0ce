from __future__ import annotations

import pytest
from hypothesis import settings

import small_wave
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.questionnaire import Questionnaire
from saualnama.survey.wave import Survey

# The same examples on every run and no stopwatch: a test fails for the code's sake only.
settings.register_profile("saualnama", derandomize=True, deadline=None, database=None)
settings.load_profile("saualnama")


@pytest.fixture(scope="session")
def small_questionnaire() -> Questionnaire:
    return parse_questionnaire(small_wave.QUESTIONNAIRE, "questionnaire.yaml")


@pytest.fixture(scope="session")
def small_survey(small_questionnaire) -> Survey:
    return ingest(small_wave.frame(), small_questionnaire, file="responses.sav")
