"""Association tests of 20 questions by 6 demographics, beside R `survey`, `svy` and `samplics`.

    python benchmarks/association.py            writes benchmarks/association.md

Each program runs in a process of its own on the same seeded data; Python rivals in virtual
environments made in a temporary folder. What does not install or run is skipped, and said so.
Times are of the tests on data in memory, without start-up, reading and raking; ours with setting up
the design and as a median, a rival's without and once. Rivals take one question by the six
demographics where 120 tables would take them minutes; their time is then scaled.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

import numpy as np
import pandas as pd

from saualnama.inference import (
    Design,
    adjusted_residuals,
    cramers_v,
    crosstabs,
    pearson_chi_square,
    rao_scott,
    shares,
)

QUESTIONS, ANSWERS = 20, 5
GROUPS = {"sex": 2, "age": 4, "region": 17, "school": 3, "settlement": 2, "income": 5}
RIVAL_TIMEOUT = 900

R_SCRIPT = """
suppressMessages(library(survey))
arguments <- commandArgs(TRUE); d <- read.csv(arguments[1]); questions <- as.integer(arguments[2])
raked <- arguments[3] == "raked"; n <- nrow(d)
names <- c("sex", "age", "region", "school", "settlement", "income")
for (name in c(names, paste0("q", seq_len(questions) - 1)))
  d[[name]] <- factor(ifelse(d[[name]] < 0, NA, d[[name]]))
d$sexage <- interaction(d$sex, d$age, drop = TRUE)
margin <- function(name) {
  f <- data.frame(levels(d[[name]]), n / nlevels(d[[name]])); names(f) <- c(name, "Freq"); f
}
x <- svydesign(ids = ~1, weights = ~weight, data = d)
if (raked) x <- rake(svydesign(ids = ~1, weights = ~base, data = d), list(~region, ~sexage),
  list(margin("region"), margin("sexage")), control = list(epsilon = 1e-12, maxit = 500))
f <- c(); seconds <- system.time({
  for (q in seq_len(questions) - 1) for (g in names)
    f <- c(f, svychisq(as.formula(paste0("~q", q, "+", g)), x, statistic = "F")$statistic)
})["elapsed"]
cat(sprintf('{"version": "%s", "seconds": %.6f, "f": [%s]}', packageVersion("survey"), seconds,
  paste(sprintf("%.15g", f), collapse = ", ")))
"""

PYTHON_HEAD = """
import json, sys, time, warnings
from importlib.metadata import version
warnings.simplefilter("ignore")
import numpy as np, pandas as pd
d = pd.read_csv(sys.argv[1]); questions = int(sys.argv[2]); f = []
names = ["sex", "age", "region", "school", "settlement", "income"]
"""

PYTHON_TAIL = """
print(json.dumps({"version": version(package), "seconds": seconds, "f": f}))
"""

SVY = """
package = "svy"
import polars as pl, svy
weights = ("weight", "base")
frame = pl.DataFrame({
    c: d[c] if c in weights else d[c].where(d[c] >= 0).astype("Int64") for c in d.columns
})
svy.Sample(frame, svy.Design(wgt="weight")).categorical.tabulate("q0", "sex", drop_nulls=True)
sample = svy.Sample(frame, svy.Design(wgt="weight"))
start = time.perf_counter()
for q in range(questions):
    for g in names:
        f.append(float(sample.categorical.tabulate(f"q{q}", g, drop_nulls=True).stats.f.value))
seconds = time.perf_counter() - start
"""

SAMPLICS = """
package = "samplics"
from samplics.categorical import CrossTabulation
from samplics.utils.types import PopParam
start = time.perf_counter()
for q in range(questions):
    for g in names:
        part = d.loc[d[f"q{q}"] >= 0, [f"q{q}", g, "weight"]]
        table = CrossTabulation(PopParam.prop)
        cells, weight = part[[f"q{q}", g]].astype(str), part["weight"].to_numpy()
        table.tabulate(vars=cells, samp_weight=weight, remove_nan=True)
        f.append(float(table.stats["Pearson-Adj"]["f_value"]))
seconds = time.perf_counter() - start
"""

PYTHON_RIVALS = {
    "svy": (["svy", "pandas"], SVY),
    # its last release fails with today's polars and pandas
    "samplics": (["samplics", "polars<1.32", "pandas<3"], SAMPLICS),
}


def seeded_data(n: int) -> pd.DataFrame:
    """Make respondents with weights raked to equal regions and equal sex x age cells."""
    rng = np.random.default_rng(20210)
    data = {name: rng.integers(0, size, n) for name, size in GROUPS.items()}
    base = np.round(np.exp(rng.normal(0, 0.3, n)), 8)
    weight = base.copy()
    margins = (data["region"], data["sex"] * 4 + data["age"])
    for _ in range(60):
        for codes in margins:
            weight *= (n / (codes.max() + 1) / np.bincount(codes, weight))[codes]
    for q in range(QUESTIONS):
        lean = 0.1 * data["sex"] + 0.02 * data["region"] + rng.random(n) * ANSWERS
        data[f"q{q}"] = np.where(rng.random(n) < 0.03, -1, np.minimum(lean.astype(int), 4))
    return pd.DataFrame({**data, "base": base, "weight": weight})


def ours(data: pd.DataFrame, variance: str, *, every: bool) -> list[float]:
    """Run our tests; with `every`, also shares with intervals, Pearson, residuals and V."""
    margins = (data["region"].to_numpy(), data["sex"].to_numpy() * 4 + data["age"].to_numpy())
    design = Design(data["weight"].to_numpy(), variance=variance, margins=margins)
    tables = crosstabs(
        design,
        [(data[f"q{q}"].to_numpy(), ANSWERS) for q in range(QUESTIONS)],
        [(data[name].to_numpy(), size) for name, size in GROUPS.items()],
    )
    found = []
    for row in tables:
        for table in row:
            found.append(rao_scott(table).statistic)
            if every:
                shares(table)
                pearson_chi_square(table.counts)
                adjusted_residuals(table.counts)
                cramers_v(table.weighted)
    return found


def median_seconds(work, repeats: int) -> float:
    """Time a piece of work."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return float(np.median(seconds))


