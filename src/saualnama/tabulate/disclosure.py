"""Cells of a wave's crosses that readers are not shown, so that no suppressed one can be had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Codes, Survey
from saualnama.tabulate.cell_suppression import (
    Bools,
    Floats,
    Integers,
    Target,
    complete,
    moves_of_one_answer,
    moves_of_scores,
    moves_of_several_answers,
)
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.nesting import Family, families
from saualnama.tabulate.tidy import SmallBases

SUPPRESSED = "suppressed"
"""Flag of a cell whose base is under the rule."""
COMPLEMENTARY = "complementary"
"""Flag of a cell from which a suppressed one could be worked out."""


@dataclass(frozen=True, slots=True, eq=False)
class Withheld:
    """What is withheld of one question by one breakdown.

    Attributes:
        cells: for each line and group `suppressed`, `complementary` or nothing, (lines, groups).
            Lines are answers, then subtotals, then the mean of a scale; of a scale with items they
            are the items.
        base: true where the base is withheld too, (groups,); with items (items, groups). All cells
            there are withheld, and a reader must not be told which of them are suppressed: it
            would bound the base.
    """

    cells: npt.NDArray[np.str_]
    base: Bools


def lines_of(question: Question) -> tuple[str, ...]:
    """Ids of a question's lines, in the order of `Withheld.cells`."""
    if question.items:
        return tuple(item.id for item in question.items)
    subtotals = tuple(subtotal.id for subtotal in question.subtotals)
    return question.answer_ids + subtotals + ((MEAN_SCORE,) if question.kind == "scale" else ())


def withheld_cells(survey: Survey, small: SmallBases) -> Mapping[tuple[str, str], Withheld]:
    """Choose the cells that readers are not shown, for every question by every breakdown.

    A cell is `suppressed` when its unweighted base is under the rule. A reader sees all other
    cells, everybody's totals and the bases, and may know the answers of respondents without a
    group; `complementary` cells are withheld so that for every suppressed figure there are whole
    numbers of respondents that agree with all of it, and give the figure another value. Weighted
    figures are withheld in the same cells: weights are positive, so that the weighted sums can be
    another way wherever the counts can.

    Known to the reader, and taken into account:

    - the sums of rows and columns; for several answers what `moves_of_several_answers` says;
    - subtotals and means rest on answers, and are withheld with any of theirs. A mean on too few
      scores is suppressed even where the answers' base is large enough, and answers hide it;
    - the base of a question that was asked of those who gave certain answers tells about these, so
      that it is withheld, with all its cells, where any of them is;
    - breakdowns that are nested, see `saualnama.tabulate.nesting`.

    Nothing can hide, and so nothing is withheld for: lines that nobody or everybody gave, groups
    in which there is nobody, and a group that is everybody.

    Returns:
        Keyed (question, breakdown), with `total` for everybody.
    """
    found: dict[tuple[str, str], Withheld] = {}
    nobody_apart = np.zeros(1, dtype=np.int64)
    everybody = np.zeros(survey.n, dtype=np.int64)
    total = Family((TOTAL,), everybody, {TOTAL: nobody_apart}, nobody_apart)
    related = (total, *families(survey))
    # a base names earlier questions only, so that what it rests on is settled before it
    for question in survey.questionnaire.questions:
        tables = _tables(survey, question, small.suppress_below)
        few = [bool(table.few(everybody, 1)[0]) for table in tables]
        for family in related:
            told = {name: _base_told(survey, question, name, found) for name in family.breakdowns}
            # where not even the base is shown, no cell is
            hidden = family.whole_units(told)
            held = [
                table.everything(family) if no_totals else table.held(family, hidden, survey)
                for table, no_totals in zip(tables, few, strict=True)
            ]
            for name in family.breakdowns:
                group, size = survey.group_codes(name), len(survey.groups(name))
                cells = [
                    table.flags(family.of_groups(one, name, size), group, size)
                    for table, one in zip(tables, held, strict=True)
                ]
                base = np.tile(told[name], (len(tables), 1)) if question.items else told[name]
                found[question.id, name] = Withheld(np.vstack(cells), base)
    return found


