"""Missing answers. Truth: counts in plain Python over rows that were spoiled on purpose."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

import small_wave
from saualnama.check import missing
from saualnama.survey.ingest import ingest
from saualnama.survey.wave import Survey


def survey_of(questionnaire: Any, records: list[dict[str, Any]]) -> Survey:
    frame = pd.DataFrame(records).astype("float64")
    return ingest(frame, questionnaire, file="a.sav")


def many(times: int) -> list[dict[str, Any]]:
    """The small wave over and over, without its own gaps."""
    rows = [row for row in small_wave.rows() if None not in (row["Q1"], row["Q5"])]
    rows = [
        r
        for r in rows
        if 99 not in r.values() and (r["Q2"] == 2 or 1 in (r["Q3_1"], r["Q3_2"], r["Q3_3"]))
    ]
    return [dict(row, ID=at) for at, row in enumerate(rows * times)]


def test_states_of_every_field(small_survey: Survey) -> None:
    rows = small_wave.rows()
    states = missing.states(small_survey)
    assert states.fields == ("change", "knows", "why", "quality.police", "quality.courts", "trust")
    asked = [row["Q2"] == 1 for row in rows]
    assert states.asked[:, 2].tolist() == asked
    assert states.asked[:, 0].all()
    assert states.missing[:, 0].tolist() == [row["Q1"] in (99, None) for row in rows]
    assert states.missing[:, 2].tolist() == [
        on and 1 not in (row["Q3_1"], row["Q3_2"], row["Q3_3"])
        for on, row in zip(asked, rows, strict=True)
    ]
    assert states.hard[:, 0].tolist() == [row["Q1"] == 98 for row in rows]
    assert states.hard[:, 2].tolist() == [row["Q3_3"] == 1 for row in rows]


def test_questions_are_named_from_a_tenth_on(small_questionnaire: Any) -> None:
    rows = many(10)
    for row in rows[: math.ceil(len(rows) / 10)]:
        row["Q5"] = 99
    found = list(missing.in_questions(missing.states(survey_of(small_questionnaire, rows))))
    (fault,) = [f.fault for f in found if f.fault.code == "much-missing"]
    n = math.ceil(len(rows) / 10)
    assert fault.where == "question `trust`"
    assert fault.problem == f"{n} of {len(rows)} asked ({100 * n / len(rows):.1f} %) did not answer"
    rows[0]["Q5"] = 1
    found = list(missing.in_questions(missing.states(survey_of(small_questionnaire, rows))))
    below = 100 * (n - 1) / len(rows) < missing.MUCH_MISSING
    assert ("much-missing" in [f.fault.code for f in found]) != below


def test_a_question_that_nobody_was_asked_is_named(small_questionnaire: Any) -> None:
    rows = [row | {"Q2": 2, "Q3_1": None, "Q3_2": None, "Q3_3": None} for row in many(1)]
    found = list(missing.in_questions(missing.states(survey_of(small_questionnaire, rows))))
    assert ("question `why`", "nobody was asked") in [
        (f.fault.where, f.fault.problem) for f in found
    ]


def test_a_region_that_skipped_a_question_is_named(small_questionnaire: Any) -> None:
    rows = many(8)
    south = [row for row in rows if row["REGION"] == 2]
    for row in south[: len(south) // 2]:
        row["Q1"] = 99
    survey = survey_of(small_questionnaire, rows)
    (gap,) = missing.gaps(survey, missing.states(survey))
    assert gap == missing.Gap("change", "south", len(south), len(south) // 2, 0.0)
    (finding,) = missing.in_regions([gap])
    assert finding.fault.where == "question `change`, region `south`"


def tail(k: int, n: int, p: float) -> float:
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def test_the_limit_is_the_binomial_tail(small_questionnaire: Any) -> None:
    rows = many(8)
    regions = {row["REGION"] for row in rows}
    south = [row for row in rows if row["REGION"] == 2]
    others = [row for row in rows if row["REGION"] != 2]
    for row in others[:6]:
        row["Q1"] = 99
    allowed = missing.CHANCE / (6 * len(regions))
    named = []
    for k in range(15):
        for at, row in enumerate(south):
            row["Q1"] = 99 if at < k else 1
        survey = survey_of(small_questionnaire, rows)
        gaps = [g for g in missing.gaps(survey, missing.states(survey)) if g.region == "south"]
        expected = k >= missing.FEWEST and tail(k, len(south), 7 / (len(others) + 2)) < allowed
        assert bool(gaps) == expected, k
        named.append(bool(gaps))
    assert named == sorted(named)
    assert {True, False} == set(named)


def test_broken_off_interviews_stand_out(small_questionnaire: Any) -> None:
    rows = many(8)
    whole = survey_of(small_questionnaire, rows)
    assert list(missing.outlying(whole, missing.states(whole))) == []
    blank = dict.fromkeys(("Q1", "Q4_1", "Q4_2", "Q5"))
    rows[7] |= blank | {"Q2": 1} | dict.fromkeys(("Q3_1", "Q3_2", "Q3_3"))
    survey = survey_of(small_questionnaire, rows)
    (finding,) = missing.outlying(survey, missing.states(survey))
    assert finding.fault.where == "respondents 7"
    assert finding.fault.problem.startswith("left at least 83 % of their questions")
