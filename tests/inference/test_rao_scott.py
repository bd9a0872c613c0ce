"""Properties of the design-based test, R's own data where R is installed, and refusals."""

import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import f as f_distribution

from saualnama.inference import Design, crosstab, pearson_chi_square, rao_scott, shares


def made(seed, n=200, c=3, r=4):
    rng = np.random.default_rng(seed)
    return (
        rng.integers(-1, c, n),
        rng.integers(-1, r, n),
        np.exp(rng.normal(0, 0.5, n)),
        (rng.integers(0, 4, n), rng.integers(0, 3, n)),
    )


def numbers(test):
    return np.array([test.chi_square, test.statistic, test.ndf, test.ddf, test.p])


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), variance=st.sampled_from(["fixed", "raked"]))
def test_scale_of_weights_and_names_of_categories_do_not_matter(seed, variance):
    answer, group, weight, margins = made(seed)
    ours = numbers(
        rao_scott(crosstab(Design(weight, variance=variance, margins=margins), answer, group))
    )
    scaled = Design(weight * 7, variance=variance, margins=margins[::-1])
    np.testing.assert_allclose(numbers(rao_scott(crosstab(scaled, answer, group))), ours, rtol=1e-8)
    turn = np.array([2, 0, 1, -1])
    renamed = Design(weight, variance=variance, margins=(3 - margins[0], margins[1]))
    again = numbers(rao_scott(crosstab(renamed, turn[answer], group)))
    np.testing.assert_allclose(again, ours, rtol=1e-8)
    swapped = numbers(rao_scott(crosstab(renamed, group, answer)))
    np.testing.assert_allclose(swapped, ours, rtol=1e-8)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_equal_weights_bring_it_to_pearsons(seed):
    answer, group, weight, _ = made(seed, n=800)
    table = crosstab(Design(np.ones(weight.size), variance="fixed"), answer, group)
    ours, plain = rao_scott(table), pearson_chi_square(table.counts)
    assert ours.chi_square == pytest.approx(plain.statistic, rel=1e-9)
    # V is n/(n - 1) of the multinomial covariance of the valid rows, so Delta is that times 1
    n = weight.size
    assert ours.statistic == pytest.approx(plain.statistic / plain.df * (n - 1) / n, rel=1e-9)
    assert ours.ndf == pytest.approx(plain.df, rel=1e-9)


def test_the_shortcut_of_full_tables_is_the_definition():
    """Delta formed as methods' steps 2 to 4 say, on contrasts, against the traces without it."""
    answer, group, weight, _ = made(3, n=400)
    full = crosstab(Design(weight, variance="fixed"), answer, group)
    share = full.weighted / full.weighted.sum()
    p = share.ravel()
    rows, columns = np.indices(share.shape).reshape(2, -1)
    main = np.column_stack([np.ones(12), np.eye(3)[rows][:, 1:], np.eye(4)[columns][:, 1:]])
    products = np.einsum("ka,kb->kab", np.eye(3)[rows][:, 1:], np.eye(4)[columns][:, 1:])
    basis = products.reshape(12, -1)
    basis = basis - main @ np.linalg.lstsq(main, basis, rcond=None)[0]
    centred = np.eye(p.size) - np.outer(p, np.ones(p.size))
    v = centred @ full.covariance @ centred.T / full.weighted.sum() ** 2
    n = full.counts.sum()
    delta = np.linalg.solve(
        basis.T @ np.diag(1 / p) @ basis / n, basis.T @ np.diag(1 / p) @ v @ np.diag(1 / p) @ basis
    )
    ours = rao_scott(full)
    trace = np.trace(delta)
    assert ours.statistic == pytest.approx(ours.chi_square / trace, rel=1e-10)
    assert ours.ndf == pytest.approx(trace**2 / np.trace(delta @ delta), rel=1e-10)
    assert ours.p == pytest.approx(
        f_distribution.sf(ours.statistic, ours.ndf, ours.ndf * full.table_df), rel=1e-10
    )


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_row_twice_leaves_shares_and_empty_categories_leave_the_test(seed):
    answer, group, weight, margins = made(seed)
    design = Design(weight, variance="raked", margins=margins)
    table = crosstab(design, answer, group)
    twice = crosstab(
        Design(np.tile(weight, 2), variance="fixed"), np.tile(answer, 2), np.tile(group, 2)
    )
    np.testing.assert_allclose(shares(twice).weighted, shares(table).weighted, rtol=1e-12)
    wide = crosstab(design, np.where(answer > 0, answer + 2, answer), group, answers=6, groups=7)
    np.testing.assert_allclose(numbers(rao_scott(wide)), numbers(rao_scott(table)), rtol=1e-9)


