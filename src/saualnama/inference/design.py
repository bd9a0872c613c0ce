"""The sample as variance estimation sees it: weights, raking margins, strata and PSUs.

Codes are integers from 0; -1 is a missing answer or a row outside the table. Rows are never
dropped: a row outside a domain has the linearised value 0 and still counts in n/(n - 1) and in
the projection on the raking margins, as in R's `survey`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from saualnama.errors import Fault, InputError, raise_if_any

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
Variance = Literal["raked", "fixed"]


def rows_at(positions: Iterable[int], most: int = 5) -> str:
    """Say which rows are meant, counting from 1 (`rows 3, 8 and 2 more`)."""
    found = [int(position) + 1 for position in positions]
    text = ", ".join(str(row) for row in found[:most])
    if len(found) > most:
        text += f" and {len(found) - most} more"
    return f"row{'s' if len(found) > 1 else ''} {text}"


def as_codes(
    values: ArrayLike, rows: int, where: str, *, size: int | None = None, missing: bool = True
) -> tuple[IntArray, int]:
    """Check a column of codes and say how many categories it has.

    Args:
        values: integer codes from 0, shape (rows,); -1 is missing.
        rows: how many there must be.
        where: what the column is, for the message.
        size: number of categories; the highest code + 1 when not given.
        missing: whether -1 is allowed.

    Returns:
        The codes and the number of categories, at least 1.

    Raises:
        InputError: not integers, wrong length, or codes out of range.
    """
    codes = np.asarray(values)
    faults = []
    if codes.shape != (rows,):
        faults.append(Fault("wrong-length", where, f"has shape {codes.shape}", f"({rows},)"))
    if codes.dtype.kind not in "iub":
        faults.append(Fault("not-codes", where, f"holds {codes.dtype}", "integer codes"))
    raise_if_any(f"{where} cannot be used", faults)
    codes = codes.astype(np.int64, copy=False)
    low, high = (int(codes.min()), int(codes.max())) if rows else (0, -1)
    least = -1 if missing else 0
    if size is None:
        size = max(high + 1, 1)
    if low < least or high >= size:
        bad = np.flatnonzero((codes < least) | (codes >= size))
        fault = Fault(
            "code-out-of-range",
            f"{where}, {rows_at(bad)}",
            f"code {int(codes[bad[0]])}",
            f"codes {least} to {size - 1}",
        )
        raise InputError(f"{where} cannot be used", [fault])
    return codes, size


def relabel(codes: Sequence[IntArray]) -> tuple[IntArray, IntArray]:
    """Number the combinations that occur in several columns of codes (0 and above).

    Returns:
        The combination of each row, shape (n,), and the first row of each combination; numbered in
        the order of the codes.
    """
    joint = codes[0]
    for column in codes[1:]:
        width = int(column.max()) + 1
        joint = joint * width + column
        if int(joint.max()) > 4 * joint.size:
            # keeps the running number far from overflow whatever the number of columns
            _, joint = np.unique(joint, return_inverse=True)
    # a table of marks beats sorting as long as it is not much longer than the data
    marks = np.zeros(int(joint.max()) + 1, dtype=np.int64)
    marks[joint] = 1
    number = np.cumsum(marks) - 1
    combination = number[joint]
    first = np.empty(int(number[-1]) + 1, dtype=np.int64)
    first[combination[::-1]] = np.arange(joint.size - 1, -1, -1)
    return combination, first


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Rows, or cells of rows alike in everything that a table and its variance look at.

    Attributes:
        count: rows in the unit.
        weight: sum of their weights.
        square: sum of n_h / (n_h - 1) x weight squared, n_h the PSUs of the stratum.
        raking_cell: cell of the cross of all raking margins; 0 when weights are fixed.
        stratum: stratum code; 0 without strata.
        psu: PSU code, numbered through all strata; None in a one-stage design.
    """

    count: FloatArray
    weight: FloatArray
    square: FloatArray
    raking_cell: IntArray
    stratum: IntArray
    psu: IntArray | None


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """Least squares on the 0/1 dummies of the raking margins, ready for any column.

    Shapes: M raking cells, q dummies, H strata, P PSUs. With fixed weights q is 0.

    Attributes:
        dummies: (M, q).
        inverse: (q, q), pseudo-inverse of the dummies' cross-product over rows; the dummies of
            several margins are collinear, the fitted values are unique all the same.
        square: (q, q), cross-product of the dummies weighted by `Units.square`.
        weight: (H, q), or (P, q) in a clustered design: sum of weights by dummy.
    """

    dummies: FloatArray
    inverse: FloatArray
    square: FloatArray
    weight: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """One wave's sample: weights, how they were raked, and how it was drawn.

    Attributes:
        weights: positive finite, shape (n,), any scale; every result is free of the scale except
            sums of weights.
        variance: `"raked"` residualises linearised values on the raking margins, because raking
            makes the margins' totals certain; `"fixed"` treats the weights as given constants.
            `"raked"` needs `margins`; with `"fixed"` they may be given and change nothing.
        margins: codes of each raking margin (a cross of variables is one margin), each shape (n,).
        strata: stratum codes, shape (n,).
        psu: primary sampling unit codes, shape (n,), nested in the strata (equal numbers in
            two strata are two PSUs).

    Raises:
        InputError: a weight is missing, zero, negative or infinite; fewer than 2 rows; a stratum
            has one PSU; raked variance without margins; codes of a wrong length or missing.
    """

    weights: FloatArray
    variance: Variance = field(kw_only=True)
    margins: tuple[IntArray, ...] = field(default=(), kw_only=True)
    strata: IntArray | None = field(default=None, kw_only=True)
    psu: IntArray | None = field(default=None, kw_only=True)
    units: Units = field(init=False)
    stratum_size: IntArray = field(init=False)
    psu_stratum: IntArray | None = field(init=False)
    projection: Projection = field(init=False)

    def __post_init__(self) -> None:
        weights = _checked_weights(self.weights)
        rows = weights.size
        if self.variance not in ("raked", "fixed"):
            fault = Fault("unknown-variance", "variance", repr(self.variance), "raked or fixed")
            raise InputError("the design cannot be used", [fault])
        if self.variance == "raked" and not self.margins:
            fault = Fault("no-margins", "margins", "none", "the margins that were raked to")
            raise InputError("raked variance needs its margins", [fault])
        margins = tuple(
            as_codes(margin, rows, f"raking margin {number}", missing=False)[0]
            for number, margin in enumerate(self.margins, 1)
        )
        stratum = np.zeros(rows, dtype=np.int64)
        name = ["the sample"]
        if self.strata is not None:
            codes, _ = as_codes(self.strata, rows, "strata", missing=False)
            stratum, first = relabel([codes])
            name = [f"stratum {code}" for code in codes[first]]
        psu, psu_stratum = None, None
        if self.psu is not None:
            codes, _ = as_codes(self.psu, rows, "psu", missing=False)
            psu, first = relabel([stratum, codes])
            psu_stratum = stratum[first]
        stratum_size = np.bincount(stratum if psu_stratum is None else psu_stratum)
        raise_if_any(
            "variance cannot be estimated",
            [
                Fault(
                    "lonely-psu",
                    name[h],
                    "has one primary sampling unit",
                    "2 or more",
                    "join the stratum with a neighbour",
                )
                for h in np.flatnonzero(stratum_size < 2)
            ],
        )
        factor = stratum_size / (stratum_size - 1.0)
        raking_cell = np.zeros(rows, dtype=np.int64)
        dummies = np.zeros((1, 0))
        if self.variance == "raked":
            raking_cell, first = relabel(margins)
            dummies = np.concatenate(
                [np.eye(int(margin.max()) + 1)[margin[first]] for margin in margins], axis=1
            )
        units = Units(
            np.ones(rows), weights, factor[stratum] * weights**2, raking_cell, stratum, psu
        )
        derived: dict[str, Any] = {
            "weights": weights,
            "margins": margins,
            "units": units,
            "stratum_size": stratum_size,
            "psu_stratum": psu_stratum,
            "projection": _projection(dummies, units, stratum_size, psu_stratum),
        }
        for attribute, value in derived.items():
            object.__setattr__(self, attribute, value)

    @property
    def rows(self) -> int:
        """Number of respondents, all of them."""
        return int(self.weights.size)


