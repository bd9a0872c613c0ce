"""Waves as the page sees them: tidy files made in memory, written, and read back as text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from saualnama.compare.changes import FAR_FROM_ZERO, WeightedWave
from saualnama.compare.comparison import compare_waves
from saualnama.explore.page import explore_page
from saualnama.explore.payload import payload
from saualnama.explore.sources import EarlierWave, Sources
from saualnama.figures.tile_grid import parse_tile_grids
from saualnama.io.tables import read_table, write_table
from saualnama.language import Words, merge_words, parse_words
from saualnama.loading import load_words
from saualnama.pages.shell import phrases_file
from saualnama.tabulate.crosses import crosses_table, wave_crosses
from saualnama.tabulate.disclosure import withheld_cells
from saualnama.tabulate.group_pairs import NEAR_ZERO, differences_table
from saualnama.tabulate.shown_tests import shown_tests_table
from saualnama.tabulate.table_tests import TestRules
from saualnama.tabulate.tidy import SmallBases

ROOT = Path(__file__).resolve().parents[2]


def words_with(labels: pd.DataFrame) -> Words:
    """The page's own words and a wave's labels."""
    phrases = ROOT / "src/saualnama/explore/phrases/explore.csv"
    own = load_words(phrases, Path(phrases_file("shell")))
    return merge_words(own, parse_words(labels, "labels.csv"))


@dataclass(frozen=True)
class Explored:
    """A wave, the files that the page is made from, and the page."""

    wave: WeightedWave
    sources: Sources
    words: Words

    @cached_property
    def _content(self) -> dict[str, Any]:
        return payload(self.sources, self.words)

    def payload(self) -> dict[str, Any]:
        """The payload, made once."""
        return self._content

    def page(self) -> str:
        """The page."""
        return explore_page(self.payload())


def explored(
    wave: WeightedWave,
    *,
    small: SmallBases,
    exhibits: dict[str, Any],
    words: Words,
    folder: Path,
    since: Explored | None = None,
) -> Explored:
    """Tabulate a wave as the stages do, through files in `folder`; `since` is the wave before."""
    crosses = wave_crosses(wave.survey, wave.design)
    withheld = withheld_cells(wave.survey, small)
    tables = {
        "crosses": crosses_table(crosses, wave.evidence, small, withheld),
        "tests": shown_tests_table(
            wave.survey, wave.design, wave.evidence, TestRules(seed=1, draws=99), withheld
        ),
        "differences": differences_table(crosses, small, withheld),
    }
    if since is not None:
        found = compare_waves(since.wave, wave, (since.words, words), small)
        tables["changes"] = found.changes
    near_zero = {"differences": NEAR_ZERO, "changes": FAR_FROM_ZERO}
    read = {}
    for name, table in tables.items():
        write_table(folder / f"{name}.csv", table, differences=near_zero.get(name, ()))
        read[name] = read_table(folder / f"{name}.csv")
    changes = read.pop("changes", None)
    questionnaire = wave.survey.questionnaire
    sources = Sources(
        questionnaire=questionnaire,
        exhibits=exhibits,
        grids=parse_tile_grids(exhibits, questionnaire, "exhibits.yaml"),
        small=small,
        earlier=None
        if since is None
        else EarlierWave(since.wave.name, since.sources.crosses, changes),
        **read,
    )
    return Explored(wave, sources, words)
