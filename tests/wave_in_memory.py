"""The 2021 wave from its answers to the ledger in one process, without Snakemake.

`python tests/wave_in_memory.py FOLDER` writes the text results into FOLDER.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from saualnama.io.responses import read_responses
from saualnama.io.structured import read_yaml, write_json
from saualnama.io.tables import read_table, write_table
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.quality import quality_report
from saualnama.tabulate.association import tests_table
from saualnama.tabulate.design import wave_design
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.exhibits import parse_exhibits
from saualnama.tabulate.table_tests import rules_from_settings
from saualnama.tabulate.tidy import SmallBases, exhibit_table
from saualnama.tabulate.weighting import weigh
from saualnama.verify.ledger import ledger, ledger_table, parse_expected, summarise
from saualnama.verify.published import parse_errata, parse_figures
from saualnama.verify.recompute import wave_of

ROOT = Path(__file__).resolve().parents[1]


def make(folder: Path) -> None:
    """Write quality, weights, tables, tests and ledger as under results/2021."""
    config = read_yaml(ROOT / "config.yaml")
    wave = {
        name: ROOT / path for name, path in config["waves"]["2021"].items() if isinstance(path, str)
    }
    document = read_yaml(ROOT / "data/waves/2021/questionnaire.yaml")
    questionnaire = parse_questionnaire(document, "questionnaire.yaml")
    exhibits = parse_exhibits(
        read_yaml(ROOT / "data/waves/2021/exhibits.yaml"), questionnaire, "exhibits.yaml"
    )
    targets = read_table(wave["targets"])
    survey = ingest(
        read_responses(wave["responses"]).frame, questionnaire, file=wave["responses"].name
    )
    write_json(folder / "survey/quality.json", quality_report(survey, targets))

    settings = config["weighting"]
    weighted = weigh(survey, targets, settings, wave["targets"].name)
    write_table(folder / "weights/weights.csv", weighted.weights, significant=12)
    write_table(folder / "weights/factors.csv", weighted.factors, significant=12)

    weights = read_table(folder / "weights/weights.csv")
    design = wave_design(survey, weights, settings["margins"], settings["variance"])
    printed = read_table(wave["published"])
    evidence = Evidence(questionnaire, printed_figures(printed))
    small = SmallBases(**config["small_bases"])
    for exhibit in exhibits:
        table = exhibit_table(survey, design, exhibit, small, evidence)
        path = folder / f"tables/{exhibit.id}.csv"
        write_table(path, table, differences=("adjusted_residual",))
    rules = rules_from_settings(config["tests"])
    tests = tests_table(survey, design, exhibits, evidence, rules)
    write_table(folder / "tables/tests.csv", tests)

    figures = parse_figures(printed, "survey_figures.csv")
    errata = parse_errata(read_table(wave["errata"]), wave["errata"].name)
    expected = parse_expected(read_table(wave["expected"]), figures, "expected_verdicts.csv")
    tables = [read_table(folder / f"tables/{exhibit.id}.csv") for exhibit in exhibits]
    found = wave_of(
        pd.concat(tables, ignore_index=True), read_table(folder / "tables/tests.csv"), survey
    )
    entries = ledger(figures, errata, found)
    write_table(folder / "verify/figures.csv", ledger_table(entries), differences=("difference",))
    origin = {"wave": questionnaire.wave, "origin": questionnaire.origin}
    write_json(folder / "verify/summary.json", origin | summarise(entries, expected))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
