"""Lay open a wave's weights: tables of their audit, and the dossier in three languages."""

from pathlib import Path

from saualnama import loading
from saualnama.io.files import sha256_of_text, write_text
from saualnama.io.tables import write_table
from saualnama.pages.dossier import TargetsFile, dossier_page
from saualnama.tabulate.weight_audit import TABLES, Scrutiny, audit_weights
from stage import stage


def main(snakemake) -> None:
    given, out, recipe = snakemake.input, snakemake.output, snakemake.params.recipe
    questionnaire = loading.load_questionnaire(Path(given.questionnaire))
    survey, file = loading.load_survey(Path(given.survey), questionnaire), Path(given.targets)
    targets = loading.load_targets(file, recipe["margins"])
    known = loading.load_targets_about(Path(given.about), targets) if given.get("about") else ()
    headlines = loading.load_headlines(Path(given.exhibits), questionnaire)
    scrutiny = Scrutiny(known, headlines, snakemake.params.sensitivity)
    audit = audit_weights(survey, targets, recipe, scrutiny)
    words = loading.load_words(Path(given.labels), *map(Path, given.phrases))
    page = dossier_page(audit, recipe, words, TargetsFile(file.name, sha256_of_text(file)))
    for name, differences in TABLES.items():
        write_table(Path(out[name]), getattr(audit, name), differences=differences)
    write_text(Path(out.page), page)
    print(f"dossier {audit.wave}: {audit.summary}", flush=True)


with stage(snakemake):
    main(snakemake)
