"""Stage 5: figures of a wave in every language."""

from pathlib import Path

from saualnama.io.files import write_bytes
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, merge_words, parse_words
from saualnama.pages.matrix_figure import heat_map, png, svg
from saualnama.pages.shell import phrases_file
from stage import stage


def main(snakemake) -> None:
    table = read_table(Path(snakemake.input.matrix))
    files = (Path(snakemake.input.labels), Path(phrases_file("matrix")))
    words = merge_words(*(parse_words(read_table(file), file.name) for file in files))
    for language, drawn, painted in zip(
        LANGUAGES, snakemake.output.svg, snakemake.output.png, strict=True
    ):
        figure = heat_map(table, words, language, wave=snakemake.wildcards.wave)
        write_bytes(Path(drawn), svg(figure))
        write_bytes(Path(painted), png(figure))
    print(f"figures {snakemake.wildcards.wave}: matrix in {len(LANGUAGES)} languages", flush=True)


with stage(snakemake):
    main(snakemake)
