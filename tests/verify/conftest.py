from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from saualnama.inference import Design
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table, write_table
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.tidy import SmallBases, exhibit_table
from saualnama.verify.ledger import ledger
from saualnama.verify.published import parse_errata, parse_figures
from saualnama.verify.recompute import wave_of

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def wave_2021():
    """Answers, questionnaire and exhibits of the committed wave."""
    questionnaire = parse_questionnaire(
        read_yaml(DATA / "waves/2021/questionnaire.yaml"), "questionnaire.yaml"
    )
    exhibits = parse_exhibits(
        read_yaml(DATA / "waves/2021/exhibits.yaml"), questionnaire, "exhibits.yaml"
    )
    return read_responses(DATA / "waves/2021/responses.sav").frame, questionnaire, exhibits


@pytest.fixture(scope="session")
def published():
    figures = parse_figures(read_table(DATA / "published/survey_figures.csv"), "figures")
    return figures, parse_errata(read_table(DATA / "published/errata.csv"), "errata.csv")


@pytest.fixture(scope="session")
def verified(wave_2021, published, tmp_path_factory):
    """Verdicts of the published figures about one question, recomputed from answers."""
    _, questionnaire, exhibits = wave_2021
    tests = read_table(DATA.parent / "results/2021/tables/tests.csv").iloc[:0]

    def verify(responses: pd.DataFrame, question: str) -> dict[tuple[str, ...], str]:
        survey = ingest(responses, questionnaire, file="responses.sav")
        design = Design(np.ones(survey.n), variance="fixed")
        evidence = Evidence(questionnaire)
        path = tmp_path_factory.mktemp("verify") / "table.csv"
        tables = []
        for exhibit in exhibits:
            if any(part.question == question for part in exhibit.parts):
                frame = exhibit_table(survey, design, exhibit, SmallBases(), evidence)
                write_table(path, frame)
                tables.append(read_table(path))
        wave = wave_of(pd.concat(tables, ignore_index=True), tests, survey)
        figures = [figure for figure in published[0] if figure.key[1] == question]
        return {entry.figure.key: entry.verdict for entry in ledger(figures, published[1], wave)}

    return verify
