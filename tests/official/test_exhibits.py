"""The exhibits against the report's own figures, its errata and sums made another way."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.io.tables import read_table
from saualnama.official.exhibits import EXHIBITS, OUTPUT_COLUMNS, recompute_exhibits
from saualnama.official.recompute import NO_DENOMINATOR, NOT_REPRODUCED, REPRODUCED

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/official.csv"


def one(frame: pd.DataFrame, **wanted: str) -> pd.Series:
    found = frame
    for column, value in wanted.items():
        found = found[found[column] == value]
    assert len(found) == 1, wanted
    return found.iloc[0]


def test_every_published_figure_has_one_row(exhibits, statistics):
    everything = pd.concat(exhibits.values())
    key = ["exhibit", "measure", "region", "year", "article"]
    assert not everything.duplicated(key).any()
    merged = statistics.merge(everything, on=key, how="left", indicator=True)
    assert (merged["_merge"] == "both").all()
    assert len(statistics) == 534


def test_frames_have_the_promised_columns_and_no_infinity(exhibits):
    assert list(exhibits) == [plan.file for plan in EXHIBITS.values()]
    for frame in exhibits.values():
        assert tuple(frame.columns) == OUTPUT_COLUMNS
        assert not np.isinf(frame[["recomputed", "difference"]].to_numpy()).any()


def test_a_row_without_a_recomputed_figure_says_why(exhibits):
    everything = pd.concat(exhibits.values())
    bare = everything[everything["recomputed"].isna()]
    assert set(bare["how"]) == {"as published", NO_DENOMINATOR}
    assert set(bare["verdict"]) == {""}


@pytest.mark.parametrize(
    ("year", "rate"),
    [("2016", 2.706742982), ("2017", 2.456307332), ("2019", 5.66236858), ("2020", 5.678100836)],
)
def test_yearly_rates_come_out_at_their_printed_decimals(exhibits, year, rate):
    row = one(exhibits["table_1.1.1"], year=year)
    assert row["recomputed"] == pytest.approx(rate, abs=5e-10)
    assert row["verdict"] == REPRODUCED


def test_the_rate_of_2018_is_cut_and_half_years_have_no_denominator(exhibits):
    table = exhibits["table_1.1.1"]
    assert "cut to 2 decimals" in one(table, year="2018")["how"]
    for year in ("2020H1", "2021H1"):
        assert one(table, year=year)["how"] == NO_DENOMINATOR


def test_the_rate_of_the_year_that_the_title_promises(exhibits):
    row = one(exhibits["table_1.1.1"], year="2015")
    assert np.isnan(row["printed"])
    assert row["recomputed"] == pytest.approx(472e5 / 17_669_896, abs=1e-12)


def test_sums_by_region_agree_with_a_groupby(exhibits, statistics):
    table = statistics[statistics["exhibit"].isin(["table_1.1.4", "table_1.2.1"])]
    parts = table[(table["region"] != "republic") & (table["value"] != "")]
    witness = parts.assign(value=parts["value"].astype(int)).groupby(
        ["exhibit", "year", "article"]
    )["value"]
    for (exhibit, year, article), total in witness.sum().items():
        row = one(
            exhibits[exhibit],
            year=year,
            article=article,
            region="republic",
            measure=str(parts.loc[parts["exhibit"] == exhibit, "measure"].iloc[0]),
        )
        assert row["recomputed"] == total
    assert len(witness) == 24


def test_sums_and_rates_agree_with_r(exhibits):
    """`tests/golden/official.R`, from the same files; to 1e-12 of the value."""
    golden = read_table(GOLDEN)
    for row in golden.itertuples(index=False):
        ours = one(
            exhibits[row.exhibit][exhibits[row.exhibit]["recomputed"].notna()],
            region=row.region,
            year=row.year,
            article=row.article,
            unit=row.unit,
        )
        assert ours["recomputed"] == pytest.approx(float(row.value), rel=1e-12)
    assert len(golden) == 54


def test_the_rule_writes_every_exhibit():
    rule = (ROOT / "workflow/rules/official.smk").read_text(encoding="utf-8")
    named = re.findall(r'^    "(\S+)",$', rule.partition("]")[0], re.M)
    assert named == [plan.file for plan in EXHIBITS.values()]


def test_sums_that_differ_are_those_of_the_errata(exhibits, errata):
    """Errata were found by other means: one row for each printed total that its parts miss."""
    known = errata[
        (errata["kind"] == "arithmetic_sum")
        & errata["exhibit"].isin(["table_1.1.4", "table_1.2.1"])
    ]
    expected = set()
    for row in known.itertuples():
        year, _, article = row.answer.partition(" art ")
        expected.add((year, article or "all", int(row.printed), int(row.expected)))
    found = set()
    for name in ("table_1.1.3", "table_1.2.1"):
        table = exhibits[name]
        for row in table[table["verdict"] == NOT_REPRODUCED].itertuples():
            found.add((row.year, row.article, int(row.printed), int(row.recomputed)))
    assert found == expected
    assert len(expected) == 12


def test_the_missing_total_is_recomputed_and_says_what_it_rests_on(exhibits):
    row = one(exhibits["table_1.1.3"], year="2021H1", article="73-2")
    assert np.isnan(row["printed"])
    assert row["recomputed"] == 3853
    assert "pavlodar (implausibly few: 1 against 264 in all of 2020)" in row["note"]


def test_doubtful_cells_are_those_of_the_errata(exhibits, errata):
    known = errata[(errata["kind"] == "plausibility") & (errata["exhibit"] == "table_1.1.4")]
    expected = {(row.group, *row.answer.split(" art ")) for row in known.itertuples()}
    table = exhibits["table_1.1.4"]
    regions = table[table["region"] != "republic"]
    doubtful = regions[regions["note"].str.contains("implausibly")]
    assert (
        set(doubtful[["region", "year", "article"]].itertuples(index=False, name=None)) == expected
    )
    assert len(expected) == 5


def test_eight_articles_sum_below_the_total_without_an_error(exhibits):
    table = exhibits["table_1.1.2"]
    sums = table[table["article"] == "sum_of_listed"].set_index("year")["recomputed"]
    assert sums.astype(int).to_dict() == {
        "2015": 420,
        "2016": 462,
        "2017": 410,
        "2018": 866,
        "2019": 961,
        "2020": 982,
        "2021H1": 430,
    }
    assert set(table["verdict"]) == {""}


def test_regional_rates_of_2020(exhibits):
    rates = exhibits["table_1.2.1"]
    rates = rates[rates["measure"] == "criminal_offences_rate"]
    assert len(rates) == 19
    assert one(rates, region="pavlodar")["recomputed"] == pytest.approx(98e5 / 751_012, abs=1e-12)
    assert one(rates, region="baikonur_21c")["how"] == NO_DENOMINATOR
    republic = one(rates, region="republic")
    assert republic["recomputed"] == pytest.approx(1071e5 / 18_879_552, abs=1e-12)
    counted = rates["denominator"].notna() & (rates["region"] != "republic")
    assert rates.loc[counted, "denominator"].sum() == republic["denominator"]


def test_shares_are_in_percent(exhibits):
    table = exhibits["table_5.2.5"]
    assert table["recomputed"].to_list() == [42, 42, 30, 38, 34, 36, 28, 23, 21]
    assert set(table["unit"]) == {"pct"}


def test_terms_are_ranked_with_ties(exhibits):
    table = exhibits["figure_5.2.1"]
    ranked = table[table["unit"] == "rank"].set_index("measure")["recomputed"]
    assert ranked["term_rank:violence"] == 1
    assert ranked["term_rank:person"] == ranked["term_rank:deputy"] == 8
    assert ranked["term_rank:counteraction"] == 10


def test_the_population_of_the_text(exhibits):
    table = exhibits["official_text_1.2"]
    assert table["verdict"].to_list() == [REPRODUCED, REPRODUCED, ""]
    assert one(table, region="republic")["recomputed"] == 18_879_552


def test_murder_rates(exhibits):
    row = one(exhibits["official_text_5.2"], measure="murders_registered_rate", year="2020")
    assert row["recomputed"] == pytest.approx(632e5 / 18_879_552, abs=1e-12)


def test_an_exhibit_without_rows_is_missed(statistics, totals, regions):
    fewer = statistics[~statistics["exhibit"].isin(["table_1.1.1", "text_5.2"])]
    with pytest.raises(InputError) as caught:
        recompute_exhibits(fewer, totals, regions, regions_year=2021)
    assert [re.findall(r"`(.*)`", fault.problem) for fault in caught.value.faults] == [
        ["table_1.1.1"],
        ["text_5.2"],
    ]


def test_a_changed_count_changes_what_rests_on_it(statistics, totals, regions, exhibits):
    changed = statistics.copy()
    at = changed.index[
        (changed["exhibit"] == "table_1.2.1")
        & (changed["region"] == "akmola")
        & (changed["year"] == "2020")
    ]
    changed.loc[at, "value"] = "63"
    again = recompute_exhibits(changed, totals, regions, regions_year=2021)
    moved = {name for name, frame in again.items() if not frame.equals(exhibits[name])}
    assert moved == {"table_1.2.1", "table_1.1.1"}
    row = one(again["table_1.2.1"], region="republic", year="2020", measure="criminal_offences")
    assert (row["recomputed"], row["verdict"]) == (1072, REPRODUCED)
