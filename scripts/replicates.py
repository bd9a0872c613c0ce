"""Replicate weights of a wave, each calibrated again; made only when the recipe asks for them."""

from pathlib import Path

from saualnama.io.tables import read_table, write_frame
from saualnama.loading import load_questionnaire, load_survey
from saualnama.tabulate.weighting import replicate_table
from stage import stage


def main(snakemake) -> None:
    given = snakemake.input
    survey = load_survey(Path(given.survey), load_questionnaire(Path(given.questionnaire)))
    targets = Path(given.targets)
    table = replicate_table(survey, read_table(targets), snakemake.params.recipe, targets.name)
    write_frame(Path(snakemake.output[0]), table)
    replicates = len(table.columns) - 1
    print(f"replicates {snakemake.wildcards.wave}: {replicates}, each calibrated again", flush=True)


with stage(snakemake):
    main(snakemake)
