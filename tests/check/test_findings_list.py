"""The list of findings. Truth: faults written by hand, and what a person would say of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from saualnama.check.findings import (
    PARTS,
    SEVERITIES,
    Finding,
    count,
    errors,
    in_order,
    listed,
    rows_together,
)
from saualnama.errors import Fault


def code_in_row(row: int, code: int = 7, column: str = "Q2") -> Fault:
    return Fault("unknown-code", f"a.csv, row {row}, column {column}", f"unknown code {code}", "1")


def test_one_wrong_code_in_many_rows_is_one_line() -> None:
    (fault,) = rows_together([code_in_row(row) for row in range(2, 302)])
    assert fault.where == "a.csv, column Q2, rows 2, 3, 4, 5, 6 (+295)"
    assert (fault.code, fault.problem, fault.expected) == ("unknown-code", "unknown code 7", "1")


def test_another_code_or_column_is_another_line() -> None:
    faults = [code_in_row(2), code_in_row(3, 8), code_in_row(4, column="Q3"), code_in_row(5)]
    assert [(f.where, f.problem) for f in rows_together(faults)] == [
        ("a.csv, column Q2, rows 2, 5", "unknown code 7"),
        ("a.csv, row 3, column Q2", "unknown code 8"),
        ("a.csv, row 4, column Q3", "unknown code 7"),
    ]


def test_a_column_of_dates_is_one_line() -> None:
    faults = [
        Fault("out-of-range", f"a.csv, row {row}, column AGE", f"1980-01-{row}", "18 to 100", "!")
        for row in range(10, 29)
    ]
    (fault,) = rows_together(faults)
    assert fault.where == "a.csv, column AGE"
    assert fault.problem == "19 different faults, the first in row 10: 1980-01-10"
    assert (fault.expected, fault.hint) == ("18 to 100", "!")
    assert rows_together(faults[:8]) == faults[:8]


def test_words_to_write_are_counted_by_language() -> None:
    faults = [
        Fault("todo", f"labels.csv, line {line}", f"TODO: the word of `q{line}` in `{language}`")
        for line in (2, 3, 4)
        for language in ("kk", "en")
    ]
    assert [str(fault) for fault in rows_together(faults)] == [
        "labels.csv, lines 2, 3, 4: 3 words are to be written in `kk`",
        "labels.csv, lines 2, 3, 4: 3 words are to be written in `en`",
    ]


def test_lines_of_a_table_come_together() -> None:
    faults = [Fault("population", f"t.csv, line {n}", "population `x`") for n in (3, 9)]
    assert [f.where for f in rows_together(faults)] == ["t.csv, lines 3, 9"]


faults = st.builds(
    Fault,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["f.csv", "f.csv, line 3", "f.csv, row 3, column Q", "f.csv, row 4, column Q"]),
    st.sampled_from(["x", "y", "`q` has no word in `kk`"]),
)


@given(st.lists(faults))
def test_nothing_is_lost_and_nothing_said_twice(given_faults: list[Fault]) -> None:
    said = rows_together(given_faults)
    assert len(set(said)) == len(said) <= len(set(given_faults))
    assert {f.code for f in said} == {f.code for f in given_faults}
    assert bool(said) == bool(given_faults)


@given(st.lists(st.builds(Finding, st.sampled_from(SEVERITIES), st.sampled_from(PARTS), faults)))
def test_errors_come_first_and_files_before_interviews(found: list[Finding]) -> None:
    ordered = in_order(found)
    keys = [(SEVERITIES.index(f.severity), PARTS.index(f.part)) for f in ordered]
    assert keys == sorted(keys)
    assert set(ordered) == set(found)
    assert sum(count(ordered).values()) == len(ordered) == len(set(found))


def test_errors_are_errors() -> None:
    (finding,) = errors("data", [code_in_row(2), code_in_row(3)])
    assert (finding.severity, finding.part) == ("error", "data")


def test_some_names_are_listed_and_the_others_counted() -> None:
    assert listed(["1", "2"]) == "1, 2"
    assert listed([str(n) for n in range(9)], most=3) == "0, 1, 2 (+6)"
