"""Every example of docs/commands.md, run where the project is; the output is what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from saualnama.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```console\n\$ saualnama (.+)\n((?:.+\n)+?)```$", DOC, re.M)


def test_every_documented_command_is_one_and_has_an_example() -> None:
    sections = re.findall(r"^## ([a-z-]+)$", DOC, re.M)
    assert {"rake", "explain"} <= set(sections) <= set(COMMANDS)
    assert {shlex.split(words)[0] for words, _ in EXAMPLES} == set(sections)


@pytest.fixture
def project(weighted_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project in which a command may write."""
    root = tmp_path / "project"
    shutil.copytree(weighted_project, root)
    for folder in ("data/population", "data/published", "results/2021/replicate"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "config.yaml", root)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(("words", "shown"), EXAMPLES, ids=[words[:40] for words, _ in EXAMPLES])
def test_example(words: str, shown: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(shlex.split(words))
    said = capsys.readouterr()
    refused = shown.startswith("saualnama ")
    assert code == (2 if refused else 0)
    pattern = "".join(
        "(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in shown.splitlines()
    )
    assert re.fullmatch(pattern, said.err if refused else said.out)
    assert (project / "weights.csv").exists() == (words.startswith("rake") and not refused)
