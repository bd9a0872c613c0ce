from __future__ import annotations

import json

import invented_wave
import pytest
from browsing import write_site
from explored import ROOT, Explored, explored, words_with
from playwright.sync_api import sync_playwright

from chromium import CHROMIUM
from saualnama.compare.changes import WeightedWave
from saualnama.inference import Design
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.tidy import SmallBases

SMALL = SmallBases(invented_wave.FLAG, invented_wave.SUPPRESS)


@pytest.fixture(scope="session")
def wave_2021(tmp_path_factory) -> Explored:
    """The 2021 wave, from its committed answers and weights."""
    document = read_yaml(ROOT / "data/waves/2021/questionnaire.yaml")
    config = read_yaml(ROOT / "config.yaml")
    questionnaire = parse_questionnaire(document, "questionnaire.yaml")
    responses = read_responses(ROOT / "data/waves/2021/responses.sav").frame
    survey = ingest(responses, questionnaire, file="responses.sav")
    weights = read_table(ROOT / "results/2021/weights/weights.csv")
    recipe = config["weighting"]
    design = wave_design(survey, weights, recipe["margins"], recipe["variance"])
    printed = printed_figures(read_table(ROOT / "data/published/survey_figures.csv"))
    return explored(
        WeightedWave(survey, design, Evidence(questionnaire, printed)),
        small=SmallBases(**config["small_bases"]),
        exhibits=read_yaml(ROOT / "data/waves/2021/exhibits.yaml"),
        words=words_with(read_table(ROOT / "data/waves/2021/labels.csv")),
        folder=tmp_path_factory.mktemp("wave_2021"),
    )


@pytest.fixture(scope="session")
def invent(tmp_path_factory):
    """Makes an invented wave; `change` changes its document, `small` its small-base rule."""

    def make(change=lambda _: None, *, seed=8, small=SMALL, since=None) -> Explored:
        document = invented_wave.document()
        change(document)
        questionnaire = parse_questionnaire(document, "questionnaire.yaml")
        survey = ingest(invented_wave.rows(seed), questionnaire, file="responses.csv")
        design = Design(invented_wave.weights(), variance="fixed")
        return explored(
            WeightedWave(survey, design, Evidence(questionnaire)),
            small=small,
            exhibits=invented_wave.exhibits(document),
            words=words_with(invented_wave.labels(document)),
            folder=tmp_path_factory.mktemp("invented"),
            since=since,
        )

    return make


@pytest.fixture(scope="session")
def invented(invent) -> Explored:
    """The invented wave and the one before it: other answers to the same questions."""
    before = invent(lambda document: document.update(wave="before"), seed=11)
    return invent(since=before)


@pytest.fixture(scope="session", params=["2021", "invented"])
def wave(request) -> Explored:
    """Each of the two waves."""
    return request.getfixturevalue("wave_2021" if request.param == "2021" else request.param)


@pytest.fixture(scope="session")
def carried(wave):
    """What its page carries, as a browser reads it."""
    return json.loads(json.dumps(wave.payload()))


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all tests of the page."""
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        # a sandbox needs rights that containers seldom give
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site_2021(wave_2021, tmp_path_factory):
    """Folder with the 2021 page in `site/`."""
    return write_site(wave_2021.page(), tmp_path_factory.mktemp("site") / "2021")


@pytest.fixture(scope="session")
def site_invented(invented, tmp_path_factory):
    """Folder with the invented page in `site/`; its name has a space."""
    return write_site(invented.page(), tmp_path_factory.mktemp("site") / "an invented wave")
