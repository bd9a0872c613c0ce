"""Breakdowns that tell about each other because groups of one make up groups of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saualnama.survey.wave import Codes, Survey

Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Breakdowns that are withheld together; most often one alone.

    If `region` is nested in a breakdown that merges regions, a merged cell less its shown regions
    is the sum of the others. So a line is shown in all groups of a unit or in none, where a unit is
    the smallest set of groups that no breakdown of the family divides: a coarser cell is shown only
    if all its finer ones are, and a withheld one withholds them. That is safe: coarser cells are
    sums of finer ones, so that shown ones say nothing that the finer ones do not, withheld ones say
    nothing at all, and respondents who move between finer cells leave every sum right. A coarser
    cell that everybody's total gives away is shown after all, see `without_known`. Where no
    breakdown is the finest, respondents move between the groups of all breakdowns crossed.

    Attributes:
        breakdowns: their ids.
        column: for each respondent the finest group, all breakdowns crossed, (n,); -1 for those
            without a group in any of them.
        groups: for each breakdown the group of each column, (columns,).
        unit: number of the unit of each column, (columns,).
    """

    breakdowns: tuple[str, ...]
    column: Integers
    groups: dict[str, Integers]
    unit: Integers

    def each_group(
        self, survey: Survey, bases: Callable[[Codes, int], Integers]
    ) -> Iterator[tuple[Bools, Integers]]:
        """The columns of each group of each breakdown, (columns,), and its bases, (lines,).

        Args:
            survey: the wave.
            bases: what gives the bases of lines in groups, (lines, groups).
        """
        for name in self.breakdowns:
            found = bases(survey.group_codes(name), len(survey.groups(name)))
            for at, group in enumerate(found.T):
                yield self.groups[name] == at, group

    def whole_units(self, columns: Bools) -> Bools:
        """The columns of every unit with a marked column, (columns,)."""
        return np.isin(self.unit, self.unit[columns])

    def of_groups(self, cells: Bools, breakdown: str, size: int) -> Bools:
        """Groups of a breakdown in which any column is true, (lines, groups)."""
        found = np.zeros((len(cells), size), dtype=bool)
        for at in range(size):
            found[:, at] = cells[:, self.groups[breakdown] == at].any(axis=1)
        return found

    def cost(self, base: Integers) -> Integers:
        """What is lost when a line of a column is withheld: respondents of its unit, above 0."""
        lost = np.bincount(self.unit, base, minlength=1).astype(np.int64) + 1
        costs: Integers = lost[self.unit]
        return costs


def families(survey: Survey) -> tuple[Family, ...]:
    """Put the breakdowns of a wave into families, by the groups of its respondents.

    Two breakdowns belong together when the groups of both can be put into two or more sets so that
    nobody's groups are in different ones; nested breakdowns always can.

    Returns:
        In the order of the questionnaire.
    """
    names = [d.id for d in survey.questionnaire.demographics]
    codes = {name: survey.group_codes(name).astype(np.int64) for name in names}
    linked = [
        (at, to)
        for to in range(len(names))
        for at in range(to)
        if len(set(_units(np.stack([codes[names[at]], codes[names[to]]])).tolist())) > 1
    ]
    member = _connected(len(names), linked)
    related: list[Family] = []
    for number in dict.fromkeys(member):
        together = tuple(name for name, of in zip(names, member, strict=True) if of == number)
        sizes = [len(survey.groups(name)) for name in together]
        related.append(_family(together, np.stack([codes[name] for name in together]), sizes))
    return tuple(related)


def _family(names: tuple[str, ...], codes: Integers, sizes: Sequence[int]) -> Family:
    if len(names) == 1:
        every = np.arange(sizes[0])
        return Family(names, codes[0], {names[0]: every}, every)
    known = (codes >= 0).all(axis=0)
    crossed, place = np.unique(codes[:, known], axis=1, return_inverse=True)
    column = np.full(codes.shape[1], -1)
    column[known] = place.ravel()
    return Family(names, column, dict(zip(names, crossed, strict=True)), _units(crossed))


def _units(codes: Integers) -> Integers:
    """Put respondents (or columns) into the smallest sets that share no group of any breakdown.

    Args:
        codes: groups, (breakdowns, respondents); those with a -1 are left out.

    Returns:
        The number of each one's set, (respondents with all groups,).
    """
    known = codes[:, (codes >= 0).all(axis=0)]
    start = np.concatenate([[0], np.cumsum(codes.max(axis=1, initial=0) + 1)])
    nodes = known + start[:-1, None]
    edges = np.unique(
        np.stack([np.repeat(nodes[:1], len(nodes), axis=0), nodes]).reshape(2, -1), axis=1
    )
    least = np.array(_connected(int(start[-1]), edges.T.tolist()), dtype=np.int64)
    units: Integers = least[nodes[0]]
    return units


def _connected(size: int, edges: Sequence[Sequence[int]]) -> list[int]:
    """The smallest number that each of `size` numbers is connected with."""
    least = list(range(size))
    for one, other in edges:
        low, high = sorted((least[one], least[other]))
        least = [low if number == high else number for number in least]
    return least
