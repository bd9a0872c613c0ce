"""Which lines of one question to withhold in a family of breakdowns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from saualnama.survey.questionnaire import Question, Subtotal
from saualnama.survey.wave import Codes, Survey
from saualnama.tabulate.cell_suppression import (
    Bools,
    Floats,
    Integers,
    Moves,
    Target,
    complete,
    moves_of_one_answer,
    moves_of_scores,
    moves_of_several_answers,
)
from saualnama.tabulate.enclosure import Enclosure, limits
from saualnama.tabulate.nesting import Family
from saualnama.tabulate.routing import cells_without_room
from saualnama.tabulate.unions import Union


def tables_of(survey: Survey, question: Question) -> Sequence[AnswerLines | ItemLine]:
    """The tables of a question: one of its answers, or one for each item."""
    if question.kind == "multiple":
        given = survey.given(question)
        return [AnswerLines(survey, question, given == 1, given[:, 0] >= 0)]
    columns = [survey.codes(name, len(question.answers)) for name, _ in question.fields]
    points = _points(question)
    if question.items:
        return [
            ItemLine(survey, np.where(codes >= 0, points[codes], np.nan), points)
            for codes in columns
        ]
    given = columns[0][:, None] == np.arange(len(points))
    return [AnswerLines(survey, question, given, columns[0] >= 0)]


def count(marked: Bools, group: Codes | Integers, size: int) -> Integers:
    """Marked respondents in each group, (groups,); those with a -1 are left out."""
    return np.bincount(group[marked & (group >= 0)], minlength=size).astype(np.int64)


def _points(question: Question) -> Floats:
    """Scores of the answers, not-a-number where an answer has none, (answers,)."""
    return np.array([np.nan if a.score is None else a.score for a in question.answers])


@dataclass(frozen=True, slots=True, eq=False)
class AnswerLines:
    """The answers of a question without items, then its subtotals, then the mean of a scale.

    Attributes:
        survey: the wave.
        question: the question.
        given: answers of respondents, (n, answers).
        answered: who is in the base, (n,).
    """

    survey: Survey
    question: Question
    given: Bools
    answered: Bools

    def bases(self, group: Codes | Integers, size: int) -> Integers:
        """Respondents that each line rests on, (lines, groups)."""
        lines = len(self.question.answers) + len(self.question.subtotals)
        bases = np.tile(count(self.answered, group, size), (lines, 1))
        if self.question.kind != "scale":
            return bases
        scored: Bools = np.any(self.given[:, np.isfinite(_points(self.question))], axis=1)
        return np.vstack([bases, count(scored, group, size)])

    def held(
        self, family: Family, hidden: Bools, rule: int, enclosed: Sequence[Enclosure]
    ) -> Bools:
        """Lines to withhold, (lines, columns).

        Args:
            family: breakdowns.
            hidden: columns of which no line is shown, whole units, (columns,).
            rule: bases below it are suppressed.
            enclosed: groups inside groups of other breakdowns.
        """
        size = len(family.unit)
        counts = np.stack([count(row, family.column, size) for row in self.given.T])
        base = count(self.answered, family.column, size)
        unions = self._unions(counts, base, family)
        full = cells_without_room(self.survey, self.question, counts, family.column)
        limited = limits(self.survey, family, enclosed, self._values, rule)
        moves = self._moves(counts, base).only(grow=limited.grow, shrink=limited.shrink & ~full)
        for union in unions.values():
            moves = union.moves_of_answers(moves)
        targets = list(limited.targets)
        groups: list[Bools] = []
        for inside, bases in family.each_group(self.survey, self.bases):
            whole = 0 < bases[0] < rule
            if whole:
                hidden = hidden | family.whole_units(inside)
                groups.append(inside)
            if whole or 0 < bases[-1] < rule:
                effects = self._effects(counts[:, inside].sum(axis=1), unions, mean_only=not whole)
                targets += [Target(effect, inside) for effect in effects]
        targets = [target for target in targets if self._is_open(target, counts, base)]
        cost = family.cost(base)
        held = complete(moves, np.tile(hidden, (len(counts), 1)), targets, cost, family.unit)
        lines = [held]
        for subtotal in self.question.subtotals:
            row: Bools = np.any(held[self._joined(subtotal)], axis=0)[None, :]
            if subtotal.id in unions:
                union = unions[subtotal.id]
                open_ = [Target(np.ones(1), inside) for inside in groups]
                open_ = [t for t in open_ if _is_open(t.columns, union.size, base)]
                row = complete(union.moves(), row, open_, cost, family.unit)
            lines.append(row)
        if self.question.kind == "scale":
            scored: Bools = np.any(held[np.isfinite(_points(self.question))], axis=0)
            lines.append(scored[None, :])
        return np.vstack(lines)

    def settled(self, held: Bools, fixed: Bools) -> Bools:
        """Lines withheld in the groups of one breakdown, less those that tell nothing new.

        Args:
            held: lines with anything withheld, (lines, groups).
            fixed: cells that are withheld whatever they tell, (lines, groups).
        """
        answers = len(self.question.answers)
        one_answer = self.question.kind != "multiple"
        lines = [without_known(held[:answers], fixed[:answers], columns=one_answer)]
        for at, subtotal in enumerate(self.question.subtotals, start=answers):
            row = lines[0][self._joined(subtotal)].any(axis=0) | fixed[at]
            if not self._is_sum(subtotal):
                row |= without_known(held[at : at + 1], fixed[at : at + 1], columns=False)[0]
            lines.append(row[None, :])
        if self.question.kind == "scale":
            scored = lines[0][np.isfinite(_points(self.question))].any(axis=0)
            lines.append((scored | fixed[-1])[None, :])
        return np.vstack(lines)

    def _values(self, group: Codes, size: int) -> tuple[Floats, Floats, Integers]:
        """Respondents who gave an answer, and who did not, (answers, groups); bases."""
        counts = np.stack([count(row, group, size) for row in self.given.T]).astype(np.float64)
        base = count(self.answered, group, size)
        return counts, base - counts, base

    def _moves(self, counts: Integers, base: Integers) -> Moves:
        if self.question.kind != "multiple":
            return moves_of_one_answer(counts)
        return moves_of_several_answers(counts, base, self._alone())

    def _alone(self) -> Bools:
        return np.array([answer.exclusive for answer in self.question.answers])

    def _joined(self, subtotal: Subtotal) -> Bools:
        return np.isin(self.question.answer_ids, subtotal.of)

    def _is_sum(self, subtotal: Subtotal) -> bool:
        """Whether nobody can have given two of a subtotal's answers."""
        joined = self._joined(subtotal)
        apart = bool(joined.sum() == 1 or self._alone()[joined].all())
        return apart or self.question.kind != "multiple"

    def _unions(self, counts: Integers, base: Integers, family: Family) -> dict[str, Union]:
        """Subtotals that are no sums of their parts, by id."""
        unions: dict[str, Union] = {}
        for subtotal in self.question.subtotals:
            joined = self._joined(subtotal)
            if not self._is_sum(subtotal):
                any_of: Bools = np.any(self.given[:, joined], axis=1)
                size = count(any_of, family.column, len(base))
                unions[subtotal.id] = Union(counts, base, self._alone(), joined, size)
        return unions

    def _effects(
        self, counts: Integers, unions: dict[str, Union], *, mean_only: bool
    ) -> Iterator[Floats]:
        """What one more of each answer adds to the suppressed figures of a group."""
        if not mean_only:
            yield from np.eye(len(counts))
            for subtotal in self.question.subtotals:
                if subtotal.id not in unions:
                    yield self._joined(subtotal).astype(np.float64)
        if self.question.kind == "scale":
            # a mean changes unless the sum of scores does in proportion to their number
            points = _points(self.question)
            scored = np.isfinite(points)
            total = points[scored] @ counts[scored]
            yield np.where(scored, points * counts[scored].sum() - total, 0.0)

    def _is_open(self, target: Target, counts: Integers, base: Integers) -> bool:
        """Whether the sums of rows and columns leave a figure open, whatever else is withheld."""
        if self.question.kind == "multiple":
            return _is_open(target.columns, target.effect @ counts, base)
        if base[target.columns].sum() in (0, base.sum()):
            return False
        # respondents can change places only between answers that somebody gave
        given = target.effect[counts.any(axis=1)]
        return bool(given.max() - given.min() > 1e-9)


