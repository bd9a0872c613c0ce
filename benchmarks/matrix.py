"""How long everything of stage 3 takes on the 2021 wave: tables, tests, letters and the matrix.

    python benchmarks/matrix.py [--runs 9]          writes benchmarks/matrix.md

Run at the project's top level after `snakemake`. Times are medians of the work on data in memory,
on one thread, as Snakemake runs a stage.
"""

from __future__ import annotations

import os

os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}  # before numpy is imported

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.loading import load_exhibits, load_questionnaire, load_survey
from saualnama.tabulate.association import tests_table
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.letters import letters_table
from saualnama.tabulate.matrix import matrix_table
from saualnama.tabulate.table_tests import rules_from_settings
from saualnama.tabulate.tidy import SmallBases, exhibit_table

WAVE = Path("data/waves/2021")


def jobs() -> dict[str, Callable[[], object]]:
    """What is timed, by its name."""
    config = read_yaml(Path("config.yaml"))
    questionnaire = load_questionnaire(WAVE / "questionnaire.yaml")
    exhibits = load_exhibits(WAVE / "exhibits.yaml", questionnaire)
    survey = load_survey(Path("work/2021/survey.parquet"), questionnaire)
    weights = read_table(Path("results/2021/weights/weights.csv"))
    margins, rules = config["weighting"]["margins"], rules_from_settings(config["tests"])
    printed = printed_figures(read_table(Path("data/published/survey_figures.csv")))
    evidence, small = Evidence(questionnaire, printed), SmallBases(**config["small_bases"])
    design = wave_design(survey, weights, margins, "raked")
    fixed = wave_design(survey, weights, margins, "fixed")
    return {
        "matrix.csv, raking-aware": lambda: matrix_table(survey, design, evidence),
        "matrix.csv, fixed weights": lambda: matrix_table(survey, fixed, evidence),
        "letters.csv": lambda: letters_table(survey, design, exhibits, evidence, rules.letters),
        "all exhibits, with intervals and residuals": lambda: [
            exhibit_table(survey, design, exhibit, small, evidence) for exhibit in exhibits
        ],
        "tests.csv": lambda: tests_table(survey, design, exhibits, evidence, rules),
    }


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    lines = [
        "# Stage 3 on the 2021 wave",
        "",
        "Made by `benchmarks/matrix.py`: 1000 respondents, 22 questions, 198 crosses, 33 exhibits;",
        f"median and slowest of {runs} runs, one thread, data in memory.",
        "",
        "| what | median s | slowest s |",
        "| --- | ---: | ---: |",
    ]
    for name, job in jobs().items():
        times = []
        for _ in range(runs):
            began = time.perf_counter()
            job()
            times.append(time.perf_counter() - began)
        lines.append(f"| {name} | {statistics.median(times):.2f} | {max(times):.2f} |")
    Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
