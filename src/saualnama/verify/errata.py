"""The errata list beside what the audit found: each item with its proof and who found it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from saualnama.language import Language, Words
from saualnama.verify.audit import proof
from saualnama.verify.audit_findings import Finding

AUDIT, PERSON = "found by the audit", "read by a person"

COLUMNS = (
    *("number", "exhibit", "group", "answer", "kind", "printed", "expected"),
    *("found", "listed", "proof"),
)
"""Columns of verify/errata.csv, in order. `listed` is `no` for what the audit found beyond the
list; `number` counts the items, listed ones first."""


@dataclass(frozen=True, slots=True)
class ErrataItem:
    """One item: of the list, found by the audit, or both.

    Attributes:
        number: from 1, in the order of the list.
        exhibit: id.
        group: id.
        answer: id.
        kind: kind of check, as in errata.csv.
        printed: as printed.
        expected: what should stand there; empty where that cannot be said.
        why: the list's own proof, in English; empty beyond the list.
        finding: of the audit; None for what only a person could read.
        listed: whether it is in the list.
        line: line of errata.csv; 0 beyond the list.
    """

    number: int
    exhibit: str
    group: str
    answer: str
    kind: str
    printed: str
    expected: str
    why: str
    finding: Finding | None
    listed: bool
    line: int

    @property
    def found(self) -> str:
        """Who found it: `AUDIT` or `PERSON`."""
        return PERSON if self.finding is None else AUDIT

    @property
    def word(self) -> str:
        """Id of its proof among the words of kind `erratum`, for items read by a person."""
        return "/".join([self.exhibit, self.group, self.answer, self.kind, self.printed])


def errata_items(errata: pd.DataFrame, findings: Sequence[Finding]) -> tuple[ErrataItem, ...]:
    """Join the errata list (text cells of errata.csv, index its lines) with the findings.

    An item counts as found only when the audit found that very place and kind by itself.
    """
    left = {finding.place: finding for finding in findings}
    items: list[ErrataItem] = []
    for line, row in errata.iterrows():
        place = (row["exhibit"], row["group"], row["answer"], row["kind"])
        finding = left.pop(place, None)
        told = (row["printed"], row["expected"], row["why"])
        items.append(ErrataItem(len(items) + 1, *place, *told, finding, True, int(str(line))))
    for finding in left.values():
        told = (finding.printed, finding.possible, "")
        items.append(ErrataItem(len(items) + 1, *finding.place, *told, finding, False, 0))
    return tuple(items)


def why_wrong(item: ErrataItem, words: Words, language: Language) -> str:
    """The proof of an item in a sentence.

    The audit's own where it found the item; else the list's, translated where `words` has it.
    """
    if item.finding is not None:
        return proof(item.finding, words, language)
    if ("erratum", item.word) in words.entries:
        return words.of("erratum", item.word, language)
    return item.why


def errata_table(items: Iterable[ErrataItem], words: Words) -> pd.DataFrame:
    """Lay the items out in `COLUMNS`, proofs in English."""
    rows = [
        (
            *(item.number, item.exhibit, item.group, item.answer, item.kind, item.printed),
            *(item.expected, item.found, "yes" if item.listed else "no"),
            why_wrong(item, words, "en"),
        )
        for item in items
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype("str")
