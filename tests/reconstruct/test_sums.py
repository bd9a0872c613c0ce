"""Counts chosen before the draw: causes by sex, sums of scores, parts of a printed sum.

Truth: `scipy.stats.chi2_contingency` without Yates, and everything tried one by one.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, hypergeom

from saualnama.errors import InputError
from saualnama.reconstruct.causes import (
    SexSplit,
    Window,
    draw_men,
    log_chance,
    respondents_term,
    responses_term,
)
from saualnama.reconstruct.parts import draw_parts
from saualnama.reconstruct.printed import Figure
from saualnama.reconstruct.scores import ScoreSum, choose_sums, sums_that_print

TOTALS = {"a": 60, "b": 35, "c": 22, "d": 9}


def split(responses=(0.0, 50.0), respondents=(0.0, 50.0), bounds=None):
    return SexSplit(
        totals=TOTALS,
        men=48,
        everybody=110,
        bounds=bounds or {},
        responses=Window(tuple(TOTALS), *responses),
        respondents=(Window(("a", "b", "c"), *respondents),),
    )


def statistics_of(men):
    table = [[men[answer], TOTALS[answer] - men[answer]] for answer in TOTALS]
    on_responses = chi2_contingency(table, correction=False).statistic
    on_respondents = 0.0
    for answer in ("a", "b", "c"):
        gave = [men[answer], TOTALS[answer] - men[answer]]
        two_by_two = [gave, [48 - gave[0], 62 - gave[1]]]
        on_respondents += chi2_contingency(two_by_two, correction=False).statistic
    return on_responses, on_respondents


def test_terms_add_to_pearsons_statistics():
    men = {"a": 30, "b": 11, "c": 12, "d": 2}
    given_by_men = sum(men.values())
    share = given_by_men / sum(TOTALS.values())
    terms = [responses_term(np.array(float(men[a])), t, share) for a, t in TOTALS.items()]
    pairs = [respondents_term(np.array(float(men[a])), TOTALS[a], 48, 110) for a in "abc"]
    on_responses, on_respondents = statistics_of(men)
    assert sum(terms) == pytest.approx(on_responses, rel=1e-12)
    assert sum(pairs) == pytest.approx(on_respondents, rel=1e-12)


def test_chances_are_hypergeometric():
    counts = np.arange(0.0, 23)
    ours = log_chance(counts, 22, 48, 110)
    law = hypergeom(110, 48, 22).logpmf(counts)
    np.testing.assert_allclose(ours - ours[3], law - law[3], atol=1e-10)
    assert ours.max() == 0


@pytest.mark.parametrize("seed", range(5))
def test_drawn_counts_lie_in_all_windows(seed):
    wanted = split(responses=(1.2, 1.6), respondents=(1.5, 2.5), bounds={"b": (14, 14)})
    men = draw_men(np.random.default_rng(seed), wanted)
    on_responses, on_respondents = statistics_of(men)
    assert men["b"] == 14
    assert 1.2 <= on_responses <= 1.6
    assert 1.5 <= on_respondents <= 2.5


def test_windows_that_no_counts_meet_are_an_error():
    with pytest.raises(InputError, match="causes by sex"):
        draw_men(np.random.default_rng(0), split(responses=(0.0, 0.1), respondents=(40.0, 41.0)))


@given(scored=st.integers(1, 120), hundredths=st.integers(100, 500))
def test_sums_are_those_whose_mean_prints_so(scored, hundredths):
    mean = Figure(f"{hundredths / 100:.2f}", 2)
    tried = [
        total
        for total in range(6 * scored)
        if int(Fraction(100 * total, scored) + Fraction(1, 2)) == hundredths
    ]
    assert list(sums_that_print(mean, scored)) == tried


def test_sums_print_all_means_with_the_fewest_missing_scores():
    groups = {"akmola": 42, "atyrau": 32, "north_kazakhstan": 33}
    means = {
        "akmola": Figure("2.72", 2),  # impossible with 42, 41 and 40
        "atyrau": Figure("4.00", 2),
        "north_kazakhstan": Figure("3.37", 2),  # 30 at most
    }
    overall = Figure("3.3", 1)
    sums = choose_sums(np.random.default_rng(0), groups, means, overall, "courts")
    assert {group: each.scored for group, each in sums.items()} == {
        "akmola": 39,
        "atyrau": 32,
        "north_kazakhstan": 30,
    }
    assert sums["atyrau"] == ScoreSum(32, 128)
    for group, each in sums.items():
        assert each.total in sums_that_print(means[group], each.scored)
    everybody = sum(each.scored for each in sums.values())
    assert sum(each.total for each in sums.values()) in sums_that_print(overall, everybody)
    known = {group: mean for group, mean in means.items() if group != "atyrau"}
    with pytest.raises(InputError, match="courts, atyrau: no mean is printed"):
        choose_sums(np.random.default_rng(0), groups, known, overall, "courts")
    with pytest.raises(InputError, match="no answers meet"):
        choose_sums(np.random.default_rng(0), groups, means, Figure("4.5", 1), "courts")


@pytest.mark.parametrize(
    ("count", "n", "tenths"), [(5, 42, 120), (32, 61, 524), (12, 51, 236), (0, 32, 0)]
)
def test_parts_add_up_and_print_the_sum(count, n, tenths):
    parts = draw_parts(np.random.default_rng(1), count, n, tenths, "test")
    assert sum(parts) == count
    assert sum(int(Fraction(1000 * part, n) + Fraction(1, 2)) for part in parts) == tenths


def test_parts_that_cannot_print_the_sum_are_an_error():
    with pytest.raises(InputError, match="akmola"):
        draw_parts(np.random.default_rng(1), 5, 42, 200, "akmola")
