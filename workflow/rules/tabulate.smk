# Stage 3: every exhibit as a tidy table, the tests, and the matrix of all questions. A rule a wave,
# because each wave has its own list of exhibits.

for wave in WAVES:

    rule:
        name:
            f"tabulate_{wave}"
        input:
            survey=f"work/{wave}/survey.parquet",
            weights=f"results/{wave}/weights/weights.csv",
            questionnaire=f"data/waves/{wave}/questionnaire.yaml",
            exhibits=f"data/waves/{wave}/exhibits.yaml",
            schema="workflow/schemas/exhibits.schema.yaml",
            published=config["waves"][wave].get("published", []),
        output:
            tables=[
                f"results/{wave}/tables/{exhibit}.csv" for exhibit in exhibits_of(wave)
            ],
            tests=f"results/{wave}/tables/tests.csv",
            letters=f"results/{wave}/tables/letters.csv",
            matrix=f"results/{wave}/tables/matrix.csv",
        log:
            f"logs/{wave}/tabulate.log",
        conda:
            "../envs/saualnama.yaml"
        params:
            library=library("io", "survey", "inference", "tabulate"),
            weighting=design_settings(),
            tests=lookup(within=config, dpath="tests"),
            small_bases=lookup(within=config, dpath="small_bases"),
        script:
            "../../scripts/tabulate.py"
