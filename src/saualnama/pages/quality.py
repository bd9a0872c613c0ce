"""The quality page: what is wrong with a wave, what is missing in it, and quotas reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup, escape

from saualnama.check.findings import SEVERITIES, Finding, count
from saualnama.check.inspection import Material
from saualnama.check.interviews import batteries
from saualnama.check.missing import REGION, States, states
from saualnama.check.population import quotas
from saualnama.check.telling import tell
from saualnama.language import Language, Words, format_value
from saualnama.language.messages import Messages
from saualnama.pages.shell import render_page
from saualnama.survey.wave import MISSING, Survey

SHADES = (1.0, 3.0, 10.0, 30.0)
"""Percent from which a cell of the table by region is shaded darker."""

STEPS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
"""Upper ends of the classes of unanswered shares of an interview, the first holding zeros."""


@dataclass(frozen=True, slots=True, eq=False)
class Quality:
    """All that the page shows.

    Attributes:
        material: the wave, as it was looked at; without a survey only the findings are shown.
        findings: in order.
    """

    material: Material
    findings: Sequence[Finding]


def quality_page(quality: Quality, words: Words, messages: Messages) -> str:
    """Render the page in three languages.

    Args:
        quality: what is shown.
        words: phrases of the page, of the shell and of the list of findings, and labels of the
            wave as far as there are any: an id without a label stands for itself.
        messages: the catalogue of messages.

    Raises:
        InputError: a phrase is missing.
    """
    wave = quality.material.wave
    numbers = None if wave.survey is None else states(wave.survey)
    return render_page(
        "quality",
        words,
        lambda language: _content(quality, numbers, _Speech(words, language), messages),
        reconstruction=wave.questionnaire.origin == "reconstruction",
    )


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words and numbers of one language; an id stands for itself where it has no label."""

    words: Words
    language: Language

    def say(self, id_: str, **values: object) -> str:
        return self.words.of("phrase", id_, self.language).format(**values)

    def name(self, kind: str, id_: str) -> str:
        entry = self.words.entries.get((kind, id_))
        return entry[self.language] if entry else id_

    def field(self, id_: str) -> str:
        question, _, item = id_.partition(".")
        told = self.name("question", question)
        return f"{told}: {self.name('answer', item)}" if item else told

    def number(self, value: float, digits: int = 0) -> str:
        return format_value(value, digits, self.language)

    def percent(self, part: int, whole: int) -> str:
        return self.number(100 * part / whole, 1) if whole else ""


def _content(
    quality: Quality, numbers: States | None, speech: _Speech, messages: Messages
) -> dict[str, Any]:
    found = count(quality.findings)
    content: dict[str, Any] = {
        "wave": quality.material.wave.questionnaire.wave,
        "counts": [
            {"id": severity, "name": speech.say(f"check.{severity}"), "number": found[severity]}
            for severity in SEVERITIES
        ],
        "findings": [
            {
                "told": told,
                **{
                    name: _with_code(getattr(told, name))
                    for name in ("where", "problem", "expected", "hint")
                },
                "severity": speech.say(f"quality.one_{finding.severity}"),
                "part": speech.say(f"check.part_{finding.part}"),
            }
            for finding in quality.findings
            for told in [tell(finding, messages, speech.language)]
        ],
        "respondents": None,
    }
    survey = quality.material.wave.survey
    if survey is not None and numbers is not None:
        content |= {
            "respondents": speech.number(survey.n),
            "rows": [_field(numbers, at, survey, speech) for at in range(len(numbers.fields))],
            "regions": _regions(survey, numbers, speech),
            "quotas": _quotas(quality, survey, speech),
            "batteries": _batteries(survey, speech),
            "unanswered": _unanswered(numbers, speech),
        }
    return content


