"""Stage 4: compare a wave with every figure that its report printed."""

from pathlib import Path

import pandas as pd

from saualnama.io.structured import write_json
from saualnama.io.tables import read_table, write_table
from saualnama.loading import load_questionnaire, load_survey
from saualnama.verify import ledger, published
from saualnama.verify.recompute import wave_of
from stage import stage


def main(snakemake) -> None:
    given, out = snakemake.input, snakemake.output
    paths = [Path(given[name]) for name in ("published", "errata", "expected")]
    columns = (published.FIGURE_COLUMNS, published.ERRATA_COLUMNS, ledger.EXPECTED_COLUMNS)
    printed, known, before = map(read_table, paths, columns)
    figures = published.parse_figures(printed, paths[0].name)
    errata = published.parse_errata(known, paths[1].name)
    expected = ledger.parse_expected(before, figures, paths[2].name)
    survey = load_survey(Path(given.survey), load_questionnaire(Path(given.questionnaire)))
    tables = pd.concat([read_table(Path(path)) for path in given.tables], ignore_index=True)
    entries = ledger.ledger(figures, errata, wave_of(tables, read_table(Path(given.tests)), survey))
    table = ledger.ledger_table(entries)
    write_table(Path(out.figures), table, differences=("difference",))
    origin = {"wave": survey.questionnaire.wave, "origin": survey.questionnaire.origin}
    write_json(Path(out.summary), origin | ledger.summarise(entries, expected))


with stage(snakemake):
    main(snakemake)
