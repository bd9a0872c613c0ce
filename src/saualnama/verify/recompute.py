"""The wave's own value of a printed figure, from the tidy tables, exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from saualnama.rounding import round_half_away
from saualnama.survey.questionnaire import Questionnaire
from saualnama.survey.wave import Survey
from saualnama.verify.published import Figure

BASE, ROUNDING, TEST = "another base", "sums of rounded parts", "another test"
"""Kinds of detours by which a figure may come out, in the order of the summary."""

OTHER_TESTS = (
    ("rao_scott_p", "Rao-Scott test"),
    ("mrcv_p", "Bilder-Loughin test for several answers"),
    ("mrcv_f_p", "weighted test for several answers"),
)
"""Tests of tests.csv that a printed p-value may come from, beside Pearson's."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that the wave gives for a figure.

    Attributes:
        ours: exact.
        how: how it came about; empty for the direct way.
        kind: kind of detour; empty for the direct way.
    """

    ours: Fraction
    how: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Wave:
    """What a wave's tables say, ready to be asked.

    Attributes:
        questionnaire: for the parts of subtotals.
        rows: tidy rows by (exhibit, question, breakdown, group, answer, statistic).
        tests: rows of tests.csv by (exhibit, question, breakdown), of whole tables; an exhibit
            can test several sets of answers.
        sizes: respondents of every group of every breakdown, answered or not.
    """

    questionnaire: Questionnaire
    rows: Mapping[tuple[str, ...], Mapping[str, str]]
    tests: Mapping[tuple[str, ...], Sequence[Mapping[str, str]]]
    sizes: Mapping[tuple[str, str], int]

    def direct(self, figure: Figure) -> Value | None:
        """The figure as the tables give it; None when they do not have it."""
        if figure.statistic in ("chi2", "p_value"):
            column = "pearson_chi2" if figure.statistic == "chi2" else "pearson_p"
            row = next(self._tests_with(figure, column), None)
            return None if row is None else Value(Fraction(row[column]))
        if figure.statistic == "pct_point_diff":
            return self._difference(figure)
        row = self._row(figure)
        return None if row is None else Value(_exact(row, figure.statistic))

    def detours(self, figure: Figure) -> Iterator[Value]:
        """Other ways in which a report may have come to the figure."""
        yield from self._sums_of_rounded_parts(figure)
        yield from self._all_respondents(figure)
        if figure.statistic == "p_value":
            for column, name in OTHER_TESTS:
                for row in self._tests_with(figure, column):
                    how = f"{name} of {row['table_rows']} answers instead of Pearson's"
                    yield Value(Fraction(row[column]), how, TEST)

    def weighted(self, figure: Figure) -> float | None:
        """The weighted figure, in the unit of the printed one; None for counts and tests."""
        if figure.statistic in ("count", "chi2", "p_value", "pct_point_diff"):
            return None
        row = self._row(figure)
        return None if row is None or not row["weighted"] else float(row["weighted"])

    def _row(self, figure: Figure, answer: str | None = None) -> Mapping[str, str] | None:
        wanted = "pct" if figure.statistic in ("count", "pct_point_diff") else figure.statistic
        place = (*figure.key[:4], answer or figure.answer)
        for statistic in (wanted, "subtotal_pct") if wanted == "pct" else (wanted,):
            row = self.rows.get((*place, statistic))
            if row is not None and row["unweighted"]:
                return row
        return None

    def _difference(self, figure: Figure) -> Value | None:
        first, _, second = figure.group.partition("_minus_")
        rows = [
            self.rows.get((*figure.key[:3], group, figure.answer, "pct"))
            for group in (first, second)
        ]
        if rows[0] is None or rows[1] is None:
            return None
        return Value(_exact(rows[0], "pct") - _exact(rows[1], "pct"))

    def _tests_with(self, figure: Figure, column: str) -> Iterator[Mapping[str, str]]:
        return (row for row in self.tests.get(figure.key[:3], ()) if row[column])

    def _parts(self, figure: Figure) -> tuple[str, ...]:
        question = self.questionnaire.question.get(figure.key[1])
        for subtotal in question.subtotals if question else ():
            if subtotal.id == figure.answer:
                return subtotal.of
        return ()

    def _sums_of_rounded_parts(self, figure: Figure) -> Iterator[Value]:
        rows = [self.rows.get((*figure.key[:4], part, "pct")) for part in self._parts(figure)]
        if rows and all(row is not None for row in rows):
            parts = [
                round_half_away(_exact(row, "pct"), figure.decimals)
                for row in rows
                if row is not None
            ]
            yield Value(
                Fraction(sum(parts)),
                "sum of rounded parts " + " + ".join(map(str, parts)),
                ROUNDING,
            )

    def _all_respondents(self, figure: Figure) -> Iterator[Value]:
        row = self._row(figure)
        size = self.sizes.get((figure.key[2], figure.group))
        if (
            row is not None
            and size
            and row["count"]
            and figure.statistic in ("pct", "subtotal_pct")
        ):
            how = f"of all {size} respondents instead of the {row['base_n']} who answered"
            yield Value(Fraction(100 * int(row["count"]), size), how, BASE)


def _exact(row: Mapping[str, str], statistic: str) -> Fraction:
    if statistic == "count":
        return Fraction(int(row["count"]))
    if row["count"]:
        return Fraction(100 * int(row["count"]), int(row["base_n"]))
    return Fraction(row["unweighted"])


def wave_of(tables: pd.DataFrame, tests: pd.DataFrame, survey: Survey) -> Wave:
    """Index the tidy tables (text cells) of all exhibits and tests.csv.

    Args:
        tables: rows of all exhibits.
        tests: rows of tests.csv.
        survey: the wave, for its questionnaire and the sizes of its groups.
    """
    keys = ("exhibit", "question", "breakdown", "group", "answer", "statistic")
    whole: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for row in _records(tests):
        if not row["answer"]:
            whole.setdefault(tuple(row[key] for key in keys[:3]), []).append(row)
    sizes = {("total", "all"): survey.n}
    for demographic in survey.questionnaire.demographics:
        counts = survey.frame[demographic.id].value_counts()
        sizes |= {(demographic.id, group): int(counts[group]) for group in demographic.groups}
    return Wave(
        survey.questionnaire,
        {tuple(row[key] for key in keys): row for row in _records(tables)},
        whole,
        sizes,
    )


def _records(table: pd.DataFrame) -> list[Mapping[str, str]]:
    return [{str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")]
