"""Rebuild data/waves/2021/responses.sav from the printed figures and the population.

Not a stage of the DAG: the committed file is the wave, and another version of the solver may find
other records that are just as good. Run it from the root of the repository (`make reconstruct`).
"""

from __future__ import annotations

from pathlib import Path

from saualnama.io.files import sha256_of_text
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
    frame = reconstruct_wave(sources, SEED)
    write_sav(WAVE / "responses.sav", frame, codebook_of(questionnaire, labels))
    print(f"{len(frame)} records, sha256 {sha256_of_text(WAVE / 'responses.sav')}")


if __name__ == "__main__":
    main()
