"""Which wave comes before which."""

from __future__ import annotations

from collections.abc import Iterable


def previous_wave(waves: Iterable[str], wave: str) -> str | None:
    """The last wave before `wave` in the order of their names, which are years as a rule."""
    earlier = [name for name in waves if name < wave]
    return max(earlier, default=None)
