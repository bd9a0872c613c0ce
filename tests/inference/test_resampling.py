"""Seeded p-values: exact ones within Monte-Carlo error, and the same ones for the same seed."""

import numpy as np
import pytest
from scipy.stats import fisher_exact

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    crosstab,
    monte_carlo_chi_square,
    permutation_check,
)


def test_agrees_with_r_within_monte_carlo_error(designs, sample, golden):
    table = crosstab(designs["fixed"], sample["answer"].to_numpy(), sample["group"].to_numpy())
    p, draws = golden("simulated_p")[0], 40_000
    ours = monte_carlo_chi_square(table.counts, seed=1, draws=draws)
    assert abs(ours.p - p) < 5 * np.sqrt(p / draws)
    assert ours.p == (ours.as_extreme + 1) / (draws + 1)


def test_a_two_by_two_table_has_fishers_exact_p():
    # with equal group sizes the order of tables by chi-square is the order by probability
    table = [[3, 9], [9, 3]]
    ours = monte_carlo_chi_square(table, seed=3, draws=20_000)
    exact = fisher_exact(table).pvalue
    assert abs(ours.p - exact) < 5 * np.sqrt(exact / 20_000)


def test_seed_decides_and_draws_count():
    table = [[3, 1, 0], [1, 2, 5]]
    one = monte_carlo_chi_square(table, seed=11)
    assert one == monte_carlo_chi_square(table, seed=11)
    assert one.as_extreme != monte_carlo_chi_square(table, seed=12).as_extreme
    assert monte_carlo_chi_square(table, seed=11, draws=99).draws == 99


def test_permuting_groups_agrees_with_random_tables_at_equal_weights(sample):
    answer, group = sample["answer"].to_numpy()[:60], sample["group"].to_numpy()[:60]
    design = Design(np.ones(60), variance="fixed")
    ours = permutation_check(design, answer, group, seed=4, draws=4000)
    tables = monte_carlo_chi_square(crosstab(design, answer, group).counts, seed=4, draws=4000)
    assert abs(ours.p - tables.p) < 6 * np.sqrt(tables.p * (1 - tables.p) / 4000)
    assert "a check, not a test" in ours.method


def test_weights_change_the_check(designs, sample):
    answer, group = sample["answer"].to_numpy(), sample["group"].to_numpy()
    plain = Design(np.ones(len(answer)), variance="fixed")
    found = [
        permutation_check(design, answer, group, seed=4, draws=200).as_extreme
        for design in (plain, designs["fixed"])
    ]
    again = permutation_check(designs["fixed"], answer, group, seed=4, draws=200)
    assert again.as_extreme == found[1]
    swapped = permutation_check(
        designs["fixed"], sample["sex"].to_numpy(), group, seed=4, draws=200
    )
    assert swapped.as_extreme > found[1]


def test_refusals():
    assert monte_carlo_chi_square([[3, 4]], seed=1).p is None
    design = Design(np.ones(3), variance="fixed")
    assert permutation_check(design, np.zeros(3, int), np.array([0, 1, 1]), seed=1).p is None
    with pytest.raises(InputError):
        monte_carlo_chi_square([[3, 4], [1, 2]], seed=1, draws=0)
    with pytest.raises(InputError):
        permutation_check(design, np.zeros(3, int), np.zeros(3, int), seed=-1)
