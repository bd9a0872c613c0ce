"""Groups against their total: counts of people, and means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from saualnama.verify.audit_findings import (
    BASE,
    BASE_NOTE,
    GROUPS,
    SUM,
    TEXT,
    Evidence,
    Finding,
    base_of,
    finding_of,
)
from saualnama.verify.audit_input import ALL, TOTAL, AuditedFigure
from saualnama.verify.audit_rounding import (
    Counts,
    bounds,
    nearest_counts,
    percent,
    possible_counts,
    printed_as,
)
from saualnama.verify.sentences import Fact, Named

SCORE = "score_"
"""Answers `score_1`, `score_2` ... are the points of a scale."""

MEAN_SCORE = "mean_score"
"""Answer of the mean of such a scale."""


def groups_against_totals(evidence: Evidence) -> Iterator[Finding]:
    """Totals that the people in the groups cannot add up to.

    A group that prints nothing for the answer may hold anybody; people whom the groups' bases
    leave out likewise. One finding an answer and breakdown, at the exhibit of the groups.
    """
    exhibits: dict[tuple[str, str, str], str] = {}
    shown: dict[tuple[str, str, str], AuditedFigure] = {}
    for figure in evidence.published.figures:
        if figure.statistic in ("pct", "subtotal_pct", "count"):
            question, breakdown, group, answer = figure.cell
            if breakdown != TOTAL:
                exhibits.setdefault((question, breakdown, answer), figure.exhibit)
            elif group == ALL:
                shown.setdefault((question, breakdown, answer), figure)
    for (question, breakdown, answer), exhibit in exhibits.items():
        total = evidence.counts.get((question, TOTAL, ALL, answer))
        printed = shown.get((question, TOTAL, answer))
        everyone = evidence.bases.get((question, TOTAL, ALL))
        sizes = evidence.published.bases.sizes.get(breakdown)
        if total is None or printed is None or everyone is None or not sizes:
            continue
        people = _of_groups(evidence, (question, breakdown, answer), sizes, everyone)
        if people.meet(total).any:
            continue
        low, high = (
            percent(min(number, everyone), everyone, printed.decimals, evidence.rounding)
            for number in (people.low, people.high)
        )
        possible = str(low) if low == high else f"{low}\N{EN DASH}{high}"
        facts: dict[str, Fact] = {"printed": printed.shown, "base": everyone}
        facts |= {"people": people.told, "needed": total.told}
        yield Finding(
            exhibit, ALL, answer, GROUPS, str(printed.shown), possible, "groups_people", facts
        )


def _of_groups(
    evidence: Evidence,
    what: tuple[str, str, str],
    sizes: Mapping[str, int],
    everyone: int,
) -> Counts:
    """Fewest and most people of all groups who can have given an answer."""
    question, breakdown, answer = what
    low = high = covered = 0
    for group, size in sizes.items():
        base = evidence.bases.get((question, breakdown, group), size)
        people = evidence.counts.get((question, breakdown, group, answer), Counts(0, base))
        low, high, covered = low + people.low, high + people.high, covered + base
    all_people = evidence.published.bases.everyone or everyone
    outside = max(everyone - covered, all_people - sum(sizes.values()), 0)
    return Counts(low, high + outside)


def means_against_totals(evidence: Evidence) -> Iterator[Finding]:
    """Means of groups that all lie on one side of the mean of everybody.

    Holds for any sizes of the groups, so it needs no base; every group must have printed one.
    """
    means = [figure for figure in evidence.published.figures if figure.statistic == "mean"]
    totals = {
        (figure.question, figure.answer): figure for figure in means if figure.breakdown == TOTAL
    }
    groups: dict[tuple[str, str, str], list[AuditedFigure]] = {}
    for figure in means:
        if figure.breakdown != TOTAL:
            key = (figure.question, figure.breakdown, figure.answer)
            groups.setdefault(key, []).append(figure)
    for (question, breakdown, answer), figures in groups.items():
        total = totals.get((question, answer))
        expected = evidence.published.bases.sizes.get(breakdown, {})
        if total is None or not expected or set(expected) - {figure.group for figure in figures}:
            continue
        low, high = bounds(total.printed, total.decimals)
        below = all(bounds(figure.printed, figure.decimals)[1] < low for figure in figures)
        above = all(bounds(figure.printed, figure.decimals)[0] > high for figure in figures)
        if not (below or above):
            continue
        for figure in figures:
            facts: dict[str, Fact] = {
                "printed": tuple(other.shown for other in figures),
                "total": total.shown,
            }
            reason = "means_below" if below else "means_above"
            yield finding_of(figure, GROUPS, "", reason, facts)


def impossible_means(evidence: Evidence) -> Iterator[Finding]:
    """Means of whole scores that no sum over their base gives.

    Ties may go either way: what a report does with them is heard from its percentages alone, and
    means are often made by another program. Where no base is named, the whole group is tried; one
    finding an exhibit then says that its means rest on fewer people.
    """
    unstated: dict[tuple[str, str], list[tuple[AuditedFigure, int]]] = {}
    tried: dict[tuple[str, str], int] = {}
    for figure in evidence.published.figures:
        if figure.statistic != "mean":
            continue
        base = base_of(figure, evidence.published)
        whole = evidence.published.bases.size(figure.breakdown, figure.group)
        n = base if base is not None else whole
        if n is None:
            continue
        key = (figure.exhibit, figure.question)
        tried[key] = tried.get(key, 0) + 1
        if possible_counts(figure.printed, figure.decimals, n, "either", unit=1).any:
            continue
        if base is None:
            unstated.setdefault(key, []).append((figure, n))
            continue
        facts = _nearest_means(figure, n, evidence)
        possible = f"{facts['below_printed']} / {facts['above_printed']}"
        yield finding_of(figure, BASE, possible, "mean_no_sum", facts)
    for (exhibit, question), cases in unstated.items():
        figure, n = cases[0]
        facts = _nearest_means(figure, n, evidence)
        facts |= {"group": Named("group", figure.group), "answer": Named("answer", figure.answer)}
        facts |= {"number": len(cases), "means": tried[exhibit, question]}
        yield Finding(exhibit, ALL, ALL, BASE_NOTE, "no N", "", "means_unstated", facts)


def _nearest_means(figure: AuditedFigure, n: int, evidence: Evidence) -> dict[str, Fact]:
    below, above = nearest_counts(figure.printed, n, unit=1)
    return {
        "printed": figure.shown,
        "base": n,
        "below": below,
        "below_printed": printed_as(Fraction(below, n), figure.decimals, evidence.rounding),
        "above": above,
        "above_printed": printed_as(Fraction(above, n), figure.decimals, evidence.rounding),
    }


def means_against_scores(evidence: Evidence) -> Iterator[Finding]:
    """Means of a scale that the printed shares of its points cannot have."""
    points: dict[tuple[str, str, str], dict[int, tuple[Fraction, Fraction]]] = {}
    exhibits: dict[tuple[str, str, str], str] = {}
    for figure in evidence.published.figures:
        number = figure.answer.removeprefix(SCORE)
        if figure.statistic != "pct" or number == figure.answer or not number.isdecimal():
            continue
        counts = evidence.counts.get(figure.cell)
        low, high = bounds(figure.printed, figure.decimals)
        share = (
            (max(low, Fraction(0)), high)
            if counts is None
            else (Fraction(counts.low), Fraction(counts.high))
        )
        points.setdefault(figure.place, {})[int(number)] = share
        exhibits.setdefault(figure.place, figure.exhibit)
    for figure in evidence.published.figures:
        scale = points.get(figure.place)
        if figure.statistic != "mean" or figure.answer != MEAN_SCORE or not scale:
            continue
        least, most = _extreme_mean(scale, largest=False), _extreme_mean(scale, largest=True)
        low, high = bounds(figure.printed, figure.decimals)
        if least is None or most is None or (least <= high and most >= low):
            continue
        decimals = max(figure.decimals, 2)
        facts: dict[str, Fact] = {
            "printed": figure.shown,
            "exhibit": Named("exhibit", exhibits[figure.place]),
            "least": printed_as(least, decimals, "half_up"),
            "most": printed_as(most, decimals, "half_up"),
        }
        kind = SUM if exhibits[figure.place] == figure.exhibit else TEXT
        yield finding_of(
            figure, kind, f"{facts['least']}\N{EN DASH}{facts['most']}", "mean_scores", facts
        )


def _extreme_mean(
    scale: Mapping[int, tuple[Fraction, Fraction]], *, largest: bool
) -> Fraction | None:
    """Smallest or largest mean when every point's weight lies in an interval.

    The extreme has the upper limit beyond some point of the scale and the lower limit before it,
    so trying every such point suffices.
    """
    found: list[Fraction] = []
    points: Sequence[int] = sorted(scale)
    for edge in [*points, points[-1] + 1]:
        weights = {point: scale[point][(point >= edge) is largest] for point in points}
        total = sum(weights.values(), Fraction(0))
        if total > 0:
            found.append(sum(point * weight for point, weight in weights.items()) / total)
    return (max(found) if largest else min(found)) if found else None
