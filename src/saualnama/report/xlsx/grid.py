"""Where each part of a table goes on a sheet: two views side by side when their rows agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from saualnama.report.model import Cell, Row, Table

Part = Literal["figure", "low", "high", "deff", "base"]
SUBHEADS: dict[Part, str] = {
    "low": "interval_low",
    "high": "interval_high",
    "deff": "design_effect",
    "base": "base",
}
"""Fixed words of the report over the columns that stand beside a figure."""

STUB_WIDTH = (16, 44)
FIGURE_WIDTH, PART_WIDTH, GAP_WIDTH = 13.0, 9.5, 2.0
TEXT_WIDTH = 110.0
"""Least width of a line of notes. All widths are in letters."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of the sheet.

    Attributes:
        at: its place on the sheet, from 0.
        column: the table's column that it shows a part of.
        part: which part.
    """

    at: int
    column: int
    part: Part

    @property
    def width(self) -> float:
        """In letters."""
        return FIGURE_WIDTH if self.part == "figure" else PART_WIDTH


@dataclass(frozen=True, slots=True)
class Side:
    """A view of a table and its columns on the sheet.

    Attributes:
        table: the view.
        leaves: from left to right.
        rows: its rows by id.
    """

    table: Table
    leaves: tuple[Leaf, ...]
    rows: dict[str, Row]

    def leaves_of(self, column: int) -> tuple[Leaf, ...]:
        """Columns of the sheet that belong to a column of the table."""
        return tuple(leaf for leaf in self.leaves if leaf.column == column)


@dataclass(frozen=True, slots=True)
class Block:
    """One or two views that share their rows.

    Attributes:
        sides: the views from left to right.
        rows: the rows that both have, or the longer list of the two.
    """

    sides: tuple[Side, ...]
    rows: tuple[Row, ...]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All columns."""
        return tuple(leaf for side in self.sides for leaf in side.leaves)

    @property
    def has_spanners(self) -> bool:
        """Whether a row of heads over heads is needed."""
        return any(side.table.spanners for side in self.sides)

    @property
    def has_parts(self) -> bool:
        """Whether something stands beside the figures, and needs heads of its own."""
        return any(leaf.part != "figure" for leaf in self.leaves)

    @property
    def head_rows(self) -> int:
        """Rows of heads: views, spanners, columns, and what stands beside figures."""
        return 2 + self.has_spanners + self.has_parts


def blocks(pair: tuple[Table, ...]) -> tuple[Block, ...]:
    """Lay out the views of a table.

    Two views stand side by side when every row of one is a row of the other under the same label;
    otherwise (a view that lays the same cross out the other way round) below one another.
    """
    longest = max(pair, key=lambda table: len(table.rows))
    known = {(row.id, row.label) for row in longest.rows}
    if all((row.id, row.label) in known for table in pair for row in table.rows):
        return (_block(pair, longest.rows),)
    return tuple(_block((table,), table.rows) for table in pair)


def _block(tables: tuple[Table, ...], rows: tuple[Row, ...]) -> Block:
    sides, at = [], 1
    for table in tables:
        leaves = []
        for column in range(len(table.columns)):
            for part in _parts([row.cells[column] for row in table.rows], table):
                leaves.append(Leaf(at, column, part))
                at += 1
        sides.append(Side(table, tuple(leaves), {row.id: row for row in table.rows}))
        at += 1  # a gap between the views
    return Block(tuple(sides), rows)


def _parts(cells: list[Cell], table: Table) -> list[Part]:
    parts: list[Part] = ["figure"]
    if any(cell.low is not None for cell in cells):
        parts += ["low", "high"]
    if any(cell.deff is not None for cell in cells):
        parts.append("deff")
    if table.view == "weighted" and any(cell.base is not None for cell in cells):
        parts.append("base")
    return parts


def column_widths(laid_out: list[Block], tables: tuple[Table, ...]) -> list[float]:
    """Widths of the sheet's columns in letters, from the first on.

    A narrow table gets an empty column at its right, under which lines of text have room.
    """
    longest = max(len(row.label) for table in tables for row in table.rows)
    stub = float(min(max(longest + 2, STUB_WIDTH[0]), STUB_WIDTH[1]))
    found: dict[int, float] = {}
    for block in laid_out:
        for leaf in block.leaves:
            found[leaf.at] = max(leaf.width, found.get(leaf.at, 0.0))
    widths = [stub, *(found.get(at, GAP_WIDTH) for at in range(1, max(found) + 1))]
    rest = TEXT_WIDTH - sum(widths)
    return [*widths, rest] if rest > 0 else widths