def test_a_sparse_table_is_flagged_and_still_finite():
    rng = np.random.default_rng(5)
    answer = np.array([0, 0, 1, 1, 2, 2, 2, 1])
    group = np.array([0, 0, 1, 1, 2, 2, 3, 3])
    ours = rao_scott(crosstab(Design(rng.uniform(1, 2, 8), variance="fixed"), answer, group))
    assert ours.sparse
    assert np.isfinite(numbers(ours)).all()
    assert 0 <= ours.p <= 1


@pytest.mark.parametrize(
    "answer, group, why",
    [
        ([0, 0, 0, 0], [0, 1, 0, 1], "everybody gave the same answer"),
        ([0, 1, 0, 1], [2, 2, 2, 2], "the grouping has one category"),
        ([0, 0, -1, -1], [1, 1, 0, 0], "same answer; the grouping has one category"),
    ],
)
def test_what_cannot_be_tested_says_why(answer, group, why):
    ours = rao_scott(
        crosstab(Design(np.ones(4), variance="fixed"), np.array(answer), np.array(group))
    )
    assert ours.p is None
    assert ours.statistic is None
    assert why in ours.method


def test_a_table_that_the_margins_determine_is_refused():
    rng = np.random.default_rng(2)
    sex, age = rng.integers(0, 2, 200), rng.integers(0, 3, 200)
    design = Design(rng.uniform(1, 2, 200), variance="raked", margins=(sex * 3 + age,))
    assert "leave the table no variance" in rao_scott(crosstab(design, sex, age)).method


API = """
suppressMessages(library(survey)); data(api)
d <- apisrs; d$w <- d$pw * (1 + 0.8 * (d$ell > 20))
d$a <- as.integer(cut(d$api00, c(0, 600, 700, 1000))) - 1
d$b <- as.integer(cut(d$meals, c(-1, 25, 60, 101))) - 1
x <- rake(svydesign(ids = ~1, weights = ~w, data = d), list(~stype, ~sch.wide),
  list(data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018)),
       data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))),
  control = list(epsilon = 1e-12, maxit = 500))
d$w <- weights(x); d$s <- as.integer(d$stype) - 1; d$t <- as.integer(d$sch.wide) - 1
d <- d[, c("w", "a", "b", "s", "t")]
e <- data.frame(w = apiclus1$pw, a = as.integer(apiclus1$sch.wide) - 1,
  b = as.integer(apiclus1$stype) - 1, s = apiclus1$dnum, t = 1)
d$which <- 0; e$which <- 1
write.csv(format(rbind(d, e), digits = 17), stdout(), row.names = FALSE, quote = FALSE)
"""


@pytest.fixture(scope="module")
def api():
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    command = [program, "-e", API]
    found = subprocess.run(  # noqa: S603  our own constant command
        command, capture_output=True, text=True, check=False, timeout=120
    )
    if found.returncode:
        pytest.skip("R has no package survey")
    lines = [line.replace(" ", "").split(",") for line in found.stdout.splitlines()]
    return pd.DataFrame(lines[1:], columns=lines[0]).astype(float)


def columns(frame):
    return [frame[name].to_numpy().astype(int) for name in "abst"]


@pytest.mark.r
def test_golden_values_of_a_raked_sample(api):
    """R's data apisrs raked to stype and sch.wide, api00 by meals."""
    d = api[api["which"] == 0]
    a, b, s, t = columns(d)
    weight = d["w"].to_numpy()
    fixed = rao_scott(crosstab(Design(weight, variance="fixed"), a, b))
    assert fixed.statistic == pytest.approx(31.30475673, rel=1e-9)
    assert fixed.ndf == pytest.approx(3.927870456, rel=1e-9)
    assert fixed.ddf == pytest.approx(781.6462208, rel=1e-9)
    raked = rao_scott(crosstab(Design(weight, variance="raked", margins=(s, t)), a, b))
    assert raked.statistic == pytest.approx(31.84015866, rel=1e-8)
    assert raked.ndf == pytest.approx(3.935369470, rel=1e-8)
    assert raked.ddf == pytest.approx(783.1385246, rel=1e-8)


@pytest.mark.r
def test_golden_values_of_a_cluster_sample(api):
    """R's data apiclus1, sch.wide by stype, without finite population correction."""
    d = api[api["which"] == 1]
    a, b, psu, _ = columns(d)
    ours = rao_scott(crosstab(Design(d["w"].to_numpy(), variance="fixed", psu=psu), a, b))
    found = (ours.statistic, ours.ndf, ours.ddf, ours.p)
    assert found == pytest.approx((5.090462615, 1.494639778, 20.92495689, 0.02307161682), rel=1e-9)
