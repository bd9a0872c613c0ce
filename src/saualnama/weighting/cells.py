"""Respondents counted by the cells of the cross of all weighting variables.

Calibration depends on the respondents only through these cells, so everything that iterates works
on some hundred cells instead of all rows. Row-long arrays are walked in blocks, so that no
second row-long copy is ever made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from saualnama.weighting.targets import label

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

BLOCK = 1 << 15
DENSEST = 1 << 16
"""Cells of a full cross that are counted densely; a larger cross is reduced to occupied cells."""


@dataclass(frozen=True, slots=True, eq=False)
class CodedVariable:
    """One column as integer codes.

    Attributes:
        name: the column.
        codes: (n,) position in `labels`; -1 for a missing value.
        labels: ids of the categories.
        missing: respondents without a value.
    """

    name: str
    codes: NDArray[np.integer[Any]]
    labels: tuple[str, ...]
    missing: int


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The cells of the cross of some variables, each respondent in one of them.

    Attributes:
        cell_of: (n,) position of each respondent's cell in `cross`, in the smallest integer type.
        variables: names, in the order of the columns of `cross`.
        labels: for each variable the ids of its categories.
        cross: (cells, variables) code of each variable in each cell.
        counts: (cells,) respondents in each cell; a dense cross has empty cells.
    """

    cell_of: NDArray[np.unsignedinteger[Any]]
    variables: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]
    cross: Indices
    counts: Indices

    def total(self, values: Floats) -> Floats:
        """Sum of (n,) `values` in each cell."""
        sums = np.zeros(len(self.counts))
        for block in _blocks(len(values)):
            sums += np.bincount(self.cell_of[block], values[block], minlength=len(sums))
        return sums

    def spread(self, of_cell: Floats) -> Floats:
        """(n,) value of each respondent's cell."""
        values = np.empty(len(self.cell_of))
        for block in _blocks(len(values)):
            np.take(of_cell, self.cell_of[block], out=values[block], mode="clip")
        return values


def code_variable(frame: pd.DataFrame, name: str) -> CodedVariable:
    """Codes of one column; categorical columns are taken as they are, others are factorised."""
    column = frame[name]
    if not isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype("category")
    codes = column.cat.codes.to_numpy()
    labels = tuple(label(value) for value in column.cat.categories)
    if "" in labels or len(set(labels)) < len(labels):
        kept = sorted(set(labels) - {""}, key=labels.index)
        place = np.array([kept.index(text) if text else -1 for text in labels] + [-1])
        codes, labels = place[codes], tuple(kept)
    # one pass for the minimum is cheaper than a row-long comparison, and nearly always enough
    missing = int(np.count_nonzero(codes < 0)) if len(codes) and codes.min() < 0 else 0
    return CodedVariable(name, codes, labels, missing)


def count_cells(variables: Sequence[CodedVariable], n: int) -> Cells:
    """Count respondents in the cross of variables that have no missing values."""
    sizes = [max(len(variable.labels), 1) for variable in variables]
    code: NDArray[Any] = np.zeros(n, dtype=np.uint8)
    keys = np.zeros((1, 0), dtype=np.intp)
    for size, variable in zip(sizes, variables, strict=True):
        width = len(keys) * size
        code = code.astype(np.min_scalar_type(max(width - 1, 1)), copy=False)
        if len(keys) > 1:  # then two sizes fit into the type, hence one does
            code *= code.dtype.type(size)
        # no code is negative here, so the bits mean the same in the unsigned type
        np.add(code, variable.codes, out=code, casting="unsafe")
        keys = np.column_stack(
            [np.repeat(keys, size, axis=0), np.tile(np.arange(size), len(keys))]
        ).astype(np.intp)
        if width > DENSEST:
            occupied, code = np.unique(code, return_inverse=True)
            keys = keys[occupied]
    code = code.astype(np.min_scalar_type(max(len(keys) - 1, 1)), copy=False)
    counts = np.zeros(len(keys), dtype=np.intp)
    for block in _blocks(n):
        counts += np.bincount(code[block], minlength=len(keys))
    return Cells(
        cell_of=code,
        variables=tuple(variable.name for variable in variables),
        labels=tuple(variable.labels for variable in variables),
        cross=keys,
        counts=counts,
    )


def sum_of_squares(values: Floats) -> float:
    """Sum of squares without a row-long intermediate array."""
    return sum(float(np.square(values[block]).sum()) for block in _blocks(len(values)))


def _blocks(n: int) -> Iterator[slice]:
    for start in range(0, n, BLOCK):
        yield slice(start, min(start + BLOCK, n))
