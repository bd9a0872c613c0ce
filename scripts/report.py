"""Stage 5: the report of a wave in one language, in every format."""

from pathlib import Path

from saualnama.io.files import read_bytes, read_text, write_bytes, write_text
from saualnama.io.structured import read_json
from saualnama.io.tables import read_table
from saualnama.loading import load_checked, load_exhibits, load_questionnaire, load_words
from saualnama.report.build import build_report
from saualnama.report.docx import report_docx
from saualnama.report.html import report_html
from saualnama.report.sources import Sources
from saualnama.report.xlsx import report_xlsx
from saualnama.tabulate.tidy import SmallBases
from stage import stage


def main(snakemake) -> None:
    given, params, language = snakemake.input, snakemake.params, snakemake.wildcards.language
    questionnaire = load_questionnaire(Path(given.questionnaire))
    about = given.get("targets_about")
    sources = Sources(
        questionnaire=questionnaire,
        exhibits=load_exhibits(Path(given.exhibits), questionnaire),
        tables={Path(path).stem: read_table(Path(path)) for path in given.tables},
        official={Path(path).stem: read_table(Path(path)) for path in given.official},
        tests=read_table(Path(given.tests)),
        ledger=read_table(Path(given.ledger)) if given.get("ledger") else None,
        quality=read_json(Path(given.quality)),
        weighting=read_json(Path(given.weighting)),
        targets_about=load_checked(Path(about), "targets_about")["margins"] if about else (),
        small_bases=SmallBases(**params.small_bases),
        **params.tests,
    )
    report = build_report(sources, load_words(*map(Path, given.words)), language)
    drawn = {Path(path).stem: read_text(Path(path)) for path in given.svg}
    painted = {Path(path).stem: read_bytes(Path(path)) for path in given.png}
    write_text(Path(snakemake.output.html), report_html(report, drawn))
    write_bytes(Path(snakemake.output.docx), report_docx(report, painted))
    write_bytes(Path(snakemake.output.xlsx), report_xlsx(report))
    print(f"report {report.wave}: {language}, {len(report.exhibits)} exhibits", flush=True)


with stage(snakemake):
    main(snakemake)
