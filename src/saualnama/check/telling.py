"""Findings as lines that a person reads in a terminal, in the language asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from saualnama.check.findings import PARTS, SEVERITIES, Finding, count
from saualnama.language import Language, Words
from saualnama.language.messages import Messages


def phrases_files() -> tuple[str, str]:
    """Paths of the phrases of this room and of the catalogue of messages."""
    folder = resources.files("saualnama.check") / "phrases"
    return str(folder / "check.csv"), str(folder / "messages.csv")


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words of one language.

    Attributes:
        severity: id of the severity.
        part: id of the part.
        code: the fault's code.
        where: the place.
        problem: what was found there.
        expected: what should stand there, or nothing.
        hint: what to do, or nothing.
    """

    severity: str
    part: str
    code: str
    where: str
    problem: str
    expected: str
    hint: str


def tell(finding: Finding, messages: Messages, language: Language) -> Told:
    """Put a finding into words of a language."""
    fault = finding.fault
    problem, expected, hint = (
        messages.told(fault.code, text, language) if text else ""
        for text in (fault.problem, fault.expected, fault.hint)
    )
    where = messages.place_told(fault.where, language)
    return Told(finding.severity, finding.part, fault.code, where, problem, expected, hint)


def as_lines(
    findings: Sequence[Finding], wave: str, words: Words, messages: Messages, language: Language
) -> list[str]:
    """The list, by severity and part, each finding with what was expected and what to do.

    Args:
        findings: in order.
        wave: its name.
        words: phrases of this room.
        messages: the catalogue.
        language: the reader's.
    """

    def say(id_: str, **values: object) -> str:
        return words.of("phrase", f"check.{id_}", language).format(**values)

    numbers = count(findings)
    lines = [say("summary", wave=wave, **{f"{name}s": numbers[name] for name in SEVERITIES})]
    for severity in SEVERITIES:
        if numbers[severity]:
            lines += ["", say(severity).upper() + ": " + say(f"{severity}_means")]
        for part in PARTS:
            own = [f for f in findings if f.severity == severity and f.part == part]
            if own:
                lines.append(f"  {say(f'part_{part}')}")
            for finding in own:
                told = tell(finding, messages, language)
                lines.append(f"  - {told.where}: {told.problem}")
                if told.expected:
                    lines.append(f"      {say('expected')}: {told.expected}")
                if told.hint:
                    lines.append(f"      {say('to_do')}: {told.hint}")
    return lines
