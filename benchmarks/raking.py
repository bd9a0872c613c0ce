"""Raking side by side with other packages: speed, memory and the miss that each one leaves.

    python benchmarks/raking.py [--rows 1000 100000] [--limit 120] [--out benchmarks/raking.md]

Every package runs in a process and a virtual environment of its own, made in a temporary folder;
what does not install is skipped and said so. All get the same seeded respondents, 17 regions and
8 sex x age cells, once with the package's own settings and once as tight as it can be set. A run
that takes longer than the limit is stopped and said so.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import venv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from saualnama.weighting import (
    ReplicateRecipe,
    WeightingRecipe,
    calibrate,
    replicate_weights,
    targets_from_frame,
)

HERE = Path(__file__).parent
PACKAGES = ("balance", "samplics", "svy", "weightipy", "ipfn")
SIZES = {"region": 17, "cross": 8}
MARGINS = (("region",), ("cross",))


@dataclass(frozen=True)
class Run:
    """One package with one setting on one sample; no seconds where it failed."""

    who: str
    setting: str
    rows: int
    seconds: float | None
    miss: float | None
    note: str = ""


def respondents(rows: int) -> tuple[dict[str, np.ndarray], dict[str, list[float]]]:
    """Seeded codes of both variables, and the population of each category."""
    random = np.random.default_rng(2021)
    codes, targets = {}, {}
    for name, size in SIZES.items():
        shares = random.dirichlet(np.full(size, 15.0))
        codes[name] = random.choice(size, rows, p=shares)
        people = random.dirichlet(np.full(size, 15.0)) * 0.5 + shares * 0.5
        targets[name] = [float(value) for value in 1e7 * people / people.sum()]
    return codes, targets


def as_frame(codes: dict[str, np.ndarray]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            name: pd.Categorical.from_codes(code, [f"c{i}" for i in range(SIZES[name])])
            for name, code in codes.items()
        }
    )


def as_targets(targets: dict[str, list[float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {name: f"c{code}", "population": people}
            for name, cells in targets.items()
            for code, people in enumerate(cells)
        ]
    )


def miss_of(
    weights: np.ndarray, codes: dict[str, np.ndarray], targets: dict[str, list[float]]
) -> float:
    """Largest |achieved share - target share|; recomputed here for everybody alike."""
    misses = []
    for name, cells in targets.items():
        achieved = np.bincount(codes[name], weights, minlength=len(cells)) / weights.sum()
        misses.append(np.abs(achieved - np.array(cells) / sum(cells)).max())
    return float(max(misses))


def ours(rows: int, setting: str) -> Run:
    codes, targets = respondents(rows)
    frame = as_frame(codes)
    if setting == "text columns":
        frame = frame.astype(str)
    known = targets_from_frame(as_targets(targets), MARGINS)
    recipe = WeightingRecipe(MARGINS, minimum_cell=1)
    seconds = []
    for _ in range(25 if rows <= 1000 else 5):
        start = time.perf_counter()
        result = calibrate(frame, known, recipe)
        seconds.append(time.perf_counter() - start)
    tracemalloc.start()
    calibrate(frame, known, recipe)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    note = f"peak {peak / rows:.1f} bytes a row" if rows >= 1_000_000 else ""
    return Run(
        "saualnama",
        setting,
        rows,
        statistics.median(seconds),
        miss_of(result.weights, codes, targets),
        note,
    )


def write_inputs(folder: Path, rows: int) -> None:
    codes, targets = respondents(rows)
    for name, code in codes.items():
        np.save(folder / f"{name}.npy", code)
        pd.DataFrame(
            {name: [f"c{i}" for i in range(len(targets[name]))], "Freq": targets[name]}
        ).to_csv(folder / f"targets_{name}.csv", index=False)
    (folder / "targets.json").write_text(json.dumps(targets))
    as_frame(codes).to_csv(folder / "data.csv", index=False)


@dataclass(frozen=True)
class Rival:
    """Another package: its name with its version, and the command that runs it."""

    who: str
    command: tuple[str, ...]


def run_rival(rival: Rival, folder: Path, setting: str, limit: float) -> Run:
    who, rows = rival.who, int(folder.name)
    codes, targets = respondents(rows)
    repeats = 7 if rows <= 1000 else 3
    found = folder / ("weights.csv" if who.startswith("R ") else "weights.npy")
    found.unlink(missing_ok=True)
    try:
        done = subprocess.run(
            [*rival.command, str(folder), setting, str(repeats)],
            capture_output=True,
            text=True,
            timeout=limit,
            check=True,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
    except subprocess.TimeoutExpired:
        return Run(who, setting, rows, None, None, f"stopped after {limit:.0f} s")
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip().splitlines() or ["no message"])[-1]
        return Run(who, setting, rows, None, None, f"failed: {last[:90]}")
    seconds = json.loads(done.stdout.strip().splitlines()[-1])
    weights = np.loadtxt(found) if found.suffix == ".csv" else np.load(found)
    miss = miss_of(weights, codes, targets)
    return Run(who, setting, rows, statistics.median(seconds), miss)


def installed(package: str, folder: Path) -> Rival | str:
    """The package in an environment of its own, or why there is none."""
    home = folder / package
    venv.create(home, with_pip=True)
    python = str(home / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "install", "-q", package, "pandas"], capture_output=True, check=False
    )
    if done.returncode:
        return f"{package} did not install and is skipped"
    version = subprocess.run(
        [python, "-c", f"from importlib.metadata import version as v; print(v('{package}'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    return Rival(f"{package} {version}", (python, str(HERE / "raking_rivals.py"), package))


def replicates_seconds() -> float:
    codes, targets = respondents(1000)
    frame, known = as_frame(codes), targets_from_frame(as_targets(targets), MARGINS)
    recipe = WeightingRecipe(MARGINS, minimum_cell=1)
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        replicate_weights(frame, known, recipe, ReplicateRecipe("bootstrap", 1000, seed=1))
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def table(runs: list[Run], skipped: list[str]) -> str:
    own = {run.rows: run.seconds for run in runs if run.setting == "categorical columns"}
    lines = [
        "# Raking beside other packages",
        "",
        "Written by `python benchmarks/raking.py`; see its docstring. Median of the time to rake",
        "respondents already in memory to 17 regions and 8 sex x age cells; `times` is the ratio",
        "to saualnama; `miss` is the largest difference between an achieved and a target share",
        "over all categories, recomputed for everybody alike. `default` is the package as it",
        "comes, `tight` the strictest convergence that its options allow. The other packages get",
        "text columns (R: factors), saualnama text and categorical columns, with",
        "which `times` compares. balance replaces the targets by a",
        "sample of people with about their shares (10,000, here 1,000,000 when tight), which is",
        "most of its miss.",
        "",
        f"Machine: {os.cpu_count()} cores, Python {sys.version.split()[0]}.",
        "",
    ]
    for rows in sorted({run.rows for run in runs}):
        lines += [
            f"## {rows:,} respondents",
            "",
            "| package | setting | median | times | miss | note |",
            "| --- | --- | ---: | ---: | ---: | --- |",
        ]
        for run in runs:
            if run.rows != rows:
                continue
            reference = own[rows]
            if run.seconds is None or run.miss is None or reference is None:
                cells = ["", "", ""]
            else:
                ratio = run.seconds / reference
                cells = [f"{1000 * run.seconds:,.2f} ms", f"{ratio:,.1f}", f"{run.miss:.1e}"]
            lines.append(f"| {run.who} | {run.setting} | {' | '.join(cells)} | {run.note} |")
        lines.append("")
    lines += [
        "## Replicates",
        "",
        "1,000 bootstrap replicates of 1,000 respondents, each raked again to a miss of 1e-12:",
        f"{replicates_seconds():.2f} s.",
        "",
        *[f"- {reason}." for reason in skipped],
    ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for all repeats")
    parser.add_argument("--out", type=Path, default=HERE / "raking.md")
    options = parser.parse_args()
    runs = [
        ours(rows, setting)
        for rows in options.rows
        for setting in ("categorical columns", "text columns")
    ]
    skipped: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        rivals: list[Rival] = []
        if shutil.which("Rscript"):
            asked = "cat(as.character(packageVersion('survey')))"
            version = subprocess.run(
                ["Rscript", "-e", asked], capture_output=True, text=True, check=False
            )
            if version.returncode == 0:
                command = ("Rscript", str(HERE / "raking_rivals.R"))
                rivals.append(Rival(f"R survey {version.stdout.strip()}", command))
        if not rivals:
            skipped.append("R with its survey package is not installed and is skipped")
        for package in PACKAGES:
            found = installed(package, folder)
            if isinstance(found, str):
                skipped.append(found)
            else:
                rivals.append(found)
        for rows in options.rows:
            inputs = folder / str(rows)
            inputs.mkdir()
            write_inputs(inputs, rows)
            for rival in rivals:
                for setting in ("default", "tight"):
                    runs.append(run_rival(rival, inputs, setting, options.limit))
                    print(runs[-1], file=sys.stderr)
    options.out.write_text(table(runs, skipped), encoding="utf-8")


if __name__ == "__main__":
    main()
