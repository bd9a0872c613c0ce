"""Replicate variance: the jackknife of a mean, options, and refusals."""

import numpy as np
import pytest

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    crosstab,
    replicate_covariance,
    replicate_shares,
    shares,
)


def test_jackknife_of_a_mean_is_its_textbook_variance():
    y = np.random.default_rng(1).normal(size=30)
    values = (y.sum() - y)[:, None] / 29
    ours = replicate_covariance([y.mean()], values, scale=29 / 30)
    assert ours[0, 0] == pytest.approx(y.var(ddof=1) / 30, rel=1e-12)


def test_options_change_the_output():
    values = np.array([[1.0], [2.0], [4.0]])
    full = replicate_covariance([2.0], values, scale=1 / 3, centre="estimate")
    assert full[0, 0] == pytest.approx(5 / 3)
    mean = replicate_covariance([2.0], values, scale=1 / 3)
    assert mean[0, 0] == pytest.approx(42 / 27)
    factors = replicate_covariance([2.0], values, scale=1 / 3, factors=[0, 0, 2], centre="estimate")
    assert factors[0, 0] == pytest.approx(8 / 3)


@pytest.mark.parametrize("centre", ["mean", "estimate"])
def test_factors_and_centres_are_those_of_r(golden, centre):
    values = np.column_stack([[1.0, 2, 4, 3], [0.0, 1, 5, 2]])
    ours = replicate_covariance([2.5, 1.0], values, scale=0.3, factors=[1, 0, 2, 1], centre=centre)
    np.testing.assert_allclose(ours.ravel(), golden(f"replicates_{centre}"), rtol=1e-12)


def test_jackknifed_shares_are_close_to_linearised_ones(sample):
    weight, answer = sample["weight"].to_numpy(), sample["answer"].to_numpy()
    group, n = sample["group"].to_numpy(), len(sample)
    replicates = np.outer(weight, np.ones(n)) * (1 - np.eye(n))
    table = shares(crosstab(Design(weight, variance="fixed"), answer, group))
    values = replicate_shares(replicates, answer, group)
    covariance = replicate_covariance(
        table.weighted.ravel(), values.reshape(n, -1), scale=(n - 1) / n
    )
    ours = np.sqrt(np.diag(covariance)).reshape(table.se.shape)
    np.testing.assert_allclose(ours, table.se, rtol=0.03, atol=1e-12)


def test_raking_each_jackknife_replicate_confirms_the_projection(sample):
    """Two ways to let the variance know of raking."""
    n = len(sample)
    margins = (sample["region"].to_numpy(), sample["sexage"].to_numpy())
    targets = (np.array([0.3, 0.25, 0.2, 0.15, 0.1]), np.full(6, 1 / 6))
    replicates = np.outer(sample["base"].to_numpy(), np.ones(n)) * (1 - np.eye(n))
    for _ in range(40):
        for codes, target in zip(margins, targets, strict=True):
            dummies = np.eye(target.size)[codes]
            replicates *= dummies @ (n * target[:, None] / (dummies.T @ replicates))
    weight = sample["weight"].to_numpy()
    design = Design(weight, variance="raked", margins=margins)
    for name in ("answer", "sex"):
        answer = sample[name].to_numpy()
        table = shares(crosstab(design, answer, sample["group"].to_numpy()))
        values = replicate_shares(replicates, answer, sample["group"].to_numpy())
        covariance = replicate_covariance(
            table.weighted.ravel(), values.reshape(n, -1), scale=(n - 1) / n
        )
        ours = np.sqrt(np.diag(covariance)).reshape(table.se.shape)
        np.testing.assert_allclose(table.se, ours, rtol=0.06, atol=1e-12)
    sex = crosstab(design, sample["sex"].to_numpy())
    fixed = crosstab(Design(weight, variance="fixed"), sample["sex"].to_numpy())
    spread = replicate_shares(replicates, sample["sex"].to_numpy())[:, 0, 0].std()
    assert spread < 1e-9
    assert shares(sex).se[0, 0] == 0 < shares(fixed).se[0, 0]


def test_refusals():
    with pytest.raises(InputError) as error:
        replicate_covariance([1.0], [[1.0], [np.nan]], scale=0, centre="median")
    codes = [fault.code for fault in error.value.faults]
    assert codes == ["not-finite", "bad-scale", "unknown-centre"]
    with pytest.raises(InputError):
        replicate_covariance([1.0, 2.0], [[1.0], [2.0]], scale=1)
    with pytest.raises(InputError) as error:
        replicate_shares(np.array([[1.0, 0], [1, 1]]), np.array([0, 1]), np.array([0, 1]))
    assert "replicate 2, group 0" in str(error.value)
    with pytest.raises(InputError):
        replicate_shares(np.array([[1.0, -1]]), np.array([0]))
