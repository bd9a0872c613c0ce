# Stage 3: every question by every breakdown, whether an exhibit shows it or not.


rule crosses:
    input:
        survey="work/{wave}/survey.parquet",
        weights="results/{wave}/weights/weights.csv",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        published=lambda wildcards: config["waves"][wildcards.wave].get("published", []),
    output:
        crosses="results/{wave}/tables/crosses.csv",
        tests="results/{wave}/tables/cross_tests.csv",
        shown="results/{wave}/tables/shown_tests.csv",
        differences="results/{wave}/tables/differences.csv",
    log:
        "logs/{wave}/crosses.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "survey", "inference", "tabulate"),
        weighting=design_settings(),
        tests=lookup(within=config, dpath="tests"),
        small_bases=lookup(within=config, dpath="small_bases"),
    script:
        "../../scripts/crosses.py"
