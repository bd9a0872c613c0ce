# Stage 1: from the respondents' file to a validated survey, and a page about its quality.


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


rule quality:
    input:
        survey="work/{wave}/survey.parquet",
        responses=wave_file("responses"),
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        labels="data/waves/{wave}/labels.csv",
        targets=wave_file("targets"),
        previous=files_of_the_wave_before,
        phrases=[
            "src/saualnama/check/phrases/check.csv",
            "src/saualnama/pages/phrases/quality.csv",
            "src/saualnama/pages/phrases/shell.csv",
        ],
        messages="src/saualnama/check/phrases/messages.csv",
        templates=[
            f"src/saualnama/pages/templates/{name}"
            for name in (
                "quality.html",
                "quality.css",
                "shell.html",
                "style.css",
                "switch.js",
            )
        ],
    output:
        page="results/{wave}/survey/quality.html",
    log:
        "logs/{wave}/quality.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library(
            "io",
            "survey",
            "language",
            "check",
            "weighting",
            "pages/quality.py",
            "pages/shell.py",
        ),
        weighting=lookup(within=config, dpath="weighting"),
    script:
        "../../scripts/quality.py"
