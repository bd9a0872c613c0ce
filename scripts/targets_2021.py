"""Derive data/population/targets_2021.csv from the population file (`make targets`)."""

from pathlib import Path

from saualnama.io.structured import read_yaml
from saualnama.io.tables import read_table, write_table
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.population import VARIABLES, targets_frame

POPULATION = Path("data/population/kazakhstan_2021.csv")
QUESTIONNAIRE = Path("data/waves/2021/questionnaire.yaml")


def main() -> None:
    questionnaire = parse_questionnaire(read_yaml(QUESTIONNAIRE), QUESTIONNAIRE.name)
    known = {name: questionnaire.demographic[name].groups for name in VARIABLES}
    targets = targets_frame(read_table(POPULATION), "adults_18plus", known, file=POPULATION.name)
    write_table(Path("data/population/targets_2021.csv"), targets)


if __name__ == "__main__":
    main()
