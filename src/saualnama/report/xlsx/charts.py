"""Charts that Excel draws from the cells of the sheet, so that readers can edit them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from saualnama.report.model import Picture, Row
from saualnama.report.xlsx.grid import Block, Leaf, Side
from saualnama.report.xlsx.sheet import FONT, Sheet

CHART_ROWS = 30
"""Rows of the sheet under a chart."""

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C8C8C")
"""Told apart by colour-blind readers (Okabe, Ito 2008)."""

_WHOLE, _ROUNDING = 100.0, 1.0
_LETTERS: dict[str, Any] = {"name": FONT, "size": 9, "bold": False}


def add_chart(sheet: Sheet, block: Block, top: int, row: int, picture: Picture) -> None:
    """Put a bar chart of the block's first view under it.

    Answers that add to 100 % in each group are stacked.

    Args:
        sheet: which holds the block.
        block: the view and its place.
        top: row of its first figures.
        row: row of the chart.
        picture: whose title and alternative text it gets.
    """
    side = block.sides[0]
    leaves = [leaf for leaf in side.leaves if _shares(side, leaf)]
    rows = [(top + at, side.rows.get(shared.id)) for at, shared in enumerate(block.rows)]
    answers = [(at, found) for at, found in rows if found is not None and found.kind == "row"]
    if not leaves or not answers:
        return
    label = top - 1 - block.has_parts
    down = _add_to_whole([_values(found, leaves) for _, found in rows if found is not None])
    beside = [leaf.at for leaf in leaves] == list(range(leaves[0].at, leaves[-1].at + 1))
    across = beside and _add_to_whole(
        [[found.cells[leaf.column].value for _, found in answers] for leaf in leaves]
    )
    subtype = {"subtype": "percent_stacked"} if len(leaves) > 1 and (down or across) else {}
    chart = sheet.workbook.add_chart({"type": "bar", **subtype})
    if subtype and across and not down:
        series = _by_row(sheet, answers, leaves, label)
    else:
        series = _by_column(sheet, leaves, (label, top, top + len(rows) - 1))
    for at, one in enumerate(series):
        chart.add_series({**one, "gap": 40, "fill": {"color": COLOURS[at % len(COLOURS)]}})
    chart.set_title({"name": [sheet.name, 1, 0], "name_font": {**_LETTERS, "size": 11}})
    chart.set_y_axis({"reverse": True, "num_font": _LETTERS, "crossing": "max"})
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    chart.set_x_axis({"num_font": _LETTERS, "major_gridlines": grid, "min": 0})
    only_one = len(leaves) == 1 and not subtype
    chart.set_legend({"none": True} if only_one else {"position": "bottom", "font": _LETTERS})
    chart.set_size({"width": 900, "height": 560})
    sheet.page.insert_chart(row, 0, chart, {"description": picture.alternative})


def _shares(side: Side, leaf: Leaf) -> bool:
    column = side.table.columns[leaf.column]
    return leaf.part == "figure" and (
        column.unit in ("percent", "points", "rate") or len(side.table.columns) == 1
    )


def _values(row: Row, leaves: list[Leaf]) -> list[float | None]:
    return [row.cells[leaf.column].value for leaf in leaves]


def _add_to_whole(groups: list[list[float | None]]) -> bool:
    """Whether the shares of every group that is shown in full add to 100."""
    full = [[v for v in values if v is not None] for values in groups if None not in values]
    return bool(full) and all(abs(sum(values) - _WHOLE) <= _ROUNDING for values in full)


def _by_column(
    sheet: Sheet, leaves: list[Leaf], rows: tuple[int, int, int]
) -> Iterator[dict[str, Any]]:
    """A series for each column of figures; rows are its categories."""
    label, top, bottom = rows
    for leaf in leaves:
        yield {
            "name": [sheet.name, label, leaf.at],
            "categories": [sheet.name, top, 0, bottom, 0],
            "values": [sheet.name, top, leaf.at, bottom, leaf.at],
        }


def _by_row(
    sheet: Sheet, answers: list[tuple[int, Row]], leaves: list[Leaf], label: int
) -> Iterator[dict[str, Any]]:
    """A series for each answer; groups are its categories."""
    first, last = leaves[0].at, leaves[-1].at
    for at, _ in answers:
        yield {
            "name": [sheet.name, at, 0],
            "categories": [sheet.name, label, first, label, last],
            "values": [sheet.name, at, first, at, last],
        }
