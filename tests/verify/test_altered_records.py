"""One altered record breaks the figures that contain it, and no others.

Truth: which figures contain a respondent is read from the data file and the questionnaire.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from saualnama.io.structured import read_json
from saualnama.io.tables import read_table
from saualnama.verify.ledger import DETOUR, ERRATUM, OPEN, REPRODUCED, VERDICTS

RESULTS = Path(__file__).resolve().parents[2] / "results/2021"


def groups_of(row, questionnaire):
    """Every (breakdown, group) of a respondent."""
    places = {("total", "all")}
    for demographic in questionnaire.demographics:
        code = int(row[demographic.column])
        for category in demographic.categories:
            if category.code == code:
                places.add((demographic.id, category.id))
        for band in demographic.bands:
            if band.lowest <= code <= band.highest:
                places.add((demographic.id, band.id))
    return places


# a question with every answer printed by region, one with subtotals, one by three breakdowns
@pytest.mark.parametrize(
    ("question", "old", "new"),
    [
        ("is_violence_insult", "is_violence", "is_not_violence"),
        ("quarrel_frequency", "often", "no_quarrels"),
        ("dv_change_5y", "no_change", "not_sure"),
        ("who_to_blame", "aggressor", "victim"),
    ],
)
def test_another_answer_of_one_person(wave_2021, verified, question, old, new):
    responses, questionnaire, _ = wave_2021
    asked = questionnaire.question[question]
    code = {answer.id: answer.code for answer in asked.answers}
    at = responses.index[responses[asked.column] == code[old]][7]
    altered = responses.copy()
    altered.loc[at, asked.column] = code[new]

    before, after = verified(responses, question), verified(altered, question)
    changed = {key for key in before if before[key] != after[key]}

    inside = groups_of(responses.loc[at], questionnaire)
    touched = {old, new}
    for subtotal in asked.subtotals:
        if (old in subtotal.of) != (new in subtotal.of):
            touched.add(subtotal.id)
    contain = {key for key in before if (key[2], key[3]) in inside and key[4] in touched}
    # one of at most 1000 is at least 0.1 points: every such figure prints otherwise
    came_out = {key for key in contain if before[key] in (REPRODUCED, DETOUR)}
    assert changed == came_out != set()
    assert {after[key] for key in changed} <= {OPEN, ERRATUM}


def test_another_region_moves_the_figures_of_two_regions(wave_2021, verified):
    responses, questionnaire, _ = wave_2021
    region = questionnaire.demographic["region"]
    at = responses.index[(responses["REGION"] == 1) & (responses["Q9"] == 4)][0]
    altered = responses.copy()
    altered.loc[at, "REGION"] = 2
    before = verified(responses, "quarrel_frequency")
    after = verified(altered, "quarrel_frequency")
    changed = {key for key in before if before[key] != after[key]}
    assert {key[3] for key in changed} == {region.groups[0], region.groups[1]}
    assert not any(key[2] == "total" for key in changed)


def test_a_refusal_in_place_of_an_answer_moves_the_base(wave_2021, verified):
    responses, _, _ = wave_2021
    at = responses.index[(responses["SETTLEMENT"] == 1) & (responses["Q6"] == 1)][0]
    altered = responses.copy()
    altered.loc[at, "Q6"] = 99
    region = int(responses.loc[at, "REGION"])
    before = verified(responses, "is_violence_insult")
    after = verified(altered, "is_violence_insult")
    changed = {key for key in before if before[key] != after[key]}
    assert changed
    assert {key[2] for key in changed} <= {"region", "total"}
    named = wave_2021[1].demographic["region"].groups[region - 1]
    assert {key[3] for key in changed} <= {named, "all"}


def test_the_order_of_records_changes_nothing(wave_2021, verified):
    responses, _, _ = wave_2021
    turned = responses.iloc[::-1].reset_index(drop=True)
    for question in ("why_violence_continues", "agency_service_quality"):
        assert verified(responses, question) == verified(turned, question)


def test_the_committed_ledger_and_its_summary_agree():
    figures = read_table(RESULTS / "verify/figures.csv")
    summary = read_json(RESULTS / "verify/summary.json")
    counts = figures["verdict"].value_counts()
    assert summary["verdicts"] == {verdict: int(counts.get(verdict, 0)) for verdict in VERDICTS}
    assert summary["figures"] == len(figures)
    assert summary["lost"] == summary["gained"] == []
    assert not (figures["verdict"] == OPEN).any()
