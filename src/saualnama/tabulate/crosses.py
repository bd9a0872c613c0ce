"""Every question of a wave by every breakdown: all cells, weighted and unweighted side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.errors import InputError
from saualnama.inference import Design
from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Survey
from saualnama.tabulate.disclosure import COMPLEMENTARY, SUPPRESSED, Withheld
from saualnama.tabulate.estimates import StatisticTable, estimates_of, statistic_table
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import TOTAL, Statistic
from saualnama.tabulate.lines import lines_of
from saualnama.tabulate.tidy import SmallBases

COLUMNS = (
    "question",
    "answer",
    "breakdown",
    "group",
    "statistic",
    "base_n",
    "count",
    "unweighted",
    "unweighted_ci_low",
    "unweighted_ci_high",
    "base_weighted",
    "weighted",
    "se",
    "ci_low",
    "ci_high",
    "evidence",
    "flag",
    "base_flag",
)
"""Columns of crosses.csv, in order."""

TEXTS = (
    *("question", "answer", "breakdown", "group", "statistic"),
    *("evidence", "flag", "base_flag"),
)
"""Those of them that hold words."""

WITHHELD = "withheld"
"""The base itself would give a withheld cell away."""

Bools = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.str_]
Columns = Mapping[str, npt.NDArray[Any]]
WithheldCells = Mapping[tuple[str, str], Withheld]


@dataclass(frozen=True, slots=True, eq=False)
class Cross:
    """One question by one breakdown, under the wave's design and with all weights 1.

    Attributes:
        question: what was asked.
        breakdown: id of a demographic, or `total`.
        groups: ids of the breakdown's groups.
        lines: ids of the lines, c: answers, then subtotals, then means.
        places: positions of the lines among all that the question can have, c; an item that nobody
            rated has no line.
        weighted: tables of the lines, a statistic each (an item each).
        unweighted: the same tables with all weights 1.
    """

    question: Question
    breakdown: str
    groups: tuple[str, ...]
    lines: tuple[str, ...]
    places: tuple[int, ...]
    weighted: tuple[StatisticTable, ...]
    unweighted: tuple[StatisticTable, ...]


def wave_crosses(survey: Survey, design: Design) -> tuple[Cross, ...]:
    """Cross every question by `total` and every demographic.

    Bases are those of `estimate`. A question has the statistics that fit it: `pct` without items,
    `subtotal_pct` with subtotals, `mean` on a scale.

    Returns:
        Questions in their order, then breakdowns; without crosses in which nobody has both an
        answer and a group.
    """
    alike = Design(np.ones(survey.n), variance="fixed")
    breakdowns = (TOTAL, *(d.id for d in survey.questionnaire.demographics))
    crosses = (
        _cross(survey, (design, alike), question, breakdown)
        for question in survey.questionnaire.questions
        for breakdown in breakdowns
    )
    return tuple(cross for cross in crosses if cross.lines)


def crosses_table(
    crosses: Iterable[Cross], evidence: Evidence, small: SmallBases, withheld: WithheldCells
) -> pd.DataFrame:
    """Write every cell as a row.

    Args:
        crosses: of a wave.
        evidence: what figures rest on.
        small: the small-base rule; it marks, it removes nothing.
        withheld: cells from which a suppressed one could be worked out, and bases.

    Returns:
        `COLUMNS`; crosses in their order, then groups, then lines. Figures agree with those of the
        exhibits. Percentages are 0 to 100, means in scale points; unweighted intervals take all
        weights for 1 and sum to n.
    """
    return joined([_rows(cross, evidence, small, withheld) for cross in crosses], COLUMNS)


def joined(parts: Sequence[Columns], columns: Sequence[str]) -> pd.DataFrame:
    """Put columns of several crosses under one another; a wave without crosses has no rows."""
    if not parts:
        return pd.DataFrame(columns=list(columns))
    return pd.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in columns})


def cell_flags(cross: Cross, small: SmallBases, withheld: WithheldCells) -> Texts:
    """What stands against showing each cell of a cross, (lines, groups).

    `suppressed` where the base is under the rule; else `complementary` where the cell would give
    one of those away; else `small` or nothing.
    """
    flags = small.flags(np.concatenate([part.respondents for part in cross.weighted]))
    known = withheld.get((cross.question.id, cross.breakdown))
    if known is None:
        return flags
    kept_back = known.cells[list(cross.places)] != ""
    return np.where(kept_back & (flags != SUPPRESSED), COMPLEMENTARY, flags)


def bases_withheld(cross: Cross, withheld: WithheldCells) -> Bools:
    """Whether even the base of each cell would tell too much, (lines, groups)."""
    shape = len(cross.lines), len(cross.groups)
    known = withheld.get((cross.question.id, cross.breakdown))
    if known is None:
        return np.zeros(shape, dtype=bool)
    # rated items have a base each, so there the bases have the shape of the cells
    base = known.base[list(cross.places)] if known.base.ndim == 2 else known.base
    return np.broadcast_to(base, shape)


def _cross(
    survey: Survey, designs: tuple[Design, Design], question: Question, breakdown: str
) -> Cross:
    lines: list[str] = []
    places: list[int] = []
    tables: tuple[list[StatisticTable], list[StatisticTable]] = ([], [])
    place = 0
    for part, statistic, names in _parts(question):
        found = [_filled(survey, design, part, breakdown, statistic) for design in designs]
        if found[0] is not None and found[1] is not None:
            lines += names
            places += range(place, place + len(names))
            tables[0].append(found[0])
            tables[1].append(found[1])
        place += len(names)
    groups = survey.groups(breakdown)
    return Cross(
        question, breakdown, groups, tuple(lines), tuple(places), tuple(tables[0]), tuple(tables[1])
    )


def _parts(question: Question) -> Iterator[tuple[Question, Statistic, tuple[str, ...]]]:
    """Parts of a question with a base of their own, their statistic and lines, in order."""
    for item in question.items:
        yield replace(question, items=(item,)), "mean", (item.id,)
    if question.items:
        return
    for statistic, lines in groupby(lines_of(question), key=lambda line: line.statistic):
        yield question, statistic, tuple(line.id for line in lines)


def _filled(
    survey: Survey, design: Design, question: Question, breakdown: str, statistic: Statistic
) -> StatisticTable | None:
    try:
        return statistic_table(survey, design, question, breakdown, statistic)
    except InputError as error:
        # a question that everybody skipped is no fault of the wave
        if {fault.code for fault in error.faults} == {"empty-base"}:
            return None
        raise


def _rows(cross: Cross, evidence: Evidence, small: SmallBases, withheld: WithheldCells) -> Columns:
    weighted = [estimates_of(part) for part in cross.weighted]
    plain = [estimates_of(part) for part in cross.unweighted]
    rests_on = [evidence.of(cross.question, cross.breakdown, part) for part in weighted]
    lines, groups = len(cross.lines), len(cross.groups)
    statistic = [part.statistic for part in weighted for _ in part.answers]
    kept_back = bases_withheld(cross, withheld)

    def by_group(parts: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        return np.concatenate(parts).T.ravel()

    return {
        "question": np.full(lines * groups, cross.question.id, dtype=object),
        "answer": np.tile(np.array(cross.lines, dtype=object), groups),
        "breakdown": np.full(lines * groups, cross.breakdown, dtype=object),
        "group": np.repeat(np.array(cross.groups, dtype=object), lines),
        "statistic": np.tile(np.array(statistic, dtype=object), groups),
        "base_n": by_group([part.base_n for part in weighted]),
        "count": by_group([part.count for part in weighted]),
        "unweighted": by_group([part.unweighted for part in weighted]),
        "unweighted_ci_low": by_group([part.low for part in plain]),
        "unweighted_ci_high": by_group([part.high for part in plain]),
        "base_weighted": by_group([part.base_weighted for part in weighted]),
        "weighted": by_group([part.weighted for part in weighted]),
        "se": by_group([part.se for part in weighted]),
        "ci_low": by_group([part.low for part in weighted]),
        "ci_high": by_group([part.high for part in weighted]),
        "evidence": by_group(rests_on),
        "flag": by_group([cell_flags(cross, small, withheld)]),
        "base_flag": by_group([np.where(kept_back, WITHHELD, "")]),
    }
