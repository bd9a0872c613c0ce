"""What is stated about targets. Truth: documents with known faults, and the 2021 file."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest

import small_targets
from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.shape import check_shape
from saualnama.tabulate.targets_about import about, parse_targets_about
from saualnama.weighting import targets_from_frame

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = read_yaml(ROOT / "workflow/schemas/targets_about.schema.yaml")


@pytest.fixture(scope="module")
def targets():
    return targets_from_frame(small_targets.targets(), where="targets.csv")


def test_what_is_read(targets):
    known = parse_targets_about(small_targets.ABOUT, targets, "about.yaml")
    region = about(known, ("region",))
    assert region is not None
    assert (region.status, region.date, region.source["ru"]) == (
        "official",
        *("2020-01-01", "перепись"),
    )
    assert (region.error_for("north"), region.error_for("east")) == (4.0, 10.0)
    crossed = about(known, ("age_group", "sex"))
    assert crossed is not None
    assert crossed.error_for("male") is None
    assert about(known, ("sex",)) is None


def test_all_faults_at_once(targets):
    document = copy.deepcopy(small_targets.ABOUT)
    document["margins"].append(document["margins"][0] | {"error_of": {"west": 1.0}})
    document["margins"].append(document["margins"][0] | {"margin": ["settlement"]})
    with pytest.raises(InputError) as raised:
        parse_targets_about(document, targets, "about.yaml")
    assert [fault.code for fault in raised.value.faults] == [
        "duplicate",
        "unknown-category",
        "unknown-margin",
    ]
    assert "about.yaml, margin `settlement`" in str(raised.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "1 January 2020"}, "2021-01-01"),
        ({"status": "true"}, "official"),
        ({"source": {"en": "census"}}, "`kk`"),
        ({"error": -1}, "above 0"),
        ({"erorr": 1}, "id you mean `error`"),
    ],
    ids=str,
)
def test_the_shape_of_the_file(change, said):
    document = copy.deepcopy(small_targets.ABOUT)
    document["margins"][0] |= change
    with pytest.raises(InputError, match=said):
        check_shape(document, SCHEMA, "about.yaml")


def test_the_file_of_2021_speaks_of_every_margin_of_its_targets():
    targets = targets_from_frame(read_table(ROOT / "data/population/targets_2021.csv"))
    document = read_yaml(ROOT / "data/population/targets_2021.yaml")
    check_shape(document, SCHEMA, "targets_2021.yaml")
    known = parse_targets_about(document, targets, "targets_2021.yaml")
    assert {entry.margin for entry in known} == {target.variables for target in targets.margins}
    assert all(entry.status == "approximate" for entry in known)
