"""Pictures of two waves: every common question among all respondents, in one language."""

from pathlib import Path

from saualnama.compare.wording import joint_words
from saualnama.figures.drawing import png, svg
from saualnama.figures.trend import trend_figure
from saualnama.io.files import write_bytes
from saualnama.io.structured import read_json
from saualnama.io.tables import read_table
from saualnama.language import merge_words
from saualnama.loading import load_words
from stage import stage


def main(snakemake) -> None:
    given, language = snakemake.input, snakemake.wildcards.language
    waves = read_json(Path(given.summary))["waves"]
    labels = (load_words(Path(path)) for path in given.labels)
    words = merge_words(joint_words(*labels), load_words(Path(given.phrases)))
    folder = Path(snakemake.output[0])
    for question, rows in read_table(Path(given.changes)).groupby("question", sort=False):
        figure = trend_figure(rows.to_dict("records"), waves, words, language)
        write_bytes(folder / f"{question}.svg", svg(figure))
        write_bytes(folder / f"{question}.png", png(figure))


with stage(snakemake):
    main(snakemake)
