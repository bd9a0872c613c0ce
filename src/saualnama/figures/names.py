"""What the pictures of a wave are called; reads only the content of exhibits.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WORD_FREQUENCIES = "figure_5.2.1"
"""The one drawn exhibit that is not of the survey: how often words occur in the media."""


def picture_name(exhibit: str, number: int) -> str:
    """Name of an exhibit's n-th picture (from 1): `text_1.4`, then `text_1.4-2`."""
    return exhibit if number == 1 else f"{exhibit}-{number}"


def picture_names(content: Mapping[str, Any]) -> list[str]:
    """Names of all pictures of a wave's survey exhibits, in order.

    Args:
        content: an exhibits.yaml; what is wrong with it is said elsewhere.
    """
    return [
        picture_name(exhibit["id"], number)
        for exhibit in content["exhibits"]
        for number in range(1, 1 + sum(len(part.get("charts", ())) for part in exhibit["parts"]))
    ]
