"""Scripts of stages with spoiled inputs. Truth: the promise of one message, exit 2 and no output.

The scripts run in this process, as Snakemake runs them, so that many ways to go wrong are tried.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from saualnama.io.structured import read_yaml

ROOT = Path(__file__).resolve().parents[2]
WAVE = "data/waves/2021/"
TARGETS = "data/population/targets_2021.csv"
PUBLISHED = "data/published/survey_figures.csv"
SURVEY = "work/2021/survey.parquet"
CONFIG = read_yaml(ROOT / "config.yaml")
QUESTIONNAIRE = {"questionnaire": f"{WAVE}questionnaire.yaml"}
WAVE_FILES = {"survey": SURVEY, **QUESTIONNAIRE}
TABULATE = {
    "weighting": {"margins": CONFIG["weighting"]["margins"], "collapse": [], "variance": "raked"},
    "tests": CONFIG["tests"],
    "small_bases": CONFIG["small_bases"],
}

STAGES = {
    "ingest": (
        {"responses": f"{WAVE}responses.sav", "targets": TARGETS, **QUESTIONNAIRE},
        ("survey", "quality"),
        {},
    ),
    "weight": (
        {"targets": TARGETS, **WAVE_FILES},
        ("weights", "factors", "margins", "trace", "merges", "diagnostics"),
        {"recipe": CONFIG["weighting"]},
    ),
    "tabulate": (
        {
            "weights": "results/2021/weights/weights.csv",
            "exhibits": f"{WAVE}exhibits.yaml",
            "published": PUBLISHED,
            **WAVE_FILES,
        },
        ("tables", "tests", "letters", "matrix"),
        TABULATE,
    ),
    "official": (
        {
            "statistics": "data/official/official_statistics.csv",
            "totals": "data/population/kazakhstan_totals.csv",
            "regions": "data/population/kazakhstan_2021.csv",
        },
        ("table_1.1.1",),
        {"regions_year": 2021},
    ),
    "verify": (
        {
            "published": PUBLISHED,
            "errata": "data/published/errata.csv",
            "expected": f"{WAVE}expected_verdicts.csv",
            "tables": ["results/2021/tables/table_1.2.2.csv"],
            "tests": "results/2021/tables/tests.csv",
            **WAVE_FILES,
        },
        ("figures", "summary"),
        {},
    ),
}


class Named(dict[str, object]):
    """Files by name, as Snakemake gives them to a script."""

    def __getattr__(self, name: str) -> object:
        return self[name]


@pytest.fixture
def run(finished, tmp_path, monkeypatch, capsys):
    """Runs a stage's script in the finished project and returns exit code, message and files."""
    project, _ = finished
    monkeypatch.chdir(project.root)
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))

    def of(stage, files=(), params=()):
        given, names, settings = STAGES[stage]
        out = {name: str(tmp_path / "out" / f"{name}.x") for name in names}
        log = tmp_path / "log"
        fake = SimpleNamespace(
            input=Named(given | dict(files)),
            output=Named(out),
            params=SimpleNamespace(**(settings | dict(params))),
            wildcards=SimpleNamespace(wave="2021"),
            log=[str(log)],
        )
        with pytest.raises(SystemExit) as end:
            runpy.run_path(str(ROOT / f"scripts/{stage}.py"), init_globals={"snakemake": fake})
        shown = capsys.readouterr()
        assert shown.out == ""
        assert shown.err.strip() == log.read_text(encoding="utf-8").strip()
        return end.value.code, shown.err, list(tmp_path.glob("out/**/*"))

    return of


def first_value(column: str, new: str):
    """Puts another text into the first row of a column."""

    def spoil(text: str) -> str:
        head, row, *rest = text.split("\n")
        cells = row.split(",")
        cells[head.split(",").index(column)] = new
        return "\n".join([head, ",".join(cells), *rest])

    return spoil


def without_column(column: str):
    """Gives a column another name."""
    return lambda text: text.replace(column, f"{column}_", 1)


