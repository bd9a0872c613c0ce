# Figures of the report that do not come from the survey: recomputed from their published parts.

# `text_1.2` and `text_5.2` also hold survey figures; their official rows have files of their own.
OFFICIAL_EXHIBITS = [
    "table_1.1.1",
    "table_1.1.2",
    "table_1.1.3",
    "table_1.1.4",
    "table_1.2.1",
    "table_5.2.5",
    "figure_5.2.1",
    "official_text_1.2",
    "official_text_5.2",
]


rule official:
    input:
        statistics=lookup(within=config, dpath="waves/{wave}/official/statistics"),
        totals=lookup(within=config, dpath="waves/{wave}/official/totals"),
        regions=lookup(within=config, dpath="waves/{wave}/official/regions"),
    output:
        expand("results/{{wave}}/tables/{exhibit}.csv", exhibit=OFFICIAL_EXHIBITS),
    log:
        "logs/{wave}/official.log",
    conda:
        "../envs/saualnama.yaml"
    params:
        library=library("io", "official"),
        regions_year=lookup(within=config, dpath="waves/{wave}/official/regions_year"),
    script:
        "../../scripts/official.py"
