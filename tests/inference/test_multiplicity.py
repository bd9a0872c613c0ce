"""Holm and Benjamini-Hochberg against statsmodels."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from saualnama.errors import InputError
from saualnama.inference import benjamini_hochberg, holm

p_values = st.lists(st.one_of(st.none(), st.floats(0, 1)), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(p_values)
def test_both_are_multipletests_with_undone_tests_left_alone(p):
    done = [value for value in p if value is not None]
    for ours, name in ((holm(p), "holm"), (benjamini_hochberg(p), "fdr_bh")):
        assert [value is None for value in ours] == [value is None for value in p]
        found = [value for value in ours if value is not None]
        theirs = multipletests(done, method=name)[1].tolist() if done else []
        assert found == pytest.approx(theirs, rel=1e-12, abs=1e-300)


def test_all_values_out_of_range_are_named():
    with pytest.raises(InputError) as error:
        holm([0.5, 1.5, None, float("nan")])
    assert [fault.where for fault in error.value.faults] == ["test 2", "test 4"]
