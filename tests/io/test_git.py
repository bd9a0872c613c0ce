"""What git knows. Truth: a repository made for the test."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from saualnama.io.git import kept_in_git


def git(*words: str) -> None:
    subprocess.run(["git", *words], check=True, capture_output=True)  # noqa: S603, S607


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    for name in ("tracked.csv", "ignored.csv", "new, жаңа.csv"):
        (tmp_path / "data" / name).write_text("a\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("ignored.csv\n", encoding="utf-8")
    return tmp_path


def test_tracked_and_addable_files_are_told_apart(project: Path) -> None:
    git("init", "-q")
    git("add", "data/tracked.csv")
    assert kept_in_git([Path("data"), Path("nowhere")]) == (
        ["data/tracked.csv"],
        ["data/new, жаңа.csv"],
    )


def test_without_a_repository_there_is_nothing_to_say(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    assert kept_in_git([Path("data")]) == ([], [])


def test_without_git_there_is_nothing_to_say(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project))
    assert kept_in_git([Path("data")]) == ([], [])
