from __future__ import annotations

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.weighting import targets_from_frame


def test_rows_belong_to_the_margin_whose_variables_they_fill_in() -> None:
    frame = pd.DataFrame(
        {
            "region": ["abay", "turan", None, None, None, None],
            "sex": [None, None, "f", "m", "f", "m"],
            "settlement": [None, None, "urban", "urban", "rural", "rural"],
            "population": [60, 40, 30, 30, 20, 20],
            "source_id": ["S1"] * 6,
        }
    )
    targets = targets_from_frame(frame, [("settlement", "sex")])
    assert [target.name for target in targets.margins] == ["settlement:sex", "region"]
    cross = targets.margins[0]
    assert cross.categories[:2] == (("urban", "f"), ("urban", "m"))
    assert cross.population == (30, 30, 20, 20)
    assert cross.shares == pytest.approx((0.3, 0.3, 0.2, 0.2))
    assert targets.of(("sex", "settlement")).categories[0] == ("f", "urban")


def test_codes_that_a_gap_made_floats_are_still_the_same_codes() -> None:
    frame = pd.DataFrame(
        {"region": [1, 2, None], "sex": [None, None, "f"], "population": [1, 2, 3]}
    )
    assert targets_from_frame(frame).of(("region",)).categories == (("1",), ("2",))


def test_all_faults_of_a_targets_file_are_listed_at_once() -> None:
    frame = pd.DataFrame(
        {
            "region": ["abay", "abay", "turan", "koktem", "bayan", ""],
            "population": ["10", "11", "0", "many", "inf", "5"],
        }
    )
    with pytest.raises(InputError) as caught:
        targets_from_frame(frame, [("sex",)], where="t.csv")
    assert [fault.code for fault in caught.value.faults] == [
        "twice",
        "bad-population",
        "bad-population",
        "bad-population",
        "no-category",
        "unknown-margin",
    ]
    assert "t.csv, data row 2" in str(caught.value)


def test_a_file_without_population_says_so() -> None:
    with pytest.raises(InputError, match="no column `population`"):
        targets_from_frame(pd.DataFrame({"region": ["abay"]}))
