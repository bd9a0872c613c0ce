"""Groups of one breakdown that lie inside a group of another one, such as cities among the urban.

What nobody urban said nobody said in a city, so that the larger group's figure can tell a
suppressed one of a smaller group even where the breakdowns are not nested. Nothing can hide it
where all who said so have no group in the larger breakdown, and a reader knows these people.
Each larger group is looked at by itself: a suppressed group that lies in two groups together, of
which neither holds it all, is not protected from what both of them tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from saualnama.survey.wave import Codes, Survey
from saualnama.tabulate.cell_suppression import Bools, Floats, Integers, Target
from saualnama.tabulate.nesting import Family

Values = Callable[[Codes, int], tuple[Floats, Floats, Integers]]
"""Of groups: figures of lines, (lines, groups), how much more they could be, and bases."""


@dataclass(frozen=True, slots=True, eq=False)
class Enclosure:
    """Groups of a breakdown all of whose respondents are in one group of another.

    Attributes:
        inner: the breakdown of the smaller groups.
        groups: which of its groups lie inside, (groups,).
        outer: the breakdown of the larger group.
        group: its position.
    """

    inner: str
    groups: Bools
    outer: str
    group: int


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """What enclosures ask of one question's table in a family.

    Attributes:
        targets: figures of larger groups that have to be hidden, and in which direction.
        grow: cells that may grow, (lines, columns).
        shrink: cells that may shrink, (lines, columns).
    """

    targets: tuple[Target, ...]
    grow: Bools
    shrink: Bools


def enclosures(survey: Survey, related: Sequence[Family]) -> tuple[Enclosure, ...]:
    """All enclosures between breakdowns of different families, by the wave's respondents."""
    return tuple(
        found
        for one in related
        for other in related
        if one is not other
        for inner in one.breakdowns
        for outer in other.breakdowns
        for found in _between(survey, inner, outer)
    )


def _between(survey: Survey, inner: str, outer: str) -> Iterator[Enclosure]:
    small, large = survey.group_codes(inner), survey.group_codes(outer)
    known = (small >= 0) & (large >= 0)
    both = np.zeros((len(survey.groups(inner)), len(survey.groups(outer))), dtype=bool)
    both[small[known], large[known]] = True
    alone = both.sum(axis=1) == 1
    for at, column in enumerate(both.T):
        groups = column & alone
        # a group that is everybody tells what the totals do
        if groups.any() and both[:, np.arange(both.shape[1]) != at].any():
            yield Enclosure(inner, groups, outer, at)


def limits(
    survey: Survey, family: Family, found: Sequence[Enclosure], values: Values, rule: int
) -> Limits:
    """What enclosures ask of a table.

    A larger group's figure is tight when its smaller groups make all of it: then it says that none
    of these has more. Where one of them is suppressed, the figure has to be hidden so that it could
    be larger; elsewhere it stays, and the smaller groups may not grow. In either case it cannot be
    smaller. The same holds turned around of what is lacking to the largest possible figure.

    Args:
        survey: the wave.
        family: the table's breakdowns.
        found: all enclosures of the wave.
        values: the question's figures.
        rule: bases below it are suppressed.
    """
    first = family.breakdowns[0]
    lines = len(values(survey.group_codes(first), len(survey.groups(first)))[0])
    grow = np.ones((lines, len(family.unit)), dtype=bool)
    shrink = grow.copy()
    targets: list[Target] = []
    for one in found:
        if one.inner not in family.breakdowns and one.outer not in family.breakdowns:
            continue
        less, more, bases = values(survey.group_codes(one.inner), len(survey.groups(one.inner)))
        least, most, _ = values(survey.group_codes(one.outer), len(survey.groups(one.outer)))
        full = less[:, one.groups].sum(axis=1) > least[:, one.group] - 1e-9
        void = more[:, one.groups].sum(axis=1) > most[:, one.group] - 1e-9
        told = bool(((bases > 0) & (bases < rule))[one.groups].any())
        if one.outer in family.breakdowns:
            columns = family.groups[one.outer] == one.group
            # where the smaller groups are all of the larger one, it changes as they do
            same = full & void & told
            shrink &= ~np.outer(full & ~same, columns)
            grow &= ~np.outer(void & ~same, columns)
            for tight, sign in ((full, 1), (void, -1)):
                for line in np.flatnonzero(tight & told):
                    targets.append(Target(np.eye(lines)[line], columns, sign))
        elif not told:
            columns = one.groups[family.groups[one.inner]]
            grow &= ~np.outer(full, columns)
            shrink &= ~np.outer(void, columns)
    return Limits(tuple(targets), grow, shrink)
