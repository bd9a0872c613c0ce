"""Csv tables. Truth: Python's own csv and decimal modules, and lines written by hand."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.errors import InputError
from saualnama.io.tables import (
    format_difference,
    format_number,
    read_frame,
    read_table,
    write_frame,
    write_table,
)

finite = st.floats(allow_nan=False, allow_infinity=False, width=64)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5.0, "5"),
        (-5.0, "-5"),
        (1 / 3, "0.3333333333"),
        (200 / 3, "66.66666667"),
        (12345678901.0, "1.23456789e+10"),
        (1e-12, "1e-12"),
        (0.1 + 0.2, "0.3"),
        (float("nan"), ""),
    ],
)
def test_numbers_carry_ten_digits(value, text):
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (4e-11, "0"),
        (-4e-11, "0"),
        (6e-11, "0.0000000001"),
        (-1.25, "-1.25"),
        (100.0, "100"),
        (1234567.5, "1234567.5"),
        (float("nan"), ""),
    ],
)
def test_differences_stop_at_an_absolute_place(value, text):
    assert format_difference(value) == text


@given(finite)
def test_a_number_reads_back_to_ten_digits(value):
    text = format_number(value)
    assert text != "-0"
    assert float(text) == float(f"{value:.9e}")


@given(st.floats(min_value=-1e6, max_value=1e6))
def test_a_difference_reads_back_to_its_place(value):
    assert abs(Decimal(format_difference(value)) - Decimal(value)) <= Decimal("0.5e-10")


@given(st.floats(min_value=1e-3, max_value=1e3), st.floats(min_value=-1, max_value=1))
def test_the_last_bits_of_a_processor_never_reach_a_byte(value, way):
    """A figure and one an ulp beside it print alike, away from the edge of the last digit."""
    beside = np.nextafter(value, value + way)
    edge = abs(Decimal(f"{value:.14e}") - Decimal(f"{value:.9e}"))
    last = Decimal(1).scaleb(Decimal(f"{value:.9e}").adjusted() - 9)
    if edge < last * Decimal("0.49"):
        assert format_number(float(beside)) == format_number(value)


def test_a_table_is_written_as_said(tmp_path):
    frame = pd.DataFrame(
        {
            "id": ["a,b", 'say "no"', "да"],
            "n": pd.array([1, None, 3], dtype="Int64"),
            "share": [1 / 3, np.nan, -0.0],
            "miss": [1e-12, -2e-10, np.nan],
            "used": [True, False, True],
        }
    )
    write_table(tmp_path / "t.csv", frame, differences=("miss",))
    assert (tmp_path / "t.csv").read_bytes().decode("utf-8") == (
        "id,n,share,miss,used\n"
        '"a,b",1,0.3333333333,0,yes\n'
        '"say ""no""",,,-0.0000000002,no\n'
        "да,3,0,,yes\n"
    )


def test_weights_keep_twelve_digits(tmp_path):
    write_table(tmp_path / "t.csv", pd.DataFrame({"weight": [1 / 3]}), significant=12)
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == "weight\n0.333333333333\n"


def test_whole_numbers_in_a_float_column_have_no_point(tmp_path):
    write_table(tmp_path / "t.csv", pd.DataFrame({"n": [1000.0, np.nan]}))
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == 'n\n1000\n""\n'


cells = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_text_comes_back_cell_by_cell(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("table") / "t.csv"
    write_table(path, pd.DataFrame(rows, columns=["one", "two"], dtype="str"))
    found = read_table(path)
    assert found.to_numpy().tolist() == [list(row) for row in rows]
    standard = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    assert standard[1:] == [list(row) for row in rows]


def test_rows_know_their_line(tmp_path):
    (tmp_path / "t.csv").write_text('a,b\n1,2\n\n"x\ny",2\n5,6\n', encoding="utf-8")
    assert list(read_table(tmp_path / "t.csv").index) == [2, 5, 6]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["empty-file"]),
        ("a,b\n1,2\n1\n1,2,3\n", ["ragged-row", "ragged-row"]),
        ("a,a,b\n1,2,3\n", ["duplicate-column"]),
        ("a,c\n1,2\n", ["missing-column"]),
        ("a,c\n1\n", ["ragged-row", "missing-column"]),
        ('a,b\n1,"2\n', ["not-csv"]),
        ('a,b\n1,"2"x\n', ["not-csv"]),
    ],
)
def test_every_fault_of_a_table_is_said(tmp_path, text, codes):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_table(tmp_path / "t.csv", columns=["b"])
    assert [fault.code for fault in caught.value.faults] == codes
    assert all("t.csv" in fault.where for fault in caught.value.faults)


def test_a_missing_column_comes_with_those_that_are_there(tmp_path):
    (tmp_path / "t.csv").write_text("a,c\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="there is no column `b`; expected one; it has a, c"):
        read_table(tmp_path / "t.csv", columns=["a", "b"])


def test_a_frame_of_the_stage_before_comes_back(tmp_path, small_survey):
    write_frame(tmp_path / "s.parquet", small_survey.frame)
    pd.testing.assert_frame_equal(read_frame(tmp_path / "s.parquet"), small_survey.frame)


@pytest.mark.parametrize("content", [None, b"", b"PAR1", b"PAR1" * 99])
def test_a_frame_that_cannot_be_read_is_said(tmp_path, content):
    path = tmp_path / "s.parquet"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InputError, match="Run the stage before again"):
        read_frame(path)


def test_a_word_where_a_number_belongs_is_named_with_line_and_column(tmp_path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("group,n,share\nnorth,12,0.5\nsouth,,abc\neast,inf,-1e-9\n", encoding="utf-8")
    columns = ("group", "n", "share")
    assert len(read_table(path, columns)) == 3
    with pytest.raises(InputError) as caught:
        read_table(path, columns, texts=("group",))
    assert [(fault.where, fault.problem) for fault in caught.value.faults] == [
        ("table.csv, line 3, column `share`", "abc"),
        ("table.csv, line 4, column `n`", "inf"),
    ]
