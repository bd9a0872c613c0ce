"""Tidy rows of an exhibit: one row a figure, weighted and unweighted side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.inference import Design
from saualnama.survey.wave import Survey
from saualnama.tabulate.estimates import Estimates, estimate
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import Exhibit, Part

COLUMNS = (
    "exhibit",
    "question",
    "answer",
    "breakdown",
    "group",
    "statistic",
    "base_n",
    "count",
    "unweighted",
    "base_weighted",
    "weighted",
    "se",
    "ci_low",
    "ci_high",
    "deff",
    "adjusted_residual",
    "evidence",
    "flag",
)
"""Columns of a tidy table, in order."""


@dataclass(frozen=True, slots=True)
class SmallBases:
    """When a figure is too thin to print as it is.

    Attributes:
        flag_below: figures on fewer respondents are marked `small`.
        suppress_below: figures on fewer respondents are marked `suppressed`.

    Raises:
        InputError: negative, or a suppression limit above the flag limit.
    """

    flag_below: int = 50
    suppress_below: int = 25

    def __post_init__(self) -> None:
        if not 0 <= self.suppress_below <= self.flag_below:
            problem = f"suppress_below {self.suppress_below}, flag_below {self.flag_below}"
            expected = "0 <= suppress_below <= flag_below"
            fault = Fault("small-bases", "config.yaml, small_bases", problem, expected)
            raise_if_any("the small-base rule cannot be used", [fault])

    def flags(self, respondents: npt.NDArray[np.float64]) -> npt.NDArray[np.str_]:
        """`suppressed`, `small` or nothing for each base of respondents."""
        few = np.where(respondents < self.flag_below, "small", "")
        return np.where(respondents < self.suppress_below, "suppressed", few)


def exhibit_table(
    survey: Survey, design: Design, exhibit: Exhibit, small: SmallBases, evidence: Evidence
) -> pd.DataFrame:
    """Fill an exhibit.

    Args:
        survey: the wave.
        design: its weights and how they were raked.
        exhibit: the recipe.
        small: the small-base rule; it marks, it removes nothing.
        evidence: what figures rest on.

    Returns:
        `COLUMNS`, in the order of the recipe, then of groups, then of answers. Percentages are
        0 to 100, means in scale points.

    Raises:
        InputError: a question that nobody answered.
    """
    parts = [_rows(survey, design, part, small, evidence) for part in exhibit.parts]
    table = pd.concat(parts, ignore_index=True)
    table.insert(0, "exhibit", exhibit.id)
    return table[list(COLUMNS)]


def _rows(
    survey: Survey, design: Design, part: Part, small: SmallBases, evidence: Evidence
) -> pd.DataFrame:
    question = survey.questionnaire.question[part.question]
    frames: list[pd.DataFrame] = []
    for statistic in part.statistics:
        estimates = estimate(survey, design, question, part.breakdown, statistic)
        rests_on = evidence.of(question, part.breakdown, estimates)
        frame = _long(estimates, rests_on, small)
        if part.answers:
            frame = frame[frame["answer"].isin(part.answers)]
        frames.append(frame)
    rows = pd.concat(frames, ignore_index=True)
    rows.insert(0, "question", question.id)
    rows.insert(1, "breakdown", part.breakdown)
    # groups together, whatever the statistic; a stable sort keeps the order inside
    order = {group: at for at, group in enumerate(survey.groups(part.breakdown))}
    return rows.sort_values("group", key=lambda ids: ids.map(order), kind="stable")


def _long(estimates: Estimates, evidence: npt.NDArray[np.str_], small: SmallBases) -> pd.DataFrame:
    answers, groups = len(estimates.answers), len(estimates.groups)
    flags = small.flags(estimates.respondents)

    def by_group(values: npt.NDArray[np.float64] | npt.NDArray[np.str_]) -> npt.NDArray[np.generic]:
        return values.T.ravel()

    return pd.DataFrame(
        {
            "answer": np.tile(np.array(estimates.answers, dtype=object), groups),
            "group": np.repeat(np.array(estimates.groups, dtype=object), answers),
            "statistic": estimates.statistic,
            "base_n": by_group(estimates.base_n),
            "count": by_group(estimates.count),
            "unweighted": by_group(estimates.unweighted),
            "base_weighted": by_group(estimates.base_weighted),
            "weighted": by_group(estimates.weighted),
            "se": by_group(estimates.se),
            "ci_low": by_group(estimates.low),
            "ci_high": by_group(estimates.high),
            "deff": by_group(estimates.deff),
            "adjusted_residual": by_group(estimates.residual),
            "evidence": by_group(evidence),
            "flag": by_group(flags),
        }
    )
