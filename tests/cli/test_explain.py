"""`explain` shows one weight of the 2021 wave; the numbers of its lines multiply up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from saualnama.cli.main import main


@pytest.fixture
def at_project(weighted_project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(weighted_project)
    return weighted_project


def _last_numbers(text: str) -> list[float]:
    rows = [line for line in text.replace(",", ".").splitlines() if line[-1:].isdigit()]
    return [float(line.split()[-1]) for line in rows]


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Weight so far"), ("ru", "Вес на этом шаге"), ("kk", "Аралық салмақ")],
)
def test_a_weight_multiplies_up(
    language: str, said: str, at_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "2021", "--respondent", "17", "--lang", language]) == 0
    shown = capsys.readouterr().out
    assert said in shown
    assert "(kyzylorda)" in shown
    assert "(female:18_29)" in shown
    # respondent, base, after region, after sex x age, recomputed, stored, difference
    numbers = _last_numbers(shown)
    assert numbers[0] == 17
    assert numbers[1] == 1
    line = next(row for row in shown.replace(",", ".").splitlines() if "female:18_29" in row)
    *_, target, sample, factor, running = line.split()
    assert float(factor) * numbers[2] == pytest.approx(float(running), abs=2e-8)
    assert float(running) == numbers[4] == numbers[5]
    assert numbers[6] == 0
    assert float(sample) == 11.8
    assert 11 < float(target) < 12
    assert len(shown.splitlines()) == 9  # the last says that it is a reconstruction


def test_an_unknown_respondent_ends_with_2_and_names_no_other(
    at_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "2021", "--respondent", "1001"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.splitlines() == [
        "saualnama explain: there is no such respondent:",
        "  wave 2021: none of its 1000 respondents has the id `1001`",
    ]


@pytest.mark.parametrize("wave", ["1999", "../2021", ""])
def test_an_unknown_wave_ends_with_2(
    wave: str, at_project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", wave, "--respondent", "1"]) == 2
    assert f"there is no wave `{wave}`" in capsys.readouterr().err


def test_what_is_not_made_yet_is_named_with_its_command(
    weighted_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(weighted_project / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "2021", "--respondent", "1"]) == 2
    said = capsys.readouterr().err
    assert "Run `snakemake work/2021/survey.parquet`" in said
    assert "Run `snakemake results/2021/weights/weights.csv`" in said


def test_weights_of_other_respondents_are_refused(
    weighted_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path / "stale"
    shutil.copytree(weighted_project, root)
    weights = root / "results/2021/weights/weights.csv"
    lines = weights.read_text(encoding="utf-8").splitlines(keepends=True)
    weights.write_text("".join(lines[:-1]), encoding="utf-8")
    monkeypatch.chdir(root)
    assert main(["explain", "2021", "--respondent", "1"]) == 2
    assert "the results are out of date" in capsys.readouterr().err
