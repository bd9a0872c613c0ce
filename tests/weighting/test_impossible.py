from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighting_builders import AB, respondents, two_margins, weighted_shares

from saualnama.errors import InputError
from saualnama.weighting import WeightingRecipe, calibrate

RAKING = WeightingRecipe(AB)


def test_a_category_locked_into_too_small_ones_is_named_before_iterating() -> None:
    sample = respondents([[30, 0, 0], [20, 20, 0], [0, 30, 30]])
    with pytest.raises(InputError) as caught:
        calibrate(sample, two_margins([30, 20, 50], [25, 25, 50]), RAKING)
    (fault,) = caught.value.faults
    assert fault.code == "impossible-margins"
    assert "`a0`" in fault.where
    assert "30.00 %" in fault.problem
    assert "`b0`, together 25.00 %" in fault.problem


def test_categories_that_are_locked_in_only_together_are_found_by_linear_programming() -> None:
    # a0 and a1 (60 %) are both found in b0, b1 (50 %) only, though each alone would fit
    sample = respondents([[20, 20, 0, 0], [20, 20, 0, 0], [20, 20, 20, 20]])
    with pytest.raises(InputError, match="no weights can meet these targets together") as caught:
        calibrate(sample, two_margins([30, 30, 40], [25, 25, 25, 25]), RAKING)
    assert {fault.code for fault in caught.value.faults} == {"impossible-margins"}
    points = [float(fault.problem.split("by ")[1].split(" ")[0]) for fault in caught.value.faults]
    # 10 points too many must leave {a0, a1} or {b0, b1}, and arrive elsewhere
    assert sum(abs(point) for point in points) == pytest.approx(20.0, abs=1e-6)


def test_cells_that_would_have_to_weigh_nothing_are_named_exactly() -> None:
    # b2 takes all of a2, so a2 can have nobody in b0 and b1
    sample = respondents([[30, 30, 0], [20, 20, 0], [10, 30, 30]])
    with pytest.raises(InputError, match="weight of zero") as caught:
        calibrate(sample, two_margins([35, 30, 35], [40, 25, 35]), RAKING)
    assert [fault.where for fault in caught.value.faults] == [
        "respondents of a a2, b b0",
        "respondents of a a2, b b1",
    ]


def test_too_few_cycles_list_the_five_worst_categories() -> None:
    rng = np.random.default_rng(8)
    sample = respondents(rng.integers(1, 40, (4, 4)))
    recipe = WeightingRecipe(AB, max_cycles=2)
    targets = two_margins([70, 10, 10, 10], [10, 10, 10, 70])
    with pytest.raises(InputError, match="did not converge in 2 cycles") as caught:
        calibrate(sample, targets, recipe)
    assert [fault.code for fault in caught.value.faults] == ["not-converged"] * 5
    assert calibrate(sample, targets, RAKING).trace[-1].miss <= 1e-12


OPTIONS: list[dict[str, object]] = [
    {},
    {"bounds": (0.2, 4.0)},
    {"cap": 3.0},
    {"cap": 2.5, "bounds": (0.3, 3.0)},
    {"calibrator": "linear"},
    {"calibrator": "linear", "bounds": (0.1, 4.0)},
    {"calibrator": "logit", "bounds": (0.1, 6.0)},
]


@given(st.integers(0, 2**32 - 1), st.sampled_from(OPTIONS), st.booleans())
@settings(max_examples=150, deadline=None)
def test_every_problem_is_solved_or_shown_to_have_no_solution(
    seed: int, options: dict[str, object], based: bool
) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.choice([0.5, 1, 3]), (rng.integers(2, 5), rng.integers(2, 5)))
    counts[counts.sum(1) == 0, 0] = 1
    counts[0, counts.sum(0) == 0] = 1
    sample = respondents(counts)
    # half of the targets are those of some positive weights, and then can be met without limits
    cells = counts * rng.lognormal(0, 0.7, counts.shape)
    a, b = cells.sum(1), cells.sum(0)
    reachable = seed % 2 == 0
    if not reachable:
        a, b = rng.uniform(0.1, 1, len(a)), rng.uniform(0.1, 1, len(b))
        b *= a.sum() / b.sum()
    base = np.exp(rng.normal(0, 0.4, len(sample))) if based else None
    try:
        result = calibrate(
            sample, two_margins(a, b), WeightingRecipe(AB, minimum_cell=1, **options), base
        )
    except InputError as error:
        (code,) = {fault.code for fault in error.faults}
        unlimited = {"impossible-margins", "zero-weights"}
        limited = unlimited | {"beyond-limits"}
        if options == {"calibrator": "linear"}:
            assert code in unlimited | {"negative-weight"}
        else:
            assert code in (limited if options else unlimited)
        assert not reachable or options
        return
    for column, wanted in (("a", a), ("b", b)):
        reached = weighted_shares(sample, result.weights, column)
        np.testing.assert_allclose(reached, wanted / wanted.sum(), atol=3e-12)
    assert result.weights.min() > 0
