"""Say how many published figures came out; fail the run when one that used to does not."""

from pathlib import Path

from saualnama.errors import Fault, raise_if_any
from saualnama.io.structured import read_json
from stage import stage


def main(snakemake) -> None:
    wave, summary = snakemake.wildcards.wave, read_json(Path(snakemake.input.summary))
    print(f"verify {wave}: {summary['line']}", flush=True)
    for change in summary["gained"]:
        print(f"verify {wave}: {change['figure']}: now {change['now']}", flush=True)
    raise_if_any(
        f"published figures of {wave} no longer come out (see results/{wave}/verify/figures.csv)",
        (
            Fault("figure-lost", lost["figure"], f"now {lost['now']}", lost["before"])
            for lost in summary["lost"]
        ),
    )


with stage(snakemake):
    main(snakemake)
