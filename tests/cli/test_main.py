"""Finding and running a command: exit codes, messages, and help without heavy packages."""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace

import pytest

from saualnama.cli import main as entry
from saualnama.errors import Fault, InputError


@pytest.mark.parametrize("name", entry.COMMANDS)
def test_every_command_has_its_module(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        entry.main([name, "--help"])
    assert end.value.code == 0
    assert f"usage: saualnama {name}" in capsys.readouterr().out


@pytest.mark.parametrize("words", [[], ["weigh"], ["rake", "--no-such-option"]])
def test_wrong_words_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        entry.main(words)
    assert end.value.code == 2
    assert "usage: saualnama" in capsys.readouterr().err


def _command(run: object) -> SimpleNamespace:
    return SimpleNamespace(add_arguments=lambda _: None, run=run)


def test_bad_input_is_one_message_and_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(options: object) -> int:
        raise InputError("a.sav cannot be used", [Fault("x", "row 3", "is empty")])

    monkeypatch.setattr(entry, "command_named", lambda _: _command(run))
    assert entry.main(["rake"]) == 2
    shown = capsys.readouterr()
    assert shown.err == "saualnama rake: a.sav cannot be used:\n  row 3: is empty\n"
    assert shown.out == ""


def test_a_bug_passes_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(options: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(entry, "command_named", lambda _: _command(run))
    with pytest.raises(ZeroDivisionError):
        entry.main(["rake"])


@pytest.mark.parametrize("words", [["--help"], ["rake", "--help"], ["explain", "--help"]])
def test_help_imports_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\nfrom saualnama.cli.main import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        "heavy = {'numpy', 'pandas', 'scipy', 'yaml'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    done = subprocess.run(  # noqa: S603 (our own words)
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_has_seen_enough_is_no_bug() -> None:
    """What `saualnama ... | head -1` does: the pipe is closed before everything is printed."""
    code = (
        "import sys\nfrom types import SimpleNamespace\nfrom saualnama.cli import main as entry\n"
        "run = lambda options: print('x' * 10**7) or 0\n"
        "command = SimpleNamespace(add_arguments=lambda parser: None, run=run)\n"
        "entry.command_named = lambda name: command\n"
        "sys.exit(entry.main(['rake']))"
    )
    with subprocess.Popen(  # noqa: S603 (our own words)
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(1) == b"x"
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0
