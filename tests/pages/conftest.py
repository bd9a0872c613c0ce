from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import small_targets
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.language import Words, merge_words, parse_words
from saualnama.pages.dossier import TargetsFile, dossier_page
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.wave import Survey
from saualnama.tabulate.headlines import parse_headlines
from saualnama.tabulate.targets_about import parse_targets_about
from saualnama.tabulate.weight_audit import Scrutiny, WeightAudit, audit_weights
from saualnama.weighting import Targets, targets_from_frame

ROOT = Path(__file__).resolve().parents[2]
PHRASES = ROOT / "src/saualnama/pages/phrases"


def words_of(*paths: Path) -> Words:
    return merge_words(*(parse_words(read_table(path), path.name) for path in paths))


@dataclass(frozen=True)
class Dossier:
    """All that a dossier is made of, to be varied."""

    survey: Survey
    targets: Targets
    settings: dict[str, Any]
    scrutiny: Scrutiny
    words: Words

    def audit(self, **changes: Any) -> WeightAudit:
        return audit_weights(self.survey, self.targets, self.settings | changes, self.scrutiny)

    def page(self, **changes: Any) -> str:
        settings = self.settings | changes
        audit = self.audit(**changes)
        return dossier_page(audit, settings, self.words, TargetsFile("targets.csv", "0" * 64))


@pytest.fixture(scope="session")
def dossier_2021() -> Dossier:
    """The 2021 wave, as config.yaml has it."""
    config = read_yaml(ROOT / "config.yaml")
    wave = config["waves"]["2021"]
    folder = ROOT / "data/waves/2021"
    questionnaire = parse_questionnaire(read_yaml(folder / "questionnaire.yaml"), "questionnaire")
    responses = read_responses(ROOT / wave["responses"]).frame
    margins = [tuple(margin) for margin in config["weighting"]["margins"]]
    targets = targets_from_frame(read_table(ROOT / wave["targets"]), margins, "targets_2021.csv")
    known = parse_targets_about(read_yaml(ROOT / wave["targets_about"]), targets, "about")
    headlines = parse_headlines(read_yaml(folder / "exhibits.yaml"), questionnaire, "exhibits")
    return Dossier(
        ingest(responses, questionnaire, file="responses.sav"),
        targets,
        config["weighting"],
        Scrutiny(known, headlines, config["sensitivity"]),
        words_of(folder / "labels.csv", PHRASES / "dossier.csv", PHRASES / "shell.csv"),
    )


@pytest.fixture(scope="session")
def small_dossier(small_survey) -> Dossier:
    targets = targets_from_frame(small_targets.targets(), [("region",)], "targets.csv")
    phrases = words_of(PHRASES / "dossier.csv", PHRASES / "shell.csv")
    return Dossier(
        small_survey,
        targets,
        small_targets.SETTINGS,
        Scrutiny(
            parse_targets_about(small_targets.ABOUT, targets, "about.yaml"),
            parse_headlines(
                {"headlines": small_targets.HEADLINES}, small_survey.questionnaire, "exhibits"
            ),
            {"caps": [1.22, 1.01]},
        ),
        merge_words(parse_words(small_targets.labels(), "labels.csv"), phrases),
    )