def _tables(survey: Survey, question: Question, rule: int) -> Sequence[_Answers | _Item]:
    """The tables of a question: one of its answers, or one for each item."""
    points = np.array([np.nan if a.score is None else a.score for a in question.answers])
    if question.kind == "multiple":
        given = survey.given(question)
        return [_Answers(question, given == 1, given[:, 0] >= 0, points, rule)]
    tables: list[_Answers | _Item] = []
    for name, _ in question.fields:
        codes = survey.codes(name, len(question.answers))
        if question.items:
            tables.append(_Item(np.where(codes >= 0, points[codes], np.nan), points, rule))
        else:
            given = codes[:, None] == np.arange(len(points))
            tables.append(_Answers(question, given, codes >= 0, points, rule))
    return tables


def _base_told(
    survey: Survey, question: Question, breakdown: str, found: Mapping[tuple[str, str], Withheld]
) -> Bools:
    """Groups in which the question's base would tell of withheld answers, (groups,)."""
    told = np.zeros(len(survey.groups(breakdown)), dtype=bool)
    for condition in question.base:
        asked = survey.questionnaire.question[condition.question]
        withheld = found[condition.question, breakdown]
        lines = [asked.answer_ids.index(answer) for answer in condition.answers]
        told |= (withheld.cells[lines] != "").any(axis=0) | withheld.base
    return told


