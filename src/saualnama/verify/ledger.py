"""The ledger: every published figure, ours beside it, and a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.rounding import round_half_away
from saualnama.verify.published import KEY, Erratum, Figure
from saualnama.verify.recompute import BASE, ROUNDING, TEST, Value, Wave

REPRODUCED = "reproduced"
DETOUR = "reproduced under another base, rounding or test"
ERRATUM = "erratum of the report"
OPEN = "not reproduced"
VERDICTS = (REPRODUCED, DETOUR, ERRATUM, OPEN)
"""From best to worst; a figure gets the first that fits."""

COLUMNS = (*KEY, "printed", "ours", "difference", "weighted", "verdict", "how", "erratum")
"""Columns of verify/figures.csv, in order."""


EXPECTED_COLUMNS = (*KEY, "verdict")
"""Columns of the file that says what verdicts are known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure and what was found.

    Attributes:
        figure: the printed figure.
        value: our value and how it came about; None where the wave has none.
        weighted: the weighted figure, same unit; None where there is none.
        verdict: one of `VERDICTS`.
        erratum: the entry of the errata list about this figure; empty without one.
    """

    figure: Figure
    value: Value | None
    weighted: float | None
    verdict: str
    erratum: str


def comes_out(figure: Figure, value: Value) -> bool:
    """Whether a value rounds to the printed figure, half away from zero."""
    return round_half_away(value.ours, figure.decimals) == figure.printed


def ledger(figures: Sequence[Figure], errata: Sequence[Erratum], wave: Wave) -> tuple[Entry, ...]:
    """Compare every published figure with the wave."""
    return tuple(_entry(figure, errata, wave) for figure in figures)


def _entry(figure: Figure, errata: Sequence[Erratum], wave: Wave) -> Entry:
    named = next((erratum.name for erratum in errata if erratum.concerns(figure)), "")
    weighted = wave.weighted(figure)
    direct = wave.direct(figure)
    if direct is not None and comes_out(figure, direct):
        return Entry(figure, direct, weighted, REPRODUCED, named)
    for value in wave.detours(figure):
        if comes_out(figure, value):
            return Entry(figure, value, weighted, DETOUR, named)
    return Entry(figure, direct, weighted, ERRATUM if named else OPEN, named)


def ledger_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Lay the ledger out; `difference` is our value minus the printed one."""
    rows: list[dict[str, Any]] = []
    for entry in entries:
        figure, value = entry.figure, entry.value
        ours = None if value is None else float(value.ours)
        gap = None if value is None else float(value.ours - Fraction(figure.printed))
        row: dict[str, Any] = dict(zip(KEY, figure.key, strict=True))
        row |= {"printed": str(figure.printed), "ours": ours, "difference": gap}
        row |= {"weighted": entry.weighted, "verdict": entry.verdict}
        row |= {"how": value.how if value is not None else "", "erratum": entry.erratum}
        rows.append(row)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"ours": "float64", "difference": "float64", "weighted": "float64"})


def parse_expected(table: pd.DataFrame, figures: Sequence[Figure], file: str) -> dict[Any, str]:
    """Read which figures are known not to come out directly, and what verdict they have.

    Raises:
        InputError: a figure that the report does not print or that stands twice, or a verdict that
            does not exist.
    """
    known = {figure.key for figure in figures}
    expected: dict[Any, str] = {}
    faults: list[Fault] = []
    for line, row in table.iterrows():
        key = tuple(str(row[name]) for name in KEY)
        if key not in known:
            problem = f"no published figure {' / '.join(key)}"
            faults.append(Fault("unknown-figure", f"{file}, line {line}", problem))
        if key in expected:
            problem = f"{' / '.join(key)} stands twice"
            faults.append(Fault("duplicate", f"{file}, line {line}", problem, "each figure once"))
        if row["verdict"] not in VERDICTS:
            where, problem = f"{file}, line {line}", f"verdict `{row['verdict']}`"
            faults.append(Fault("unknown-verdict", where, problem, ", ".join(VERDICTS)))
        expected[key] = row["verdict"]
    raise_if_any(f"{file} cannot be used", faults)
    return expected


def summarise(entries: Sequence[Entry], expected: Mapping[Any, str]) -> dict[str, Any]:
    """Count the verdicts and name every figure that used to fare better.

    Args:
        entries: the ledger.
        expected: verdict of each figure that is known not to come out directly; all others are
            expected to be `reproduced`.

    Returns:
        Numbers and one line for summary.json; `lost` is empty when nothing got worse.
    """
    counts = Counter(entry.verdict for entry in entries)
    changes: dict[bool, list[dict[str, str]]] = {True: [], False: []}
    for entry in entries:
        before = expected.get(entry.figure.key, REPRODUCED)
        if entry.verdict != before:
            worse = VERDICTS.index(entry.verdict) > VERDICTS.index(before)
            change = {"figure": entry.figure.name, "before": before, "now": entry.verdict}
            changes[worse].append(change)
    used = {entry.value.kind for entry in entries if entry.verdict == DETOUR and entry.value}
    ways = " or ".join(kind for kind in (ROUNDING, BASE, TEST) if kind in used)
    line = (
        f"{counts[REPRODUCED]} of {len(entries)} published figures reproduced, "
        + (f"{counts[DETOUR]} more as {ways}, " if counts[DETOUR] else "")
        + f"{counts[ERRATUM]} are errata of the report, {counts[OPEN]} open"
    )
    return {
        "line": line,
        "figures": len(entries),
        "verdicts": {verdict: counts[verdict] for verdict in VERDICTS},
        "lost": changes[True],
        "gained": changes[False],
    }