def run(command: list[str]) -> dict | str:
    """Run a rival; its answer, or why there is none."""
    try:
        found = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=RIVAL_TIMEOUT
        )
    except subprocess.TimeoutExpired:
        return f"stopped after {RIVAL_TIMEOUT} s"
    if found.returncode:
        lines = found.stderr.strip().splitlines() or ["no message"]
        return f"failed: {lines[-1][:100]}"
    return json.loads(found.stdout.splitlines()[-1].replace("NaN", "null"))


def python_rival(name: str, folder: Path) -> list[str] | str:
    """Install a rival in an environment of its own; the command, or why there is none."""
    packages, body = PYTHON_RIVALS[name]
    venv.create(folder / name, with_pip=True)
    python = folder / name / "bin" / "python"
    done = subprocess.run(
        [str(python), "-m", "pip", "install", "-q", *packages],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        return "did not install"
    script = folder / f"run_{name}.py"  # a file named as the package would hide it
    script.write_text(PYTHON_HEAD + body + PYTHON_TAIL, encoding="utf-8")
    return [str(python), str(script)]


def rivals(folder: Path) -> dict[str, list[str] | str]:
    """Command of each rival, or why it is skipped."""
    script = folder / "survey.R"
    script.write_text(R_SCRIPT, encoding="utf-8")
    program = shutil.which("Rscript")
    found: dict[str, list[str] | str] = {
        "R survey": [program, str(script)] if program else "R is not installed"
    }
    for name in PYTHON_RIVALS:
        found[name] = python_rival(name, folder)
    return found


def rival_row(name: str, command: list[str] | str, path: Path, job: tuple) -> str:
    """One line of the table for a rival."""
    n, variance, questions, our_seconds, our_f = job
    if isinstance(command, str):
        return f"| {n:,} | {variance} | {name} | {command} | | |"
    extra = [variance] if name == "R survey" else []
    answer = run([*command, str(path), str(questions), *extra])
    if isinstance(answer, str):
        return f"| {n:,} | {variance} | {name} | {answer} | | |"
    seconds = answer["seconds"] * QUESTIONS / questions
    theirs = np.array(answer["f"], dtype=float)
    some = np.isfinite(theirs) & (theirs > 0)
    agreed = f"{int(some.sum())} of {theirs.size} tests given"
    if some.all():
        worst = np.abs(np.array(our_f[: theirs.size]) / theirs - 1).max()
        agreed = f"F within {worst:.0e}"
    scaled = f"{questions * len(GROUPS)} tables, scaled" if questions < QUESTIONS else ""
    return (
        f"| {n:,} | {variance} | {name} {answer['version']} | {seconds:.2f} s | "
        f"{seconds / our_seconds:,.0f} | {'; '.join(part for part in (agreed, scaled) if part)} |"
    )


def main() -> None:
    """Write the table."""
    lines = [
        "# Association tests: 20 questions by 6 demographics, 120 tables",
        "",
        "Made by `benchmarks/association.py`; seeded data, 5 answers, 3 % missing, 2 to 17 groups.",
        "Our time is the median for all 120 Rao-Scott tests from arrays in memory; the second line",
        "adds shares with standard errors and intervals, Pearson's test, residuals and Cramer's V.",
        "Rivals ran once, their designs set up and raked beforehand.",
        f"Measured on {os.cpu_count()} cores at a load of {os.getloadavg()[2]:.1f} by other work.",
        "",
        "| respondents | weights | program | time for 120 tables | times ours | remark |",
        "| ---: | --- | --- | ---: | ---: | --- |",
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = rivals(folder)
        for n in (1000, 50_000, 1_000_000):
            data = seeded_data(n)
            path = folder / f"{n}.csv"
            if n < 1_000_000:
                data.to_csv(path, index=False, float_format="%.17g")
            for variance in ("fixed", "raked"):
                repeats = 9 if n < 100_000 else 5
                f = ours(data, variance, every=True)
                tests = median_seconds(lambda: ours(data, variance, every=False), repeats)  # noqa: B023
                every = median_seconds(lambda: ours(data, variance, every=True), repeats)  # noqa: B023
                lines.append(f"| {n:,} | {variance} | ours | {tests:.3f} s | 1 | the tests |")
                lines.append(f"| {n:,} | {variance} | ours | {every:.3f} s | | all statistics |")
                if n == 1_000_000:
                    continue
                for rival, command in commands.items():
                    if variance == "raked" and rival != "R survey":
                        continue
                    questions = QUESTIONS if n == 1000 and rival == "R survey" else 1
                    job = (n, variance, questions, tests, f)
                    lines.append(rival_row(rival, command, path, job))
                    print(lines[-1], file=sys.stderr)
    lines += [
        "",
        "`svy` drops rows with a missing answer from the sample, where R and we keep them outside",
        "the domain: a factor n / (n - 1) in F. `samplics`, archived by its author in favour of",
        "`svy`, gave no corrected F as called here. Neither was run with a variance that knows of",
        "raking. No rival was asked for 1,000,000 respondents: R `svychisq` holds a matrix of",
        "respondents by cells there.",
    ]
    Path(__file__).with_suffix(".md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
