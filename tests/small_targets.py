"""Targets, words and headline figures of the small wave; nothing here uses the library."""

from __future__ import annotations

from typing import Any

import pandas as pd

import small_wave

SETTINGS: dict[str, Any] = {
    "margins": [["region"], ["sex"]],
    "minimum_cell": 1,
    "warn_below": 0,
}

REGION = {"north": 400, "south": 350, "east": 250}
SEX = {"male": 480, "female": 520}
SEX_AGE = {
    ("male", "18_29"): 120,
    ("male", "30_59"): 230,
    ("male", "60_plus"): 130,
    ("female", "18_29"): 110,
    ("female", "30_59"): 250,
    ("female", "60_plus"): 160,
}

HEADLINES: list[dict[str, str]] = [
    {"question": "change", "answer": "better", "statistic": "pct"},
    {"question": "change", "answer": "changed", "statistic": "subtotal_pct"},
    {"question": "why", "answer": "money", "statistic": "pct"},
    {"question": "quality", "answer": "courts", "statistic": "mean"},
    {"question": "trust", "statistic": "mean"},
]

TEXT = {"kk": "санақ", "ru": "перепись", "en": "census"}

ABOUT: dict[str, Any] = {
    "margins": [
        {
            "margin": ["region"],
            "source": TEXT,
            "date": "2020-01-01",
            "universe": {"kk": "ересектер", "ru": "взрослые", "en": "adults"},
            "status": "official",
            "error": 4.0,
            "error_of": {"east": 10.0},
        },
        {
            "margin": ["sex", "age_group"],
            "source": TEXT,
            "date": "2020-01-01",
            "universe": {"kk": "ересектер", "ru": "взрослые", "en": "adults"},
            "status": "approximate",
        },
    ]
}


def targets(**changed: int) -> pd.DataFrame:
    """The targets file as text; `north=500` changes the population of a region."""
    rows = [(name, "", "", str(changed.get(name, people))) for name, people in REGION.items()]
    rows += [("", name, "", str(people)) for name, people in SEX.items()]
    rows += [("", sex, age, str(people)) for (sex, age), people in SEX_AGE.items()]
    return pd.DataFrame(rows, columns=["region", "sex", "age_group", "population"], dtype="str")


def labels() -> pd.DataFrame:
    """A label for everything, the same in each language but for a mark."""
    document = small_wave.QUESTIONNAIRE
    keys = [("breakdown", "total"), ("group", "all")]
    for demographic in document["demographics"]:
        keys.append(("breakdown", demographic["id"]))
        parts = demographic.get("categories") or demographic["bands"]
        keys += [("group", part["id"]) for part in parts]
    for question in document["questions"]:
        keys.append(("question", question["id"]))
        for list_of in ("answers", "items", "subtotals"):
            keys += [("answer", part["id"]) for part in question.get(list_of, ())]
    unique = list(dict.fromkeys(keys))
    rows = [(kind, id_, f"{id_} қ", f"{id_} ы", f"{id_} e") for kind, id_ in unique]
    return pd.DataFrame(rows, columns=["kind", "id", "kk", "ru", "en"], dtype="str")
