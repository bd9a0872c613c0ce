import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.official.population import parse_population

TOTALS = [("2020", "2020-01-01", "90"), ("2021", "2021-01-01", "100")]
REGIONS = [
    ("region", "Akmola", "all", "40", "all"),
    ("region", "Nur-Sultan", "all", "60", "all"),
    ("settlement", "Kazakhstan", "urban", "70", "all"),
    ("settlement", "Kazakhstan", "rural", "30", "all"),
    ("region", "Akmola", "all", "25", "adults_18plus"),
]


def tables(totals=TOTALS, regions=REGIONS) -> tuple[pd.DataFrame, pd.DataFrame]:
    columns = ["dimension", "region", "settlement", "population", "universe"]
    return (
        pd.DataFrame(totals, columns=["year", "date", "population"], dtype="str"),
        pd.DataFrame(regions, columns=columns, dtype="str"),
    )


def faults(**changes) -> list[str]:
    with pytest.raises(InputError) as caught:
        parse_population(*tables(**changes), year=2021)
    return [fault.code for fault in caught.value.faults]


def test_a_rate_rests_on_the_end_of_its_year():
    population = parse_population(*tables(), year=2021)
    assert population.at_end_of("2020") == 100
    assert population.at_end_of("2019") == 90
    assert population.at_end_of("2020", "nur_sultan") == 60


def test_what_is_not_published_has_no_denominator():
    population = parse_population(*tables(), year=2021)
    assert population.at_end_of("2020H1") is None
    assert population.at_end_of("2021") is None
    assert population.at_end_of("2019", "akmola") is None
    assert population.at_end_of("2020", "baikonur_21c") is None


def test_adults_are_not_residents():
    assert parse_population(*tables(), year=2021).regions == {"akmola": 40, "nur_sultan": 60}


def test_parts_must_sum_to_the_country():
    wrong = [("region", "Akmola", "all", "41", "all"), *REGIONS[1:]]
    assert faults(regions=wrong) == ["sum-of-population"]


def test_the_year_of_the_regions_must_be_there():
    assert faults(totals=TOTALS[:1]) == ["missing-year"]


def test_all_faults_of_both_files_come_at_once():
    totals = [*TOTALS, ("2021", "2021-07-01", "1 000")]
    regions = [*REGIONS, ("region", "Akmola", "all", "0", "all")]
    assert sorted(faults(totals=totals, regions=regions)) == [
        "duplicate-population",
        "duplicate-population",
        "not-1-january",
        "not-a-number",
        "not-persons",
    ]


def test_missing_columns_of_both_files_come_at_once():
    totals, regions = tables()
    with pytest.raises(InputError) as caught:
        parse_population(totals.drop(columns="date"), regions.drop(columns="universe"), year=2021)
    assert [fault.where for fault in caught.value.faults] == [
        "kazakhstan_totals.csv",
        "kazakhstan_2021.csv",
    ]
