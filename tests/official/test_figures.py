from decimal import Decimal

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.official.figures import COLUMNS, parse_figures

EXHIBITS = ("table_1.2.1",)
REGIONS = ("akmola", "republic")
GOOD = ["table_1.2.1", "criminal_offences", "akmola", "2020", "all", "cases", "62", ""]


def frame(*changes: dict[str, str]) -> pd.DataFrame:
    rows = [dict(zip(COLUMNS, GOOD, strict=True)) | change for change in changes]
    return pd.DataFrame(rows, columns=COLUMNS, index=range(2, 2 + len(rows)), dtype="str")


def faults(table: pd.DataFrame) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        parse_figures(table, regions=REGIONS, exhibits=EXHIBITS)
    return [(fault.code, fault.where) for fault in caught.value.faults]


def test_a_figure_keeps_its_printed_decimals():
    table = frame({"value": "2.70", "unit": "per_100k"})
    (figure,) = parse_figures(table, regions=REGIONS, exhibits=EXHIBITS)
    assert str(figure.value) == "2.70"
    assert figure.key == ("table_1.2.1", "criminal_offences", "akmola", "2020", "all")


def test_a_blank_cell_is_no_number():
    (figure,) = parse_figures(frame({"value": ""}), regions=REGIONS, exhibits=EXHIBITS)
    assert figure.value is None


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "1e3", "12 345", "–", "١٢"])
def test_only_plain_digits_are_a_number(text):
    assert faults(frame({"value": text})) == [
        ("not-a-number", "official_statistics.csv, line 2, column `value`")
    ]


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"value": "2,71"}, "decimal-comma", "value"),
        ({"value": "2.5"}, "not-whole", "value"),
        ({"value": "1.2", "unit": "share"}, "out-of-range", "value"),
        ({"region": "ulytau"}, "unknown-region", "region"),
        ({"exhibit": "table_9.9"}, "unknown-exhibit", "exhibit"),
        ({"unit": "pounds"}, "unknown-unit", "unit"),
        ({"year": "20l9"}, "unknown-year", "year"),
        ({"measure": ""}, "missing-measure", "measure"),
    ],
)
def test_each_fault_names_its_cell(change, code, column):
    assert faults(frame(change)) == [(code, f"official_statistics.csv, line 2, column `{column}`")]


def test_all_faults_come_at_once_in_the_order_of_the_file():
    table = frame({"value": "2,71"}, {"region": "ulytau", "year": "2019"}, {"value": "62"})
    assert [code for code, _ in faults(table)] == [
        "decimal-comma",
        "unknown-region",
        "duplicate-figure",
    ]


def test_every_missing_column_is_named():
    table = frame({}).drop(columns=["value", "unit"])
    assert faults(table) == [
        ("missing-column", "official_statistics.csv"),
        ("missing-column", "official_statistics.csv"),
    ]


def test_the_message_says_what_to_write():
    with pytest.raises(InputError) as caught:
        parse_figures(frame({"value": "2,71"}), regions=REGIONS, exhibits=EXHIBITS)
    assert str(caught.value).splitlines() == [
        "official_statistics.csv cannot be used:",
        "  official_statistics.csv, line 2, column `value`: `2,71` has a decimal comma; expected a "
        "point. Write 2.71",
    ]


def test_a_value_is_exact():
    table = frame({"value": "0.1", "unit": "share"})
    (figure,) = parse_figures(table, regions=REGIONS, exhibits=EXHIBITS)
    assert figure.value == Decimal("0.1")
