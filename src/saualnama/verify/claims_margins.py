"""What claims are tested on: people behind printed figures, and nothing that was not printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from saualnama.official.figures import PublishedFigure
from saualnama.survey.questionnaire import Questionnaire
from saualnama.verify.claims_plan import Claim
from saualnama.verify.published import Figure

EVIDENCE = ("printed", "observed")
"""Values of the column `evidence` that a verdict may rest on."""


@dataclass(frozen=True, slots=True)
class Cell:
    """People who gave an answer in a group, from a printed figure."""

    count: int
    base: int


@dataclass(frozen=True, slots=True)
class Margins:
    """What the report printed, ready to be tested.

    Attributes:
        cells: by question, breakdown, group and answer; printed ones only.
        means: printed means, likewise.
        groups: all groups of each breakdown, in order.
        exclusive: questions that take one answer.
        official: counts by measure, region, year and article.
        monte_carlo: p of Pearson's chi-square by random tables, by question and breakdown, for
            whole tables too sparse for the chi-square distribution.
    """

    cells: Mapping[tuple[str, str, str, str], Cell]
    means: Mapping[tuple[str, str, str, str], float]
    groups: Mapping[str, Sequence[str]]
    exclusive: frozenset[str]
    official: Mapping[tuple[str, str, str, str], float]
    monte_carlo: Mapping[tuple[str, str], float] = field(default_factory=dict)

    def cell(self, claim: Claim, group: str, answer: str) -> Cell:
        """People behind a printed figure.

        Raises:
            NotPrintedError: the report prints no such figure.
        """
        try:
            return self.cells[claim.question, claim.breakdown, group, answer]
        except KeyError:
            raise NotPrintedError(group, answer) from None

    def together(self, claim: Claim, groups: Sequence[str], answer: str) -> Cell:
        """People of several groups."""
        cells = [self.cell(claim, group, answer) for group in groups]
        return Cell(sum(cell.count for cell in cells), sum(cell.base for cell in cells))


class NotPrintedError(Exception):
    """A claim needs a figure that the report does not print."""


def margins_of(
    tables: pd.DataFrame,
    tests: pd.DataFrame,
    figures: Iterable[Figure],
    official: Iterable[PublishedFigure],
    questionnaire: Questionnaire,
) -> Margins:
    """Collect what was printed.

    Args:
        tables: tidy rows of all exhibits (text cells); only those of `EVIDENCE` are taken.
        tests: rows of tests.csv (text cells); likewise.
        figures: printed survey figures, for means.
        official: printed official figures.
        questionnaire: for the groups of each breakdown and the kind of each question.
    """
    rows = tables[tables["evidence"].isin(EVIDENCE) & (tables["count"] != "")]
    rows = rows[rows["statistic"].isin(("pct", "subtotal_pct"))]
    columns = ("question", "breakdown", "group", "answer", "count", "base_n")
    cells = {
        (question, breakdown, group, answer): Cell(int(count), int(base))
        for question, breakdown, group, answer, count, base in zip(
            *(rows[name] for name in columns), strict=True
        )
    }
    sparse = tests[
        tests["evidence"].isin(EVIDENCE) & (tests["answer"] == "") & (tests["monte_carlo_p"] != "")
    ]
    groups: dict[str, Sequence[str]] = {"total": ("all",)}
    groups |= {part.id: part.groups for part in questionnaire.demographics}
    return Margins(
        cells,
        {
            (figure.key[1], figure.key[2], figure.group, figure.answer): float(figure.printed)
            for figure in figures
            if figure.statistic == "mean"
        },
        groups,
        frozenset(q.id for q in questionnaire.questions if q.kind != "multiple"),
        {
            (figure.measure, figure.region, figure.year, figure.article): float(figure.value)
            for figure in official
            if figure.value is not None
        },
        {
            (question, breakdown): float(p)
            for question, breakdown, p in zip(
                sparse["question"], sparse["breakdown"], sparse["monte_carlo_p"], strict=True
            )
        },
    )
