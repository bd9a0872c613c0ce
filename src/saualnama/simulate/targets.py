"""Simulated targets: those of an earlier wave with regions split and renamed; no statistics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from saualnama.simulate.plan import Plan


def simulate_targets(before: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Split the targets of regions that were divided; totals stay as they were.

    Args:
        before: tidy targets as text, with a column `region` and whole `population`.
        plan: shares of the new regions, which are invented, and new names.

    Returns:
        Targets of the same columns; a new region stands behind the last one.
    """
    rows = before.to_dict("records")
    for row in rows:
        row["region"] = plan.renamed.get(row["region"], (row["region"],))[0]
    for split in plan.splits:
        last = {}
        for at, row in enumerate(rows):
            last[_margin(row)] = at
        founded: dict[int, list[dict[Any, Any]]] = {}
        for row in rows:
            if row["region"] == split.out_of:
                people = int(row["population"])
                gone = int(people * split.share + 0.5)
                row["population"] = str(people - gone)
                new = {**row, "region": split.id, "population": str(gone)}
                founded.setdefault(last[_margin(row)], []).append(new)
        rows = [part for at, row in enumerate(rows) for part in (row, *founded.get(at, ()))]
    return pd.DataFrame(rows, columns=before.columns, dtype="str")


def _margin(row: Mapping[Any, Any]) -> tuple[str, ...]:
    return tuple(name for name, value in row.items() if name != "population" and value)


def about_targets(targets: pd.DataFrame, wave: str) -> dict[str, object]:
    """The file that says where these targets are from: nowhere."""
    source = {
        "kk": "ЖАСАНДЫ: 2021 жылғы деректер ойдан алынған үлестермен бөлінген; статистика емес",
        "ru": "СИМУЛЯЦИЯ: цели 2021 года, разделённые по вымышленным долям; не статистика",
        "en": "SIMULATED: the targets of 2021, divided by invented shares; no statistics",
    }
    universe = {
        "kk": "18 жастағы және одан үлкен тұрғындар (жасанды)",
        "ru": "жители в возрасте 18 лет и старше (симуляция)",
        "en": "residents aged 18 and over (simulated)",
    }
    margins = dict.fromkeys(_margin(row) for row in targets.to_dict("records"))
    return {
        "margins": [
            {
                "margin": list(margin),
                "source": source,
                "date": f"{wave}-01-01",
                "universe": universe,
                "status": "approximate",
            }
            for margin in margins
        ]
    }
