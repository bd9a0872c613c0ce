"""Labels of a respondents' file that carries none, from the wave's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from saualnama.io.weighted import Labels
from saualnama.language import Language, parse_words
from saualnama.survey.questionnaire import Code, Questionnaire


def file_labels(
    questionnaire: Questionnaire,
    labels: pd.DataFrame,
    settings: Mapping[str, Any],
    language: Language = "ru",
) -> Labels:
    """Labels of columns and codes, by column of the data file.

    Args:
        questionnaire: what stands in which column.
        labels: text table labels.csv; an id that has no label stands for itself.
        settings: `weighting` of config.yaml, which the weight's label names.
        language: of the labels.

    Raises:
        InputError: labels that are not complete in every language.
    """
    words = parse_words(labels, "labels.csv")

    def say(kind: str, id_: str) -> str:
        entry = words.entries.get((kind, id_))
        return entry[language] if entry else id_

    columns: dict[str, str] = {}
    values: dict[str, dict[Code, str]] = {}
    for demographic in questionnaire.demographics:
        if not demographic.column:
            continue  # merged groups have no column in the file
        columns[demographic.column] = say("breakdown", demographic.id)
        values[demographic.column] = {c.code: say("group", c.id) for c in demographic.categories}
    for question in questionnaire.questions:
        asked = say("question", question.id)
        for name, column in question.fields:
            part = name.partition(".")[2]
            columns[column] = f"{asked}: {say('answer', part)}" if part else asked
            if question.kind != "multiple":
                values[column] = {
                    a.code: say("answer", a.id) for a in question.answers if a.code is not None
                }
    margins = [[say("breakdown", name) for name in margin] for margin in settings["margins"]]
    to_population = settings.get("scale") == "population"
    return Labels(_weight(margins, to_population=to_population)[language], columns, values)


def _weight(margins: Sequence[Sequence[str]], *, to_population: bool) -> dict[Language, str]:
    named = ", ".join(" x ".join(margin) for margin in margins)
    kk, ru, en = ("халыққа", "населению", "the population")
    if not to_population:
        kk, ru, en = ("респонденттер санына", "числу респондентов", "the number of respondents")
    return {
        "kk": f"Респонденттің салмағы ({named}); салмақтардың қосындысы {kk} тең",
        "ru": f"Вес респондента ({named}); сумма весов равна {ru}",
        "en": f"Respondent's weight ({named}); the weights sum to {en}",
    }
