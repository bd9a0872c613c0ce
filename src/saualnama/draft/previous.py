"""The wave before, as a new one is compared with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saualnama.draft.material import Choice, Labels
from saualnama.draft.wording import common_start
from saualnama.language import Words
from saualnama.survey.questionnaire import Code, Demographic, Question, Questionnaire


@dataclass(frozen=True, slots=True)
class Previous:
    """A wave that has its files.

    Attributes:
        questionnaire: its structure.
        words: its words.
        exhibits: its exhibits.yaml as parsed.
    """

    questionnaire: Questionnaire
    words: Words
    exhibits: Mapping[str, Any]

    def labels(self, kind: str, id_: str) -> Labels:
        """Words of an id; none where the wave has none."""
        return self.words.entries.get((kind, id_), {})


@dataclass(frozen=True, slots=True)
class Known:
    """A question or demographic of the wave before, in the shape of what a file shows.

    Attributes:
        id: its id.
        kind: `question` or `demographic`.
        shapes: shapes that a question of today must have to be the same.
        names: names under which it may come again: its id, its column, the stem of its columns.
        labels: its words.
        choices: its answers; the id stands in `column`.
        items: its rated things, likewise.
    """

    id: str
    kind: str
    shapes: tuple[str, ...]
    names: frozenset[str]
    labels: Labels
    choices: tuple[Choice, ...]
    items: tuple[Choice, ...] = ()


def known_of(previous: Previous) -> tuple[Known, ...]:
    """Everything in the wave before that may come again, demographics first."""
    demographics = (
        _demographic(d, previous) for d in previous.questionnaire.demographics if not d.merges
    )
    questions = (_question(q, previous) for q in previous.questionnaire.questions)
    return (*demographics, *questions)


def _demographic(demographic: Demographic, previous: Previous) -> Known:
    return Known(
        demographic.id,
        "demographic",
        ("number",) if demographic.bands else ("single",),
        frozenset({demographic.id.lower(), demographic.column.lower()}),
        previous.labels("breakdown", demographic.id),
        tuple(
            Choice(category.code, previous.labels("group", category.id), category.id)
            for category in demographic.categories
        ),
    )


def _question(question: Question, previous: Previous) -> Known:
    columns = [column for _, column in question.fields]
    stem = _stem(columns) if question.kind == "multiple" or question.items else columns[0]
    shape = "multiple" if question.kind == "multiple" else "grid" if question.items else "single"
    return Known(
        question.id,
        "question",
        (shape,),
        frozenset({question.id.lower(), stem.lower()}),
        previous.labels("question", question.id),
        tuple(
            Choice(
                answer.code if answer.code is not None else _end(str(answer.column), stem),
                previous.labels("answer", answer.id),
                answer.id,
            )
            for answer in question.answers
        ),
        tuple(
            Choice(_end(item.column, stem), previous.labels("answer", item.id), item.id)
            for item in question.items
        ),
    )


def _stem(columns: Sequence[str]) -> str:
    """What the columns of a family have in common, without the joint."""
    start = re.split(r"[/_.](?=[^/_.]+$)", columns[0])[0]
    return start if all(name.startswith(start) for name in columns) else common_start(columns)


def _end(column: str, stem: str) -> Code:
    end = column[len(stem) :].lstrip("/_.")
    return int(end) if end.isdigit() else end
