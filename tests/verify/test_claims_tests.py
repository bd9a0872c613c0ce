"""Tests of claims against scipy and against enumeration."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from saualnama.inference import linear_by_linear
from saualnama.verify import claims_tests as tests


@pytest.fixture(scope="module")
def golden() -> dict[str, float]:
    """Values of R, made by golden/claims.R."""
    text = (Path(__file__).parents[1] / "golden/claims.json").read_text(encoding="utf-8")
    values: dict[str, float] = json.loads(text)
    return values


CELLS = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60), st.integers(1, 60))


@given(st.integers(0, 80), st.integers(1, 80), st.sampled_from([0.1, 0.5, 0.75]))
def test_binomial_by_adding_up_probabilities(count: int, n: int, share: float) -> None:
    count = min(count, n)
    chances = [math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    tail = min(sum(chances[: count + 1]), sum(chances[count:]))
    assert math.isclose(tests.binomial_p(count, n, share), min(1.0, 2 * tail), rel_tol=1e-9)


@settings(deadline=None)
@given(CELLS)
def test_two_groups_agree_with_scipy(cells: tuple[int, int, int, int]) -> None:
    a, b, rest_a, rest_b = cells
    n, m = a + rest_a, b + rest_b
    table = [[a, rest_a], [b, rest_b]]
    outcome = tests.two_groups((a, n), (b, m))
    assert outcome.agrees == (a * m > b * n)
    if a + b == 0:
        assert outcome.p == 1.0
        return
    expected = stats.contingency.expected_freq(table)
    if expected.min() < tests.SPARSE:
        assert math.isclose(outcome.p or 0, stats.fisher_exact(table).pvalue, rel_tol=1e-6)
    else:
        pearson = stats.chi2_contingency(table, correction=False)
        assert math.isclose(outcome.p or 0, pearson.pvalue, rel_tol=1e-9)
    assert math.isclose(
        tests.fisher_p((a, n), (b, m)), stats.fisher_exact(table).pvalue, rel_tol=1e-6
    )


def test_independence_agrees_with_scipy_without_empty_columns() -> None:
    table = [[10, 0, 30, 5], [20, 0, 10, 9], [0, 0, 0, 0]]
    told, p = tests.independence(table)
    expected = stats.chi2_contingency([[10, 30, 5], [20, 10, 9]], correction=False)
    assert math.isclose(p, expected.pvalue, rel_tol=1e-12)
    assert told.facts["df"] == 2


def test_trend_agrees_with_linear_by_linear() -> None:
    counts, sizes = [18, 141, 187, 27, 191], [22, 231, 316, 52, 379]
    _, p, z = tests.trend(counts, sizes)
    table = np.array([[n - k for k, n in zip(counts, sizes, strict=True)], counts])
    expected = linear_by_linear(table, np.arange(2), np.arange(5))
    assert z < 0
    assert math.isclose(p, expected.p or 0, rel_tol=1e-9)


@given(st.integers(1, 40), st.integers(0, 40), st.integers(0, 40))
def test_the_z_bound_is_never_below_the_paired_test(n: int, first: int, second: int) -> None:
    """Whatever number gave both answers, McNemar's z is at least the bound's."""
    first, second = min(first, n), min(second, n)
    outcome = tests.two_answers(first, second, n, exclusive=False)
    for both in range(max(0, first + second - n), min(first, second) + 1):
        gap = (first - second) / n
        variance = ((first + second - 2 * both) / n - gap**2) / n
        if variance > 1e-12:
            p = 2 * stats.norm.sf(abs(gap) / math.sqrt(variance))
            assert p <= (outcome.p or 0) + 1e-12


def test_exclusive_answers_have_the_sign_test() -> None:
    outcome = tests.two_answers(324, 265, 1000, exclusive=True)
    assert math.isclose(outcome.p or 0, stats.binomtest(324, 589).pvalue, rel_tol=1e-9)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=6), st.data())
def test_scheffe_never_finds_what_the_whole_table_does_not(
    counts: list[int], data: st.DataObject
) -> None:
    """A contrast is at most the whole chi-square, so its p is at least the table's."""
    sizes = [count + data.draw(st.integers(1, 50)) for count in counts]
    if not any(counts):
        return
    _, whole = tests.independence([counts, [n - k for k, n in zip(counts, sizes, strict=True)]])
    split = data.draw(st.integers(1, len(counts) - 1))
    _, p = tests.scheffe(
        (sum(counts[:split]), sum(sizes[:split])),
        (sum(counts[split:]), sum(sizes[split:])),
        len(counts),
    )
    assert p >= whole - 1e-12


def test_sameness_is_two_one_sided_tests() -> None:
    p, q = 147 / 602, 100 / 397
    se = math.sqrt(p * (1 - p) / 602 + q * (1 - q) / 397)
    upper = stats.norm.sf((0.05 - (p - q)) / se)
    lower = stats.norm.sf(((p - q) + 0.05) / se)
    found = tests.sameness_p((147, 602), (100, 397), 5)
    assert math.isclose(found, max(upper, lower), rel_tol=1e-12)
    assert tests.sameness_p((5, 5), (9, 9), 5) == 0.0
    assert tests.sameness_p((5, 5), (0, 9), 5) == 1.0


def test_mean_and_variance_by_numpy() -> None:
    scores = [48, 81, 267, 244, 169]
    values = np.repeat([1, 2, 3, 4, 5], scores)
    mean, variance, n = tests.mean_and_variance(scores)
    assert n == 809
    assert mean == pytest.approx(values.mean(), rel=1e-12)
    assert variance == pytest.approx(values.var(ddof=1) / 809, rel=1e-12)


def test_shares_are_told_rounded_half_up() -> None:
    assert tests.share_of(5, 16) == Decimal("31.3")


def test_r_gives_the_same(golden: dict[str, float]) -> None:
    assert tests.fisher_p((3, 12), (14, 19)) == pytest.approx(golden["fisher_small"], rel=1e-9)
    all_of = tests.fisher_p((34, 34), (815, 933))
    assert all_of == pytest.approx(golden["fisher_all_of_34"], rel=1e-9)
    _, _, z = tests.trend([18, 141, 187, 27, 191], [22, 231, 316, 52, 379])
    assert z * z == pytest.approx(golden["trend_chi_square"], rel=1e-9)
    outcome = tests.two_groups((458, 602), (264, 397))
    assert outcome.p == pytest.approx(golden["pearson_c11"], rel=1e-9)
    table = [[455, 205, 116, 18, 56, 13], [59, 19, 6, 3, 6, 2], [13, 21, 6, 1, 0, 1]]
    assert tests.independence(table)[1] == pytest.approx(golden["pearson_c43"], rel=1e-9)
