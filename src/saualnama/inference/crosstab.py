"""Crosstabs as sums: all that shares, intervals and tests of a table need, and no respondent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.inference.design import (
    BoolArray,
    Design,
    FloatArray,
    IntArray,
    Units,
    Variance,
    as_codes,
    relabel,
    rows_at,
    sums_by,
)
from saualnama.inference.totals import (
    cell_covariance,
    column_covariance,
    degrees_of_freedom,
    group_products,
)


@dataclass(frozen=True, slots=True, eq=False)
class Crosstab:
    """A question with one answer each by a grouping: c answers x r groups.

    Attributes:
        counts: respondents, shape (c, r).
        weighted: sums of weights, shape (c, r).
        covariance: of the weighted sums, shape (c r, c r), answers major.
        df: design degrees of freedom of each group as a domain, shape (r,).
        table_df: those of all valid rows.
        variance: `"raked"` or `"fixed"`.
    """

    counts: IntArray
    weighted: FloatArray
    covariance: FloatArray
    df: IntArray
    table_df: int
    variance: Variance

    @property
    def base(self) -> IntArray:
        """Respondents of each group with a valid answer, shape (r,)."""
        found: IntArray = self.counts.sum(axis=0)
        return found

    @property
    def base_weighted(self) -> FloatArray:
        """Their sums of weights, shape (r,)."""
        found: FloatArray = self.weighted.sum(axis=0)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class AnswerSetCrosstab:
    """A question with several answers each by a grouping: c answers x r groups.

    Attributes:
        counts: respondents who gave the answer, shape (c, r).
        base: respondents who answered the question, shape (r,).
        pairs: respondents who gave both answers, shape (r, c, c).
        weighted: sums of weights of `counts`, shape (c, r).
        base_weighted: sums of weights of `base`, shape (r,).
        covariance: of the weighted sums, answers and then the base as one more,
            shape ((c + 1) r, (c + 1) r), answers major.
        df: design degrees of freedom of each group as a domain, shape (r,).
        table_df: those of all valid rows.
        variance: `"raked"` or `"fixed"`.
    """

    counts: IntArray
    base: IntArray
    pairs: IntArray
    weighted: FloatArray
    base_weighted: FloatArray
    covariance: FloatArray
    df: IntArray
    table_df: int
    variance: Variance


def crosstab(
    design: Design,
    answer: ArrayLike,
    group: ArrayLike | None = None,
    *,
    answers: int | None = None,
    groups: int | None = None,
) -> Crosstab:
    """Cross a question with one answer by a grouping.

    Args:
        design: the sample, n rows.
        answer: answer codes, shape (n,); -1 is missing or not asked.
        group: group codes, shape (n,); -1 is missing. One group of all when not given.
        answers: number of answers c; the highest code + 1 when not given.
        groups: number of groups r, likewise.

    Returns:
        Sums over the cells; a row with a missing answer or group is outside the table.

    Raises:
        InputError: codes that are no codes; no row is valid (`empty-base`).
    """
    codes = as_codes(answer, design.rows, "the answers", size=answers)
    return crosstab_of_units(design, design.units, codes, _group(design, group, groups))


def crosstab_of_units(
    design: Design, units: Units, answers: tuple[IntArray, int], groups: tuple[IntArray, int]
) -> Crosstab:
    """Do what `crosstab` does, from checked codes (and their number) of rows or cells of rows."""
    (answer, c), (group, r) = answers, groups
    valid = (answer >= 0) & (group >= 0)
    if not valid.any():
        raise _empty_base()
    cell = np.where(valid, answer * r + group, c * r)
    counts = np.rint(sums_by(cell, c * r + 1, units.count)[: c * r]).astype(np.int64)
    weighted = sums_by(cell, c * r + 1, units.weight)[: c * r]
    inside = np.where(valid, 0, 1)
    return Crosstab(
        counts.reshape(c, r),
        weighted.reshape(c, r),
        cell_covariance(design, units, cell, c * r),
        degrees_of_freedom(design, units, np.where(valid, group, r), r),
        int(degrees_of_freedom(design, units, inside, 1)[0]),
        design.variance,
    )


def crosstabs(
    design: Design,
    answers: Sequence[tuple[ArrayLike, int]],
    groups: Sequence[tuple[ArrayLike, int]],
) -> tuple[tuple[Crosstab, ...], ...]:
    """Cross many questions by many groupings: `crosstab` of each pair in a fraction of the time.

    Respondents who agree in the raking cell and in all groupings are summed once for each
    question, and every table is made from those sums.

    Args:
        design: the sample, n rows.
        answers: for each question its codes, shape (n,), and number of answers.
        groups: for each grouping its codes, shape (n,), and number of groups.

    Returns:
        One row of tables for each question, one table for each grouping. Sums agree with
        `crosstab` but for the order of addition (relative 1e-14).

    Raises:
        InputError: codes that are no codes; a pair without a valid row (`empty-base`).
    """
    questions = [
        as_codes(codes, design.rows, f"question {number}", size=size)
        for number, (codes, size) in enumerate(answers, 1)
    ]
    breakdowns = [
        as_codes(codes, design.rows, f"grouping {number}", size=size)
        for number, (codes, size) in enumerate(groups, 1)
    ]
    units = design.units
    keys = [units.raking_cell, units.stratum if units.psu is None else units.psu]
    combination, first = relabel(keys + [codes + 1 for codes, _ in breakdowns])
    tables = []
    for codes, c in questions:
        cells = first.size * (c + 1)
        code = combination * (c + 1) + codes + 1
        count = np.bincount(code, minlength=cells)
        some = np.flatnonzero(count)
        at, answer = first[some // (c + 1)], some % (c + 1) - 1
        summed = Units(
            count[some].astype(np.float64),
            sums_by(code, cells, units.weight)[some],
            sums_by(code, cells, units.square)[some],
            units.raking_cell[at],
            units.stratum[at],
            None if units.psu is None else units.psu[at],
        )
        tables.append(
            tuple(
                crosstab_of_units(design, summed, (answer, c), (group[at], r))
                for group, r in breakdowns
            )
        )
    return tuple(tables)


def answer_set_crosstab(
    design: Design,
    given: ArrayLike,
    group: ArrayLike | None = None,
    *,
    base: ArrayLike | None = None,
    groups: int | None = None,
) -> AnswerSetCrosstab:
    """Cross a question with several answers by a grouping.

    Args:
        design: the sample, n rows.
        given: 1 where the respondent gave the answer, else 0, shape (n, c).
        group: group codes, shape (n,); -1 is missing. One group of all when not given.
        base: true for respondents who answered, shape (n,). When not given, those who gave at
            least one answer of the set.
        groups: number of groups r; the highest code + 1 when not given.

    Returns:
        Sums over the cells, with the co-occurrence of answers.

    Raises:
        InputError: values other than 0 and 1, a wrong shape, an answer given by a respondent
            outside the base, or no valid row (`empty-base`).
    """
    table = np.asarray(given)
    faults = []
    if table.ndim != 2 or table.shape[0] != design.rows or table.shape[1] < 1:
        faults.append(
            Fault("wrong-length", "the answers", f"shape {table.shape}", f"({design.rows}, c)")
        )
    elif table.dtype.kind not in "biuf" or not np.isin(table, (0, 1)).all():
        faults.append(Fault("not-zero-or-one", "the answers", "other values", "0 or 1"))
    raise_if_any("the answers cannot be used", faults)
    columns = table.astype(np.float64)
    answered = _base(base, np.asarray(columns.any(axis=1)))
    code, r = _group(design, group, groups)
    valid = answered & (code >= 0)
    if not valid.any():
        raise _empty_base()
    domain = np.where(valid, code, r)
    columns = np.concatenate([columns, np.ones((design.rows, 1))], axis=1)
    c = table.shape[1]
    pairs = np.rint(group_products(columns, np.ones(design.rows), domain, r)).astype(np.int64)
    sums = np.stack([sums_by(domain, r + 1, column * design.weights)[:r] for column in columns.T])
    return AnswerSetCrosstab(
        pairs[:, np.arange(c), np.arange(c)].T,
        pairs[:, c, c],
        pairs[:, :c, :c],
        sums[:c],
        sums[c],
        column_covariance(design, design.units, columns, domain, r),
        degrees_of_freedom(design, design.units, domain, r),
        int(degrees_of_freedom(design, design.units, np.where(valid, 0, 1), 1)[0]),
        design.variance,
    )


def _group(design: Design, group: ArrayLike | None, groups: int | None) -> tuple[IntArray, int]:
    if group is None:
        return np.zeros(design.rows, dtype=np.int64), 1
    return as_codes(group, design.rows, "the grouping", size=groups)


def _base(base: ArrayLike | None, gave_any: BoolArray) -> BoolArray:
    if base is None:
        return gave_any
    answered = np.asarray(base)
    if answered.shape != gave_any.shape or answered.dtype.kind != "b":
        fault = Fault("wrong-base", "the base", f"{answered.dtype} of shape {answered.shape}")
        raise InputError("the base cannot be used: one true or false a row is needed", [fault])
    outside = np.flatnonzero(gave_any & ~answered)
    if outside.size:
        fault = Fault("answer-outside-base", rows_at(outside), "an answer from outside the base")
        raise InputError("answers and base disagree", [fault])
    return answered


def _empty_base() -> InputError:
    fault = Fault("empty-base", "the table", "no respondent has both an answer and a group")
    return InputError("a table needs respondents", [fault])
