"""Beside the stages of each wave: two waves compared, as tables and as a page."""

from pathlib import Path

from saualnama.compare.changes import FAR_FROM_ZERO
from saualnama.compare.comparison import compare_waves
from saualnama.compare.wording import joint_words
from saualnama.io.files import write_text
from saualnama.io.structured import read_json, write_json
from saualnama.io.tables import read_table, write_table
from saualnama.language import merge_words
from saualnama.loading import load_weighted_wave, load_words
from saualnama.pages.comparison import ComparisonTables, comparison_page
from saualnama.tabulate.tidy import SmallBases
from stage import stage


def main(snakemake) -> None:
    given, out, params = snakemake.input, snakemake.output, snakemake.params
    earlier, later = (
        load_weighted_wave(wave, params.weighting, Path(published) if published else None)
        for wave, published in zip(params.waves, params.published, strict=True)
    )
    words, small = (
        tuple(load_words(Path(p)) for p in given.labels),
        SmallBases(**params.small_bases),
    )
    found = compare_waves(earlier, later, words, small)
    write_table(Path(out.changes), found.changes, differences=FAR_FROM_ZERO)
    write_table(Path(out.questions), found.questions)
    write_table(Path(out.comparability), found.findings)
    write_json(Path(out.summary), found.summary)
    written = (read_table(Path(p)) for p in (out.changes, out.questions, out.comparability))
    tables = ComparisonTables(*written, summary=read_json(Path(out.summary)))
    every = merge_words(joint_words(*words), load_words(*map(Path, given.phrases)))
    write_text(Path(out.page), comparison_page(tables, every, small))
    print(f"compare {earlier.name} with {later.name}: {len(found.changes)} changes", flush=True)


with stage(snakemake):
    main(snakemake)
