"""The structure of a questionnaire: ids, columns, codes and bases; no words and no answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Code = int | str
Kind = Literal["single", "multiple", "scale"]
Origin = Literal["field", "reconstruction"]


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a demographic and the code that stands for it."""

    id: str
    code: Code


@dataclass(frozen=True, slots=True)
class Band:
    """A band of whole numbers, both ends included."""

    id: str
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class MergedGroup:
    """A group that joins groups of another demographic, such as a region before it was divided."""

    id: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demographic:
    """A breakdown variable: coded categories, bands of a number such as age, or merged groups.

    Attributes:
        id: its id.
        column: the column of the data file; empty for merged groups.
        categories: codes and ids, in order; empty otherwise.
        bands: bands in order; empty otherwise.
        merges: the earlier demographic whose groups are merged; empty otherwise. Every group of it
            is in one merged group: groups are joined or renamed, and never split.
        merged: the merged groups, in order of their first part; empty otherwise.
        valid: smallest and largest number that can be true; None without bands.
        ordered: the groups stand in a natural order; bands always do.
    """

    id: str
    column: str
    categories: tuple[Category, ...] = ()
    bands: tuple[Band, ...] = ()
    valid: tuple[int, int] | None = None
    ordered: bool = False
    merges: str = ""
    merged: tuple[MergedGroup, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Ids of the categories, bands or merged groups, in order."""
        return tuple(part.id for part in self.categories or self.bands or self.merged)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question.

    Attributes:
        id: its id.
        code: the code in the question's column; None in a question with several answers.
        column: the 0/1 column of this answer; None in a question with one answer.
        score: scale points; None where the answer is no point of a scale.
        exclusive: stands alone among several answers.
        hard_to_answer: means "hard to answer", which counts in the base and is no refusal.
    """

    id: str
    code: Code | None = None
    column: str | None = None
    score: float | None = None
    exclusive: bool = False
    hard_to_answer: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things rated on the same scale."""

    id: str
    column: str


@dataclass(frozen=True, slots=True)
class Condition:
    """The respondent gave one of `answers` to `question`."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A sum of answers that is shown beside them."""

    id: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question: who was asked, in which columns it stands, what could be answered.

    Attributes:
        id: its id.
        kind: `single`, `multiple` (a 0/1 column for each answer) or `scale` (answers with scores).
        answers: in the order of the questionnaire.
        column: the column of a question without items and with one answer.
        items: things rated one by one on a scale, a column each; empty otherwise.
        base: conditions that all hold for those who were asked; empty for everybody.
        subtotals: sums of answers.
        ordered: the answers stand in a natural order ("hard to answer" apart); a scale's always do.
    """

    id: str
    kind: Kind
    answers: tuple[Answer, ...]
    column: str | None = None
    items: tuple[Item, ...] = ()
    base: tuple[Condition, ...] = ()
    subtotals: tuple[Subtotal, ...] = ()
    ordered: bool = False

    @property
    def answer_ids(self) -> tuple[str, ...]:
        """Ids of the answers, in order."""
        return tuple(answer.id for answer in self.answers)

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Pairs of (name in the survey table, column of the data file)."""
        if self.kind == "multiple":
            return tuple((f"{self.id}.{a.id}", str(a.column)) for a in self.answers)
        if self.items:
            return tuple((f"{self.id}.{item.id}", item.column) for item in self.items)
        return ((self.id, str(self.column)),)


@dataclass(frozen=True)
class Questionnaire:
    """All that is known of a wave's structure.

    Attributes:
        wave: its name.
        origin: `field` for answers of people, `reconstruction` for records rebuilt from print.
        respondent: the column with the respondent's id.
        refused: codes that mean a refusal, in every column.
        demographics: breakdown variables.
        questions: in the order asked.
    """

    wave: str
    origin: Origin
    respondent: str
    refused: tuple[Code, ...]
    demographics: tuple[Demographic, ...]
    questions: tuple[Question, ...]

    @cached_property
    def question(self) -> dict[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def demographic(self) -> dict[str, Demographic]:
        """Demographics by id."""
        return {demographic.id: demographic for demographic in self.demographics}
