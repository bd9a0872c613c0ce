"""Two waves compared, as Word and Excel documents in one language."""

from pathlib import Path

from saualnama.compare.wording import joint_words
from saualnama.io.files import read_bytes, write_bytes
from saualnama.io.structured import read_json
from saualnama.io.tables import read_table
from saualnama.language import merge_words
from saualnama.loading import load_words
from saualnama.pages.comparison import ComparisonTables
from saualnama.report.comparison import comparison_report
from saualnama.report.docx import report_docx
from saualnama.report.xlsx import report_xlsx
from saualnama.tabulate.tidy import SmallBases
from stage import stage


def main(snakemake) -> None:
    given, out, language = snakemake.input, snakemake.output, snakemake.wildcards.language
    tables = ComparisonTables(
        *(read_table(Path(path)) for path in given.tables), read_json(Path(given.summary))
    )
    labels = (load_words(Path(path)) for path in given.labels)
    words = merge_words(joint_words(*labels), load_words(*map(Path, given.phrases)))
    small = SmallBases(**snakemake.params.small_bases)
    painted = {
        question: read_bytes(Path(given.pictures) / f"{question}.png")
        for question in dict.fromkeys(tables.changes["question"])
    }
    written = comparison_report(tables, words, small, language, drawn=True)
    write_bytes(Path(out.docx), report_docx(written, painted))
    written = comparison_report(tables, words, small, language, drawn=False)
    write_bytes(Path(out.xlsx), report_xlsx(written))


with stage(snakemake):
    main(snakemake)
