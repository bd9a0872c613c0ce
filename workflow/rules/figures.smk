# Stage 5: pictures, from the tidy tables and the words.


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


# A job a language, so that languages run side by side; a rule a wave, because each wave has its own
# exhibits.
for wave in WAVES:

    rule:
        name:
            f"report_figures_{wave}"
        input:
            tables=[
                *(f"results/{wave}/tables/{e}.csv" for e in exhibits_of(wave)),
                *(
                    [f"results/{wave}/tables/{WORD_FREQUENCIES}.csv"]
                    if wave in OFFICIAL
                    else []
                ),
            ],
            questionnaire=f"data/waves/{wave}/questionnaire.yaml",
            exhibits=f"data/waves/{wave}/exhibits.yaml",
            words=[
                f"data/waves/{wave}/labels.csv",
                "src/saualnama/figures/phrases/figures.csv",
            ],
        output:
            svg=[
                f"results/{wave}/figures/{picture}.{{language}}.svg"
                for picture in pictures_of(wave)
            ],
            png=[
                f"results/{wave}/figures/{picture}.{{language}}.png"
                for picture in pictures_of(wave)
            ],
        log:
            f"logs/{wave}/report_figures.{{language}}.log",
        wildcard_constraints:
            language="|".join(LANGUAGES),
        conda:
            "../envs/saualnama.yaml"
        params:
            library=library("io", "survey", "language", "figures"),
            small_bases=lookup(within=config, dpath="small_bases"),
        script:
            "../../scripts/report_figures.py"
