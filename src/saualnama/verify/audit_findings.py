"""What an audit finds, and what its checks share: resolved bases and possible counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from saualnama.verify.audit_input import ALL, AuditedFigure, Published
from saualnama.verify.audit_rounding import Counts, Rounding, possible_counts, rounding_of
from saualnama.verify.sentences import Fact

BASE = "arithmetic_base"
SUM = "arithmetic_sum"
SUBTOTAL = "arithmetic_subtotal"
GROUPS = "group_total"
COUNT = "count_vs_percent"
BASE_NOTE = "base_note"
STATISTIC = "statistic"
PLAUSIBILITY = "plausibility"
LAYOUT = "layout"
TEXT = "text_vs_table"
KINDS = (BASE, SUM, SUBTOTAL, GROUPS, COUNT, BASE_NOTE, STATISTIC, TEXT, LAYOUT, PLAUSIBILITY)
"""Kinds of checks, in the words of errata.csv. All but the last two are proofs: the printed number
cannot be. A finding of `layout` or `plausibility` is a reason to look."""

PROOFS = frozenset(KINDS) - {LAYOUT, PLAUSIBILITY}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a publication that cannot be, or that is hard to believe.

    Attributes:
        exhibit: id.
        group: id; `all` for the whole exhibit.
        answer: id of an answer, or the period and article of an official figure; `all` likewise.
        kind: one of `KINDS`.
        printed: as printed.
        possible: what could stand there; empty where that cannot be said.
        reason: id of the sentence that proves it (`audit.<reason>` in the phrases).
        facts: what the sentence is filled with.
    """

    exhibit: str
    group: str
    answer: str
    kind: str
    printed: str
    possible: str
    reason: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What identifies a finding: exhibit, group, answer, kind."""
        return (self.exhibit, self.group, self.answer, self.kind)


def finding_of(
    figure: AuditedFigure, kind: str, possible: str, reason: str, facts: Mapping[str, Fact]
) -> Finding:
    """A finding about one figure."""
    place = (figure.exhibit, figure.group, figure.answer)
    return Finding(*place, kind, str(figure.shown), possible, reason, facts)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A publication with what every check asks of it.

    Attributes:
        published: the files.
        rounding: what the publication does with ties.
        counts: people behind each cell (question, breakdown, group, answer), from all figures
            about it that are possible and agree; cells without a base have none.
        bases: people who answered, by question, breakdown and group.
        adding: share of the sets of answers of a question that add up to their base.
        sets: number of such sets.
    """

    published: Published
    rounding: Rounding
    counts: Mapping[tuple[str, str, str, str], Counts]
    bases: Mapping[tuple[str, str, str], int]
    adding: Mapping[str, float]
    sets: Mapping[str, int]

    def single(self, question: str, *, sets: int = 1) -> bool:
        """Whether a question takes one answer, as far as its figures tell.

        No file says so. Two thirds of the sets of answers that a table or chart prints must add
        up, and there must be at least `sets` of them.
        """
        return self.adding.get(question, 0.0) >= 2 / 3 and self.sets[question] >= sets


def base_of(figure: AuditedFigure, published: Published) -> int | None:
    """People behind a figure where somebody has named them; None where nobody has."""
    if figure.base_n is not None:
        return figure.base_n
    group = "responses" if figure.statistic == "pct_of_responses" else figure.group
    named = published.bases.valid.get((figure.question, group))
    if named is None and figure.group == ALL and figure.statistic != "pct_of_responses":
        return figure.base_printed
    return named


def evidence_of(published: Published) -> Evidence:
    """Work out bases, possible counts and the kind of each question."""
    rounding = rounding_of(published.figures)
    bases: dict[tuple[str, str, str], int] = {}
    counts: dict[tuple[str, str, str, str], Counts] = {}
    for figure in published.figures:
        base = base_of(figure, published)
        if base is not None and figure.statistic in ("pct", "subtotal_pct", "count"):
            bases.setdefault(figure.place, base)
    for figure in published.figures:
        found = counts_of(figure, published, rounding)
        if found is None or not found.any or figure.statistic == "pct_of_responses":
            continue
        met = counts.get(figure.cell, found).meet(found)
        # where figures disagree the first stands; the disagreement is a finding of its own
        counts[figure.cell] = met if met.any else counts[figure.cell]
    adding, sets = _adding(published, counts, bases)
    return Evidence(published, rounding, counts, bases, adding, sets)


def counts_of(figure: AuditedFigure, published: Published, rounding: Rounding) -> Counts | None:
    """People that can stand behind a count or percentage; None where its base is unknown."""
    if figure.statistic == "count":
        return Counts(int(figure.printed), int(figure.printed))
    base = base_of(figure, published)
    if base is None or "pct" not in figure.statistic or figure.statistic == "pct_point_diff":
        return None
    return possible_counts(figure.printed, figure.decimals, base, rounding)


def answer_sets(published: Published) -> dict[tuple[str, str, str, str], list[AuditedFigure]]:
    """Percentages (or counts, where there are none) of one exhibit, question and group.

    Only of tables and charts: running text names the answers that it likes.
    """
    found: dict[tuple[str, str, str, str], list[AuditedFigure]] = {}
    for statistic in ("pct", "count"):
        new: dict[tuple[str, str, str, str], list[AuditedFigure]] = {}
        for figure in published.figures:
            key = (figure.exhibit, *figure.place)
            if figure.statistic == statistic and not figure.in_text and key not in found:
                new.setdefault(key, []).append(figure)
        found |= new
    return {key: figures for key, figures in found.items() if len(figures) > 1}


def adds_up(
    figures: list[AuditedFigure],
    counts: Mapping[tuple[str, str, str, str], Counts],
    base: int | None,
) -> bool | None:
    """Whether answers can add to their base; None where a cell has no possible count."""
    if base is None:
        if any(figure.statistic == "count" for figure in figures):
            return None
        slack = sum((Decimal("0.5").scaleb(-figure.decimals) for figure in figures), Decimal(0))
        total = sum((figure.printed for figure in figures), Decimal(0))
        return bool(abs(total - 100) <= slack)
    found = [counts.get(figure.cell) for figure in figures]
    if any(part is None for part in found):
        return None
    known = [part for part in found if part is not None]
    return sum(part.low for part in known) <= base <= sum(part.high for part in known)


def _adding(
    published: Published,
    counts: Mapping[tuple[str, str, str, str], Counts],
    bases: Mapping[tuple[str, str, str], int],
) -> tuple[dict[str, float], Counter[str]]:
    sets: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for key, figures in answer_sets(published).items():
        base = bases.get(figures[0].place)
        verdict = adds_up(figures, counts, base)
        if verdict is None:  # an impossible percentage: go by the printed numbers
            if figures[0].statistic == "count":
                continue
            verdict = adds_up(figures, counts, None)
        sets[key[1]] += 1
        good[key[1]] += bool(verdict)
    return {question: good[question] / number for question, number in sets.items()}, sets
