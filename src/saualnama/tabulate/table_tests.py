"""All tests of one table under the names of tests.csv; labels and exhibits do not matter here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from saualnama.errors import Fault, raise_if_any
from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    answer_set_rao_scott,
    benjamini_hochberg,
    bilder_loughin,
    cramers_v,
    cramers_v_corrected,
    crosstab,
    holm,
    kendall_tau_b,
    linear_by_linear,
    monte_carlo_chi_square,
    pearson_chi_square,
    permutation_check,
    rao_scott,
    responses_chi_square,
    weighted_trend,
    yes_no_crosstab,
)
from saualnama.inference.pearson import SPARSE_SHARE

LetterStyle = Literal["design", "spss"]
Row = dict[str, Any]
Codes = npt.NDArray[np.integer[Any]]

STATISTICS = (
    "n",
    "table_rows",
    "table_cols",
    "pearson_chi2",
    "pearson_df",
    "pearson_p",
    "expected_below_5",
    "monte_carlo_p",
    "variance",
    "rao_scott_f",
    "rao_scott_ndf",
    "rao_scott_ddf",
    "rao_scott_p",
    "cramers_v",
    "cramers_v_corrected",
    "trend_statistic",
    "trend_p",
    "kendall_tau_b",
    "mrcv_x2",
    "mrcv_df",
    "mrcv_p",
    "mrcv_f",
    "mrcv_ndf",
    "mrcv_ddf",
    "mrcv_f_p",
    "p_holm",
    "p_bh",
    "method",
    "flag",
)
"""What tests.csv says of a table, in its order."""

GIVEN = np.array([1.0, 0.0])
"""Scores of an answer given and not given: a trend goes up where higher groups give it more."""


@dataclass(frozen=True, slots=True)
class TestRules:
    """How tests are done.

    Attributes:
        seed: of the random tables and permutations drawn for sparse tables.
        draws: how many of each.
        letters: kinds of column letters: `design`, and `spss` for those of SPSS Custom Tables.

    Raises:
        InputError: an unknown kind of letters, or one given twice; seed or draws out of range.
    """

    __test__ = False  # pytest collects classes by this name

    seed: int
    draws: int = 1999
    letters: tuple[LetterStyle, ...] = ("design",)

    def __post_init__(self) -> None:
        known = get_args(LetterStyle)
        odd = [style for style in self.letters if style not in known]
        faults = [Fault("letters", "letters", f"`{style}`", " or ".join(known)) for style in odd]
        if len(set(self.letters)) < len(self.letters):
            faults.append(Fault("letters", "letters", "a kind stands twice", "each once"))
        if self.seed < 0:
            faults.append(Fault("seed", "seed", str(self.seed), "0 or more"))
        if self.draws < 1:
            faults.append(Fault("draws", "draws", str(self.draws), "1 or more"))
        raise_if_any("the rules of the tests cannot be used", faults)


def rules_from_settings(settings: Mapping[str, Any]) -> TestRules:
    """Build the rules from `tests` of config.yaml; what is not set keeps its default.

    Raises:
        InputError: the rules cannot be used.
    """
    options = dict(settings)
    if "letters" in options:
        options["letters"] = tuple(options["letters"])
    return TestRules(**options)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """What a trend test takes from ordered answers.

    Attributes:
        scores: a number for each answer, (c,); not-a-number where the answer stands outside the
            order ("hard to answer"), and its respondents outside the trend.
    """

    scores: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TwoColumns:
    """A question with one answer and a grouping, respondent by respondent.

    Attributes:
        answer: codes from 0, (n,); -1 without an answer.
        group: likewise.
        answers: number of answers.
        groups: number of groups.
    """

    answer: Codes
    group: Codes
    answers: int
    groups: int

    def cross(self, design: Design) -> Crosstab:
        """Their crosstab.

        Raises:
            InputError: nobody has both an answer and a group.
        """
        return crosstab(design, self.answer, self.group, answers=self.answers, groups=self.groups)

    def inside(self, order: Order) -> TwoColumns:
        """The same without those whose answer stands outside the order."""
        outside = np.append(np.isnan(order.scores), False)[self.answer]
        return TwoColumns(np.where(outside, -1, self.answer), self.group, self.answers, self.groups)


def one_answer_tests(
    design: Design, columns: TwoColumns, rules: TestRules, order: Order | None
) -> Row:
    """Test a question with one answer by a grouping.

    Args:
        design: the sample.
        columns: answers and groups.
        rules: how tests are done.
        order: scores of the answers where both sides have an order; None for no trend test.

    Returns:
        Entries of `STATISTICS` that apply.

    Raises:
        InputError: nobody has both an answer and a group.
    """
    table = columns.cross(design)
    row = _tests(table, rules)
    if row["flag"]:
        check = permutation_check(
            design, columns.answer, columns.group, seed=rules.seed, draws=rules.draws
        )
        if check.p is not None:
            _say(row, f"{check.method}, seed {rules.seed}, p {check.p:.4g}")
    if order is not None and row["pearson_p"] is not None:
        inside = columns.inside(order)
        if (np.minimum(inside.answer, inside.group) >= 0).any():
            _trend(row, inside.cross(design), np.nan_to_num(order.scores))
    return row


def one_of_several_tests(
    table: AnswerSetCrosstab, answer: int, rules: TestRules, *, ordered_groups: bool
) -> Row:
    """Test whether one answer of a set is given at different rates in the groups.

    Args:
        table: crosstab of the set.
        answer: position of the answer.
        rules: how tests are done.
        ordered_groups: groups stand in an order, so that a trend has a meaning.
    """
    both = yes_no_crosstab(table, answer)
    row = _tests(both, rules)
    if ordered_groups and row["pearson_p"] is not None:
        _trend(row, both, GIVEN)
    return row


def answer_set_tests(table: AnswerSetCrosstab) -> Row:
    """Test a question with several answers as a whole, unweighted and weighted."""
    plain, weighted = bilder_loughin(table), answer_set_rao_scott(table)
    return {
        "n": plain.n,
        "table_rows": plain.answers,
        "table_cols": plain.groups,
        "variance": weighted.variance,
        "mrcv_x2": plain.statistic,
        "mrcv_df": plain.df,
        "mrcv_p": plain.p,
        "mrcv_f": weighted.statistic,
        "mrcv_ndf": weighted.ndf,
        "mrcv_ddf": weighted.ddf,
        "mrcv_f_p": weighted.p,
        "method": _joined([plain.method, weighted.method]),
        "flag": "sparse" if answer_set_is_sparse(table) else "",
    }


def answer_set_is_sparse(table: AnswerSetCrosstab) -> bool:
    """Whether Cochran's rule fails over the 2 x r tables of all answers taken together.

    More than a fifth of the expected counts of given and not given under 5, or one under 1; answers
    that nobody or everybody gave are in no test and do not count.
    """
    n = table.base.sum()
    given = table.counts.sum(axis=1)
    kept = given[(given > 0) & (given < n)]
    expected = np.outer(np.append(kept, n - kept), table.base[table.base > 0]) / max(n, 1)
    return bool(expected.size and ((expected < 5).mean() > SPARSE_SHARE or (expected < 1).any()))


def responses_tests(table: AnswerSetCrosstab) -> Row:
    """Do the naive test on responses that some reports print; `method` says what it ignores."""
    test = responses_chi_square(table.counts)
    return {
        "n": test.n,
        "table_rows": test.table_rows,
        "table_cols": test.table_cols,
        "pearson_chi2": test.statistic,
        "pearson_df": test.df,
        "pearson_p": test.p,
        "expected_below_5": test.expected_below_5,
        "method": test.method,
        "flag": "sparse" if test.sparse else "",
    }


def adjust(rows: Sequence[Row], *columns: str) -> None:
    """Adjust one p-value of each row, the first of `columns` that it has, over all rows."""
    p = [next((row[name] for name in columns if row.get(name) is not None), None) for row in rows]
    for row, by_holm, by_bh in zip(rows, holm(p), benjamini_hochberg(p), strict=True):
        row |= {"p_holm": by_holm, "p_bh": by_bh}


def _tests(table: Crosstab, rules: TestRules) -> Row:
    pearson, weighted = pearson_chi_square(table.counts), rao_scott(table)
    row: Row = {
        "n": pearson.n,
        "table_rows": pearson.table_rows,
        "table_cols": pearson.table_cols,
        "pearson_chi2": pearson.statistic,
        "pearson_df": pearson.df,
        "pearson_p": pearson.p,
        "expected_below_5": pearson.expected_below_5,
        "variance": weighted.variance,
        "rao_scott_f": weighted.statistic,
        "rao_scott_ndf": weighted.ndf,
        "rao_scott_ddf": weighted.ddf,
        "rao_scott_p": weighted.p,
        "cramers_v": cramers_v(table.weighted),
        "cramers_v_corrected": cramers_v_corrected(table.weighted, pearson.n),
        "method": _joined([pearson.method, weighted.method]),
        "flag": "sparse" if pearson.sparse or weighted.sparse else "",
    }
    if pearson.sparse:
        drawn = monte_carlo_chi_square(table.counts, seed=rules.seed, draws=rules.draws)
        row["monte_carlo_p"] = drawn.p
        _say(row, f"{drawn.method}, seed {rules.seed}")
    return row


def _trend(row: Row, table: Crosstab, scores: npt.NDArray[np.float64]) -> None:
    plain = linear_by_linear(table.counts, scores)
    weighted = weighted_trend(table, scores)
    row |= {"trend_statistic": plain.statistic, "trend_p": plain.p}
    up = np.argsort(scores, kind="stable")
    row["kendall_tau_b"] = kendall_tau_b(table.counts[up])
    _say(row, plain.method)
    said = weighted.method
    if weighted.p is not None:
        said += f": t {weighted.statistic:.4g}, df {weighted.df}, p {weighted.p:.4g}"
    _say(row, said)


def _say(row: Row, method: str) -> None:
    row["method"] = _joined([*row["method"].split("; "), method])


def _joined(methods: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(methods))
