# Stage 5: pictures, from the tidy tables and the words.

LANGUAGES = ["kk", "ru", "en"]


rule figures:
    input:
        matrix="results/{wave}/tables/matrix.csv",
        labels="data/waves/{wave}/labels.csv",
        phrases="src/saualnama/pages/phrases/matrix.csv",
    output:
        svg=[
            f"results/{{wave}}/figures/matrix.{language}.svg" for language in LANGUAGES
        ],
        png=[
            f"results/{{wave}}/figures/matrix.{language}.png" for language in LANGUAGES
        ],
    log:
        "logs/{wave}/figures.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "language", "pages/matrix_figure.py"),
    script:
        "../../scripts/figures.py"
