"""The report's non-survey exhibits, each recomputed from the parts that are published.

| exhibit | recomputed |
| --- | --- |
| `table_1.1.1` | rates: the republic's counts in `table_1.2.1`, residents at the end of the year |
| `table_1.1.2` | the yearly sum of its eight articles, which is not the total of `table_1.2.1` |
| `table_1.1.3` | every figure from the regions of `table_1.1.4`; the cell left blank too |
| `table_1.1.4` | the republic as the sum of the regions, which the table does not print |
| `table_1.2.1` | the republic as the sum of the regions and Baikonur; rates by region |
| `table_5.2.5` | shares in percent |
| `figure_5.2.1` | ranks |
| `text_1.2` | the urban and rural population from the population file, and their sum |
| `text_5.2` | murders per 100 000 residents |
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.official.figures import BAIKONUR, REPUBLIC, PublishedFigure, parse_figures
from saualnama.official.plausibility import doubtful_half_years
from saualnama.official.population import Population, parse_population
from saualnama.official.recompute import (
    FigureKey,
    Recomputed,
    as_published,
    compare,
    join_notes,
    ranks,
    with_rate,
    with_sum,
)
from saualnama.rounding import round_half_away

OUTPUT_COLUMNS = (
    "exhibit",
    "measure",
    "region",
    "year",
    "article",
    "unit",
    "printed",
    "recomputed",
    "difference",
    "numerator",
    "denominator",
    "verdict",
    "how",
    "note",
)
NUMBERS = ("printed", "recomputed", "difference", "numerator", "denominator")
DIFFERENCES = ("difference",)
"""Columns that are written to an absolute 1e-10."""

SETTLEMENTS = {"urban_population": "urban", "rural_population": "rural"}
"""How the report's figures call the parts of the population file."""


@dataclass(frozen=True, slots=True)
class Published:
    """All published figures with what the exhibits need beside them.

    Attributes:
        figures: in the order of the file.
        doubts: why a figure is hard to believe, by its key.
        population: residents.
    """

    figures: tuple[PublishedFigure, ...]
    doubts: Mapping[FigureKey, str]
    population: Population

    def of(self, exhibit: str) -> list[PublishedFigure]:
        """Figures of one exhibit."""
        return [figure for figure in self.figures if figure.exhibit == exhibit]

    def parts(self, exhibit: str, year: str, article: str) -> list[PublishedFigure]:
        """Figures of the regions (Baikonur too) that one republican total should sum."""
        return [
            figure
            for figure in self.of(exhibit)
            if (figure.year, figure.article) == (year, article) and figure.region != REPUBLIC
        ]


def _given(published: Published, exhibit: str) -> Iterator[Recomputed]:
    for figure in published.of(exhibit):
        yield as_published(figure, published.doubts.get(figure.key, ""))


def _table_1_1_1(published: Published) -> Iterator[Recomputed]:
    printed = {figure.year: figure for figure in published.of("table_1.1.1")}
    totals = {
        figure.year: figure for figure in published.of("table_1.2.1") if figure.region == REPUBLIC
    }
    # The counts begin a year before the printed rates, as the table's title does.
    for year in dict.fromkeys([*totals, *printed]):
        if year in printed:
            row = as_published(printed[year])
        else:
            key = ("table_1.1.1", "criminal_offences_rate", REPUBLIC, year, "")
            row = Recomputed(*key, "per_100k", note="not printed")
        total = totals.get(year)
        row = with_rate(row, total, published.population)
        if total is not None and row.recomputed is not None:
            row = replace(row, note=join_notes(row.note, _other_rate(published, total, row)))
        yield row


def _sum_of_rows(published: Published, total: PublishedFigure) -> Recomputed:
    parts = published.parts(total.exhibit, total.year, total.article)
    over = f"rows of {total.exhibit}, Baikonur among them"
    return with_sum(as_published(total), parts, over=over, doubts=published.doubts)


