"""Numbers, captions and places of exhibits: `table_1.2.2` is table 1.2.2 of section 1.2."""

from __future__ import annotations

import re
from collections.abc import Iterable

from saualnama.errors import Fault, raise_if_any
from saualnama.report.wording import Wording

_ID = re.compile(r"(official_)?(table|figure|text)_([0-9]+(?:\.[0-9]+)+)")
_KINDS = ("table", "figure", "text")
OFFICIAL_PREFIX = "official_"
"""Before the id of a text's official figures, which stand beside the survey's of the same text."""


def _parsed(id_: str) -> tuple[str, str, tuple[int, ...]]:
    match = _ID.fullmatch(id_)
    if match is None:
        raise ValueError(f"{id_} is no id of an exhibit")
    prefix, kind, number = match.groups()
    return prefix or "", kind, tuple(int(part) for part in number.split("."))


def check_ids(ids: Iterable[str]) -> None:
    """Refuse exhibits whose place in the report cannot be told.

    Raises:
        InputError: all of them.
    """
    raise_if_any(
        "exhibits cannot be placed in the report",
        (
            Fault("exhibit-id", id_, "the id names no section", "such as table_1.2.3 or text_1.2")
            for id_ in ids
            if not _ID.fullmatch(id_) or len(_parsed(id_)[2]) < 2
        ),
    )


def section_of(id_: str) -> str:
    """Number of the section that an exhibit belongs to, such as `1.2`."""
    return ".".join(str(part) for part in _parsed(id_)[2][:2])


def reading_order(id_: str) -> tuple[tuple[int, ...], int, tuple[int, ...], bool]:
    """Sort key: by section; in it tables, figures, text, each by number."""
    prefix, kind, number = _parsed(id_)
    return number[:2], _KINDS.index(kind), number, bool(prefix)


def section_order(number: str) -> tuple[int, ...]:
    """Sort key of a section's number."""
    return tuple(int(part) for part in number.split("."))


def caption(id_: str, wording: Wording) -> str:
    """The number of an exhibit as the language prints it."""
    _, kind, number = _parsed(id_)
    text = ".".join(str(part) for part in number)
    return wording.phrase(f"report.caption.{kind}", number=text)


def title(id_: str, wording: Wording) -> str:
    """The name of an exhibit; those of a text have none of their own."""
    prefix, kind, _ = _parsed(id_)
    if kind == "text":
        return wording.phrase(f"report.title.{prefix}text")
    return wording.label("exhibit", id_)
