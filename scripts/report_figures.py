"""Stage 5: the pictures of a wave's exhibits in one language."""

from pathlib import Path

from saualnama.figures.data import figure_data, word_frequencies
from saualnama.figures.drawing import draw, png, svg
from saualnama.figures.names import WORD_FREQUENCIES
from saualnama.figures.tile_grid import parse_tile_grids
from saualnama.io.files import write_bytes
from saualnama.io.tables import read_table
from saualnama.loading import load_checked, load_exhibits, load_questionnaire, load_words
from saualnama.tabulate.tidy import SmallBases
from stage import stage


def main(snakemake) -> None:
    given, file = snakemake.input, Path(snakemake.input.exhibits)
    tables = {Path(path).stem: read_table(Path(path)) for path in given.tables}
    words = load_words(*map(Path, given.words))
    questionnaire = load_questionnaire(Path(given.questionnaire))
    grids = parse_tile_grids(load_checked(file, "exhibits"), questionnaire, file.name)
    small = SmallBases(**snakemake.params.small_bases)
    pictures = [
        data
        for exhibit in load_exhibits(file, questionnaire)
        if exhibit.id in tables
        for data in figure_data(exhibit, questionnaire, tables[exhibit.id], small, grids)
    ]
    if WORD_FREQUENCIES in tables:
        pictures.append(word_frequencies(tables[WORD_FREQUENCIES]))
    out = zip(pictures, snakemake.output.svg, snakemake.output.png, strict=True)
    for data, drawn, painted in out:
        figure = draw(data, words, snakemake.wildcards.language)
        write_bytes(Path(drawn), svg(figure))
        write_bytes(Path(painted), png(figure))
    wave, language = questionnaire.wave, snakemake.wildcards.language
    print(f"report_figures {wave}: {len(pictures)} in {language}", flush=True)


with stage(snakemake):
    main(snakemake)
