"""Conditions of a form (`relevant`) as a base: only what a base can say, never evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterator

Conditions = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of (question, choices one of which was given); all must hold."""

_EQUAL = re.compile(
    r"\$\{(?P<question>[^}]+)\}\s*=\s*(?P<quote>['\"]?)(?P<choice>[\w.-]+)(?P=quote)"
)
_SELECTED = re.compile(
    r"selected\(\s*\$\{(?P<question>[^}]+)\}\s*,\s*(?P<quote>['\"]?)(?P<choice>[\w.-]+)(?P=quote)\s*\)"
)


def conditions_of(relevant: str) -> Conditions | None:
    """Read `${q} = '1'` and `selected(${q}, '1')`, joined by `and`; `or` within one question.

    Returns:
        The conditions, or None where the expression says something else (a comparison, a
        calculation, `not`, an `or` across questions): a person then has to write the base.
    """
    text = _bare(relevant)
    alternatives = list(_split(text, "or"))
    if len(alternatives) > 1:
        # `and` binds more tightly: a part with an `and` of its own is no single condition
        return _of_one_question([conditions_of(part) for part in alternatives])
    parts = list(_split(text, "and"))
    if len(parts) == 1:
        one = _one(text)
        return None if one is None else ((one[0], (one[1],)),)
    found: dict[str, tuple[str, ...]] = {}
    for part in parts:
        conditions = conditions_of(part)
        if conditions is None:
            return None
        for name, choices in conditions:
            if found.setdefault(name, choices) != choices:
                return None
    return tuple(found.items())


def _of_one_question(alternatives: list[Conditions | None]) -> Conditions | None:
    """Alternatives of one question as one condition."""
    choices: dict[str, None] = {}
    names: set[str] = set()
    for conditions in alternatives:
        if conditions is None or len(conditions) != 1:
            return None
        names.add(conditions[0][0])
        choices |= dict.fromkeys(conditions[0][1])
    return ((names.pop(), tuple(choices)),) if len(names) == 1 else None


def _one(text: str) -> tuple[str, str] | None:
    match = _EQUAL.fullmatch(text) or _SELECTED.fullmatch(text)
    return (match["question"].strip(), match["choice"]) if match else None


def _bare(text: str) -> str:
    """Without blanks and brackets around the whole."""
    text = text.strip()
    while text.startswith("(") and text.endswith(")") and _closes_at_the_end(text):
        text = text[1:-1].strip()
    return text


def _closes_at_the_end(text: str) -> bool:
    depth = 0
    for at, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return at == len(text) - 1
    return False


def _split(text: str, word: str) -> Iterator[str]:
    """Parts between `word` where no bracket or brace is open."""
    depth = start = 0
    for match in re.finditer(rf"[({{]|[)}}]|(?<![\w$-]){word}(?![\w-])", text):
        if match[0] == word:
            if depth == 0:
                yield text[start : match.start()]
                start = match.end()
        else:
            depth += 1 if match[0] in "({" else -1
    yield text[start:]
