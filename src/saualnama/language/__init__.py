"""Words and numbers as readers of Kazakh, Russian and English write them."""

from saualnama.language.numbers import format_p, format_value
from saualnama.language.words import LANGUAGES, Language, Words, merge_words, parse_words

__all__ = [
    "LANGUAGES",
    "Language",
    "Words",
    "format_p",
    "format_value",
    "merge_words",
    "parse_words",
]
