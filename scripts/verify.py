"""Stage 4: compare a wave with every figure that its report printed."""

from pathlib import Path

import pandas as pd

from saualnama.io.structured import write_json
from saualnama.io.tables import read_table, write_table
from saualnama.loading import load_questionnaire, load_survey
from saualnama.verify.ledger import ledger, ledger_table, parse_expected, summarise
from saualnama.verify.published import parse_errata, parse_figures
from saualnama.verify.recompute import wave_of
from stage import stage


def main(snakemake) -> None:
    given = snakemake.input
    paths = {name: Path(given[name]) for name in ("published", "errata", "expected")}
    figures = parse_figures(read_table(paths["published"]), paths["published"].name)
    errata = parse_errata(read_table(paths["errata"]), paths["errata"].name)
    expected = parse_expected(read_table(paths["expected"]), figures, paths["expected"].name)
    survey = load_survey(Path(given.survey), load_questionnaire(Path(given.questionnaire)))
    tables = pd.concat([read_table(Path(path)) for path in given.tables], ignore_index=True)
    wave = wave_of(tables, read_table(Path(given.tests)), survey)
    entries = ledger(figures, errata, wave)
    write_table(Path(snakemake.output.figures), ledger_table(entries), differences=("difference",))
    origin = {"wave": survey.questionnaire.wave, "origin": survey.questionnaire.origin}
    write_json(Path(snakemake.output.summary), origin | summarise(entries, expected))


with stage(snakemake):
    main(snakemake)
