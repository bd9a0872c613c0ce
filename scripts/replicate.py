"""The wave once more for R, PSPP and SPSS: scripts, their inputs, and the weighted file."""

from pathlib import Path

from saualnama.io.files import write_text
from saualnama.io.tables import read_table, write_table
from saualnama.io.weighted import write_weighted_sav
from saualnama.loading import load_exhibits, load_questionnaire, load_survey
from saualnama.replicate import Results, file_labels, replication
from stage import stage


def main(snakemake) -> None:
    given, out, settings = snakemake.input, snakemake.output, snakemake.params.recipe
    questionnaire = load_questionnaire(Path(given.questionnaire))
    survey = load_survey(Path(given.survey), questionnaire)
    exhibits = load_exhibits(Path(given.exhibits), questionnaire)
    text = {n: read_table(Path(given[n])) for n in ("weights", "margins", "tests", "targets")}
    tables = [read_table(Path(path)) for path in given.tables]
    made = replication(survey, exhibits, settings, Results(tables=tables, **text))
    for name, table in made.tables.items():
        write_table(Path(out[name]), table, significant=15)
    write_text(Path(out.r), made.r)
    write_text(Path(out.pspp), made.pspp)
    labels = file_labels(questionnaire, read_table(Path(given.labels)), settings)
    write_weighted_sav(Path(given.responses), Path(out.weighted), made.weights, labels)


with stage(snakemake):
    main(snakemake)
