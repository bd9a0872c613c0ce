"""Regions of Kazakhstan that were founded or renamed, and what they were part of before."""

from __future__ import annotations

from collections.abc import Sequence

CAME_FROM = {
    "abai": "east_kazakhstan",
    "jetisu": "almaty_region",
    "ulytau": "karaganda",
    "astana": "nur_sultan",
}
"""Since 2022 (decrees of 3 May and 17 September): Abai, Jetisu and Ulytau regions; Astana again."""


def joined_as_before(
    now: Sequence[str], before: Sequence[str]
) -> list[tuple[str, tuple[str, ...]]] | None:
    """Groups of today that make up each changed group of the wave before.

    Args:
        now: ids of the groups of today.
        before: ids of the groups of the wave before.

    Returns:
        Pairs of (group before, groups of today), only where they differ; None where a new or a
        gone group is not explained by a reform. Groups are only ever joined: a group that was
        founded after a wave can never be shown in it.
    """
    parts: dict[str, list[str]] = {}
    for id_ in now:
        parts.setdefault(id_ if id_ in before else CAME_FROM.get(id_, id_), []).append(id_)
    if set(parts) != set(before):
        return None
    return [(id_, tuple(parts[id_])) for id_ in before if parts[id_] != [id_]]
