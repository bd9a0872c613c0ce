"""Words of labels: their language, how alike two are, what they mean, and ids made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from saualnama.draft.material import Labels
from saualnama.language import Language

_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LANGUAGES: dict[str, Language] = {
    **dict.fromkeys(("kk", "kz", "kaz", "kazakh", "қазақша", "қазақ", "казахский"), "kk"),
    **dict.fromkeys(("ru", "rus", "russian", "русский"), "ru"),
    **dict.fromkeys(("en", "eng", "english", "английский"), "en"),
}
_HARD = re.compile(
    r"hard to (answer|say)|not sure|don.?t know|difficult to answer"
    r"|затрудня|не знаю|жауап беру қиын|білмеймін",
    re.IGNORECASE,
)
_REFUSAL = re.compile(r"refus|отказ|отказал|бас тарт", re.IGNORECASE)
_ALONE = re.compile(
    r"^(none|no such|nothing|nobody|with nobody|all of the (above|listed)|no, )"
    r"|^(ничего|никто|ни с кем|нет таких|ни один|всё перечисленное|все перечисленное)"
    r"|^(ешқандай|ешкім|барлық аталған)",
    re.IGNORECASE,
)
SAME = 0.9
"""Likeness from which two wordings are the same but for small corrections."""
_AGE = re.compile(r"^(age|vozrast|жас[ыы]?)\b|\bage\b|возраст|полных лет|жасыңыз", re.IGNORECASE)
LONGEST_ID = 40


def language_of(text: str) -> Language:
    """Kazakh by its own letters, Russian by other Cyrillic ones, English otherwise."""
    if _KAZAKH.search(text):
        return "kk"
    return "ru" if _CYRILLIC.search(text) else "en"


def language_named(name: str) -> Language | None:
    """The language of a form's column: `Kazakh (kk)`, `Русский`; None for other languages."""
    code = re.search(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\)\s*$", name)
    if code:
        return _LANGUAGES.get(code[1].lower())
    return _LANGUAGES.get(name.strip().lower())


def plain(text: str) -> str:
    """Letters and digits only, in small letters: what two wordings are compared by."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def alike(one: Labels, other: Labels) -> float | None:
    """How alike two labels are, 0 to 1, in the language where they agree best.

    None where they share no language. The measure is Ratcliff and Obershelp's (1988), on letters.
    """
    best: float | None = None
    for language in one:
        if language not in other:
            continue
        left, right = plain(one[language]), plain(other[language])
        if not left or not right:
            continue
        if left == right:
            return 1.0
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        floor = best or 0.0
        close = matcher.ratio() if matcher.quick_ratio() > floor else 0.0
        best = max(floor, close)
    return best


def means_hard_to_answer(labels: Labels) -> bool:
    """The words of the answer say that it is hard to answer."""
    return any(_HARD.search(text) for text in labels.values())


def means_refusal(labels: Labels) -> bool:
    """The words of the code say that the respondent refused."""
    return any(_REFUSAL.search(text) for text in labels.values())


def means_alone(labels: Labels) -> bool:
    """The words say "none of these" or "all of these", which no other answer can stand beside."""
    if means_hard_to_answer(labels) or means_refusal(labels):
        return True
    return any(_ALONE.search(t.strip()) for t in labels.values())


def means_age(name: str, labels: Labels) -> bool:
    """The column's name or words say that it holds ages in years."""
    return any(_AGE.search(text) for text in (name, *labels.values()))


def points_of(labels: Labels) -> int | None:
    """The number with which every label begins (`4 (rather high)`), or None."""
    found = {match[0] if (match := re.match(r"\d+", text)) else "" for text in labels.values()}
    return int(found.pop()) if len(found) == 1 and "" not in found else None


def id_of(text: str) -> str:
    """An id from English words or a column's name; empty where no Latin letter or digit is left."""
    name = re.sub(r"[^a-z0-9]+", "_", text.lower().replace("'", "")).strip("_")
    if len(name) > LONGEST_ID:
        name = name[:LONGEST_ID].rpartition("_")[0] or name[:LONGEST_ID]
    return name


def common_start(texts: Sequence[str]) -> str:
    """The letters with which all of the texts begin."""
    shortest = min(texts, key=len, default="")
    for at, letter in enumerate(shortest):
        if any(text[at] != letter for text in texts):
            return shortest[:at]
    return shortest
