"""A run with two waves. Truth: the command's own arithmetic in one process; the DAG's promises."""

from __future__ import annotations

import json

import pytest

import second_wave
from saualnama.io.tables import read_table

FOLDER = "results/compare/2021_2023"
FILES = {
    *("changes.csv", "questions.csv", "comparability.csv", "summary.json", "comparison.html"),
    *("figures", "comparison.en.docx", "comparison.en.xlsx"),
}


@pytest.fixture(scope="module")
def compared(copy_of_project):
    """A copy of the project with a second wave, run up to the comparison."""
    project = copy_of_project("two_waves")
    second_wave.write(project.root)
    return project, project.snakemake(
        f"{FOLDER}/comparison.html",
        f"{FOLDER}/comparison.en.docx",
        "results/2023/tables/table_1.1.9.csv",
        "results/2023/site/index.html",
    )


def test_two_waves_are_compared_in_the_run(compared) -> None:
    project, run = compared
    assert run.code == 0, run.said
    assert "compare 2021 with 2023: " in run.said
    assert {path.name for path in (project.root / FOLDER).iterdir()} == FILES
    questions = set(read_table(project.root / FOLDER / "changes.csv")["question"])
    drawn = {path.name for path in (project.root / FOLDER / "figures/en").glob("[!.]*")}
    assert drawn == {f"{question}.{form}" for question in questions for form in ("svg", "png")}
    summary = json.loads((project.root / FOLDER / "summary.json").read_text(encoding="utf-8"))
    assert [wave["wave"] for wave in summary["waves"]] == ["2021", "2023"]
    changes = read_table(project.root / FOLDER / "changes.csv")
    knows = changes[(changes["question"] == "knows_dv_cases") & (changes["answer"] == "knows")]
    low, high = knows.iloc[0][["ci_low", "ci_high"]].astype(float)
    assert low < second_wave.MOVED / 10 < high


def test_a_wave_is_shown_in_its_own_regions_and_in_the_old_ones(compared) -> None:
    project, _ = compared
    table = read_table(project.root / "results/2023/tables/table_1.1.9.csv")
    groups = {name: set(rows["group"]) for name, rows in table.groupby("breakdown")}
    assert len(groups["region"]) == 20
    assert len(groups["region_2021"]) == 17
    own = table[(table["answer"] == "knows") & (table["group"] == "east_kazakhstan")]
    counts = own.set_index("breakdown")["count"].astype(float)
    abai = table[(table["answer"] == "knows") & (table["group"] == "abai")].iloc[0]["count"]
    assert counts["region_2021"] == counts["region"] + float(abai)


def test_the_page_of_the_later_wave_shows_the_change(compared) -> None:
    project, _ = compared
    page = (project.root / "results/2023/site/index.html").read_text(encoding="utf-8")
    text = page.split('id="payload">')[1].split("</script>")[0]
    payload = json.loads(text)
    assert (payload["earlier"], payload["earlierReconstruction"]) == ("2021", True)
    changes = read_table(project.root / FOLDER / "changes.csv")
    (knows,) = (
        changes.query("question == 'knows_dv_cases' and answer == 'knows' and breakdown == 'total'")
        .filter(["earlier_n", "earlier", "change"])
        .itertuples(index=False)
    )
    question = next(q for q in payload["questions"] if q["id"] == "knows_dv_cases")
    shown = question["views"][0]["changes"][0][0]
    assert shown[0] == int(knows.earlier_n)
    assert [shown[1] / 10, shown[4] / 10] == pytest.approx(
        [float(knows.earlier), float(knows.change)], abs=0.05
    )


def test_everything_asks_for_the_comparison_when_there_are_two_waves(compared) -> None:
    project, _ = compared
    name = f"{FOLDER}/changes.csv"
    (project.root / name).unlink()
    assert "compare_2021_2023" in project.would_run(name).rules
    config = project.root / "config.yaml"
    both = config.read_text(encoding="utf-8")
    one = both.split('  "2023":')[0] + "\nweighting:" + both.split("\nweighting:")[1]
    with project.changed("config.yaml", both, one):
        assert project.would_run(name).code != 0
