"""Every word that a reader sees, in every language, by kind and id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.todo import TODO

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Kazakh, Russian, English, in the order in which pages offer them."""

COLUMNS = ("kind", "id", *LANGUAGES)
"""Columns of a file of words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words by (kind, id) and language.

    Attributes:
        entries: complete; a word that lacks a language never gets here.
        source: the files they are from, for messages.
    """

    entries: Mapping[tuple[str, str], Mapping[Language, str]]
    source: str

    def of(self, kind: str, id_: str, language: Language) -> str:
        """One word.

        Raises:
            InputError: there is no such word; the message names the key and the file to add it to.
        """
        try:
            return self.entries[kind, id_][language]
        except KeyError:
            fault = Fault(
                "missing-word",
                f"{self.source}, kind `{kind}`",
                f"no entry `{id_}`",
                hint=f"add a line {kind},{id_} with its Kazakh, Russian and English words",
            )
        raise InputError("a word is missing", [fault])

    def lacking(self, keys: Mapping[str, set[str]]) -> list[Fault]:
        """Faults for all of many wanted ids (by kind) that are not there."""
        return [
            Fault("missing-word", f"{self.source}, kind `{kind}`", f"no entry `{id_}`")
            for kind, ids in keys.items()
            for id_ in sorted(ids)
            if (kind, id_) not in self.entries
        ]


def parse_words(table: pd.DataFrame, file: str) -> Words:
    """Read a file of words (text columns `COLUMNS`).

    Raises:
        InputError: a key given twice, or a word that is empty or `TODO` in a language; all at
            once.
    """
    entries: dict[tuple[str, str], dict[Language, str]] = {}
    faults: list[Fault] = []
    for line, row in table.iterrows():
        where, key = f"{file}, line {line}", (str(row["kind"]), str(row["id"]))
        if key in entries:
            faults.append(Fault("duplicate", where, f"`{key[0]},{key[1]}` stands here again"))
        faults += [
            Fault("missing-word", where, f"`{key[1]}` has no word in `{language}`")
            for language in LANGUAGES
            if not str(row[language]).strip()
        ]
        faults += [
            Fault("todo", where, f"TODO: the word of `{key[1]}` in `{language}`", hint="write it")
            for language in LANGUAGES
            if str(row[language]).strip() == TODO
        ]
        entries[key] = {language: str(row[language]) for language in LANGUAGES}
    raise_if_any(f"{file} cannot be used", faults)
    return Words(entries, file)


def merge_words(*parts: Words) -> Words:
    """Join files of words; a key may stand in one of them only.

    Raises:
        InputError: a key in two files.
    """
    entries: dict[tuple[str, str], Mapping[Language, str]] = {}
    faults: list[Fault] = []
    for part in parts:
        for (kind, id_), word in part.entries.items():
            if (kind, id_) in entries:
                faults.append(Fault("duplicate", part.source, f"`{kind},{id_}` is in two files"))
            entries[kind, id_] = word
    raise_if_any("files of words contradict each other", faults)
    return Words(entries, " or ".join(part.source for part in parts))
