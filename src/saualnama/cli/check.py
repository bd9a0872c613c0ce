"""`saualnama check`: everything that is wrong with a wave, in one list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from saualnama.check.findings import Finding
    from saualnama.check.inspection import Material

BAD_WAVE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `check`."""
    parser.add_argument("wave", metavar="WAVE", help="a folder of data/waves/, such as 2021")
    parser.add_argument("--lang", choices=("kk", "ru", "en"), default="en", help="default: en")
    parser.add_argument(
        "--html", metavar="FILE.html", help="write it as a page in three languages, too"
    )


def run(options: argparse.Namespace) -> int:
    """Print what is wrong with a wave.

    Returns:
        2 when the pipeline would stop, 0 when there are only warnings and notes.

    Raises:
        InputError: there is no such wave, or the page cannot be written.
    """
    from saualnama.check.findings import count, in_order
    from saualnama.check.inspection import inspect
    from saualnama.check.privacy import git_findings, row_level_folders
    from saualnama.check.telling import as_lines, phrases_files
    from saualnama.cli.wave_files import read_wave
    from saualnama.io.git import kept_in_git
    from saualnama.language.messages import parse_messages
    from saualnama.loading import load_words

    wave = options.wave
    material, found = read_wave(wave)
    if material is not None:
        found = [*found, *inspect(material)]
    if material is None or material.wave.questionnaire.origin == "field":
        tracked, addable = kept_in_git([Path(name) for name in row_level_folders(wave)])
        found += git_findings(wave, tracked, addable)
    found = in_order(found)
    phrases, catalogue = map(Path, phrases_files())
    words, messages = load_words(phrases), parse_messages(load_words(catalogue))
    print("\n".join(as_lines(found, wave, words, messages, options.lang)))
    if options.html is not None and material is not None:
        _write_page(Path(options.html), material, found)
    elif options.html is not None:
        print("", words.of("phrase", "check.no_page", options.lang), sep="\n")
    return BAD_WAVE if count(found)["error"] else 0


def _write_page(path: Path, material: Material, found: Sequence[Finding]) -> None:
    from saualnama.check.telling import phrases_files
    from saualnama.io.files import write_text
    from saualnama.language import merge_words
    from saualnama.language.messages import parse_messages
    from saualnama.loading import load_words
    from saualnama.pages.quality import Quality, quality_page
    from saualnama.pages.shell import phrases_file

    phrases, catalogue = map(Path, phrases_files())
    words = load_words(phrases, *(Path(phrases_file(name)) for name in ("quality", "shell")))
    if material.wave.words is not None:
        words = merge_words(words, material.wave.words)
    messages = parse_messages(load_words(catalogue))
    write_text(path, quality_page(Quality(material, found), words, messages))
