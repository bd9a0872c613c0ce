"""Shares, intervals, means and tests agree with R `survey` on a seeded sample of 400."""

import numpy as np
import pytest
from scipy.stats import t as t_distribution

from saualnama.inference import (
    adjusted_residuals,
    answer_set_crosstab,
    answer_set_rao_scott,
    column_letters,
    crosstab,
    means,
    pearson_chi_square,
    rao_scott,
    replicate_covariance,
    replicate_shares,
    response_shares,
    shares,
    weighted_trend,
    yes_no_crosstab,
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


def test_parts_of_all_answers(case):
    design, sample, golden, rtol = case
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    ours = response_shares(answer_set_crosstab(design, given, sample["group"].to_numpy()))
    agree(ours.weighted, golden("parts").reshape(4, 4), rtol)
    agree(ours.se, golden("parts_se").reshape(4, 4), rtol)
    np.testing.assert_allclose(ours.weighted.sum(axis=0), 1, rtol=1e-12)
    np.testing.assert_allclose(ours.unweighted.sum(axis=0), 1, rtol=1e-12)


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


def test_answer_set_rao_scott(case):
    design, sample, golden, rtol = case
    given = sample[["a1", "a2", "a3", "a4"]].to_numpy()
    table = answer_set_crosstab(design, given, sample["group"].to_numpy())
    ours = answer_set_rao_scott(table)
    agree([ours.uncorrected, ours.statistic, ours.ndf, ours.ddf, ours.p], golden("mrcv"), rtol * 10)
    first = rao_scott(yes_no_crosstab(table, 0))
    f, ndf, ddf, p = golden("first_answer")
    agree([first.statistic, first.ndf], np.array([f, ndf]), rtol)
    if design.variance == "fixed":
        agree([first.ddf, first.p], np.array([ddf, p]), 1e-8)


def test_weighted_trend(case):
    design, sample, golden, rtol = case
    table = crosstab(design, sample["answer"].to_numpy(), sample["group"].to_numpy())
    ours = weighted_trend(table)
    agree([ours.statistic], golden("trend"), rtol)
    assert ours.df == golden("table_df")[0]


def test_column_contrasts(case):
    design, sample, golden, rtol = case
    table = crosstab(design, sample["answer"].to_numpy(), sample["group"].to_numpy())
    ours = column_letters(table)
    t = golden("contrasts")
    theirs = np.minimum(6 * 2 * t_distribution.sf(np.abs(t), golden("table_df")[0]), 1)
    agree(ours.p[0][np.triu_indices(4, 1)], theirs, rtol * 10)


def test_jackknife(sample, golden):
    weight, answer = sample["weight"].to_numpy(), sample["answer"].to_numpy()
    n = weight.size
    replicates = np.outer(weight, np.full(n, n / (n - 1))) * (1 - np.eye(n))
    full = replicate_shares(weight[:, None], answer)[0, :, 0]
    values = replicate_shares(replicates, answer)[:, :, 0]
    ours = replicate_covariance(full, values, scale=(n - 1) / n, centre="mean")
    agree(np.sqrt(np.diag(ours)), golden("jackknife_se"), 1e-10)
