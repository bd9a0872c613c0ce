"""Labels, codes and cells at the door. Truth: the questionnaire, labels and population files."""

from __future__ import annotations

from pathlib import Path

import pytest

from saualnama.io.tables import read_table
from saualnama.reconstruct.delivery import codebook_of

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def codebook(sources):
    return codebook_of(sources.questionnaire, read_table(DATA / "published" / "labels.csv"))


def test_every_column_has_a_label_and_a_measure(sources, codebook):
    questionnaire = sources.questionnaire
    columns = [questionnaire.respondent]
    columns += [demographic.column for demographic in questionnaire.demographics]
    columns += [column for question in questionnaire.questions for _, column in question.fields]
    assert list(codebook.column_labels) == columns
    assert list(codebook.measures) == columns
    assert all(codebook.column_labels.values())
    assert len(set(codebook.column_labels.values())) == len(columns)


def test_labels_fit_the_format(codebook):
    assert all(len(note.encode()) <= 80 for note in codebook.notes)
    for labels in codebook.value_labels.values():
        assert all(len(label.encode()) <= 120 for label in labels.values())
    assert all(len(label.encode()) <= 255 for label in codebook.column_labels.values())


def test_refusals_are_missing_in_questions_only(codebook):
    assert all(codes == [99.0] for codes in codebook.user_missing.values())
    assert len(codebook.user_missing) == 100
    assert codebook.value_labels["Q20"][99.0] == "Отказ от ответа"
    assert codebook.value_labels["Q20"][98.0] == "Затрудняюсь ответить"
    assert 99.0 not in codebook.value_labels["REGION"]


def test_population_cells_carry_the_ids_of_the_questionnaire(sources):
    cells = sources.cells
    for name in ("region", "settlement", "sex", "age_group"):
        assert set(cells[name]) == set(sources.questionnaire.demographic[name].groups)
    table = read_table(DATA / "population" / "kazakhstan_2021.csv")
    adults = table[(table["dimension"] == "total") & (table["universe"] == "adults_18plus")]
    assert cells["population"].sum() == float(adults["population"].iloc[0])
    assert len(cells) == 248