def _counts(marked: Bools, group: Codes | Integers, size: int) -> Integers:
    """Respondents that are marked in each group, (rows, groups), of (respondents, rows)."""
    inside = group >= 0
    return np.stack([np.bincount(group[inside & row], minlength=size) for row in marked.T]).astype(
        np.int64
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Answers:
    """The answers, subtotals and mean of a question without items.

    Attributes:
        question: the question.
        given: answers of respondents, (n, answers).
        base: who answered, (n,).
        points: score of each answer, not-a-number without one, (answers,).
        rule: bases below it are suppressed.
    """

    question: Question
    given: Bools
    base: Bools
    points: Floats
    rule: int

    def few(self, group: Codes | Integers, size: int) -> Bools:
        """Groups with a base, or scores for a mean, under the rule, (groups,)."""
        base, scores = self._bases(group, size)
        return (base < self.rule) | ((scores > 0) & (scores < self.rule))

    def everything(self, family: Family) -> Bools:
        """All cells, (answers, columns)."""
        return np.ones((len(self.points), len(family.unit)), dtype=bool)

    def flags(self, held: Bools, group: Codes, size: int) -> npt.NDArray[np.str_]:
        """Flags of all lines, (lines, groups), of the answers that are withheld."""
        base, scores = self._bases(group, size)
        ids = self.question.answer_ids
        parts = [held[[ids.index(part) for part in s.of]].any(0) for s in self.question.subtotals]
        few = np.tile(base < self.rule, (len(held) + len(parts), 1))
        lines = np.vstack([held, *parts])
        if self.question.kind == "scale":
            lines = np.vstack([lines, held[np.isfinite(self.points)].any(axis=0)])
            few = np.vstack([few, scores < self.rule])
        return _flags(lines, few)

    def held(self, family: Family, hidden: Bools, survey: Survey) -> Bools:
        """Cells to withhold, (answers, columns), with all those of `hidden` columns."""
        size = len(family.unit)
        counts = _counts(self.given, family.column, size)
        base, _ = self._bases(family.column, size)
        if self.question.kind == "multiple":
            exclusive = np.array([answer.exclusive for answer in self.question.answers])
            moves = moves_of_several_answers(counts, base, exclusive)
        else:
            moves = moves_of_one_answer(counts)
        targets: list[Target] = []
        for name in family.breakdowns:
            group, groups = survey.group_codes(name), len(survey.groups(name))
            few = self.few(group, groups)
            low = self._bases(group, groups)[0] < self.rule
            hidden = hidden | family.whole_units({name: low})
            for at in np.flatnonzero(few):
                inside = family.groups[name] == at
                effects = self._effects(counts[:, inside].sum(axis=1), mean_only=not low[at])
                targets += [Target(effect, inside) for effect in effects]
        kept = [t for t in targets if self._can_be_hidden(t, counts, base)]
        withheld = np.tile(hidden, (len(counts), 1))
        cost = family.cost(base)
        return complete(moves, withheld, kept, cost, family.unit)

    def _bases(self, group: Codes | Integers, size: int) -> tuple[Integers, Integers]:
        scored = self.given[:, np.isfinite(self.points)].any(axis=1)
        bases = _counts(np.stack([self.base, scored], axis=1), group, size)
        return bases[0], bases[1]

    def _effects(self, counts: Integers, *, mean_only: bool) -> Iterator[Floats]:
        """What one more of each answer does to the suppressed figures of a group."""
        if not mean_only:
            yield from np.eye(len(counts))
            if self.question.kind != "multiple":
                for subtotal in self.question.subtotals:
                    yield np.isin(self.question.answer_ids, subtotal.of).astype(np.float64)
        scored = np.isfinite(self.points)
        number = counts[scored].sum()
        if number:
            # the mean changes when the sum of scores does otherwise than the number of scores
            points = np.where(scored, self.points, 0.0)
            yield np.where(scored, points * number - points @ counts, 0.0)

    def _can_be_hidden(self, target: Target, counts: Integers, base: Integers) -> bool:
        """Whether the sums of the whole table leave the figure open."""
        inside = base[target.columns].sum()
        if inside in (0, base.sum()):
            return False
        given = counts.sum(axis=1)
        if self.question.kind == "multiple":
            line = given[np.flatnonzero(target.effect)[0]]
            return bool(0 < line < base.sum())
        return bool(np.ptp(target.effect[given > 0]) > 1e-9)


@dataclass(frozen=True, slots=True, eq=False)
class _Item:
    """The mean of one item of a scale.

    Attributes:
        scores: what respondents gave it, not-a-number without a score, (n,).
        points: scores of the answers, not-a-number without one, (answers,).
        rule: bases below it are suppressed.
    """

    scores: Floats
    points: Floats
    rule: int

    def few(self, group: Codes | Integers, size: int) -> Bools:
        """Groups with a base under the rule, (groups,)."""
        return self._base(group, size) < self.rule

    def everything(self, family: Family) -> Bools:
        """All cells, (1, columns)."""
        return np.ones((1, len(family.unit)), dtype=bool)

    def flags(self, held: Bools, group: Codes, size: int) -> npt.NDArray[np.str_]:
        """Flags of the item, (1, groups)."""
        return _flags(held, self.few(group, size)[None, :])

    def held(self, family: Family, hidden: Bools, survey: Survey) -> Bools:
        """Cells to withhold, (1, columns), with all `hidden` ones."""
        size = len(family.unit)
        lowest, highest = float(np.nanmin(self.points)), float(np.nanmax(self.points))
        base = self._base(family.column, size)
        inside = np.isfinite(self.scores) & (family.column >= 0)
        points = self.scores[inside] - lowest
        above = np.bincount(family.column[inside], points, minlength=size).astype(np.float64)
        most: Floats = (highest - lowest) * base.astype(np.float64)
        targets: list[Target] = []
        for name in family.breakdowns:
            few = self.few(survey.group_codes(name), len(survey.groups(name)))
            hidden = hidden | family.whole_units({name: few})
            for at in np.flatnonzero(few):
                columns = family.groups[name] == at
                if base[columns].sum() not in (0, base.sum()):
                    targets.append(Target(np.ones(1), columns))
        if not 0 < above.sum() < most.sum():
            targets = []
        cost = family.cost(base)
        return complete(moves_of_scores(above, most), hidden[None, :], targets, cost, family.unit)

    def _base(self, group: Codes | Integers, size: int) -> Integers:
        base: Integers = _counts(np.isfinite(self.scores)[:, None], group, size)[0]
        return base


def _flags(held: Bools, few: Bools) -> npt.NDArray[np.str_]:
    return np.where(few, SUPPRESSED, np.where(held, COMPLEMENTARY, ""))
