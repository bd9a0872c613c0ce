"""Every picture of 2021. Truth: the rasteriser's own measures of letters, and the tidy tables."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pictures_of_2021 as material
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from saualnama.figures.drawing import png, svg
from saualnama.figures.names import picture_names
from saualnama.language import LANGUAGES

NAMES = [
    *picture_names(material.exhibits_yaml()),
    "figure_5.2.1",
]
KAZAKH = set("әғқңөұүіӘҒҚҢӨҰҮІ")
TOUCH = 0.5
"""Pixels (at 72 an inch) by which measures of two texts may cross: rounding to whole pixels."""


def boxes(figure) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every text with its box in pixels, line by line as the rasteriser places them."""
    canvas = FigureCanvasAgg(figure)
    renderer = canvas.get_renderer()
    return [
        (text.get_text(), text.get_window_extent(renderer).extents)
        for axes in figure.axes
        for text in axes.texts
        if text.get_text()
    ]


def texts(content: bytes) -> list[str]:
    root = ElementTree.fromstring(content)  # noqa: S314 -- our own file
    return ["".join(node.itertext()).strip() for node in root.findall(".//{*}text")]


def numbers(content: bytes) -> list[str]:
    joined = re.sub(r"(?<=[0-9])[\u202f,](?=[0-9]{3}\b)", "", " | ".join(texts(content)))
    return sorted(n.replace(",", ".") for n in re.findall(r"[0-9]+(?:[.,][0-9]+)?", joined))


def test_every_chart_of_the_recipe_is_a_picture():
    assert list(material.pictures()) == NAMES
    assert len(NAMES) == len(set(NAMES)) == 38


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_no_text_overlaps_another_or_leaves_the_canvas(name, language):
    figure = material.drawn(name, language)
    width, height = figure.get_size_inches() * figure.dpi
    placed = boxes(figure)
    assert len(placed) > 3
    outside = [
        text for text, (x0, y0, x1, y1) in placed if x0 < 0 or y0 < 0 or x1 > width or y1 > height
    ]
    assert outside == []
    crossed = [
        (one, other)
        for (one, a), (other, b) in combinations(placed, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > TOUCH and min(a[3], b[3]) - max(a[1], b[1]) > TOUCH
    ]
    assert crossed == []


@pytest.mark.parametrize("name", NAMES)
def test_three_languages_carry_the_same_numbers(name):
    made = [numbers((material.COMMITTED / f"{name}.{la}.svg").read_bytes()) for la in LANGUAGES]
    assert len(made[0]) > 5
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("name", NAMES)
def test_letters_stay_letters(name):
    said = "".join(texts((material.COMMITTED / f"{name}.kk.svg").read_bytes()))
    assert set(said) & KAZAKH
    for language in ("ru", "en"):
        content = (material.COMMITTED / f"{name}.{language}.svg").read_bytes()
        assert any(len(text) > 3 for text in texts(content))
        assert b"<metadata>" not in content


def test_no_other_picture_lies_about_and_all_are_small():
    wanted = {f"{name}.{language}.svg" for name in [*NAMES, "matrix"] for language in LANGUAGES}
    found = {path.name: path.stat().st_size for path in material.COMMITTED.glob("*.svg")}
    assert set(found) == wanted
    assert sum(found.values()) < 6_000_000


@pytest.mark.parametrize("name", ["figure_1.2.4", "table_3.2.1", "figure_1.2.5-2", "table_5.1.1"])
def test_bytes_are_the_same_twice_and_the_committed_ones(name):
    made = svg(material.drawn(name, "kk"))
    again = svg(material.draw(material.pictures()[name], material.words(), "kk"))
    assert made == again == (material.COMMITTED / f"{name}.kk.svg").read_bytes()


def test_dots_are_the_same_twice_and_carry_no_date():
    one = png(material.drawn("text_3.4", "kk"))
    assert one == png(material.draw(material.pictures()["text_3.4"], material.words(), "kk"))
    assert one.startswith(b"\x89PNG")
    assert b"tEXt" not in one
    assert b"tIME" not in one


@pytest.mark.parametrize("name", [n for n, d in material.pictures().items() if d.chart == "bars"])
def test_bars_print_every_figure_of_the_table(name):
    data = material.pictures()[name]
    printed = numbers((material.COMMITTED / f"{name}.en.svg").read_bytes())
    for entry in data.entries:
        shown = data.value(entry, "all").shown
        assert f"{shown + 1e-9:.{data.digits}f}" in printed, entry.id


@pytest.mark.parametrize("name", [n for n in NAMES if material.pictures()[n].chart == "stacked"])
def test_parts_of_a_stacked_bar_make_a_whole(name):
    data = material.pictures()[name]
    for group in data.groups:
        parts = [data.value(entry, group).shown for entry in data.entries]
        assert sum(parts) == pytest.approx(100, abs=1e-6), group


def test_nothing_invented_is_drawn():
    """Truth: the column `evidence` of the committed tables."""
    for data in material.pictures().values():
        if data.origin == "official":
            continue
        table = material.read_table(material.TABLES / f"{data.exhibit}.csv")
        invented = table[(table["evidence"] == "reconstructed")]
        places = set(
            zip(
                invented["question"],
                invented["answer"],
                invented["breakdown"],
                invented["group"],
                strict=True,
            )
        )
        for (entry, group), value in data.values.items():
            broken = "total" if group == "all" else data.breakdown
            if (data.question, entry, broken, group) in places:
                assert value.shown is None, (data.name, entry, group)
