"""Where a wave's targets are from, and how far each of them may be off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from saualnama.errors import Fault, raise_if_any
from saualnama.language import Language
from saualnama.weighting import Margin, Targets


@dataclass(frozen=True, slots=True)
class TargetAbout:
    """What is known about the figures of one margin.

    Attributes:
        margin: its variables.
        source: who published the figures or how they were made, by language.
        date: the day they speak of, `2021-01-01`.
        universe: the people that were counted, by language.
        status: `official` as published, or `approximate`.
        error: how far a category may be off, in per cent of its own people; None if not stated.
        error_of: (category of one variable, its own error in per cent).
    """

    margin: Margin
    source: Mapping[Language, str]
    date: str
    universe: Mapping[Language, str]
    status: Literal["official", "approximate"]
    error: float | None = None
    error_of: tuple[tuple[str, float], ...] = ()

    def error_for(self, category: str) -> float | None:
        """Stated error of one category of one variable, in per cent."""
        return dict(self.error_of).get(category, self.error)


def parse_targets_about(
    content: Mapping[str, Any], targets: Targets, file: str
) -> tuple[TargetAbout, ...]:
    """Read what a file says about targets.

    Args:
        content: the document, of the shape of targets_about.schema.yaml.
        targets: the targets it speaks of.
        file: its name, for messages.

    Raises:
        InputError: a margin without targets or given twice, an error of an unknown category.
    """
    faults: list[Fault] = []
    parsed: list[TargetAbout] = []
    seen: set[frozenset[str]] = set()
    for raw in content["margins"]:
        margin = tuple(raw["margin"])
        where = f"{file}, margin `{':'.join(margin)}`"
        errors = tuple((name, float(error)) for name, error in raw.get("error_of", {}).items())
        if frozenset(margin) in seen:
            faults.append(Fault("duplicate", where, "is described twice", "once"))
        seen.add(frozenset(margin))
        if targets.knows(margin):
            known = {part for category in targets.of(margin).categories for part in category}
            faults += [
                Fault(
                    "unknown-category", where, f"has no category `{name}`", hint="see the targets"
                )
                for name, _ in errors
                if name not in known
            ]
        else:
            names = ", ".join(f"`{target.name}`" for target in targets.margins)
            faults.append(
                Fault("unknown-margin", where, f"{targets.where} has no such margin", names)
            )
        error = float(raw["error"]) if "error" in raw else None
        parsed.append(
            TargetAbout(
                margin, raw["source"], raw["date"], raw["universe"], raw["status"], error, errors
            )
        )
    raise_if_any(f"{file} does not fit the targets", faults)
    return tuple(parsed)


def about(known: tuple[TargetAbout, ...], margin: Margin) -> TargetAbout | None:
    """What is known about one margin, whatever the order of its variables."""
    return next((entry for entry in known if set(entry.margin) == set(margin)), None)
