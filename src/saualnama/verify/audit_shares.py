"""Percentages against their bases: single shares, sets of answers, counts beside percentages."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from saualnama.verify.audit_findings import (
    BASE,
    BASE_NOTE,
    COUNT,
    SUM,
    TEXT,
    Evidence,
    Finding,
    adds_up,
    answer_sets,
    base_of,
    counts_of,
    finding_of,
)
from saualnama.verify.audit_input import ALL, TOTAL, AuditedFigure
from saualnama.verify.audit_rounding import (
    nearest_counts,
    percent,
    possible_counts,
    rounds_to,
)
from saualnama.verify.sentences import Fact, Named


def impossible_shares(evidence: Evidence) -> Iterator[Finding]:
    """Percentages that no whole number of their base prints; subtotals have a check of their own.

    A base that nobody names is taken to be the whole group; what is impossible then is the base,
    and `unstated_bases` says so.
    """
    for figure in evidence.published.figures:
        base = base_of(figure, evidence.published)
        if base is None or figure.statistic not in ("pct", "pct_of_responses"):
            continue
        found = possible_counts(figure.printed, figure.decimals, base, evidence.rounding)
        if found.any:
            continue
        rest = _rest(figure, base, evidence)
        below, above = nearest_counts(figure.printed, base)
        facts: dict[str, Fact] = {
            "printed": figure.shown,
            "base": base,
            "below": below,
            "below_printed": percent(below, base, figure.decimals, evidence.rounding),
            "above": above,
            "above_printed": percent(above, base, figure.decimals, evidence.rounding),
        }
        if rest is None:
            possible = f"{facts['below_printed']} / {facts['above_printed']}"
            yield finding_of(figure, BASE, possible, "share_no_count", facts)
        else:
            left = percent(rest, base, figure.decimals, evidence.rounding)
            yield finding_of(
                figure,
                BASE,
                str(left),
                "share_no_count_rest",
                {**facts, "rest": rest, "left": left},
            )


def _rest(figure: AuditedFigure, base: int, evidence: Evidence) -> int | None:
    """People whom the other answers of the group leave, where that is one number."""
    if not evidence.single(figure.question):
        return None
    key = (figure.exhibit, *figure.place)
    others = [other for other in answer_sets(evidence.published).get(key, ()) if other != figure]
    found = [evidence.counts.get(other.cell) for other in others]
    known = [part for part in found if part is not None and part.low == part.high]
    if not others or len(known) < len(others):
        return None
    rest = base - sum(part.low for part in known)
    return rest if rest >= 0 else None


def sums_of_answers(evidence: Evidence) -> Iterator[Finding]:
    """Sets of answers that do not add to their base although most sets of the question do."""
    for (exhibit, question, _, group), figures in answer_sets(evidence.published).items():
        base = evidence.bases.get(figures[0].place)
        if not evidence.single(question, sets=3) or any(
            counts is not None and not counts.any
            for counts in (
                counts_of(figure, evidence.published, evidence.rounding) for figure in figures
            )
        ):
            continue
        if adds_up(figures, evidence.counts, base) is not False:
            continue
        if base is None:
            total = sum((figure.printed for figure in figures), start=figures[0].printed * 0)
            facts: dict[str, Fact] = {"sum": total, "answers": len(figures)}
            yield Finding(exhibit, group, ALL, SUM, str(total), "100", "answers_percent", facts)
        else:
            parts = [evidence.counts[figure.cell] for figure in figures]
            low, high = sum(part.low for part in parts), sum(part.high for part in parts)
            printed = str(low) if low == high else f"{low}\N{EN DASH}{high}"
            counted: dict[str, Fact] = {"people": printed, "base": base}
            yield Finding(exhibit, group, ALL, SUM, printed, str(base), "answers_people", counted)


def counts_beside_percentages(evidence: Evidence) -> Iterator[Finding]:
    """Counts, percentages and other prints of the same cell that do not go together."""
    seen: dict[tuple[str, str, str, str], list[AuditedFigure]] = {}
    for figure in evidence.published.figures:
        if figure.statistic in ("pct", "subtotal_pct", "count"):
            seen.setdefault(figure.cell, []).append(figure)
    for same in seen.values():
        for position, figure in enumerate(same):
            for other in same[:position]:
                yield from _disagreement(other, figure, evidence)
    yield from _of_responses(evidence)


def _disagreement(
    first: AuditedFigure, second: AuditedFigure, evidence: Evidence
) -> Iterator[Finding]:
    """What two prints of one cell say against each other."""
    one = counts_of(first, evidence.published, evidence.rounding)
    two = counts_of(second, evidence.published, evidence.rounding)
    mixed = (first.statistic == "count") != (second.statistic == "count")
    if one is not None and two is not None:
        if one.meet(two).any or not (one.any and two.any):
            return
    elif mixed or abs(first.printed - second.printed) <= _slack(first, second):
        return
    if mixed:
        count, share = (first, second) if first.statistic == "count" else (second, first)
        base = base_of(share, evidence.published)
        if base is None:
            return
        number = min(int(count.printed), base)
        right = percent(number, base, share.decimals, evidence.rounding)
        facts: dict[str, Fact] = {
            "count": int(count.printed),
            "base": base,
            "printed": share.shown,
            "right": right,
        }
        yield finding_of(share, COUNT, str(right), "count_percent", facts)
    elif first.exhibit != second.exhibit:
        later, earlier = (first, second) if first.in_text else (second, first)
        told: dict[str, Fact] = {
            "printed": later.shown,
            "exhibit": Named("exhibit", earlier.exhibit),
            "other": earlier.shown,
        }
        yield finding_of(later, TEXT, str(earlier.shown), "two_prints", told)


def _slack(*figures: AuditedFigure) -> Fraction:
    return sum((Fraction(1, 2 * 10**figure.decimals) for figure in figures), Fraction(0))


def _of_responses(evidence: Evidence) -> Iterator[Finding]:
    """Percentages of all answers given, against the counts of those answers."""
    for figure in evidence.published.figures:
        base = base_of(figure, evidence.published)
        people = evidence.counts.get(figure.cell)
        if figure.statistic != "pct_of_responses" or base is None or people is None:
            continue
        found = possible_counts(figure.printed, figure.decimals, base, evidence.rounding)
        if found.any and not found.meet(people).any:
            right = percent(people.low, base, figure.decimals, evidence.rounding)
            facts: dict[str, Fact] = {
                "count": people.low,
                "base": base,
                "printed": figure.shown,
                "right": right,
            }
            yield finding_of(figure, COUNT, str(right), "count_percent", facts)


def unstated_bases(evidence: Evidence) -> Iterator[Finding]:
    """Questions whose percentages are of fewer people than were asked, without a word.

    Proved where a printed percentage cannot come from the whole group. Beside counts the proof is
    the count itself. One finding a question, at the exhibit of its total where there is one.
    """
    told: set[str] = set()
    figures = evidence.published.figures
    for figure in figures:
        if figure.question in told or figure.statistic != "pct" or figure.base_printed is not None:
            continue
        whole = evidence.published.bases.size(figure.breakdown, figure.group)
        if whole is None or base_of(figure, evidence.published) == whole:
            continue
        counted = _count_beside(figure, evidence)
        if counted is None or rounds_to(
            Fraction(100 * counted, whole), figure.printed, figure.decimals, evidence.rounding
        ):
            continue
        told.add(figure.question)
        right = percent(counted, whole, figure.decimals, evidence.rounding)
        facts: dict[str, Fact] = {
            "count": counted,
            "printed": figure.shown,
            "whole": whole,
            "right": right,
        }
        facts |= {"base": figure.base_n or 0}
        reason = "base_beside_counts" if figure.base_n else "base_beside_counts_unknown"
        printed = f"{counted} = {figure.shown}%"
        yield Finding(figure.exhibit, ALL, ALL, COUNT, printed, f"{right}%", reason, facts)
    for figure in figures:
        if figure.question in told or figure.statistic != "pct" or figure.base_printed is not None:
            continue
        whole = evidence.published.bases.size(figure.breakdown, figure.group)
        if whole is None or base_of(figure, evidence.published) == whole:
            continue
        found = possible_counts(figure.printed, figure.decimals, whole, evidence.rounding)
        if found.any:
            continue
        told.add(figure.question)
        yield _unstated(figure, whole, evidence)


def _count_beside(figure: AuditedFigure, evidence: Evidence) -> int | None:
    for other in evidence.published.figures:
        same = (other.exhibit, other.cell) == (figure.exhibit, figure.cell)
        if same and other.statistic == "count":
            return int(other.printed)
    return None


def _unstated(figure: AuditedFigure, whole: int, evidence: Evidence) -> Finding:
    of_total = [
        other
        for other in evidence.published.figures
        if (other.question, other.breakdown, other.statistic) == (figure.question, TOTAL, "pct")
        and not other.in_text
        and other.base_printed is None
    ]
    place = of_total[0] if of_total else figure
    below, above = nearest_counts(figure.printed, whole)
    facts: dict[str, Fact] = {
        "exhibit": Named("exhibit", figure.exhibit),
        "group": Named("group", figure.group),
        "printed": figure.shown,
        "whole": whole,
        "below": below,
        "below_printed": percent(below, whole, figure.decimals, evidence.rounding),
        "above": above,
        "above_printed": percent(above, whole, figure.decimals, evidence.rounding),
        "base": figure.base_n or 0,
    }
    reason = "base_unstated" if figure.base_n else "base_unstated_unknown"
    possible = str(place.base_n) if place.base_n else ""
    return Finding(place.exhibit, ALL, ALL, BASE_NOTE, "no N", possible, reason, facts)


def captions(evidence: Evidence) -> Iterator[Finding]:
    """Groups whose bases do not add to the N of the caption."""
    exhibits: dict[tuple[str, str, str, int], dict[str, int]] = {}
    for figure in evidence.published.figures:
        if figure.base_printed is not None and figure.base_n is not None:
            key = (figure.exhibit, figure.question, figure.breakdown, figure.base_printed)
            exhibits.setdefault(key, {})[figure.group] = figure.base_n
    for (exhibit, _, breakdown, stated), groups in exhibits.items():
        known = evidence.published.bases.sizes.get(breakdown, {ALL: 0})
        complete = set(groups) >= set(known)
        total = sum(groups.values())
        if total > stated or (complete and total != stated):
            facts: dict[str, Fact] = {"sum": total, "stated": stated}
            yield Finding(
                exhibit, ALL, ALL, BASE_NOTE, f"N={stated}", str(total), "caption_sum", facts
            )


def bases_beyond_groups(evidence: Evidence) -> Iterator[Finding]:
    """Bases of more people than the group has; one finding an exhibit and group."""
    told: set[tuple[str, str, str]] = set()
    for figure in evidence.published.figures:
        size = evidence.published.bases.size(figure.breakdown, figure.group)
        base = figure.base_n
        key = (figure.exhibit, figure.breakdown, figure.group)
        responses = figure.statistic == "pct_of_responses"
        if size is None or base is None or base <= size or responses or key in told:
            continue
        told.add(key)
        facts: dict[str, Fact] = {"base": base, "size": size}
        printed, possible = f"N={base}", f"\N{LESS-THAN OR EQUAL TO} {size}"
        yield Finding(
            figure.exhibit, figure.group, ALL, BASE_NOTE, printed, possible, "base_too_big", facts
        )


def differences(evidence: Evidence) -> Iterator[Finding]:
    """Differences in points that their two shares cannot have."""
    figures = evidence.published.figures
    shares = {figure.cell: figure for figure in figures if figure.statistic == "pct"}
    for figure in figures:
        first, minus, second = figure.group.partition("_minus_")
        if figure.statistic != "pct_point_diff" or not minus:
            continue
        cells = [
            shares.get((figure.question, figure.breakdown, group, figure.answer))
            for group in (first, second)
        ]
        if cells[0] is None or cells[1] is None:
            continue
        exact = cells[0].printed - cells[1].printed
        if abs(Fraction(exact - figure.printed)) > _slack(figure, cells[0], cells[1]):
            facts: dict[str, Fact] = {
                "first": cells[0].shown,
                "second": cells[1].shown,
                "right": exact,
                "printed": figure.shown,
            }
            yield finding_of(figure, SUM, str(exact), "difference", facts)
