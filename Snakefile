# The whole DAG at a glance. Five stages, one direction:
# responses -> ingest -> weight -> tabulate -> verify, and official statistics beside them.


configfile: "config.yaml"


include: "workflow/rules/common.smk"
include: "workflow/rules/ingest.smk"
include: "workflow/rules/weight.smk"
include: "workflow/rules/tabulate.smk"
include: "workflow/rules/crosses.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/official.smk"
include: "workflow/rules/verify.smk"
include: "workflow/rules/replicate.smk"
include: "workflow/rules/report.smk"
include: "workflow/rules/compare.smk"
include: "workflow/rules/site.smk"
include: "workflow/rules/provenance.smk"


rule all:
    default_target: True
    input:
        expand("results/{wave}/survey/quality.html", wave=WAVES),
        expand("results/{wave}/weights/margins.csv", wave=WAVES),
        expand("results/{wave}/weights/dossier.html", wave=WAVES),
        expand("results/{wave}/weights/replicates.parquet", wave=REPLICATED),
        expand("results/{wave}/tables/tests.csv", wave=WAVES),
        expand("results/{wave}/replicate/replicate.R", wave=WAVES),
        expand("results/{wave}/figures/matrix.kk.svg", wave=WAVES),
        picture_files(),
        expand("results/{wave}/provenance.json", wave=WAVES),
        expand("work/{wave}/verified", wave=VERIFIED),
        expand("results/{wave}/verify/verification.html", wave=ACCOUNTED),
        official_tables(),
        expand(
            "results/{wave}/report/report.{language}.{format}",
            wave=WAVES,
            language=LANGUAGES,
            format=["html", "docx", "xlsx"],
        ),
        expand("results/{wave}/site/index.html", wave=WAVES),
        comparisons(),
