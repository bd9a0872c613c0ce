"""Where the report speaks of a question: chapters of the start page, and the line shown first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saualnama.survey.questionnaire import Question
from saualnama.tabulate.lines import Line

_NUMBER = re.compile(r"_([0-9]+)\.")


def _parts(exhibits: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for exhibit in exhibits["exhibits"]:
        for part in exhibit["parts"]:
            yield exhibit["id"], part


def chapters_of(
    questions: Sequence[Question], exhibits: Mapping[str, Any]
) -> list[tuple[str, list[int]]]:
    """Sort questions by the chapter of the first exhibit that shows them.

    Args:
        questions: in the order of the questionnaire.
        exhibits: exhibits.yaml.

    Returns:
        Numbers of chapters with positions of questions; an empty number, last, for questions that
        no chapter shows.
    """
    first: dict[str, str] = {}
    for id_, part in _parts(exhibits):
        number = _NUMBER.search(id_)
        if number is not None:
            first.setdefault(part["question"], number[1])
    found: dict[str, list[int]] = {}
    for place, question in enumerate(questions):
        found.setdefault(first.get(question.id, ""), []).append(place)
    return sorted(found.items(), key=lambda chapter: (not chapter[0], int(chapter[0] or 0)))


def first_line(question: Question, lines: Sequence[Line], exhibits: Mapping[str, Any]) -> int:
    """Position of the line that a tile map of the report shows; else of the first one."""
    ids = [line.id for line in lines]
    mapped = (
        part["mapped"]
        for _, part in _parts(exhibits)
        if part["question"] == question.id and part.get("mapped") in ids
    )
    return ids.index(next(mapped, ids[0]))