def _other_rate(published: Published, total: PublishedFigure, rate: Recomputed) -> str:
    """Say what the rate would be from the rows, where the printed total is not their sum."""
    summed = _sum_of_rows(published, total)
    if not summed.difference or summed.recomputed is None or rate.denominator is None:
        return ""
    other = round_half_away(float(summed.recomputed * 100_000 / rate.denominator), 2)
    return f"from the printed total; the rows sum to {summed.recomputed}, which gives {other}"


def _table_1_1_2(published: Published) -> Iterator[Recomputed]:
    yield from _given(published, "table_1.1.2")
    figures = published.of("table_1.1.2")
    for year in dict.fromkeys(figure.year for figure in figures):
        parts = [figure for figure in figures if figure.year == year]
        key = ("table_1.1.2", parts[0].measure, REPUBLIC, year, "sum_of_listed")
        note = "not the total of table_1.2.1, which counts all articles"
        row = Recomputed(*key, parts[0].unit, note=note)
        yield with_sum(row, parts, over="articles of table_1.1.2", doubts=published.doubts)


def _table_1_1_3(published: Published) -> Iterator[Recomputed]:
    for figure in published.of("table_1.1.3"):
        parts = published.parts("table_1.1.4", figure.year, figure.article)
        row = as_published(figure)
        yield with_sum(row, parts, over="regions of table_1.1.4", doubts=published.doubts)


def _table_1_1_4(published: Published) -> Iterator[Recomputed]:
    yield from _given(published, "table_1.1.4")
    figures = published.of("table_1.1.4")
    for year, article in dict.fromkeys((figure.year, figure.article) for figure in figures):
        parts = published.parts("table_1.1.4", year, article)
        key = ("table_1.1.4", parts[0].measure, REPUBLIC, year, article)
        note = "not printed here; compared with the total of table_1.1.3 there"
        row = Recomputed(*key, parts[0].unit, note=note)
        yield with_sum(row, parts, over="regions of table_1.1.4", doubts=published.doubts)


def _table_1_2_1(published: Published) -> Iterator[Recomputed]:
    figures = published.of("table_1.2.1")
    for figure in figures:
        if figure.region == REPUBLIC:
            yield _sum_of_rows(published, figure)
        else:
            yield as_published(figure, published.doubts.get(figure.key, ""))
    # Regions have a population on one date, so their rates exist for one year only.
    year = str(published.population.year - 1)
    for figure in figures:
        if figure.year != year:
            continue
        key = (figure.exhibit, f"{figure.measure}_rate", figure.region, year, figure.article)
        count, note = figure, "not printed"
        if figure.region == REPUBLIC:
            total = _sum_of_rows(published, figure).recomputed
            count = replace(figure, value=None if total is None else Decimal(int(total)))
            note = "from the sum of the rows; the printed rate is in table_1.1.1"
        yield with_rate(Recomputed(*key, "per_100k", note=note), count, published.population)


def _table_5_2_5(published: Published) -> Iterator[Recomputed]:
    for figure in published.of("table_5.2.5"):
        row = as_published(figure)
        if figure.value is not None and figure.unit == "share":
            row = replace(
                row,
                unit="pct",
                printed=None,
                recomputed=100 * Fraction(figure.value),
                how=f"printed {figure.value}, a fraction of 1; times 100",
            )
        yield row


def _figure_5_2_1(published: Published) -> Iterator[Recomputed]:
    yield from _given(published, "figure_5.2.1")
    terms = [
        (figure, figure.value)
        for figure in published.of("figure_5.2.1")
        if figure.value is not None
    ]
    how = f"rank among {len(terms)} printed terms; equal frequencies share the best rank"
    for (figure, _), rank in zip(terms, ranks([value for _, value in terms]), strict=True):
        measure = figure.measure.replace("term_frequency", "term_rank")
        row = as_published(figure)
        yield replace(
            row, measure=measure, unit="rank", printed=None, recomputed=Fraction(rank), how=how
        )


