"""Draw the records of a simulated wave from those of an earlier one.

Each record takes its people's characteristics from one earlier record and each answer either from
that record or (`noise`) from another one that was asked the question, so that bases hold and no
two records agree in everything. Answers of `moved` are favoured in these draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.simulate.plan import Plan
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.survey.wave import NOT_ASKED, Survey

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


def simulate_answers(
    survey: Survey, ages: npt.NDArray[np.int64], plan: Plan, seed: int
) -> pd.DataFrame:
    """Draw a wave.

    Args:
        survey: the earlier wave, validated.
        ages: (n,) ages of its respondents in years.
        plan: what differs.
        seed: of the draw.

    Returns:
        One row a respondent: `region` as in the new wave, `age`, the other demographics and every
        question that is asked again as the columns of `Survey.frame`, ids and not codes.
    """
    generator = np.random.default_rng(seed)
    regions = _new_regions(survey, plan, generator)
    source = generator.choice(
        survey.n, size=plan.respondents, p=_chances(survey, regions, plan)
    ).astype(np.int64)
    columns: dict[str, Any] = {"region": regions[source], "age": ages[source]}
    for demographic in survey.questionnaire.demographics:
        if demographic.id not in ("region", "age_group"):
            columns[demographic.id] = survey.frame[demographic.id].astype(str).to_numpy()[source]
    drawing = _Drawing(survey, plan, source, generator)
    for question in survey.questionnaire.questions:
        if question.id not in plan.dropped:
            columns |= drawing.question(question, columns)
    return pd.DataFrame(columns)


def _new_regions(survey: Survey, plan: Plan, generator: np.random.Generator) -> npt.NDArray[Any]:
    """Today's region of each earlier respondent."""
    before = survey.frame["region"].astype(str).to_numpy()
    after = before.astype(object)
    for split in plan.splits:
        people = np.flatnonzero(before == split.out_of)
        gone = generator.permutation(people)[: max(1, int(split.share * len(people) + 0.5))]
        after[gone] = split.id
    for old, (new, _) in plan.renamed.items():
        after[before == old] = new
    return after


def _chances(survey: Survey, regions: npt.NDArray[Any], plan: Plan) -> npt.NDArray[np.float64]:
    weight = np.ones(survey.n)
    for (name, group), factor in plan.field_skew.items():
        values = regions if name == "region" else survey.frame[name].astype(str).to_numpy()
        weight[values == group] *= factor
    return np.asarray(weight / weight.sum())


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws one question after the other for the same people."""

    survey: Survey
    plan: Plan
    source: Ints
    generator: np.random.Generator

    def question(self, question: Question, drawn: Mapping[str, Any]) -> dict[str, Any]:
        """Columns of one question, after those `drawn` before."""
        names = [name for name, _ in question.fields]
        states = [question.id] if question.kind == "multiple" else names
        frame, n = self.survey.frame, len(self.source)
        before = {name: frame[name].astype(str).to_numpy() for name in [*names, *states]}
        asked_before = before[states[0]] != NOT_ASKED
        asked = asked_of(question, self.survey.questionnaire, drawn, n)
        donors = np.flatnonzero(asked_before)
        others = self.generator.choice(
            donors, size=n, p=_favoured(question, before, donors, self.plan)
        )
        keeps = asked_before[self.source] & (self.generator.random(n) >= self.plan.noise)
        donor = np.where(keeps, self.source, others)
        columns = {}
        for name, values in before.items():
            nothing = "0" if question.kind == "multiple" and name in names else NOT_ASKED
            columns[name] = np.where(asked, values[donor], nothing)
        return columns


def asked_of(
    question: Question, questionnaire: Questionnaire, columns: Mapping[str, Any], n: int
) -> Bools:
    """(n,) who is asked, by the answers drawn so far; a condition on a dropped question holds."""
    asked = np.ones(n, dtype=np.bool_)
    for condition in question.base:
        other = questionnaire.question[condition.question]
        if other.id not in columns:
            continue
        if other.kind == "multiple":
            given = [columns[f"{other.id}.{answer}"] == "1" for answer in condition.answers]
            asked &= np.any(given, axis=0)
        else:
            asked &= np.isin(columns[other.id], condition.answers)
    return asked


def _favoured(
    question: Question, before: Mapping[str, npt.NDArray[Any]], donors: Ints, plan: Plan
) -> npt.NDArray[np.float64]:
    """Chances of the donors: those with an answer of `moved` are drawn more often."""
    weight = np.ones(len(donors))
    for (name, answer), factor in plan.moved.items():
        if name == question.id:
            many = question.kind == "multiple"
            values = before[f"{name}.{answer}"] == "1" if many else before[name] == answer
            # only a part of the answers is drawn, and has to move more than the whole
            weight[values[donors]] *= factor ** (1.0 / plan.noise)
    return np.asarray(weight / weight.sum())
