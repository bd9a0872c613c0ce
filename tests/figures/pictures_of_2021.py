"""The pictures of 2021 from the committed tables, each drawn once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from saualnama.figures.data import FigureData, figure_data, word_frequencies
from saualnama.figures.drawing import draw
from saualnama.figures.tile_grid import parse_tile_grids
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.language import Language, Words
from saualnama.loading import load_words
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.questionnaire import Questionnaire
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.tidy import SmallBases

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROOT = Path(__file__).resolve().parents[2]
WAVE = ROOT / "data/waves/2021"
TABLES = ROOT / "results/2021/tables"
COMMITTED = ROOT / "results/2021/figures"
PHRASES = ROOT / "src/saualnama/figures/phrases/figures.csv"


@cache
def exhibits_yaml() -> dict:
    return read_yaml(WAVE / "exhibits.yaml")


@cache
def questionnaire() -> Questionnaire:
    return parse_questionnaire(read_yaml(WAVE / "questionnaire.yaml"), "questionnaire.yaml")


@cache
def words() -> Words:
    return load_words(WAVE / "labels.csv", PHRASES)


@cache
def pictures() -> dict[str, FigureData]:
    """All of them by name, in order."""
    small = SmallBases(**read_yaml(ROOT / "config.yaml")["small_bases"])
    grids = parse_tile_grids(exhibits_yaml(), questionnaire(), "exhibits.yaml")
    found = [
        data
        for exhibit in parse_exhibits(exhibits_yaml(), questionnaire(), "exhibits.yaml")
        for data in figure_data(
            exhibit, questionnaire(), read_table(TABLES / f"{exhibit.id}.csv"), small, grids
        )
    ]
    found.append(word_frequencies(read_table(TABLES / "figure_5.2.1.csv")))
    return {data.name: data for data in found}


@cache
def drawn(name: str, language: Language) -> Figure:
    return draw(pictures()[name], words(), language)
