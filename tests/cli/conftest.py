from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from saualnama.io.responses import read_responses
from saualnama.io.structured import write_json
from saualnama.io.tables import read_table, write_frame, write_table
from saualnama.loading import load_questionnaire
from saualnama.survey.ingest import ingest
from saualnama.weighting import calibrate, margin_table, recipe_from_settings, targets_from_frame

ROOT = Path(__file__).parents[2]
RECIPE = {"margins": [["region"], ["sex", "age_group"]]}


@pytest.fixture(scope="session")
def weighted_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder with the 2021 wave weighted, as `explain` finds it."""
    root = tmp_path_factory.mktemp("project")
    for folder in ("data/waves/2021", "workflow/schemas"):
        shutil.copytree(ROOT / folder, root / folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        questionnaire = load_questionnaire(Path("data/waves/2021/questionnaire.yaml"))
        responses = read_responses(Path("data/waves/2021/responses.sav"))
        survey = ingest(responses.frame, questionnaire, file=responses.name)
        write_frame(Path("work/2021/survey.parquet"), survey.frame)
        sample = survey.frame.astype(str)
        known = targets_from_frame(read_table(ROOT / "data/population/targets_2021.csv"))
        result = calibrate(sample, known, recipe_from_settings(RECIPE))
        folder = Path("results/2021/weights")
        weights = sample[["id"]].assign(weight=result.weights)
        write_table(folder / "weights.csv", weights, significant=12)
        factors = sample.iloc[: len(result.factors), :0].assign(
            margin=[f.margin for f in result.factors],
            category=[f.category for f in result.factors],
            factor=[f.factor for f in result.factors],
        )
        write_table(folder / "factors.csv", factors, significant=12)
        write_table(folder / "margins.csv", margin_table(sample, known, result))
        write_json(folder / "diagnostics.json", {"recipe": RECIPE})
    return root
