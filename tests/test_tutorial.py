"""The tutorials are one text in three languages. Truth: each other, and what the commands print."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from saualnama.cli.main import COMMANDS, main

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("kk", "ru", "en")
TEXTS = {
    name: (ROOT / f"docs/tutorial.{name}.md").read_text(encoding="utf-8") for name in LANGUAGES
}


def blocks(language: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", TEXTS[language], re.M | re.S)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_shows_the_same_commands_and_files(language):
    own = [part.replace(f"--lang {language}", "--lang en") for part in blocks(language, "console")]
    assert own == blocks("en", "console")
    for kind in ("text", "yaml"):
        assert blocks(language, kind) == blocks("en", kind)
    for other in {*LANGUAGES} - {language}:
        assert f"(tutorial.{other}.md)" in TEXTS[language]


def test_every_command_is_one():
    lines = [line for part in blocks("en", "console") for line in part.splitlines()]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for line in lines:
        first, *rest = shlex.split(line)
        assert first in {"saualnama", "make", "cp", "."}, line
        if first == "saualnama":
            assert rest[0] in COMMANDS
        if first == "make" and rest:
            assert f"\n{rest[0]}: env" in makefile


def test_the_steps_lead_to_a_wave_that_can_be_used(tmp_path, monkeypatch, capsys):
    """Steps 1 to 5 as a new user does them, with the TODO lines settled as the text says."""
    for name in ("data", "workflow/schemas", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "config.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    script = [sys.executable, "scripts/simulate_2023.py"]
    library = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(script, check=True, capture_output=True, env=library)  # noqa: S603
    draft, *_, check = (part.splitlines() for part in blocks("en", "console")[1:5])
    assert main(shlex.split(draft[0])[1:]) == 0
    assert blocks("en", "text")[0] in capsys.readouterr().out
    settle(tmp_path / "data/waves/2023")
    for line in blocks("en", "console")[2].splitlines():
        copy(line)
    config = tmp_path / "config.yaml"
    text = config.read_text(encoding="utf-8")
    entry = blocks("en", "yaml")[0]
    config.write_text(text.replace("\nweighting:", f"{entry}\nweighting:", 1), encoding="utf-8")
    words = ["check", "2023", "--lang", "en"]
    assert main(words) == 2
    assert "errors 5," in capsys.readouterr().out
    copy(check[0])
    assert main(words) == 0
    assert "errors 0," in capsys.readouterr().out


def copy(line: str) -> None:
    _, source, target = shlex.split(line)
    for path in Path().glob(source):
        shutil.copy(path, target)


def settle(folder: Path) -> None:
    """Delete the lines under TODO and write the words."""
    for name in ("questionnaire.yaml", "exhibits.yaml"):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^( *)TODO:\n(?:\1  .*\n)+", "", text, flags=re.M)
        path.write_text(text, encoding="utf-8")
    path = folder / "labels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("TODO", "words"), encoding="utf-8")
