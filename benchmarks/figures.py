"""How long the pictures of the 2021 wave take: by step in one process, and by the engine.

Steps are timed in processor seconds, which do not count what other programs take; the run by
Snakemake, three languages on two cores with a PNG beside each SVG, in seconds by the clock.

    python benchmarks/figures.py [--runs 3] [--cores 2]
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

sys.path.insert(0, str(Path(__file__).resolve().parent))
PROJECT = Path(__file__).resolve().parent.parent


def steps() -> dict[str, float]:
    """Processor seconds of each step over all pictures in three languages."""
    began = time.process_time()
    import seaborn

    from saualnama.figures.data import figure_data, word_frequencies
    from saualnama.figures.drawing import draw, png, svg
    from saualnama.figures.tile_grid import parse_tile_grids
    from saualnama.io.tables import read_table
    from saualnama.language import LANGUAGES
    from saualnama.loading import load_checked, load_exhibits, load_questionnaire, load_words
    from saualnama.tabulate.tidy import SmallBases

    assert seaborn
    spent = {"import": time.process_time() - began, "read": 0.0, "draw": 0.0, "svg": 0.0}
    spent |= {"png": 0.0, "svg bytes": 0.0}

    def timed(step, call, *arguments):
        start = time.process_time()
        result = call(*arguments)
        spent[step] += time.process_time() - start
        return result

    wave, tables = Path("data/waves/2021"), Path("results/2021/tables")
    start = time.process_time()
    structure, file = load_questionnaire(wave / "questionnaire.yaml"), wave / "exhibits.yaml"
    words = load_words(wave / "labels.csv", Path("src/saualnama/figures/phrases/figures.csv"))
    grids = parse_tile_grids(load_checked(file, "exhibits"), structure, file.name)
    pictures = [
        data
        for exhibit in load_exhibits(file, structure)
        for data in figure_data(
            exhibit, structure, read_table(tables / f"{exhibit.id}.csv"), SmallBases(), grids
        )
    ]
    pictures.append(word_frequencies(read_table(tables / "figure_5.2.1.csv")))
    spent["read"] = time.process_time() - start
    for data in pictures:
        for language in LANGUAGES:
            figure = timed("draw", draw, data, words, language)
            spent["svg bytes"] += len(timed("svg", svg, figure))
            timed("png", png, figure)
    return spent


def by_engine(folder: Path, cores: str) -> float:
    """Seconds of Snakemake for all pictures in three languages, tables given."""
    wanted = [
        f"results/2021/figures/figure_1.1.1.{language}.svg" for language in ("kk", "ru", "en")
    ]
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "snakemake", "--cores", cores, *wanted],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - began


def main() -> None:
    from pipeline import copy_project

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--cores", default="2")
    given = parser.parse_args()
    os.chdir(PROJECT)
    spent, times = steps(), []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "project"
        copy_project(folder)
        by_engine(folder, given.cores)  # what comes before the pictures is made here once
        for _ in range(given.runs):
            for path in (folder / "results/2021/figures").glob("*.*"):
                path.unlink()
            times.append(by_engine(folder, given.cores))
        shutil.rmtree(folder)
    for name, value in spent.items():
        amount = f"{value / 1e6:.2f} MB" if "bytes" in name else f"{value:.2f} s of processor"
        print(f"| {name} | {amount} |")
    load = os.getloadavg()[0]
    print(
        f"| by Snakemake on {given.cores} cores | {statistics.median(times):.1f} s by the clock |"
    )
    print(f"Median of {given.runs} runs, load {load:.1f}.")


if __name__ == "__main__":
    main()
