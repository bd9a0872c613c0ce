"""Shares, intervals, means and tests agree with R `survey` on a seeded sample of 400."""

import numpy as np
import pytest

from saualnama.inference import (
    adjusted_residuals,
    answer_set_crosstab,
    crosstab,
    means,
    pearson_chi_square,
    rao_scott,
    shares,
)

DESIGNS = ["fixed", "raked", "clustered", "stratified"]
# R's `rake` variance sweeps its margins ten times where we project exactly
CLOSE = {"fixed": 1e-9, "raked": 1e-8, "clustered": 1e-9, "stratified": 1e-9}


def agree(ours, theirs, rtol):
    known = np.isfinite(theirs)
    assert known.any()
    np.testing.assert_allclose(np.asarray(ours, dtype=float)[known], theirs[known], rtol=rtol)


@pytest.fixture(params=DESIGNS)
def case(request, designs, sample, golden):
    name = request.param
    return designs[name], sample, lambda what: golden(f"{name}_{what}"), CLOSE[name]


def test_shares_and_intervals(case):
    design, sample, golden, rtol = case
    table = crosstab(design, sample["answer"].to_numpy(), sample["group"].to_numpy())
    ours = shares(table)
    shape = ours.weighted.shape
    agree(ours.weighted, golden("share").reshape(shape), rtol)
    agree(ours.se, golden("se").reshape(shape), rtol)
    agree(ours.deff, golden("deff").reshape(shape), rtol)
    assert ours.df.tolist() == golden("df").tolist()
    agree(ours.low, golden("low").reshape(shape), rtol)
    agree(ours.high, golden("high").reshape(shape), rtol)
    exact = shares(table, interval="korn_graubard")
    # R does not cap the effective size at n
    uncapped = ours.deff > 1.1
    assert uncapped.any()
    agree(exact.low[uncapped], golden("kg_low").reshape(shape)[uncapped], rtol)
    agree(exact.high[uncapped], golden("kg_high").reshape(shape)[uncapped], rtol)


def test_means(case):
    design, sample, golden, rtol = case
    ours = means(design, sample["score"].to_numpy(), sample["group"].to_numpy())
    agree(ours.weighted, golden("mean"), rtol)
    agree(ours.se, golden("mean_se"), rtol)
    agree(ours.deff, golden("mean_deff"), rtol)


def test_answer_set(case):
    design, sample, golden, rtol = case
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    ours = shares(answer_set_crosstab(design, given, sample["group"].to_numpy()))
    agree(ours.weighted, golden("set").reshape(4, 4), rtol)
    agree(ours.se, golden("set_se").reshape(4, 4), rtol)


@pytest.mark.parametrize("row, key", [("answer", "rao_scott"), ("sex", "rao_scott_sex")])
def test_rao_scott(case, row, key):
    design, sample, golden, rtol = case
    test = rao_scott(crosstab(design, sample[row].to_numpy(), sample["group"].to_numpy()))
    f, ndf, ddf, p = golden(key)
    agree([test.statistic, test.ndf], np.array([f, ndf]), rtol)
    if design.variance == "fixed":
        agree([test.ddf, test.p], np.array([ddf, p]), 1e-8)
    else:
        # R counts the PSUs of all rows there, missing answers too
        assert test.ddf == pytest.approx(ddf / (design.rows - 1) * (test.n - 1), rel=1e-8)


def test_pearson_and_residuals(designs, sample, golden):
    table = crosstab(designs["fixed"], sample["answer"].to_numpy(), sample["group"].to_numpy())
    test = pearson_chi_square(table.counts)
    agree([test.statistic, test.df, test.p], golden("pearson"), 1e-12)
    agree(adjusted_residuals(table.counts).ravel(), golden("stdres"), 1e-10)
