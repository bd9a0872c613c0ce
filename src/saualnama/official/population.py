"""Residents as the denominators of rates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from saualnama.errors import Fault, raise_if_any
from saualnama.official.figures import REPUBLIC, decimal_number, missing_columns, not_a_number
from saualnama.survey.population import canonical_id

TOTALS_COLUMNS = ("year", "date", "population")
REGIONS_COLUMNS = ("dimension", "region", "settlement", "population", "universe")

ALL_RESIDENTS = "all"
"""The universe of the denominators; the file's adults are an estimate for weighting."""

CENSUS_BASIS = 2022
"""From 1 January of this year the official series counts by the census of 2021: not one series."""


@dataclass(frozen=True, slots=True)
class Population:
    """Residents on 1 January, in persons.

    Attributes:
        country: by year.
        regions: by region id, in `year`; they sum to the country.
        settlements: `urban` and `rural`, in `year`; they sum to the country.
        year: that of the regions and settlements.
    """

    country: Mapping[int, int]
    regions: Mapping[str, int]
    settlements: Mapping[str, int]
    year: int

    def at_end_of(self, year: str, region: str = REPUBLIC) -> int | None:
        """Residents at the end of `year`, which is 1 January of the next.

        The report divides yearly counts by this number and not by the mean of the year: 485
        offences of 2016 by 17 918 214 give its 2.71. Its half-yearly rates rest on a population
        that is published nowhere.

        Returns:
            Persons; None for a half-year, and where no population of that date is at hand.
        """
        if not year.isdigit():
            return None
        following = int(year) + 1
        if region == REPUBLIC:
            return self.country.get(following)
        return self.regions.get(region) if following == self.year else None


def parse_population(
    totals: pd.DataFrame,
    regions: pd.DataFrame,
    *,
    year: int,
    totals_name: str = "kazakhstan_totals.csv",
    regions_name: str = "kazakhstan_2021.csv",
) -> Population:
    """Read the population of the country by year, and of its regions on one date.

    Args:
        totals: text cells in `TOTALS_COLUMNS`, a row a year, dated 1 January.
        regions: text cells in `REGIONS_COLUMNS`; only its crosses `region` and `settlement` of
            all residents are read.
        year: whose 1 January the regions are counted on.
        totals_name: of the first file, for messages.
        regions_name: of the second file, for messages.

    Raises:
        InputError: with all of: a missing column, a population that is not a whole number above 0,
            a year or region given twice, a date other than 1 January, no total for `year`, parts
            that do not sum to the country.
    """
    headline = "the population files cannot be used"
    raise_if_any(
        headline,
        [
            *missing_columns(totals, TOTALS_COLUMNS, totals_name),
            *missing_columns(regions, REGIONS_COLUMNS, regions_name),
        ],
    )
    faults: list[Fault] = []
    by_year = _by_key(totals, "year", totals_name, faults)
    for line, own_year, date in zip(totals.index, totals["year"], totals["date"], strict=True):
        if not own_year.isdigit() or date != f"{own_year}-01-01":
            where = f"{totals_name}, line {line}, column `date`"
            faults.append(Fault("not-1-january", where, f"`{date}`", f"{own_year}-01-01"))
    residents = regions[regions["universe"] == ALL_RESIDENTS]
    by_region, by_settlement = (
        _by_key(residents[residents["dimension"] == key], key, regions_name, faults)
        for key in ("region", "settlement")
    )
    raise_if_any(headline, faults)
    population = Population(
        country={int(own): persons for own, persons in by_year.items()},
        regions={canonical_id(own): persons for own, persons in by_region.items()},
        settlements=by_settlement,
        year=year,
    )
    raise_if_any(headline, _faults_of_sums(population, totals_name, regions_name))
    return population


def _by_key(frame: pd.DataFrame, key: str, name: str, faults: list[Fault]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line, own, text in zip(frame.index, frame[key], frame["population"], strict=True):
        where = f"{name}, line {line}"
        persons = decimal_number(text)
        if persons is None:
            faults.append(not_a_number(text, where, "population"))
        elif persons <= 0 or persons != int(persons):
            place = f"{where}, column `population`"
            faults.append(Fault("not-persons", place, f"`{text}`", "a whole number above 0"))
        if own in found:
            place = f"{where}, column `{key}`"
            faults.append(Fault("duplicate-population", place, f"`{own}` stands twice"))
        found[own] = int(persons or 0)
    return found


def _faults_of_sums(population: Population, totals_name: str, regions_name: str) -> Iterator[Fault]:
    country = population.country.get(population.year)
    if country is None:
        yield Fault("missing-year", totals_name, f"there is no row for {population.year}")
        return
    parts = {"regions": population.regions, "settlements": population.settlements}
    for kind, persons in parts.items():
        total = sum(persons.values())
        if total != country:
            problem = f"the {kind} sum to {total}"
            expected = f"{country}, the country on 1 January {population.year} in {totals_name}"
            yield Fault("sum-of-population", regions_name, problem, expected)
