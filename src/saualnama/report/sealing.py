"""Office files whose bytes depend on their content alone.

Word and Excel files are zip archives. Their members are packed again in one order, with one date
and one kind of compression, so that the same report gives the same bytes on every run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime

AUTHOR = "saualnama"

FIXED_DATE = datetime(2021, 1, 1)
"""Created and modified, in every document."""

LANGUAGE_TAGS: Mapping[str, str] = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
"""What a word processor calls our languages."""

LONGEST_PROPERTY = 255
"""Letters of a title in a file's properties."""

_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""Programs that look into a file without reading all of it expect these in front."""


def storable(text: str) -> str:
    """A text as XML can hold it; control characters become the replacement character."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def seal(package: bytes, edit: Callable[[str, str], str] | None = None) -> bytes:
    """Pack an office file again.

    Args:
        package: a .docx or .xlsx file.
        edit: called with the name and the text of each XML member; gives back its new text.

    Returns:
        The file with members sorted, dated 1980-01-01 and deflated.
    """
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    if edit is not None:
        for name in [name for name in members if name.endswith((".xml", ".rels"))]:
            members[name] = edit(name, members[name].decode("utf-8")).encode("utf-8")
    ordered = sorted(members, key=lambda name: (name not in _FIRST, name))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in ordered:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every platform
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, members[name])
    return packed.getvalue()
