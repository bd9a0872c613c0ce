"""What the data file was like: sizes, repeated answers, missing answers, quotas reached."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import MISSING, NOT_ASKED, REFUSED, Survey


def quality_report(
    survey: Survey, targets: pd.DataFrame, file: str = "the targets"
) -> dict[str, Any]:
    """Describe a validated wave; what could not be used was refused before.

    Args:
        survey: the wave.
        targets: tidy targets, text cells; the quota of a category is its population share times
            n, because no wave is known to have named another plan.
        file: the targets' name, for messages.

    Returns:
        Plain numbers for quality.json: respondents, sets of identical answers, for each question
        how many were asked, answered, found it hard, refused or left it blank, and for each margin
        the quota and what was reached. No respondent is identified by anything but its id.

    Raises:
        InputError: a population that is no number above 0, all at once.
    """
    questionnaire = survey.questionnaire
    people = pd.to_numeric(targets["population"], errors="coerce")
    raise_if_any(
        f"{file} cannot be used",
        (
            Fault("population", f"{file}, line {line}", f"population `{text}`", "a number above 0")
            for line, text in targets["population"][~((people > 0) & np.isfinite(people))].items()
        ),
    )
    targets = targets.assign(population=people.astype(np.float64))
    return {
        "wave": questionnaire.wave,
        "origin": questionnaire.origin,
        "respondents": survey.n,
        "identical_answers": identical_answers(survey),
        "demographics": {
            d.id: {"unknown": int((survey.group_codes(d.id) < 0).sum())}
            for d in questionnaire.demographics
        },
        "questions": {
            question.id: _question(survey, question) for question in questionnaire.questions
        },
        "quotas": _quotas(survey, targets),
    }


def identical_answers(survey: Survey) -> list[list[str]]:
    """Ids of respondents whose every answer and demographic is the same."""
    answers = survey.frame.drop(columns="id")
    repeated = answers.duplicated(keep=False)
    if not repeated.any():
        return []
    names = list(answers.columns)
    groups = survey.frame[repeated].groupby(names, observed=True, dropna=False, sort=False)["id"]
    return [list(ids) for _, ids in groups]


def _question(survey: Survey, question: Question) -> dict[str, Any]:
    if question.items:
        return {
            name.partition(".")[2]: _states(survey, question, name) for name, _ in question.fields
        }
    return _states(survey, question, question.id)


def _states(survey: Survey, question: Question, field: str) -> dict[str, int]:
    column = survey.frame[field]
    counts = {state: int((column == state).sum()) for state in (NOT_ASKED, REFUSED, MISSING)}
    asked = survey.n - counts[NOT_ASKED]
    hard = [answer.id for answer in question.answers if answer.hard_to_answer]
    if question.kind == "multiple":
        hard_to_answer = sum(int(survey.frame[f"{question.id}.{id_}"].sum()) for id_ in hard)
    else:
        hard_to_answer = int(column.isin(hard).sum())
    return {
        "asked": asked,
        "answered": asked - counts[REFUSED] - counts[MISSING],
        "hard_to_answer": hard_to_answer,
        "refused": counts[REFUSED],
        "blank": counts[MISSING],
    }


def _quotas(survey: Survey, targets: pd.DataFrame) -> list[dict[str, Any]]:
    variables = [name for name in targets.columns if name != "population"]
    rows: list[dict[str, Any]] = []
    for used, cells in targets.groupby((targets[variables] != "").apply(tuple, axis=1), sort=False):
        margin = [name for name, on in zip(variables, used, strict=True) if on]
        if any(name not in survey.questionnaire.demographic for name in margin):
            continue
        population = cells["population"]
        reached = survey.frame.groupby(margin, observed=True).size()
        for category, share in zip(
            cells[margin].itertuples(index=False), population / population.sum(), strict=True
        ):
            key: Any = category[0] if len(margin) == 1 else tuple(category)
            rows.append(
                {
                    "margin": ":".join(margin),
                    "category": ":".join(category),
                    "quota": round(float(share) * survey.n, 6),
                    "reached": int(reached.get(key, 0)),
                }
            )
    return rows
