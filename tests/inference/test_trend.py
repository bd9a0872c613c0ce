"""Trend tests against statsmodels and scipy."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import kendalltau
from statsmodels.stats.contingency_tables import Table

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    crosstab,
    kendall_tau_b,
    linear_by_linear,
    rao_scott,
    weighted_trend,
)

tables = arrays(
    np.int64, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(0, 20)
).filter(lambda t: min(np.count_nonzero(t.sum(axis=0)), np.count_nonzero(t.sum(axis=1))) > 1)


@settings(max_examples=50, deadline=None)
@given(tables)
def test_linear_by_linear_is_statsmodels(table):
    ours = linear_by_linear(table)
    scores = (np.arange(side, dtype=float) for side in table.shape)
    theirs = Table(table, shift_zeros=False).test_ordinal_association(*scores)
    assert ours.statistic == pytest.approx(theirs.zscore, rel=1e-9, abs=1e-9)
    assert ours.p == pytest.approx(theirs.pvalue, rel=1e-8)


@settings(max_examples=50, deadline=None)
@given(tables)
def test_tau_b_is_scipys(table):
    answer, group = np.indices(table.shape).reshape(2, -1).repeat(table.ravel(), axis=1)
    theirs = kendalltau(answer, group, variant="b").statistic
    assert kendall_tau_b(table) == pytest.approx(theirs, rel=1e-10, abs=1e-12)


def test_scores_move_the_test_and_only_their_spacing_does(designs, sample):
    table = crosstab(designs["raked"], sample["answer"].to_numpy(), sample["group"].to_numpy())
    plain = weighted_trend(table)
    assert weighted_trend(table, [1, 3, 5, 7], [5, 6, 7, 8]).p == pytest.approx(plain.p, rel=1e-10)
    assert weighted_trend(table, [0, 1, 2, 9]).p != pytest.approx(plain.p, rel=1e-3)
    assert weighted_trend(table, [3, 2, 1, 0]).statistic == pytest.approx(-plain.statistic)
    with pytest.raises(InputError) as error:
        weighted_trend(table, [1, 2], [1, 2, np.nan, 4])
    assert len(error.value.faults) == 2


def test_a_trend_of_two_by_two_is_close_to_rao_scott(designs, sample):
    table = crosstab(designs["raked"], sample["sex"].to_numpy(), sample["group"].to_numpy() // 2)
    trend, both = weighted_trend(table), rao_scott(table)
    assert trend.p == pytest.approx(both.p, abs=0.01)


def test_a_trend_without_two_scores_says_why():
    table = crosstab(Design(np.ones(4), variance="fixed"), np.array([0, 1, 0, 1]))
    assert weighted_trend(table).p is None
    assert "one category" in weighted_trend(table).method
    assert linear_by_linear([[3, 4], [1, 2]], [1, 1]).method == "not done: the scores do not differ"
    assert kendall_tau_b([[3, 4], [0, 0]]) is None
