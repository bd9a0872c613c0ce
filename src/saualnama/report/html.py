"""The report as one self-contained page: no network, no script, readable on paper and a phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from saualnama.errors import Fault, raise_if_any
from saualnama.language import LANGUAGES, Language, format_value
from saualnama.report.model import Cell, Column, Report, Table

WIDE_FROM = 7
"""Tables with this many columns take the whole width; narrower ones may stand side by side."""

DEFF_DIGITS = 2
"""Decimals of design effects."""

_PROLOGUE = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?", re.IGNORECASE)
_SAFE_IN_URL = " ;/?:@=+$,-_.!~*'()[]{}|"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader("saualnama.report"), jinja2.PackageLoader("saualnama.pages")]
        ),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"numeric": _numeric, "wide": _wide}
    return environment


def report_html(report: Report, pictures: Mapping[str, str]) -> str:
    """Put a report on one page.

    Args:
        report: what to show; nothing is computed here.
        pictures: svg text by `Picture.file`.

    Returns:
        A whole HTML document, UTF-8, the same bytes for the same input. The switches between views
        are plain form controls read by style rules; where a browser does not know these rules, and
        on paper, everything that is switched on is shown.

    Raises:
        InputError: a picture of the report was not drawn; all of them are named.
    """
    wanted = [picture.file for exhibit in report.exhibits for picture in exhibit.pictures]
    raise_if_any(
        "pictures of the report are missing",
        (
            Fault("missing-picture", file, "was not drawn")
            for file in wanted
            if file not in pictures
        ),
    )
    images = {file: _data_url(pictures[file]) for file in wanted}
    language = cast(Language, report.language)
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            say=report.headings,
            images=images,
            languages=LANGUAGES,
            design_effect=lambda cell: format_value(cell.deff, DEFF_DIGITS, language),
        )
    )


def _data_url(svg: str) -> Markup:
    """The picture as an address; as an image its style rules and ids stay inside it."""
    text = _PROLOGUE.sub("", svg).replace("\n", " ").replace('"', "'")
    return Markup("data:image/svg+xml," + quote(text, safe=_SAFE_IN_URL).replace("'", "&#39;"))  # noqa: S704 (percent-encoded; quotes escaped)


def _numeric(part: Cell | Column) -> bool:
    return part.unit != "text"


def _wide(table: Table) -> bool:
    return len(table.columns) >= WIDE_FROM
