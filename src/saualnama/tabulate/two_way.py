"""One crosstab of any two variables: every cell and every test, under the names of the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    ShareTable,
    adjusted_residuals,
    answer_set_crosstab,
    crosstab,
    shares,
)
from saualnama.tabulate.letters import letter_rows
from saualnama.tabulate.table_tests import (
    STATISTICS,
    Order,
    Row,
    TestRules,
    TwoColumns,
    adjust,
    answer_set_tests,
    one_answer_tests,
    one_of_several_tests,
)

TOTAL_GROUP = "all"
"""The group of everybody, as in the tidy tables."""


@dataclass(frozen=True, slots=True, eq=False)
class TwoWay:
    """A crosstab with all that can be said of it. Values that do not exist are None.

    Attributes:
        cells: a row for each group and answer, named as in the tidy tables, with `interval` (its
            method, or why there is none), and as in letters.csv with `letter`, `higher_than` and
            `letters`, the kind of letters.
        totals: the same for everybody in the table, without residuals and letters.
        tests: named as in tests.csv; one for the table, and for a question with several answers
            one more for each.
    """

    cells: tuple[Row, ...]
    totals: tuple[Row, ...]
    tests: tuple[Row, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SeveralColumns:
    """A question with several answers and a grouping, respondent by respondent.

    Attributes:
        given: 1 where the answer was given, else 0, (n, c).
        base: true for those who were asked and answered, (n,).
        group: codes from 0, (n,); -1 without a group.
        groups: number of groups.
    """

    given: npt.NDArray[np.int8]
    base: npt.NDArray[np.bool_]
    group: npt.NDArray[np.integer[Any]]
    groups: int


@dataclass(frozen=True, slots=True)
class Names:
    """What the codes of a crosstab stand for.

    Attributes:
        answers: names of the answers, c.
        groups: names of the groups, r.
    """

    answers: tuple[str, ...]
    groups: tuple[str, ...]


def two_way(
    design: Design,
    columns: TwoColumns | SeveralColumns,
    names: Names,
    rules: TestRules,
    *,
    ordered: bool = False,
) -> TwoWay:
    """Cross a question by a grouping.

    Args:
        design: the sample.
        columns: what the respondents said; one answer each, or several.
        names: names of answers and groups.
        rules: how tests are done; cells carry the first of its kinds of letters.
        ordered: answers and groups stand in their order, so that a trend has a meaning.

    Returns:
        Percentages are 0 to 100. `p_holm` and `p_bh` of the answers of a set adjust over the set;
        of the table itself they adjust one test and equal its p.

    Raises:
        InputError: nobody has both an answer and a group.
    """
    if isinstance(columns, SeveralColumns):
        return _several(design, columns, names, rules, ordered=ordered)
    table = columns.cross(design)
    order = Order(np.arange(columns.answers, dtype=np.float64)) if ordered else None
    test = one_answer_tests(design, columns, rules, order)
    adjust([test], "rao_scott_p")
    inside = np.where(columns.group >= 0, columns.answer, -1)
    total = crosstab(design, inside, answers=columns.answers)
    return _joined(table, total, names, rules, [("", test)])


def _several(
    design: Design, columns: SeveralColumns, names: Names, rules: TestRules, *, ordered: bool
) -> TwoWay:
    base = columns.base & (columns.group >= 0)
    given = np.where(base[:, None], columns.given, 0)
    table = answer_set_crosstab(design, given, columns.group, base=base, groups=columns.groups)
    whole = answer_set_tests(table)
    adjust([whole], "mrcv_f_p")
    single = [
        one_of_several_tests(table, at, rules, ordered_groups=ordered)
        for at in range(len(names.answers))
    ]
    adjust(single, "rao_scott_p")
    total = answer_set_crosstab(design, given, base=base)
    tests = [("", whole), *zip(names.answers, single, strict=True)]
    return _joined(table, total, names, rules, tests)


def _joined(
    table: Crosstab | AnswerSetCrosstab,
    total: Crosstab | AnswerSetCrosstab,
    names: Names,
    rules: TestRules,
    tests: Sequence[tuple[str, Row]],
) -> TwoWay:
    cells = _cells(shares(table), names)
    base = table.base if isinstance(table, AnswerSetCrosstab) else None
    for row, residual in zip(cells, adjusted_residuals(table.counts, base).T.ravel(), strict=True):
        row["adjusted_residual"] = float(residual)
    place = {(row["answer"], row["group"]): row for row in cells}
    for letters in letter_rows(table, names.answers, names.groups, rules.letters[:1]):
        row = place[letters["answer"], letters["group"]]
        row |= {name: letters[name] for name in ("letter", "higher_than")}
        row["letters"] = letters["flag"] or letters["method"]
    return TwoWay(
        tuple(cells),
        tuple(_cells(shares(total), Names(names.answers, (TOTAL_GROUP,)))),
        tuple(
            {"answer": answer} | {name: test.get(name) for name in STATISTICS}
            for answer, test in tests
        ),
    )


def _cells(table: ShareTable, names: Names) -> list[Row]:
    return [
        {
            "answer": answer,
            "group": group,
            "statistic": "pct",
            "base_n": int(table.base[j]),
            "count": int(table.counts[i, j]),
            "unweighted": _value(100 * table.unweighted[i, j]),
            "base_weighted": float(table.base_weighted[j]),
            "weighted": _value(100 * table.weighted[i, j]),
            "se": _value(100 * table.se[i, j]),
            "ci_low": _value(100 * table.low[i, j]),
            "ci_high": _value(100 * table.high[i, j]),
            "deff": _value(table.deff[i, j]),
            "interval": str(table.interval[i, j]),
        }
        for j, group in enumerate(names.groups)
        for i, answer in enumerate(names.answers)
    ]


def _value(number: float) -> float | None:
    return float(number) if np.isfinite(number) else None
