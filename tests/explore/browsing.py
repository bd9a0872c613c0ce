"""The page in Chromium: opened from a file, watched for errors and for requests that leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from saualnama.language import LANGUAGES

DESK: dict[str, Any] = {"width": 1280, "height": 900}
PHONE: dict[str, Any] = {"width": 390, "height": 844}

MOVE = """async (address) => {
  if (location.hash === `#${address}`) return;
  const shown = new Promise((done) => addEventListener("hashchange", done, { once: true }));
  location.hash = address;
  await shown;
}"""

OPEN_ALL = """async (addresses) => {
  const opened = [];
  for (const address of addresses) {
    const shown = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = address;
    await shown;
    document.body.offsetHeight;
    const texts = [...document.querySelectorAll("#table [data-field]")].map((one) => [
      one.dataset.line, one.dataset.group, one.dataset.field, one.textContent]);
    opened.push({
      address, texts,
      title: document.querySelector("h1").textContent,
      problem: document.getElementById("problem").textContent,
      notice: !document.getElementById("reconstruction").hidden,
      pictures: [...document.querySelectorAll("figure svg[role=img]")].map(
        (one) => one.getAttribute("aria-label")),
      empty: document.querySelector(".empty")?.textContent ?? null,
    });
  }
  return opened;
}"""
"""Opens views one after the other by their addresses and reads what they show."""


@dataclass
class Watched:
    """A page and what went wrong on it."""

    page: Page
    file: str
    problems: list[str] = field(default_factory=list)

    def open(self, address: str = "") -> Page:
        """Open the file at an address (without `#`)."""
        self.page.goto("about:blank")
        self.page.goto(self.file + (f"#{address}" if address else ""))
        return self.page

    def move(self, address: str) -> Page:
        """Change the address of the page that is open, as a link on it does."""
        self.page.evaluate(MOVE, address)
        return self.page

    def views(self, addresses: list[str]) -> list[dict[str, Any]]:
        """Open views in turn."""
        found: list[dict[str, Any]] = self.page.evaluate(OPEN_ALL, addresses)
        return found


def address(**parts: str) -> str:
    """An address without its `#`."""
    return "&".join(f"{key}={quote(value, safe='~@')}" for key, value in parts.items())


@contextmanager
def watched(browser: Browser, folder: Path, **options: Any) -> Iterator[Watched]:
    """A page of a context of its own; it must end without errors and without any request."""
    context = browser.new_context(**{"viewport": DESK, "locale": "en-GB", **options})
    context.set_default_timeout(5_000)
    page = context.new_page()
    found = Watched(page, (folder / "site/index.html").as_uri())

    def leaves(request: Any) -> None:
        own = request.url.partition("#")[0] == found.file
        if not own and not request.url.startswith(("data:", "blob:", "about:")):
            found.problems.append(f"asks for {request.url}")

    def said(message: Any) -> None:
        if message.type in ("error", "warning"):
            found.problems.append(f"says {message.text}")

    page.on("request", leaves)
    page.on("console", said)
    page.on("pageerror", lambda error: found.problems.append(f"fails: {error}"))
    page.on("crash", lambda _: found.problems.append("crashed"))
    page.on("dialog", lambda dialog: found.problems.append(f"opens a dialog: {dialog.message}"))
    try:
        yield found
        assert found.problems == []
    finally:
        context.close()


def write_site(page: str, folder: Path) -> Path:
    """Put a page where the pipeline puts it, beside reports of one sentence."""
    (folder / "site").mkdir(parents=True)
    (folder / "report").mkdir()
    (folder / "site/index.html").write_text(page, encoding="utf-8")
    for language in LANGUAGES:
        text = f"<!DOCTYPE html><title>{language}</title><p>report {language}"
        (folder / f"report/report.{language}.html").write_text(text, encoding="utf-8")
    return folder


def choice(view: Mapping[str, Any], line: str, group: str, part: str) -> str | None:
    """The text of one number of a view."""
    for at_line, at_group, at_part, text in view["texts"]:
        if (at_line, at_group, at_part) == (line, group, part):
            return str(text)
    return None


VIEWS = (
    "lang=en",
    address(question="dv_change_5y", by="total", lang="kk"),
    address(question="dv_causes", by="sex", weights="on", lang="ru"),
    address(question="quarrel_frequency", by="region", lang="en"),
    address(question="agency_service_quality", by="education", lang="en"),
    address(question="dv_causes", by="region", compare="akmola~aktobe", lang="en"),
)
"""The start page of 2021 and views of every kind; each ends with its language."""

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
