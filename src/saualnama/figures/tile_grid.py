"""Where groups lie on a tile map: each a tile of one size, about where it is on a real map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saualnama.errors import Fault, raise_if_any
from saualnama.survey.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Places of the groups of a breakdown.

    Attributes:
        places: (group, column from the west, row from the north), in reading order.
        columns: of the grid.
        rows: of the grid.
    """

    places: tuple[tuple[str, int, int], ...]
    columns: int
    rows: int


def parse_tile_grids(
    content: Mapping[str, Any], questionnaire: Questionnaire, file: str
) -> dict[str, TileGrid]:
    """Read the grids of an exhibits.yaml, by breakdown.

    Args:
        content: the document, of the shape of exhibits.schema.yaml.
        questionnaire: whose demographics are placed.
        file: the file's name, for messages.

    Raises:
        InputError: a breakdown or group that does not exist, that has no tile or several, or a part
            with a tile map whose breakdown has no grid; all at once.
    """
    faults, grids = [], {}
    for breakdown, rows in content.get("tile_maps", {}).items():
        where = f"{file}, tile_maps, `{breakdown}`"
        demographic = questionnaire.demographic.get(breakdown)
        if demographic is None:
            faults.append(Fault("unknown-breakdown", where, "no such breakdown"))
            continue
        places = [
            (group, column, row)
            for row, groups in enumerate(rows)
            for column, group in enumerate(groups)
            if group is not None
        ]
        times = Counter(group for group, _, _ in places)
        faults += [
            Fault("unknown-group", where, f"`{breakdown}` has no group `{group}`")
            for group in times
            if group not in demographic.groups
        ]
        faults += [
            Fault("tile-count", where, f"`{group}` has {times[group]} tiles", "one")
            for group in demographic.groups
            if times[group] != 1
        ]
        grids[breakdown] = TileGrid(tuple(places), max(map(len, rows)), len(rows))
    mapped = {
        part["breakdown"]
        for exhibit in content["exhibits"]
        for part in exhibit["parts"]
        if "tiles" in part.get("charts", ())
    }
    faults += [
        Fault("no-tiles", f"{file}, tile_maps", f"`{breakdown}` is mapped and has no tiles")
        for breakdown in sorted(mapped - set(content.get("tile_maps", {})))
    ]
    raise_if_any(f"{file} cannot be drawn", faults)
    return grids
