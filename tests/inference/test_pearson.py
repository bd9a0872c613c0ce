"""Unweighted tests, residuals and effect sizes against scipy and by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

from saualnama.errors import InputError, raise_if_any
from saualnama.inference import (
    adjusted_residuals,
    cramers_v,
    cramers_v_corrected,
    pearson_chi_square,
    responses_chi_square,
    table_faults,
)

tables = arrays(
    np.int64, st.tuples(st.integers(2, 5), st.integers(2, 6)), elements=st.integers(0, 60)
)


@settings(deadline=None)
@given(tables)
def test_pearson_is_scipys_without_empty_lines(table):
    ours = pearson_chi_square(table)
    kept = table[table.any(axis=1)][:, table.any(axis=0)]
    if min(kept.shape) < 2:
        assert ours.p is None
        assert ours.method.startswith("not done: ")
        return
    theirs = chi2_contingency(kept, correction=False)
    assert ours.statistic == pytest.approx(theirs.statistic, rel=1e-10, abs=1e-10)
    assert ours.p == pytest.approx(theirs.pvalue, rel=1e-9, abs=1e-300)
    assert ours.df == theirs.dof
    assert ours.expected_below_5 == pytest.approx((theirs.expected_freq < 5).mean())
    sparse = (theirs.expected_freq < 5).mean() > 0.2 or theirs.expected_freq.min() < 1
    assert ours.sparse == sparse
    theirs_v = association(kept, method="cramer", correction=False)
    assert cramers_v(table) == pytest.approx(theirs_v, rel=1e-10, abs=1e-8)


def test_a_tiny_p_is_not_lost_in_1_minus_cdf():
    assert 0 < pearson_chi_square([[500, 0], [0, 500]]).p < 1e-200


def test_bias_corrected_v_by_hand():
    # chi2 = 4, n = 100: phi2 = .04, less 1/99, over min(2 - 1/99) - 1
    table = [[30, 20], [20, 30]]
    assert pearson_chi_square(table).statistic == pytest.approx(4)
    assert cramers_v_corrected(table, 100) == pytest.approx(
        np.sqrt((0.04 - 1 / 99) / (1 - 1 / 99)), rel=1e-12
    )
    assert cramers_v_corrected([[25, 25], [25, 25]], 100) == 0
    assert cramers_v_corrected([[25, 25]], 50) is None


@settings(deadline=None)
@given(tables)
def test_residuals_of_a_line_balance(table):
    if not table.any():
        return
    ours = adjusted_residuals(table)
    n, row, column = table.sum(), table.sum(axis=1), table.sum(axis=0)
    expected = np.outer(row, column) / n
    back = ours * np.sqrt(expected * np.outer(1 - row / n, 1 - column / n))
    np.testing.assert_allclose(back, table - expected, atol=1e-9)


def test_residuals_of_an_answer_set_are_those_of_each_answer():
    counts, base = np.array([[10, 30], [5, 5]]), np.array([40, 60])
    ours = adjusted_residuals(counts, base)
    for row, count in zip(ours, counts, strict=True):
        single = adjusted_residuals(np.stack([count, base - count]))
        np.testing.assert_allclose(row, single[0], rtol=1e-12)
    with pytest.raises(InputError):
        adjusted_residuals(counts, np.array([5, 60]))


def test_the_naive_test_on_responses_says_what_it_is():
    counts = np.array([[30, 40], [20, 15], [9, 12]])
    naive, plain = responses_chi_square(counts), pearson_chi_square(counts)
    assert (naive.statistic, naive.df, naive.p) == (plain.statistic, plain.df, plain.p)
    assert "each response for a respondent" in naive.method
    assert responses_chi_square([[3, 4]]).method == "not done: everybody gave the same answer"


def test_every_reason_not_to_test_is_told_at_once():
    assert table_faults([[3, 0], [2, 1]]) == ()
    assert [fault.code for fault in table_faults([[3, 0], [0, 0]])] == ["one-answer", "one-group"]
    assert [fault.code for fault in table_faults(np.zeros((2, 2)))] == ["empty-base"]
    with pytest.raises(InputError, match="the grouping has one category with respondents"):
        raise_if_any("no test", table_faults([[3, 0], [2, 0]]))


@pytest.mark.parametrize("counts", [[[1.5, 2], [3, 4]], [[-1, 2], [3, 4]], [1, 2, 3]])
def test_weighted_counts_do_not_go_into_an_ordinary_test(counts):
    with pytest.raises(InputError):
        pearson_chi_square(counts)
