"""By how much any two groups of a wave differ, in every line of every cross."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.inference import GroupDifferences, mean_differences, share_differences
from saualnama.inference.group_differences import MINIMUM_BASE
from saualnama.tabulate.crosses import (
    Bools,
    Columns,
    Cross,
    Texts,
    WithheldCells,
    bases_withheld,
    cell_flags,
    joined,
)
from saualnama.tabulate.estimates import MEAN_SCORE, StatisticTable
from saualnama.tabulate.tidy import SmallBases

COLUMNS = (
    "question",
    "answer",
    "breakdown",
    "group",
    "other",
    "statistic",
    "unweighted_difference",
    "unweighted_ci_low",
    "unweighted_ci_high",
    "unweighted_p",
    "unweighted_p_adjusted",
    "difference",
    "se",
    "ci_low",
    "ci_high",
    "p",
    "p_adjusted",
    "method",
    "flag",
)
"""Columns of differences.csv, in order."""

TEXTS = ("question", "answer", "breakdown", "group", "other", "statistic", "method", "flag")
"""Those of them that hold words."""

NEAR_ZERO = (
    "unweighted_difference",
    "unweighted_ci_low",
    "unweighted_ci_high",
    "difference",
    "ci_low",
    "ci_high",
)
"""Columns whose values may be differences near zero, where significant digits mean nothing."""

WORSE = ("", "small", "complementary", "suppressed")
"""Flags of a cell; a pair has the one of its cells that stands later here."""


def differences_table(
    crosses: Iterable[Cross], small: SmallBases, withheld: WithheldCells
) -> pd.DataFrame:
    """Write the difference of every line between every two groups of a breakdown.

    `group` minus `other`, percentage points or scale points, with the contrasts of column letters:
    `p_adjusted` is Bonferroni's over the pairs compared in the line. A cell that readers are not
    shown counts there as compared wherever its base allows it: the number of pairs would tell them
    whether its share is 0 or 100 %. `method` is that of the weighted side: `t`, or `none: ` and why
    the pair was not compared.

    Args:
        crosses: of a wave.
        small: the small-base rule.
        withheld: cells from which a suppressed one could be worked out.

    Returns:
        `COLUMNS`; crosses in their order, then pairs (the first group by the others, then the
        second one by those after it), then lines. `flag` is the worse of both cells'.
    """
    parts = [
        _rows(cross, cell_flags(cross, small, withheld), bases_withheld(cross, withheld))
        for cross in crosses
        if len(cross.groups) > 1
    ]
    return joined(parts, COLUMNS)


def _rows(cross: Cross, flags: Texts, no_base: Bools) -> Columns:
    first, second = np.triu_indices(len(cross.groups), 1)
    lines, pairs = len(cross.lines), first.size
    groups = np.array(cross.groups, dtype=object)
    weighted = [part for table in cross.weighted for part in _differences(table)]
    plain = [part for table in cross.unweighted for part in _differences(table)]
    statistic = [table.statistic for table in cross.weighted for _ in table.answers]
    scale = np.where(np.array(statistic) == "mean", 1.0, 100.0)
    rank = np.array([[WORSE.index(flag) for flag in row] for row in flags])
    worse = np.array(WORSE)[np.maximum(rank[:, first], rank[:, second])]
    hidden = rank >= WORSE.index("complementary")
    # the base of a mean is a sum of counts, and withheld with them
    told = ~no_base & (np.array(cross.lines) != MEAN_SCORE)[:, None]
    respondents = np.concatenate([table.respondents for table in cross.weighted])
    allowed = (respondents >= MINIMUM_BASE) | (hidden & ~told)
    unknown = (hidden[:, first] | hidden[:, second]) & allowed[:, first] & allowed[:, second]

    def by_pair(parts: list[GroupDifferences], name: str) -> npt.NDArray[Any]:
        values = np.concatenate([getattr(part, name)[:, first, second] for part in parts])
        return np.asarray(values.T.ravel())

    def adjusted(parts: list[GroupDifferences]) -> npt.NDArray[np.float64]:
        p = np.concatenate([part.p[:, first, second] for part in parts])
        comparisons = (unknown | np.isfinite(p)).sum(axis=1)
        return np.asarray(np.minimum(p * comparisons[:, None], 1.0).T.ravel())

    def in_units(parts: list[GroupDifferences], name: str) -> npt.NDArray[np.float64]:
        return np.asarray(by_pair(parts, name) * np.tile(scale, pairs), dtype=np.float64)

    return {
        "question": np.full(lines * pairs, cross.question.id, dtype=object),
        "answer": np.tile(np.array(cross.lines, dtype=object), pairs),
        "breakdown": np.full(lines * pairs, cross.breakdown, dtype=object),
        "group": np.repeat(groups[first], lines),
        "other": np.repeat(groups[second], lines),
        "statistic": np.tile(np.array(statistic, dtype=object), pairs),
        "unweighted_difference": in_units(plain, "difference"),
        "unweighted_ci_low": in_units(plain, "low"),
        "unweighted_ci_high": in_units(plain, "high"),
        "unweighted_p": by_pair(plain, "p"),
        "unweighted_p_adjusted": adjusted(plain),
        "difference": in_units(weighted, "difference"),
        "se": in_units(weighted, "se"),
        "ci_low": in_units(weighted, "low"),
        "ci_high": in_units(weighted, "high"),
        "p": by_pair(weighted, "p"),
        "p_adjusted": adjusted(weighted),
        "method": by_pair(weighted, "method"),
        "flag": worse.T.ravel(),
    }


def _differences(crossed: StatisticTable) -> list[GroupDifferences]:
    if isinstance(crossed.table, tuple):
        return [mean_differences(table) for table in crossed.table]
    return [share_differences(crossed.table)]
