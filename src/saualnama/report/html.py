"""The report as one self-contained page: no network, no script, readable on paper and a phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

import jinja2
from markupsafe import Markup

from saualnama.language import LANGUAGES, Language, format_value
from saualnama.pages.shell import templates_of
from saualnama.report.model import Report, Table
from saualnama.report.pairing import missing_pictures, paired

WIDE_FROM = 7
"""Tables with this many columns take the whole width; narrower ones may stand side by side."""

DEFF_DIGITS = 2
"""Decimals of design effects."""

_PROLOGUE = re.compile(r"^\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>]*>\s*)?", re.IGNORECASE)


@cache
def _environment() -> jinja2.Environment:
    environment = templates_of("report", "pages")
    environment.filters |= {"wide": _wide, "paired": paired}
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
    missing_pictures(report, pictures)
    images = {
        picture.file: _data_url(pictures[picture.file])
        for exhibit in report.exhibits
        for picture in exhibit.pictures
    }
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
    """The picture as an address in single quotes; as an image its styles and ids stay inside it.

    Only what an address or the quotes would end is encoded, so that the page stays small.
    """
    text = " ".join(_PROLOGUE.sub("", svg).split("\n"))
    for found, encoded in (("%", "%25"), ("#", "%23"), ("'", "%27"), ("&", "&amp;")):
        text = text.replace(found, encoded)
    return Markup(f"data:image/svg+xml;charset=utf-8,{text}")  # noqa: S704 (nothing ends the attribute)


def _wide(table: Table) -> bool:
    return len(table.columns) >= WIDE_FROM
