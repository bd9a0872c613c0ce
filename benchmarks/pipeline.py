"""How long the whole pipeline takes from nothing, and when there is nothing to do.

Copies the project as git has it into a scratch folder, deletes results, and times Snakemake with the
environment that runs this script. Prints medians; an empty Snakefile stands beside them, because
most of a short run is Snakemake itself.

    python benchmarks/pipeline.py [--runs 5] [--cores 2]
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


def copy_project(target: Path) -> None:
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, check=True, capture_output=True, text=True
    ).stdout
    for name in filter(None, files.split("\0")):
        if (PROJECT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target / name)


def seconds(folder: Path, *arguments: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "snakemake", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cores", default="2")
    given = parser.parse_args()
    times: dict[str, list[float]] = {"from nothing": [], "nothing to do": [], "empty Snakefile": []}
    with tempfile.TemporaryDirectory() as scratch:
        folder, empty = Path(scratch) / "project", Path(scratch) / "empty"
        copy_project(folder)
        empty.mkdir()
        (empty / "Snakefile").write_text("rule all:\n    input: []\n")
        shutil.copytree(folder / "profiles", empty / "profiles")
        for _ in range(given.runs):
            for made in ("results", "work", "logs", ".snakemake"):
                shutil.rmtree(folder / made, ignore_errors=True)
            times["from nothing"].append(seconds(folder, "--cores", given.cores))
            times["nothing to do"].append(seconds(folder, "--cores", given.cores))
            times["empty Snakefile"].append(seconds(empty, "--cores", "1"))
    print(f"| run ({given.runs} times, {given.cores} cores) | median s | slowest s |")
    print("| --- | --- | --- |")
    for name, values in times.items():
        print(f"| {name} | {statistics.median(values):.2f} | {max(values):.2f} |")


if __name__ == "__main__":
    main()
