"""A small wave through the door. Truth: plain Python over the rows that were written."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import small_wave
from saualnama.io.responses import FORMATS, read_responses
from saualnama.survey.codes import plain_code, plain_id
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.wave import ANSWERED, MISSING, NOT_ASKED, REFUSED

ROWS = small_wave.rows()


def meanings(question):
    (found,) = [q for q in small_wave.QUESTIONNAIRE["questions"] if q["id"] == question]
    return {answer.get("code"): answer["id"] for answer in found["answers"]}


def said(code, meaning):
    return {None: MISSING, 99: REFUSED}.get(code) or meaning[code]


@pytest.mark.parametrize(
    ("field", "column", "question"),
    [
        ("change", "Q1", "change"),
        ("knows", "Q2", "knows"),
        ("quality.police", "Q4_1", "quality"),
        ("quality.courts", "Q4_2", "quality"),
        ("trust", "Q5", "trust"),
    ],
)
def test_codes_become_ids_and_refusals_stay_apart(small_survey, field, column, question):
    wanted = [said(row[column], meanings(question)) for row in ROWS]
    assert small_survey.frame[field].to_list() == wanted


def test_hard_to_answer_is_an_answer_and_a_refusal_is_none(small_survey):
    change = small_survey.frame["change"]
    assert [row["Q1"] for row in ROWS].count(98) == (change == "not_sure").sum() == 4
    assert (change == REFUSED).sum() == 1
    assert (change == MISSING).sum() == 1
    codes = small_survey.codes("change", 4)
    assert (codes == 3).sum() == 4
    assert (codes == -1).sum() == 2


def test_ages_become_bands_at_both_ends(small_questionnaire):
    ages = [18, 29, 30, 59, 60, 100]
    records = [row | {"AGE": age} for row, age in zip(ROWS, ages, strict=False)]
    survey = ingest(small_wave.frame(records), small_questionnaire, file="a.sav")
    wanted = ["18_29", "18_29", "30_59", "30_59", "60_plus", "60_plus"]
    assert survey.frame["age_group"].to_list() == wanted


def test_a_code_of_refusal_can_be_a_true_age(small_questionnaire):
    records = [ROWS[0] | {"AGE": 99}]
    survey = ingest(small_wave.frame(records), small_questionnaire, file="a.sav")
    assert survey.frame["age_group"].to_list() == ["60_plus"]


def test_bases_leave_out_those_who_were_not_asked(small_survey):
    for at, row in enumerate(ROWS):
        marks = [row["Q3_1"], row["Q3_2"], row["Q3_3"]]
        if row["Q2"] == 2:
            wanted = NOT_ASKED
        elif 1 in marks:
            wanted = ANSWERED
        else:
            wanted = REFUSED if 99 in marks else MISSING
        assert small_survey.frame["why"].iloc[at] == wanted
        given = [int(wanted == ANSWERED and mark == 1) for mark in marks]
        columns = ["why.fear", "why.money", "why.not_sure"]
        assert small_survey.frame[columns].iloc[at].to_list() == given
    inside = small_survey.given(small_survey.questionnaire.question["why"])
    assert set(np.unique(inside[(small_survey.frame["why"] != ANSWERED).to_numpy()])) == {-1}
    assert (inside[(small_survey.frame["why"] == ANSWERED).to_numpy()].sum(axis=1) >= 1).all()


def test_a_base_can_rest_on_one_of_several_answers():
    content = small_wave.questionnaire()
    content["questions"].insert(
        3,
        {
            "id": "follow",
            "kind": "single",
            "column": "Q6",
            "base": [{"question": "why", "answers": ["fear", "money"]}],
            "answers": [{"code": 1, "id": "a"}, {"code": 2, "id": "b"}],
        },
    )
    records = [
        row | {"Q6": 1 if 1 in (row["Q3_1"], row["Q3_2"]) and at % 2 else None}
        for at, row in enumerate(ROWS)
    ]
    parsed = parse_questionnaire(content, "q")
    found = ingest(small_wave.frame(records), parsed, file="a.sav").frame["follow"].to_list()
    for at, row in enumerate(ROWS):
        asked = 1 in (row["Q3_1"], row["Q3_2"])
        assert found[at] == (("a" if at % 2 else MISSING) if asked else NOT_ASKED), at


def test_all_conditions_of_a_base_must_hold():
    content = small_wave.questionnaire()
    content["questions"][2]["base"].append({"question": "change", "answers": ["better", "worse"]})
    records = [
        row if row["Q1"] in (1, 3) else row | {"Q3_1": None, "Q3_2": None, "Q3_3": None}
        for row in ROWS
    ]
    survey = ingest(small_wave.frame(records), parse_questionnaire(content, "q"), file="a.sav")
    asked = (survey.frame["why"] != NOT_ASKED).to_list()
    assert asked == [row["Q2"] == 1 and row["Q1"] in (1, 3) for row in ROWS]


@pytest.mark.parametrize("ending", FORMATS)
def test_six_formats_are_one_survey(tmp_path, small_questionnaire, small_survey, ending):
    responses = read_responses(small_wave.write(small_wave.frame(), tmp_path / f"wave{ending}"))
    survey = ingest(responses.frame, small_questionnaire, file=responses.name)
    pd.testing.assert_frame_equal(survey.frame, small_survey.frame)


def test_further_columns_and_their_order_do_not_matter(small_questionnaire, small_survey):
    frame = small_wave.frame().assign(NOTE="?", WEIGHT=2.5)
    turned = frame[list(reversed(frame.columns))]
    survey = ingest(turned, small_questionnaire, file="a.sav")
    pd.testing.assert_frame_equal(survey.frame, small_survey.frame)


def test_rows_keep_the_order_of_the_file(small_questionnaire, small_survey):
    turned = ingest(small_wave.frame(ROWS[::-1]), small_questionnaire, file="a.sav")
    again = turned.frame.iloc[::-1].reset_index(drop=True)
    pd.testing.assert_frame_equal(again, small_survey.frame)


def test_text_codes_and_stata_letters():
    content = small_wave.questionnaire()
    content["refused"] = [99, "a"]
    for category, letter in zip(content["demographics"][1]["categories"], "MF", strict=True):
        category["code"] = letter
    for answer, code in zip(content["questions"][1]["answers"], ("01", "2"), strict=True):
        answer["code"] = code
    frame = small_wave.frame().astype(object)
    frame["SEX"] = ["MF"[int(code) - 1] + " " for code in frame["SEX"]]
    frame.loc[4, "Q1"] = "a"
    survey = ingest(frame, parse_questionnaire(content, "q"), file="a.dta")
    assert survey.frame["sex"].to_list() == [("male", "female")[row["SEX"] - 1] for row in ROWS]
    assert survey.frame["knows"].to_list() == [("yes", "no")[row["Q2"] - 1] for row in ROWS]
    assert survey.frame["change"].iloc[4] == REFUSED


def test_truth_values_mark_several_answers(small_questionnaire, small_survey):
    frame = small_wave.frame().astype(object)
    for column in ("Q3_1", "Q3_2", "Q3_3"):
        frame[column] = [{0: False, 1: True}.get(value, value) for value in frame[column]]
    survey = ingest(frame, small_questionnaire, file="a.parquet")
    pd.testing.assert_frame_equal(survey.frame, small_survey.frame)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1, 1),
        (1.0, 1),
        ("1", 1),
        (" 1 ", 1),
        ("1.0", 1),
        ("1.", 1),
        ("01", 1),
        ("-3", -3),
        (np.float32(2), 2),
        (np.int64(2), 2),
        (np.bool_(True), 1),
        (1.5, 1.5),
        ("1.5", 1.5),
        ("a", "a"),
        ("nan", "nan"),
        ("inf", "inf"),
        ("1e5", "1e5"),
        ("1_0", "1_0"),
        ("1,5", "1,5"),
        ("", None),
        ("  ", None),
        (None, None),
        (float("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (pd.Timestamp("2021-05-04"), "2021-05-04 00:00:00"),
    ],
)
def test_a_code_has_one_form(value, code):
    found = plain_code(value)
    assert found == code
    assert type(found) is type(code)


@pytest.mark.parametrize(
    ("value", "id_"),
    [
        (7.0, "7"),
        (7, "7"),
        (np.int64(7), "7"),
        ("007", "007"),
        (" 7 ", "7"),
        ("1e5", "1e5"),
        (9007199254740993, "9007199254740993"),
        ("", None),
        (None, None),
        (pd.NA, None),
    ],
)
def test_an_id_stays_what_it_is(value, id_):
    assert plain_id(value) == id_
