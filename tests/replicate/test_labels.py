"""Labels for files without any, from the wave's words."""

from __future__ import annotations

import pandas as pd

from saualnama.replicate import file_labels

WORDS = pd.DataFrame(
    [
        ("breakdown", "region", "Өңір", "Регион", "Region"),
        ("breakdown", "sex", "Жынысы", "Пол", "Sex"),
        ("group", "male", "Ер", "Мужской", "Male"),
        ("question", "why", "Неге", "Почему", "Why"),
        ("answer", "fear", "Қорқыныш", "Страх", "Fear"),
        ("question", "change", "Өзгеріс", "Изменение", "Change"),
        ("answer", "better", "Жақсы", "Лучше", "Better"),
        ("answer", "police", "Полиция", "Полиция", "Police"),
    ],
    columns=["kind", "id", "kk", "ru", "en"],
)


def test_columns_and_codes_have_their_words(small_questionnaire):
    settings = {"margins": [["region", "sex"]]}
    labels = file_labels(small_questionnaire, WORDS, settings)
    assert labels.weight == "Вес респондента (Регион x Пол); сумма весов равна числу респондентов"
    assert labels.columns["REGION"] == "Регион"
    assert labels.columns["Q3_1"] == "Почему: Страх"
    assert labels.columns["Q4_1"] == "quality: Полиция"  # an id without a word stands for itself
    assert labels.values["SEX"] == {1: "Мужской", 2: "female"}
    assert labels.values["Q1"] == {1: "Лучше", 2: "same", 3: "worse", 98: "not_sure"}
    assert "Q3_1" not in labels.values


def test_the_label_says_what_weights_sum_to(small_questionnaire):
    settings = {"margins": [["region"]], "scale": "population"}
    said = {
        language: file_labels(small_questionnaire, WORDS, settings, language).weight
        for language in ("kk", "ru", "en")
    }
    assert said == {
        "kk": "Респонденттің салмағы (Өңір); салмақтардың қосындысы халыққа тең",
        "ru": "Вес респондента (Регион); сумма весов равна населению",
        "en": "Respondent's weight (Region); the weights sum to the population",
    }
