"""Messages for people. Truth: the message as a person should read it."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.errors import MOST_SHOWN, Fault, InputError, raise_if_any


def test_a_message_says_what_where_and_what_to_do():
    error = InputError(
        "responses.sav cannot be used",
        [
            Fault("unknown-code", "row 3, column Q1", "unknown code 7", "1, 2", "correct the file"),
            Fault("missing-id", "row 9, column ID", "no respondent id"),
        ],
    )
    assert str(error) == (
        "responses.sav cannot be used:\n"
        "  row 3, column Q1: unknown code 7; expected 1, 2. Correct the file\n"
        "  row 9, column ID: no respondent id"
    )


@given(st.integers(min_value=1, max_value=3 * MOST_SHOWN))
def test_a_long_list_is_cut_and_counted(times):
    faults = [Fault("x", f"row {at}", "wrong") for at in range(times)]
    error = InputError("a", faults)
    lines = str(error).splitlines()
    assert len(error.faults) == times
    assert len(lines) == 1 + min(times, MOST_SHOWN) + (times > MOST_SHOWN)
    if times > MOST_SHOWN:
        assert lines[-1] == f"  and {times - MOST_SHOWN} more of this kind"


def test_an_error_without_a_fault_is_a_bug():
    with pytest.raises(ValueError, match="at least one fault"):
        InputError("a", [])
    raise_if_any("a", [])


def test_faults_can_come_one_by_one():
    with pytest.raises(InputError) as caught:
        raise_if_any("a", (Fault("x", str(at), "wrong") for at in range(3)))
    assert [fault.where for fault in caught.value.faults] == ["0", "1", "2"]


def test_an_error_survives_another_process():
    error = InputError("a", [Fault("x", "here", "wrong", "right", "mend it")])
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert str(again) == str(error)
    assert again.faults == error.faults