def _with_code(text: str) -> Markup:
    """A sentence whose ids in backticks are marked up as code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return escape(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(piece) if at % 2 else escape(piece)
        for at, piece in enumerate(pieces)
    )


def _field(numbers: States, at: int, survey: Survey, speech: _Speech) -> dict[str, Any]:
    asked, missing, hard = (
        int(part[:, at].sum()) for part in (numbers.asked, numbers.missing, numbers.hard)
    )
    blank = int((survey.frame[numbers.fields[at]] == MISSING).sum())
    return {
        "id": numbers.fields[at],
        "name": speech.field(numbers.fields[at]),
        "asked": speech.number(asked),
        "answered": speech.number(asked - missing),
        "refused": speech.number(missing - blank),
        "blank": speech.number(blank),
        "missing_pct": speech.percent(missing, asked),
        "width": f"{100 * missing / asked:.1f}" if asked else "0",
        "hard": speech.number(hard),
        "hard_pct": speech.percent(hard, asked),
    }


def _regions(survey: Survey, numbers: States, speech: _Speech) -> dict[str, Any] | None:
    """Percent missing of each field that lacks anything, by region; None without regions."""
    lacking = [at for at in range(len(numbers.fields)) if numbers.missing[:, at].any()]
    if REGION not in survey.questionnaire.demographic or not lacking:
        return None
    codes = survey.group_codes(REGION)
    regions = survey.groups(REGION)
    rows = []
    for at in lacking:
        cells = []
        for place in range(len(regions)):
            own = codes == place
            asked = int(numbers.asked[own, at].sum())
            missing = int(numbers.missing[own, at].sum())
            share = 100 * missing / asked if asked else 0.0
            cells.append(
                {
                    "text": speech.number(share, 1) if missing else "",
                    "shade": sum(share >= limit for limit in SHADES) if missing else 0,
                    "of": f"{missing} / {asked}",
                }
            )
        rows.append({"name": speech.field(numbers.fields[at]), "cells": cells})
    return {"names": [speech.name("group", region) for region in regions], "rows": rows}


def _quotas(quality: Quality, survey: Survey, speech: _Speech) -> list[dict[str, Any]]:
    if quality.material.targets is None:
        return []
    margins: dict[str, list[dict[str, Any]]] = {}
    named = {f.fault.where for f in quality.findings if f.fault.code == "quota-missed"}
    for row in quotas(survey, quality.material.targets):
        quota, reached = float(row["quota"]), int(row["reached"])
        where = f"margin `{row['margin']}`, category `{row['category']}`"
        margins.setdefault(row["margin"], []).append(
            {
                "name": ", ".join(speech.name("group", id_) for id_ in row["category"].split(":")),
                "quota": speech.number(quota, 1),
                "reached": speech.number(reached),
                "difference": speech.number(reached - quota, 1),
                "share": speech.number(100 * reached / quota, 0) if quota else "",
                "off": where in named,
            }
        )
    return [
        {
            "name": " × ".join(speech.name("breakdown", part) for part in margin.split(":")),
            "rows": rows,
        }
        for margin, rows in margins.items()
    ]


def _batteries(survey: Survey, speech: _Speech) -> list[dict[str, str]]:
    found, _ = batteries(survey)
    return [
        {
            "name": speech.name("question", battery.question),
            "items": speech.number(battery.items),
            "answered": speech.number(battery.answered),
            "straight": speech.number(battery.straight),
            "share": speech.percent(battery.straight, battery.answered),
        }
        for battery in found
    ]


def _unanswered(numbers: States, speech: _Speech) -> list[dict[str, Any]]:
    """How many interviews left which share of their questions without an answer."""
    asked = numbers.asked.sum(axis=1)
    empty = (numbers.missing | numbers.hard).sum(axis=1)
    share = np.divide(empty, asked, out=np.zeros(len(asked)), where=asked > 0)
    rows = []
    lower = -1.0
    for upper in STEPS:
        people = int(((share > lower) & (share <= upper)).sum())
        name = "0" if upper == 0 else f"{100 * lower:g}–{100 * upper:g}"
        width = 100 * people / len(share)
        rows.append({"name": name, "people": speech.number(people), "width": f"{width:.1f}"})
        lower = upper
    return rows
