"""Bilder-Loughin against the papers' definition by enumerating all answer patterns."""

import itertools

import numpy as np
import pytest
from scipy.stats import chi2

from saualnama.inference import Design, answer_set_crosstab, bilder_loughin


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
