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


rule verification:
    input:
        ledger="results/{wave}/verify/figures.csv",
        tables=lambda w: [
            f"results/{w.wave}/tables/{e}.csv" for e in exhibits_of(w.wave)
        ],
        tests="results/{wave}/tables/tests.csv",
        survey="work/{wave}/survey.parquet",
        weights="results/{wave}/weights/weights.csv",
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        published=wave_file("published"),
        bases=wave_file("bases"),
        errata=wave_file("errata"),
        claims=wave_file("claims"),
        claim_tests=wave_file("claim_tests"),
        official=lambda w: config["waves"][w.wave]
        .get("official", {})
        .get("statistics", []),
        words=lambda w: [
            f"data/waves/{w.wave}/labels.csv",
            config["waves"][w.wave]["statements"],
            *(
                f"src/saualnama/pages/phrases/{name}.csv"
                for name in ("shell", "audit", "verification")
            ),
        ],
        templates=[
            f"src/saualnama/pages/templates/{name}"
            for name in (
                "verification.html",
                "verification.css",
                "verification.js",
                "shell.html",
                "style.css",
                "switch.js",
            )
        ],
    output:
        claims="results/{wave}/verify/claims.csv",
        errata="results/{wave}/verify/errata.csv",
        page="results/{wave}/verify/verification.html",
    log:
        "logs/{wave}/verification.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library(
            "io", "survey", "inference", "official", "language", "verify", "pages"
        ),
        weighting=design_settings(),
    script:
        "../../scripts/verification.py"


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
