"""Write a simulated wave of 2023 to try a new wave with (`make simulate`).

Not a stage of the DAG: nobody was asked, and nothing here says anything about Kazakhstan. The
folder that it writes is not kept in git; the same seed writes the same files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from saualnama.errors import InputError
from saualnama.io.files import write_text
from saualnama.io.responses import read_responses
from saualnama.io.structured import write_yaml
from saualnama.io.tables import read_table, write_table
from saualnama.io.workbooks import write_sheets
from saualnama.loading import load_questionnaire, load_words
from saualnama.simulate.answers import simulate_answers
from saualnama.simulate.export import export_wave
from saualnama.simulate.faults import mended, plant_faults
from saualnama.simulate.plan import PLAN_2023
from saualnama.simulate.targets import about_targets, simulate_targets
from saualnama.survey.ingest import ingest

SEED = 2023
WAVE = Path("data/waves/2021")
README = """SIMULATED WAVE: nobody was asked.
Made by `make simulate` from the synthetic records of 2021.

form.xlsx             the XLSForm, with one word missing in Kazakh
responses.csv         its export, with the faults that are listed in faults.csv
responses_mended.csv  the same after every error has been mended
targets_2023.csv      SIMULATED targets of 20 regions: those of 2021 divided by invented shares
targets_2023.yaml     what the dossier says of them
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("work/simulated/2023"))
    parser.add_argument("--seed", type=int, default=SEED, help="default: %(default)s")
    arguments = parser.parse_args()
    out: Path = arguments.out
    questionnaire = load_questionnaire(WAVE / "questionnaire.yaml")
    responses = read_responses(WAVE / "responses.sav")
    survey = ingest(responses.frame, questionnaire, file=responses.name)
    ages = responses.frame["AGE"].to_numpy(dtype="int64")
    answers = simulate_answers(survey, ages, PLAN_2023, arguments.seed)
    words = load_words(WAVE / "labels.csv")
    export = export_wave(answers, questionnaire, words, PLAN_2023, arguments.seed)
    faulty, faults = plant_faults(export.responses)
    targets = simulate_targets(read_table(Path("data/population/targets_2021.csv")), PLAN_2023)
    write_sheets(out / "form.xlsx", export.form)
    write_table(out / "responses.csv", faulty)
    write_table(out / "responses_mended.csv", mended(faulty, faults))
    write_table(out / "faults.csv", faults)
    write_table(out / "targets_2023.csv", targets)
    write_yaml(out / "targets_2023.yaml", about_targets(targets, PLAN_2023.wave))
    write_text(out / "README.txt", README)
    print(f"simulated wave of {len(answers)} respondents in {out} (nobody was asked)")


if __name__ == "__main__":
    try:
        main()
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
