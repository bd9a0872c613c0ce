"""Sentences with facts: written down once, told in each language from a file of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from saualnama.language import Language, Words, format_value


@dataclass(frozen=True, slots=True)
class Named:
    """An id in a sentence: shown by its label where there is one (`exhibit`, `group`, `answer`)."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Summands:
    """Numbers in a sentence that are joined by plus signs; other lists have semicolons."""

    values: tuple[Decimal, ...]


Fact = Decimal | int | str | Named | Summands | tuple[Decimal, ...]
"""What a sentence is filled with; numbers are written as each language writes them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be told.

    Attributes:
        id: of a phrase.
        facts: what its places are filled with.
    """

    id: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


def tell(sentence: Sentence, words: Words, language: Language) -> str:
    """Say a sentence in a language.

    Raises:
        InputError: `words` lacks the phrase.
    """
    text = words.of("phrase", sentence.id, language)
    facts = {name: _told(fact, words, language) for name, fact in sentence.facts.items()}
    return text.format(**facts)


def tell_all(sentences: Iterable[Sentence], words: Words, language: Language) -> str:
    """Say several after one another, with semicolons."""
    return "; ".join(tell(sentence, words, language) for sentence in sentences)


def _told(fact: Fact, words: Words, language: Language) -> str:
    match fact:
        case Named():
            known = (fact.kind, fact.id) in words.entries
            return words.of(fact.kind, fact.id, language) if known else fact.id
        case str():
            return fact
        case Summands():
            return " + ".join(_told(part, words, language) for part in fact.values)
        case tuple():
            return "; ".join(_told(part, words, language) for part in fact)
        case Decimal():
            return format_value(float(fact), max(0, -int(fact.as_tuple().exponent)), language)
        case _:
            return format_value(fact, 0, language)
