"""Everything that a report is made from, read beforehand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from saualnama.survey.questionnaire import Questionnaire
from saualnama.tabulate.exhibits import Exhibit
from saualnama.tabulate.tidy import SmallBases


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """A wave's results. Frames hold text cells, as `io.tables.read_table` gives them.

    Attributes:
        questionnaire: structure of the wave.
        exhibits: its exhibits.yaml.
        tables: tidy rows by id of exhibit.
        tests: tests.csv.
        quality: quality.json.
        weighting: diagnostics.json of the weighting.
        small_bases: the rule by which figures are flagged.
        seed: of the simulated p-values.
        draws: random tables behind each of them.
        official: tidy rows of administrative statistics by exhibit; empty for a wave without.
        ledger: verify/figures.csv; None for a wave without a printed report.
        targets_about: where the targets are from, one mapping a margin; empty where not told.
    """

    questionnaire: Questionnaire
    exhibits: tuple[Exhibit, ...]
    tables: Mapping[str, pd.DataFrame]
    tests: pd.DataFrame
    quality: Mapping[str, Any]
    weighting: Mapping[str, Any]
    small_bases: SmallBases
    seed: int
    draws: int
    official: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    ledger: pd.DataFrame | None = None
    targets_about: Sequence[Mapping[str, Any]] = ()

    @property
    def n(self) -> int:
        """Respondents."""
        return int(self.quality["respondents"])

    @property
    def printed(self) -> bool:
        """Whether there is a printed report, whose figures are shown as it printed them."""
        return self.ledger is not None

    @property
    def real(self) -> bool:
        """Whether people answered; in a reconstruction the weighted figures prove nothing."""
        return self.questionnaire.origin == "field"
