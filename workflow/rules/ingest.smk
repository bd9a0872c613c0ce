# Stage 1: from the respondents' file to a validated survey.


rule ingest:
    input:
        responses=wave_file("responses"),
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        schema="workflow/schemas/questionnaire.schema.yaml",
        targets=wave_file("targets"),
    output:
        survey="work/{wave}/survey.parquet",
        quality="results/{wave}/survey/quality.json",
    log:
        "logs/{wave}/ingest.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "survey"),
    script:
        "../../scripts/ingest.py"
