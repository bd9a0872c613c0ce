"""Pearson's chi-square of 120 tables, unweighted, beside scipy and statsmodels.

    python benchmarks/pearson.py                writes benchmarks/pearson.md

The data are those of `association.py`. Everybody starts from arrays in memory: we count all tables
at once, the others get each table from `pandas.crosstab`, which is how they are used. `counted`
leaves the counting out and hands everybody the same tables of counts.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from association import ANSWERS, GROUPS, QUESTIONS, seeded_data
from scipy.stats import chi2_contingency
from statsmodels.stats.contingency_tables import Table

from saualnama.inference import Design, crosstabs, pearson_chi_square

PROGRAMS: dict[str, Callable[[np.ndarray], float]] = {
    "ours": lambda counts: pearson_chi_square(counts).statistic,
    "scipy": lambda counts: chi2_contingency(counts, correction=False).statistic,
    "statsmodels": lambda counts: Table(counts, False).test_nominal_association().statistic,
}


def our_counts(data: pd.DataFrame) -> list[np.ndarray]:
    """Count all tables in one pass over each question."""
    tables = crosstabs(
        Design(np.ones(len(data)), variance="fixed"),
        [(data[f"q{q}"].to_numpy(), ANSWERS) for q in range(QUESTIONS)],
        [(data[name].to_numpy(), size) for name, size in GROUPS.items()],
    )
    return [table.counts for row in tables for table in row]


def counts_of_pandas(data: pd.DataFrame) -> list[np.ndarray]:
    """Count each table by itself."""
    columns = data.where(data >= 0)
    return [
        pd.crosstab(columns[f"q{q}"], columns[name]).to_numpy()
        for q in range(QUESTIONS)
        for name in GROUPS
    ]


def main() -> None:
    """Write the table."""
    lines = [
        "# Pearson's chi-square: 20 questions by 6 demographics, 120 tables",
        "",
        "Made by `benchmarks/pearson.py`; unweighted, no Yates, from arrays in memory. `counted`:",
        "the 120 statistics and p-values from tables of counts that are there already.",
        f"Measured on {os.cpu_count()} cores at a load of {os.getloadavg()[0]:.1f} by other work.",
        "",
        "| respondents | program | from the data | times ours | counted | largest difference |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    for n in (1000, 100_000):
        data = seeded_data(n)
        reference = np.array([PROGRAMS["ours"](counts) for counts in our_counts(data)])
        first = 0.0
        for name, statistic in PROGRAMS.items():
            count = our_counts if name == "ours" else counts_of_pandas
            whole, counted = [], []
            for _ in range(5):
                began = time.perf_counter()
                tables = count(data)
                middle = time.perf_counter()
                found = np.array([statistic(counts) for counts in tables])
                whole.append(time.perf_counter() - began)
                counted.append(time.perf_counter() - middle)
            seconds = float(np.median(whole))
            first = first or seconds
            apart = np.abs(found / reference - 1).max()
            lines.append(
                f"| {n:,} | {name} | {seconds:.3f} s | {seconds / first:.1f} "
                f"| {np.median(counted):.3f} s | {apart:.0e} |"
            )
    Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
