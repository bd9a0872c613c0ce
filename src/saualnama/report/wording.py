"""The words and numbers of one language, as every part of the report asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

from saualnama.language import Language, Words, format_p, format_value

PUBLISHED_DIGITS = {"pct": 1, "pct_of_responses": 1, "subtotal_pct": 1, "mean": 2}
"""Decimals with which the report prints each statistic."""


def phrases_file() -> str:
    """Path of the phrases that come with the report."""
    return str(resources.files("saualnama.report") / "phrases" / "report.csv")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language.

    Attributes:
        words: phrases of the report and labels of the wave.
        language: whose.
    """

    words: Words
    language: Language

    def phrase(self, id_: str, **values: object) -> str:
        """A phrase with its blanks filled in.

        Raises:
            InputError: there is no such phrase.
        """
        text = self.words.of("phrase", id_, self.language)
        return text.format(**values) if values else text

    def label(self, kind: str, id_: str) -> str:
        """A label.

        Raises:
            InputError: there is no such label.
        """
        return self.words.of(kind, id_, self.language)

    def optional(self, kind: str, id_: str) -> str | None:
        """A word that a wave may do without."""
        entry = self.words.entries.get((kind, id_))
        return None if entry is None else entry[self.language]

    def quoted(self, text: str) -> str:
        """A text in the language's quotation marks."""
        return self.phrase("report.quoted", text=text)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the language writes it, half away from zero."""
        return format_value(value, digits, self.language)

    def p(self, value: float) -> str:
        """A p-value with its relation."""
        return format_p(value, self.language)

    def span(self, low: float, high: float, digits: int = 0) -> str:
        """A range of numbers, or one number where both ends are the same."""
        ends = self.number(low, digits), self.number(high, digits)
        return ends[0] if ends[0] == ends[1] else "\N{EN DASH}".join(ends)
