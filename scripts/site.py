"""Stage 5: the page to explore a wave, one file without a server."""

from pathlib import Path

from saualnama.compare import changes
from saualnama.explore.page import explore_page
from saualnama.explore.payload import payload
from saualnama.explore.sources import EarlierWave, Sources
from saualnama.figures.tile_grid import parse_tile_grids
from saualnama.io.files import write_text
from saualnama.io.tables import read_table
from saualnama.loading import load_checked, load_questionnaire, load_words
from saualnama.tabulate import crosses, group_pairs, matrix, shown_tests
from saualnama.tabulate.tidy import SmallBases
from stage import stage


def main(snakemake) -> None:
    given, params, file = snakemake.input, snakemake.params, Path(snakemake.input.exhibits)
    questionnaire, exhibits = (
        load_questionnaire(Path(given.questionnaire)),
        load_checked(file, "exhibits"),
    )
    files = [
        (given.crosses, crosses.COLUMNS, crosses.TEXTS),
        (given.tests, shown_tests.COLUMNS, matrix.TEXTS),
        (given.differences, group_pairs.COLUMNS, group_pairs.TEXTS),
    ]
    if given.earlier:
        files.append((given.earlier[0], crosses.COLUMNS, crosses.TEXTS))
        files.append((given.earlier[1], changes.COLUMNS, changes.TEXTS))
    cells, tests, pairs, *earlier = (
        read_table(Path(path), columns, texts=texts) for path, columns, texts in files
    )
    sources = Sources(
        questionnaire=questionnaire,
        exhibits=exhibits,
        grids=parse_tile_grids(exhibits, questionnaire, file.name),
        crosses=cells,
        tests=tests,
        differences=pairs,
        small=SmallBases(**params.small_bases),
        earlier=EarlierWave(params.earlier, *earlier) if earlier else None,
    )
    content = payload(sources, load_words(*map(Path, given.words)))
    write_text(Path(snakemake.output[0]), explore_page(content))
    print(f"site {questionnaire.wave}: {len(content['questions'])} questions", flush=True)


with stage(snakemake):
    main(snakemake)
