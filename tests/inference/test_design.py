"""What a design refuses, all faults of a kind at once."""

import numpy as np
import pytest

from saualnama.errors import InputError
from saualnama.inference import Design, answer_set_crosstab, crosstab, means


def codes_of(error):
    return [fault.code for fault in error.value.faults]


def test_weights_that_are_missing_zero_negative_or_infinite_are_listed_together():
    with pytest.raises(InputError) as error:
        Design(np.array([1.0, np.nan, 0.0, -1.0, np.inf, 0.0]), variance="fixed")
    assert codes_of(error) == [
        "missing-weight",
        "infinite-weight",
        "zero-weight",
        "negative-weight",
    ]
    assert "rows 3, 6: weight is zero" in str(error.value)


def test_one_respondent_is_no_sample():
    with pytest.raises(InputError) as error:
        Design(np.ones(1), variance="fixed")
    assert codes_of(error) == ["too-few-rows"]


def test_a_stratum_with_one_psu_is_named():
    strata = np.array([0, 0, 1, 2, 2])
    with pytest.raises(InputError) as error:
        Design(np.ones(5), variance="fixed", strata=strata)
    assert codes_of(error) == ["lonely-psu"]
    assert "stratum 1" in str(error.value)
    with pytest.raises(InputError) as error:
        Design(np.ones(5), variance="fixed", strata=np.array([0, 0, 0, 1, 1]), psu=np.zeros(5, int))
    assert codes_of(error) == ["lonely-psu", "lonely-psu"]


def test_a_stratum_is_named_by_its_own_code():
    with pytest.raises(InputError) as error:
        Design(np.ones(3), variance="fixed", strata=np.array([4, 4, 9]))
    assert "stratum 9" in str(error.value)


def test_raked_variance_needs_margins_and_margins_need_codes():
    with pytest.raises(InputError) as error:
        Design(np.ones(3), variance="raked")
    assert codes_of(error) == ["no-margins"]
    with pytest.raises(InputError) as error:
        Design(np.ones(3), variance="raked", margins=(np.array([0, -1, 1]),))
    assert codes_of(error) == ["code-out-of-range"]
    with pytest.raises(InputError) as error:
        Design(np.ones(3), variance="linear")
    assert codes_of(error) == ["unknown-variance"]


@pytest.mark.parametrize(
    "answer, code",
    [
        ([0, 1], "wrong-length"),
        ([0.0, 1.0, 0.5], "not-codes"),
        ([0, 1, -2], "code-out-of-range"),
        ([-1, -1, -1], "empty-base"),
    ],
)
def test_answers_that_are_no_codes(answer, code):
    with pytest.raises(InputError) as error:
        crosstab(Design(np.ones(3), variance="fixed"), np.array(answer))
    assert codes_of(error) == [code]


def test_answer_sets_are_zero_or_one_and_inside_their_base():
    design = Design(np.ones(3), variance="fixed")
    given = np.array([[1, 0], [0, 1], [0, 0]])
    with pytest.raises(InputError) as error:
        answer_set_crosstab(design, given * 2)
    assert codes_of(error) == ["not-zero-or-one"]
    with pytest.raises(InputError) as error:
        answer_set_crosstab(design, given[:2])
    assert codes_of(error) == ["wrong-length"]
    with pytest.raises(InputError) as error:
        answer_set_crosstab(design, given, base=np.array([True, False, True]))
    assert codes_of(error) == ["answer-outside-base"]
    with pytest.raises(InputError) as error:
        answer_set_crosstab(design, np.zeros((3, 2), int))
    assert codes_of(error) == ["empty-base"]
    asked = answer_set_crosstab(design, given, base=np.ones(3, dtype=bool))
    assert asked.base.tolist() == [3]


def test_scores_are_finite_or_missing():
    design = Design(np.ones(3), variance="fixed")
    with pytest.raises(InputError) as error:
        means(design, np.array([1.0, np.inf, 2.0]))
    assert codes_of(error) == ["infinite-score"]
    with pytest.raises(InputError) as error:
        means(design, np.full(3, np.nan))
    assert codes_of(error) == ["empty-base"]
