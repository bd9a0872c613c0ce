"""R, started on the folder, computes the same weights, figures and tests from the answers."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from replication_builders import RECIPE, write

from saualnama.io.tables import read_table, write_table

pytestmark = pytest.mark.r
FOLDER_2021 = Path(__file__).parents[2] / "results/2021/replicate"
MERGE = {"margin": ["region"], "variable": "region", "categories": ["north", "east"]}
# figures are published with ten digits, so percentages agree to 5e-9
CLOSE = 1e-8


def largest(text: str) -> float:
    found = re.fullmatch(r"largest difference (\S+)", text.rstrip().splitlines()[-1])
    assert found
    return float(found[1])


def test_a_raked_wave(small_replication, tmp_path, run_r):
    text = run_r(write(small_replication, tmp_path))
    assert largest(text) < CLOSE
    for block in ("margins", "standard errors", "Pearson chi-square", "Rao-Scott F, raking"):
        assert f"\n{block}" in text
    # every figure and every test has a line of its own
    numbers = r"\s+-?[\d.]+\s+-?[\d.]+\s+\S+$"
    for row in small_replication.inputs.figures.to_dict("records"):
        identity = [row[name] for name in ("question", "answer", "breakdown", "group", "statistic")]
        assert re.search(r"^\s*" + r"\s+".join(identity) + numbers, text, re.M), identity


@pytest.mark.parametrize(
    "changes",
    [
        {"cap": 1.3},
        {"calibrator": "linear"},
        {"collapse": [MERGE], "scale": "population"},
    ],
    ids=["cap", "linear", "merged and scaled"],
)
def test_other_recipes(changes, replicate, tmp_path, run_r):
    text = run_r(write(replicate(RECIPE | changes), tmp_path))
    assert largest(text) < CLOSE


def test_wrong_numbers_of_ours_show(small_replication, tmp_path, run_r):
    folder = write(small_replication, tmp_path)
    changed = {
        "ours_weights.csv": ["weight"],
        "ours_margins.csv": ["weighted_share"],
        "ours_figures.csv": ["weighted", "se"],
        "ours_tests.csv": ["pearson_chi2", "raked_f", "raked_ndf", "fixed_f", "fixed_ndf"],
    }
    for file, columns in changed.items():
        table = read_table(folder / file)
        for column in columns:
            table.loc[table.index[1], column] = str(float(table[column].iloc[1]) * 1.001)
        write_table(folder / file, table)
    text = run_r(folder)
    assert largest(text) > 1e-4
    summary = text.partition("Largest difference of each kind")[2].splitlines()[2:-1]
    right = [line for line in summary if float(line.split()[-1]) < CLOSE]
    assert len(summary) == 11
    # one respondent of each cell, and the degrees of freedom of Pearson's test, were left alone
    assert len(right) <= 2
    assert any(line.startswith("its degrees of freedom (") for line in right)


def test_limits_that_r_cannot_meet_are_said(replicate, tmp_path, run_r):
    """R's Newton steps do not converge where nearly all weights stand at a limit."""
    text = run_r(write(replicate(RECIPE | {"bounds": [0.74, 1.26]}), tmp_path))
    assert "R's calibrate does not converge with these limits" in text
    assert "raking taken into account" not in text
    assert largest(text) < CLOSE


def test_the_2021_wave_in_part(tmp_path, run_r):
    """All weights and margins; figures and tests of breakdowns with few groups, which R does fast.

    One table has empty cells, where R's own test stops and its definition steps in.
    """
    folder = tmp_path / "replicate"
    shutil.copytree(FOLDER_2021, folder)
    for file, more in (("ours_figures.csv", ()), ("ours_tests.csv", ("is_violence_insult",))):
        table = read_table(folder / file)
        kept = table["breakdown"].isin(["education", "age_group"])
        write_table(folder / file, table[kept | table["question"].isin(more)])
    text = run_r(folder)
    assert largest(text) < CLOSE
    assert "Where svychisq stops because of empty cells" in text
