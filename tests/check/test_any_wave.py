"""Whatever stands in a file, it is looked at to the end. Truth: junk that hypothesis invents."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

import small_wave
from saualnama.check.findings import errors, in_order
from saualnama.check.inspection import Material, inspect
from saualnama.check.previous import Wave
from saualnama.check.telling import as_lines, phrases_files
from saualnama.language.messages import parse_messages
from saualnama.loading import load_words
from saualnama.survey.ingest import examine
from saualnama.survey.parsing import parse_questionnaire

FRAME = small_wave.frame().astype(object)
STRUCTURE = parse_questionnaire(small_wave.questionnaire(), "questionnaire.yaml")
TARGETS = pd.DataFrame(
    {"region": ["north", "south", "east"], "population": ["500", "300", "200"]}, dtype="str"
)
JUNK = st.one_of(
    st.none(),
    st.integers(-3, 100),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["`", "{code}", "a, row 3, column Q", "\x00", ""]),
    st.dates().map(lambda day: datetime.datetime(day.year, day.month, day.day)),
)
CELLS = st.lists(
    st.tuples(st.integers(0, 29), st.sampled_from(list(FRAME.columns)), JUNK), max_size=40
)
WORDS = load_words(Path(phrases_files()[0]))
MESSAGES = parse_messages(load_words(Path(phrases_files()[1])))


@settings(max_examples=60, deadline=None)
@given(CELLS, st.integers(1, 30), st.booleans())
def test_every_wave_gets_its_list(
    cells: list[tuple[int, str, Any]], size: int, clocks: bool
) -> None:
    frame = FRAME.copy()
    for row, column, value in cells:
        frame.at[row, column] = value
    frame = frame.iloc[:size]
    if clocks:
        frame = frame.assign(start=frame["Q1"], end=frame["Q5"], duration=frame["Q4_1"])
    survey, faults = examine(frame, STRUCTURE, file="junk.csv", first_row=2)
    old, _ = examine(FRAME, STRUCTURE, file="old.csv")
    material = Material(
        Wave(STRUCTURE, None, survey),
        responses=frame,
        targets=TARGETS,
        weighting={"margins": [["region"]]},
        previous=Wave(STRUCTURE, None, old),
        faulty=bool(faults),
    )
    found = in_order([*errors("data", faults), *inspect(material)])
    assert any(f.fault.code == "small-wave" for f in found)
    assert [f for f in found if f.part == "data" and f.severity == "error"] or not faults
    for language in ("kk", "ru", "en"):
        lines = as_lines(found, "junk", WORDS, MESSAGES, language)
        assert sum(line.startswith("  - ") for line in lines) == len(found)
        assert "nan" not in "".join(line for line in lines if "minut" in line or "%" in line)
