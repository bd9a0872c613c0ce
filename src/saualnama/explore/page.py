"""The page as one file: template, styles, script and payload; it asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from markupsafe import Markup

from saualnama.explore.payload import OWN, SHELL
from saualnama.language import LANGUAGES
from saualnama.pages.shell import templates_of

_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""Signs that could end a script in HTML, or a line in one."""


def json_in_html(content: Mapping[str, Any]) -> Markup:
    """Compact JSON that may stand inside a script element.

    Whatever the words of a wave hold, no `<` of theirs reaches the file: JSON reads the escapes
    back as the letters that they are.
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, escape in _ESCAPES.items():
        text = text.replace(sign, escape)
    return Markup(text)  # noqa: S704 (escaped above)


def explore_page(content: Mapping[str, Any]) -> str:
    """Render the page.

    The policy in its head lets run nothing but the one script, by its hash, and lets load nothing.

    Args:
        content: as `saualnama.explore.payload` makes it.

    Returns:
        A whole HTML document, the same bytes for the same input.

    Raises:
        ValueError: the bundled script could end its own element.
    """
    script = _own_text("bundle", "explore.js")
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the bundled script holds text that ends a script element")
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return (
        templates_of("explore")
        .get_template("explore.html")
        .render(
            payload=json_in_html(content),
            script=Markup(script),  # noqa: S704 (ours)
            script_hash=f"sha256-{base64.b64encode(digest).decode()}",
            css=Markup(_styles()),  # noqa: S704 (ours)
            title=content["title"][0],
            words={
                id_ if id_ in SHELL else OWN + id_: text for id_, text in content["phrases"].items()
            },
            languages=LANGUAGES,
        )
    )


def _styles() -> str:
    """Styles of all pages, and what this one adds to them."""
    every = resources.files("saualnama.pages") / "templates" / "style.css"
    return every.read_text(encoding="utf-8") + _own_text("templates", "explore.css")


def _own_text(folder: str, name: str) -> str:
    return (resources.files("saualnama.explore") / folder / name).read_text(encoding="utf-8")
