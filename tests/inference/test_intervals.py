"""Intervals: other packages at equal weights, and what they must never do."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, t
from statsmodels.stats.proportion import proportion_confint

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    crosstab,
    effective_size,
    korn_graubard_interval,
    logit_interval,
    shares,
    wilson_interval,
)


def test_golden_values_of_the_raked_api_sample():
    """R svyciprop on data(api), weights taken as fixed: p, its interval and so its error."""
    p, low, high, df = 0.34265702, 0.28014039, 0.41115650, 199
    logit = lambda x: np.log(x / (1 - x))  # noqa: E731
    se = (logit(high) - logit(low)) / 2 / t.ppf(0.975, df) * p * (1 - p)
    ours = logit_interval(p, se, df)
    assert ours == (pytest.approx(low, abs=2e-8), pytest.approx(high, abs=2e-8))
    # n* is 202.08 of 200 there, which R does not cap: a larger n with its own t keeps it
    exact = korn_graubard_interval(p, se, 400, 399)
    assert exact == (pytest.approx(0.27749676, abs=5e-8), pytest.approx(0.41251146, abs=5e-8))


@pytest.mark.parametrize("yes, n", [(1, 2), (3, 10), (40, 41), (500, 1000)])
def test_equal_weights_give_wilson_and_clopper_pearson_of_statsmodels(yes, n):
    p = yes / n
    se = np.sqrt(p * (1 - p) / n)
    wilson = wilson_interval(p, se, n, n - 1)
    assert wilson == pytest.approx(proportion_confint(yes, n, method="wilson"), rel=1e-10)
    exact = korn_graubard_interval(p, se, n, n - 1)
    assert exact == pytest.approx(proportion_confint(yes, n, method="beta"), rel=1e-10)


def test_shares_of_nobody_and_everybody_have_exact_one_sided_ends():
    design = Design(np.ones(10), variance="fixed")
    ours = shares(crosstab(design, np.zeros(10, int), answers=2))
    assert ours.interval[:, 0].tolist() == ["korn_graubard", "korn_graubard"]
    assert ours.high[1, 0] == pytest.approx(beta.ppf(0.975, 1, 10), rel=1e-12)
    assert (ours.low[1, 0], ours.high[0, 0]) == (0.0, 1.0)
    assert np.isnan(ours.deff).all()


def test_effective_size_is_at_most_the_base():
    assert effective_size(0.5, 0.001, 100, 99) == 100
    assert effective_size(0.5, 0.1, 100, 99) == pytest.approx(25)


def test_no_interval_rather_than_one_of_no_width(designs, sample):
    # the share of a raking margin is certain
    ours = shares(crosstab(designs["raked"], sample["sexage"].to_numpy()))
    assert (ours.se == 0).all()
    assert np.isnan(ours.low).all()
    assert all(text.startswith("none: no variance") for text in ours.interval.ravel())


def test_a_base_of_one_and_an_empty_base_say_so():
    design = Design(np.ones(4), variance="fixed")
    table = crosstab(design, np.array([0, 1, 0, 1]), np.array([0, 1, 1, 1]), groups=3)
    ours = shares(table)
    assert ours.interval[:, 0].tolist() == ["none: base of 1"] * 2
    assert ours.interval[:, 2].tolist() == ["none: empty base"] * 2
    assert np.isnan(ours.weighted[:, 2]).all()
    assert ours.interval[:, 1].tolist() == ["logit"] * 2


def test_every_interval_option_changes_the_output(designs, sample):
    table = crosstab(designs["raked"], sample["answer"].to_numpy(), sample["group"].to_numpy())
    lows = [shares(table, interval=name).low for name in ("logit", "korn_graubard", "wilson")]
    lows.append(shares(table, level=0.9).low)
    at = np.unravel_index(0, table.counts.shape)
    assert len({float(low[at]) for low in lows}) == 4
    with pytest.raises(InputError):
        shares(table, interval="wald")
    with pytest.raises(InputError):
        shares(table, level=95)


@settings(deadline=None)
@given(
    p=st.floats(0.001, 0.999),
    deff=st.floats(0.2, 20),
    n=st.integers(2, 5000),
    level=st.floats(0.5, 0.999),
)
def test_intervals_hold_their_share_inside_0_and_1(p, deff, n, level):
    se = np.sqrt(deff * p * (1 - p) / n)
    for method in (
        logit_interval(p, se, n - 1, level=level),
        korn_graubard_interval(p, se, n, n - 1, level=level),
        wilson_interval(p, se, n, n - 1, level=level),
    ):
        low, high = method
        assert 0 <= low <= p * (1 + 1e-12)
        assert p * (1 - 1e-12) <= high <= 1
