# Stage 4: every published figure against the wave. The ledger is always written; the gate reads its
# summary and fails the run, because Snakemake deletes what a failed rule wrote.


rule verify:
    input:
        tables=lambda w: [
            f"results/{w.wave}/tables/{e}.csv" for e in exhibits_of(w.wave)
        ],
        tests="results/{wave}/tables/tests.csv",
        survey="work/{wave}/survey.parquet",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        published=wave_file("published"),
        errata=wave_file("errata"),
        expected=wave_file("expected"),
    output:
        figures="results/{wave}/verify/figures.csv",
        summary="results/{wave}/verify/summary.json",
    log:
        "logs/{wave}/verify.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "survey", "verify"),
    script:
        "../../scripts/verify.py"


rule verify_gate:
    input:
        summary="results/{wave}/verify/summary.json",
    output:
        touch("work/{wave}/verified"),
    log:
        "logs/{wave}/verify_gate.log",
    conda:
        "../envs/saualnama.yaml"
    script:
        "../../scripts/verify_gate.py"
