"""Names of sheets: what Excel accepts, and every one of them different."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_NAME = 31
"""UTF-16 units that Excel allows."""

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_RESERVED = {"history"}


def sheet_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Turn titles into names of sheets, in the same order.

    Forbidden characters become spaces, long names are cut, and a name that occurs again (Excel
    does not tell capitals from small letters) gets a number.
    """
    taken, names = set(_RESERVED), []
    for title in wanted:
        plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or "1"
        name, number = _cut(plain, LONGEST_NAME), 1
        while name.casefold() in taken:
            number += 1
            ending = f" ({number})"
            name = _cut(plain, LONGEST_NAME - len(ending)) + ending
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _cut(text: str, units: int) -> str:
    """Shorten a title; a number at its end is what tells it from others, and stays."""
    head, _, tail = text.rpartition(" ")
    if _units(text) <= units:
        return text
    if head and tail[0].isdigit() and _units(tail) + 3 < units:
        return _start(head, units - _units(tail) - 2) + f"\N{HORIZONTAL ELLIPSIS} {tail}"
    return _start(text, units)


def _start(text: str, units: int) -> str:
    while _units(text) > units:
        text = text[:-1]
    return text.strip("' ")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