@dataclass(frozen=True, slots=True, eq=False)
class ItemLine:
    """The mean of one item of a scale.

    Attributes:
        survey: the wave.
        scores: what respondents gave it, not-a-number without a score, (n,).
        points: scores of the answers, not-a-number where an answer has none, (answers,).
    """

    survey: Survey
    scores: Floats
    points: Floats

    def bases(self, group: Codes | Integers, size: int) -> Integers:
        """Respondents that the mean rests on, (1, groups)."""
        return count(np.isfinite(self.scores), group, size)[None, :]

    def held(
        self, family: Family, hidden: Bools, rule: int, enclosed: Sequence[Enclosure]
    ) -> Bools:
        """Whether to withhold the mean, (1, columns); as for answers."""
        size = len(family.unit)
        base = self.bases(family.column, size)[0]
        lowest, highest = float(np.nanmin(self.points)), float(np.nanmax(self.points))
        inside = np.isfinite(self.scores) & (family.column >= 0)
        points = self.scores[inside] - lowest
        above = np.bincount(family.column[inside], points, minlength=size).astype(np.float64)
        most = (highest - lowest) * base.astype(np.float64)
        limited = limits(self.survey, family, enclosed, self._values, rule)
        targets = list(limited.targets)
        for columns, bases in family.each_group(self.survey, self.bases):
            if 0 < bases[0] < rule:
                hidden = hidden | family.whole_units(columns)
                targets.append(Target(np.ones(1), columns))
        targets = [target for target in targets if _is_open(target.columns, above, most)]
        cost = family.cost(base)
        moves = moves_of_scores(above, most).only(grow=limited.grow, shrink=limited.shrink)
        return complete(moves, hidden[None, :], targets, cost, family.unit)

    def _values(self, group: Codes | Integers, size: int) -> tuple[Floats, Floats, Integers]:
        """Points above the lowest possible sum, and below the highest, (1, groups); bases."""
        inside = np.isfinite(self.scores) & (group >= 0)
        base = count(np.isfinite(self.scores), group, size)
        lowest, highest = float(np.nanmin(self.points)), float(np.nanmax(self.points))
        points = self.scores[inside] - lowest
        above = np.bincount(group[inside], points, minlength=size).astype(np.float64)[None, :]
        return above, (highest - lowest) * base - above, base

    def settled(self, held: Bools, fixed: Bools) -> Bools:
        """As for answers, (1, groups)."""
        return without_known(held, fixed, columns=False)


def without_known(held: Bools, fixed: Bools, *, columns: bool) -> Bools:
    """Show what everybody's totals and the other cells tell anyway.

    A cycle of finer groups may lie inside a coarser one; this one's cell then is what everybody's
    total leaves for it, and to withhold it would hide nothing.

    Args:
        held: cells that are withheld, (lines, groups).
        fixed: cells that stay withheld, (lines, groups).
        columns: the lines of a group sum to its base.
    """
    left = held.copy()
    while True:
        alone = left.sum(axis=1, keepdims=True) == 1
        if columns:
            alone = alone | (left.sum(axis=0, keepdims=True) == 1)
        known = left & alone & ~fixed
        if not known.any():
            return left
        left &= ~known


def _is_open(columns: Bools, values: Floats | Integers, most: Floats | Integers) -> bool:
    """Whether a row's sum and its columns' largest values leave its sum over `columns` open."""
    inside = most[columns].sum()
    return bool(0 < inside < most.sum() and 0 < values.sum() < most.sum())
