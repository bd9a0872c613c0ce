"""Interviews that look wrong. Truth: the interview that the test spoiled."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import small_wave
from saualnama.check import interviews
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.wave import Survey

ITEMS = 9


def wave(rows: list[dict[str, Any]]) -> Survey:
    """The small wave whose scale has nine items, Q4_1 to Q4_9."""
    content = small_wave.questionnaire()
    content["questions"][3]["items"] = [
        {"column": f"Q4_{at}", "id": f"body_{at}"} for at in range(1, ITEMS + 1)
    ]
    frame = pd.DataFrame(rows).astype("float64")
    return ingest(frame, parse_questionnaire(content, "q"), file="a.sav")


@pytest.fixture
def rows() -> list[dict[str, Any]]:
    return [
        row | {f"Q4_{at}": 1 + (number + at) % 3 for at in range(1, ITEMS + 1)}
        for number, row in enumerate(small_wave.rows())
    ]


def in_line(row: dict[str, Any], code: int) -> None:
    row.update({f"Q4_{at}": code for at in range(1, ITEMS + 1)})


def test_straight_lines_are_counted_and_a_gap_is_none(rows: list[dict[str, Any]]) -> None:
    in_line(rows[3], 2)
    in_line(rows[5], 1)
    in_line(rows[6], 3)
    rows[6]["Q4_9"] = None
    found, throughout = interviews.batteries(wave(rows))
    assert found == [interviews.Battery("quality", ITEMS, 29, 2)]
    assert [at for at, on in enumerate(throughout) if on] == [3, 5]


def test_many_straight_lines_and_those_who_drew_them(rows: list[dict[str, Any]]) -> None:
    assert list(interviews.straight_lines(wave(rows))) == []
    in_line(rows[3], 2)
    in_line(rows[5], 1)
    (few,) = interviews.straight_lines(wave(rows))
    assert (few.fault.code, few.fault.where) == ("straight-liner", "respondents 103, 105")
    in_line(rows[7], 1)
    codes = [f.fault.code for f in interviews.straight_lines(wave(rows))]
    assert codes == ["straight-lining", "straight-liner"], "3 of 30 are a tenth"


def test_two_items_make_no_line(small_survey: Survey) -> None:
    found, throughout = interviews.batteries(small_survey)
    assert found == []
    assert not throughout.any()


def test_copies_are_named(rows: list[dict[str, Any]]) -> None:
    rows[8] = rows[4] | {"ID": 108}
    found = [f.fault for f in interviews.copied(wave(rows))]
    # 102 and 126 differ in nothing but their years, which are one band
    assert [f.where for f in found] == ["respondents 102, 126", "respondents 104, 108"]
    assert found[1].problem == "2 respondents gave the same answer to every question"


def test_many_sets_of_copies_are_one_line(rows: list[dict[str, Any]]) -> None:
    copies = [rows[at] | {"ID": 200 + at} for at in range(interviews.SETS_NAMED + 1)]
    assert len(list(interviews.copied(wave([*rows, *copies[:-1]])))) == interviews.SETS_NAMED
    (finding,) = interviews.copied(wave([*rows, *copies]))
    assert finding.fault.where == "respondents 102, 126, 202"
    assert finding.fault.problem.startswith("23 respondents in 11 sets gave")


@pytest.mark.parametrize("names", [("start", "end"), ("starttime", "endtime")])
def test_quick_interviews_and_wrong_clocks(small_survey: Survey, names: tuple[str, str]) -> None:
    begun = pd.Timestamp("2023-05-01T10:00:00+05:00")
    minutes = [30.0] * small_survey.n
    minutes[4], minutes[9], minutes[11] = 9.9, 10.0, -5.0
    ended = [(begun + pd.Timedelta(minutes=m)).isoformat() for m in minutes]
    frame = pd.DataFrame({names[0]: begun.isoformat(), names[1]: ended})
    frame.loc[0, names[1]] = None
    found = [f.fault for f in interviews.quick(frame, small_survey)]
    assert [(fault.code, fault.where) for fault in found] == [
        ("ends-before-start", "respondents 111"),
        ("quick-interview", "respondents 104"),
    ]
    assert found[1].expected == "10.0 minutes or more; the median is 30.0"


def test_a_duration_in_seconds_serves_as_well(small_survey: Survey) -> None:
    seconds = ["1800"] * small_survey.n
    seconds[2] = "60"
    (finding,) = interviews.quick(pd.DataFrame({"duration": seconds}), small_survey)
    assert finding.fault.where == "respondents 102"


def test_a_clock_that_only_runs_backwards_has_no_median(small_survey: Survey) -> None:
    frame = pd.DataFrame({"duration": ["-60"] * small_survey.n})
    assert [f.fault.code for f in interviews.quick(frame, small_survey)] == ["ends-before-start"]


def test_without_clocks_nothing_is_said(small_survey: Survey) -> None:
    assert list(interviews.quick(small_wave.frame(), small_survey)) == []


def test_a_small_wave_is_called_small(small_survey: Survey) -> None:
    (finding,) = interviews.size(small_survey)
    assert finding.fault.problem == "the wave has 30 respondents"
