"""`saualnama audit` as a person runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from saualnama.cli.main import main

ROOT = Path(__file__).parents[2]
FIGURES = str(ROOT / "data/published/survey_figures.csv")
BASES = str(ROOT / "data/published/bases.csv")
OFFICIAL = str(ROOT / "data/official/official_statistics.csv")


def test_json_of_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", FIGURES, "--bases", BASES, "--official", OFFICIAL, "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert len(findings) == 47
    assert list(findings[0]) == [
        *["exhibit", "group", "answer", "kind", "printed", "possible", "proof"]
    ]
    subtotal = next(found for found in findings if found["group"] == "nur_sultan")
    assert subtotal["printed"] == "52.4"
    assert "32 people, which is 52.5%" in subtotal["proof"]


def test_without_official_statistics_only_the_survey_is_audited(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["audit", FIGURES, "--bases", BASES]) == 0
    assert capsys.readouterr().out.endswith("29 found.\n")


@pytest.mark.parametrize(
    ("language", "last"), [("kk", "Табылғаны: 29."), ("ru", "Найдено: 29."), ("en", "29 found.")]
)
def test_languages(capsys: pytest.CaptureFixture[str], language: str, last: str) -> None:
    assert main(["audit", FIGURES, "--bases", BASES, "--lang", language]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_nothing_found_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures, bases = tmp_path / "figures.csv", tmp_path / "bases.csv"
    figures.write_text(
        "exhibit,question,breakdown,group,answer,statistic,printed,decimals,base_printed,base_n\n"
        "table_1,q,sex,male,yes,pct,50.0,1,,40\n"
    )
    bases.write_text("breakdown,group,n\nsex,male,40\n")
    assert main(["audit", str(figures), "--bases", str(bases)]) == 0
    assert capsys.readouterr().out == "Nothing found that cannot be.\n"
    assert main(["audit", str(figures), "--bases", str(bases), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_all_faults_at_once_and_no_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures, bases = tmp_path / "figures.csv", tmp_path / "bases.csv"
    figures.write_text(
        "exhibit,question,breakdown,group,answer,statistic,printed,decimals,base_printed,base_n\n"
        'sheet 1,q,sex,male,yes,pct,"50,5",1,,0\n'
        "table_1,q,sex,male,no,pct,101.0,1,,40\n"
    )
    bases.write_text("breakdown,group,n\nsex,male,0\n")
    assert main(["audit", str(figures), "--bases", str(bases)]) == 2
    out, message = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in message
    for told in (
        "figures.csv, line 2: exhibit `sheet 1`",
        "printed `50,5`",
        "base_n `0`",
        "figures.csv, line 3: printed 101.0 %",
        "bases.csv, line 2: n `0`",
    ):
        assert told in message


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", str(tmp_path / "none.csv"), "--bases", BASES]) == 2
    assert "none.csv" in capsys.readouterr().err
