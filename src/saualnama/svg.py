"""Ids inside SVG pictures that are the same on every machine."""

from __future__ import annotations

import re
from hashlib import sha256

_REFERRED = re.compile(r'\bid="([a-z][0-9a-f]{10})"')


def settle_ids(svg: str) -> str:
    """Name the parts of a picture by their order and by what the picture shows.

    Matplotlib names clip paths and markers by hashes of coordinates in full precision, whose last
    bits differ between processors and versions of numpy; the text of the picture rounds them away.
    The new ids are unique in the picture, and differ between pictures of one document.

    Args:
        svg: as matplotlib writes it.
    """
    old = list(dict.fromkeys(_REFERRED.findall(svg)))
    for order, name in enumerate(old):
        svg = svg.replace(name, f"part-{order}-")
    mark = sha256(svg.encode()).hexdigest()[:8]
    return re.sub(r"\bpart-(\d+)-", rf"p{mark}-\1", svg)