def _checked_weights(values: ArrayLike) -> FloatArray:
    weights = np.asarray(values, dtype=np.float64)
    if weights.ndim != 1 or weights.size < 2:
        fault = Fault("too-few-rows", "weights", f"shape {weights.shape}", "2 or more respondents")
        raise InputError("the weights cannot be used", [fault])
    kinds = [
        ("missing-weight", "missing", np.isnan(weights)),
        ("infinite-weight", "infinite", np.isinf(weights)),
        ("zero-weight", "zero", weights == 0),
        ("negative-weight", "negative", weights < 0),
    ]
    raise_if_any(
        "the weights cannot be used",
        [
            Fault(code, rows_at(np.flatnonzero(bad)), f"weight is {word}", "a positive number")
            for code, word, bad in kinds
            if bad.any()
        ],
    )
    return weights


def _projection(
    dummies: FloatArray, units: Units, stratum_size: IntArray, psu_stratum: IntArray | None
) -> Projection:
    cells, columns = dummies.shape
    cell = units.raking_cell
    count = sums_by(cell, cells, units.count)
    square = sums_by(cell, cells, units.square)
    groups = stratum_size.size if psu_stratum is None else psu_stratum.size
    owner = units.stratum if units.psu is None else units.psu
    weight = np.zeros((groups, columns))
    if columns:
        weight = table_sums(owner, groups, cell, cells, units.weight) @ dummies
    gram = dummies.T @ (count[:, None] * dummies)
    inverse: FloatArray = gram
    if columns:
        inverse = np.asarray(np.linalg.pinv(gram, rcond=1e-11, hermitian=True))
    return Projection(dummies, inverse, dummies.T @ (square[:, None] * dummies), weight)


def sums_by(code: IntArray, size: int, values: FloatArray) -> FloatArray:
    """Sum values by code, shape (size,); codes are 0 and above, in order of rows."""
    return np.asarray(np.bincount(code, values, size), dtype=np.float64)


def table_sums(
    row: IntArray, rows: int, column: IntArray, columns: int, values: FloatArray
) -> FloatArray:
    """Sum values over a two-way table, shape (rows, columns); codes are 0 and above."""
    key = column if rows == 1 else row * columns + column
    return sums_by(key, rows * columns, values).reshape(rows, columns)
