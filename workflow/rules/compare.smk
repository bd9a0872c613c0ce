# Beside the stages of each wave: each wave compared with the one before it in config.yaml. A rule a
# pair, because a wave's name may hold any sign that would divide two names.

from itertools import pairwise

COMPARED = list(pairwise(WAVES))


for earlier, later in COMPARED:

    rule:
        name:
            f"compare_{earlier}_{later}"
        input:
            surveys=[f"work/{wave}/survey.parquet" for wave in (earlier, later)],
            weights=[f"results/{wave}/weights/weights.csv" for wave in (earlier, later)],
            questionnaires=[
                f"data/waves/{wave}/questionnaire.yaml" for wave in (earlier, later)
            ],
            labels=[f"data/waves/{wave}/labels.csv" for wave in (earlier, later)],
            published=[
                config["waves"][wave]["published"]
                for wave in (earlier, later)
                if wave in VERIFIED
            ],
            phrases=[
                "src/saualnama/pages/phrases/comparison.csv",
                "src/saualnama/pages/phrases/shell.csv",
            ],
            templates=[
                f"src/saualnama/pages/templates/{name}"
                for name in ("comparison.html", "shell.html", "style.css", "switch.js")
            ],
        output:
            changes=f"results/compare/{earlier}_{later}/changes.csv",
            questions=f"results/compare/{earlier}_{later}/questions.csv",
            comparability=f"results/compare/{earlier}_{later}/comparability.csv",
            summary=f"results/compare/{earlier}_{later}/summary.json",
            page=f"results/compare/{earlier}_{later}/comparison.html",
        log:
            f"logs/compare_{earlier}_{later}.log",
        conda:
            "../envs/saualnama.yaml"
        params:
            library=library(
                "io", "survey", "inference", "tabulate", "compare", "language", "pages"
            ),
            waves=[earlier, later],
            published=[
                config["waves"][wave].get("published", "") for wave in (earlier, later)
            ],
            weighting=lookup(within=config, dpath="weighting"),
            small_bases=lookup(within=config, dpath="small_bases"),
        script:
            "../../scripts/compare.py"

    # A folder a language, because only the comparison knows which questions it may show.
    rule:
        name:
            f"compare_figures_{earlier}_{later}"
        input:
            changes=f"results/compare/{earlier}_{later}/changes.csv",
            summary=f"results/compare/{earlier}_{later}/summary.json",
            labels=[f"data/waves/{wave}/labels.csv" for wave in (earlier, later)],
            phrases="src/saualnama/pages/phrases/comparison.csv",
        output:
            directory(f"results/compare/{earlier}_{later}/figures/{{language}}"),
        log:
            f"logs/compare_figures_{earlier}_{later}.{{language}}.log",
        wildcard_constraints:
            language="|".join(LANGUAGES),
        conda:
            "../envs/saualnama.yaml"
        params:
            library=library("io", "language", "figures", "compare/wording.py"),
        script:
            "../../scripts/compare_figures.py"

    rule:
        name:
            f"compare_documents_{earlier}_{later}"
        input:
            tables=[
                f"results/compare/{earlier}_{later}/{name}.csv"
                for name in ("changes", "questions", "comparability")
            ],
            summary=f"results/compare/{earlier}_{later}/summary.json",
            pictures=f"results/compare/{earlier}_{later}/figures/{{language}}",
            labels=[f"data/waves/{wave}/labels.csv" for wave in (earlier, later)],
            phrases=[
                "src/saualnama/pages/phrases/comparison.csv",
                "src/saualnama/report/phrases/report.csv",
            ],
        output:
            docx=f"results/compare/{earlier}_{later}/comparison.{{language}}.docx",
            xlsx=f"results/compare/{earlier}_{later}/comparison.{{language}}.xlsx",
        log:
            f"logs/compare_documents_{earlier}_{later}.{{language}}.log",
        wildcard_constraints:
            language="|".join(LANGUAGES),
        conda:
            "../envs/saualnama.yaml"
        params:
            library=library(
                "io",
                "language",
                "pages",
                "report",
                "report/docx",
                "report/xlsx",
                "compare/wording.py",
            ),
            small_bases=lookup(within=config, dpath="small_bases"),
        script:
            "../../scripts/compare_documents.py"


def comparisons():
    """Pages, pictures and documents of all pairs of waves."""
    return [
        f"results/compare/{earlier}_{later}/{file}"
        for earlier, later in COMPARED
        for file in [
            "comparison.html",
            *(f"figures/{language}" for language in LANGUAGES),
            *(f"comparison.{language}.docx" for language in LANGUAGES),
        ]
    ]
