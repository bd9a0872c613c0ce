# Stage 2: weights, their factors and their audit.


rule weight:
    input:
        survey="work/{wave}/survey.parquet",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        targets=wave_file("targets"),
    output:
        weights="results/{wave}/weights/weights.csv",
        factors="results/{wave}/weights/factors.csv",
        margins="results/{wave}/weights/margins.csv",
        trace="results/{wave}/weights/trace.csv",
        diagnostics="results/{wave}/weights/diagnostics.json",
    log:
        "logs/{wave}/weight.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "survey", "weighting", "tabulate/weighting.py"),
        recipe=lookup(within=config, dpath="weighting"),
    script:
        "../../scripts/weight.py"