@pytest.mark.parametrize(
    "case",
    [
        ("ingest", "questionnaire", lambda _: "", "top level: found null"),
        ("ingest", "questionnaire", lambda t: t.replace("questions:", "x: [", 1), "line "),
        ("ingest", "targets", without_column("population"), "no column `population`"),
        ("ingest", "targets", first_value("population", "many"), "line 2: population `many`"),
        ("ingest", "targets", first_value("population", "-1"), "line 2: population `-1`"),
        ("weight", "targets", first_value("population", "inf"), "population is `inf`"),
        ("weight", "targets", first_value("region", ""), "row 1"),
        ("weight", "targets", lambda _: "", "the file is empty"),
        ("weight", "targets", lambda t: t + "akmola,,,,1\n", "`akmola` is given twice"),
        ("weight", "targets", lambda t: t[:-9] + '"', "targets_2021.csv"),
        ("tabulate", "weights", first_value("weight", "0"), "line 2: weight `0`"),
        ("tabulate", "weights", first_value("id", "nobody"), "the ids of the survey, in order"),
        ("tabulate", "weights", without_column("weight"), "no column `weight`"),
        ("tabulate", "published", without_column("breakdown"), "no column `breakdown`"),
        ("tabulate", "published", first_value("printed", "1.2.3"), "line 2: printed `1.2.3`"),
        ("tabulate", "exhibits", lambda _: "- a\n", "top level: found"),
        ("official", "statistics", lambda t: t[: len(t) // 2], "official_statistics.csv"),
        ("official", "totals", lambda t: t.partition("\n")[0] + "\n", "no row for 2021"),
        ("official", "totals", first_value("population", "0"), "a whole number above 0"),
        ("official", "totals", first_value("population", "lots"), "`lots` is not a number"),
        ("official", "regions", without_column("dimension"), "no column `dimension`"),
        ("verify", "published", without_column("decimals"), "no column `decimals`"),
        ("verify", "published", first_value("decimals", "two"), "decimals `two`"),
        ("verify", "errata", without_column("exhibit"), "no column `exhibit`"),
        ("verify", "expected", without_column("verdict"), "no column `verdict`"),
        ("verify", "expected", first_value("verdict", "fine"), "line 2: verdict `fine`"),
        ("verify", "expected", first_value("exhibit", "table_0"), "no published figure table_0"),
    ],
)
def test_a_spoiled_text_file(run, tmp_path, case):
    stage, name, spoil, said = case
    path = Path(STAGES[stage][0][name])
    broken = tmp_path / path.name
    text = path.read_text(encoding="utf-8")
    broken.write_text(spoil(text), encoding="utf-8")
    assert broken.read_text(encoding="utf-8") != text
    code, message, left = run(stage, {name: str(broken)})
    assert (code, left) == (2, [])
    assert said in message


@pytest.mark.parametrize(
    ("stage", "name"),
    [
        (stage, name)
        for stage, (files, _, _) in STAGES.items()
        for name in files
        if name != "tables"
    ],
)
def test_a_file_that_is_not_there(run, stage, name):
    code, message, left = run(stage, {name: "nowhere/nothing.parquet"})
    assert (code, left) == (2, [])
    assert "nothing.parquet" in message


@pytest.mark.parametrize("stage", ["weight", "tabulate"])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: frame.drop(columns="region"), "there is no column `region`"),
        (lambda frame: frame.assign(sex="male"), "the answers of `sex` are not those"),
        (
            lambda frame: frame.assign(
                sex=frame["sex"].cat.reorder_categories(
                    frame["sex"].cat.categories[[1, 0, 2, 3, 4]]
                )
            ),
            "the answers of `sex` are not those",
        ),
    ],
    ids=["column", "words", "order"],
)
def test_a_survey_of_another_questionnaire(run, tmp_path, stage, change, said):
    change(pd.read_parquet(SURVEY)).to_parquet(tmp_path / "survey.parquet")
    code, message, left = run(stage, {"survey": str(tmp_path / "survey.parquet")})
    assert (code, left) == (2, [])
    assert said in message
    assert "Run the ingest stage again" in message


@pytest.mark.parametrize(
    ("stage", "params", "said"),
    [
        ("weight", {"margins": [["moon"]]}, "no row gives the margin `moon`"),
        ("weight", {"minimum_cell": 900}, "expected 900 or more"),
        ("weight", {"max_cycles": 1}, "did not converge in 1 cycles"),
        ("weight", {"cap": 1.0001}, "needs a mean factor of"),
        ("tabulate", {"small_bases": {"flag_below": 1, "suppress_below": 2}}, "suppress_below 2"),
        ("tabulate", {"tests": {"seed": 1, "draws": 99, "letters": ["x"]}}, "letters: `x`"),
        ("official", {"regions_year": 1800}, "no row for 1800"),
    ],
)
def test_settings_that_cannot_be_used(run, stage, params, said):
    if stage == "weight":
        params = {"recipe": CONFIG["weighting"] | params}
    code, message, left = run(stage, params=params)
    assert (code, left) == (2, [])
    assert said in message
