"""The wave as a field office would deliver it: Russian labels, refusal codes, one caution."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from saualnama.io.sav import Codebook
from saualnama.reconstruct.respondents import QUOTAS
from saualnama.survey.questionnaire import Question, Questionnaire

FILE_LABEL = "RECONSTRUCTION: synthetic records, no person's answers"

NOTES = (
    "РЕКОНСТРУКЦИЯ: 1000 записей построены",
    "по числам, напечатанным в отчёте;",
    "это не ответы людей.",
    "Что напечатано и что придумано:",
    "см. README волны.",
    "RECONSTRUCTION: 1000 records built from the figures printed in the report;",
    "they are no person's answers. What is printed and what is invented: see",
    "the README of the wave.",
)
"""Lines of at most 80 bytes, as the format wants them."""

REFUSAL = "Отказ от ответа"
MARKED = {0.0: "Не отмечено", 1.0: "Отмечено"}
NAMES = {
    "id": "Номер записи (реконструкция, не ответы людей)",
    "age": "Возраст, полных лет",
    "education": "Уровень образования",
}
ORDERED = {"education"}
"""Demographics whose categories have an order (age is a number)."""


def population_cells(population: pd.DataFrame) -> pd.DataFrame:
    """Adults in each quota cell, under the ids of the questionnaire.

    Args:
        population: the tidy table of the population, cells as text.

    Returns:
        The columns `QUOTAS` and `population`.
    """
    rows = population[population["dimension"] == "_".join(_FILE_ORDER)]
    cells = pd.DataFrame({name: [_id(text) for text in rows[name]] for name in QUOTAS})
    cells["population"] = rows["population"].astype("float64").to_numpy()
    return cells.sort_values(list(QUOTAS), ignore_index=True)


_FILE_ORDER = ("region", "sex", "age", "settlement")


def _id(text: str) -> str:
    """`Almaty region` is `almaty_region`, `18-29` is `18_29`, `61+` is `61_plus`."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("+", "_plus"))


def codebook_of(questionnaire: Questionnaire, labels: pd.DataFrame) -> Codebook:
    """Russian variable and value labels, refusal codes and measures for every column.

    Args:
        questionnaire: columns and codes.
        labels: columns `kind, id, ru`.

    Raises:
        KeyError: an id without a label.
    """
    words = dict(zip(zip(labels["kind"], labels["id"], strict=True), labels["ru"], strict=True))
    column_labels = {questionnaire.respondent: NAMES["id"]}
    value_labels: dict[str, dict[float, str]] = {}
    measures = {questionnaire.respondent: "nominal"}
    user_missing: dict[str, list[float]] = {}
    refused = [float(code) for code in questionnaire.refused]
    for demographic in questionnaire.demographics:
        column = demographic.column
        if demographic.bands:
            column_labels[column] = NAMES["age"]
            measures[column] = "scale"
            continue
        column_labels[column] = words["breakdown", demographic.id]
        value_labels[column] = {
            float(part.code): words["group", part.id] for part in demographic.categories
        }
        measures[column] = "ordinal" if demographic.id in ORDERED else "nominal"
    for question in questionnaire.questions:
        title = words["question", question.id]
        refusals = dict.fromkeys(refused, REFUSAL)
        for column, part in _columns(question):
            label = words["answer", part] if part else ""
            column_labels[column] = f"{title}: {label}" if part else title
            user_missing[column] = refused
            if question.kind == "multiple":
                value_labels[column] = MARKED | refusals
            else:
                value_labels[column] = {
                    float(answer.code or 0): words["answer", answer.id]
                    for answer in question.answers
                } | refusals
            measures[column] = "ordinal" if question.kind == "scale" else "nominal"
    return Codebook(FILE_LABEL, NOTES, column_labels, value_labels, user_missing, measures)


def _columns(question: Question) -> Iterator[tuple[str, str]]:
    """Each column of a question with the answer or item that it carries, if any."""
    if question.kind == "multiple":
        yield from ((str(answer.column), answer.id) for answer in question.answers)
    elif question.items:
        yield from ((item.column, item.id) for item in question.items)
    else:
        yield str(question.column), ""
