"""How long stages 1 to 4 and the whole pipeline take from nothing, and a run with nothing to do.

Copies the project as git has it into a scratch folder, deletes results, and times Snakemake with
the environment that runs this script. An empty Snakefile stands beside them,
because most of a short run is Snakemake itself. Processor time is that of all processes of a run:
on a busy machine it says more than the clock.

    python benchmarks/pipeline.py [--runs 5] [--cores 2]        writes benchmarks/pipeline.md
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

FIRST_FOUR_STAGES = ("work/2021/verified", "results/2021/tables/table_1.1.1.csv")
"""What is asked of Snakemake for ingest, weights, tables, official statistics and verification."""


def copy_project(target: Path) -> None:
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    for name in filter(None, files.split("\0")):
        if (PROJECT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target / name)


def seconds(folder: Path, *arguments: str) -> tuple[float, float]:
    """Time on the clock and of the processors, of one run of Snakemake."""
    began, before = time.perf_counter(), os.times()
    subprocess.run(
        [sys.executable, "-m", "snakemake", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    after = os.times()
    processors = after.children_user + after.children_system
    return time.perf_counter() - began, processors - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cores", default="2")
    given = parser.parse_args()
    names = ("stages 1 to 4 from nothing", "the rest", "nothing to do", "empty Snakefile")
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory() as scratch:
        folder, empty = Path(scratch) / "project", Path(scratch) / "empty"
        copy_project(folder)
        empty.mkdir()
        (empty / "Snakefile").write_text("rule all:\n    input: []\n")
        shutil.copytree(folder / "profiles", empty / "profiles")
        cores = ("--cores", given.cores)
        for _ in range(given.runs):
            for made in ("results", "work", "logs", ".snakemake"):
                shutil.rmtree(folder / made, ignore_errors=True)
            times[names[0]].append(seconds(folder, *FIRST_FOUR_STAGES, *cores))
            times[names[1]].append(seconds(folder, *cores))
            times[names[2]].append(seconds(folder, *cores))
            times[names[3]].append(seconds(empty, "--cores", "1"))
    lines = [
        "# The pipeline from nothing, and with nothing to do",
        "",
        f"Made by `benchmarks/pipeline.py`: runs {given.runs}, cores {given.cores}, at a load of "
        f"{os.getloadavg()[1]:.1f} by this and other work.",
        "",
        "| run | median s | slowest s | processor s |",
        "| --- | ---: | ---: | ---: |",
    ]
    for name, runs in times.items():
        clock, processors = zip(*runs, strict=True)
        median, busy = statistics.median(clock), statistics.median(processors)
        lines.append(f"| {name} | {median:.2f} | {max(clock):.2f} | {busy:.2f} |")
    Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
