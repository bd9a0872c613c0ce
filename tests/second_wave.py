"""A second wave for tests, drawn by a seed from 2021: 20 regions, one answer moved on purpose.

Everything is simulated; nothing of it is an answer of anybody or a figure of Kazakhstan.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table

ROOT = Path(__file__).resolve().parents[1]
WAVE = "2023"
NEW_REGIONS = {
    "abai": ("east_kazakhstan", 18),
    "jetisu": ("almaty_region", 19),
    "ulytau": ("karaganda", 20),
}
"""New region: the region that it was part of, and its code."""

MOVED = 150
"""So many who knew of no case say in the second wave that they know one."""

MERGED = {
    "id": "region_2021",
    "merges": "region",
    "groups": [
        *({"id": whole, "of": [whole, new]} for new, (whole, _) in NEW_REGIONS.items()),
        {"id": "nur_sultan", "of": ["astana"]},
    ],
}


def questionnaire() -> dict[str, Any]:
    """The document of the 2021 wave, with 20 regions and the breakdown that merges them."""
    content = copy.deepcopy(read_yaml(ROOT / "data/waves/2021/questionnaire.yaml"))
    content |= {"wave": WAVE, "origin": "field"}
    region = content["demographics"][0]["categories"]
    for category in region:
        if category["id"] == "nur_sultan":
            category["id"] = "astana"
    region += [{"code": code, "id": new} for new, (_, code) in NEW_REGIONS.items()]
    content["demographics"].append(copy.deepcopy(MERGED))
    return content


def responses() -> pd.DataFrame:
    """1000 respondents drawn with replacement from the 2021 file, with the known changes."""
    rng = np.random.default_rng(2023)
    frame = read_responses(ROOT / "data/waves/2021/responses.sav").frame
    drawn = frame.iloc[rng.integers(0, len(frame), len(frame))].reset_index(drop=True)
    drawn["ID"] = np.arange(1, len(drawn) + 1)
    codes = {c["id"]: c["code"] for c in questionnaire()["demographics"][0]["categories"]}
    for new, (whole, code) in NEW_REGIONS.items():
        part = np.flatnonzero(drawn["REGION"] == codes[whole])[::3]
        drawn.loc[part, "REGION"] = code
        assert codes[new] == code
    ignorant = np.flatnonzero(drawn["Q3"] == 2)[:MOVED]
    drawn.loc[ignorant, "Q3"] = 1
    drawn.loc[ignorant, "Q4"] = 98
    causes = [name for name in drawn.columns if name.startswith("Q5_")]
    drawn.loc[ignorant, causes] = 0
    drawn.loc[ignorant, "Q5_8"] = 1
    return drawn


def labels() -> pd.DataFrame:
    """Words of the 2021 wave and of what is new; one question is reworded in English."""
    table = read_table(ROOT / "data/waves/2021/labels.csv")
    table.loc[table["id"] == "who_to_blame", "en"] = "Whose fault is domestic violence?"
    new = [("group", id_, f"{id_} kk", f"{id_} ru", f"{id_} region") for id_ in NEW_REGIONS]
    new += [("group", "astana", "Астана қаласы", "г. Астана", "Astana city")]
    new += [("exhibit", "table_1.1.9", "Өңір бойынша", "По регионам", "By region")]
    new += [("breakdown", "region_2021", "2021 жылғы өңір", "Регион 2021 года", "Region of 2021")]
    return pd.concat([table, pd.DataFrame(new, columns=table.columns)], ignore_index=True)


def targets() -> pd.DataFrame:
    """The 2021 targets with a third of the old regions given to the new ones."""
    table = read_table(ROOT / "data/population/targets_2021.csv")
    alone = (table["sex"] == "") & (table["age_group"] == "")
    kept = (table["settlement"] == "") & ((table["region"] == "") | alone)
    table = table[kept].replace({"region": {"nur_sultan": "astana"}})
    people = table.set_index("region")["population"]
    rows = [table]
    for new, (whole, _) in NEW_REGIONS.items():
        third = int(people[whole]) // 3
        table.loc[table["region"] == whole, "population"] = str(int(people[whole]) - third)
        rows.append(pd.DataFrame([{"region": new, "population": str(third)}]))
    return pd.concat(rows, ignore_index=True).fillna("")


def write(root: Path) -> None:
    """Put the wave's files into a project and name it in its config.yaml."""
    folder = root / f"data/waves/{WAVE}"
    folder.mkdir(parents=True)
    responses().astype("Int64").to_csv(folder / "responses.csv", index=False)
    text = yaml.safe_dump(questionnaire(), sort_keys=False, allow_unicode=True)
    (folder / "questionnaire.yaml").write_text(text, encoding="utf-8")
    labels().to_csv(folder / "labels.csv", index=False, lineterminator="\n")
    exhibits = read_yaml(ROOT / "data/waves/2021/exhibits.yaml")
    exhibits["exhibits"] = [
        {
            "id": "table_1.1.9",
            "parts": [
                {"question": "knows_dv_cases", "breakdown": name, "statistics": ["pct"]}
                for name in ("region", "region_2021", "total")
            ],
        }
    ]
    exhibits.pop("tile_maps", None)
    text = yaml.safe_dump(exhibits, sort_keys=False, allow_unicode=True)
    (folder / "exhibits.yaml").write_text(text, encoding="utf-8")
    targets().to_csv(root / f"data/population/targets_{WAVE}.csv", index=False, lineterminator="\n")
    config = (root / "config.yaml").read_text(encoding="utf-8")
    named = f'  "{WAVE}":\n    responses: data/waves/{WAVE}/responses.csv\n'
    named += f"    targets: data/population/targets_{WAVE}.csv\n"
    config = config.replace("\nweighting:\n", f"{named}\nweighting:\n", 1)
    (root / "config.yaml").write_text(config, encoding="utf-8")
