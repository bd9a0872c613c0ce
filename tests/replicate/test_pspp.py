"""PSPP, started on the folder, rakes, tabulates and tests the same; it leaves nothing behind."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from replication_builders import RECIPE, write

from saualnama.io.tables import read_table, write_table

pytestmark = pytest.mark.r
FOLDER_2021 = Path(__file__).parents[2] / "results/2021/replicate"
CLOSE = 1e-8


def largest(text: str) -> dict[str, tuple[int, float]]:
    """For each comparison how many numbers were compared and the largest difference."""
    found = re.findall(
        r"^largest difference, (.+?) \(.*?\|largest_difference\|.*?\| +(\d+)\| +(\S+)\|",
        text,
        re.M | re.S,
    )
    return {name: (int(count), float(size)) for name, count, size in found}


def check(text: str, compared: list[int]) -> None:
    found = largest(text)
    assert [count for count, _ in found.values()] == compared
    assert max(size for _, size in found.values()) < CLOSE


def test_a_raked_wave(small_replication, tmp_path, run_pspp):
    folder = write(small_replication, tmp_path)
    before = sorted(path.name for path in folder.iterdir())
    text = run_pspp(folder)
    inputs = small_replication.inputs
    check(text, [30, 5, len(inputs.figures), len(inputs.tests)])
    assert sorted(path.name for path in folder.iterdir()) == before


def test_its_own_crosstabs_show_our_pearson(small_replication, tmp_path, run_pspp):
    text = run_pspp(write(small_replication, tmp_path))
    shown = re.findall(
        r": ours (\S+), df (\d+)\n.*?Pearson Chi-Square *\| *(\S+?)\| *(\d+)\|", text, re.S
    )
    assert len(shown) == len(small_replication.inputs.tests)
    for ours, our_df, theirs, their_df in shown:
        assert float(theirs) == pytest.approx(float(ours), abs=0.00501)
        assert their_df == our_df


def test_chi_square_is_never_of_weighted_counts(small_replication):
    """Between a WEIGHT BY and a test there is always a WEIGHT OFF."""
    weighted = False
    tests = 0
    for line in small_replication.pspp.splitlines():
        if line.startswith("WEIGHT"):
            weighted = line != "WEIGHT OFF."
        if "CHISQ" in line:
            tests += 1
            assert not weighted
    assert tests == len(small_replication.inputs.tests)


def test_limited_weights_are_taken_as_they_are_and_it_says_so(replicate, tmp_path, run_pspp):
    made = replicate(RECIPE | {"cap": 1.3})
    assert "* are taken from ours_weights.csv. R does the weighting once more." in made.pspp
    text = run_pspp(write(made, tmp_path))
    check(text, [len(made.inputs.figures), len(made.inputs.tests)])


def test_a_wave_scaled_to_its_population(replicate, tmp_path, run_pspp):
    made = replicate(RECIPE | {"scale": "population"})
    inputs = made.inputs
    check(run_pspp(write(made, tmp_path)), [30, 5, len(inputs.figures), len(inputs.tests)])


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (("ours_weights.csv", "weight"), "weights"),
        (("ours_figures.csv", "weighted"), "weighted percentages"),
        (("ours_tests.csv", "pearson_chi2"), "Pearson chi-square, unweighted"),
    ],
)
def test_a_wrong_number_of_ours_shows(cell, said, small_replication, tmp_path, run_pspp):
    folder, (file, column) = write(small_replication, tmp_path), cell
    table = read_table(folder / file)
    table.loc[table.index[1], column] = str(float(table[column].iloc[1]) * 1.001)
    write_table(folder / file, table)
    wrong = [name for name, (_, size) in largest(run_pspp(folder)).items() if size > 1e-6]
    assert len(wrong) == 1
    assert wrong[0].startswith(said)


def test_the_2021_wave(tmp_path, run_pspp):
    folder = tmp_path / "replicate"
    shutil.copytree(FOLDER_2021, folder)
    figures, tests = (len(read_table(folder / f"ours_{n}.csv")) for n in ("figures", "tests"))
    check(run_pspp(folder), [1000, 25, figures, tests])


def test_quotes_in_ids_are_doubled():
    from saualnama.replicate.pspp_script import _quoted

    assert _quoted("it's") == "'it''s'"
