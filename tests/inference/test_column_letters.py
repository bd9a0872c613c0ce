"""Column letters: who is given whose letter."""

import numpy as np
import pytest
from statsmodels.stats.proportion import proportions_ztest

from saualnama.errors import InputError
from saualnama.inference import Design, answer_set_crosstab, column_letters, crosstab
from saualnama.inference.column_letters import column_letter

COUNTS = np.array([[20, 60, 40, 5], [80, 40, 60, 5]])


@pytest.fixture(scope="module")
def table():
    answer, group = np.indices(COUNTS.shape).reshape(2, -1).repeat(COUNTS.ravel(), axis=1)
    return crosstab(Design(np.ones(answer.size), variance="fixed"), answer, group)


def test_the_higher_column_is_given_the_letter_of_the_lower(table):
    ours = column_letters(table)
    assert ours.letters == (("", "AC", "A", ""), ("BC", "", "B", ""))
    assert ours.comparisons == (3, 3)
    assert np.isnan(ours.p[:, 3]).all()
    assert column_letters(table, minimum_base=5).comparisons == (6, 6)
    assert column_letters(table, alpha=1e-6).letters[0] == ("", "A", "", "")


def test_spss_style_is_the_pooled_z_test_with_bonferroni(table):
    ours = column_letters(table, method="spss")
    _, theirs = proportions_ztest([20, 40], [100, 100])
    assert ours.p[0, 0, 2] == pytest.approx(3 * theirs, rel=1e-10)
    assert "SPSS" in ours.method


def test_one_answer_of_a_set_compares_as_its_own_question(designs, sample):
    given, group = sample[["a1", "a2", "a3", "a4"]].to_numpy(), sample["group"].to_numpy()
    several = column_letters(answer_set_crosstab(designs["raked"], given, group))
    base = given.any(axis=1)
    for j in range(4):
        single = crosstab(designs["raked"], np.where(base, given[:, j], -1), group)
        np.testing.assert_allclose(several.p[j], column_letters(single).p[1], rtol=1e-9)


def test_names_of_columns():
    assert [column_letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_options_out_of_range_are_listed_together(table):
    with pytest.raises(InputError) as error:
        column_letters(table, alpha=5, minimum_base=1, method="stata")
    assert len(error.value.faults) == 3
