"""What belongs into one table: a question, a breakdown, and the total beside its groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saualnama.report.tidy import Figure, Key
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.evidence import RECONSTRUCTED
from saualnama.tabulate.exhibits import TOTAL, Exhibit, Part

ALL = "all"
"""The only group of the breakdown `total`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer, item or subtotal in one statistic."""

    answer: str
    statistic: str
    subtotal: bool = False

    @property
    def id(self) -> str:
        """Id of its row or column."""
        suffix = "" if self.statistic != "pct_of_responses" else "@responses"
        return self.answer + suffix


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a breakdown."""

    breakdown: str
    id: str

    @property
    def total(self) -> bool:
        """Whether it is everybody."""
        return self.breakdown == TOTAL


@dataclass(frozen=True, slots=True)
class Panel:
    """The content of one table.

    Attributes:
        question: what was asked.
        breakdown: by what; `total` when there are no groups.
        entries: answers and subtotals in order.
        groups: in order, everybody last.
        figures: the exhibit's figures.
    """

    question: Question
    breakdown: str
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    figures: Mapping[Key, Figure]

    def figure(self, entry: Entry, group: Group) -> Figure | None:
        """The figure of an answer in a group; None where the exhibit has none."""
        key = (self.question.id, group.breakdown, group.id, entry.answer, entry.statistic)
        return self.figures.get(key)

    def present(self, group: Group) -> list[Figure]:
        """All figures of a group."""
        found = (self.figure(entry, group) for entry in self.entries)
        return [figure for figure in found if figure is not None]

    def bases(self, group: Group) -> tuple[int, int]:
        """Smallest and largest base in a group."""
        bases = [figure.base for figure in self.present(group)]
        return min(bases), max(bases)

    @property
    def statistics(self) -> set[str]:
        """Statistics that occur."""
        return {entry.statistic for entry in self.entries}

    def printed_only(self) -> Panel | None:
        """Without answers and groups of which the report prints nothing; None if none is left.

        Where it prints a subtotal in more groups than the parts, the subtotal stands for them.
        """

        def printed(entry: Entry, group: Group) -> bool:
            figure = self.figure(entry, group)
            return figure is not None and figure.evidence != RECONSTRUCTED

        often = {e.answer: sum(printed(e, g) for g in self.groups) for e in self.entries}
        behind = {
            part
            for subtotal in self.question.subtotals
            for part in subtotal.of
            if often.get(part, 0) < often.get(subtotal.id, 0)
        }
        entries = tuple(e for e in self.entries if often[e.answer] and e.answer not in behind)
        groups = tuple(g for g in self.groups if any(printed(e, g) for e in entries))
        if not entries:
            return None
        return Panel(self.question, self.breakdown, entries, groups, self.figures)


def panels(
    exhibit: Exhibit, questionnaire: Questionnaire, figures: Mapping[Key, Figure]
) -> tuple[Panel, ...]:
    """Sort an exhibit's parts into tables.

    A total joins every table of the same question, statistics and answers; without one it makes a
    table of its own.
    """
    totals = {_kind(part): part for part in exhibit.parts if part.breakdown == TOTAL}
    broken = {_kind(part) for part in exhibit.parts if part.breakdown != TOTAL}
    made = []
    for part in exhibit.parts:
        if part.breakdown == TOTAL and _kind(part) in broken:
            continue
        question = questionnaire.question[part.question]
        groups: list[Group] = []
        if part.breakdown != TOTAL:
            ids = questionnaire.demographic[part.breakdown].groups
            groups = [Group(part.breakdown, id_) for id_ in ids]
        if part.breakdown == TOTAL or _kind(part) in totals:
            groups.append(Group(TOTAL, ALL))
        made.append(
            Panel(question, part.breakdown, _entries(question, part), tuple(groups), figures)
        )
    return tuple(made)


def _kind(part: Part) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return part.question, tuple(part.statistics), part.answers


def _entries(question: Question, part: Part) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for statistic in part.statistics:
        if statistic == "subtotal_pct":
            _place_subtotals(entries, question)
        elif statistic == "mean":
            names: Sequence[str] = [item.id for item in question.items] or [MEAN_SCORE]
            entries += [Entry(name, statistic) for name in names]
        else:
            entries += [Entry(name, statistic) for name in question.answer_ids]
    return tuple(e for e in entries if not part.answers or e.answer in part.answers)


def _place_subtotals(entries: list[Entry], question: Question) -> None:
    """Put each subtotal behind the last of its parts, where those are shown."""
    for subtotal in question.subtotals:
        entry = Entry(subtotal.id, "subtotal_pct", subtotal=True)
        shown = [at for at, e in enumerate(entries) if e.answer in subtotal.of]
        entries.insert(max(shown) + 1 if shown else len(entries), entry)
