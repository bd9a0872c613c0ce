from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from replication_builders import RECIPE, TARGETS

import small_wave
from saualnama.io.files import write_text
from saualnama.io.tables import read_table, write_table
from saualnama.replicate import Replication, Results, replication
from saualnama.survey.wave import Survey
from saualnama.tabulate.association import TestRules, tests_table
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.tidy import SmallBases, exhibit_table
from saualnama.tabulate.weighting import weigh, weighting_recipe


def _through_file(path: Path, table: pd.DataFrame, significant: int = 10) -> pd.DataFrame:
    """The table as the stage before wrote it."""
    write_table(path, table, significant=significant)
    return read_table(path)


@pytest.fixture(scope="session")
def replicate(
    small_survey: Survey, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Replication]:
    """Weight, tabulate and test the small wave, then replicate it."""

    def made(settings: dict[str, Any] = RECIPE) -> Replication:
        folder = tmp_path_factory.mktemp("stages")
        write_text(folder / "targets.csv", TARGETS)
        targets = read_table(folder / "targets.csv")
        tables = weigh(small_survey, targets, settings, "targets.csv")
        weights = _through_file(folder / "weights.csv", tables.weights, significant=12)
        recipe = weighting_recipe(settings)
        design = wave_design(small_survey, weights, settings["margins"], "raked", recipe.collapse)
        evidence = Evidence(small_survey.questionnaire, None)
        exhibits = parse_exhibits(small_wave.EXHIBITS, small_survey.questionnaire, "exhibits.yaml")
        small = SmallBases()
        tidy = [exhibit_table(small_survey, design, e, small, evidence) for e in exhibits]
        tests = tests_table(small_survey, design, exhibits, evidence, TestRules(seed=1, draws=99))
        results = Results(
            targets=targets,
            weights=weights,
            margins=_through_file(folder / "margins.csv", tables.margins),
            tables=[_through_file(folder / "table.csv", table) for table in tidy],
            tests=_through_file(folder / "tests.csv", tests),
        )
        return replication(small_survey, exhibits, settings, results)

    return made


@pytest.fixture(scope="session")
def small_replication(replicate: Callable[..., Replication]) -> Replication:
    return replicate()


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 (R and PSPP on our own scripts)
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=180
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="session")
def run_r() -> Callable[[Path], str]:
    """Run replicate.R in a folder; skips where R or its package survey is missing."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    known = [program, "-e", "library(survey)"]
    if subprocess.run(known, capture_output=True, check=False).returncode:  # noqa: S603
        pytest.skip("R has no package survey")
    return lambda folder: _run([str(program), "replicate.R"], folder)


@pytest.fixture(scope="session")
def run_pspp() -> Callable[[Path], str]:
    """Run replicate.sps in a folder; skips where PSPP is missing."""
    program = shutil.which("pspp")
    if program is None:
        pytest.skip("PSPP is not installed")
    return lambda folder: _run([str(program), "replicate.sps"], folder)
