"""Stage 1: validate the respondents' file of a wave."""

from pathlib import Path

from saualnama.io.responses import read_responses
from saualnama.io.structured import write_json
from saualnama.io.tables import read_table, write_frame
from saualnama.loading import load_questionnaire
from saualnama.survey.ingest import ingest
from saualnama.survey.quality import quality_report
from stage import stage


def main(snakemake) -> None:
    questionnaire = load_questionnaire(Path(snakemake.input.questionnaire))
    responses = read_responses(Path(snakemake.input.responses))
    targets = read_table(Path(snakemake.input.targets), columns=["population"])
    survey = ingest(
        responses.frame, questionnaire, file=responses.name, first_row=responses.first_row
    )
    quality = quality_report(survey, targets, Path(snakemake.input.targets).name)
    write_frame(Path(snakemake.output.survey), survey.frame)
    write_json(Path(snakemake.output.quality), quality)
    print(
        f"ingest {questionnaire.wave}: {survey.n} respondents ({questionnaire.origin}), "
        f"{len(questionnaire.questions)} questions",
        flush=True,
    )


with stage(snakemake):
    main(snakemake)
