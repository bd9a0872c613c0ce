"""What tests of whole runs ask Snakemake for."""

# Pages, figures and documents are made again by continuous integration, which compares them too.
FIRST_FOUR_STAGES = (
    "work/2021/verified",
    "results/2021/provenance.json",
    "results/2021/tables/table_1.1.1.csv",
)
