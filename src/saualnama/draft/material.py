"""What a data file and a form say was asked, before anybody has decided what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from saualnama.language import Language
from saualnama.survey.questionnaire import Code

Labels = Mapping[Language, str]
"""Words by language; languages may be missing."""

Shape = Literal["single", "multiple", "grid", "number"]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given, or a thing that is rated.

    Attributes:
        mark: its code, or the end of its column's name (`3` of `Q1_3`).
        labels: its words.
        column: the column that carries it; empty where it is a code.
    """

    mark: Code
    labels: Labels = field(default_factory=dict)
    column: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as the file or the form shows it.

    Attributes:
        name: the name of its column, of the stem of its columns, or in the form.
        shape: one answer, several (a 0/1 column each), several things rated alike, or a number.
        labels: its words.
        choices: answers; of a number none.
        column: its column, where it has one.
        items: what is rated, for a grid.
        filled: rows in which something stands.
        lowest: smallest number, for a number.
        highest: largest number, for a number.
        relevant: the form's condition for asking it.
        doubts: what a person has to decide, a sentence each.
    """

    name: str
    shape: Shape
    labels: Labels
    choices: tuple[Choice, ...] = ()
    column: str = ""
    items: tuple[Choice, ...] = ()
    filled: int = 0
    lowest: int = 0
    highest: int = 0
    relevant: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the data that carry it."""
        if self.shape == "multiple":
            return tuple(choice.column for choice in self.choices)
        return tuple(item.column for item in self.items) or (self.column,)


@dataclass(frozen=True, slots=True)
class Material:
    """All that is known before drafting.

    Attributes:
        rows: respondents in the file.
        respondent: the column with their ids; empty where none was found.
        asked: questions and numbers, in order.
        refused: codes that mean a refusal.
        left_out: columns that are nothing of these, and why.
        title: the form's title, if any.
        doubts: what a person has to decide about the file as a whole.
    """

    rows: int
    respondent: str
    asked: tuple[Asked, ...]
    refused: tuple[Code, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()
    title: str = ""
    doubts: tuple[str, ...] = ()
