"""A recipe from plain settings, as a configuration file or a command line gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from saualnama.errors import Fault, raise_if_any
from saualnama.weighting.collapse import CollapseRule
from saualnama.weighting.recipe import WeightingRecipe
from saualnama.weighting.targets import Margin

COLLAPSE_KEYS = ("margin", "variable", "categories", "where")


def margin_from_text(text: str) -> Margin:
    """`sex,age_group` as a margin; blanks around the names do not count."""
    return tuple(name.strip() for name in text.split(","))


def recipe_from_settings(
    settings: Mapping[str, object], where: str = "config.yaml"
) -> WeightingRecipe:
    """Make a recipe from plain values.

    Keys are the attributes of `WeightingRecipe`. A margin is a list of variables or one text
    (`sex,age_group`); `bounds` is a list of two numbers; each rule of `collapse` is a mapping with
    `margin`, `variable`, `categories` and, if it needs one, `where` (a mapping of variable to
    category). Nothing unknown is accepted.

    Args:
        settings: the values; absent keys keep their defaults.
        where: the file, for messages.

    Raises:
        InputError: unknown keys and values of a wrong type, all at once; then whatever
            `WeightingRecipe` refuses.
    """
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for key, value in settings.items():
        if key not in _READERS:
            known = ", ".join(_READERS)
            faults.append(
                Fault("unknown-key", f"{where}, `{key}`", "is unknown", f"one of {known}")
            )
            continue
        read, expected = _READERS[key]
        try:
            values[key] = read(value)
        except (TypeError, ValueError, KeyError):
            problem = f"is `{value}`"
            faults.append(Fault("bad-setting", f"{where}, `{key}`", problem, expected))
    if "margins" not in settings:
        faults.append(Fault("bad-setting", where, "names no `margins`", "at least one margin"))
    raise_if_any("the weighting recipe cannot be used", faults)
    return WeightingRecipe(**values)


def _margin(value: object) -> Margin:
    if isinstance(value, str):
        return margin_from_text(value)
    return tuple(_text(name) for name in _list(value))


def _margins(value: object) -> tuple[Margin, ...]:
    return tuple(_margin(item) for item in _list(value))


def _collapse(value: object) -> tuple[CollapseRule, ...]:
    return tuple(_rule(item) for item in _list(value))


def _rule(value: object) -> CollapseRule:
    if not isinstance(value, Mapping) or not set(value) <= set(COLLAPSE_KEYS):
        raise TypeError
    where = value.get("where", {})
    if not isinstance(where, Mapping):
        raise TypeError
    return CollapseRule(
        margin=_margin(value["margin"]),
        variable=_text(value["variable"]),
        categories=tuple(_text(item) for item in _list(value["categories"])),
        where=tuple((_text(name), _text(category)) for name, category in where.items()),
    )


def _bounds(value: object) -> tuple[float, float] | None:
    if value is None:
        return None
    low, high = _list(value)
    return _number(low), _number(high)


def _list(value: object) -> Sequence[object]:
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise TypeError
    return value


def _text(value: object) -> str:
    # a category such as 1 is a number in a YAML file, and the same category as "1"
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise TypeError
    return str(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return float(value)


def _number_or_none(value: object) -> float | None:
    return None if value is None else _number(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


_READERS: Mapping[str, tuple[Callable[[object], object], str]] = {
    "margins": (_margins, "a list of margins, each `region` or `[sex, age_group]`"),
    "calibrator": (_text, "a name"),
    "bounds": (_bounds, "two numbers"),
    "cap": (_number_or_none, "a number"),
    "collapse": (_collapse, f"a list of rules with {', '.join(COLLAPSE_KEYS)}"),
    "scale": (_text, "`n` or `population`"),
    "minimum_cell": (_whole, "a whole number"),
    "warn_below": (_whole, "a whole number"),
    "max_cycles": (_whole, "a whole number"),
    "tolerance": (_number, "a number"),
    "rescale_targets": (_truth, "true or false"),
}
