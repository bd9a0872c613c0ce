"""Rebuild data/waves/2021/responses.sav from the printed figures and the population.

Not a stage of the DAG: the committed file is the wave. Another seed, or a numpy that draws other
numbers, gives other records that carry the same figures (`make reconstruct`).
"""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path

from saualnama.errors import InputError
from saualnama.io.sav import write_sav
from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table
from saualnama.reconstruct.delivery import codebook_of, population_cells
from saualnama.reconstruct.wave import Sources, reconstruct_wave
from saualnama.survey.parsing import parse_questionnaire

SEED = 2021
DATA = Path(__file__).resolve().parent.parent / "data"
WAVE = DATA / "waves" / "2021"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WAVE / "responses.sav", help="file to write")
    parser.add_argument(
        "--seed", type=int, default=SEED, help="another draw (default: %(default)s)"
    )
    arguments = parser.parse_args()
    questionnaire = parse_questionnaire(
        read_yaml(WAVE / "questionnaire.yaml"), "questionnaire.yaml"
    )
    labels = read_table(DATA / "published" / "labels.csv")
    sources = Sources(
        questionnaire=questionnaire,
        figures=read_table(DATA / "published" / "survey_figures.csv"),
        bases=read_table(DATA / "published" / "bases.csv"),
        errata=read_table(DATA / "published" / "errata.csv"),
        cells=population_cells(read_table(DATA / "population" / "kazakhstan_2021.csv")),
    )
    frame = reconstruct_wave(sources, arguments.seed)
    write_sav(arguments.out, frame, codebook_of(questionnaire, labels))
    print(f"{len(frame)} records, sha256 {sha256(arguments.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    try:
        main()
    except InputError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
