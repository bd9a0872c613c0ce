"""Write the 2021 wave as R reads it: codes of every question with one answer, groups, margins.

python tests/golden/wave_2021.py FOLDER    (at the project's top level, after `snakemake`)
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from saualnama.io.tables import read_table
from saualnama.loading import load_questionnaire, load_survey


def main(folder: Path) -> None:
    """Write wave.csv (n rows), fields.csv and targets.csv."""
    questionnaire = load_questionnaire(Path("data/waves/2021/questionnaire.yaml"))
    survey = load_survey(Path("work/2021/survey.parquet"), questionnaire)
    columns = {d.id: survey.frame[d.id].astype(str) for d in questionnaire.demographics}
    fields = []
    for question in questionnaire.questions:
        if question.kind != "multiple":
            for name, _ in question.fields:
                columns[name] = survey.codes(name, len(question.answers))
                fields.append(name)
    wave = pd.DataFrame(columns)
    wave["sex_age"] = wave["sex"] + ":" + wave["age_group"]
    wave["weight"] = read_table(Path("results/2021/weights/weights.csv"))["weight"].to_numpy()
    wave.to_csv(folder / "wave.csv", index=False)
    pd.DataFrame({"field": fields}).to_csv(folder / "fields.csv", index=False)
    read_table(Path("data/population/targets_2021.csv")).to_csv(folder / "targets.csv", index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
