"""letters.csv of the small wave. Truth: the room inference on one table at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import small_wave
from saualnama.inference import Design, column_letters, crosstab
from saualnama.survey.ingest import ingest
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import Exhibit, Part
from saualnama.tabulate.letters import COLUMNS, NOT_COMPARED, letters_table

PARTS = (
    Part("change", "total", ("pct",)),
    Part("knows", "sex", ("pct",)),
    Part("why", "sex", ("pct", "pct_of_responses"), ("fear", "money")),
    Part("quality", "region", ("mean",)),
)


@pytest.fixture(scope="module")
def large(small_questionnaire):
    """The small wave eight times over, so that columns are large enough to be compared."""
    frame = pd.concat([small_wave.frame()] * 8, ignore_index=True)
    frame["ID"] = range(len(frame))
    # women know less often, so that something differs
    frame.loc[(frame["SEX"] == 2) & (frame["ID"] % 3 == 0), "Q2"] = 2
    for at in (1, 2, 3):
        frame.loc[frame["Q2"] == 2, f"Q3_{at}"] = np.nan
    return ingest(frame, small_questionnaire, file="responses.sav")


@pytest.fixture(scope="module")
def design(large) -> Design:
    return Design(np.linspace(0.5, 1.5, large.n), variance="fixed")


def letters(survey, design, *styles):
    evidence = Evidence(survey.questionnaire)
    return letters_table(survey, design, [Exhibit("table_1", PARTS)], evidence, styles)


def test_rows_are_the_cells_of_tables_of_shares(large, design) -> None:
    found = letters(large, design, "design")
    assert tuple(found.columns) == COLUMNS
    assert list(dict.fromkeys(found["question"])) == ["knows", "why"]
    assert list(found[found["question"] == "why"]["answer"]) == ["fear"] * 2 + ["money"] * 2
    assert list(found["letter"]) == ["A", "B"] * 4
    assert set(found["evidence"]) == {"observed"}


def test_letters_are_those_of_the_table(large, design) -> None:
    found = letters(large, design, "design", "spss")
    table = crosstab(design, large.codes("knows", 2), large.group_codes("sex"))
    for style in ("design", "spss"):
        expected = column_letters(table, method=style).letters
        rows = found[(found["question"] == "knows") & found["method"].str.startswith(style)]
        assert [list(rows["higher_than"][:2]), list(rows["higher_than"][2:])] == [
            list(row) for row in expected
        ]
        assert "B" in set(rows["higher_than"])  # men know more often


def test_the_style_of_spss_is_marked(large, design) -> None:
    assert not letters(large, design, "design")["method"].str.contains("SPSS").any()
    marked = letters(large, design, "design", "spss")["method"]
    assert marked.str.contains("as SPSS").sum() == len(marked) / 2


def test_no_style_is_no_letter(large, design) -> None:
    assert letters(large, design).empty


def test_columns_that_are_too_small_say_so(small_survey, small_weights) -> None:
    found = letters(small_survey, Design(small_weights, variance="fixed"), "design")
    assert (found["flag"] == NOT_COMPARED).all()
    assert (found["higher_than"] == "").all()
