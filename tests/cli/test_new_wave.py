"""`saualnama new-wave` as people call it. Truth: the folder afterwards, and the plan of a file."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest
import yaml

import small_wave
from saualnama.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
FILES = {"questionnaire.yaml", "labels.csv", "exhibits.yaml", "matches.csv"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("data/waves/2021", "workflow/schemas"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["new-wave", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_wave_is_drafted_into_its_folder(project, capsys):
    assert main(["new-wave", "2023", "--data", "data/waves/2021/responses.sav"]) == 0
    said = capsys.readouterr().out
    folder = project / "data/waves/2023"
    assert {path.name for path in folder.iterdir()} == FILES
    assert "22 questions and 6 breakdowns, drafted from 1000 respondents" in said
    assert "28 sure, 0 likely, 0 doubtful" in said
    assert "responses: data/waves/2023/responses.sav" in said
    assert (folder / "questionnaire.yaml").read_text("utf-8").startswith("# Draft of the wave 2023")


def test_nothing_is_ever_overwritten(project, capsys):
    folder = project / "data/waves/2023"
    folder.mkdir()
    (folder / "labels.csv").write_text("mine", encoding="utf-8")
    said = refused(capsys, "2023", "--data", "data/waves/2021/responses.sav")
    assert "labels.csv: is there already" in said
    assert [path.name for path in folder.iterdir()] == ["labels.csv"]
    assert (folder / "labels.csv").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["../2023", "a/b", ".", "..", "", "2023 b", "волна", "_x", "a\nb"])
def test_a_name_that_is_no_folder_of_waves_is_refused(project, capsys, name):
    before = sorted(project.rglob("*"))
    said = refused(capsys, name, "--data", "data/waves/2021/responses.sav")
    assert "cannot be a folder of data/waves" in said
    assert sorted(project.rglob("*")) == before


def test_a_wave_before_is_named_or_the_last(project, capsys):
    data = ["--data", "data/waves/2021/responses.sav"]
    assert "no such wave" in refused(capsys, "2023", *data, "--previous", "1999")
    assert "cannot be a folder" in refused(capsys, "2023", *data, "--previous", "../2021")
    assert main(["new-wave", "2022", *data]) == 0
    capsys.readouterr()
    # the draft of 2022 is not finished, so that it is no wave to match with
    said = refused(capsys, "2023", *data)
    assert "the wave 2022 cannot be matched with (--previous names another)" in said
    assert main(["new-wave", "2023", *data, "--previous", "2021"]) == 0


def test_the_first_wave_of_all(project, capsys):
    shutil.rmtree(project / "data/waves/2021")
    frame = small_wave.frame()  # without a wave before, nothing says that 99 is a refusal
    data = small_wave.write(frame.where(frame != 99), project / "first.csv")
    said = refused(capsys, "first", "--data", str(data), "--demographic", "TOWN")
    assert "`TOWN` cannot be a breakdown" in said
    assert main(["new-wave", "first", "--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert "found again" not in said
    content = yaml.safe_load((project / "data/waves/first/questionnaire.yaml").read_text("utf-8"))
    assert [d["id"] for d in content["demographics"]] == ["region", "sex", "age"]
    assert {q["id"]: q["kind"] for q in content["questions"]}["q3"] == "multiple"


def test_cp1251_is_named(project, capsys):
    path = project / "old.csv"
    path.write_bytes("ID,Q1\n1,Да\n2,Нет\n".encode("cp1251"))
    said = refused(capsys, "2023", "--data", str(path))
    assert "Windows-1251" in said
    assert "line 2" in said


def test_two_columns_with_one_name_are_refused(project, capsys):
    path = project / "twice.csv"
    path.write_text("ID,Q1,Q1\n1,1,2\n", encoding="utf-8")
    assert "the column `Q1` stands twice" in refused(capsys, "2023", "--data", str(path))


def test_a_file_without_respondents_is_refused(project, capsys):
    path = project / "empty.csv"
    path.write_text("ID,Q1\n", encoding="utf-8")
    assert "no respondents" in refused(capsys, "2023", "--data", str(path))


def test_a_form_that_is_none_is_refused(project, capsys):
    data = ["--data", "data/waves/2021/responses.sav"]
    assert "no such file" in refused(capsys, "2023", *data, "--form", "nowhere.xlsx")
    (project / "form.xlsx").write_bytes(b"PK not a workbook")
    assert "an .xlsx workbook" in refused(capsys, "2023", *data, "--form", "form.xlsx")
    book = openpyxl.Workbook()
    book.save(project / "plain.xlsx")
    assert "no sheet `survey`" in refused(capsys, "2023", *data, "--form", "plain.xlsx")
    assert not (project / "data/waves/2023").exists()


def test_twenty_rows_are_drafted_and_said(project, capsys):
    frame = small_wave.frame().head(20)
    data = small_wave.write(frame, project / "small.csv")
    assert main(["new-wave", "tiny", "--data", str(data)]) == 0
    assert "20 respondents: answers that nobody gave may be missing" in capsys.readouterr().out


@pytest.mark.parametrize("ending", ["csv", "sav"])
def test_a_large_wave_is_drafted_in_time(project, capsys, ending):
    """50 000 rows of 40 columns in a quarter of what 200 000 may take."""
    generator = np.random.default_rng(1)
    n = 50_000
    frame = pd.DataFrame({"ID": np.arange(1, n + 1), "SEX": generator.integers(1, 3, n)})
    for at in range(38):
        frame[f"Q{at}"] = generator.integers(1, 6, n)
    data = small_wave.write(frame.astype(float), project / f"large.{ending}")
    began = time.perf_counter()
    assert main(["new-wave", "large", "--data", str(data)]) == 0
    assert time.perf_counter() - began < 5
    assert "38 questions" in capsys.readouterr().out
