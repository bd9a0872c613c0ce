"""The whole pipeline in a copy of the project. Truth: the committed results, the DAG's promises."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from first_stages import FIRST_FOUR_STAGES

ROOT = Path(__file__).resolve().parents[2]
STAGES = {"ingest", "weight", "tabulate_2021", "verify"}


def test_one_command_makes_the_stages(finished):
    project, run = finished
    assert run.code == 0, run.said
    for stage in ("ingest", "weight", "tabulate", "verify", "official"):
        assert len(re.findall(rf"^{stage} 2021: ", run.said, re.M)) == 1, run.said
    assert "Traceback" not in run.said
    assert (project.root / "work/2021/verified").is_file()
    assert not list(project.root.rglob(".*.csv")), "no scratch file is left"


def test_the_results_are_the_committed_ones_byte_for_byte(finished):
    project, _ = finished
    binary = (".sav", ".parquet", ".docx", ".xlsx", ".png")
    made = {n: c for n, c in project.files("results").items() if not n.endswith(binary)}
    assert len(made) > 50
    assert [name for name in made if not (ROOT / name).is_file()] == []
    assert [name for name, content in made.items() if content != (ROOT / name).read_bytes()] == []


def test_no_result_but_the_weights_holds_a_row_a_respondent(finished):
    project, _ = finished
    for name, content in project.files("results").items():
        if name.endswith(".csv") and "replicate" not in name and name.count("/weights.csv") == 0:
            assert content.count(b"\n") < 1000 or b"\n100," not in content, name


def test_a_second_run_has_nothing_to_do(finished):
    project, _ = finished
    run = project.would_run(*FIRST_FOUR_STAGES)
    assert run.code == 0
    assert run.rules == set()
    assert "Nothing to be done" in run.said


def test_a_corrected_label_reruns_no_stage_before_the_report(finished):
    project, _ = finished
    words = sorted((project.root / "data").rglob("labels.csv"))
    assert words
    for path in words:
        name = str(path.relative_to(project.root))
        with project.changed(name, "Almaty region", "Almaty oblast"):
            assert project.would_run().rules & STAGES == set(), name


@pytest.mark.parametrize(
    ("old", "new", "stale", "fresh"),
    [
        ("flag_below: 50", "flag_below: 60", {"tabulate_2021"}, {"ingest", "weight"}),
        ("minimum_cell: 5", "minimum_cell: 4", {"weight"}, {"ingest"}),
    ],
)
def test_a_changed_recipe_reruns_only_what_uses_it(finished, old, new, stale, fresh):
    project, _ = finished
    with project.changed("config.yaml", old, new):
        rules = project.would_run(*FIRST_FOUR_STAGES).rules
    assert stale <= rules
    assert rules & fresh == set()


def test_changed_code_reruns_its_stage_and_none_before(finished):
    project, _ = finished
    with project.changed("src/saualnama/verify/ledger.py", "The ledger:", "A ledger:"):
        rules = project.would_run(*FIRST_FOUR_STAGES).rules
    assert "verify" in rules
    assert rules & {"ingest", "weight", "tabulate_2021", "official"} == set()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("small_bases:", "smal_bases:", "unknown key `smal_bases`"),
        ('"2021":', "2021:", "the key 2021 is not a text. Put it in quotes"),
    ],
)
def test_a_typo_in_the_configuration_ends_before_anything_runs(finished, old, new, said):
    project, _ = finished
    before = project.files("results", "work")
    with project.changed("config.yaml", old, new):
        run = project.snakemake()
    assert run.code == 1
    assert run.said.count(said) == 1, run.said
    assert "config.yaml cannot be used" in run.said
    assert "Traceback" not in run.said
    assert project.files("results", "work") == before


def test_a_lost_figure_fails_the_run_and_keeps_the_ledger(finished):
    project, _ = finished
    expected = "data/waves/2021/expected_verdicts.csv"
    lines = (project.root / expected).read_text(encoding="utf-8").splitlines(keepends=True)
    exhibit, question, _, group, answer = lines[2].split(",")[:5]
    with project.changed(expected, lines[2], ""):
        run = project.snakemake(*FIRST_FOUR_STAGES)
        summary = (project.root / "results/2021/verify/summary.json").read_text(encoding="utf-8")
        ledger = (project.root / "results/2021/verify/figures.csv").read_text(encoding="utf-8")
        assert run.code == 1
        named = f"{exhibit}: {question}, {group}, {answer}"
        assert run.said.count(named) == 1, run.said
        assert "published figures of 2021 no longer come out" in run.said
        assert "Traceback" not in run.said
        assert named in summary
        assert ledger.count("\n") == 899
        assert not (project.root / "work/2021/verified").exists()


@pytest.mark.parametrize(
    "case",
    [
        (
            "data/waves/2021/responses.sav",
            lambda content: content[:-700],
            "ingest",
            ["responses.sav cannot be read", "damaged, truncated"],
            ["work/2021/survey.parquet", "results/2021/survey/quality.json"],
        ),
        (
            "data/population/targets_2021.csv",
            lambda content: content.replace(b"akmola,,,,", b"ulytau,,,,"),
            "weight",
            ["ulytau", "akmola"],
            ["results/2021/weights/weights.csv", "results/2021/weights/margins.csv"],
        ),
    ],
    ids=["cut file", "region without a target and target without a region"],
)
def test_bad_input_is_said_once_and_leaves_nothing(copy_of_project, case):
    name, spoil, rule, said, never = case
    project = copy_of_project("broken")
    for made in never:
        (project.root / made).unlink(missing_ok=True)
    path = project.root / name
    path.write_bytes(spoil(path.read_bytes()))
    run = project.snakemake("--until", rule)
    assert run.code == 1
    assert "Traceback" not in run.said
    for words in said:
        assert words in run.said, run.said
    log = (project.root / f"logs/2021/{rule}.log").read_text(encoding="utf-8")
    assert all(words in log for words in said)
    assert run.said.count(log.strip()) == 1, "the message is printed once, as it was logged"
    assert [made for made in never if (project.root / made).exists()] == []
    assert list((project.root / "results").rglob(".*")) == [], "no scratch file is left"


def test_the_workflow_passes_its_own_linter(finished):
    project, _ = finished
    run = project.snakemake("--lint")
    assert run.code == 0, run.said
    assert "Congratulations" in run.said


def test_the_rules_are_formatted():
    done = subprocess.run(
        [sys.executable, "-m", "snakefmt", "--check", "Snakefile", "workflow"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
