"""Draws under exact counts. Truth: the hypergeometric law, and shares without restrictions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chisquare, hypergeom, kstest

from saualnama.errors import InputError
from saualnama.reconstruct.draw import Restriction, draw_at_least_one, draw_one_each


def everybody(n, answers, low, high, answer=0):
    coefficients = tuple(float(place == answer) for place in range(answers))
    return Restriction(np.ones(n, dtype=bool), coefficients, low, high)


def test_without_restrictions_answers_follow_their_shares():
    shares = np.array([0.5, 0.3, 0.2])
    slack = everybody(6000, 3, 0, 6000)
    drawn = draw_one_each(np.random.default_rng(1), [slack], "test", np.log(shares))
    assert chisquare(np.bincount(drawn, minlength=3), 6000 * shares).pvalue > 0.001


def test_counts_are_met_group_by_group():
    generator = np.random.default_rng(2)
    group = generator.integers(0, 3, size=300)
    wanted = {(0, 0): 20, (0, 1): 31, (1, 2): 44}
    restrictions = [
        Restriction(group == g, tuple(float(a == answer) for a in range(3)), count, count)
        for (g, answer), count in wanted.items()
    ]
    drawn = draw_one_each(generator, restrictions, "test")
    for (g, answer), count in wanted.items():
        assert ((group == g) & (drawn == answer)).sum() == count


def test_what_no_restriction_names_falls_like_a_random_sample():
    """With only the total fixed, a subgroup's count is hypergeometric: no evenness, no excess."""
    n, subgroup, total = 40, 16, 15
    counts = np.array(
        [
            (draw_one_each(np.random.default_rng(seed), [everybody(n, 2, total, total)], "t") == 0)[
                :subgroup
            ].sum()
            for seed in range(300)
        ]
    )
    law = hypergeom(n, total, subgroup)
    assert abs(counts.mean() - law.mean()) < 4 * law.std() / np.sqrt(300)
    assert 0.75 < counts.var() / law.var() < 1.33
    # With a coin added to break ties the law's transform is even on 0 to 1.
    coin = np.random.default_rng(0).random(300)
    assert kstest(law.cdf(counts - 1) + coin * law.pmf(counts), "uniform").pvalue > 0.001


def test_several_answers_are_never_none_and_meet_their_counts():
    generator = np.random.default_rng(3)
    wanted = (60, 50, 7, 1)
    restrictions = [everybody(100, 4, count, count, answer) for answer, count in enumerate(wanted)]
    given = draw_at_least_one(generator, restrictions, "test")
    assert given.sum(axis=0).tolist() == list(wanted)
    assert given.any(axis=1).all()


def test_the_draw_hangs_on_the_seed_alone():
    restrictions = [everybody(50, 3, 20, 25)]
    first, second, other = (
        draw_one_each(np.random.default_rng(seed), restrictions, "test") for seed in (5, 5, 6)
    )
    assert (first == second).all()
    assert (first != other).any()


def test_impossible_counts_are_an_error_that_names_the_question():
    restrictions = [everybody(10, 2, 8, 8, 0), everybody(10, 2, 3, 3, 1)]
    with pytest.raises(InputError, match="who_to_blame") as caught:
        draw_one_each(np.random.default_rng(0), restrictions, "who_to_blame")
    assert caught.value.faults[0].code == "no-solution"
    with pytest.raises(InputError, match="networks"):
        draw_at_least_one(np.random.default_rng(0), [everybody(10, 1, 9, 9)], "networks")
