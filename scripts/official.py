"""Beside the survey: recompute the report's police and population figures from their parts."""

from pathlib import Path

from saualnama.io.tables import read_table, write_table
from saualnama.official.exhibits import DIFFERENCES, recompute_exhibits
from stage import stage


def main(snakemake) -> None:
    exhibits = recompute_exhibits(
        read_table(Path(snakemake.input.statistics)),
        read_table(Path(snakemake.input.totals)),
        read_table(Path(snakemake.input.regions)),
        regions_year=snakemake.params.regions_year,
    )
    for path in map(Path, snakemake.output):
        write_table(path, exhibits[path.stem], differences=DIFFERENCES)
    print(f"official {snakemake.wildcards.wave}: {len(exhibits)} tables", flush=True)


with stage(snakemake):
    main(snakemake)
