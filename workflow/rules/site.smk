# Stage 5: the page to explore a wave, from tidy files and words; it computes nothing.


rule site:
    input:
        crosses="results/{wave}/tables/crosses.csv",
        tests="results/{wave}/tables/shown_tests.csv",
        differences="results/{wave}/tables/differences.csv",
        earlier=files_of_changes,
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        exhibits="data/waves/{wave}/exhibits.yaml",
        schema="workflow/schemas/exhibits.schema.yaml",
        words=[
            "src/saualnama/explore/phrases/explore.csv",
            "src/saualnama/pages/phrases/shell.csv",
            "src/saualnama/report/phrases/report.csv",
            "data/waves/{wave}/labels.csv",
        ],
        files=[
            "src/saualnama/explore/bundle/explore.js",
            "src/saualnama/explore/templates/explore.css",
            "src/saualnama/explore/templates/explore.html",
            "src/saualnama/pages/templates/style.css",
        ],
    output:
        "results/{wave}/site/index.html",
    log:
        "logs/{wave}/site.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library(
            "io",
            "survey",
            "language",
            "figures/tile_grid.py",
            "pages/shell.py",
            "explore",
        ),
        small_bases=lookup(within=config, dpath="small_bases"),
        earlier=lambda w: wave_of_changes(w.wave) or "",
    script:
        "../../scripts/site.py"
