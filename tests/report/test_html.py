"""The page. Truth: an HTML parser of the standard library, and axe-core in a headless browser."""

from __future__ import annotations

import dataclasses
import html as entities
import json
import re
import subprocess
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

import report_of_2021 as material
from chromium import AXE, CHROMIUM
from saualnama.errors import InputError
from saualnama.language import LANGUAGES
from saualnama.report.html import report_html
from saualnama.report.model import Picture, Report

SVG = """<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">
<text style="font: 9px 'Noto'">Ә "#%25 &amp;</text></svg>"""
VOID = {"meta", "input", "img", "br", "link"}


class Page(HTMLParser):
    """Ids, links, tags and whether they close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.alternatives: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []
        self.sources += [values["src"]] if "src" in values else []
        self.alternatives += [values["alt"]] if "alt" in values else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def html(report: Report) -> str:
    """A page with pictures of nothing."""
    return report_html(report, material.drawn(report, SVG))


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request) -> tuple[str, str]:
    return request.param, html(material.report(request.param))


def test_the_page_is_whole(page):
    language, text = page
    parsed = Page(text)
    assert parsed.open == []
    assert text.lstrip().startswith("<!DOCTYPE html>")
    assert f'<html lang="{language}">' in text
    assert len(parsed.ids) == len(set(parsed.ids))


def test_anchors_are_the_ids_of_exhibits(page):
    language, text = page
    parsed = Page(text)
    wanted = {exhibit.id for exhibit in material.report(language).exhibits}
    assert wanted <= set(parsed.ids)
    inside = {link[1:] for link in parsed.links if link.startswith("#")}
    assert inside <= set(parsed.ids)
    assert wanted <= inside


def test_the_page_asks_the_network_for_nothing_and_runs_no_script(page):
    _, text = page
    parsed = Page(text)
    assert all(source.startswith("data:image/svg+xml;") for source in parsed.sources)
    assert {"script", "link", "iframe"} & set(parsed.tags) == set()
    outside = {link for link in parsed.links if not link.startswith("#")}
    assert outside == {f"report.{language}.html" for language in LANGUAGES}
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/2000/svg)", text)


def test_every_cell_is_on_the_page(page):
    """Figures, intervals, notes and lines, in order."""
    language, text = page
    plain = entities.unescape(re.sub(r"<[^>]+>", "\n", text))
    for exhibit in material.report(language).exhibits:
        for table in exhibit.tables:
            for line in (table.base_line, table.test_line, *table.notes):
                assert line in plain
            for row in table.rows:
                assert row.label in plain
                assert all(cell.text in plain and cell.interval in plain for cell in row.cells)
    for item in material.report(language).methods:
        assert item.text in plain


def test_cells_that_weighting_moves_are_marked(page):
    language, text = page
    cells = [
        cell
        for exhibit in material.report(language).exhibits
        for table in exhibit.tables
        for row in table.rows
        for cell in row.cells
    ]
    assert text.count('class="up"') == sum(cell.moved == 1 for cell in cells)
    assert text.count('class="down"') == sum(cell.moved == -1 for cell in cells) > 0


def test_the_notice_stands_at_the_head(page):
    language, text = page
    notice = entities.escape(material.report(language).notice, quote=False).replace("'", "&#39;")
    assert notice in text
    assert text.index(notice) < text.index('id="content"')
    # and at the head of each sheet of paper
    assert f'@top-left {{ content: "{material.report(language).headings["reconstruction"]}"' in text
    field = dataclasses.replace(material.report(language), notice="")
    assert "@top-left" not in html(field)
    assert 'role="note"' not in html(field)


def test_markup_in_labels_is_escaped():
    report = material.report("en")
    hostile = "<script>alert(1)</script>&\"'"
    chapter = dataclasses.replace(report.chapters[0], title=hostile)
    text = html(dataclasses.replace(report, title=hostile, chapters=(chapter,)))
    assert "<script>" not in text
    assert text.count("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#34;&#39;") >= 4


def with_picture(alternative: str):
    report = material.report("kk")
    chapter, section = report.chapters[0], report.chapters[0].sections[0]
    picture = Picture("figure_1.1.1.kk", "Сурет", alternative)
    exhibit = dataclasses.replace(section.exhibits[0], pictures=(picture,))
    section = dataclasses.replace(section, exhibits=(exhibit,))
    chapter = dataclasses.replace(chapter, sections=(section,))
    return dataclasses.replace(report, chapters=(chapter,))


def test_pictures_are_embedded_once_with_their_alternative():
    text = report_html(with_picture('72,3 % "иә" & <b>'), {"figure_1.1.1.kk": SVG})
    parsed = Page(text)
    (source,) = parsed.sources
    head, _, drawn = source.partition(",")
    assert head == "data:image/svg+xml;charset=utf-8"
    # a browser decodes the address once; what is left is the picture without its prologue
    assert unquote(drawn) == SVG.partition("\n")[2].replace("\n", " ")
    assert parsed.alternatives == ['72,3 % "иә" & <b>']


def test_a_picture_that_was_not_drawn_is_named():
    with pytest.raises(InputError, match=r"figure_1\.1\.1\.kk"):
        report_html(with_picture("x"), {})


def test_the_same_bytes_twice():
    assert html(material.report("ru")) == html(material.report("ru"))


AUDIT = """<script>{axe}</script><script>
axe.run().then(function (found) {{
  var out = document.createElement("pre");
  out.id = "axe-found";
  out.textContent = JSON.stringify(found.violations.map(function (v) {{
    return [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)];
  }}).concat([["passes", found.passes.length, ""]]));
  document.body.appendChild(out);
}});
</script></body>"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium")
@pytest.mark.skipif(
    not AXE.is_file(), reason="no axe-core: npm ci --prefix web, or AXE_CORE=axe.min.js"
)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(language, width, tmp_path):
    text = html(material.report(language))
    audit = AUDIT.format(axe=AXE.read_text(encoding="utf-8"))
    file = tmp_path / "page.html"
    file.write_text(text.replace("</body>", audit), encoding="utf-8")
    run = subprocess.run(  # noqa: S603
        [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"),
            *(f"--window-size={width},1000", "--virtual-time-budget=60000", file.as_uri()),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = re.search(r'<pre id="axe-found">(.*?)</pre>', run.stdout, re.DOTALL)
    assert found is not None, run.stderr[-2000:]
    *violations, passes = json.loads(entities.unescape(found.group(1)))
    assert violations == []
    assert passes[1] > 20
