"""Codes and ids as people write them, whatever the format of the file made of them."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from saualnama.survey.questionnaire import Code

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?")


def plain_code(value: Any) -> Code | float | None:
    """A code in its one form: 1.0, "1", " 01 " and "1.0" are 1; blank and missing are None.

    Only digits make a number of a text: "nan", "1e5" and "1_000" stay the texts that they are.
    """
    if isinstance(value, str):
        text = value.strip()
        if not _NUMBER.fullmatch(text):
            return text or None
        value = text
    elif pd.isna(value):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return str(value)  # a date, for example
    return int(number) if number.is_integer() else number


def plain_id(value: Any) -> str | None:
    """A respondent's id: a text as it stands ("007" is not "7"), a whole number without a point."""
    if isinstance(value, str):
        return value.strip() or None
    if pd.isna(value):
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
