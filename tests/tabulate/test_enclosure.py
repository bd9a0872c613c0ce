"""Groups inside a group of another breakdown. Truth: a wave worked by hand; the reader's attack."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from reader_attack import recovered

from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.disclosure import Withheld, withheld_cells
from saualnama.tabulate.enclosure import enclosures
from saualnama.tabulate.nesting import families
from saualnama.tabulate.tidy import SmallBases


def coded(name, size):
    groups = [{"code": at, "id": f"{name}_{at}"} for at in range(1, size + 1)]
    return {"id": name, "column": name.upper(), "categories": groups}


def wave(kind):
    """Lands 1 and 2 lie in the town; nobody of the town gave the first answer."""
    lands = np.repeat([1, 2, 3, 4], [4, 12, 30, 20])
    n = len(lands)
    towns = np.where(lands <= 2, 1, 1 + np.arange(n) % 2)
    first = (towns == 2) & (np.arange(n) % 3 == 0)
    columns = {"ID": np.arange(n), "LAND": lands, "TOWN": towns}
    question = {"id": "q", "kind": kind}
    if kind == "single":
        question |= {"column": "Q", "answers": [{"code": at, "id": f"q_{at}"} for at in (1, 2, 3)]}
        columns["Q"] = np.where(first, 1, 2 + np.arange(n) % 2)
    else:
        question["answers"] = [{"column": f"Q_{at}", "id": f"q_{at}"} for at in (1, 2, 3)]
        columns |= {"Q_1": first * 1, "Q_2": 1 - np.arange(n) % 2, "Q_3": np.arange(n) % 2}
    document = {
        "wave": "w",
        "origin": "field",
        "respondent": "ID",
        "refused": [99],
        "demographics": [coded("land", 4), coded("town", 2)],
        "questions": [question],
    }
    return ingest(pd.DataFrame(columns), parse_questionnaire(document, "q"), file="f")


def test_lands_inside_the_town_are_found():
    survey = wave("single")
    (found,) = enclosures(survey, families(survey))
    assert (found.inner, found.outer, found.group) == ("land", "town", 0)
    assert found.groups.tolist() == [True, True, False, False]


@pytest.mark.parametrize("kind", ["single", "multiple"])
def test_what_nobody_of_the_town_said_is_withheld_where_a_land_of_it_is_suppressed(kind):
    survey = wave(kind)
    withheld = withheld_cells(survey, SmallBases(5, 5))
    assert recovered(survey, withheld)[0] == []
    town = withheld["q", "town"]
    assert (town.cells[0] == "complementary").all()
    shown = {**withheld, ("q", "town"): Withheld(np.full_like(town.cells, ""), town.base)}
    assert ("q", "land", 0, 0) in recovered(survey, shown)[0]


def test_where_no_land_of_the_town_is_suppressed_its_figures_are_shown():
    withheld = withheld_cells(wave("single"), SmallBases(3, 3))
    assert (withheld["q", "town"].cells == "").all()
