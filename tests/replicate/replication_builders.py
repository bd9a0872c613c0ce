"""What the small wave is weighted to, and a replication written as the rule writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from saualnama.io.files import write_text
from saualnama.io.tables import write_table
from saualnama.replicate import Replication

TARGETS = """\
region,sex,age_group,population
north,,,4100
south,,,3400
east,,,2500
,male,,4700
,female,,5300
,,18_29,3300
,,30_59,3500
,,60_plus,3200
"""
RECIPE: dict[str, Any] = {"margins": [["region"], ["sex"]], "minimum_cell": 1, "warn_below": 0}
NAMES = {"r": "replicate.R", "pspp": "replicate.sps"}


def write(made: Replication, folder: Path) -> Path:
    """Write a replication as the rule does."""
    for name, table in made.tables.items():
        write_table(folder / f"{name}.csv", table, significant=15)
    write_text(folder / NAMES["r"], made.r)
    write_text(folder / NAMES["pspp"], made.pspp)
    return folder
