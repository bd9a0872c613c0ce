"""The 2021 report from the committed results, and the report of a small field wave."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

import small_wave
from saualnama.io.structured import read_json, read_yaml
from saualnama.io.tables import read_table, write_table
from saualnama.language import Language, Words
from saualnama.loading import load_words
from saualnama.pages.shell import phrases_file as shell_phrases
from saualnama.report.build import build_report
from saualnama.report.model import Report
from saualnama.report.sources import Sources
from saualnama.report.wording import phrases_file
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.quality import quality_report
from saualnama.tabulate.association import tests_table
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.table_tests import rules_from_settings
from saualnama.tabulate.tidy import SmallBases, exhibit_table

ROOT = Path(__file__).resolve().parents[1]
WAVE = ROOT / "data/waves/2021"
RESULTS = ROOT / "results/2021"
OFFICIAL = (
    *(f"table_{number}" for number in ("1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1", "5.2.5")),
    *("figure_5.2.1", "official_text_1.2", "official_text_5.2"),
)


def table(name: str) -> pd.DataFrame:
    """A committed table, as text."""
    return read_table(RESULTS / f"tables/{name}.csv")


@cache
def sources() -> Sources:
    config = read_yaml(ROOT / "config.yaml")
    questionnaire = parse_questionnaire(
        read_yaml(WAVE / "questionnaire.yaml"), "questionnaire.yaml"
    )
    exhibits = parse_exhibits(read_yaml(WAVE / "exhibits.yaml"), questionnaire, "exhibits.yaml")
    return Sources(
        questionnaire=questionnaire,
        exhibits=exhibits,
        tables={exhibit.id: table(exhibit.id) for exhibit in exhibits},
        official={name: table(name) for name in OFFICIAL},
        tests=table("tests"),
        ledger=read_table(RESULTS / "verify/figures.csv"),
        quality=read_json(RESULTS / "survey/quality.json"),
        weighting=read_json(RESULTS / "weights/diagnostics.json"),
        targets_about=read_yaml(ROOT / "data/population/targets_2021.yaml")["margins"],
        small_bases=SmallBases(**config["small_bases"]),
        seed=config["tests"]["seed"],
        draws=config["tests"]["draws"],
    )


def own_words() -> list[Path]:
    """Files of words that come with the report, its own first."""
    figures = ROOT / "src/saualnama/figures/phrases/figures.csv"
    return [Path(phrases_file()), Path(shell_phrases("shell")), figures]


@cache
def words() -> Words:
    return load_words(*own_words(), WAVE / "labels.csv")


@cache
def report(language: Language) -> Report:
    return build_report(sources(), words(), language)


def drawn(report: Report, picture: str = "<svg/>") -> dict[str, str]:
    """The same picture for every picture of a report."""
    return {part.file: picture for exhibit in report.exhibits for part in exhibit.pictures}


FIELD_EXHIBITS = {
    "exhibits": [
        {
            "id": "table_1.1.1",
            "parts": [
                {"question": "change", "breakdown": breakdown, "statistics": statistics}
                for breakdown in ("region", "total")
                for statistics in (["pct", "subtotal_pct"],)
            ],
        },
        {
            "id": "text_1.1",
            "parts": [
                {"question": "why", "breakdown": "sex", "statistics": ["pct"]},
                {"question": "why", "breakdown": "age_group", "statistics": ["pct_of_responses"]},
                {"question": "why", "breakdown": "total", "statistics": ["pct_of_responses"]},
                {"question": "quality", "breakdown": "region", "statistics": ["mean"]},
                {"question": "trust", "breakdown": "age_group", "statistics": ["mean"]},
                {"question": "knows", "breakdown": "sex", "statistics": ["pct"]},
            ],
        },
    ]
}


def _as_text(frame: pd.DataFrame, folder: Path, name: str) -> pd.DataFrame:
    write_table(folder / f"{name}.csv", frame)
    return read_table(folder / f"{name}.csv")


def field_sources(folder: Path) -> Sources:
    """The small wave with unequal weights: people answered, nothing is printed elsewhere."""
    questionnaire = parse_questionnaire(small_wave.QUESTIONNAIRE, "questionnaire.yaml")
    survey = ingest(small_wave.frame(), questionnaire, file="responses.sav")
    exhibits = parse_exhibits(FIELD_EXHIBITS, questionnaire, "exhibits.yaml")
    weights = pd.DataFrame({"id": survey.frame["id"].astype("str")})
    weights["weight"] = [str(0.5 + at % 3 * 0.5) for at in range(survey.n)]
    design = wave_design(survey, weights, [["region"]], "fixed")
    evidence, small = Evidence(questionnaire, None), SmallBases(12, 6)
    rules = rules_from_settings({"seed": 1, "draws": 199})
    tables = {
        exhibit.id: _as_text(
            exhibit_table(survey, design, exhibit, small, evidence), folder, exhibit.id
        )
        for exhibit in exhibits
    }
    tests = tests_table(survey, design, exhibits, evidence, rules)
    targets = pd.DataFrame({"sex": ["male", "female"], "population": ["1", "1"]})
    recipe = {"margins": [["region"]], "variance": "fixed"}
    return Sources(
        questionnaire=questionnaire,
        exhibits=exhibits,
        tables=tables,
        tests=_as_text(tests, folder, "tests"),
        quality=quality_report(survey, targets),
        weighting={
            **{"kish_deff": 1.1, "effective_n": 27.3, "weight_min": 0.5, "weight_max": 1.5},
            "recipe": recipe,
        },
        small_bases=small,
        seed=1,
        draws=199,
    )


def field_words() -> Words:
    """The report's own words, and labels that are the ids in brackets."""
    own = load_words(*own_words())
    document = small_wave.QUESTIONNAIRE
    ids = {("group", "all"), ("breakdown", "total"), ("answer", "mean_score")}
    ids |= {("exhibit", exhibit["id"]) for exhibit in FIELD_EXHIBITS["exhibits"]}
    for demographic in document["demographics"]:
        ids.add(("breakdown", demographic["id"]))
        groups = demographic.get("categories", demographic.get("bands"))
        ids |= {("group", group["id"]) for group in groups}
    for question in document["questions"]:
        ids.add(("question", question["id"]))
        for kind in ("answers", "items", "subtotals"):
            ids |= {("answer", part["id"]) for part in question.get(kind, [])}
    labels = {key: dict.fromkeys(("kk", "ru", "en"), f"[{key[1]}]") for key in sorted(ids)}
    return Words({**own.entries, **labels}, "labels.csv")
