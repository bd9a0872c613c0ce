"""Everything about a wave whose files can be read, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from saualnama.check import interviews, missing, population
from saualnama.check.findings import Finding, in_order, listed
from saualnama.check.previous import Wave, against_previous
from saualnama.errors import Fault
from saualnama.language import Words
from saualnama.survey.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a wave is looked at with; whatever is not at hand is None and is passed over.

    Attributes:
        wave: the wave.
        responses: its data file.
        targets: its targets as a text table.
        targets_file: their file's name.
        weighting: `weighting` of config.yaml.
        exhibits: ids of its exhibits.
        previous: the wave before.
        faulty: the data file has errors, so that gaps in the survey may be theirs.
    """

    wave: Wave
    responses: pd.DataFrame | None = None
    targets: pd.DataFrame | None = None
    targets_file: str = "targets"
    weighting: Mapping[str, Any] | None = None
    exhibits: Sequence[str] = field(default=())
    previous: Wave | None = None
    faulty: bool = False


def inspect(material: Material) -> list[Finding]:
    """Look at a wave from every side: labels, population, the previous wave, itself.

    Returns:
        Findings in the order of a list for people: by severity, then by what they are about.
    """
    wave = material.wave
    found: list[Finding] = []
    if wave.words is not None:
        found += _labels(wave.questionnaire, wave.words, material.exhibits)
    if material.responses is not None:
        found += _unused(wave.questionnaire, material.responses)
    if material.previous is not None:
        found += against_previous(wave, material.previous)
    if wave.survey is not None:
        found += _itself(material)
        if material.targets is not None:
            rows = population.quotas(wave.survey, material.targets)
            margins = None if material.weighting is None else material.weighting["margins"]
            found += population.quota_findings(rows, margins)
            if material.weighting is not None:
                found += population.weighting_findings(
                    wave.survey,
                    material.targets,
                    material.weighting,
                    material.targets_file,
                    gaps_are_errors=material.faulty,
                )
    return in_order(found)


def _itself(material: Material) -> Iterator[Finding]:
    survey = material.wave.survey
    assert survey is not None  # noqa: S101 (asked by the only caller)
    yield from interviews.size(survey)
    yield from interviews.copied(survey)
    yield from interviews.straight_lines(survey)
    if material.responses is not None:
        yield from interviews.quick(material.responses, survey)
    states = missing.states(survey)
    yield from missing.in_questions(states)
    yield from missing.in_regions(missing.gaps(survey, states))
    yield from missing.outlying(survey, states)


def _labels(
    questionnaire: Questionnaire, words: Words, exhibits: Sequence[str]
) -> Iterator[Finding]:
    """Ids that have no words: a report cannot be written without them."""
    questions = questionnaire.questions
    wanted = {
        "breakdown": {"total", *questionnaire.demographic},
        "group": {"all", *(g for d in questionnaire.demographics for g in d.groups)},
        "question": set(questionnaire.question),
        "answer": {id_ for q in questions for id_ in q.answer_ids}
        | {item.id for q in questions for item in q.items}
        | {subtotal.id for q in questions for subtotal in q.subtotals},
        "exhibit": set(exhibits),
    }
    for fault in words.lacking(wanted):
        hint = "add a line with its words in kk, ru and en"
        yield Finding("error", "files", Fault(fault.code, fault.where, fault.problem, hint=hint))


def _unused(questionnaire: Questionnaire, responses: pd.DataFrame) -> Iterator[Finding]:
    used = {questionnaire.respondent, *(d.column for d in questionnaire.demographics)}
    used |= {column for q in questionnaire.questions for _, column in q.fields}
    others = [str(name) for name in responses.columns if str(name) not in used]
    if others:
        problem = f"{len(others)} columns are in no question: {listed(others, 12)}"
        hint = "add those that are questions to questionnaire.yaml"
        yield Finding("note", "data", Fault("unused-column", "responses", problem, hint=hint))
