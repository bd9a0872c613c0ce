"""Answers in git. Truth: a list of paths, read by eye."""

from __future__ import annotations

from saualnama.check.privacy import git_findings

KEPT = [
    "data/waves/2023/labels.csv",
    "data/waves/2023/questionnaire.yaml",
    "data/waves/2023/README.md",
    "results/2023/tables/table_1.csv",
    "results/2023/weights/margins.csv",
    "results/2023/weights/dossier.html",
    "results/2023/replicate/replicate.R",
    "data/waves/2021/responses.sav",
]
ROWS = [
    "data/waves/2023/responses.sav",
    "data/waves/2023/raw/KoBo export.XLSX",
    "results/2023/weights/weights.csv",
    "results/2023/weights/weighted.sav",
    "results/2023/weights/replicates.parquet",
    "results/2023/replicate/data.csv",
    "results/2023/replicate/ours_weights.csv",
]


def test_files_with_a_row_a_respondent_are_named_and_no_others() -> None:
    found = list(git_findings("2023", [*KEPT, *ROWS], []))
    assert [f.fault.where for f in found] == ROWS
    assert {(f.severity, f.fault.code) for f in found} == {("warning", "tracked-answers")}
    assert "git rm --cached data/waves/2023/responses.sav" in found[0].fault.hint


def test_files_that_git_add_would_take_are_named_apart() -> None:
    found = list(git_findings("2023", [], [*KEPT, *ROWS[:1]]))
    assert [(f.fault.code, f.fault.where) for f in found] == [("not-ignored", ROWS[0])]
