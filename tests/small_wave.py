"""A wave small enough to be counted by hand: 30 respondents, every kind of question.

`answer_of` says what the file holds, in words of its own; nothing here uses the library.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pandas as pd

QUESTIONNAIRE: dict[str, Any] = {
    "wave": "small",
    "origin": "field",
    "respondent": "ID",
    "refused": [99],
    "demographics": [
        {
            "id": "region",
            "column": "REGION",
            "categories": [
                {"code": 1, "id": "north"},
                {"code": 2, "id": "south"},
                {"code": 3, "id": "east"},
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
    ],
    "questions": [
        {
            "id": "change",
            "kind": "single",
            "column": "Q1",
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
            "id": "knows",
            "kind": "single",
            "column": "Q2",
            "answers": [{"code": 1, "id": "yes"}, {"code": 2, "id": "no"}],
        },
        {
            "id": "why",
            "kind": "multiple",
            "base": [{"question": "knows", "answers": ["yes"]}],
            "answers": [
                {"column": "Q3_1", "id": "fear"},
                {"column": "Q3_2", "id": "money"},
                {"column": "Q3_3", "id": "not_sure", "exclusive": True, "hard_to_answer": True},
            ],
        },
        {
            "id": "quality",
            "kind": "scale",
            "items": [{"column": "Q4_1", "id": "police"}, {"column": "Q4_2", "id": "courts"}],
            "answers": [
                {"code": 1, "id": "bad", "score": 1},
                {"code": 2, "id": "fair", "score": 2},
                {"code": 3, "id": "good", "score": 3},
            ],
        },
        {
            "id": "trust",
            "kind": "scale",
            "column": "Q5",
            "answers": [
                {"code": 1, "id": "low", "score": 1},
                {"code": 2, "id": "high", "score": 2},
                {"code": 98, "id": "not_sure", "hard_to_answer": True},
            ],
        },
    ],
}

EXHIBITS: dict[str, Any] = {
    "exhibits": [
        {
            "id": "table_1",
            "parts": [
                {
                    "question": "change",
                    "breakdown": breakdown,
                    "statistics": ["pct", "subtotal_pct"],
                }
                for breakdown in ("total", "region", "sex", "age_group")
            ],
        },
        {
            "id": "table_2",
            "parts": [
                {
                    "question": "why",
                    "breakdown": breakdown,
                    "statistics": ["pct", "pct_of_responses"],
                }
                for breakdown in ("total", "sex")
            ],
        },
        {
            "id": "figure_3",
            "parts": [
                {"question": "quality", "breakdown": "region", "statistics": ["mean"]},
                {"question": "trust", "breakdown": "sex", "statistics": ["pct", "mean"]},
            ],
        },
    ]
}

_BLANK = None


def _row(i: int) -> dict[str, int | None]:
    row: dict[str, int | None] = {
        "ID": 100 + i,
        "REGION": 1 + i % 3,
        "SEX": 1 + (i // 3) % 2,
        "AGE": 18 + (i * 17) % 70,
        "Q1": (1, 2, 3, 98, 1, 3, 2)[i % 7],
        "Q2": 1 + (i % 5 == 0),
    }
    reasons = ((1, 0, 0), (1, 1, 0), (0, 0, 1), (0, 1, 0))[i % 4]
    asked = row["Q2"] == 1
    row |= {f"Q3_{at}": reasons[at - 1] if asked else _BLANK for at in (1, 2, 3)}
    row |= {"Q4_1": 1 + i % 3, "Q4_2": 1 + (i // 2) % 3, "Q5": (1, 2, 2, 98)[i % 4]}
    return row


def rows() -> list[dict[str, int | None]]:
    """The respondents; None where the file holds nothing."""
    made = [_row(i) for i in range(30)]
    made[4]["Q1"] = 99
    made[7]["Q1"] = _BLANK
    made[8] |= {"Q3_1": 99, "Q3_2": 99, "Q3_3": 99}
    made[9] |= {"Q3_1": 0, "Q3_2": 0, "Q3_3": 0}
    made[11]["Q4_1"] = 99
    made[12]["Q5"] = _BLANK
    return made


def frame(records: list[dict[str, int | None]] | None = None) -> pd.DataFrame:
    """The respondents as numbers, as SPSS would hand them on."""
    return pd.DataFrame(rows() if records is None else records).astype("float64")


def questionnaire() -> dict[str, Any]:
    """A copy of the document, to be changed."""
    return copy.deepcopy(QUESTIONNAIRE)


def write(records: pd.DataFrame, path: Path) -> Path:
    """Write respondents in the format of the path's ending."""
    import pyreadstat

    whole = records.astype("Int64")
    match path.suffix:
        case ".sav" | ".zsav":
            missing = {name: [99.0] for name in records.columns if name.startswith("Q")}
            pyreadstat.write_sav(
                records, str(path), missing_ranges=missing, compress=path.suffix == ".zsav"
            )
        case ".dta":
            pyreadstat.write_dta(records, str(path))
        case ".csv":
            whole.to_csv(path, index=False)
        case ".xlsx":
            whole.to_excel(path, index=False)
        case ".parquet":
            whole.to_parquet(path, index=False)
    return path
