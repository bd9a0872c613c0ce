# Stage 5: the page to explore a wave, from tidy files and words; it computes nothing.


def wave_of_changes(wave):
    """The wave before, where config.yaml has them in an order that compares the two."""
    previous = previous_wave(WAVES, wave)
    return previous if (previous, wave) in COMPARED else None


def files_of_changes(wildcards):
    """Cells of the wave before, and what has changed since; nothing for the first one."""
    previous = wave_of_changes(wildcards.wave)
    if previous is None:
        return []
    return [
        f"results/{previous}/tables/crosses.csv",
        f"results/compare/{previous}_{wildcards.wave}/changes.csv",
    ]


rule site:
    input:
        crosses="results/{wave}/tables/crosses.csv",
        tests="results/{wave}/tables/cross_tests.csv",
        matrix="results/{wave}/tables/matrix.csv",
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
        library=library("io", "survey", "language", "figures/tile_grid.py", "explore"),
        small_bases=lookup(within=config, dpath="small_bases"),
        earlier=lambda w: wave_of_changes(w.wave) or "",
    script:
        "../../scripts/site.py"
