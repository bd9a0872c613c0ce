"""A wave from every side. Truth: quotas in exact fractions; the one thing each test spoils."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd
import pytest

import small_wave
from saualnama.check import population
from saualnama.check.inspection import Material, inspect
from saualnama.check.previous import Wave
from saualnama.language import Words
from saualnama.survey.wave import Survey

TARGETS = pd.DataFrame(
    {"region": ["north", "south", "east"], "population": ["500", "300", "200"]}, dtype="str"
)
RECIPE = {"margins": [["region"]]}


def words(survey: Survey) -> Words:
    structure = survey.questionnaire
    ids = {("breakdown", id_) for id_ in ("total", *structure.demographic)}
    ids |= {("group", id_) for d in structure.demographics for id_ in ("all", *d.groups)}
    ids |= {("question", id_) for id_ in structure.question}
    ids |= {("answer", a) for q in structure.questions for a in q.answer_ids}
    ids |= {("answer", id_) for id_ in ("police", "courts", "changed")}
    return Words({key: dict.fromkeys(("kk", "ru", "en"), key[1]) for key in ids}, "labels.csv")


def codes(material: Material) -> list[tuple[str, str]]:
    return [(f.severity, f.fault.code) for f in inspect(material)]


def test_quotas_off_by_more_than_a_tenth_are_named(small_survey: Survey) -> None:
    rows = population.quotas(small_survey, TARGETS)
    assert [row["quota"] for row in rows] == [15.0, 9.0, 6.0]
    assert [row["reached"] for row in rows] == [10, 10, 10]
    found = [f.fault for f in population.quota_findings(rows, None)]
    off = [
        row["category"]
        for row in rows
        if abs(row["reached"] - Fraction(row["quota"])) >= population.AT_LEAST
        and abs(row["reached"] / Fraction(row["quota"]) - 1) > Fraction(1, 10)
    ]
    assert [f.where for f in found] == [f"margin `region`, category `{name}`" for name in off]
    assert off == ["north", "east"]
    assert found[0].problem == "10 respondents for a quota of 15.0"
    assert found[0].expected == "13.5 to 16.5"
    assert list(population.quota_findings(rows, [["sex"]])) == []


def test_what_stops_the_weighting_is_an_error(small_survey: Survey) -> None:
    targets = TARGETS.replace("east", "west")
    found = population.weighting_findings(small_survey, targets, RECIPE, "t.csv")
    assert [(f.severity, f.fault.code) for f in found] == [
        ("error", "no-respondents"),
        ("error", "no-target"),
    ]
    thin = population.weighting_findings(small_survey, TARGETS, RECIPE, "t.csv")
    assert [(f.severity, f.fault.code) for f in thin] == [("warning", "thin-category")] * 3
    assert all(f.fault.hint for f in thin)


def test_a_gap_that_an_error_left_is_not_said_twice(small_survey: Survey) -> None:
    frame = small_survey.frame.copy()
    frame.loc[3, "region"] = "_missing"
    survey = Survey(small_survey.questionnaire, frame)
    wave = Wave(survey.questionnaire, None, survey)
    material = {"targets": TARGETS, "weighting": RECIPE}
    assert ("error", "missing-value") in codes(Material(wave, **material))
    assert ("error", "missing-value") not in codes(Material(wave, faulty=True, **material))


def test_words_that_the_report_lacks_are_errors(small_survey: Survey) -> None:
    whole = words(small_survey)
    wave = Wave(small_survey.questionnaire, whole)
    assert codes(Material(wave)) == []
    assert codes(Material(wave, exhibits=["table_1"])) == [("error", "missing-word")]
    for key in whole.entries:
        less = Words({k: v for k, v in whole.entries.items() if k != key}, "labels.csv")
        (finding,) = inspect(Material(Wave(small_survey.questionnaire, less)))
        assert finding.fault.where == f"labels.csv, kind `{key[0]}`"
        assert finding.fault.problem == f"no entry `{key[1]}`"


def test_columns_in_no_question_are_noted(small_survey: Survey) -> None:
    frame = small_wave.frame()
    wave = Wave(small_survey.questionnaire)
    assert codes(Material(wave, responses=frame)) == []
    (finding,) = inspect(Material(wave, responses=frame.assign(_uuid="x", start="y")))
    assert finding.fault.problem == "2 columns are in no question: _uuid, start"


@pytest.mark.parametrize("weighting", [None, RECIPE])
def test_every_side_has_its_say(small_survey: Survey, weighting: Any) -> None:
    wave = Wave(small_survey.questionnaire, words(small_survey), small_survey)
    found = inspect(Material(wave, small_wave.frame(), TARGETS, weighting=weighting, previous=wave))
    said = {f.fault.code for f in found}
    assert {"small-wave", "identical-answers", "quota-missed"} <= said
    assert ("thin-category" in said) == (weighting is not None)
    assert not [f for f in found if f.part == "previous"], "a wave has not changed since itself"
