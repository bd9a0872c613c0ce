from pathlib import Path

import pandas as pd
import pytest

from saualnama.io.tables import read_table
from saualnama.official.exhibits import recompute_exhibits

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def statistics() -> pd.DataFrame:
    return read_table(DATA / "official/official_statistics.csv")


@pytest.fixture(scope="session")
def totals() -> pd.DataFrame:
    return read_table(DATA / "population/kazakhstan_totals.csv")


@pytest.fixture(scope="session")
def regions() -> pd.DataFrame:
    return read_table(DATA / "population/kazakhstan_2021.csv")


@pytest.fixture(scope="session")
def errata() -> pd.DataFrame:
    return read_table(DATA / "published/errata.csv")


@pytest.fixture(scope="session")
def exhibits(statistics, totals, regions) -> dict[str, pd.DataFrame]:
    return recompute_exhibits(statistics, totals, regions, regions_year=2021)
