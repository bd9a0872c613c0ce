"""What a data file was like. Truth: counts in plain Python over the rows that were written."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

import small_wave
from saualnama.survey.ingest import ingest
from saualnama.survey.quality import quality_report

ROWS = small_wave.rows()
TARGETS = pd.DataFrame(
    [
        ("north", "", "", "500"),
        ("south", "", "", "300"),
        ("east", "", "", "200"),
        ("", "male", "18_29", "100"),
        ("", "male", "30_59", "200"),
        ("", "male", "60_plus", "150"),
        ("", "female", "18_29", "110"),
        ("", "female", "30_59", "210"),
        ("", "female", "60_plus", "230"),
    ],
    columns=["region", "sex", "age_group", "population"],
    dtype="str",
)


@pytest.fixture(scope="module")
def report(small_survey):
    return quality_report(small_survey, TARGETS)


def test_states_of_a_question_are_counted_apart(report):
    q1 = [row["Q1"] for row in ROWS]
    assert report["questions"]["change"] == {
        "asked": 30,
        "answered": sum(code not in (99, None) for code in q1),
        "hard_to_answer": q1.count(98),
        "refused": q1.count(99),
        "blank": q1.count(None),
    }
    asked = [row for row in ROWS if row["Q2"] == 1]
    assert report["questions"]["why"] == {
        "asked": len(asked),
        "answered": sum(1 in (r["Q3_1"], r["Q3_2"], r["Q3_3"]) for r in asked),
        "hard_to_answer": sum(r["Q3_3"] == 1 for r in asked),
        "refused": sum(r["Q3_1"] == 99 for r in asked),
        "blank": sum((r["Q3_1"], r["Q3_2"], r["Q3_3"]) == (0, 0, 0) for r in asked),
    }
    assert report["questions"]["quality"]["police"]["refused"] == 1
    assert report["questions"]["quality"]["courts"]["refused"] == 0


def test_answered_refused_and_blank_make_up_those_asked(report):
    def flat(content):
        return [content] if "asked" in content else list(content.values())

    states = [state for content in report["questions"].values() for state in flat(content)]
    assert len(states) == 6
    for state in states:
        assert state["answered"] + state["refused"] + state["blank"] == state["asked"]


def test_a_quota_is_the_population_share_of_n(report):
    north = next(row for row in report["quotas"] if row["category"] == "north")
    assert north == {"margin": "region", "category": "north", "quota": 15.0, "reached": 10}
    bands = {"18_29": range(18, 30), "30_59": range(30, 60), "60_plus": range(60, 101)}
    for row in report["quotas"][3:]:
        sex, band = row["category"].split(":")
        code = ("male", "female").index(sex) + 1
        there = [r for r in ROWS if r["SEX"] == code and r["AGE"] in bands[band]]
        assert row["reached"] == len(there)
        (cell,) = TARGETS[(TARGETS["sex"] == sex) & (TARGETS["age_group"] == band)]["population"]
        assert row["quota"] == float(30 * Fraction(int(cell), 1000))
    for margin in ("region", "sex:age_group"):
        rows = [row for row in report["quotas"] if row["margin"] == margin]
        assert sum(row["reached"] for row in rows) == 30
        assert sum(row["quota"] for row in rows) == pytest.approx(30, abs=1e-5)


def test_repeated_answers_are_named_by_id(small_questionnaire, report):
    # 102 and 126 differ in nothing but their years, 52 and 40, which are one band
    assert report["identical_answers"] == [["102", "126"]]
    assert [key for key in ROWS[2] if ROWS[2][key] != ROWS[26][key]] == ["ID", "AGE"]
    records = [*ROWS, ROWS[4] | {"ID": 900}, ROWS[4] | {"ID": 901}, ROWS[9] | {"ID": 902}]
    survey = ingest(small_wave.frame(records), small_questionnaire, file="a.sav")
    assert quality_report(survey, TARGETS)["identical_answers"] == [
        ["102", "126"],
        ["104", "900", "901"],
        ["109", "902"],
    ]


def test_an_unknown_sex_is_counted_and_not_guessed(small_questionnaire):
    records = [ROWS[0] | {"SEX": 99}, ROWS[1] | {"SEX": None}, *ROWS[2:]]
    survey = ingest(small_wave.frame(records), small_questionnaire, file="a.sav")
    assert quality_report(survey, TARGETS)["demographics"] == {
        "region": {"unknown": 0},
        "sex": {"unknown": 2},
        "age_group": {"unknown": 0},
    }
