"""`saualnama check`. Truth: the faults that the test put into a copy of the 2021 wave."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

from saualnama.cli.main import main
from saualnama.io.responses import read_responses

ROOT = Path(__file__).parents[2]
WAVE = Path("data/waves/2023")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the 2021 wave, and the same once more as the field wave 2023."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("data/waves/2021", "data/population", "workflow/schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    own = '  "2023":\n    responses: {}/responses.csv\n    targets: {}\n\nweighting:'
    text = text.replace("weighting:", own, 1)
    text = text.replace("{}", WAVE.as_posix(), 1)
    text = text.replace("{}", "data/population/targets_2021.csv", 1)
    (root / "config.yaml").write_text(text, encoding="utf-8")
    wave = root / WAVE
    wave.mkdir()
    for name in ("questionnaire.yaml", "labels.csv", "exhibits.yaml"):
        content = (ROOT / "data/waves/2021" / name).read_text(encoding="utf-8")
        content = content.replace('wave: "2021"', 'wave: "2023"')
        (wave / name).write_text(
            content.replace("origin: reconstruction", "origin: field"), "utf-8"
        )
    answers = read_responses(ROOT / "data/waves/2021/responses.sav").frame
    answers.astype("Int64").to_csv(wave / "responses.csv", index=False)
    return root


@pytest.fixture
def project(prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(prepared, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    return root


def spoil(name: str, old: str, new: str) -> None:
    path = WAVE / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def answers() -> pd.DataFrame:
    return pd.read_csv(WAVE / "responses.csv", dtype="str", keep_default_na=False)


def check(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["check", *(words or ("2023",))])
    said = capsys.readouterr()
    assert said.err == ""
    return code, said.out


def test_a_sound_wave_has_warnings_only(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(capsys)
    assert code == 0
    assert said.startswith("Wave 2023: errors 0, warnings 2, notes 0\n")
    assert said.count(" respondents for a quota of ") == 2
    assert check(capsys, "2021")[0] == 0


@pytest.mark.parametrize(
    ("language", "head", "line"),
    [
        ("en", "Wave 2023: errors 1,", "responses.csv, column Q2, rows 4, 6: unknown code 7"),
        (
            "ru",
            "Волна 2023: ошибок – 1,",
            "responses.csv, столбец Q2, строки 4, 6: неизвестный код 7",
        ),
        ("kk", "2023 толқыны: қате – 1,", "responses.csv, баған Q2, жолдар 4, 6: белгісіз код 7"),
    ],
)
def test_an_error_ends_with_two_in_the_language_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str], language: str, head: str, line: str
) -> None:
    table = answers()
    table.loc[[2, 4], "Q2"] = "7"
    table.to_csv(WAVE / "responses.csv", index=False)
    code, said = check(capsys, "2023", "--lang", language)
    assert code == 2
    assert said.startswith(head)
    assert f"  - {line}\n" in said


def test_everything_is_said_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil("questionnaire.yaml", "id: knows_dv_cases", "id: familiar")
    spoil("questionnaire.yaml", "question: knows_dv_cases", "question: familiar")
    spoil("questionnaire.yaml", "\nquestions:", "\nTODO:\n  - which columns matter\nquestions:")
    spoil("labels.csv", "question,dv_causes,", "question,causes,")
    table = answers()
    table.loc[0, "ID"] = table.loc[1, "ID"]
    table.loc[10:40, "AGE"] = "1987-05-02"
    table[table["SEX"] == "2"].to_csv(WAVE / "responses.csv", index=False)
    code, said = check(capsys)
    assert code == 2
    for words in (
        "questionnaire.yaml: TODO: which columns matter",
        "no question `knows_dv_cases`",
        "kind `question`: no entry `dv_causes`",
        "kind `question`: no entry `familiar`",
        ", column AGE, rows ",
        "what to do: this looks like a date: the column needs ages in years",
        "category `male:18_29` (12.1 %) has no respondent",
        "question `knows_dv_cases`: was asked in 2021 and is not in this wave",
    ):
        assert words in said, words
    assert "Traceback" not in said


def test_a_file_that_cannot_be_read_hides_no_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (WAVE / "responses.csv").write_bytes("ID;пол\n1;жен".encode("cp1251"))
    spoil("labels.csv", "kind,id,kk,ru,en\n", "kind,id,kk,ru\n")
    spoil("exhibits.yaml", "question: dv_change_5y", "question: dv_chnge")
    code, said = check(capsys)
    assert code == 2
    for words in ("responses.csv", "there is no column `en`", "no question `dv_chnge`"):
        assert words in said


def test_without_a_questionnaire_there_is_no_page_and_it_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (WAVE / "questionnaire.yaml").write_text("wave: [", encoding="utf-8")
    code, said = check(capsys, "2023", "--html", "page.html", "--lang", "ru")
    assert code == 2
    assert "Страница не записана" in said
    assert not Path("page.html").exists()


def test_the_page_says_what_the_terminal_says(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = check(capsys, "2023", "--html", "new/page.html")
    assert code == 0
    page = Path("new/page.html").read_text(encoding="utf-8")
    for problem in re.findall(r"^  - .*?: (.+)$", said, re.M):
        assert problem in page


def test_a_wave_that_the_configuration_does_not_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(ROOT / "config.yaml", "config.yaml")
    code, said = check(capsys)
    assert code == 0
    assert "config.yaml: does not name the wave `2023`" in said
    assert "quota" not in said, "no targets are named"
    (WAVE / "responses.csv").unlink()
    code, said = check(capsys)
    assert code == 2
    assert "there is no file of answers" in said


def test_answers_in_git_are_warned_of(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *words], check=True, capture_output=True)  # noqa: S603, S607
    code, said = check(capsys)
    assert code == 0
    assert f"{WAVE.as_posix()}/responses.csv: answers of people are kept in git" in said
    assert "kept in git" not in check(capsys, "2021")[1], "a reconstruction is nobody's answers"


@pytest.mark.parametrize("name", ["../2023", "2031", "", "data/waves/2021"])
def test_a_wave_that_is_none(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["check", name]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert f"there is no wave `{name}`" in said.err


def test_words_that_are_still_to_be_written_are_counted_and_hide_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil("labels.csv", "Ерлер,Мужчины,Men", "TODO,Мужчины,Men")
    spoil("labels.csv", "Әйелдер,Женщины,Women", "TODO,,Women")
    spoil("labels.csv", "Change over the past 5 years", "What is new")
    spoil("labels.csv", "question,dv_causes,", "question,causes,")
    code, said = check(capsys, "2023", "--html", "page.html")
    assert code == 2
    for words in (
        ": 2 words are to be written in `kk`",
        "`female` has no word in `ru`",
        "no entry `dv_causes`",
        "is worded anew in `en`: “What is new”, in 2021 “Change over the past 5 years”",
    ):
        assert said.count(words) == 1, words
    assert "anew in `kk`" not in said, "a word that is not there is no other wording"
    assert "Akmola region" in Path("page.html").read_text(encoding="utf-8")
