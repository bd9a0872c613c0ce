"""Targets from the population file. Truth: the committed targets, and sums by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.population import VARIABLES, canonical_id, targets_frame

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def known():
    document = read_yaml(ROOT / "data/waves/2021/questionnaire.yaml")
    questionnaire = parse_questionnaire(document, "questionnaire.yaml")
    return {name: questionnaire.demographic[name].groups for name in VARIABLES}


@pytest.fixture(scope="module")
def population():
    return read_table(ROOT / "data/population/kazakhstan_2021.csv")


def made(population, known):
    return targets_frame(population, "adults_18plus", known, file="population.csv")


def test_the_committed_targets_come_out(population, known):
    committed = read_table(ROOT / "data/population/targets_2021.csv").reset_index(drop=True)
    pd.testing.assert_frame_equal(made(population, known), committed)


def test_every_margin_has_the_adults_of_the_country(population, known):
    targets = made(population, known)
    adults = population[
        (population["dimension"] == "total") & (population["universe"] == "adults_18plus")
    ]
    sums = targets.groupby((targets[list(VARIABLES)] != "").apply(tuple, axis=1))["population"]
    totals = {int(part.astype(int).sum()) for _, part in sums}
    assert len(sums) == 6
    assert totals == {int(adults["population"].item())}


@pytest.mark.parametrize(
    ("spelling", "id_"),
    [("Nur-Sultan", "nur_sultan"), ("61+", "61_plus"), ("Almaty region", "almaty_region")],
)
def test_other_spellings_are_mapped_at_the_door(spelling, id_):
    assert canonical_id(spelling) == id_


def test_categories_without_a_target_and_targets_without_a_category(population, known):
    rows = population.copy()
    rows["region"] = rows["region"].replace("Shymkent", "Chimkent")
    with pytest.raises(InputError) as caught:
        made(rows, known)
    codes = {fault.code for fault in caught.value.faults}
    assert codes == {"unknown-category", "missing-category"}
    assert any("`chimkent`" in str(fault) for fault in caught.value.faults)
    assert any("`shymkent`" in str(fault) for fault in caught.value.faults)
    assert all("population.csv" in fault.where for fault in caught.value.faults)


@pytest.mark.parametrize("value", ["", "-5", "0", "12.5", "1 000", "many"])
def test_a_population_that_is_none_is_named_with_its_line(population, known, value):
    rows = population.copy()
    at = rows.index[(rows["dimension"] == "region") & (rows["universe"] == "adults_18plus")][0]
    rows.loc[at, "population"] = value
    with pytest.raises(InputError) as caught:
        made(rows, known)
    (fault,) = caught.value.faults
    assert (fault.code, fault.where) == ("population", f"population.csv, line {at}")


def test_margins_that_do_not_agree_are_refused(population, known):
    rows = population.copy()
    at = rows.index[(rows["dimension"] == "region") & (rows["universe"] == "adults_18plus")][0]
    rows.loc[at, "population"] = str(int(rows.loc[at, "population"]) + 1)
    with pytest.raises(InputError, match="different totals"):
        made(rows, known)
