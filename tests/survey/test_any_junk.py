"""Whatever stands in a file: a survey or a message. Truth: junk that hypothesis invents."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import small_wave
from saualnama.errors import InputError
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire

FRAME = small_wave.frame().astype(object)
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["1e400", "nan", "-0", "٣", "½", "1 ", "\x00", "NA", b"\xff"]),
    st.dates().map(lambda day: datetime.datetime(day.year, day.month, day.day)),
    st.just(pd.NA),
    st.just(pd.NaT),
    st.decimals(allow_nan=False),
)
CELLS = st.lists(
    st.tuples(st.integers(0, 29), st.sampled_from(list(FRAME.columns)), JUNK), max_size=6
)


@settings(max_examples=300, deadline=None)
@given(CELLS)
def test_junk_in_cells_is_a_survey_or_a_list_of_faults(small_questionnaire, cells):
    frame = FRAME.copy()
    for row, column, value in cells:
        frame.at[row, column] = value
    try:
        survey = ingest(frame, small_questionnaire, file="junk.csv", first_row=2)
    except InputError as error:
        for fault in error.faults:
            assert fault.where.startswith("junk.csv, row ")
            assert ", column" in fault.where
            assert "Traceback" not in str(fault)
        at = {int(f.where.split("row ")[1].split(",")[0]) - 2 for f in error.faults}
        # only rows that were touched, or a row whose id was given to another
        assert all(0 <= row < 30 for row in at)
        assert at & {row for row, _, _ in cells}
    else:
        assert survey.n == 30
        assert not survey.frame.isna().any(axis=None)
        assert survey.frame["id"].is_unique


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_csv_or_a_message(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("junk") / "a.csv"
    path.write_bytes(content)
    try:
        frame = read_responses(path).frame
    except InputError as error:
        assert "a.csv" in str(error)
    else:
        assert frame.columns.is_unique


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abc: -[]{}\n'\"&*!#|>?%1", max_size=60))
def test_any_text_is_a_document_or_a_message(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("junk") / "a.yaml"
    path.write_text(text, encoding="utf-8")
    schema = {"type": "object", "additionalProperties": False, "properties": {"a": {}}}
    try:
        check_shape(read_yaml(path), schema, "a.yaml")
    except InputError as error:
        assert "a.yaml" in str(error)


def places(node, path=()):
    """Every place of a document."""
    if isinstance(node, dict):
        for key, inside in node.items():
            yield (*path, key)
            yield from places(inside, (*path, key))
    elif isinstance(node, list):
        for at, inside in enumerate(node):
            yield (*path, at)
            yield from places(inside, (*path, at))


PLACES = list(places(small_wave.QUESTIONNAIRE))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 120),
    st.sampled_from(["x", "sex", "", "Q1"]),
    st.just([]),
    st.just({}),
)


@pytest.fixture(scope="module")
def schema():
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    return read_yaml(root / "workflow/schemas/questionnaire.schema.yaml")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), VALUES, st.booleans())
def test_a_questionnaire_with_one_wrong_entry_is_parsed_or_refused(schema, place, value, drop):
    content = small_wave.questionnaire()
    inside = content
    for step in place[:-1]:
        inside = inside[step]
    if drop:
        del inside[place[-1]]
    else:
        inside[place[-1]] = value
    try:
        check_shape(content, schema, "q.yaml")
        questionnaire = parse_questionnaire(content, "q.yaml")
        ingest(small_wave.frame(), questionnaire, file="a.sav")
    except InputError as error:
        assert str(error).startswith(("q.yaml ", "a.sav "))
