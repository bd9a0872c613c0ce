"""Subtotals of several answers: respondents who gave any of them, which is no sum of lines."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saualnama.tabulate.cell_suppression import Bools, Integers, Moves


@dataclass(frozen=True, slots=True, eq=False)
class Union:
    """Respondents who gave any of several answers, and the table that they stand in.

    Attributes:
        counts: answers, (lines, columns).
        base: respondents, (columns,).
        alone: answers that exclude all others, (lines,).
        joined: answers of the union, (lines,).
        size: respondents with any of them, (columns,).
    """

    counts: Integers
    base: Integers
    alone: Bools
    joined: Bools
    size: Integers

    def by_joined(self) -> tuple[Integers, Integers]:
        """What the joined answers say that the union is at least and at most, (columns,) each."""
        largest = self.counts[self.joined & ~self.alone].max(axis=0, initial=0)
        return self._alone(self.joined) + largest, self.counts[self.joined].sum(axis=0)

    def by_others(self) -> tuple[Integers, Integers]:
        """What the other answers say that it is at least and at most, (columns,) each."""
        others = self.counts[~self.joined].sum(axis=0)
        return self.base - others, self.base - self._alone(~self.joined)

    def moves_of_answers(self, moves: Moves) -> Moves:
        """Those moves of answers that leave the union as large as it is."""
        joined, alone = self.joined[:, None], self.alone[:, None]
        grow = np.select(
            [joined & alone, joined, alone],
            [
                self.by_joined()[0] < self.size,
                self.counts + self._alone(self.joined) < self.size,
                self.size < self.by_others()[1],
            ],
            True,
        )
        at_least, at_most = self.by_others()[0], self.by_joined()[1]
        shrink = np.where(joined, self.size < at_most, at_least < self.size)
        return moves.only(grow=grow, shrink=shrink)

    def moves(self) -> Moves:
        """Moves of the union while all answers stay: its line, and a surplus that is free."""
        at_least = np.maximum(self.by_joined()[0], self.by_others()[0])
        at_most = np.minimum(self.by_joined()[1], self.by_others()[1])
        free = np.ones_like(self.size, dtype=bool)
        return Moves(
            np.stack([self.size < at_most, free]), np.stack([self.size > at_least, free]), 1
        )

    def _alone(self, lines: Bools) -> Integers:
        given: Integers = self.counts[self.alone & lines].sum(axis=0)
        return given
