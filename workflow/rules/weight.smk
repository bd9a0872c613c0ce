# Stage 2: weights, their factors, their audit, and the dossier that a reviewer reads.

# Replicate weights are made only when the recipe asks for them. They have a rule of their own: an
# output that comes and goes would hide from Snakemake that the recipe has changed.
REPLICATED = WAVES if "replicates" in config["weighting"] else []


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
        merges="results/{wave}/weights/merges.csv",
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


rule replicates:
    input:
        survey="work/{wave}/survey.parquet",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        targets=wave_file("targets"),
    output:
        "results/{wave}/weights/replicates.parquet",
    log:
        "logs/{wave}/replicates.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "survey", "weighting", "tabulate/weighting.py"),
        recipe=lookup(within=config, dpath="weighting"),
    script:
        "../../scripts/replicates.py"


rule dossier:
    input:
        survey="work/{wave}/survey.parquet",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        exhibits="data/waves/{wave}/exhibits.yaml",
        labels="data/waves/{wave}/labels.csv",
        targets=wave_file("targets"),
        about=lambda w: config["waves"][w.wave].get("targets_about", []),
        schema="workflow/schemas/targets_about.schema.yaml",
        phrases=[
            "src/saualnama/pages/phrases/dossier.csv",
            "src/saualnama/pages/phrases/shell.csv",
        ],
        templates=[
            f"src/saualnama/pages/templates/{name}"
            for name in ("dossier.html", "shell.html", "style.css", "switch.js")
        ],
    output:
        page="results/{wave}/weights/dossier.html",
        targets="results/{wave}/weights/targets.csv",
        quotas="results/{wave}/weights/quotas.csv",
        percentiles="results/{wave}/weights/percentiles.csv",
        histogram="results/{wave}/weights/histogram.csv",
        design_effects="results/{wave}/weights/design_effects.csv",
        regression="results/{wave}/weights/regression.csv",
        sensitivity="results/{wave}/weights/sensitivity.csv",
    log:
        "logs/{wave}/dossier.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library(
            "io", "survey", "weighting", "inference", "tabulate", "language", "pages"
        ),
        recipe=lookup(within=config, dpath="weighting"),
        sensitivity=lookup(within=config, dpath="sensitivity", default={}),
    script:
        "../../scripts/dossier.py"
