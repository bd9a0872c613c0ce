"""A comparison of two waves, whole: what was compared, what changed, what could not be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from saualnama.compare.changes import WeightedWave, answered, changes_table
from saualnama.compare.comparability import (
    Comparability,
    Finding,
    Verdict,
    compare_questionnaires,
)
from saualnama.compare.question_tests import question_tests
from saualnama.errors import Fault, InputError
from saualnama.language import Words
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.tidy import SmallBases

FINDING_COLUMNS = ("kind", "id", "verdict", "reason", "earlier", "later")
"""Columns of comparability.csv, in order."""

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Two waves beside each other.

    Attributes:
        changes: one row a figure (changes.csv).
        questions: one row a question or item (questions.csv).
        findings: what may be compared (comparability.csv).
        summary: the waves, and how many figures were compared and changed (summary.json).
    """

    changes: pd.DataFrame
    questions: pd.DataFrame
    findings: pd.DataFrame
    summary: Mapping[str, Any]


def compare_waves(
    earlier: WeightedWave, later: WeightedWave, words: tuple[Words, Words], small: SmallBases
) -> Comparison:
    """Compare two waves.

    Args:
        earlier: the first wave.
        later: the second one.
        words: labels of both.
        small: the small-base rule.

    Raises:
        InputError: a wave with itself, or waves without a question in common.
    """
    if earlier.name == later.name:
        fault = Fault("same-wave", f"wave {earlier.name}", "is both of them", "two waves")
        raise InputError("a wave cannot be compared with itself", [fault])
    common = _answered_in_both(
        compare_questionnaires(earlier.survey.questionnaire, later.survey.questionnaire, *words),
        earlier,
        later,
    )
    if not common.questions:
        fault = Fault(
            "nothing-in-common",
            f"waves {earlier.name} and {later.name}",
            "no question can be compared",
            hint="give questions that are the same the same id in both questionnaire.yaml",
        )
        raise InputError("the waves cannot be compared", [fault])
    changes = changes_table(earlier, later, common.questions, common.breakdowns, small)
    return Comparison(
        changes,
        question_tests(earlier, later, common.questions),
        findings_table(common.findings),
        _summary(earlier, later, common, changes),
    )


def _answered_in_both(
    common: Comparability, earlier: WeightedWave, later: WeightedWave
) -> Comparability:
    """Without the questions that nobody answered in one of the waves, which become findings."""
    silent = [
        question.earlier.id
        for question in common.questions
        if not (
            answered(earlier.survey, question.earlier, TOTAL)
            and answered(later.survey, question.later, TOTAL)
        )
    ]
    lost = [Finding("question", id_, "not compared", "nobody_answered") for id_ in silent]
    return Comparability(
        tuple(question for question in common.questions if question.earlier.id not in silent),
        common.breakdowns,
        (*(f for f in common.findings if f.kind != "question" or f.id not in silent), *lost),
    )


def findings_table(findings: tuple[Finding, ...]) -> pd.DataFrame:
    """Findings as `FINDING_COLUMNS`; several ids in a cell are joined by `; `."""
    rows = [
        (f.kind, f.id, f.verdict, f.reason, "; ".join(f.earlier), "; ".join(f.later))
        for f in findings
    ]
    return pd.DataFrame(rows, columns=list(FINDING_COLUMNS))


def _summary(
    earlier: WeightedWave, later: WeightedWave, common: Comparability, changes: pd.DataFrame
) -> dict[str, Any]:
    ids = dict.fromkeys(f.id for f in common.findings if f.kind == "question")
    verdicts: tuple[Verdict, ...] = ("compared", "with caution", "not compared")
    given = [common.verdict("question", id_) for id_ in ids]
    return {
        "waves": [
            {
                "wave": wave.name,
                "origin": wave.survey.questionnaire.origin,
                "respondents": wave.survey.n,
                "variance": wave.design.variance,
            }
            for wave in (earlier, later)
        ],
        "observed": earlier.observed and later.observed,
        "questions": {verdict: given.count(verdict) for verdict in verdicts},
        "breakdowns": [
            {
                "breakdown": pair.earlier,
                "later_breakdown": pair.later,
                "figures": len(rows),
                "tests": int(rows["p"].notna().sum()),
                "below_5_percent": int((rows["p"] < SIGNIFICANT).sum()),
                "below_5_percent_holm": int((rows["p_holm"] < SIGNIFICANT).sum()),
                "below_5_percent_bh": int((rows["p_bh"] < SIGNIFICANT).sum()),
            }
            for pair in common.breakdowns
            for rows in [changes[changes["breakdown"] == pair.earlier]]
        ],
    }
