"""Answers of people do not belong into git."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from saualnama.check.findings import Finding
from saualnama.errors import Fault

STRUCTURE = frozenset({"labels.csv", "expected_verdicts.csv"})
"""Tables in a wave's folder that hold no answers."""

DATA = frozenset({".sav", ".zsav", ".por", ".dta", ".csv", ".xls", ".xlsx", ".parquet"})
"""Endings of files that can hold a row a respondent."""


def row_level_folders(wave: str) -> list[str]:
    """Folders of a project in which files with a row a respondent can lie."""
    return [f"data/waves/{wave}", f"results/{wave}/weights", f"results/{wave}/replicate"]


def git_findings(wave: str, tracked: Sequence[str], addable: Sequence[str]) -> Iterator[Finding]:
    """Files with a row a respondent that git keeps or would keep.

    Args:
        wave: its name.
        tracked: files that git has.
        addable: files that `git add` would take.
    """
    for path in _rows(wave, tracked):
        hint = f"run `git rm --cached {path}`; what was pushed before stays in the history"
        fault = Fault("tracked-answers", path, "answers of people are kept in git", hint=hint)
        yield Finding("warning", "privacy", fault)
    for path in _rows(wave, addable):
        hint = "add it to .gitignore, or move it out of the project"
        problem = "answers of people that `git add` would take"
        yield Finding("warning", "privacy", Fault("not-ignored", path, problem, hint=hint))


def _rows(wave: str, paths: Iterable[str]) -> list[str]:
    made = {
        f"results/{wave}/{name}"
        for name in (
            "weights/weights.csv",
            "weights/weighted.sav",
            "weights/replicates.parquet",
            "replicate/data.csv",
            "replicate/ours_weights.csv",
        )
    }
    return [path for path in paths if path in made or _holds_answers(wave, PurePosixPath(path))]


def _holds_answers(wave: str, path: PurePosixPath) -> bool:
    """Whether a file of a wave's folder can hold answers, whatever a field office called it."""
    in_folder = path.is_relative_to(f"data/waves/{wave}")
    return in_folder and path.suffix.lower() in DATA and path.name not in STRUCTURE
