"""Variance from sums over cells equals the definition with a row for each respondent."""

import numpy as np
import pytest

from saualnama.inference import Design, answer_set_crosstab, crosstab, crosstabs


def by_rows(design, columns):
    """Methods' definition: residualise, weight, sum PSUs, centre within strata."""
    n = design.rows
    dummies = np.ones((n, 0))
    if design.variance == "raked":
        dummies = np.concatenate(
            [np.eye(margin.max() + 1)[margin] for margin in design.margins], axis=1
        )
    slopes = np.linalg.lstsq(dummies, columns, rcond=1e-12)[0] if dummies.size else 0
    residual = columns - (dummies @ slopes if dummies.size else 0)
    z = residual * design.weights[:, None]
    strata = np.zeros(n, int) if design.strata is None else design.strata
    psu = np.arange(n) if design.psu is None else design.psu
    total = np.zeros((columns.shape[1],) * 2)
    for h in np.unique(strata):
        inside = strata == h
        sums = np.array([z[inside & (psu == c)].sum(axis=0) for c in np.unique(psu[inside])])
        away = sums - sums.mean(axis=0)
        total += len(sums) / (len(sums) - 1) * away.T @ away
    return total


def every_design(sample):
    weight = sample["weight"].to_numpy()
    margins = (sample["region"].to_numpy(), sample["sexage"].to_numpy())
    stratum, psu = sample["stratum"].to_numpy(), sample["psu"].to_numpy()
    for variance in ("fixed", "raked"):
        for strata in (None, stratum):
            for units in (None, psu):
                yield Design(weight, variance=variance, margins=margins, strata=strata, psu=units)


def test_crosstab_covariance(sample):
    answer, group = sample["answer"].to_numpy(), sample["group"].to_numpy()
    valid = (answer >= 0) & (group >= 0)
    indicators = np.zeros((len(answer), 16))
    indicators[valid, answer[valid] * 4 + group[valid]] = 1
    for design in every_design(sample):
        ours = crosstab(design, answer, group).covariance
        theirs = by_rows(design, indicators)
        np.testing.assert_allclose(ours, theirs, atol=1e-10 * theirs.max(), rtol=0)


def test_answer_set_covariance(sample):
    given, group = sample[["a1", "a2", "a3", "a4"]].to_numpy(), sample["group"].to_numpy()
    valid = given.any(axis=1) & (group >= 0)
    with_base = np.concatenate([given, np.ones((len(given), 1))], axis=1)
    columns = np.concatenate(
        [(valid & (group == i))[:, None] * with_base[:, [j]] for j in range(5) for i in range(4)],
        axis=1,
    )
    for design in every_design(sample):
        ours = answer_set_crosstab(design, given, group).covariance
        theirs = by_rows(design, columns)
        np.testing.assert_allclose(ours, theirs, atol=1e-10 * theirs.max(), rtol=0)


def test_many_tables_at_once_are_the_tables_one_by_one(sample):
    answers = [(sample[name].to_numpy(), 4) for name in ("answer", "sex")]
    groups = [(sample["group"].to_numpy(), 5), (sample["sexage"].to_numpy(), 6)]
    for design in every_design(sample):
        tables = crosstabs(design, answers, groups)
        for row, (answer, c) in zip(tables, answers, strict=True):
            for ours, (group, r) in zip(row, groups, strict=True):
                theirs = crosstab(design, answer, group, answers=c, groups=r)
                assert (ours.counts == theirs.counts).all()
                assert ours.df.tolist() == theirs.df.tolist()
                assert ours.table_df == theirs.table_df
                np.testing.assert_allclose(ours.weighted, theirs.weighted, rtol=1e-12)
                scale = theirs.weighted.max()
                np.testing.assert_allclose(
                    ours.covariance, theirs.covariance, rtol=0, atol=1e-11 * scale
                )


def test_totals_of_a_raking_margin_are_certain(designs, sample):
    table = crosstab(designs["raked"], sample["sexage"].to_numpy())
    assert np.abs(table.covariance).max() < 1e-10 * table.weighted.max()


@pytest.mark.parametrize("name", ["fixed", "raked", "clustered", "stratified"])
def test_missing_answers_stay_in_the_sample(designs, sample, name):
    """A row without an answer counts as a respondent outside the domain, not as no respondent."""
    design, answer = designs[name], sample["answer"].to_numpy()
    valid = crosstab(design, np.where(answer < 0, -1, answer), np.zeros(len(answer), int))
    domain = crosstab(design, np.where(answer < 0, 0, answer), np.where(answer < 0, -1, 0))
    np.testing.assert_array_equal(valid.covariance, domain.covariance)
    assert valid.table_df <= design.rows - 1
