"""The page as it is seen, heard and printed. Truth: axe-core, and the browser's own boxes."""

from __future__ import annotations

import pytest
from browsing import DESK, PHONE, SIZES, VIEWS, address, watched

from chromium import AXE
from saualnama.language import LANGUAGES


@SIZES
@pytest.mark.parametrize("place", [VIEWS[0], *VIEWS[2:4]])
def test_what_has_the_focus_is_seen(browser, site_2021, size, place):
    with watched(browser, site_2021, viewport=size) as opened:
        page, unseen = opened.open(place), []
        for _ in range(25):
            page.keyboard.press("Tab")
            found = page.evaluate(
                """() => { const one = document.activeElement, style = getComputedStyle(one);
                const box = one.getBoundingClientRect();
                return [one.id || one.outerHTML.slice(0, 80), style.outlineStyle,
                  parseFloat(style.outlineWidth), box.width, box.height, box.bottom, box.top]; }"""
            )
            name, kind, width, across, down, bottom, top = found
            inside = bottom > 0 and top < size["height"]
            if name.startswith("<body"):
                break  # behind the last control
            if not (kind != "none" and width >= 2 and across and down and inside):
                unseen.append(found)
        assert unseen == []


@SIZES
def test_axe_finds_nothing(browser, site_2021, size):
    if not AXE.is_file():
        pytest.skip("no axe-core: npm ci in web/, or AXE_CORE=axe.min.js")
    with watched(browser, site_2021, viewport=size) as opened:
        opened.open().evaluate(AXE.read_text(encoding="utf-8"))
        for place in (*VIEWS, "question=nothing&lang=en"):
            page = opened.move(place)
            found = page.evaluate(
                """async () => { const found = await axe.run();
                return [found.violations.map((one) => [one.id, one.nodes.map((n) => n.html)]),
                  found.passes.length]; }"""
            )
            assert found[0] == [], place
            assert found[1] > 15


CUT = """() => [...document.querySelectorAll("button, h1, label, legend, p, li")]
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip")
    && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
    && getComputedStyle(one).display !== "inline")
  .map((one) => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize(("size", "letters"), [(PHONE, 1), (PHONE, 1.5), (DESK, 2)])
def test_nothing_is_wider_than_the_page(browser, site_2021, size, letters):
    """Also with larger letters; boxes of tables scroll in themselves."""
    with watched(browser, site_2021, viewport=size) as opened:
        opened.open()
        for place in VIEWS:
            page = opened.move(place)
            page.evaluate(
                """size => { document.documentElement.style.fontSize = `${16 * size}px`;
                dispatchEvent(new Event("resize"));
                return new Promise((done) => requestAnimationFrame(() =>
                  requestAnimationFrame(done))); }""",
                letters,
            )
            across = page.evaluate("document.documentElement.scrollWidth")
            assert across <= size["width"], place
            assert page.evaluate(CUT) == []


PLACED = """() => [...document.querySelectorAll("figure svg")].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.textContent.trim());
  const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const bad = boxes.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1
    || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(([text]) => `cut: ${text}`);
  for (const [at, [text, a]] of boxes.entries())
    for (const [other, b] of boxes.slice(0, at)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (across > 2 && down > 3) bad.push(`${text} on ${other}`);
    }
  return bad;
})"""


@SIZES
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_pictures_lie_inside_them_and_apart(browser, site_2021, size, language):
    with watched(browser, site_2021, viewport=size) as opened:
        opened.open()
        for place in VIEWS[1:]:
            page = opened.move(place[: -len("kk")] + language)
            assert page.evaluate(PLACED) == [], place


SCROLLS = """() => [...document.querySelectorAll(".scroll")].filter((one) => {
  const { overflowX, overflowY } = getComputedStyle(one);
  return (overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
    || (overflowY !== "visible" && one.scrollHeight > one.clientHeight + 1);
}).map((one) => one.id)"""


def test_on_paper(browser, site_2021):
    with watched(browser, site_2021) as opened:
        opened.open()
        for place in VIEWS:
            page = opened.move(place)
            page.emulate_media(media="print")
            for hidden in ("#controls", "#languages", "#questions", ".downloads", "#skip"):
                for one in page.locator(hidden).all():
                    assert not one.is_visible(), hidden
            assert page.locator("#reconstruction").is_visible()
            assert page.locator("table").is_visible()
            if "question" in place:
                assert page.locator("figure.chart svg").is_visible()
                assert page.locator(".notes li").first.is_visible()
            assert page.evaluate(SCROLLS) == []
            page.emulate_media(media="screen")
        assert len(page.pdf(format="A4")) > 20_000


SHEET = {"width": 703, "height": 1032}
"""A4 between margins of 12 mm, at 96 pixels an inch."""

LONG = address(question="dv_causes", by="sex", compare="male~female", lang="kk")


@SIZES
def test_a_long_picture_is_on_the_first_sheet(browser, site_2021, size):
    with watched(browser, site_2021, viewport=size) as opened:
        page = opened.open(LONG)
        chart = page.locator("figure.chart svg")
        width = chart.get_attribute("width")
        page.emulate_media(media="print")
        page.set_viewport_size(SHEET)
        page.wait_for_timeout(50)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        box = chart.bounding_box()
        assert box["y"] + box["height"] < SHEET["height"]
        assert chart.get_attribute("width") == "960"
        page.emulate_media(media="screen")
        page.set_viewport_size(size)
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert chart.get_attribute("width") == width


COLOURS = """(selector) => [...new Set([...document.querySelectorAll(selector)].map(
  (one) => getComputedStyle(one).backgroundColor))]"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_colours_of_the_system_colours_that_say_something_stay(browser, site_2021, scheme):
    options = {"forced_colors": "active", "color_scheme": scheme}
    with watched(browser, site_2021, **options) as opened:
        page = opened.open("lang=en")
        assert len(page.evaluate(COLOURS, "#matrix td a")) >= 5
        assert len(page.evaluate(COLOURS, ".languages button")) == 2
        page = opened.open(address(question="quarrel_frequency", by="region", lang="en"))
        assert page.evaluate(COLOURS, "figure.chart svg") == ["rgb(255, 255, 255)"]
        texts = page.locator("figure.chart svg text").first
        assert texts.evaluate("(one) => getComputedStyle(one).fill") != "rgb(255, 255, 255)"
