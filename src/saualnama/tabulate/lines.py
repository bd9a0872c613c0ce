"""The lines of a question's table: answers, sums of answers, the mean of a scale, rated items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from saualnama.survey.questionnaire import Question
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.exhibits import Statistic

Role = Literal["answer", "subtotal", "mean", "item"]

_STATISTIC: Mapping[Role, Statistic] = {
    "answer": "pct",
    "subtotal": "subtotal_pct",
    "mean": "mean",
    "item": "mean",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        id: of the answer, subtotal or item; `mean_score` for the mean of a scale without items.
        role: which of these it is.
    """

    id: str
    role: Role

    @property
    def statistic(self) -> Statistic:
        """The statistic of a tidy file that fills it."""
        return _STATISTIC[self.role]

    @property
    def key(self) -> tuple[Statistic, str]:
        """How a tidy file names it: statistic and answer."""
        return self.statistic, self.id


def lines_of(question: Question) -> tuple[Line, ...]:
    """Lines of a question, in the order of crosses.csv."""
    if question.items:
        return tuple(Line(item.id, "item") for item in question.items)
    lines = [Line(answer, "answer") for answer in question.answer_ids]
    lines += [Line(subtotal.id, "subtotal") for subtotal in question.subtotals]
    if question.kind == "scale":
        lines.append(Line(MEAN_SCORE, "mean"))
    return tuple(lines)


def line_of(statistic: str, answer: str) -> Line:
    """The line that a row of a tidy file fills."""
    if statistic == "mean":
        return Line(answer, "mean" if answer == MEAN_SCORE else "item")
    return Line(answer, "answer" if statistic == "pct" else "subtotal")
