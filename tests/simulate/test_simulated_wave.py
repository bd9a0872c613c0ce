"""The simulated wave. Truth: its plan, its list of faults, and the stages that read it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from saualnama.errors import InputError
from saualnama.io.responses import read_responses
from saualnama.io.tables import read_table
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.tabulate.exhibits import parse_exhibits

ROOT = Path(__file__).resolve().parents[2]


def simulated(folder: Path, seed: int = 2023) -> Path:
    script = ROOT / "scripts/simulate_2023.py"
    words = [sys.executable, script, "--out", folder, "--seed", str(seed)]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)  # noqa: S603
    return folder


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return simulated(tmp_path_factory.mktemp("simulated"))


@pytest.fixture(scope="module")
def drafted(wave: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The draft of `new-wave`, in a project that has the wave of 2021."""
    import shutil

    from saualnama.cli.main import main

    project = tmp_path_factory.mktemp("project")
    for name in ("data/waves/2021", "workflow/schemas"):
        shutil.copytree(ROOT / name, project / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        words = ["--data", str(wave / "responses.csv"), "--form", str(wave / "form.xlsx")]
        assert main(["new-wave", "2023", *words]) == 0
    return project / "data/waves/2023"


def settled(content):
    if isinstance(content, dict):
        return {key: settled(value) for key, value in content.items() if key != "TODO"}
    return [settled(value) for value in content] if isinstance(content, list) else content


def questionnaire(drafted: Path):
    content = yaml.safe_load((drafted / "questionnaire.yaml").read_text(encoding="utf-8"))
    return parse_questionnaire(settled(content), "questionnaire.yaml")


def test_the_same_seed_gives_the_same_files(wave, tmp_path):
    again = simulated(tmp_path / "again")
    for path in wave.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name
    other = simulated(tmp_path / "other", seed=1)
    assert (wave / "responses.csv").read_bytes() != (other / "responses.csv").read_bytes()


def test_every_file_says_that_it_is_simulated(wave):
    for name in ("README.txt", "targets_2023.yaml"):
        assert "SIMULATED" in (wave / name).read_text(encoding="utf-8")


def test_the_targets_are_those_of_2021_divided(wave):
    before = read_table(ROOT / "data/population/targets_2021.csv")
    after = read_table(wave / "targets_2023.csv")
    people = [table["population"].astype(int).sum() for table in (before, after)]
    assert people[0] == people[1]
    regions = after[(after["region"] != "") & (after.iloc[:, 1:4] == "").all(axis=1)]
    assert len(regions) == 20
    of = regions.set_index("region")["population"].astype(int)
    was = before.set_index("region")["population"]
    assert of["abai"] + of["east_kazakhstan"] == int(was["east_kazakhstan"].iloc[0])
    assert "astana" in of.index
    assert "nur_sultan" not in of.index


def test_the_draft_finds_what_the_plan_changed(drafted):
    matches = read_table(drafted / "matches.csv")
    assert set(matches.loc[matches["sureness"] == "new", "question"]) == {"Q23", "Q24"}
    assert set(matches.loc[matches["sureness"] == "gone", "previous"]) == {"childhood_violence"}
    found = questionnaire(drafted)
    assert {"abai", "jetisu", "ulytau", "astana"} <= set(found.demographic["region"].groups)
    turned = found.question["dv_change_5y"]
    assert [a.code for a in turned.answers if a.id == "significantly_improved"] == [5]
    assert found.question["acquaintance_sought_help"].base[0].answers == ("knows",)
    assert found.question["q24"].base[0].question == "q23"


def test_the_mended_file_can_be_used_with_the_draft(wave, drafted):
    responses = read_responses(wave / "responses_mended.csv")
    survey = ingest(responses.frame, questionnaire(drafted), file="responses.csv", first_row=2)
    assert survey.n == 1200
    exhibits = yaml.safe_load((drafted / "exhibits.yaml").read_text(encoding="utf-8"))
    assert len(parse_exhibits(settled(exhibits), survey.questionnaire, "exhibits.yaml")) > 30


def test_every_planted_error_is_named_with_its_row(wave, drafted):
    responses = read_responses(wave / "responses.csv")
    with pytest.raises(InputError) as caught:
        ingest(responses.frame, questionnaire(drafted), file="responses.csv", first_row=2)
    planted = read_table(wave / "faults.csv")
    planted = planted[planted["severity"] == "error"]
    for row in planted.to_dict("records"):
        place = f"row {row['row']}, column"
        assert any(place in fault.where for fault in caught.value.faults), row
    assert len(planted) == 5
    # the unknown code also makes an answer outside its base or none; nothing else is wrong
    assert {fault.code for fault in caught.value.faults} == {
        "duplicate-id",
        "unknown-code",
        "out-of-range",
        "answer-outside-base",
        "not-alone",
    }


def test_quotas_are_skewed_and_answers_moved_as_planned(wave, drafted):
    responses = read_responses(wave / "responses_mended.csv")
    survey = ingest(responses.frame, questionnaire(drafted), file="responses.csv", first_row=2)
    women = (survey.frame["sex"] == "female").mean()
    assert 0.55 < women < 0.66  # 53 % of adults; the plan over-reaches them by a quarter
    before = ingest(
        read_responses(ROOT / "data/waves/2021/responses.sav").frame,
        parse_questionnaire(
            yaml.safe_load((ROOT / "data/waves/2021/questionnaire.yaml").read_text("utf-8")), "q"
        ),
        file="r",
    )
    shares = [
        pd.Series(one.frame["dv_acceptability"] == "never_acceptable").mean()
        for one in (before, survey)
    ]
    assert shares[1] - shares[0] > 0.03
