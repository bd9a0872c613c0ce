"""Charts that Excel draws from the cells of the sheet, so that readers can edit them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_range_abs

from saualnama.report.model import Row
from saualnama.report.sealing import storable
from saualnama.report.xlsx.grid import Block, Leaf, Side
from saualnama.report.xlsx.sheet import FONT, Sheet

COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#8C8C8C")
"""Told apart by colour-blind readers (Okabe, Ito 2008)."""

Rows = list[tuple[int, Row]]
"""Rows of a table, each with its place on the sheet."""

_WHOLE, _ROUNDING, _NOISE = 100.0, 1.0, 1e-6
_MOST_BARS = 60
_ROUND, _BAR, _HIGHEST, _ROW = 150, 24, 1100, 19
"""Pixels around the bars, for a bar, of the highest chart, and of a row of the sheet."""

_LETTERS: dict[str, Any] = {"name": FONT, "size": 9, "bold": False}


@dataclass(frozen=True, slots=True)
class Place:
    """Rows of the sheet, from 0: of a block's first figures, of its chart, and of its title."""

    figures: int
    chart: int
    title: int


def add_chart(sheet: Sheet, block: Block, place: Place, alternative: str) -> int:
    """Put a bar chart of the block's first view under it.

    Answers that add to 100 % in each group are stacked; columns that are sums of others and rows
    that are set off as subtotals are left out. Where bars side by side would be too many to be
    told apart, those of all respondents are shown.

    Args:
        sheet: which holds the block.
        block: the view and its columns.
        place: where the block stands and the chart goes.
        alternative: what the chart shows, for those who cannot see it.

    Returns:
        Rows that the chart covers; 0 when the view holds nothing that a bar could show.
    """
    side, top = block.sides[0], place.figures
    label = top - 1 - block.has_parts
    rows = [(top + at, side.rows.get(shared.id)) for at, shared in enumerate(block.rows)]
    shown = [(at, row) for at, row in rows if row is not None and row.kind != "subtotal"]
    leaves = _without_sums([leaf for leaf in side.leaves if _is_share(side, leaf)], shown)
    if not leaves or not shown:
        return 0
    down = _add_to_whole([[row.cells[leaf.column].value for leaf in leaves] for _, row in shown])
    across = _add_to_whole([[row.cells[leaf.column].value for _, row in shown] for leaf in leaves])
    stacked = len(leaves) > 1 and (down or across)
    chart = sheet.workbook.add_chart(
        {"type": "bar", **({"subtype": "percent_stacked"} if stacked else {})}
    )
    whole = [(at, row) for at, row in shown if row.kind == "total"]
    crowded = not stacked and len(shown) * len(leaves) > _MOST_BARS and bool(whole)
    if crowded or (stacked and not down):
        series = _by_row(sheet, whole if crowded else shown, leaves, label)
        bars = len(leaves)
    else:
        series = _by_column(sheet, leaves, shown, label)
        bars = len(shown) * (1 if stacked else len(leaves))
    for at, one in enumerate(series):
        colour = COLOURS[at % len(COLOURS)]
        chart.add_series({**one, "gap": 40, "fill": {"color": colour}})
    chart.set_title({"name": [sheet.name, place.title, 0], "name_font": {**_LETTERS, "size": 11}})
    # XlsxWriter calls the axis of a bar chart's categories y
    chart.set_y_axis({"reverse": True, "num_font": _LETTERS, "crossing": "max"})
    grid = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
    chart.set_x_axis({"num_font": _LETTERS, "major_gridlines": grid, "min": 0})
    alone = len(leaves) == 1 or (crowded and len(whole) == 1)
    chart.set_legend({"none": True} if alone else {"position": "bottom", "font": _LETTERS})
    height = min(_ROUND + _BAR * bars, _HIGHEST)
    chart.set_size({"width": 900, "height": height})
    sheet.page.insert_chart(place.chart, 1, chart, {"description": storable(alternative)})
    return height // _ROW + 2


def _is_share(side: Side, leaf: Leaf) -> bool:
    """Whether a column can stand beside others on one axis; of official figures the first does."""
    if side.table.view == "official":
        return leaf.column == 0
    return leaf.part == "figure" and side.table.columns[leaf.column].unit in ("percent", "points")


def _without_sums(leaves: list[Leaf], rows: Rows) -> list[Leaf]:
    """Leave out columns that are the sum of some columns right before them: subtotals."""
    plain: list[Leaf] = []
    for leaf in leaves:
        sums = range(2, len(plain) + 1)
        if not any(_is_sum(leaf, plain[-count:], rows) for count in sums):
            plain.append(leaf)
    return plain


def _is_sum(leaf: Leaf, parts: list[Leaf], rows: Rows) -> bool:
    found = [
        (row.cells[leaf.column].value, [row.cells[part.column].value for part in parts])
        for _, row in rows
    ]
    full = [(whole, [v for v in values if v is not None]) for whole, values in found]
    return all(
        whole is not None and len(values) == len(parts) and abs(sum(values) - whole) < _NOISE
        for whole, values in full
    )


def _add_to_whole(groups: list[list[float | None]]) -> bool:
    """Whether the shares of every group that is shown in full add to 100."""
    full = [[v for v in values if v is not None] for values in groups if None not in values]
    return bool(full) and all(abs(sum(values) - _WHOLE) <= _ROUNDING for values in full)


def _by_column(
    sheet: Sheet, leaves: list[Leaf], rows: Rows, label: int
) -> Iterator[dict[str, Any]]:
    """A series for each column of figures; rows are its categories."""
    for leaf in leaves:
        yield {
            "name": [sheet.name, label, leaf.at],
            "categories": _cells(sheet, [(at, 0) for at, _ in rows]),
            "values": _cells(sheet, [(at, leaf.at) for at, _ in rows]),
        }


def _by_row(sheet: Sheet, rows: Rows, leaves: list[Leaf], label: int) -> Iterator[dict[str, Any]]:
    """A series for each answer; groups are its categories."""
    for at, _ in rows:
        yield {
            "name": [sheet.name, at, 0],
            "categories": _cells(sheet, [(label, leaf.at) for leaf in leaves]),
            "values": _cells(sheet, [(at, leaf.at) for leaf in leaves]),
        }


def _cells(sheet: Sheet, places: list[tuple[int, int]]) -> str:
    """A formula for cells of one row or column, with gaps where some are left out."""
    runs: list[list[tuple[int, int]]] = []
    for place in places:
        last = runs[-1][-1] if runs else (-9, -9)
        if place in ((last[0] + 1, last[1]), (last[0], last[1] + 1)):
            runs[-1].append(place)
        else:
            runs.append([place])
    name = quote_sheetname(sheet.name)
    areas = [f"{name}!{xl_range_abs(*run[0], *run[-1])}" for run in runs]
    return f"={areas[0]}" if len(areas) == 1 else f"=({','.join(areas)})"
