"""Faults of a data file. Truth: the fault that the test itself put into the file."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.io.responses import FORMATS, read_responses
from saualnama.survey.ingest import ingest

FILE = "responses.sav"


def faults(frame, questionnaire, *, first_row=1):
    with pytest.raises(InputError) as caught:
        ingest(frame, questionnaire, file=FILE, first_row=first_row)
    message = str(caught.value)
    assert message.startswith(f"{FILE} cannot be used:")
    assert "Traceback" not in message
    assert "nan" not in message.lower().replace(FILE, "")
    assert all(FILE in fault.where for fault in caught.value.faults)
    return caught.value.faults


def changed(**cells):
    """A copy with `column=(row, value)` changed."""
    frame = small_wave.frame().astype(object)
    for column, (row, value) in cells.items():
        frame.loc[row, column] = value
    return frame


@pytest.mark.parametrize(
    ("cell", "code", "where", "problem"),
    [
        ({"REGION": (3, 9)}, "unknown-code", "row 4, column REGION", "unknown code 9"),
        ({"Q1": (5, 4)}, "unknown-code", "row 6, column Q1", "unknown code 4"),
        ({"Q1": (5, 1.5)}, "unknown-code", "row 6, column Q1", "unknown code 1.5"),
        ({"Q4_2": (0, 98)}, "unknown-code", "row 1, column Q4_2", "unknown code 98"),
        ({"AGE": (0, 7)}, "out-of-range", "row 1, column AGE", "7"),
        ({"AGE": (29, 190)}, "out-of-range", "row 30, column AGE", "190"),
        ({"AGE": (2, 17)}, "out-of-range", "row 3, column AGE", "17"),
        ({"AGE": (2, 101)}, "out-of-range", "row 3, column AGE", "101"),
        ({"AGE": (2, 33.5)}, "out-of-range", "row 3, column AGE", "33.5"),
        ({"AGE": (2, "forty")}, "out-of-range", "row 3, column AGE", "forty"),
        ({"AGE": (2, -20)}, "out-of-range", "row 3, column AGE", "-20"),
        ({"ID": (5, 103)}, "duplicate-id", "row 6, column ID", "the id 103 also stands in row 4"),
        ({"ID": (5, None)}, "missing-id", "row 6, column ID", "no respondent id"),
        ({"Q3_3": (1, 1)}, "not-alone", "row 2, column Q3_3", "`not_sure` together with"),
        ({"Q3_2": (1, 99)}, "partly-missing", "row 2, columns Q3_2", "nothing, or a refusal"),
        ({"Q3_2": (1, None)}, "partly-missing", "row 2, columns Q3_2", "nothing, or a refusal"),
        ({"Q3_2": (1, 2)}, "unknown-code", "row 2, column Q3_2", "unknown code 2"),
    ],
)
def test_one_wrong_cell_is_one_fault(small_questionnaire, cell, code, where, problem):
    (fault,) = faults(changed(**cell), small_questionnaire)
    assert (fault.code, fault.where) == (code, f"{FILE}, {where}")
    assert problem in fault.problem


def test_words_for_nothing_are_no_missing_values(small_questionnaire):
    for word in ("nan", "NA", "null"):
        with pytest.raises(InputError, match=f"row 6, column Q1: unknown code {word};"):
            ingest(changed(Q1=(5, f"{word} ")), small_questionnaire, file=FILE)


def test_an_answer_of_somebody_who_was_not_asked_is_a_fault(small_questionnaire):
    (fault,) = faults(changed(Q3_1=(0, 1)), small_questionnaire)
    assert (fault.code, fault.where) == ("answer-outside-base", f"{FILE}, row 1, column Q3_1")
    assert "knows in yes" in fault.hint
    for nothing in (0, 99, None):
        ingest(changed(Q3_1=(0, nothing)), small_questionnaire, file=FILE)


def test_every_fault_of_a_file_is_in_one_list(small_questionnaire):
    frame = changed(
        ID=(5, 103), REGION=(3, 9), AGE=(0, 7), Q1=(5, 4), Q3_1=(0, 1), Q3_3=(1, 1), Q4_1=(2, 7)
    )
    frame.loc[1, "AGE"] = 190
    found = [
        (fault.code, fault.where.partition(", ")[2]) for fault in faults(frame, small_questionnaire)
    ]
    assert found == [
        ("duplicate-id", "row 6, column ID"),
        ("unknown-code", "row 4, column REGION"),
        ("out-of-range", "row 1, column AGE"),
        ("out-of-range", "row 2, column AGE"),
        ("unknown-code", "row 6, column Q1"),
        ("answer-outside-base", "row 1, column Q3_1"),
        ("not-alone", "row 2, column Q3_3"),
        ("unknown-code", "row 3, column Q4_1"),
    ]


def test_rows_are_counted_as_in_the_file(small_questionnaire):
    (fault,) = faults(changed(AGE=(0, 7)), small_questionnaire, first_row=2)
    assert fault.where == f"{FILE}, row 2, column AGE"


@pytest.mark.parametrize("ending", FORMATS)
def test_the_row_of_a_fault_is_the_row_that_people_see(tmp_path, small_questionnaire, ending):
    frame = small_wave.frame()
    frame.loc[6, "AGE"] = 190
    frame.loc[9, "REGION"] = 8
    responses = read_responses(small_wave.write(frame, tmp_path / f"wave{ending}"))
    with pytest.raises(InputError) as caught:
        ingest(
            responses.frame,
            small_questionnaire,
            file=responses.name,
            first_row=responses.first_row,
        )
    first = 2 if ending in (".csv", ".xlsx") else 1
    assert [fault.where for fault in caught.value.faults] == [
        f"wave{ending}, row {9 + first}, column REGION",
        f"wave{ending}, row {6 + first}, column AGE",
    ]


def test_a_missing_id_in_a_column_of_whole_numbers_is_said(tmp_path, small_questionnaire):
    frame = small_wave.frame()
    frame.loc[6, "ID"] = np.nan
    responses = read_responses(small_wave.write(frame, tmp_path / "a.parquet"))
    (fault,) = faults(responses.frame, small_questionnaire)
    assert (fault.code, fault.where) == ("missing-id", f"{FILE}, row 7, column ID")


def test_a_date_where_a_code_should_be_is_an_unknown_code(small_questionnaire):
    (fault,) = faults(changed(Q1=(5, pd.Timestamp("2021-05-04"))), small_questionnaire)
    assert fault.problem == "unknown code 2021-05-04 00:00:00"


def test_all_lacking_columns_are_named_at_once(small_questionnaire):
    found = faults(
        small_wave.frame().drop(columns=["ID", "AGE", "Q3_2", "Q5"]), small_questionnaire
    )
    assert [fault.code for fault in found] == ["missing-column"] * 4
    for fault, column in zip(found, ("ID", "AGE", "Q3_2", "Q5"), strict=True):
        assert f"`{column}`" in fault.problem


@pytest.mark.parametrize("empty", [small_wave.frame().iloc[:0], pd.DataFrame()])
def test_an_empty_wave_is_said(small_questionnaire, empty):
    assert [fault.code for fault in faults(empty, small_questionnaire)] == ["empty-wave"]


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_with_a_header_only_is_an_empty_wave(tmp_path, small_questionnaire, ending):
    path = small_wave.write(small_wave.frame().iloc[:0], tmp_path / f"wave{ending}")
    with pytest.raises(InputError) as caught:
        responses = read_responses(path)
        ingest(responses.frame, small_questionnaire, file=responses.name)
    assert [fault.code for fault in caught.value.faults] == ["empty-wave"]


def test_a_message_stays_readable_when_a_whole_column_is_wrong(small_questionnaire):
    frame = pd.concat([small_wave.frame()] * 4, ignore_index=True)
    frame["ID"] = range(len(frame))
    frame["REGION"] = 77
    with pytest.raises(InputError) as caught:
        ingest(frame, small_questionnaire, file=FILE)
    assert len(caught.value.faults) == 120
    lines = str(caught.value).splitlines()
    assert len(lines) == 52
    assert lines[-1] == "  and 70 more of this kind"


def test_the_known_codes_stand_in_the_message(small_questionnaire):
    (fault,) = faults(changed(Q1=(5, 4)), small_questionnaire)
    assert re.search(r"expected 1, 2, 3, 98\. Add the code to questionnaire\.yaml", str(fault))
