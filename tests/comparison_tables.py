"""A comparison of two waves as it is written, small enough to be read; for pages and documents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, Words, merge_words, parse_words
from saualnama.pages.comparison import ComparisonTables
from saualnama.pages.shell import phrases_file

LABELS = [
    ("question", "knows", "Біле ме", "Знает ли", "Knows"),
    ("question", "trust", "Сенім", "Доверие", "Trust <b>"),
    ("question", "why", "Неге", "Почему", "Why"),
    ("answer", "yes", "Иә", "Да", "Yes"),
    ("answer", "no", "Жоқ", "Нет", "No"),
    ("group", "north", "Солтүстік", "Север", "North"),
    ("group", "south", "Оңтүстік", "Юг", "South"),
    ("breakdown", "region", "Өңір", "Регион", "Region"),
    ("breakdown", "age", "Жас", "Возраст", "Age"),
]


def change(**cells: str) -> dict[str, str]:
    row = {
        "question": "knows",
        "answer": "yes",
        "breakdown": "total",
        "later_breakdown": "total",
        "group": "all",
        "statistic": "pct",
        "earlier_n": "1000",
        "later_n": "990",
        "earlier": "26.45",
        "earlier_ci_low": "23.8",
        "earlier_ci_high": "29.3",
        "later": "42.95",
        "later_ci_low": "39.9",
        "later_ci_high": "46.1",
        "change": "16.5",
        "ci_low": "12.35",
        "ci_high": "20.65",
        "p": "0.0000001",
        "p_holm": "0.0004",
        "p_bh": "0.03",
        "flag": "",
    }
    return row | cells


CHANGES = [
    change(),
    change(answer="no", change="-16.5", ci_low="-20.65", ci_high="-12.35", p_bh="0.2"),
    change(breakdown="region", later_breakdown="region_now", group="north", flag="small"),
    change(breakdown="region", later_breakdown="region_now", group="south", flag="suppressed"),
    change(
        question="trust",
        answer="mean_score",
        statistic="mean",
        earlier="2.345",
        earlier_ci_low="",
        earlier_ci_high="",
        later="2.355",
        later_ci_low="",
        later_ci_high="",
        change="0.01",
        ci_low="",
        ci_high="",
        p="",
        p_holm="",
        p_bh="",
    ),
]
TESTS = [
    {
        "question": "knows",
        "answer": "",
        "statistic": "59.48",
        "p": "1e-14",
        "p_holm": "1e-13",
        "effect": "0.1726",
    },
    {"question": "trust", "answer": "", "statistic": "", "p": "", "p_holm": "", "effect": ""},
]
FINDINGS = [
    ("question", "knows", "with caution", "answers_differ", "no", "yes"),
    ("question", "trust", "compared", "", "", ""),
    ("question", "why", "not compared", "base_differs", "knows: yes", ""),
    ("breakdown", "region", "compared", "merged", "region", "region_now"),
    ("breakdown", "age", "not compared", "bands_differ", "", ""),
]


def tables(observed: bool = True) -> ComparisonTables:
    origins = ("field", "field") if observed else ("reconstruction", "field")
    family = {
        "tests": 4,
        "below_5_percent": 3,
        "below_5_percent_holm": 2,
        "below_5_percent_bh": 1,
    }
    return ComparisonTables(
        pd.DataFrame(CHANGES),
        pd.DataFrame(TESTS),
        pd.DataFrame(FINDINGS, columns=["kind", "id", "verdict", "reason", "earlier", "later"]),
        {
            "waves": [
                {"wave": wave, "origin": origin, "respondents": 1000, "variance": "raked"}
                for wave, origin in zip(("2021", "2023"), origins, strict=True)
            ],
            "observed": observed,
            "questions": {"compared": 1, "with caution": 1, "not compared": 1},
            "breakdowns": [{"breakdown": name, **family} for name in ("total", "region")],
        },
    )


def words() -> Words:
    own = parse_words(pd.DataFrame(LABELS, columns=["kind", "id", *LANGUAGES]), "labels.csv")
    files = [Path(phrases_file(name)) for name in ("comparison", "shell")]
    return merge_words(own, *(parse_words(read_table(file), file.name) for file in files))
