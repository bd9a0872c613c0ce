"""`compare` of 2021 and a simulated wave. Truth: the change made here; files taken away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import second_wave
from saualnama.cli.main import main
from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table, write_frame, write_table
from saualnama.loading import load_questionnaire
from saualnama.survey.ingest import ingest
from saualnama.tabulate.weighting import weigh

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def two_waves(weighted_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with both waves weighted."""
    root = tmp_path_factory.mktemp("two waves") / "project"
    shutil.copytree(weighted_project, root)
    for folder in ("data/population", "data/published"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "config.yaml", root)
    second_wave.write(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        questionnaire = load_questionnaire(Path("data/waves/2023/questionnaire.yaml"))
        responses = read_responses(Path("data/waves/2023/responses.csv"))
        survey = ingest(responses.frame, questionnaire, file=responses.name)
        targets = read_table(Path("data/population/targets_2023.csv"))
        weighted = weigh(survey, targets, read_yaml(Path("config.yaml"))["weighting"], "targets")
        write_frame(Path("work/2023/survey.parquet"), survey.frame)
        write_table(Path("results/2023/weights/weights.csv"), weighted.weights, significant=12)
    return root


@pytest.fixture
def said(two_waves: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command where the two waves are."""
    monkeypatch.chdir(two_waves)

    def run(*words: str) -> tuple[int, str, str]:
        code = main(["compare", *words])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize(
    ("language", "answer", "method"),
    [
        ("en", "Know", "method only"),
        ("ru", "Знает", "только метод"),
        ("kk", "Біледі", "Тек әдіс"),
    ],
)
def test_the_change_is_shown_in_every_language(
    language: str, answer: str, method: str, said
) -> None:
    code, out, err = said("2021", "2023", "--lang", language)
    assert (code, err) == (0, "")
    assert method in out
    row = next(line for line in out.splitlines() if line.startswith(f"  {answer}"))
    cells = row.replace(",", ".").split()
    mark = cells.index("●")
    earlier, later, change = map(float, cells[mark - 3 : mark])
    assert change == pytest.approx(later - earlier, abs=0.11)
    assert cells[-6:] == ["<", "0.001"] * 3


def test_by_regions_of_2021(said) -> None:
    code, out, _ = said("2021", "2023", "--by", "region")
    assert code == 0
    assert "Groups of wave 2023 are merged into those of wave 2021" in out
    assert "Nur-Sultan city" in out
    assert "Astana" not in out
    assert "abai" not in out.lower()


def test_what_is_only_compared_with_caution_is_named(said) -> None:
    _, out, _ = said("2021", "2023")
    assert "(who_to_blame): The question has other words. In the later wave: en." in out
    assert "Tests: " in out


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("2021", "../2023"), "there is no wave `../2023`"),
        (("2019", "2017"), "there is no wave `2017`"),
        (("2021", "2021"), "cannot be compared with itself"),
        (("2021", "2023", "--by", "region_2021"), "expected total, region, settlement"),
    ],
)
def test_bad_input_is_refused(words: tuple[str, ...], named: str, said) -> None:
    code, out, err = said(*words)
    assert (code, out) == (2, "")
    assert named in err


def test_a_wave_that_was_not_weighted_says_what_to_run(
    two_waves: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    root = tmp_path / "project"
    shutil.copytree(two_waves, root)
    (root / "results/2023/weights/weights.csv").unlink()
    monkeypatch.chdir(root)
    assert main(["compare", "2021", "2023"]) == 2
    assert "run `snakemake results/2023/weights/weights.csv`" in capsys.readouterr().err.lower()
