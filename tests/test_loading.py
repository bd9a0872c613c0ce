"""A wave's files read from the top of a project. Truth: the committed wave and spoiled copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

import small_wave
from saualnama.errors import InputError
from saualnama.io.tables import write_frame
from saualnama.loading import load_checked, load_exhibits, load_questionnaire, load_survey

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with nothing but its schemas and the small wave."""
    shutil.copytree(ROOT / "workflow/schemas", tmp_path / "workflow/schemas")
    monkeypatch.chdir(tmp_path)
    for name, document in (
        ("questionnaire", small_wave.QUESTIONNAIRE),
        ("exhibits", small_wave.EXHIBITS),
    ):
        text = yaml.safe_dump(document, sort_keys=False)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_small_wave_is_read_as_it_was_written(project, small_questionnaire, small_survey):
    questionnaire = load_questionnaire(Path("questionnaire.yaml"))
    assert questionnaire == small_questionnaire
    exhibits = load_exhibits(Path("exhibits.yaml"), questionnaire)
    assert [exhibit.id for exhibit in exhibits] == ["table_1", "table_2", "figure_3"]
    write_frame(project / "survey.parquet", small_survey.frame)
    survey = load_survey(Path("survey.parquet"), questionnaire)
    assert survey.frame.equals(small_survey.frame)
    assert survey.n == 30


def test_the_committed_wave_is_read(monkeypatch):
    monkeypatch.chdir(ROOT)
    wave = Path("data/waves/2021")
    questionnaire = load_questionnaire(wave / "questionnaire.yaml")
    assert (questionnaire.wave, questionnaire.origin) == ("2021", "reconstruction")
    assert len(questionnaire.questions) == 22
    assert len(questionnaire.demographic["region"].groups) == 17
    assert len(load_exhibits(wave / "exhibits.yaml", questionnaire)) == 33


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "top level: found null; expected object"),
        ("wave: 2021\n", "questionnaire.yaml, wave: found 2021; expected string"),
        ("wave: small\nwave: big\n", "line 2, column 1: the key `wave` stands here a second time"),
        ("wave: !!python/name:os.system\n", "could not determine a constructor"),
    ],
)
def test_a_questionnaire_that_cannot_be_used_is_said(project, text, said):
    (project / "questionnaire.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_questionnaire(Path("questionnaire.yaml"))
    assert said in str(caught.value)


def test_shape_comes_before_meaning(project):
    """A document of the wrong shape is never parsed, so no key error can come of it."""
    document = small_wave.questionnaire()
    del document["questions"][0]["kind"]
    document["questions"][1]["column"] = "Q1"
    (project / "questionnaire.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_checked(Path("questionnaire.yaml"), "questionnaire")
    assert [(f.code, f.where) for f in caught.value.faults] == [
        ("missing-key", "questionnaire.yaml, questions `change`")
    ]
