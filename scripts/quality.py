"""The quality page: everything to know about a wave whose files can be used."""

from pathlib import Path

from saualnama import loading
from saualnama.check.inspection import Material, inspect
from saualnama.check.previous import Wave
from saualnama.io.files import write_text
from saualnama.io.responses import read_responses
from saualnama.io.tables import read_table
from saualnama.language.messages import parse_messages
from saualnama.pages.quality import Quality, quality_page
from stage import stage


def read_wave(questionnaire: str, labels: str, survey: str) -> Wave:
    structure = loading.load_questionnaire(Path(questionnaire))
    words = loading.load_words(Path(labels))
    return Wave(structure, words, loading.load_survey(Path(survey), structure))


def main(snakemake) -> None:
    given = snakemake.input
    wave = read_wave(given.questionnaire, given.labels, given.survey)
    targets = read_table(Path(given.targets))
    material = Material(
        wave,
        responses=read_responses(Path(given.responses)).frame,
        targets=targets,
        targets_file=Path(given.targets).name,
        weighting=snakemake.params.weighting,
        previous=read_wave(*given.previous) if given.get("previous") else None,
    )
    words = loading.load_words(*map(Path, given.phrases), Path(given.labels))
    messages = parse_messages(loading.load_words(Path(given.messages)))
    page = Quality(material, inspect(material))
    write_text(Path(snakemake.output.page), quality_page(page, words, messages))
    print(f"quality {snakemake.wildcards.wave}: {len(page.findings)} findings", flush=True)


with stage(snakemake):
    main(snakemake)
