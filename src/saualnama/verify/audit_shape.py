"""How a table looks: cells that stand out from the others, and tests against their p-values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from saualnama.verify.audit_findings import (
    LAYOUT,
    PLAUSIBILITY,
    STATISTIC,
    Evidence,
    Finding,
    answer_sets,
    finding_of,
)
from saualnama.verify.audit_input import ALL, TOTAL, AuditedFigure
from saualnama.verify.audit_rounding import bounds, printed_as
from saualnama.verify.sentences import Fact

ENOUGH_FIGURES = 6
"""Figures (or answers, or groups) that a table must have before one of them can stand out."""

FAR_OUT = 3
"""Interquartile ranges beyond the quartiles: the outer fence of Tukey (1977)."""

MOST_DF = 500
"""Degrees of freedom that are tried for a printed test."""


def stray_groups(evidence: Evidence) -> Iterator[Finding]:
    """Figures of a group that has no respondents: labels that belong to nobody."""
    for figure in evidence.published.figures:
        groups = evidence.published.bases.sizes.get(figure.breakdown)
        known = groups is None or figure.group in groups or figure.group == ALL
        if known or figure.base_n is not None or figure.statistic == "pct_point_diff":
            continue
        if (figure.question, figure.group) in evidence.published.bases.valid:
            continue
        of_exhibit = [
            other
            for other in evidence.published.figures
            if (other.exhibit, other.question, other.breakdown)
            == (figure.exhibit, figure.question, figure.breakdown)
        ]
        facts: dict[str, Fact] = {"printed": figure.shown, "figures": len(of_exhibit)}
        yield finding_of(figure, LAYOUT, "", "stray_group", facts)


def lone_decimals(evidence: Evidence) -> Iterator[Finding]:
    """The one figure of a table or chart that is printed with fewer or more decimals.

    0 and 100 are exact and may be printed short.
    """
    tables: dict[tuple[str, str], list[AuditedFigure]] = {}
    for figure in evidence.published.figures:
        if not figure.in_text and figure.printed not in (0, 100):
            tables.setdefault((figure.exhibit, figure.statistic), []).append(figure)
    for figures in tables.values():
        decimals = Counter(figure.decimals for figure in figures)
        if len(figures) < ENOUGH_FIGURES or len(decimals) != 2:
            continue
        lone = [figure for figure in figures if decimals[figure.decimals] == 1]
        for figure in lone:
            facts: dict[str, Fact] = {
                "printed": figure.shown,
                "others": len(figures) - 1,
                "decimals": next(number for number in decimals if number != figure.decimals),
            }
            yield finding_of(figure, LAYOUT, "", "lone_decimals", facts)


def repeated_means(evidence: Evidence) -> Iterator[Finding]:
    """Groups whose means of many items are all the same one or two numbers.

    At most a quarter of the items' number of different values, where the median group has at
    least half.
    """
    batteries: dict[tuple[str, str, str], dict[str, list[AuditedFigure]]] = {}
    for figure in evidence.published.figures:
        if figure.statistic == "mean" and figure.breakdown != TOTAL:
            key = (figure.exhibit, figure.question, figure.breakdown)
            batteries.setdefault(key, {}).setdefault(figure.group, []).append(figure)
    for (exhibit, _, _), groups in batteries.items():
        variety = {
            group: len({figure.printed for figure in figures}) for group, figures in groups.items()
        }
        items = max(len(figures) for figures in groups.values())
        usual = sorted(variety.values())[len(variety) // 2]
        if items < ENOUGH_FIGURES or 2 * usual < items:
            continue
        for group, figures in groups.items():
            if len(figures) < items or 4 * variety[group] > items:
                continue
            values = tuple(dict.fromkeys(figure.shown for figure in figures))
            facts: dict[str, Fact] = {"values": values, "items": items, "usual": usual}
            printed = ", ".join(str(value) for value in sorted(values))
            yield Finding(exhibit, group, ALL, PLAUSIBILITY, printed, "", "repeated_means", facts)


def outlying_rows(evidence: Evidence) -> Iterator[Finding]:
    """Groups whose answers to a question with several answers add to far more than elsewhere.

    The sum lies beyond Tukey's outer fence of the other groups; the cell named is the one that
    exceeds its column's median most.
    """
    tables: dict[tuple[str, str, str], dict[str, list[AuditedFigure]]] = {}
    for (exhibit, question, breakdown, group), figures in answer_sets(evidence.published).items():
        if figures[0].statistic == "pct" and not evidence.single(question):
            tables.setdefault((exhibit, question, breakdown), {})[group] = figures
    for groups in tables.values():
        if len(groups) < ENOUGH_FIGURES:
            continue
        sums = {
            group: sum((figure.printed for figure in figures), Decimal(0))
            for group, figures in groups.items()
        }
        for group, figures in groups.items():
            others = [sums[other] for other in groups if other != group]
            low, high = _quartiles(others)
            if sums[group] <= high + FAR_OUT * (high - low) or high == low:
                continue
            figure = max(figures, key=lambda figure: figure.printed - _median(figure, groups))
            facts: dict[str, Fact] = {
                "printed": figure.shown,
                "sum": sums[group],
                "least": min(others),
                "most": max(others),
                "median": _median(figure, groups),
            }
            yield finding_of(figure, PLAUSIBILITY, "", "outlying_row", facts)


def _median(figure: AuditedFigure, groups: dict[str, list[AuditedFigure]]) -> Decimal:
    column = sorted(
        other.printed
        for group, figures in groups.items()
        for other in figures
        if group != figure.group and other.answer == figure.answer
    )
    return column[len(column) // 2] if column else Decimal(0)


def _quartiles(values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    ordered = sorted(values)
    return ordered[len(ordered) // 4], ordered[(3 * len(ordered)) // 4]


def tests_against_p(evidence: Evidence) -> Iterator[Finding]:
    """Chi-square statistics whose p-value no whole number of degrees of freedom gives."""
    from scipy.special import chdtrc

    tests = {
        (figure.exhibit, figure.cell): figure
        for figure in evidence.published.figures
        if figure.statistic == "chi2"
    }
    for figure in evidence.published.figures:
        test = tests.get((figure.exhibit, figure.cell))
        if figure.statistic != "p_value" or test is None:
            continue
        low, high = (float(limit) for limit in bounds(test.printed, test.decimals))
        p_low, p_high = (float(limit) for limit in bounds(figure.printed, figure.decimals))
        ranges = [
            (float(chdtrc(df, high)), float(chdtrc(df, max(low, 0.0))))
            for df in range(1, MOST_DF + 1)
        ]
        if any(least <= p_high and most >= p_low for least, most in ranges):
            continue
        above = next((df for df, (least, _) in enumerate(ranges, 1) if least > p_high), None)
        if above is None:
            continue
        facts: dict[str, Fact] = {"chi2": test.shown, "printed": figure.shown, "df": above}
        facts["p"] = _p(above, test, figure.decimals)
        facts["df_below"] = above - 1
        facts["p_below"] = _p(above - 1, test, figure.decimals) if above > 1 else Decimal(0)
        yield finding_of(figure, STATISTIC, str(facts["p"]), "p_no_df", facts)


def _p(df: int, test: AuditedFigure, decimals: int) -> Decimal:
    from scipy.special import chdtrc

    return printed_as(Fraction(float(chdtrc(df, float(test.printed)))), decimals, "half_up")
