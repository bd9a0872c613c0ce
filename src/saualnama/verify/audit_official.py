"""Official statistics against themselves: rows, periods, articles and rates that must add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from saualnama.official.figures import REPUBLIC, PublishedFigure, is_half_year
from saualnama.official.plausibility import doubtful_half_years
from saualnama.verify.audit_findings import LAYOUT, PLAUSIBILITY, SUM, Finding
from saualnama.verify.audit_input import ALL
from saualnama.verify.audit_rounding import bounds, printed_as
from saualnama.verify.sentences import Fact, Named

COUNTED = frozenset({"cases", "persons"})
RATE = "_rate"
"""A measure `x_rate` in `per_100k` is the rate of the measure `x`."""
POPULATION = "population"
GROWTH = Fraction(3, 100)
"""A population changes by less within a year; more makes a rate hard to believe."""

Slot = tuple[str, str, str]
"""Measure, period and article: what one total covers."""


def period(figure: PublishedFigure) -> str:
    """Name the period and article of a figure as `2020 art 73`; the answer of a finding."""
    named = figure.article not in ("", ALL)
    return f"{figure.year} art {figure.article}" if named else figure.year


def rows_against_totals(figures: Sequence[PublishedFigure]) -> Iterator[Finding]:
    """Totals of the republic that are not the sum of the rows of a table; cells left blank.

    The total stands in the table itself or, where it has none, in another table. A row that has no
    value in this nor in any earlier period did not exist yet. With any other blank row the
    total can only be too small.
    """
    totals: dict[Slot, list[PublishedFigure]] = {}
    tables: dict[tuple[str, Slot], list[PublishedFigure]] = {}
    for figure in figures:
        slot = (figure.measure, figure.year, figure.article)
        if figure.unit not in COUNTED or figure.measure == POPULATION:
            continue
        if figure.region == REPUBLIC:
            totals.setdefault(slot, []).append(figure)
        else:
            tables.setdefault((figure.exhibit, slot), []).append(figure)
    for (exhibit, slot), rows in tables.items():
        own = [total for total in totals.get(slot, []) if total.exhibit == exhibit]
        total = next(iter(own or totals.get(slot, [])), None)
        if total is None:
            continue
        blank = [row for row in rows if row.value is None and _existed(row, figures)]
        summed = sum((row.value for row in rows if row.value is not None), Decimal(0))
        counted = sum(row.value is not None for row in rows)
        facts: dict[str, Fact] = {
            "sum": int(summed),
            "rows": counted,
            "exhibit": Named("exhibit", total.exhibit),
        }
        if total.value is None:
            yield _finding(total, total.exhibit, LAYOUT, str(summed), "blank_total", facts)
            continue
        facts |= {"printed": int(total.value), "gap": int(abs(total.value - summed))}
        if blank:
            rest = total.value - summed
            if rest < 0:
                yield _finding(total, exhibit, SUM, f"≥ {summed}", "rows_exceed", facts)
            for row in blank:
                told: dict[str, Fact] = {"rest": int(max(rest, Decimal(0))), "blank": len(blank)}
                possible = str(rest) if len(blank) == 1 and rest >= 0 else ""
                yield _finding(row, exhibit, LAYOUT, possible, "blank_row", told)
        elif total.value != summed:
            reason = "rows_sum" if total.exhibit == exhibit else "rows_sum_elsewhere"
            yield _finding(total, exhibit, SUM, str(summed), reason, facts)


def _existed(row: PublishedFigure, figures: Sequence[PublishedFigure]) -> bool:
    return any(
        other.value is not None
        and (other.exhibit, other.measure, other.region, other.article)
        == (row.exhibit, row.measure, row.region, row.article)
        and other.year < row.year
        for other in figures
    )


def half_years(figures: Sequence[PublishedFigure]) -> Iterator[Finding]:
    """Half-years above their own year, and half-years hard to believe beside the year before."""
    counts = {figure.key: figure for figure in figures if figure.unit in COUNTED}
    for figure in counts.values():
        key = (figure.exhibit, figure.measure, figure.region, figure.year[:4], figure.article)
        year = counts.get(key)
        if not is_half_year(figure.year) or year is None:
            continue
        if figure.value is not None and year.value is not None and figure.value > year.value:
            facts: dict[str, Fact] = {"printed": int(figure.value), "year": int(year.value)}
            possible = f"≤ {year.value}"
            yield _finding(figure, figure.exhibit, SUM, possible, "half_exceeds_year", facts)
    for doubt in doubtful_half_years(figures):
        half, year = doubt.figure, doubt.year_before
        if half.value is None or year.value is None:
            continue
        told: dict[str, Fact] = {"printed": int(half.value), "year": int(year.value)}
        told["before"] = year.year
        reason = "half_few" if half.value < year.value else "half_many"
        possible = _missing_in_sum(half, figures) if reason == "half_few" else ""
        yield _finding(half, half.exhibit, PLAUSIBILITY, possible, reason, told)


def _missing_in_sum(half: PublishedFigure, figures: Sequence[PublishedFigure]) -> str:
    """What a doubtful cell would be if the other rows and the total are right."""
    same = [
        figure
        for figure in figures
        if (figure.measure, figure.year, figure.article) == (half.measure, half.year, half.article)
    ]
    total = next((figure.value for figure in same if figure.region == REPUBLIC), None)
    rows = [figure for figure in same if figure.exhibit == half.exhibit]
    others = [
        figure.value
        for figure in rows
        if figure.region not in (REPUBLIC, half.region) and figure.value is not None
    ]
    if total is None or not others:
        return ""
    return f"≈ {total - sum(others, Decimal(0))}"


def articles_against_all(figures: Sequence[PublishedFigure]) -> Iterator[Finding]:
    """Articles that add to more than the total of all articles."""
    parts: dict[tuple[str, str, str, str], list[PublishedFigure]] = {}
    for figure in figures:
        if figure.unit in COUNTED and figure.article not in ("", ALL) and figure.value is not None:
            key = (figure.exhibit, figure.measure, figure.region, figure.year)
            parts.setdefault(key, []).append(figure)
    for total in figures:
        if total.unit not in COUNTED or total.article != ALL or total.value is None:
            continue
        for (exhibit, *what), rows in parts.items():
            summed = sum((row.value for row in rows if row.value is not None), Decimal(0))
            if what == [total.measure, total.region, total.year] and summed > total.value:
                facts: dict[str, Fact] = {"sum": int(summed), "printed": int(total.value)}
                facts["exhibit"] = Named("exhibit", exhibit)
                possible = f"≥ {summed}"
                yield _finding(total, total.exhibit, SUM, possible, "articles_exceed", facts)


def rates(figures: Sequence[PublishedFigure]) -> Iterator[Finding]:
    """Yearly rates that the count and the population cannot give.

    With the population at both ends of the year a rate must lie between what the two give; with
    one end only, a rate further off than `GROWTH` is hard to believe. Half-years rest on
    populations that are not printed and are passed over.
    """
    population = {
        (figure.region, figure.year): figure.value
        for figure in figures
        if figure.measure == POPULATION and figure.value
    }
    for year in {figure.year for figure in figures if figure.measure == POPULATION}:
        parts = [value for (region, when), value in population.items() if when == year]
        population.setdefault((REPUBLIC, year), sum(parts, Decimal(0)))
    counts = {
        (figure.measure, figure.region, figure.year): figure.value
        for figure in figures
        if figure.unit in COUNTED and figure.article in ("", ALL) and figure.value is not None
    }
    for rate in figures:
        if rate.unit != "per_100k" or rate.value is None or not rate.year.isdecimal():
            continue
        count = counts.get((rate.measure.removesuffix(RATE), rate.region, rate.year))
        ends = [
            value
            for year in (rate.year, str(int(rate.year) + 1))
            if (value := population.get((rate.region, year)))
        ]
        if count is None or not ends:
            continue
        decimals = max(0, -int(rate.value.as_tuple().exponent))
        given = [Fraction(count) * 100_000 / Fraction(end) for end in ends]
        room = Fraction(0) if len(ends) == 2 else GROWTH
        low, high = bounds(rate.value, decimals)
        if low <= max(given) * (1 + room) and high >= min(given) * (1 - room):
            continue
        right = printed_as(given[-1], decimals, "half_up")
        facts: dict[str, Fact] = {"printed": rate.value, "count": int(count)}
        facts |= {"population": int(ends[-1]), "right": right}
        kind = SUM if len(ends) == 2 else PLAUSIBILITY
        yield _finding(rate, rate.exhibit, kind, str(right), "rate", facts)


def _finding(  # noqa: PLR0913, PLR0917 (one argument for each field of a finding)
    figure: PublishedFigure,
    exhibit: str,
    kind: str,
    possible: str,
    reason: str,
    facts: dict[str, Fact],
) -> Finding:
    printed = "" if figure.value is None else str(figure.value)
    return Finding(exhibit, figure.region, period(figure), kind, printed, possible, reason, facts)
