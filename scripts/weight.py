"""Stage 2: weight a wave to its population."""

from pathlib import Path

from saualnama.io.structured import write_json
from saualnama.io.tables import read_table, write_table
from saualnama.loading import load_questionnaire, load_survey
from saualnama.tabulate.weighting import weigh
from stage import stage


def main(snakemake) -> None:
    given, out = snakemake.input, snakemake.output
    survey = load_survey(Path(given.survey), load_questionnaire(Path(given.questionnaire)))
    targets = Path(given.targets)
    tables = weigh(survey, read_table(targets), snakemake.params.recipe, targets.name)
    write_table(Path(out.weights), tables.weights, significant=12)
    write_table(Path(out.factors), tables.factors, significant=12)
    write_table(Path(out.margins), tables.margins, differences=("miss_before", "miss_after"))
    write_table(Path(out.trace), tables.trace, differences=("miss", "largest_change"))
    write_table(Path(out.merges), tables.merges)
    write_json(Path(out.diagnostics), tables.diagnostics)
    print(f"weight {snakemake.wildcards.wave}: {tables.summary}", flush=True)


with stage(snakemake):
    main(snakemake)
