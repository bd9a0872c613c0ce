"""What a figure of a reconstruction rests on: a printed cell, or one that the records invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.tabulate.estimates import Estimates
from saualnama.tabulate.exhibits import TOTAL

Flags = npt.NDArray[np.bool_]
Cross = tuple[str, str]
Cell = tuple[str, str]

OBSERVED, PRINTED, RECONSTRUCTED = "observed", "printed", "reconstructed"

WEAKEST = (RECONSTRUCTED, PRINTED, OBSERVED)
"""What several figures rest on together is the first of these that occurs among them."""

PUBLISHED = ("question", "breakdown", "group", "answer", "statistic", "printed")
"""Columns of a file of published figures that are read."""

WHOLE = 99.8
"""Printed percentages of one bar that add to this leave nothing for answers without a label."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Decides what each cell rests on.

    Attributes:
        questionnaire: the wave's structure.
        printed: for each (question, breakdown) the printed figure of each (group, answer), in per
            cent or scale points; None for a real wave, where everything is observed.
    """

    questionnaire: Questionnaire
    printed: Mapping[Cross, Mapping[Cell, float]] | None = None

    def of(self, question: Question, breakdown: str, estimates: Estimates) -> npt.NDArray[np.str_]:
        """Evidence of every cell, (answers, groups)."""
        shape = (len(estimates.answers), len(estimates.groups))
        if self.printed is None:
            return np.full(shape, OBSERVED)
        known = self._printed(question, breakdown, estimates.answers)
        if estimates.statistic == "mean":
            if not question.items:
                every = np.all(self.settled(question, breakdown), axis=0)
                known = np.logical_or(known, every[None, :])
        else:
            settled = self.settled(question, breakdown)
            rows = np.stack([self._rows(question, a, settled) for a in estimates.answers])
            known = np.logical_or(known, rows)
        return np.where(known, PRINTED, RECONSTRUCTED)

    def word(self, all_printed: bool) -> str:
        """What a whole table rests on, given whether all its cells are printed."""
        if self.printed is None:
            return OBSERVED
        return PRINTED if all_printed else RECONSTRUCTED

    def settled(self, question: Question, breakdown: str) -> Flags:
        """Which counts (answers, groups) are printed or follow from printed ones.

        A count follows when it is the only unknown of its group (answers of a question with one
        answer add to the base; a bar that is full leaves nothing), the only unknown group of an
        answer with a known total, or the total of groups that are all known.
        """
        known = self._printed(question, breakdown, question.answer_ids)
        if question.items:
            return known
        total = self._total(question)
        if breakdown == TOTAL:
            return total
        settled = False
        while not settled:
            before = int(known.sum())
            known = self._completed(question, breakdown, known)
            last = np.logical_and((~known).sum(axis=1) == 1, total[:, 0])
            known = np.logical_or(known, last[:, None])
            settled = int(known.sum()) == before
        return known

    def _total(self, question: Question) -> Flags:
        known = self._printed(question, TOTAL, question.answer_ids)
        for demographic in self.questionnaire.demographics:
            if (question.id, demographic.id) in (self.printed or {}):
                groups = self._printed(question, demographic.id, question.answer_ids)
                groups = self._completed(question, demographic.id, groups)
                known = np.logical_or(known, np.all(groups, axis=1)[:, None])
        return self._completed(question, TOTAL, known)

    def _figures(self, question: Question, breakdown: str) -> Mapping[Cell, float]:
        return (self.printed or {}).get((question.id, breakdown), {})

    def _groups(self, breakdown: str) -> tuple[str, ...]:
        if breakdown == TOTAL:
            return ("all",)
        return self.questionnaire.demographic[breakdown].groups

    def _printed(self, question: Question, breakdown: str, answers: tuple[str, ...]) -> Flags:
        figures = self._figures(question, breakdown)
        groups = self._groups(breakdown)
        return np.array([[(g, a) in figures for g in groups] for a in answers], dtype=np.bool_)

    def _completed(self, question: Question, breakdown: str, known: Flags) -> Flags:
        """Add what follows inside each group; only where one answer is given."""
        if question.kind == "multiple":
            return known
        figures = self._figures(question, breakdown)
        completed = known.copy()
        for at, group in enumerate(self._groups(breakdown)):
            heads = [s for s in question.subtotals if (group, s.id) in figures]
            inside = {part for subtotal in heads for part in subtotal.of}
            apart = [a for a in question.answer_ids if a not in inside]
            names = [*apart, *(subtotal.id for subtotal in heads)]
            full = sum(figures.get((group, name), 0.0) for name in names) >= WHOLE
            unknown = [a for a in apart if not known[question.answer_ids.index(a), at]]
            if full or len(unknown) == 1:
                for answer in unknown:
                    completed[question.answer_ids.index(answer), at] = True
        return completed

    def _rows(self, question: Question, answer: str, settled: Flags) -> Flags:
        """Whether an answer's or a subtotal's counts are settled, (groups,)."""
        ids = question.answer_ids
        if answer in ids:
            row: Flags = settled[ids.index(answer)]
            return row
        for subtotal in question.subtotals:
            if subtotal.id == answer:
                every: Flags = np.all(settled[[ids.index(part) for part in subtotal.of]], axis=0)
                return every
        return np.zeros(settled.shape[1], dtype=np.bool_)


def weakest(words: Iterable[str]) -> str:
    """What several figures rest on together."""
    found = set(words)
    return next(word for word in WEAKEST if word in found)


def printed_figures(figures: pd.DataFrame) -> dict[Cross, dict[Cell, float]]:
    """Sort the published figures (columns as in survey_figures.csv) by cross and cell.

    Percentages, counts and means mark a cell as printed; test statistics and differences do not.

    Raises:
        InputError: a printed value that is no number, all at once.
    """
    numbers = pd.to_numeric(figures["printed"], errors="coerce")
    raise_if_any(
        "the published figures cannot be used",
        (
            Fault(
                "not-a-number", f"published figures, line {line}", f"printed `{text}`", "a number"
            )
            for line, text in figures["printed"][numbers.isna()].items()
        ),
    )
    crosses: dict[Cross, dict[Cell, float]] = {}
    for row, number in zip(figures.to_dict("records"), numbers, strict=True):
        if row["statistic"] in ("pct", "subtotal_pct", "mean", "count"):
            cells = crosses.setdefault((row["question"], row["breakdown"]), {})
            value = float(number) if row["statistic"] != "count" else 0.0
            cell = (row["group"], row["answer"])
            cells[cell] = max(value, cells.get(cell, 0.0))
    return crosses
