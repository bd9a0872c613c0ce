"""docs/files.md names every file and column of the committed results. Truth: the headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from saualnama.io.tables import read_table
from saualnama.tabulate import (
    association,
    cross_tests,
    crosses,
    group_pairs,
    letters,
    matrix,
    shown_tests,
    tidy,
)

ROOT = Path(__file__).parents[1]
DOCUMENT = (ROOT / "docs/files.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", DOCUMENT)) | set(re.findall(r"\w+(?:\.\w+)?", DOCUMENT))
RESULTS = ROOT / "results/2021"
# a range of columns is written `weight_min` to `weight_max`
RANGES = {"weight_q1", "weight_median", "weight_q3"}


def section(title: str) -> set[str]:
    """First cells of the table under a heading; several names may share one."""
    part = DOCUMENT.split(f"## {title}")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("tables/`<exhibit>`.csv", tidy.COLUMNS),
        ("tables/tests.csv", association.COLUMNS),
        ("tables/matrix.csv", matrix.COLUMNS),
        ("tables/letters.csv", letters.COLUMNS),
        ("tables/crosses.csv", crosses.COLUMNS),
        ("tables/cross_tests.csv", cross_tests.COLUMNS),
        ("tables/shown_tests.csv", shown_tests.COLUMNS),
        ("tables/differences.csv", group_pairs.COLUMNS),
    ],
)
def test_every_column_of_the_tables_has_its_line(title: str, columns: tuple[str, ...]) -> None:
    assert section(title) == set(columns)


def test_every_column_of_the_weighting_is_named() -> None:
    kept = ("factors", "margins", "trace", "design_effects", "merges", "quotas", "regression")
    for name in (*kept, "targets", "weights"):
        columns = read_table(RESULTS / f"weights/{name}.csv").columns
        assert set(columns) - RANGES - NAMED == set(), name


@pytest.mark.parametrize("path", sorted(RESULTS.glob("replicate/[!d]*.csv")), ids=lambda p: p.name)
def test_every_column_of_the_replication_is_named(path: Path) -> None:
    assert section("replicate/") >= {path.name}
    assert set(read_table(path).columns) - NAMED == set()


def test_every_folder_is_described() -> None:
    folders = {path.name for path in RESULTS.iterdir() if path.is_dir()}
    described = {folder for folder in folders if f"{folder}/" in DOCUMENT}
    assert folders - described == set()
