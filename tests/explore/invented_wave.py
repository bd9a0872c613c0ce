"""An invented wave with all that makes hiding hard: thin groups, merged ones, filters, every kind.

300 answers drawn by a seed; nobody gave them. `LABELS` are hostile to HTML and to spreadsheets.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pandas as pd

from saualnama.language import LANGUAGES

ROWS, FIRST_ID = 300, 7_000_001
SUPPRESS, FLAG = 10, 20

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "=cmd|'/c calc'!A1",
    "\"quoted\", 'apostrophe' & ampersand",
    "+7 701",
    "-1+1",
    "@SUM(A1)",
    "<!-- not a remark",
    "line\u2028separator\u2029paragraph",
)
"""Words that a careless page would run, or a careless spreadsheet compute."""

DOCUMENT: dict[str, Any] = {
    "wave": "invented",
    "origin": "field",
    "respondent": "ID",
    "refused": [99],
    "demographics": [
        {
            "id": "region",
            "column": "REGION",
            "categories": [
                {"code": code, "id": id_}
                for code, id_ in enumerate(
                    ("north", "south", "east", "west", "island", "harbour"), start=1
                )
            ],
        },
        {
            "id": "area",
            "merges": "region",
            "groups": [
                {"id": "inland", "of": ["north", "south"]},
                {"id": "plain", "of": ["east", "west"]},
                {"id": "coast", "of": ["island", "harbour"]},
            ],
        },
        {
            "id": "sex",
            "column": "SEX",
            "categories": [{"code": 1, "id": "male"}, {"code": 2, "id": "female"}],
        },
        {
            "id": "age_group",
            "column": "AGE",
            "valid": [18, 100],
            "bands": [
                {"id": "18_29", "from": 18, "to": 29},
                {"id": "30_59", "from": 30, "to": 59},
                {"id": "60_plus", "from": 60, "to": 100},
            ],
        },
        {
            "id": "club",
            "column": "CLUB",
            "categories": [
                {"code": 1, "id": "chess"},
                {"code": 2, "id": "choir"},
                {"code": 3, "id": "nobody_here"},
            ],
        },
    ],
    "questions": [
        {
            "id": "knows",
            "kind": "single",
            "column": "Q1",
            "answers": [{"code": 1, "id": "yes"}, {"code": 2, "id": "no"}],
        },
        {
            "id": "asked_for_help",
            "kind": "single",
            "column": "Q2",
            "base": [{"question": "knows", "answers": ["yes"]}],
            "answers": [
                {"code": 1, "id": "did"},
                {"code": 2, "id": "did_not"},
                {"code": 98, "id": "not_sure", "hard_to_answer": True},
            ],
        },
        {
            "id": "whom",
            "kind": "multiple",
            "base": [{"question": "asked_for_help", "answers": ["did"]}],
            "answers": [
                {"column": "Q3_1", "id": "police"},
                {"column": "Q3_2", "id": "family"},
                {"column": "Q3_3", "id": "nobody", "exclusive": True},
            ],
        },
        {
            "id": "change",
            "kind": "single",
            "column": "Q4",
            "ordered": True,
            "answers": [
                {"code": 1, "id": "better"},
                {"code": 2, "id": "same"},
                {"code": 3, "id": "worse"},
                {"code": 98, "id": "not_sure", "hard_to_answer": True},
            ],
            "subtotals": [{"id": "changed", "of": ["better", "worse"]}],
        },
        {
            "id": "sources",
            "kind": "multiple",
            "answers": [
                {"column": "Q5_1", "id": "television"},
                {"column": "Q5_2", "id": "radio"},
                {"column": "Q5_3", "id": "friends"},
                {"column": "Q5_4", "id": "none", "exclusive": True},
                {"column": "Q5_5", "id": "not_sure", "exclusive": True, "hard_to_answer": True},
            ],
            "subtotals": [{"id": "media", "of": ["television", "radio"]}],
        },
        {
            "id": "quality",
            "kind": "scale",
            "items": [{"column": "Q6_1", "id": "police"}, {"column": "Q6_2", "id": "courts"}],
            "answers": [{"code": at, "id": f"score_{at}", "score": at} for at in (1, 2, 3)],
        },
        {
            "id": "trust",
            "kind": "scale",
            "column": "Q7",
            "answers": [
                {"code": 1, "id": "low", "score": 1},
                {"code": 2, "id": "middle", "score": 2},
                {"code": 3, "id": "high", "score": 3},
                {"code": 98, "id": "not_sure", "hard_to_answer": True},
            ],
        },
        {
            "id": "skipped",
            "kind": "single",
            "column": "Q8",
            "answers": [{"code": 1, "id": "yes"}, {"code": 2, "id": "no"}],
        },
        {
            "id": "rare",
            "kind": "single",
            "column": "Q9",
            "base": [{"question": "whom", "answers": ["nobody"]}],
            "answers": [{"code": 1, "id": "yes"}, {"code": 2, "id": "no"}],
        },
    ],
}

EXHIBITS: dict[str, Any] = {
    "exhibits": [
        {
            "id": "table_2.1.1",
            "parts": [{"question": "change", "breakdown": "total", "statistics": ["pct"]}],
        },
        {
            "id": "figure_1.1.1",
            "parts": [
                {
                    "question": "knows",
                    "breakdown": "region",
                    "statistics": ["pct"],
                    "charts": ["tiles"],
                    "mapped": "no",
                }
            ],
        },
    ],
    "tile_maps": {"region": [["north", None, "east"], ["south", "island", "west"], ["harbour"]]},
}


def document() -> dict[str, Any]:
    """A copy of the questionnaire, to be changed."""
    return copy.deepcopy(DOCUMENT)


def exhibits(document: dict[str, Any]) -> dict[str, Any]:
    """Two exhibits, and a map where there are regions."""
    known = {demographic["id"] for demographic in document["demographics"]}
    found = copy.deepcopy(EXHIBITS)
    for id_ in {*found["tile_maps"]} - known:
        del found["tile_maps"][id_]
        found["exhibits"] = found["exhibits"][:1]
    return found


def rows(seed: int = 8) -> pd.DataFrame:
    """The answers as numbers; blanks where somebody was not asked."""
    rng = np.random.default_rng(seed)

    def drawn(codes: list[float], shares: list[float]) -> np.ndarray:
        return rng.choice(np.array(codes, dtype=float), size=ROWS, p=shares)

    frame = pd.DataFrame({"ID": np.arange(FIRST_ID, FIRST_ID + ROWS, dtype=float)})
    frame["REGION"] = drawn([1, 2, 3, 4, 5, 6], [0.3, 0.26, 0.2, 0.17, 0.02, 0.05])
    frame["SEX"] = drawn([1, 2], [0.5, 0.5])
    frame["AGE"] = rng.integers(18, 61, ROWS).astype(float)
    frame["CLUB"] = drawn([1, 2, np.nan], [0.03, 0.87, 0.1])
    frame["Q1"] = drawn([1, 2], [0.4, 0.6])
    knows = frame["Q1"] == 1
    frame["Q2"] = np.where(knows, drawn([1, 2, 98], [0.4, 0.5, 0.1]), np.nan)
    did = frame["Q2"] == 1
    pattern = rng.choice(3, size=ROWS, p=[0.5, 0.4, 0.1])
    family = rng.random(ROWS) < 0.5
    frame["Q3_1"] = np.where(did, pattern == 0, np.nan)
    frame["Q3_2"] = np.where(did, (pattern == 1) | ((pattern == 0) & family), np.nan)
    frame["Q3_3"] = np.where(did, pattern == 2, np.nan)
    frame["Q4"] = drawn([1, 2, 3, 98, 99], [0.3, 0.3, 0.25, 0.05, 0.1])
    alone = rng.choice(3, size=ROWS, p=[0.8, 0.15, 0.05])
    several = rng.random((ROWS, 3)) < np.array([0.7, 0.3, 0.2])
    several[:, 0] |= ~several.any(axis=1)
    for at in range(3):
        frame[f"Q5_{at + 1}"] = (several[:, at] & (alone == 0)).astype(float)
    frame["Q5_4"], frame["Q5_5"] = (alone == 1) * 1.0, (alone == 2) * 1.0
    frame["Q6_1"] = drawn([1, 2, 3, 99], [0.2, 0.3, 0.4, 0.1])
    frame["Q6_2"] = drawn([1, 2, 3, 99], [0.5, 0.2, 0.2, 0.1])
    frame["Q7"] = drawn([1, 2, 3, 98], [0.2, 0.3, 0.3, 0.2])
    frame["Q8"] = np.nan
    frame["Q9"] = np.where(did & (pattern == 2), drawn([1, 2], [0.5, 0.5]), np.nan)
    return frame


def weights() -> np.ndarray:
    """Uneven weights that sum to the number of rows."""
    raw = np.random.default_rng(9).uniform(0.4, 2.2, ROWS)
    return raw * ROWS / raw.sum()


def labels(document: dict[str, Any]) -> pd.DataFrame:
    """A word for every id, another one in each language; the first ones are hostile."""
    ids = {("group", "all"), ("breakdown", "total"), ("answer", "mean_score")}
    for demographic in document["demographics"]:
        ids.add(("breakdown", demographic["id"]))
        parts = [demographic.get(name, ()) for name in ("categories", "bands", "groups")]
        ids |= {("group", group["id"]) for part in parts for group in part}
    for question in document["questions"]:
        ids.add(("question", question["id"]))
        parts = [question.get(name, ()) for name in ("answers", "items", "subtotals")]
        ids |= {("answer", line["id"]) for part in parts for line in part}
    table = []
    for at, (kind, id_) in enumerate(sorted(ids)):
        bad = HOSTILE[at % len(HOSTILE)]
        table.append((kind, id_, *(f"{bad} {id_} {language}" for language in LANGUAGES)))
    return pd.DataFrame(table, columns=["kind", "id", *LANGUAGES])
