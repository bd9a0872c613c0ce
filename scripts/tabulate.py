"""Stage 3: every exhibit of a wave as a tidy table, its tests, and the matrix of all questions."""

from pathlib import Path

from saualnama.io.tables import write_table
from saualnama.loading import (
    load_design,
    load_evidence,
    load_exhibits,
    load_questionnaire,
    load_survey,
)
from saualnama.tabulate.association import tests_table
from saualnama.tabulate.letters import letters_table
from saualnama.tabulate.matrix import matrix_table
from saualnama.tabulate.table_tests import rules_from_settings
from saualnama.tabulate.tidy import SmallBases, exhibit_table
from stage import stage


def main(snakemake) -> None:
    given, params = snakemake.input, snakemake.params
    questionnaire = load_questionnaire(Path(given.questionnaire))
    survey = load_survey(Path(given.survey), questionnaire)
    design = load_design(Path(given.weights), survey, params.weighting)
    small = SmallBases(**params.small_bases)
    rules = rules_from_settings(params.tests)
    published = given.get("published")
    evidence = load_evidence(Path(published) if published else None, questionnaire)
    exhibits = load_exhibits(Path(given.exhibits), questionnaire)
    for exhibit, path in zip(exhibits, snakemake.output.tables, strict=True):
        table = exhibit_table(survey, design, exhibit, small, evidence)
        write_table(Path(path), table, differences=("adjusted_residual",))
    out = snakemake.output
    tests = tests_table(survey, design, exhibits, evidence, rules)
    letters = letters_table(survey, design, exhibits, evidence, rules.letters)
    write_table(Path(out.tests), tests)
    write_table(Path(out.letters), letters)
    write_table(Path(out.matrix), matrix_table(survey, design, evidence))
    print(
        f"tabulate {questionnaire.wave}: {len(exhibits)} exhibits, {len(tests)} tests", flush=True
    )


with stage(snakemake):
    main(snakemake)
