"""The change of every common figure between two waves, with its interval and test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.compare.comparability import CommonBreakdown, CommonQuestion
from saualnama.inference import Design, Side, benjamini_hochberg, differences, holm
from saualnama.inference.differences import COMPARED
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Survey
from saualnama.tabulate.estimates import MEAN_SCORE, Estimates, estimate
from saualnama.tabulate.evidence import WEAKEST, Evidence
from saualnama.tabulate.exhibits import Statistic
from saualnama.tabulate.tidy import SmallBases

Floats = npt.NDArray[np.float64]

COLUMNS = (
    "question",
    "answer",
    "breakdown",
    "later_breakdown",
    "group",
    "statistic",
    "earlier_n",
    "later_n",
    "earlier_unweighted",
    "later_unweighted",
    "earlier",
    "earlier_ci_low",
    "earlier_ci_high",
    "later",
    "later_ci_low",
    "later_ci_high",
    "change",
    "se",
    "ci_low",
    "ci_high",
    "df",
    "t",
    "p",
    "p_holm",
    "p_bh",
    "evidence",
    "method",
    "flag",
)
"""Columns of changes.csv, in order."""

TEXTS = (
    *("question", "answer", "breakdown", "later_breakdown", "group", "statistic"),
    *("evidence", "method", "flag"),
)
"""Those of them that hold words."""

FAR_FROM_ZERO = ("change", "ci_low", "ci_high", "t")
"""Columns that are differences near zero, written to an absolute 1e-10."""


@dataclass(frozen=True, slots=True, eq=False)
class WeightedWave:
    """A wave as it enters a comparison.

    Attributes:
        survey: its answers.
        design: its weights and how they were raked.
        evidence: what its figures rest on.
    """

    survey: Survey
    design: Design
    evidence: Evidence

    @property
    def name(self) -> str:
        """The wave's name."""
        return self.survey.questionnaire.wave

    @property
    def observed(self) -> bool:
        """Whether its records are answers of people."""
        return self.survey.questionnaire.origin == "field"


def answered(survey: Survey, question: Question, breakdown: str) -> bool:
    """Whether somebody with a group answered the question, and every item of it."""
    grouped = survey.group_codes(breakdown) >= 0
    if question.kind == "multiple":
        return bool(((survey.given(question)[:, 0] >= 0) & grouped).any())
    size = len(question.answers)
    return all(
        bool(((survey.codes(name, size) >= 0) & grouped).any()) for name, _ in question.fields
    )


def changes_table(
    earlier: WeightedWave,
    later: WeightedWave,
    questions: Iterable[CommonQuestion],
    breakdowns: Sequence[CommonBreakdown],
    small: SmallBases,
) -> pd.DataFrame:
    """Compare every common figure of two waves.

    Shares of respondents for questions with one or several answers, and sums of answers that both
    waves name; means for scales. Each wave's figure is weighted by its own weights, with the base
    of its tables; the change is later minus earlier in percentage points or points of the scale.

    `p_holm` and `p_bh` adjust over all changes of one breakdown: those of everybody together are
    one family, those of regions another, so that thousands of small groups do not drown the
    country's figures.

    Args:
        earlier: the first wave.
        later: the second one.
        questions: what may be compared; questions that nobody answered in a wave are left out.
        breakdowns: by which breakdowns.
        small: the small-base rule, applied to the smaller base of the two.

    Returns:
        `COLUMNS`; questions, breakdowns, then groups in the earlier wave's order, then answers.
    """
    frames = [
        _rows((earlier, later), common, breakdown, statistic, small)
        for common in questions
        for breakdown in breakdowns
        if answered(earlier.survey, common.earlier, breakdown.earlier)
        and answered(later.survey, common.later, breakdown.later)
        for statistic in _statistics(common)
    ]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    table = pd.concat(frames, ignore_index=True)
    for name in ("p_holm", "p_bh"):
        table[name] = np.nan
    for rows in table.groupby("breakdown", sort=False).groups.values():
        p = [None if np.isnan(value) else float(value) for value in table.loc[rows, "p"]]
        for name, adjust in (("p_holm", holm), ("p_bh", benjamini_hochberg)):
            table.loc[rows, name] = [np.nan if v is None else v for v in adjust(p)]
    return table[list(COLUMNS)]


