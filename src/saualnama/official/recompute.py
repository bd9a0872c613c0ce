"""One figure against what it should be: rates from counts, sums from parts, ranks from frequencies.

Arithmetic is exact (fractions) until the result is written, so nothing here depends on a processor.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from saualnama.official.figures import PublishedFigure, is_half_year
from saualnama.official.population import CENSUS_BASIS, Population
from saualnama.rounding import round_half_away

REPRODUCED = "reproduced"
OTHERWISE_REPRODUCED = "reproduced under another base, rounding or test"
NOT_REPRODUCED = "not reproduced"

NO_DENOMINATOR = "denominator not published"
GIVEN = "as published"

FigureKey = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A row of an official exhibit.

    Attributes:
        exhibit: id.
        measure: what is counted.
        region: id of a region, `republic` or `baikonur_21c`.
        year: a year, a half-year `2021H1`, or another period.
        article: of a code; empty where none is named.
        unit: of `printed`, `recomputed` and `difference`: `cases`, `persons`, `occurrences`,
            `rank`, `per_100k` (residents), `pct` (0 to 100), `index_0_1`.
        printed: the report's figure; None where it prints none.
        recomputed: ours; None for an elementary count, and where it cannot be had.
        numerator: of a rate, in cases.
        denominator: of a rate, in residents.
        verdict: whether `recomputed` gives `printed`; empty where there is nothing to compare.
        how: where the recomputed figure comes from.
        note: what it rests on that a reader should know.
    """

    exhibit: str
    measure: str
    region: str
    year: str
    article: str
    unit: str
    printed: Decimal | None = None
    recomputed: Fraction | None = None
    numerator: int | None = None
    denominator: int | None = None
    verdict: str = ""
    how: str = GIVEN
    note: str = ""

    @property
    def difference(self) -> Fraction | None:
        """Recomputed minus printed, unrounded, in `unit`."""
        if self.printed is None or self.recomputed is None:
            return None
        return self.recomputed - Fraction(self.printed)


def join_notes(*notes: str) -> str:
    """Put notes behind one another, without the empty ones."""
    return "; ".join(note for note in notes if note)


def compare(printed: Decimal | None, recomputed: Fraction) -> tuple[str, str]:
    """Judge whether a recomputed figure gives the printed one at its printed decimals.

    Returns:
        The verdict (empty when nothing is printed), and how it came about if not by rounding half
        away from zero.
    """
    if printed is None:
        return "", ""
    decimals = _decimals(printed)
    if round_half_away(_as_decimal(recomputed), decimals) == printed:
        return REPRODUCED, ""
    if _as_decimal(recomputed).quantize(_step(printed), rounding=ROUND_DOWN) == printed:
        return OTHERWISE_REPRODUCED, f"cut to {decimals} decimals, not rounded"
    return NOT_REPRODUCED, ""


def _decimals(printed: Decimal) -> int:
    return max(0, -int(printed.as_tuple().exponent))


def _step(printed: Decimal) -> Decimal:
    return Decimal(1).scaleb(-_decimals(printed))


def _as_decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)


def as_published(figure: PublishedFigure, *notes: str) -> Recomputed:
    """A figure that has no parts to recompute it from."""
    unit, printed, note = figure.unit, figure.value, join_notes(figure.note, *notes)
    return Recomputed(*figure.key, unit, printed, note=note)


def with_rate(row: Recomputed, count: PublishedFigure | None, population: Population) -> Recomputed:
    """Fill in the cases per 100 000 residents at the end of the year.

    The report's yearly rates agree with this denominator, not with the mean population of the year
    that demographers use; its half-yearly rates rest on a population that it does not give.
    Witness: the same divisions in R.

    Args:
        row: of the rate, in `per_100k`; its year and region choose the population.
        count: the cases; None where they are not published.
        population: residents on 1 January.

    Returns:
        The row with its rate, or saying in `how` what is lacking for one.
    """
    if count is None or count.value is None:
        return replace(row, how="count not published")
    cases = int(count.value)
    residents = population.at_end_of(row.year, row.region)
    if residents is None:
        half = "half-year, not annualised" if is_half_year(row.year) else ""
        note = join_notes(row.note, half, _residents_needed(row.printed, cases))
        return replace(row, numerator=cases, how=NO_DENOMINATOR, note=note)
    rate = Fraction(cases * 100_000, residents)
    verdict, rounding = compare(row.printed, rate)
    date = f"{int(row.year) + 1}-01-01"
    census = "the population is on the basis of the 2021 census, years before it are not"
    return replace(
        row,
        recomputed=rate,
        numerator=cases,
        denominator=residents,
        verdict=verdict,
        how=join_notes(f"{count.exhibit} per residents on {date}", rounding),
        note=join_notes(row.note, census if int(row.year) + 1 >= CENSUS_BASIS else ""),
    )


def _residents_needed(printed: Decimal | None, cases: int) -> str:
    """Say which denominators round to a printed rate, where its own is not published."""
    if not printed:
        return ""
    half_step = Fraction(_step(printed)) / 2
    fewest = math.floor(cases * 100_000 / (Fraction(printed) + half_step)) + 1
    most = math.floor(cases * 100_000 / (Fraction(printed) - half_step))
    return f"the printed rate needs {fewest} to {most} residents"


def with_sum(
    row: Recomputed,
    parts: Sequence[PublishedFigure],
    *,
    over: str,
    doubts: Mapping[FigureKey, str],
) -> Recomputed:
    """Fill in a total from its parts, saying which parts are blank or doubtful.

    Args:
        row: of the total, in the unit of the parts.
        parts: what adds up to it.
        over: what the parts are, for `how` (`regions of table_1.1.4`).
        doubts: why a part is doubtful, by its key.

    Returns:
        The row with its sum, or saying in `how` that no part has a value.
    """
    there = [(part, part.value) for part in parts if part.value is not None]
    if not there:
        return replace(row, how=f"no value among {over}")
    blank = ", ".join(part.region for part in parts if part.value is None)
    doubtful = ", ".join(
        f"{part.region} ({doubts[part.key]})" for part, _ in there if part.key in doubts
    )
    total = sum((Fraction(value) for _, value in there), Fraction(0))
    verdict, _ = compare(row.printed, total)
    note = join_notes(
        row.note,
        f"no value printed: {blank}" if blank else "",
        f"rests on doubtful cells: {doubtful}" if doubtful else "",
    )
    how = f"sum of {len(there)} {over}"
    return replace(row, recomputed=total, verdict=verdict, how=how, note=note)


def ranks(values: Sequence[Decimal]) -> list[int]:
    """Rank from the largest; equal values share the best rank (20, 20, 18 give 1, 1, 3).

    Agrees with pandas `rank(method="min", ascending=False)` and R `rank(ties.method = "min")`.
    """
    return [1 + sum(other > value for other in values) for value in values]
