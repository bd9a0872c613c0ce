"""Subtotals against the answers that they add up, which no file names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from saualnama.verify.audit_findings import (
    SUBTOTAL,
    Evidence,
    Finding,
    answer_sets,
    base_of,
    finding_of,
)
from saualnama.verify.audit_input import AuditedFigure
from saualnama.verify.audit_rounding import (
    half_step,
    nearest_counts,
    percent,
    possible_counts,
)
from saualnama.verify.sentences import Fact, Summands

MOST_ANSWERS = 12
"""Sets with more answers are not searched for parts: 2^12 subsets are tried."""

ENOUGH_GROUPS = 3
"""Groups in which the same parts must add up before another group is measured by them."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A subtotal of one group and the answers that may be its parts."""

    figure: AuditedFigure
    parts: dict[str, AuditedFigure]


def subtotals(evidence: Evidence) -> Iterator[Finding]:
    """Subtotals that no count prints, or that are not the sum of their parts.

    The parts are the smallest set of answers that gives the subtotal in most groups; where it does
    in two thirds of the groups and in `ENOUGH_GROUPS` at least, the other groups are measured by
    it. With fewer groups a subtotal is impossible only when no set of answers gives it.
    """
    tables: dict[tuple[str, str, str], list[_Case]] = {}
    sets = answer_sets(evidence.published)
    for figure in evidence.published.figures:
        if figure.statistic != "subtotal_pct":
            continue
        own = sets.get((figure.exhibit, *figure.place)) or next(
            (answers for key, answers in sets.items() if key[1:] == figure.place), []
        )
        if any(part.statistic == "count" for part in own):
            own = []
        case = _Case(figure, {part.answer: part for part in own})
        tables.setdefault((figure.question, figure.breakdown, figure.answer), []).append(case)
    for cases in tables.values():
        yield from _of_table(cases, evidence)


def _of_table(cases: Sequence[_Case], evidence: Evidence) -> Iterator[Finding]:
    names = list(dict.fromkeys(name for case in cases for name in case.parts))
    searched = evidence.single(cases[0].figure.question) and 2 <= len(names) <= MOST_ANSWERS
    best: tuple[str, ...] = ()
    fitting: list[bool] = []
    if searched:
        subsets = [
            subset for size in range(1, len(names) + 1) for subset in combinations(names, size)
        ]
        fits = {subset: [_adds(case, subset) for case in cases] for subset in subsets}
        # the first of the largest: `subsets` goes from few answers to many, in printed order
        best = max(subsets, key=lambda subset: sum(fits[subset]))
        fitting = fits[best]
    sure = sum(fitting) >= max(ENOUGH_GROUPS, 2 * len(cases) / 3)
    for position, case in enumerate(cases):
        base = base_of(case.figure, evidence.published)
        impossible = base is not None and not _counts_any(case.figure, base, evidence)
        unmatched = searched and not any(_adds(case, subset) for subset in subsets)
        if sure and not fitting[position]:
            yield _against_parts(case, best, sum(fitting), len(cases))
        elif impossible and base is not None:
            yield _no_count(case, best if sure else (), base, evidence)
        elif unmatched and not sure:
            facts: dict[str, Fact] = {"printed": case.figure.shown, "answers": len(case.parts)}
            yield finding_of(case.figure, SUBTOTAL, "", "subtotal_no_parts", facts)


def _counts_any(figure: AuditedFigure, base: int, evidence: Evidence) -> bool:
    return possible_counts(figure.printed, figure.decimals, base, evidence.rounding).any


def _adds(case: _Case, subset: Sequence[str]) -> bool:
    """Whether rounded parts add to the rounded subtotal, within what rounding allows."""
    parts = [case.parts[name] for name in subset if name in case.parts]
    total = sum((part.printed for part in parts), Decimal(0))
    slack = half_step(case.figure.decimals) + sum(half_step(part.decimals) for part in parts)
    return abs(total - case.figure.printed) <= slack


def _parts(case: _Case, names: Sequence[str]) -> Summands:
    return Summands(tuple(case.parts[name].shown for name in names if name in case.parts))


def _people(case: _Case, names: Sequence[str], evidence: Evidence) -> int | None:
    counts = [evidence.counts.get(case.parts[name].cell) for name in names if name in case.parts]
    known = [part.low for part in counts if part is not None and part.low == part.high]
    return sum(known) if counts and len(known) == len(counts) else None


def _against_parts(case: _Case, names: Sequence[str], fitting: int, groups: int) -> Finding:
    parts = _parts(case, names)
    total = sum(parts.values, Decimal(0))
    facts: dict[str, Fact] = {"parts": parts, "sum": total, "printed": case.figure.shown}
    facts |= {"fitting": fitting, "groups": groups}
    return finding_of(case.figure, SUBTOTAL, str(total), "subtotal_parts", facts)


def _no_count(case: _Case, names: Sequence[str], base: int, evidence: Evidence) -> Finding:
    figure = case.figure
    people = _people(case, names, evidence)
    if people is not None and names:
        right = percent(people, base, figure.decimals, evidence.rounding)
        facts: dict[str, Fact] = {"printed": figure.shown, "people": people, "base": base}
        facts |= {"right": right, "parts": _parts(case, names)}
        return finding_of(figure, SUBTOTAL, str(right), "subtotal_rounded", facts)
    below, above = nearest_counts(figure.printed, base)
    facts = {
        "printed": figure.shown,
        "base": base,
        "below": below,
        "below_printed": percent(below, base, figure.decimals, evidence.rounding),
        "above": above,
        "above_printed": percent(above, base, figure.decimals, evidence.rounding),
    }
    possible = f"{facts['below_printed']} / {facts['above_printed']}"
    return finding_of(figure, SUBTOTAL, possible, "share_no_count", facts)