def _text_1_2(published: Published) -> Iterator[Recomputed]:
    population = published.population
    figures = published.of("text_1.2")
    for figure in figures:
        row = as_published(figure)
        if figure.region in SETTLEMENTS and figure.year == str(population.year):
            settlement = SETTLEMENTS[figure.region]
            residents = Fraction(population.settlements[settlement])
            verdict, _ = compare(figure.value, residents)
            how = f"{settlement} residents on {population.year}-01-01"
            row = replace(row, recomputed=residents, verdict=verdict, how=how)
        yield row
    for year in dict.fromkeys(figure.year for figure in figures):
        parts = [figure for figure in figures if figure.year == year]
        row = Recomputed("text_1.2", "population", REPUBLIC, year, "", parts[0].unit)
        yield with_sum(row, parts, over="printed parts", doubts=published.doubts)


def _text_5_2(published: Published) -> Iterator[Recomputed]:
    yield from _given(published, "text_5.2")
    for figure in published.of("text_5.2"):
        if figure.measure == "murders_registered":
            key = (figure.exhibit, "murders_registered_rate", *figure.key[2:])
            row = Recomputed(*key, "per_100k", note="not printed")
            yield with_rate(row, figure, published.population)


@dataclass(frozen=True, slots=True)
class OfficialExhibit:
    """How one exhibit is recomputed.

    Attributes:
        file: stem of its file; texts must not collide with the survey's `text_1.2`.
        rows: makes its rows.
    """

    file: str
    rows: Callable[[Published], Iterator[Recomputed]]


EXHIBITS: Mapping[str, OfficialExhibit] = {
    "table_1.1.1": OfficialExhibit("table_1.1.1", _table_1_1_1),
    "table_1.1.2": OfficialExhibit("table_1.1.2", _table_1_1_2),
    "table_1.1.3": OfficialExhibit("table_1.1.3", _table_1_1_3),
    "table_1.1.4": OfficialExhibit("table_1.1.4", _table_1_1_4),
    "table_1.2.1": OfficialExhibit("table_1.2.1", _table_1_2_1),
    "table_5.2.5": OfficialExhibit("table_5.2.5", _table_5_2_5),
    "figure_5.2.1": OfficialExhibit("figure_5.2.1", _figure_5_2_1),
    "text_1.2": OfficialExhibit("official_text_1.2", _text_1_2),
    "text_5.2": OfficialExhibit("official_text_5.2", _text_5_2),
}
"""All official exhibits, by id."""


def recompute_exhibits(
    statistics: pd.DataFrame,
    totals: pd.DataFrame,
    regions: pd.DataFrame,
    *,
    regions_year: int,
) -> dict[str, pd.DataFrame]:
    """Recompute every official exhibit.

    Args:
        statistics: the published figures, as `parse_figures` wants them.
        totals: residents of the country by year, as `parse_population` wants them.
        regions: residents of the regions on 1 January of `regions_year`.
        regions_year: a year of four digits.

    Returns:
        Frames in `OUTPUT_COLUMNS` by the stem of their file. Numbers are floats in the row's unit
        (shares as percent 0 to 100, rates per 100 000 residents), NaN where there is none;
        `difference` is recomputed minus printed before any rounding.

    Raises:
        InputError: with all faults of the figures, of the population, or all exhibits that have no
            figure.
    """
    population = parse_population(totals, regions, year=regions_year)
    known = {*population.regions, REPUBLIC, BAIKONUR, *SETTLEMENTS}
    figures = parse_figures(statistics, regions=known, exhibits=EXHIBITS)
    there = {figure.exhibit for figure in figures}
    raise_if_any(
        "official_statistics.csv is not complete",
        [
            Fault("missing-exhibit", "official_statistics.csv", f"there is no row of `{exhibit}`")
            for exhibit in EXHIBITS
            if exhibit not in there
        ],
    )
    published = Published(
        figures,
        {doubt.figure.key: doubt.why for doubt in doubtful_half_years(figures)},
        population,
    )
    return {plan.file: _as_frame(plan.rows(published)) for plan in EXHIBITS.values()}


def _as_frame(rows: Iterable[Recomputed]) -> pd.DataFrame:
    records = [[getattr(row, column) for column in OUTPUT_COLUMNS] for row in rows]
    frame = pd.DataFrame(records, columns=list(OUTPUT_COLUMNS), dtype=object)
    for column in NUMBERS:
        values = [float("nan") if value is None else float(value) for value in frame[column]]
        frame[column] = pd.Series(values, dtype="float64")
    return frame
