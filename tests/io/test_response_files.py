"""Respondents' files of six formats. Truth: the frame that was written; a cut file is no file."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.io.responses import FORMATS, read_responses

WAVE_2021 = Path(__file__).resolve().parents[2] / "data/waves/2021/responses.sav"


def refused(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_responses(path)
    assert "Traceback" not in str(caught.value)
    assert path.name in str(caught.value)
    return caught.value


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_comes_back_as_it_was_written(tmp_path, ending):
    wanted = small_wave.frame()
    responses = read_responses(small_wave.write(wanted, tmp_path / f"answers{ending}"))
    assert responses.name == f"answers{ending}"
    assert list(responses.frame.columns) == list(wanted.columns)
    found = responses.frame.apply(pd.to_numeric).astype("float64")
    pd.testing.assert_frame_equal(found, wanted, check_names=False)


@pytest.mark.parametrize("ending", FORMATS)
def test_rows_are_numbered_as_their_program_shows_them(tmp_path, ending):
    responses = read_responses(small_wave.write(small_wave.frame(), tmp_path / f"a{ending}"))
    assert responses.first_row == (2 if ending in (".csv", ".xlsx") else 1)


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_may_be_in_capitals(tmp_path, ending):
    path = small_wave.write(small_wave.frame(), tmp_path / f"a{ending}")
    assert len(read_responses(path.rename(tmp_path / f"A{ending.upper()}")).frame) == 30


def test_user_missing_codes_stay_codes(tmp_path):
    frame = small_wave.frame()
    for ending in (".sav", ".zsav"):
        found = read_responses(small_wave.write(frame, tmp_path / f"a{ending}")).frame
        assert (found["Q1"] == 99).sum() == 1
        assert found["Q1"].isna().sum() == 1


def test_stata_letters_stay_letters(tmp_path):
    path = tmp_path / "letters.dta"
    frame = pd.DataFrame({"ID": [1.0, 2.0, 3.0], "Q": [1.0, "a", np.nan]}, dtype=object)
    frame["ID"] = frame["ID"].astype(float)
    pyreadstat.write_dta(frame, str(path), missing_user_values={"Q": ["a"]})
    found = read_responses(path).frame["Q"]
    assert found[0] == 1
    assert found[1] == "a"
    assert pd.isna(found[2])


@pytest.mark.parametrize("ending", FORMATS)
def test_a_missing_file_is_said(tmp_path, ending):
    error = refused(tmp_path / f"nowhere{ending}")
    assert [fault.code for fault in error.faults] == ["missing-file"]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_file_is_said(tmp_path, ending):
    path = tmp_path / f"empty{ending}"
    path.write_bytes(b"")
    assert [fault.code for fault in refused(path).faults] == ["damaged-file"]


@pytest.mark.parametrize("ending", [ending for ending in FORMATS if ending != ".csv"])
def test_a_file_of_another_format_is_said(tmp_path, ending):
    path = tmp_path / f"wrong{ending}"
    path.write_text("ID,Q1\n1,2\n" * 200, encoding="utf-8")
    assert [fault.code for fault in refused(path).faults] == ["damaged-file"]


def test_an_unknown_ending_names_the_known_ones(tmp_path):
    fault = refused(tmp_path / "answers.doc").faults[0]
    assert fault.code == "unknown-format"
    assert fault.expected == ", ".join(FORMATS)


@pytest.mark.parametrize("ending", [".sav", ".zsav", ".dta", ".xlsx", ".parquet"])
def test_a_cut_file_never_yields_part_of_a_survey(tmp_path, ending):
    whole = small_wave.write(small_wave.frame(), tmp_path / f"whole{ending}")
    frame = read_responses(whole).frame
    content = whole.read_bytes()
    cut = tmp_path / f"cut{ending}"
    refusals = 0
    last = range(len(content) - 24, len(content))
    for size in sorted({*range(0, len(content), max(1, len(content) // 60)), *last}):
        cut.write_bytes(content[:size])
        try:
            found = read_responses(cut).frame
        except InputError as error:
            refusals += 1
            assert cut.name in str(error)
        else:
            # only what stands behind the data, such as Stata's closing mark, may be lost
            pd.testing.assert_frame_equal(found, frame)
            assert size > len(content) - 64
    assert refusals >= 55


def test_the_real_wave_cut_between_two_cases_is_refused(tmp_path):
    content = WAVE_2021.read_bytes()
    cut = tmp_path / "responses.sav"
    for missing in (1, 7, 8, 9, 64, 600, 1200, 5000, len(content) // 2):
        cut.write_bytes(content[:-missing])
        assert [fault.code for fault in refused(cut).faults] == ["damaged-file"], missing


@pytest.mark.parametrize("ending", [".sav", ".zsav"])
def test_a_header_that_promises_more_cases_is_refused(tmp_path, ending):
    path = small_wave.write(small_wave.frame(), tmp_path / f"a{ending}")
    content = path.read_bytes()
    assert int.from_bytes(content[80:84], "little") == 30
    path.write_bytes(content[:80] + (31).to_bytes(4, "little") + content[84:])
    assert [fault.code for fault in refused(path).faults] == ["damaged-file"]


def test_every_ragged_row_of_a_csv_is_named(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("ID,Q1\n1,2\n2\n3,1\n4,1,1\n", encoding="utf-8")
    error = refused(path)
    assert [(f.code, f.where) for f in error.faults] == [
        ("ragged-row", "a.csv, row 3"),
        ("ragged-row", "a.csv, row 5"),
    ]


def test_a_csv_cut_inside_a_row_or_inside_quotes_is_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('ID,Q1,Q2\n1,2,"one"\n2,1', encoding="utf-8")
    assert refused(path).faults[0].where == "a.csv, row 3"
    path.write_text('ID,Q1,Q2\n1,2,"on', encoding="utf-8")
    assert refused(path).faults[0].code == "damaged-file"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_csv_dialects_say_the_same(tmp_path, separator, ends, mark):
    path = tmp_path / "a.csv"
    lines = [["ID", "Q1", "note"], ["1", "2", "да"], ["2", "", "нет"]]
    text = mark + ends.join(separator.join(line) for line in lines) + ends * 2
    path.write_bytes(text.encode("utf-8"))
    frame = read_responses(path).frame
    assert frame.columns.to_list() == ["ID", "Q1", "note"]
    assert frame["note"].to_list() == ["да", "нет"]
    assert frame["Q1"].to_list() == ["2", None]


def test_another_encoding_is_named_with_its_line(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("ID,Q1\n1,2\n2,нет\n".encode("cp1251"))
    error = refused(path)
    assert error.faults[0].code == "not-utf-8"
    assert error.faults[0].where.endswith("line 3")
    assert "Windows-1251" in str(error)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_column_given_twice_is_refused(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    if ending == ".csv":
        path.write_text("ID,Q1,Q1\n1,2,3\n", encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        book.active.append(["ID", "Q1", "Q1"])
        book.active.append([1, 2, 3])
        book.save(path)
    error = refused(path)
    assert [(f.code, f.problem) for f in error.faults] == [
        ("duplicate-column", "the column `Q1` stands twice")
    ]


def test_columns_without_a_name_and_numbers_as_names_are_texts(tmp_path):
    book = openpyxl.Workbook()
    book.active.append([None, "ID", 7])
    book.active.append([1, 10, 2])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text(',ID,7\n"1",10,2\n', encoding="utf-8")
    for name in ("a.xlsx", "a.csv"):
        assert list(read_responses(tmp_path / name).frame.columns) == ["unnamed 1", "ID", "7"]


def test_nothing_in_excel_is_taken_for_missing_but_an_empty_cell(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["ID", "Q1"])
    words = ["NA", "nan", "null", "-", "None", None]
    for at, word in enumerate(words):
        book.active.append([at, word])
    book.save(tmp_path / "a.xlsx")
    found = read_responses(tmp_path / "a.xlsx").frame["Q1"]
    assert found[:5].to_list() == words[:5]
    assert pd.isna(found[5])


def test_dates_are_read_and_left_alone(tmp_path):
    frame = pd.DataFrame({"ID": [1.0], "WHEN": [datetime.date(2021, 5, 4)]})
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"))
    assert str(read_responses(tmp_path / "a.sav").frame["WHEN"][0]).startswith("2021-05-04")
