"""One question by one breakdown: figures, tests, differences and changes, as the page carries them.

The shapes are those of `web/src/data.ts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from saualnama.explore.cells import Cross, digits_of
from saualnama.explore.sources import Key, Row, Sources, by_cross
from saualnama.explore.wholes import thousandths_of_p, whole
from saualnama.survey.questionnaire import Question
from saualnama.tabulate.evidence import weakest
from saualnama.tabulate.lines import Line, lines_of
from saualnama.tabulate.shown_tests import ALIKE, BY_WEIGHTS

_Crosses = Mapping[tuple[str, str], Mapping[Key, Row]]

_DIFFERENCE = (
    *("unweighted_difference", "unweighted_ci_low", "unweighted_ci_high"),
    *("difference", "ci_low", "ci_high"),
)
_CHANGE = ("earlier", "earlier_ci_low", "earlier_ci_high", "change", "ci_low", "ci_high")


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """The files of a wave, sorted by cross.

    Attributes:
        breakdowns: groups of each breakdown.
        crosses: cells by statistic, answer and group.
        tests: by item and weighting.
        differences: by statistic, answer, group and the group beside it.
        changes: by statistic, answer and group; keyed by the later wave's breakdown.
        before: cells of the wave before, as `crosses`.
    """

    breakdowns: Mapping[str, tuple[str, ...]]
    crosses: _Crosses
    tests: _Crosses
    differences: _Crosses
    changes: _Crosses
    before: _Crosses

    @classmethod
    def of(cls, sources: Sources) -> Views:
        """Sort the files of a wave."""
        cell, earlier = ("statistic", "answer", "group"), sources.earlier
        return cls(
            breakdowns=sources.breakdowns,
            crosses=by_cross(sources.crosses, *cell),
            tests=by_cross(sources.tests, "answer", "weighting"),
            differences=by_cross(sources.differences, *cell, "other"),
            changes={}
            if earlier is None
            else by_cross(earlier.changes, *cell, breakdown="later_breakdown"),
            before={} if earlier is None else by_cross(earlier.crosses, *cell),
        )

    def view(self, question: Question, breakdown: str) -> dict[str, Any] | None:
        """What the page shows of a question by a breakdown; None when nobody answered."""
        at = question.id, breakdown
        if at not in self.crosses:
            return None
        cross = Cross(lines_of(question), self.breakdowns[breakdown], self.crosses[at])
        base, weighted_base = cross.bases()
        return {
            "evidence": weakest(row["evidence"] for row in self.crosses[at].values()),
            "base": base,
            "weightedBase": weighted_base,
            "cells": cross.cells(),
            "meanBase": cross.mean_bases(),
            "tests": self._tests(cross, at),
            "pairs": self._pairs(cross, at),
            "changes": self._changes(cross, at),
        }

    def _tests(self, cross: Cross, at: tuple[str, str]) -> list[dict[str, Any]]:
        found = self.tests.get(at, {})
        places = {line.id: place for place, line in enumerate(cross.lines) if line.role == "item"}
        return [
            {
                "line": places.get(item),
                "evidence": row["evidence"],
                "partial": cross.gaps(item),
                "weighted": _test(row),
                "unweighted": _test(plain) if (plain := found.get((item, ALIKE))) else None,
            }
            for (item, weighting), row in found.items()
            if weighting == BY_WEIGHTS
        ]

    def _pairs(self, cross: Cross, at: tuple[str, str]) -> list[list[list[int | None] | None]]:
        found = self.differences.get(at, {})
        return [
            [_difference(cross, line, pair, found) for line in cross.lines]
            for pair in combinations(cross.groups, 2)
        ]

    def _changes(
        self, cross: Cross, at: tuple[str, str]
    ) -> list[list[list[int | None] | None]] | None:
        found = self.changes.get(at)
        if not found:
            return None
        breakdown = next(iter(found.values()))["breakdown"]
        before = Cross.of_rows(self.before.get((at[0], breakdown), {}))
        return [
            [_change(cross, before, line, group, found) for group in cross.groups]
            for line in cross.lines
        ]


def _test(row: Row) -> dict[str, Any]:
    return {
        "kind": row["test"],
        "n": whole(row["n"], 0),
        "statistic": whole(row["statistic"], 2),
        "df": [whole(row["df"], 1)] if row["df"] else [],
        "p": thousandths_of_p(row["p"]),
        "holm": thousandths_of_p(row["p_holm"]),
        "effect": whole(row["effect"], 2),
        "sparse": row["flag"] == "sparse",
        "drawn": thousandths_of_p(row["monte_carlo_p"]),
    }


def _difference(
    cross: Cross, line: Line, pair: tuple[str, str], found: Mapping[Key, Row]
) -> list[int | None] | None:
    """First group minus second; nothing where one of both cells stays out."""
    row = found.get((*line.key, *pair))
    if row is None or any(cross.absent(line, group) for group in pair):
        return None
    plain, weighted = (
        [whole(row[name], digits_of(line)) for name in names]
        for names in (_DIFFERENCE[:3], _DIFFERENCE[3:])
    )
    return [
        *(*plain, thousandths_of_p(row["unweighted_p_adjusted"])),
        *(*weighted, thousandths_of_p(row["p_adjusted"])),
    ]


def _change(
    cross: Cross, before: Cross, line: Line, group: str, found: Mapping[Key, Row]
) -> list[int | None] | None:
    """Later minus earlier; only where both waves show the cell, each on the base of the change.

    A group of another base is another group, such as a region before it was divided.
    """
    key = (*line.key, group)
    row, then = found.get(key), before.rows.get(key)
    if row is None or then is None or cross.absent(line, group) or before.absent(line, group):
        return None
    if (row["earlier_n"], row["later_n"]) != (then["base_n"], cross.row(line, group)["base_n"]):
        return None
    figures = [whole(row[name], digits_of(line)) for name in _CHANGE]
    return [whole(row["earlier_n"], 0), *figures, thousandths_of_p(row["p_holm"])]
