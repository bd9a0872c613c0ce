"""Cycles against linear programming over the tables that a reader cannot tell apart."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.optimize import linprog

from saualnama.tabulate.cell_suppression import (
    Target,
    complete,
    cycle_through,
    moves_of_one_answer,
    moves_of_scores,
    moves_of_several_answers,
)

KINDS = ("one answer", "several answers", "scores")


def draw_table(seed, kind):
    """Counts (lines, columns), base, exclusive lines; sums of scores for a mean."""
    random = np.random.default_rng(seed)
    lines, columns = int(random.integers(2, 5)), int(random.integers(2, 5))
    few, many = (6, 16) if kind == "several answers" and seed % 4 else (0, 7)
    people = random.integers(few, many, columns)
    exclusive = np.zeros(lines, dtype=bool)
    if kind == "scores":
        # a scale of 1 to 4
        return random.integers(0, 3 * people + 1)[None, :], people, exclusive[:1]
    counts = np.zeros((lines, columns), dtype=np.int64)
    if kind == "one answer":
        for column, n in enumerate(people):
            counts[:, column] = random.multinomial(n, random.dirichlet(np.full(lines, 0.7)))
        return counts, people, exclusive
    exclusive[: int(random.integers(0, lines))] = True
    for column, n in enumerate(people):
        for _ in range(n):
            open_ = np.flatnonzero(~exclusive)
            alone = random.random() < 0.3 and exclusive.any()
            if alone:
                counts[random.choice(np.flatnonzero(exclusive)), column] += 1
            else:
                size = int(random.integers(1, len(open_) + 1))
                counts[random.choice(open_, size, replace=False), column] += 1
    return counts, people, exclusive


def moves_of(kind, table):
    counts, base, exclusive = table
    if kind == "one answer":
        return moves_of_one_answer(counts)
    if kind == "scores":
        return moves_of_scores(counts[0].astype(float), 3.0 * base)
    return moves_of_several_answers(counts, base, exclusive)


def width(kind, table, held, effect):
    """By how much a figure can differ between tables that agree with all that is shown.

    effect: what a respondent in each cell adds to the figure, (lines, columns).
    """
    counts, base, exclusive = table
    lines, columns = counts.shape
    cell = np.arange(counts.size).reshape(counts.shape)
    equal, right, below, most = [], [], [], []

    def row(cells, factor=1.0):
        made = np.zeros(counts.size)
        made[cells] = factor
        return made

    for line in range(lines):
        equal.append(row(cell[line]))
        right.append(counts[line].sum())
    for place in zip(*np.nonzero(~held), strict=True):
        equal.append(row(cell[place]))
        right.append(counts[place])
    for column in range(columns):
        if kind == "one answer":
            equal.append(row(cell[:, column]))
            right.append(base[column])
        elif kind == "scores":
            below.append(row(cell[0, column]))
            most.append(3 * base[column])
        else:
            alone = row(cell[exclusive, column])
            below += [-row(cell[:, column]), alone]
            most += [-base[column], base[column]]
            for line in np.flatnonzero(~exclusive):
                below.append(alone + row(cell[line, column]))
                most.append(base[column])
    ends = []
    for sign in (1, -1):
        found = linprog(
            sign * effect.ravel(),
            A_eq=equal,
            b_eq=right,
            A_ub=below or None,
            b_ub=most or None,
            method="highs",
        )
        assert found.status == 0
        ends.append(sign * found.fun)
    return ends[1] - ends[0]


def of_cell(shape, line, column):
    effect = np.zeros(shape)
    effect[line, column] = 1
    return effect


def target_of(shape, line, column):
    return Target(np.eye(shape[0])[line], np.arange(shape[1]) == column)


def has_room(table):
    """No answer was given by all who gave no exclusive one: every move is one of a single cell."""
    counts, base, exclusive = table
    largest = counts[~exclusive].max(axis=0, initial=0)
    return (largest < base - counts[exclusive].sum(axis=0)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_is_open_exactly_when_it_lies_on_a_cycle(kind):
    compared = {True: 0, False: 0}
    for seed in range(40):
        table = draw_table(seed, kind)
        counts = table[0]
        held = np.random.default_rng(seed).random(counts.shape) < 0.6
        moves = moves_of(kind, table)
        for line, column in np.argwhere(held).tolist():
            price = np.where(held, 0, -1)
            target = target_of(counts.shape, line, column)
            cycle = cycle_through(moves, price, target)
            wide = width(kind, table, held, of_cell(counts.shape, line, column))
            if cycle is not None:
                assert wide >= 1 - 1e-9, (seed, line, column)
            elif kind != "several answers" or has_room(table):
                assert wide < 1e-9, (seed, line, column)
            compared[cycle is not None] += 1
    assert min(compared.values()) > 20


@pytest.mark.parametrize("kind", KINDS)
def test_moving_around_a_cycle_gives_another_table_that_could_be_true(kind):
    moved = 0
    for seed in range(40):
        table = draw_table(seed, kind)
        counts, base, exclusive = table
        moves = moves_of(kind, table)
        for line, column in product(*map(range, counts.shape)):
            found = cycle_through(
                moves, np.ones_like(counts), target_of(counts.shape, line, column)
            )
            if found is None:
                continue
            price, cycle = found
            assert price == len({(row, at) for row, at, _ in cycle}) == len(cycle)
            other = counts.copy()
            for row, at, step in cycle:
                other[row, at] += step
            moved += 1
            assert other[line, column] != counts[line, column]
            assert (other >= 0).all()
            assert (other.sum(axis=1) == counts.sum(axis=1)).all()
            if kind == "one answer":
                assert (other.sum(axis=0) == base).all()
            elif kind == "scores":
                assert (other[0] <= 3 * base).all()
            else:
                alone = other[exclusive].sum(axis=0)
                assert (other.sum(axis=0) >= base).all()
                assert (other[~exclusive] + alone <= base).all()
                assert (alone <= base).all()
    assert moved > 100


def suppressed_columns(seed, kind):
    """A table with some columns withheld, and the figures in them that the sums leave open."""
    table = draw_table(seed, kind)
    counts = table[0]
    random = np.random.default_rng(seed + 1)
    low = random.random(counts.shape[1]) < 0.4
    held = np.tile(low, (len(counts), 1))
    everything = np.ones_like(held)
    targets = [
        (line, column)
        for line, column in np.argwhere(held).tolist()
        if width(kind, table, everything, of_cell(counts.shape, line, column)) > 1e-9
    ]
    return table, held, targets


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_suppressed_can_be_had_and_nothing_is_withheld_for_nothing(kind):
    given_away = 0
    for seed in range(40):
        table, held, places = suppressed_columns(seed, kind)
        counts, base, _ = table
        moves = moves_of(kind, table)
        targets = [target_of(counts.shape, *place) for place in places]
        columns = np.arange(counts.shape[1])
        done = complete(moves, held, targets, base + 1, columns)
        effects = [of_cell(counts.shape, *place) for place in places]
        assert done[held].all()
        assert all(width(kind, table, done, effect) >= 1 - 1e-9 for effect in effects), seed
        if kind == "several answers" and not has_room(table):
            continue  # there a cell too many may be withheld
        for place in map(tuple, np.argwhere(done & ~held)):
            fewer = done.copy()
            fewer[place] = False
            assert min(width(kind, table, fewer, effect) for effect in effects) < 1e-9
            given_away += 1
    assert given_away > 5


def test_the_smallest_group_is_withheld_beside_a_suppressed_one():
    counts = np.array([[3, 20, 9, 40], [2, 30, 8, 50]])
    base = counts.sum(axis=0)
    held = np.tile(base == 5, (2, 1))
    targets = [target_of(counts.shape, line, 0) for line in (0, 1)]
    done = complete(moves_of_one_answer(counts), held, targets, base, np.arange(4))
    assert done.tolist() == [[True, False, True, False]] * 2


def test_an_empty_cell_can_only_grow():
    counts = np.array([[4, 0], [0, 5], [6, 7]])
    held = np.array([[True, True], [True, True], [False, False]])
    moves = moves_of_one_answer(counts)
    assert cycle_through(moves, np.where(held, 0, -1), target_of(counts.shape, 0, 0)) is not None
    counts = np.array([[4, 0], [5, 0], [6, 7]])
    moves = moves_of_one_answer(counts)
    assert cycle_through(moves, np.where(held, 0, -1), target_of(counts.shape, 0, 0)) is None
    done = complete(moves, held, [target_of(counts.shape, 0, 0)], np.ones(2), np.arange(2))
    assert done.all()


def test_columns_of_a_unit_are_withheld_together():
    counts = np.array([[3, 20, 9, 40], [2, 30, 8, 50]])
    held = np.tile([True, False, False, False], (2, 1))
    targets = [target_of(counts.shape, line, 0) for line in (0, 1)]
    unit = np.array([0, 1, 2, 2])
    done = complete(moves_of_one_answer(counts), held, targets, np.array([6, 51, 99, 99]), unit)
    assert done.tolist() == [[True, True, False, False]] * 2
    done = complete(moves_of_one_answer(counts), held, targets, np.array([6, 99, 51, 51]), unit)
    assert done.tolist() == [[True, False, True, True]] * 2


def test_a_sum_of_lines_changes_only_where_a_line_of_it_gives_way_to_another():
    counts = np.array([[3, 4], [2, 5], [6, 7]])
    joined = Target(np.array([1.0, 1.0, 0.0]), np.array([True, False]))
    held = np.array([[True, True], [True, True], [False, False]])
    moves = moves_of_one_answer(counts)
    price = np.where(held, 0, -1)
    assert cycle_through(moves, price, target_of(counts.shape, 0, 0)) is not None
    assert cycle_through(moves, price, joined) is None
    done = complete(moves, held, [joined], np.ones(2), np.arange(2))
    assert done[2].all()
    effect = np.outer(joined.effect, joined.columns)
    assert width("one answer", (counts, counts.sum(axis=0), None), held, effect) < 1e-9
    assert width("one answer", (counts, counts.sum(axis=0), None), done, effect) >= 1


def test_where_no_cycle_is_everything_is_withheld():
    counts = np.array([[5, 5]])
    target = target_of(counts.shape, 0, 0)
    held = np.array([[True, False]])
    assert complete(moves_of_one_answer(counts), held, [target], np.ones(2), np.arange(2)).all()
