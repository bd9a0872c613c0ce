"""Messages about faults in the reader's language.

A `Fault` says in English what is wrong. The catalogue of messages holds, for each code of fault,
the English sentence with its fields in braces, and the same sentence in the other languages:

    message,unknown-code.found,белгісіз код {code},неизвестный код {code},unknown code {code}

The English one is recognised, its fields are read off, and the others are filled in. A fault thus
carries no second wording, and a sentence that nobody has translated is shown in English, whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from saualnama.language.words import Language, Words

MESSAGE = "message"
"""Kind of the sentences; an id is `<code of the fault>.<anything>`, or `any.<anything>`."""

PLACE = "place"
"""Kind of the words that name a place (`row`); their id is the English word."""

INNER = "problem"
"""A field of this name holds another sentence about the same fault."""

_FIELD = re.compile(r"\{(\w+)\}")
_DECIMAL = re.compile(r"([+-]?[0-9]+)\.([0-9]+)")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of the catalogue.

    Attributes:
        code: the fault's code, or `any`.
        pattern: recognises the English sentence.
        weight: letters that are no field; the sentence that fixes more of them fits better.
        texts: the sentence in every language.
    """

    code: str
    pattern: re.Pattern[str]
    weight: int
    texts: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Messages:
    """A catalogue, ready to be searched."""

    sentences: Mapping[str, tuple[_Sentence, ...]]
    places: Mapping[str, Mapping[Language, str]]
    place: re.Pattern[str]

    def knows(self, code: str, text: str) -> bool:
        """Whether the catalogue has a sentence for an English text."""
        return self._found(code, text) is not None

    def told(self, code: str, text: str, language: Language) -> str:
        """A sentence about a fault in a language; in English where nobody has translated it.

        Args:
            code: the fault's code.
            text: its `problem`, `expected` or `hint`.
            language: the reader's.
        """
        found = None if language == "en" else self._found(code, text)
        if found is None:
            return text
        sentence, fields = found
        if INNER in fields:
            fields[INNER] = self.told(code, fields[INNER], language)
        return _FIELD.sub(lambda field: _number(fields[field[1]]), sentence.texts[language])

    def place_told(self, where: str, language: Language) -> str:
        """A place such as `responses.sav, row 3, column Q1` in a language; names stay names."""
        if language == "en":
            return where
        return self.place.sub(lambda found: found[1] + self.places[found[2]][language], where)

    def _found(self, code: str, text: str) -> tuple[_Sentence, dict[str, str]] | None:
        for key in (code, "any"):
            for sentence in self.sentences.get(key, ()):
                match = sentence.pattern.fullmatch(text)
                if match:
                    return sentence, match.groupdict()
        return None


def parse_messages(words: Words) -> Messages:
    """Build a catalogue from the words of the kinds `message` and `place`.

    Raises:
        ValueError: a sentence has other fields in one language than in English, or one twice: the
            catalogue comes with the product, so that is a bug and no bad input.
    """
    sentences: dict[str, list[_Sentence]] = {}
    places: dict[str, Mapping[Language, str]] = {}
    for (kind, id_), texts in words.entries.items():
        if kind == PLACE:
            places[id_] = texts
        elif kind == MESSAGE:
            fields = _FIELD.findall(texts["en"])
            for text in texts.values():
                if sorted(_FIELD.findall(text)) != sorted(set(fields)):
                    raise ValueError(f"{id_}: the languages have different fields: {text}")
            code = id_.partition(".")[0]
            weight = len(_FIELD.sub("", texts["en"]))
            sentence = _Sentence(code, _pattern(texts["en"]), weight, texts)
            sentences.setdefault(code, []).append(sentence)
    ranked = {
        code: tuple(sorted(found, key=lambda s: (-s.weight, s.pattern.pattern)))
        for code, found in sentences.items()
    }
    # longest first, so that `data rows` is not read as `rows`
    longest = sorted(places, key=lambda word: (-len(word), word))
    named = "|".join(map(re.escape, longest)) or "(?!)"
    return Messages(ranked, places, re.compile(rf"(^|, )({named})(?=[ ,]|$)"))


def _number(field: str) -> str:
    """A field that is a number gets the decimal comma of Kazakh and Russian."""
    found = _DECIMAL.fullmatch(field)
    return f"{found[1]},{found[2]}" if found else field


def _pattern(text: str) -> re.Pattern[str]:
    pieces = _FIELD.split(text)
    literal = [re.escape(piece) for piece in pieces[::2]]
    fields = [f"(?P<{name}>.+?)" for name in pieces[1::2]]
    joined = "".join(a + b for a, b in zip(literal, [*fields, ""], strict=True))
    return re.compile(joined, re.DOTALL)
