# The same numbers again elsewhere: R and PSPP or SPSS get scripts and inputs, SPSS a weighted file.


rule replicate:
    input:
        responses=wave_file("responses"),
        survey="work/{wave}/survey.parquet",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        exhibits="data/waves/{wave}/exhibits.yaml",
        labels="data/waves/{wave}/labels.csv",
        targets=wave_file("targets"),
        weights="results/{wave}/weights/weights.csv",
        margins="results/{wave}/weights/margins.csv",
        tables=lambda w: [
            f"results/{w.wave}/tables/{e}.csv" for e in exhibits_of(w.wave)
        ],
        tests="results/{wave}/tables/tests.csv",
        r="src/saualnama/replicate/replicate.R",
    output:
        data="results/{wave}/replicate/data.csv",
        targets="results/{wave}/replicate/targets.csv",
        ours_weights="results/{wave}/replicate/ours_weights.csv",
        ours_margins="results/{wave}/replicate/ours_margins.csv",
        ours_figures="results/{wave}/replicate/ours_figures.csv",
        ours_tests="results/{wave}/replicate/ours_tests.csv",
        r="results/{wave}/replicate/replicate.R",
        pspp="results/{wave}/replicate/replicate.sps",
        weighted="results/{wave}/weights/weighted.sav",
    log:
        "logs/{wave}/replicate.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library(
            "io", "survey", "weighting", "inference", "tabulate", "replicate"
        ),
        recipe=lookup(within=config, dpath="weighting"),
    script:
        "../../scripts/replicate.py"
