"""One HTML file with the same content in every language and a switch between them.

A page is a Jinja2 template rendered once a language and put into one shell. It carries its styles
and its few lines of script, asks the network for nothing, prints the language that is shown, and
works from a file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from saualnama.language import LANGUAGES, Language, Words, format_p, format_value


@cache
def templates_of(*rooms: str) -> jinja2.Environment:
    """Templates of rooms, of the first that has one: escaped, strict about missing values."""
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(f"saualnama.{room}") for room in rooms]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def phrases_file(name: str) -> str:
    """Path of the phrases that come with a page, such as `dossier`."""
    return str(resources.files("saualnama.pages") / "phrases" / f"{name}.csv")


def render_page(
    template: str,
    words: Words,
    content: Callable[[Language], Mapping[str, Any]] | Mapping[str, Any],
    *,
    reconstruction: bool,
) -> str:
    """Render a page in every language.

    Templates get, besides `content`: `say(id)` for a phrase (kind `phrase`), `label(kind, id)` for
    a label, `number(value, digits)`, `percent(share, digits)` for a share 0..1, `p_value(p)`, and
    `language`.

    Args:
        template: name of the body's template, without `.html`; its title is the phrase
            `<template>.title`.
        words: phrases of the page and of the shell, and labels.
        content: what the template shows, the same for every language or made for each.
        reconstruction: whether the page says at its head that the data are a reconstruction.

    Returns:
        A whole HTML document, UTF-8, the same bytes for the same input.

    Raises:
        InputError: a word that the page needs is missing in the files of words.
    """
    environment = templates_of("pages")
    bodies = []
    for language in LANGUAGES:
        own = content(language) if callable(content) else content
        tools = _tools(words, language)
        body = environment.get_template(f"{template}.html").render(**own, **tools)
        bodies.append((language, tools["say"](f"{template}.title"), Markup(body), tools["say"]))  # noqa: S704 (rendered with autoescape)
    return environment.get_template("shell.html").render(
        bodies=bodies, reconstruction=reconstruction, page=template
    )


def _tools(words: Words, language: Language) -> dict[str, Any]:
    def say(id_: str, **values: object) -> str:
        text = words.of("phrase", id_, language)
        return text.format(**values) if values else text

    def number(value: float, digits: int = 1) -> str:
        return format_value(value, digits, language)

    return {
        "language": language,
        "say": say,
        "label": lambda kind, id_: words.of(kind, id_, language),
        "number": number,
        "percent": lambda share, digits=1: number(100 * share, digits),
        "p_value": lambda p: format_p(p, language),
    }
