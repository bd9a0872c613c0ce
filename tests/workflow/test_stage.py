"""What a script does with bad input. Truth: the streams, the log and the exit code themselves."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import SimpleNamespace

import pytest

from saualnama.errors import Fault, InputError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def stage():
    spec = importlib.util.spec_from_file_location("stage", ROOT / "scripts/stage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.stage


@pytest.fixture
def snakemake(tmp_path):
    return SimpleNamespace(log=[str(tmp_path / "logs/2021/ingest.log")])


def test_bad_input_is_said_and_logged_once_and_ends_with_2(stage, snakemake, capsys):
    error = InputError("a.sav cannot be used", [Fault("x", "row 3, column Q1", "unknown code 7")])
    with pytest.raises(SystemExit) as ended, stage(snakemake):
        raise error
    assert ended.value.code == 2
    said = capsys.readouterr()
    message = "a.sav cannot be used:\n  row 3, column Q1: unknown code 7\n"
    assert said.out == ""
    assert said.err == f"\n{message}\n"
    assert Path(snakemake.log[0]).read_text(encoding="utf-8") == message


def test_a_good_run_leaves_an_empty_log_in_place_of_an_old_one(stage, snakemake):
    log = Path(snakemake.log[0])
    log.parent.mkdir(parents=True)
    log.write_text("an old fault", encoding="utf-8")
    with stage(snakemake):
        pass
    assert log.read_text(encoding="utf-8") == ""


def test_a_bug_of_ours_keeps_its_traceback(stage, snakemake):
    with pytest.raises(ZeroDivisionError), stage(snakemake):
        raise ZeroDivisionError
