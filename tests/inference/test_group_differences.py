"""Differences between groups. Truth: R `svyby` and `svycontrast` (golden); linearised values with a
row for each respondent; two means of a table of two groups."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from saualnama.errors import InputError
from saualnama.inference import (
    Design,
    answer_set_crosstab,
    column_letters,
    crosstab,
    mean_differences,
    means,
    share_differences,
)
from saualnama.inference.group_differences import (
    AT_AN_END,
    COMPARED,
    NO_DF,
    NO_ESTIMATE,
    NO_SPREAD,
    TOO_FEW,
)

PAIRS = np.triu_indices(4, 1)
SET = ["a1", "a2", "a3", "a4"]


@pytest.fixture(params=["fixed", "raked", "clustered", "stratified"])
def name(request) -> str:
    return request.param


def assert_as_in_r(found, row: int, theirs: np.ndarray, rtol: float) -> None:
    parts = [found.difference, found.se, found.low, found.high, found.p]
    ours = np.stack([part[row][PAIRS] for part in parts], axis=1)
    expected = theirs.reshape(6, 6)
    done = found.method[row][PAIRS] == COMPARED
    np.testing.assert_allclose(ours[done], expected[done][:, [0, 1, 3, 4, 5]], rtol=rtol)
    assert (expected[:, 2] == found.df[row]).all()
    np.testing.assert_allclose(ours[:, 0], expected[:, 0], rtol=rtol)


def test_shares_as_in_r(name, designs, sample, golden) -> None:
    table = crosstab(designs[name], sample["answer"].to_numpy(), sample["group"].to_numpy())
    found = share_differences(table)
    # R's `rake` variance sweeps its margins ten times where we project exactly
    for answer in range(4):
        assert_as_in_r(found, answer, golden(f"{name}_differences_{answer}"), 1e-8)
    # nobody of group 3 gave answer 2
    assert found.comparisons.tolist() == [6, 6, 3, 6]
    assert set(found.method[2, 3, :3]) == {AT_AN_END}


def test_means_as_in_r(name, designs, sample, golden) -> None:
    table = means(designs[name], sample["score"].to_numpy(), sample["group"].to_numpy())
    found = mean_differences(table)
    assert_as_in_r(found, 0, golden(f"{name}_differences_score"), 1e-8)
    assert found.comparisons.tolist() == [6]


def test_an_answer_of_a_set_is_its_own_question(name, designs, sample) -> None:
    given_, group = sample[SET].to_numpy(), sample["group"].to_numpy()
    several = share_differences(answer_set_crosstab(designs[name], given_, group))
    base = given_.any(axis=1)
    for j in range(4):
        single = share_differences(
            crosstab(designs[name], np.where(base, given_[:, j], -1), group, answers=2)
        )
        for part in ("difference", "se", "low", "high", "p", "p_adjusted"):
            ours, theirs = getattr(several, part)[j], getattr(single, part)[1]
            np.testing.assert_allclose(ours, theirs, rtol=1e-8, atol=1e-14)


def linearised(design: Design, values: np.ndarray, group: np.ndarray, raked: bool) -> np.ndarray:
    """Covariance of the groups' means from a linearised value for each respondent and group."""
    weight, has = design.weights, ~np.isnan(values)
    columns = []
    for g in range(4):
        inside = (has & (group == g)).astype(float)
        total = (weight * inside).sum()
        mean = (weight * inside * np.nan_to_num(values)).sum() / total
        columns.append(inside * (np.nan_to_num(values) - mean) / total)
    z = np.stack(columns, axis=1)
    if raked:
        dummies = np.concatenate([np.eye(m.max() + 1)[m] for m in design.margins], axis=1)
        z = z - dummies @ np.linalg.lstsq(dummies, z, rcond=None)[0]
    z = z * weight[:, None]
    z = z - z.mean(axis=0)
    return len(z) / (len(z) - 1) * z.T @ z


@pytest.mark.parametrize("variance", ["fixed", "raked"])
def test_a_row_for_each_respondent_says_the_same(variance, designs, sample) -> None:
    design, group = designs[variance], sample["group"].to_numpy()
    answer, score = sample["answer"].to_numpy(), sample["score"].to_numpy()
    shares = share_differences(crosstab(design, answer, group))
    cases = [(shares, i, np.where(answer < 0, np.nan, answer == i)) for i in range(4)]
    cases.append((mean_differences(means(design, score, group)), 0, score))
    for found, row, values in cases:
        v = linearised(design, values, group, variance == "raked")
        se = np.sqrt(np.diag(v)[:, None] + np.diag(v) - 2 * v)
        done = found.method[row] == COMPARED
        assert done.sum() in (6, 12)
        np.testing.assert_allclose(found.se[row][done], se[done], rtol=1e-10)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["fixed", "raked"]))