def _statistics(common: CommonQuestion) -> tuple[Statistic, ...]:
    if common.earlier.kind == "scale":
        return ("mean",)
    return ("pct", "subtotal_pct") if common.subtotals else ("pct",)


def _wanted(common: CommonQuestion, statistic: Statistic) -> tuple[str, ...]:
    match statistic:
        case "mean":
            return common.items or (MEAN_SCORE,)
        case "subtotal_pct":
            return common.subtotals
        case _:
            return common.answers


@dataclass(frozen=True, slots=True, eq=False)
class _Aligned:
    """Estimates of one wave, rows and columns in the common order."""

    estimates: Estimates
    rests_on: npt.NDArray[np.str_]
    at: tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]

    def values(self, name: str) -> Floats:
        found: Floats = getattr(self.estimates, name)[self.at]
        return found.T.ravel()

    @property
    def evidence(self) -> npt.NDArray[np.str_]:
        return self.rests_on[self.at].T.ravel()

    def side(self) -> Side:
        return Side(*(self.values(name) for name in ("weighted", "se", "df", "respondents")))


def _aligned(
    wave: WeightedWave,
    question: Question,
    breakdown: str,
    statistic: Statistic,
    wanted: tuple[Sequence[str], Sequence[str]],
) -> _Aligned:
    found = estimate(wave.survey, wave.design, question, breakdown, statistic)
    answers, groups = wanted
    at = np.ix_(
        [found.answers.index(answer) for answer in answers],
        [found.groups.index(group) for group in groups],
    )
    return _Aligned(found, wave.evidence.of(question, breakdown, found), (at[0], at[1]))


def _rows(
    waves: tuple[WeightedWave, WeightedWave],
    common: CommonQuestion,
    breakdown: CommonBreakdown,
    statistic: Statistic,
    small: SmallBases,
) -> pd.DataFrame:
    earlier, later = waves
    answers, groups = _wanted(common, statistic), earlier.survey.groups(breakdown.earlier)
    first = _aligned(earlier, common.earlier, breakdown.earlier, statistic, (answers, groups))
    second = _aligned(later, common.later, breakdown.later, statistic, (answers, groups))
    change = differences(first.side(), second.side())
    rests_on = np.stack([first.evidence, second.evidence])
    fewest = np.minimum(first.values("respondents"), second.values("respondents"))
    return pd.DataFrame(
        {
            "question": common.earlier.id,
            "answer": np.tile(np.array(answers, dtype=object), len(groups)),
            "breakdown": breakdown.earlier,
            "later_breakdown": breakdown.later,
            "group": np.repeat(np.array(groups, dtype=object), len(answers)),
            "statistic": statistic,
            "earlier_n": first.values("base_n").astype(np.int64),
            "later_n": second.values("base_n").astype(np.int64),
            "earlier_unweighted": first.values("unweighted"),
            "later_unweighted": second.values("unweighted"),
            "earlier": first.values("weighted"),
            "earlier_ci_low": first.values("low"),
            "earlier_ci_high": first.values("high"),
            "later": second.values("weighted"),
            "later_ci_low": second.values("low"),
            "later_ci_high": second.values("high"),
            "change": change.change,
            "se": change.se,
            "ci_low": change.low,
            "ci_high": change.high,
            "df": np.where(change.method == COMPARED, change.df, np.nan),
            "t": change.t,
            "p": change.p,
            "evidence": np.select(
                [(rests_on == word).any(axis=0) for word in WEAKEST], WEAKEST, ""
            ),
            "method": change.method,
            "flag": small.flags(fewest),
        }
    )
