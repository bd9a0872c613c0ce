# Stage 5: what readers get. A job a language, so that languages run side by side.


rule report:
    input:
        tables=lambda w: [
            f"results/{w.wave}/tables/{e}.csv" for e in exhibits_of(w.wave)
        ],
        official=lambda w: [
            f"results/{w.wave}/tables/{e}.csv"
            for e in (OFFICIAL_EXHIBITS if w.wave in OFFICIAL else [])
        ],
        tests="results/{wave}/tables/tests.csv",
        ledger=lambda w: (
            f"results/{w.wave}/verify/figures.csv" if w.wave in VERIFIED else []
        ),
        quality="results/{wave}/survey/quality.json",
        weighting="results/{wave}/weights/diagnostics.json",
        targets_about=lambda w: config["waves"][w.wave].get("targets_about", []),
        questionnaire="data/waves/{wave}/questionnaire.yaml",
        exhibits="data/waves/{wave}/exhibits.yaml",
        svg=lambda w: [
            f"results/{w.wave}/figures/{p}.{w.language}.svg"
            for p in pictures_of(w.wave)
        ],
        png=lambda w: [
            f"results/{w.wave}/figures/{p}.{w.language}.png"
            for p in pictures_of(w.wave)
        ],
        words=[
            "src/saualnama/report/phrases/report.csv",
            "src/saualnama/pages/phrases/shell.csv",
            "src/saualnama/figures/phrases/figures.csv",
            "data/waves/{wave}/labels.csv",
        ],
        templates=[
            *sorted(
                str(path) for path in Path("src/saualnama/report/templates").iterdir()
            ),
            "src/saualnama/pages/templates/style.css",
        ],
    output:
        html="results/{wave}/report/report.{language}.html",
        docx="results/{wave}/report/report.{language}.docx",
        xlsx="results/{wave}/report/report.{language}.xlsx",
    log:
        "logs/{wave}/report.{language}.log",
    wildcard_constraints:
        language="|".join(LANGUAGES),
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library(
            "io",
            "survey",
            "language",
            "figures",
            "pages/shell.py",
            "report",
            "report/docx",
            "report/xlsx",
        ),
        small_bases=lookup(within=config, dpath="small_bases"),
        tests=lambda w: {key: config["tests"][key] for key in ("seed", "draws")},
    script:
        "../../scripts/report.py"
