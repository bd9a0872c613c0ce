"""The page to explore a wave: its size, the time to build it, to open it and to change a choice.

Everything is measured in one run: the stage by Snakemake's own command line with all its inputs
given, the page in Debian's headless Chromium from a file. Opening counts from the start of the
navigation until the start page stands in the document and the next frame is drawn; a change from
the new address until the frame after it is drawn.

With `--vega FOLDER` (made by `npm install --prefix FOLDER vega vega-lite esbuild`) the alternative
draws the same bars with intervals beside Observable Plot, in the same browser.

    python benchmarks/explore.py [--runs 7] [--vega FOLDER]      writes benchmarks/explore.md
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
SITE = PROJECT / "results/2021/site/index.html"

OPENED = """() => new Promise(done => {
  const ready = () => document.querySelector("main table, main svg")
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now())))
    : setTimeout(ready, 1);
  ready();
})"""
"""Milliseconds from the start of the navigation until something is shown."""

CHANGED = """address => new Promise(done => {
  const began = performance.now();
  addEventListener("hashchange", () => requestAnimationFrame(
    () => setTimeout(() => done(performance.now() - began))), {once: true});
  location.hash = address;
})"""
"""Milliseconds from a new address until the frame after it."""

SPECIFICATION: dict[str, Any] = {
    "width": 640,
    "encoding": {"y": {"field": "group", "type": "nominal", "sort": None}},
    "layer": [
        {"mark": "bar", "encoding": {"x": {"field": "value", "type": "quantitative"}}},
        {
            "mark": "rule",
            "encoding": {"x": {"field": "low", "type": "quantitative"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 4},
            "encoding": {
                "x": {"field": "high", "type": "quantitative"},
                "text": {"field": "value"},
            },
        },
    ],
}
"""Seventeen bars with intervals and values, as the page draws a question by region."""

RIVAL = """async ([specification, runs]) => {
  const place = document.createElement("div");
  document.body.append(place);
  const times = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const made = rival.compile(specification).spec;
    const view = new rival.vega.View(rival.vega.parse(made), {renderer: "svg"});
    await view.initialize(place).runAsync();
    await new Promise(next => requestAnimationFrame(() => setTimeout(next)));
    times.push(performance.now() - began);
    view.finalize();
    place.replaceChildren();
  }
  return times;
}"""


def addresses(page: Page) -> list[str]:
    """An address for every question by every breakdown."""
    payload = json.loads(page.locator("#payload").text_content() or "")
    return [
        f"question={question['id']}&by={breakdown['id']}"
        for question in payload["questions"]
        for breakdown in payload["breakdowns"]
    ]


def build_seconds() -> float:
    """Seconds of the stage alone, in a copy of the project."""
    from pipeline import copy_project

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "project"
        copy_project(folder)
        page = "results/2021/site/index.html"
        run = [sys.executable, "-m", "snakemake", "--cores", "2", page]
        subprocess.run(run, cwd=folder, check=True, capture_output=True)
        (folder / page).unlink()
        began = time.perf_counter()
        subprocess.run(run, cwd=folder, check=True, capture_output=True)
        return time.perf_counter() - began


def rival_bundle(folder: Path, target: Path) -> int:
    """Bundle Vega and Vega-Lite as the page's script is bundled; bytes of the bundle."""
    entry = folder / "rival.js"
    entry.write_text(
        'import * as vega from "vega"; import {compile} from "vega-lite";\n'
        "globalThis.rival = {vega, compile};\n"
    )
    esbuild = folder / "node_modules/.bin/esbuild"
    options = ("--bundle", "--minify", "--format=iife", "--target=es2021", "--log-level=error")
    subprocess.run([esbuild, entry, *options, f"--outfile={target}"], check=True)
    return target.stat().st_size


def rival_times(page: Page, folder: Path, runs: int) -> tuple[int, list[float]]:
    """Size of the alternative's bundle, and milliseconds of each of its pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        bundle = Path(scratch) / "rival.js"
        size = rival_bundle(folder, bundle)
        page.goto("about:blank")
        page.add_script_tag(path=bundle)
        rows = [
            {"group": f"region {n}", "value": 3 * n, "low": 3 * n - 5, "high": 3 * n + 6}
            for n in range(2, 19)
        ]
        return size, page.evaluate(RIVAL, [{**SPECIFICATION, "data": {"values": rows}}, runs])


def line(name: str, times: list[float]) -> str:
    return f"| {name} | {statistics.median(times):.0f} ms | {max(times):.0f} ms |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--vega", type=Path)
    given = parser.parse_args()
    browser_path = shutil.which("chromium")
    lines = ["| in Chromium, from a file | median | slowest |", "| --- | ---: | ---: |"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, width in (("desk", 1280), ("phone", 390)):
            opened, changed = [], []
            for _ in range(given.runs):
                page = browser.new_page(viewport={"width": width, "height": 900})
                page.goto(SITE.as_uri(), wait_until="commit")
                opened.append(page.evaluate(OPENED))
                page.close()
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(SITE.as_uri())
            for address in addresses(page):
                changed.append(page.evaluate(CHANGED, address))
            lines.append(line(f"first view, {name}, {given.runs} times", opened))
            lines.append(line(f"a changed choice, {name}, all {len(changed)} views", changed))
        if given.vega:
            script = PROJECT / "src/saualnama/explore/bundle/explore.js"
            size, times = rival_times(page, given.vega.resolve(), 30)
            ratio = size / script.stat().st_size
            lines.append(line("17 bars by Vega-Lite, drawn 30 times", times))
            lines += [
                "",
                f"Vega and Vega-Lite bundled the same way: {size / 1e3:.0f} kB, {ratio:.1f} times "
                f"the page's whole script ({script.stat().st_size / 1e3:.0f} kB).",
            ]
        browser.close()
    text = SITE.read_bytes()
    lines += [
        "",
        f"The file: {len(text) / 1e6:.2f} MB, {len(gzip.compress(text)) / 1e6:.2f} MB as a web "
        f"server packs it. Built by Snakemake in {build_seconds():.1f} s, its start included.",
        "",
        f"Two cores at a load of {os.getloadavg()[0]:.1f} by this and other work.",
    ]
    text = "# The page to explore the 2021 wave\n\nMade by `benchmarks/explore.py`.\n\n"
    (PROJECT / "benchmarks/explore.md").write_text(text + "\n".join(lines) + "\n")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