def test_turned_round_a_difference_changes_its_sign_and_nothing_else(seed, variance) -> None:
    rng = np.random.default_rng(seed)
    margin, group = rng.integers(0, 3, 240), rng.integers(0, 4, 240)
    design = Design(rng.uniform(0.3, 2, 240), variance=variance, margins=(margin,))
    table = crosstab(design, rng.integers(-1, 3, 240), group, answers=3, groups=4)
    points = means(design, rng.integers(1, 6, 240).astype(float), group, groups=4)
    for found in (share_differences(table), mean_differences(points)):
        flip = (0, 2, 1)
        np.testing.assert_array_equal(found.difference, -found.difference.transpose(flip))
        np.testing.assert_array_equal(found.low, -found.high.transpose(flip))
        for part in (found.p, found.p_adjusted, found.se):
            np.testing.assert_array_equal(part, part.transpose(flip))
        np.testing.assert_array_equal(found.method, found.method.transpose(flip))
        done = found.method == COMPARED
        # the interval leaves out 0 exactly when the test rejects
        outside = (found.low > 0) | (found.high < 0)
        np.testing.assert_array_equal(outside[done], found.p[done] < 0.05)
        assert (found.p_adjusted[done] >= found.p[done]).all()
        assert np.isnan(found.se[~done]).all()


def test_letters_are_given_where_the_adjusted_test_rejects(name, designs, sample) -> None:
    table = crosstab(designs[name], sample["answer"].to_numpy(), sample["group"].to_numpy())
    found, letters = share_differences(table), column_letters(table, alpha=0.3)
    higher = (found.p_adjusted < 0.3) & (found.difference > 0)
    expected = [
        ["".join("ABCD"[b] for b in np.flatnonzero(row)) for row in part] for part in higher
    ]
    assert [list(row) for row in letters.letters] == expected
    assert letters.comparisons == tuple(found.comparisons)
    assert any(any(row) for row in expected)


def test_equal_weights_are_welchs_test() -> None:
    rng = np.random.default_rng(11)
    first, second = rng.normal(3, 1, 60), rng.normal(3.3, 2, 90)
    group = np.repeat([0, 1], [60, 90])
    design = Design(np.ones(150), variance="fixed")
    found = mean_differences(means(design, np.concatenate([first, second]), group))
    welch = ttest_ind(first, second, equal_var=False)
    # the design divides by n where Welch divides by each group's n - 1
    scale = np.sqrt(first.var() / 60 + second.var() / 90) * np.sqrt(150 / 149)
    exact = np.sqrt(first.var(ddof=1) / 60 + second.var(ddof=1) / 90)
    t = found.difference[0, 0, 1] / found.se[0, 0, 1]
    assert t == pytest.approx(welch.statistic * exact / scale, rel=1e-12)
    assert found.df.tolist() == [149]


def table_of(counts: list[list[int]]):
    answer, group = np.indices(np.shape(counts)).reshape(2, -1).repeat(np.ravel(counts), axis=1)
    design = Design(np.ones(answer.size), variance="fixed")
    return crosstab(design, answer, group, answers=len(counts), groups=len(counts[0]))


def test_pairs_that_cannot_be_compared_say_why() -> None:
    found = share_differences(table_of([[20, 15, 14, 0, 50, 0], [20, 15, 15, 30, 0, 0]]))
    assert found.method[0, 0].tolist() == [
        "", COMPARED, TOO_FEW, AT_AN_END, AT_AN_END, NO_ESTIMATE,
    ]  # fmt: skip
    assert found.comparisons.tolist() == [1, 1]
    assert found.difference[0, 4, 3] == 1.0
    assert np.isnan(found.difference[0, 0, 5])
    assert share_differences(table_of([[20, 14], [20, 15]]), minimum_base=29).comparisons[0] == 1


def test_a_mean_without_variance_says_so() -> None:
    design, group = Design(np.ones(120), variance="fixed"), np.repeat([0, 1, 2], 40)
    scores = np.where(group == 2, 3.0, np.arange(120) % 5)
    found = mean_differences(means(design, scores, group, groups=4))
    assert found.method[0, 0].tolist() == ["", COMPARED, NO_SPREAD, NO_ESTIMATE]
    assert found.difference[0, 0, 2] == pytest.approx(scores[:40].mean() - 3)


def test_what_raking_fixes_has_no_variance(designs, sample) -> None:
    region = sample["region"].to_numpy()
    half = np.arange(len(region)) % 2
    margins = (region * 2 + half,)
    design = Design(sample["weight"].to_numpy(), variance="raked", margins=margins)
    found = share_differences(crosstab(design, half, region))
    assert set(found.method[0][np.triu_indices(5, 1)]) == {NO_SPREAD}
    assert np.isfinite(found.difference[0]).sum() == 20


def test_no_degrees_of_freedom_no_test() -> None:
    strata, psu = np.repeat([0, 1], 60), np.tile(np.repeat([0, 1], 30), 2)
    # one PSU of each stratum answers
    answer = np.where(psu == 0, np.arange(120) % 2, -1)
    design = Design(np.ones(120), variance="fixed", strata=strata, psu=psu)
    found = share_differences(crosstab(design, answer, strata))
    assert found.method[0, 0, 1] == NO_DF
    assert found.comparisons.tolist() == [0, 0]


@pytest.mark.parametrize("options", [{"level": 1.0}, {"minimum_base": 1}])
def test_options_out_of_range_are_refused(options) -> None:
    with pytest.raises(InputError):
        share_differences(table_of([[20, 15], [20, 15]]), **options)
