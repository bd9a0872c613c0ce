"""Bilder-Loughin against the papers' definition by enumerating all answer patterns."""

import itertools

import numpy as np
import pytest
from scipy.stats import chi2

from saualnama.inference import (
    Design,
    answer_set_crosstab,
    answer_set_rao_scott,
    bilder_loughin,
    crosstab,
    rao_scott,
    yes_no_crosstab,
)


def by_enumeration(given, group):
    """Second-order test from the multinomial of the 2^c patterns in each group."""
    n, c = given.shape
    sizes = np.bincount(group)
    r = sizes.size
    patterns = np.array(list(itertools.product((0, 1), repeat=c)))
    number = given @ (2 ** np.arange(c)[::-1])
    a = sizes / n
    p = given.mean(axis=0)
    tau = [np.bincount(number[group == i], minlength=2**c) / sizes[i] for i in range(r)]
    within = np.array([patterns.T @ t for t in tau])
    v = np.zeros((r * c, r * c))
    for i in range(r):
        s = patterns.T @ (np.diag(tau[i]) - np.outer(tau[i], tau[i])) @ patterns
        v[i * c : i * c + c, i * c : i * c + c] = s / a[i]
    h = np.kron(np.eye(r) - np.outer(np.ones(r), a), np.eye(c))
    d = np.concatenate([p * (1 - p) / a[i] for i in range(r)])
    roots = np.linalg.eigvals(np.diag(1 / d) @ h @ v @ h.T).real
    x2 = sum(
        sizes[i] * (within[i, j] - p[j]) ** 2 / (p[j] * (1 - p[j]))
        for i in range(r)
        for j in range(c)
    )
    k = (r - 1) * c
    statistic, df = k * x2 / (roots**2).sum(), k**2 / (roots**2).sum()
    return x2, statistic, df, chi2.sf(statistic, df)


def test_bilder_loughin_is_the_enumerated_definition(sample):
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    group = sample["group"].to_numpy()
    table = answer_set_crosstab(Design(np.ones(len(group)), variance="fixed"), given, group)
    ours = bilder_loughin(table)
    valid = given.any(axis=1) & (group >= 0)
    theirs = by_enumeration(given[valid], group[valid])
    assert ours.n == valid.sum()
    assert (ours.uncorrected, ours.statistic, ours.df, ours.p) == pytest.approx(theirs, rel=1e-10)


def test_weights_do_not_enter_bilder_loughin(designs, sample):
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    group = sample["group"].to_numpy()
    plain = Design(np.ones(len(group)), variance="fixed")
    ours, theirs = (
        bilder_loughin(answer_set_crosstab(d, given, group)) for d in (plain, designs["raked"])
    )
    assert ours == theirs


def test_no_test_without_two_groups_or_an_answer_that_varies(designs, sample):
    given = sample[["a1", "a2"]].to_numpy()
    one = bilder_loughin(answer_set_crosstab(designs["fixed"], given))
    assert one.p is None
    assert "one category" in one.method
    all_gave = np.ones((len(given), 2), dtype=int)
    group = sample["group"].to_numpy()
    none = bilder_loughin(answer_set_crosstab(designs["fixed"], all_gave, group))
    assert none.p is None
    assert "nobody or by everybody" in none.method


def test_equal_weights_fall_back_to_bilder_loughin(sample):
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    group = sample["group"].to_numpy()
    valid = given.any(axis=1) & (group >= 0)
    n = int(valid.sum())
    design = Design(np.full(n, 3.0), variance="fixed")
    table = answer_set_crosstab(design, given[valid], group[valid])
    plain, ours = bilder_loughin(table), answer_set_rao_scott(table)
    assert ours.uncorrected == pytest.approx(plain.uncorrected, rel=1e-10)
    # sum of squared eigenvalues from the unweighted test; ours are n / (n - 1) times as large
    k = 3 * 4
    square_trace = k**2 / plain.df
    trace = plain.uncorrected / ours.statistic * (n - 1) / n
    assert trace == pytest.approx(k, rel=0.05)
    assert ours.ndf == pytest.approx(trace**2 / square_trace, rel=1e-10)
    assert ours.p == pytest.approx(plain.p, abs=0.01)


@pytest.mark.parametrize("name", ["fixed", "raked", "clustered", "stratified"])
def test_order_of_answers_and_groups_does_not_matter(designs, sample, name):
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    group = sample["group"].to_numpy()
    ours = answer_set_rao_scott(answer_set_crosstab(designs[name], given, group))
    turned = np.array([3, 1, 0, 2, -1])[group]
    again = answer_set_rao_scott(answer_set_crosstab(designs[name], given[:, ::-1], turned))
    assert (again.statistic, again.ndf, again.p) == pytest.approx(
        (ours.statistic, ours.ndf, ours.p), rel=1e-9
    )


def test_answers_of_nobody_and_everybody_and_empty_groups_change_nothing(designs, sample):
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    group = np.where(sample["group"].to_numpy() == 3, 5, sample["group"].to_numpy())
    base = given.any(axis=1)
    nobody, everybody = np.zeros((len(given), 1), int), base[:, None].astype(int)
    wide = np.concatenate([nobody, given, everybody], axis=1)
    for test in (answer_set_rao_scott, bilder_loughin):
        narrow = test(answer_set_crosstab(designs["raked"], given, sample["group"].to_numpy()))
        ours = test(answer_set_crosstab(designs["raked"], wide, group))
        assert (ours.statistic, ours.p) == pytest.approx((narrow.statistic, narrow.p), rel=1e-10)
        assert "2 answers that nobody or everybody gave left out" in ours.method
        assert (ours.answers, ours.groups) == (4, 4)


def test_tests_of_single_answers_are_those_of_yes_no_questions(designs, sample):
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    group = sample["group"].to_numpy()
    base = given.any(axis=1)
    ours = answer_set_crosstab(designs["raked"], given, group)
    for j in range(given.shape[1]):
        test = rao_scott(yes_no_crosstab(ours, j))
        single = rao_scott(crosstab(designs["raked"], np.where(base, given[:, j], -1), group))
        assert (test.statistic, test.p) == pytest.approx((single.statistic, single.p), rel=1e-9)


def test_a_5_per_cent_test_rejects_5_per_cent_under_independence():
    """Longer runs in benchmarks/mrcv_size.py; here 600 samples, 4 standard errors."""
    rng = np.random.Generator(np.random.PCG64(77))
    rejected, samples, n = 0, 600, 300
    for _ in range(samples):
        region, group = rng.integers(0, 4, n), rng.integers(0, 2, n)
        lean = rng.normal(size=n) + 0.3 * region
        given = rng.normal(size=(n, 5)) + lean[:, None] > np.linspace(0, 1.5, 5)
        weight = np.exp(rng.normal(0, 0.4, n))
        weight *= (np.array([0.4, 0.3, 0.2, 0.1]) / np.bincount(region, weight))[region]
        design = Design(weight, variance="raked", margins=(region,))
        rejected += answer_set_rao_scott(answer_set_crosstab(design, given, group)).p < 0.05
    assert abs(rejected / samples - 0.05) < 4 * np.sqrt(0.05 * 0.95 / samples)
