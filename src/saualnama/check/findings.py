"""One thing to know about a wave, how grave it is, and the list of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from saualnama.errors import Fault

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""An error stops the pipeline, a warning asks for a decision, a note is good to know."""

Part = Literal["files", "data", "population", "previous", "answers", "privacy"]
PARTS: tuple[Part, ...] = get_args(Part)
"""What a finding is about, in the order in which a person mends things."""

ROWS_NAMED = 5
"""Rows of a data file that one line names; the others are counted."""

KINDS_NAMED = 8
"""Different faults of one kind in one column; when there are more, only the first is named."""

_CELL = re.compile(r"(?P<file>.+), row (?P<row>[0-9]+), (?P<column>columns? .+)")
_ROW = re.compile(r", rows? ([0-9]+)")
_CELLS = re.compile(r"(?P<file>.+), (?P<column>columns? .+), rows [0-9].*")
_WORD = re.compile(r"(?:TODO: the word of `.+`|`.+` has no word) in `(?P<language>kk|ru|en)`")
_LINE = re.compile(r"(?P<file>.+), line (?P<row>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the list.

    Attributes:
        severity: how grave it is.
        part: what it is about.
        fault: code, place, what was found and expected, and what to do.
    """

    severity: Severity
    part: Part
    fault: Fault


def errors(part: Part, faults: Iterable[Fault]) -> list[Finding]:
    """Faults that stop the pipeline; equal ones in many rows become one."""
    return [Finding("error", part, fault) for fault in rows_together(faults)]


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, then part; within a part as they were found; each once."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda f: (SEVERITIES.index(f.severity), PARTS.index(f.part)),
    )


def count(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many there are of each severity."""
    given = [finding.severity for finding in findings]
    return {severity: given.count(severity) for severity in SEVERITIES}


def rows_together(faults: Iterable[Fault]) -> list[Fault]:
    """Say once what is wrong in the same way in many rows of one column or file.

    A wrong code that stands in 300 rows is one thing to mend, and a list of 300 lines would hide
    the other one.
    """
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        word = _WORD.fullmatch(fault.problem)
        line = _LINE.fullmatch(fault.where)
        if word and line:
            key = (fault.code, line["file"], word["language"])
            groups.setdefault(key, []).append(fault)
            continue
        found = _CELL.fullmatch(fault.where) or _LINE.fullmatch(fault.where)
        place = (found["file"], found.groupdict().get("column") or "") if found else (fault.where,)
        key = (fault.code, *place, fault.problem, fault.expected, fault.hint)
        groups.setdefault(key, []).append(fault)
    return _kinds_together([_together(group) for group in groups.values()])


def _kinds_together(faults: Sequence[Fault]) -> list[Fault]:
    """Say once what is wrong in many ways of one kind in one column: a column of dates as ages."""
    groups: dict[tuple[str, ...], list[Fault]] = {}
    for fault in faults:
        found = _CELL.fullmatch(fault.where) or _CELLS.fullmatch(fault.where)
        place = f"{found['file']}, {found['column']}" if found else ""
        groups.setdefault((fault.code, place, fault.expected, fault.hint), []).append(fault)
    said: list[Fault] = []
    for (code, place, expected, hint), group in groups.items():
        if len(group) <= KINDS_NAMED or not place:
            said += group
            continue
        row = "".join(_ROW.findall(group[0].where)[:1])
        problem = f"{len(group)} different faults, the first in row {row}: {group[0].problem}"
        said.append(Fault(code, place, problem, expected, hint))
    return said


def _together(group: Sequence[Fault]) -> Fault:
    first = group[0]
    if len(group) == 1:
        return first
    word = _WORD.fullmatch(first.problem)
    if word:
        lines = [fault.where.rpartition(" ")[2] for fault in group]
        where = f"{first.where.rpartition(', line ')[0]}, lines {listed(lines)}"
        problem = f"{len(group)} words are to be written in `{word['language']}`"
        return Fault(first.code, where, problem)
    cells = [_CELL.fullmatch(fault.where) for fault in group]
    found = [cell or _LINE.fullmatch(f.where) for cell, f in zip(cells, group, strict=True)]
    if found[0] is None:
        return first
    rows = list(dict.fromkeys(match["row"] for match in found if match))
    column = found[0].groupdict().get("column")
    what = "rows" if cells[0] else "lines"
    where = ", ".join([found[0]["file"], *([column] if column else []), f"{what} {listed(rows)}"])
    return Fault(first.code, where, first.problem, first.expected, first.hint)


def listed(names: Sequence[str], most: int = ROWS_NAMED) -> str:
    """Some names, and how many there are beyond them: `3, 5, 8 (+12)`."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} (+{len(names) - most})"
