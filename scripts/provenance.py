"""Write down what the results of a wave were made from."""

from pathlib import Path

from saualnama.io.files import read_text, sha256_of_text
from saualnama.io.structured import write_json
from saualnama.provenance import provenance
from stage import stage


def main(snakemake) -> None:
    given = snakemake.input
    hashes = {str(path): sha256_of_text(Path(path)) for path in given.files}
    lock, project = read_text(Path(given.lock)), read_text(Path(given.project))
    record = provenance(hashes, snakemake.params.settings, lock, project)
    write_json(Path(snakemake.output[0]), record)


with stage(snakemake):
    main(snakemake)
