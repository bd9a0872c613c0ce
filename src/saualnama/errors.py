"""What is said to a person whose input cannot be used.

Every check collects its faults and raises once, so that a file is mended in one go and not fault
by fault. Commands print the message and exit with 2; a traceback always means a bug of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_SHOWN = 50
"""Faults printed in one message; the rest are counted, so that a wrong file stays readable."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input.

    Attributes:
        code: stable name of the kind of fault, for tests and translations (`unknown-code`).
        where: file, row, column or category, as a person would look for it.
        problem: what was found there.
        expected: what should stand there; empty where the problem says it.
        hint: what to do about it; empty where that is plain.
    """

    code: str
    where: str
    problem: str
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        line = f"{self.where}: {self.problem}"
        if self.expected:
            line += f"; expected {self.expected}"
        if self.hint:
            line += f". {self.hint[0].upper()}{self.hint[1:]}"
        return line


class InputError(Exception):
    """Input that cannot be used, with all faults of its kind.

    Args:
        headline: one sentence without a full stop (`responses.sav cannot be used`).
        faults: at least one.
    """

    def __init__(self, headline: str, faults: Iterable[Fault]) -> None:
        self.headline = headline
        self.faults = tuple(faults)
        if not self.faults:
            raise ValueError("an InputError needs at least one fault")
        super().__init__(headline, self.faults)

    def __str__(self) -> str:
        shown = [f"  {fault}" for fault in self.faults[:MOST_SHOWN]]
        more = len(self.faults) - MOST_SHOWN
        if more > 0:
            shown.append(f"  and {more} more of this kind")
        return "\n".join([f"{self.headline}:", *shown])


def raise_if_any(headline: str, faults: Iterable[Fault]) -> None:
    """Raise one `InputError` with all `faults`; do nothing when there are none."""
    found = tuple(faults)
    if found:
        raise InputError(headline, found)
