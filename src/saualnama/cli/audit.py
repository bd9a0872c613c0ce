"""`saualnama audit`: what in published tables cannot be."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from saualnama.language import Language, Words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `audit`."""
    parser.add_argument("figures", metavar="FIGURES.csv", help="columns of survey_figures.csv")
    parser.add_argument("--bases", required=True, metavar="BASES.csv", help="sizes of groups")
    parser.add_argument(
        "--official", metavar="OFFICIAL.csv", help="columns of official_statistics.csv"
    )
    parser.add_argument("--json", action="store_true", help="a list of findings as JSON")
    parser.add_argument("--lang", choices=("kk", "ru", "en"), default="en", help="default: en")


def run(options: argparse.Namespace) -> int:
    """Print what the audit finds; 0 whether it finds something or not.

    Raises:
        InputError: a file cannot be read, or says what cannot be audited; all faults at once.
    """
    import json

    from saualnama.io.tables import read_table
    from saualnama.language import parse_words
    from saualnama.pages.shell import phrases_file
    from saualnama.verify.audit import audit, findings_table
    from saualnama.verify.audit_input import parse_published

    given = [options.figures, options.bases, options.official]
    paths = [Path(name) for name in given if name is not None]
    tables = [read_table(path) for path in paths]
    figures, bases = tables[:2]
    official = tables[2] if len(tables) > 2 else None
    names = (paths[0].name, paths[1].name, paths[2].name if len(paths) > 2 else "")
    findings = audit(parse_published(figures, bases, official, names=names))
    words = parse_words(read_table(Path(phrases_file("audit"))), "audit.csv")
    table = findings_table(findings, words, options.lang)
    if options.json:
        print(json.dumps(table.to_dict("records"), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(table, words, options.lang)))
    return 0


def _lines(table: pd.DataFrame, words: Words, language: Language) -> Sequence[str]:
    """One finding in two lines, and how many there are."""
    if table.empty:
        return [words.of("phrase", "audit.none", language)]
    printed, possible = (
        words.of("phrase", f"audit.{name}", language) for name in ("printed", "possible")
    )
    lines: list[str] = []
    for row in table.to_dict("records"):
        kind = words.of("kind", row["kind"], language)
        numbers = [f"{printed} {row['printed']}"] if row["printed"] else []
        numbers += [f"{possible} {row['possible']}"] if row["possible"] else []
        place = " / ".join([row["exhibit"], row["group"], row["answer"]])
        lines += ["; ".join([f"{place}: {kind}", *numbers]), f"    {row['proof']}"]
    count = words.of("phrase", "audit.count", language).format(number=len(table))
    return [*lines, "", count]
