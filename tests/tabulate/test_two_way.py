"""A crosstab of any two variables. Truth: what must not change when names, order or scale do."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saualnama.inference import Design
from saualnama.tabulate.table_tests import STATISTICS, TestRules, TwoColumns
from saualnama.tabulate.two_way import Names, SeveralColumns, two_way

RULES = TestRules(seed=1, draws=19)
NUMBERS = tuple(name for name in STATISTICS if name not in {"variance", "method", "flag"})
# drawn tables see their columns in another order, and a trend is one
ORDERLESS = tuple(
    name for name in NUMBERS if name not in {"monte_carlo_p", "trend_statistic", "kendall_tau_b"}
)

CASES = st.integers(0, 10_000).map(np.random.default_rng)
ANSWERS, GROUPS = ("a", "b", "c"), ("x", "y", "z", "w")


def case(rng: np.random.Generator):
    n = int(rng.integers(30, 200))
    weights = np.exp(rng.normal(0, 0.4, n))
    return weights, rng.integers(-1, 3, n), rng.integers(-1, 4, n)


def cross(weights, answer, group, groups=GROUPS, **options):
    design = Design(weights, variance="fixed")
    columns = TwoColumns(answer, group, 3, 4)
    return two_way(design, columns, Names(ANSWERS, groups), RULES, **options)


def same(ours, theirs, names) -> None:
    for name in names:
        if ours[name] is None or theirs[name] is None:
            assert ours[name] is theirs[name]
        else:
            assert ours[name] == pytest.approx(theirs[name], rel=1e-7, abs=1e-9), name


@settings(max_examples=25, deadline=None)
@given(CASES)
def test_the_scale_of_weights_changes_nothing(rng) -> None:
    weights, answer, group = case(rng)
    ours, theirs = cross(weights, answer, group), cross(7 * weights, answer, group)
    same(ours.tests[0], theirs.tests[0], NUMBERS)
    for one, other in zip(ours.cells, theirs.cells, strict=True):
        same(one, other, ("unweighted", "weighted", "se", "ci_low", "ci_high", "deff"))
        assert one["higher_than"] == other["higher_than"]


@settings(max_examples=25, deadline=None)
@given(CASES, st.permutations(range(4)))
def test_the_order_of_groups_permutes_cells(rng, order) -> None:
    weights, answer, group = case(rng)
    turned = np.where(group >= 0, np.argsort(order)[group], -1)
    names = tuple(GROUPS[at] for at in order)
    ours, theirs = cross(weights, answer, group), cross(weights, answer, turned, names)
    same(ours.tests[0], theirs.tests[0], ORDERLESS)
    cells = {(cell["answer"], cell["group"]): cell for cell in theirs.cells}
    for cell in ours.cells:
        other = cells[cell["answer"], cell["group"]]
        same(cell, other, ("weighted", "ci_low", "ci_high", "adjusted_residual"))


@settings(max_examples=25, deadline=None)
@given(CASES)
def test_shares_lie_in_their_intervals_and_add_up(rng) -> None:
    found = cross(*case(rng))
    for cell in (*found.cells, *found.totals):
        if cell["ci_low"] is None:
            assert cell["interval"].startswith("none: ")
        else:
            assert 0 <= cell["ci_low"] <= cell["weighted"] <= cell["ci_high"] <= 100
    for group in GROUPS:
        parts = [c["weighted"] for c in found.cells if c["group"] == group]
        assert sum(parts) == pytest.approx(100) if parts[0] is not None else parts == [None] * 3


@settings(max_examples=15, deadline=None)
@given(CASES)
def test_answers_that_exclude_each_other_have_the_cells_of_one_answer(rng) -> None:
    weights, answer, group = case(rng)
    chosen = (answer[:, None] == np.arange(3)).astype(np.int8)
    design = Design(weights, variance="fixed")
    columns = SeveralColumns(chosen, answer >= 0, group, 4)
    several = two_way(design, columns, Names(ANSWERS, GROUPS), RULES)
    single = cross(weights, answer, group)
    for one, other in zip(several.cells, single.cells, strict=True):
        same(one, other, ("count", "weighted", "se", "ci_low", "ci_high", "adjusted_residual"))
    assert [test["answer"] for test in several.tests] == ["", *ANSWERS]


def test_groups_that_are_not_there_are_empty_and_say_so() -> None:
    found = cross(np.ones(40), np.arange(40) % 3, np.arange(40) % 2)
    empty = [cell for cell in found.cells if cell["group"] in ("z", "w")]
    assert {cell["base_n"] for cell in empty} == {0}
    assert {cell["interval"] for cell in empty} == {"none: empty base"}
    assert {cell["letters"] for cell in empty} == {"not compared"}
    assert all(cell["weighted"] is None for cell in empty)
    assert found.tests[0]["table_cols"] == 2
