"""Properties of shares and means: scale, order, and two ways to ask one question."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saualnama.inference import Design, answer_set_crosstab, crosstab, means, shares

FIELDS = ["unweighted", "weighted", "se", "deff", "low", "high"]


def made(seed, n=120, c=3, r=4):
    rng = np.random.default_rng(seed)
    margins = (rng.integers(0, 3, n), rng.integers(0, 2, n))
    return rng.integers(-1, c, n), rng.integers(-1, r, n), np.exp(rng.normal(0, 0.5, n)), margins


def same(ours, theirs, order=slice(None)):
    for name in FIELDS:
        np.testing.assert_allclose(
            getattr(ours, name)[:, order], getattr(theirs, name), rtol=1e-8, atol=1e-13
        )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), variance=st.sampled_from(["fixed", "raked"]))
def test_scale_of_weights_order_of_rows_and_groups_do_not_matter(seed, variance):
    answer, group, weight, margins = made(seed)
    ours = shares(crosstab(Design(weight, variance=variance, margins=margins), answer, group))
    finite = ~np.isnan(ours.low)
    assert ((ours.low[finite] >= 0) & (ours.low[finite] <= ours.weighted[finite])).all()
    assert ((ours.high[finite] <= 1) & (ours.high[finite] >= ours.weighted[finite])).all()
    assert [text.startswith("none: ") for text in ours.interval.ravel()] == (
        (~finite).ravel().tolist()
    )
    np.testing.assert_allclose(ours.weighted.sum(axis=0), 1, rtol=1e-12)
    turn = np.random.default_rng(seed).permutation(len(answer))
    names = np.array([2, 0, 3, 1, -1])
    shuffled = Design(
        weight[turn] * 7, variance=variance, margins=tuple(margin[turn] for margin in margins)
    )
    again = shares(crosstab(shuffled, answer[turn], names[group][turn]))
    same(again, ours, names[:4])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), variance=st.sampled_from(["fixed", "raked"]))
def test_answers_that_exclude_each_other_reduce_to_a_question_with_one_answer(seed, variance):
    answer, group, weight, margins = made(seed)
    design = Design(weight, variance=variance, margins=margins)
    several = (answer[:, None] == np.arange(3)).astype(int)
    same(
        shares(answer_set_crosstab(design, several, group, groups=4)),
        shares(crosstab(design, answer, group, answers=3, groups=4)),
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), variance=st.sampled_from(["fixed", "raked"]))
def test_the_mean_of_a_yes_is_its_share_wherever_zero_lies(seed, variance):
    answer, group, weight, margins = made(seed)
    design = Design(weight, variance=variance, margins=margins)
    share = shares(crosstab(design, answer, group, answers=3, groups=4))
    score = np.where(answer < 0, np.nan, 1000.0 + (answer == 1))
    ours = means(design, score, group, groups=4)
    np.testing.assert_allclose(ours.weighted - 1000, share.weighted[1], rtol=1e-9)
    np.testing.assert_allclose(ours.unweighted - 1000, share.unweighted[1], rtol=1e-9)
    np.testing.assert_allclose(ours.se, share.se[1], rtol=1e-8)
    np.testing.assert_allclose(ours.deff, share.deff[1], rtol=1e-8)
    assert ours.df.tolist() == share.df.tolist()


def test_a_mean_without_spread_or_respondents_says_so():
    design = Design(np.array([1.0, 2.0, 1.0, 1.0, 3.0]), variance="fixed")
    group = np.array([0, 0, 1, 2, 2])
    ours = means(design, np.array([4.0, 4.0, 1.0, 1.0, 2.0]), group, groups=4)
    assert ours.interval.tolist() == [
        "none: no variance (the weighting or the data leave this figure no room)",
        "none: base of 1",
        "t",
        "none: empty base",
    ]
    assert np.isnan(ours.low).tolist() == [True, True, False, True]
    assert ours.weighted[2] == pytest.approx(1.75)
    assert ours.base.tolist() == [2, 1, 2, 0]


def test_a_wider_level_and_no_other_number_changes():
    design = Design(np.array([1.0, 2.0, 1.0, 1.0]), variance="fixed")
    score = np.array([1.0, 2.0, 4.0, 3.0])
    ours, wide = means(design, score), means(design, score, level=0.99)
    assert wide.low[0] < ours.low[0] < ours.weighted[0] < ours.high[0] < wide.high[0]
    assert wide.se[0] == ours.se[0]
