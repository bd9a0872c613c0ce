"""Which further cells of one table to withhold, so that no suppressed cell can be worked out.

A reader who knows the sums of a table's rows and columns knows a withheld cell exactly when no
other table agrees with all that is shown. Another table is the true one with some cells moved by
one respondent: where a row loses one in one column it gains one in another, and so on around a
cycle of withheld cells. A cell can always grow and can shrink when somebody is in it; so a cell is
undetermined exactly when it lies on a cycle of the directed bipartite graph of rows and columns
(D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing
17 (1988) 552-571). Cells are completed by cheapest cycles, one suppressed cell after the other
(J. P. Kelly, B. L. Golden and A. A. Assad, "Cell suppression: disclosure protection for sensitive
tabular data", Networks 22 (1992) 397-417), and what turns out not to be needed is given back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Step = tuple[int, int, int]
"""Line, column, and by how much the cell changes: +1 or -1."""


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """A table as the cells that can change while all sums stay what they are.

    Attributes:
        grow: the cell can take one respondent more, if another of its column and another of its
            row give one, (rows, columns).
        shrink: the cell can give one away on the same terms, (rows, columns).
        lines: the first rows, which readers see. A row behind them is a surplus that nobody is
            shown, and always free to take part.
    """

    grow: Bools
    shrink: Bools
    lines: int

    def only(self, *, grow: Bools, shrink: Bools) -> Moves:
        """Those moves that are also allowed for the lines, (lines, columns) each."""
        surplus = np.ones((len(self.grow) - self.lines, self.grow.shape[1]), dtype=bool)
        return Moves(
            self.grow & np.vstack([grow, surplus]),
            self.shrink & np.vstack([shrink, surplus]),
            self.lines,
        )


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """A suppressed figure: a sum over the lines of a group, which may span several columns.

    Attributes:
        effect: what a respondent more in a line adds to the figure, (lines,): 1 and zeros for the
            figure of one answer, ones for the parts of a subtotal, the score's distance from the
            mean for a mean.
        columns: true for the columns of the group, (columns,).
        sign: 1 when the figure must be able to grow, -1 to shrink, 0 when either will do.
    """

    effect: Floats
    columns: Bools
    sign: int = 0


def moves_of_one_answer(counts: Integers) -> Moves:
    """Moves where everybody gave one answer: a column sums to its base.

    Args:
        counts: (lines, columns).
    """
    return Moves(np.ones(counts.shape, dtype=bool), counts > 0, len(counts))


def moves_of_several_answers(counts: Integers, base: Integers, exclusive: Bools) -> Moves:
    """Moves where everybody gave at least one answer, and an exclusive one stands alone.

    Of a column it is known that each answer but the exclusive ones has at most as many respondents
    as did not give an exclusive one, and that all answers are at least as many as respondents.
    What the answers are more than the respondents is the surplus row: a cell that grows alone adds
    to it, and one that shrinks alone takes from it.

    Where an answer was given by all who gave no exclusive one, moves of two cells at once could
    free some more; they are left out, which at worst withholds a cell too many.

    Args:
        counts: (lines, columns).
        base: respondents, (columns,).
        exclusive: the lines that stand alone, (lines,).
    """
    surplus = counts.sum(axis=0) - base
    most = base - counts[exclusive].sum(axis=0)
    largest = counts[~exclusive].max(axis=0, initial=0)
    # an exclusive answer more is one respondent less for each of the others
    room = np.where(exclusive[:, None], largest < most, counts < most)
    # without surplus and without room the column is one of a table of one answer
    single = (surplus == 0) & (largest == most)
    grow = np.vstack([room | single, surplus > 0])
    shrink = np.vstack([counts > 0, ~single])
    return Moves(grow, shrink, len(counts))


def moves_of_scores(above: Floats, most: Floats) -> Moves:
    """Moves of a mean: points above the lowest possible sum, which no other line bounds.

    Args:
        above: sum of scores less base times the lowest score, (columns,).
        most: the largest value that `above` can have, (columns,).
    """
    free = np.ones_like(above, dtype=bool)
    return Moves(np.stack([above < most, free]), np.stack([above > 0, free]), 1)


def cycle_through(moves: Moves, price: Integers, target: Target) -> tuple[int, list[Step]] | None:
    """The cheapest cycle that changes a figure.

    It enters the figure's group in one line, and leaves it in the same column by a line of another
    effect, or by the surplus; it comes back into the group only where that leaves the figure alone,
    as it does for every other line when the figure is that of one answer.

    Args:
        moves: the table.
        price: what it costs to withhold a cell, (lines, columns): 0 where it is withheld already,
            negative where it must not be used.
        target: the figure.

    Returns:
        Its price and its cells; None when there is none. Of cycles of one price one with fewest
        cells, then that of the first line, and a growing cell before a shrinking one.
    """
    # a cell costs its price first and its place in the cycle second
    scale = 4 * sum(moves.grow.shape)
    weight = np.ones(moves.grow.shape)
    weight[: moves.lines] = np.where(price < 0, np.inf, price * scale + 1.0)
    effect = np.zeros(len(weight))
    effect[: moves.lines] = target.effect
    best: tuple[float, list[Step]] | None = None
    for line in np.flatnonzero(effect).tolist():
        for sign, there, back in ((1, moves.grow, moves.shrink), (-1, moves.shrink, moves.grow)):
            if target.sign == -sign:
                continue
            out, into = np.where(there, weight, np.inf), np.where(back, weight, np.inf)
            first = np.where(target.columns, out[line], np.inf)
            out[line] = np.inf
            if np.count_nonzero(effect) > 1:
                out[:, target.columns] = np.inf
            into[np.ix_(effect == effect[line], target.columns)] = np.inf
            way = _way_around(first, out, into, line)
            if way is not None and (best is None or way[0] < best[0]):
                best = way[0], [(row, column, sign * step) for row, column, step in way[1]]
    if best is None:
        return None
    return int(best[0] // scale), [step for step in best[1] if step[0] < moves.lines]


def _way_around(
    first: Floats, out: Floats, into: Floats, line: int
) -> tuple[float, list[Step]] | None:
    """Bellman and Ford's shortest way from the columns of a group back to a line.

    Args:
        first: weight of the line's own cells in the group, (columns,).
        out: weights of the arcs from rows to columns, (rows, columns); infinite from `line`.
        into: weights of the arcs from columns to rows, (rows, columns).
        line: the row where the way ends.

    Returns:
        Its weight, and its cells; all weights are positive, so that it passes no row and no column
        twice. None when there is none.
    """
    to_column = first
    to_row = np.full(len(out), np.inf)
    from_row = np.full(len(to_column), line)
    from_column = np.zeros(len(out), dtype=np.int64)
    while True:
        reached = into + to_column
        nearer = reached.min(axis=1) < to_row
        from_column[nearer] = reached.argmin(axis=1)[nearer]
        to_row[nearer] = reached.min(axis=1)[nearer]
        reached = out + to_row[:, None]
        closer = reached.min(axis=0) < to_column
        from_row[closer] = reached.argmin(axis=0)[closer]
        to_column[closer] = reached.min(axis=0)[closer]
        if not closer.any():
            break
    if not np.isfinite(to_row[line]):
        return None
    steps: list[Step] = []
    row = line
    while True:
        column = int(from_column[row])
        steps.append((row, column, -1))
        row = int(from_row[column])
        steps.append((row, column, 1))
        if row == line:
            return float(to_row[line]), steps


def complete(
    moves: Moves, withheld: Bools, targets: Sequence[Target], cost: Integers, unit: Integers
) -> Bools:
    """Withhold further cells until every target lies on a cycle of withheld cells that changes it.

    Args:
        moves: the table.
        withheld: cells that are withheld whatever comes, whole units, (lines, columns).
        targets: suppressed figures, none of which the sums alone tell.
        cost: what is lost with a line of a column's unit, above 0, (columns,).
        unit: columns with the same number are withheld together, (columns,).

    Returns:
        (lines, columns), true for every cell that is withheld; all cells when a target lies on no
        cycle even then.
    """
    held = withheld.copy()
    cycles: list[list[Step]] = []
    for target in targets:
        found = cycle_through(moves, np.where(held, 0, cost), target)
        if found is None:
            return np.ones_like(held)
        cycles.append(found[1])
        for line, column, _ in found[1]:
            held[line, unit == unit[column]] = True
    further = {(line, int(unit[column])) for line, column in np.argwhere(held & ~withheld)}
    price = dict(zip(unit.tolist(), cost.tolist(), strict=True))
    # show again, the dearest first, what no target needs
    for line, number in sorted(further, key=lambda place: (-price[place[1]], place)):
        tried = held.copy()
        tried[line, unit == number] = False
        shut = np.where(tried, 0, -1)
        again = {
            at: cycle_through(moves, shut, targets[at])
            for at, cycle in enumerate(cycles)
            if any(row == line and unit[column] == number for row, column, _ in cycle)
        }
        if None not in again.values():
            held = tried
            for at, other in again.items():
                cycles[at] = other[1] if other else []
    return held
