"""Colours and letters. Truth: WCAG's formula worked here, an old simulation of colour blindness."""

from __future__ import annotations

from itertools import pairwise

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_hex, to_rgb

from saualnama.figures.lettering import block_width, text_width, wrapped
from saualnama.figures.style import APART, FAMILY, colours, in_style, ink_on, pale, shades, steps

# Vienot, Brettel and Mollon (1999): what is left of linear red, green, blue
SEEN_WITHOUT = {
    "red": [[0.11238, 0.88762, 0], [0.11238, 0.88762, 0], [0.00401, -0.00401, 1]],
    "green": [[0.29275, 0.70725, 0], [0.29275, 0.70725, 0], [-0.02234, 0.02234, 1]],
}


def linear(colour: str) -> np.ndarray:
    parts = np.array(to_rgb(colour))
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ (0.2126, 0.7152, 0.0722))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_letters_on_every_colour_can_be_read():
    used = [*colours(8), *steps(7), APART, *(to_hex(shades()(at / 50)) for at in range(51))]
    for colour in (*used, *map(pale, used)):
        assert contrast(colour, ink_on(colour)) >= 4.5, colour


@pytest.mark.parametrize("lacking", SEEN_WITHOUT)
def test_neighbours_differ_without_red_or_green(lacking):
    def distance(one, other):
        left = np.array(SEEN_WITHOUT[lacking])
        return float(np.linalg.norm(left @ linear(one) - left @ linear(other)))

    for palette in ((*colours(5), APART), steps(6), colours(2)):
        assert all(distance(a, b) > 0.05 for a, b in pairwise(palette)), palette


def test_steps_get_lighter():
    light = [luminance(colour) for colour in steps(6)]
    assert light == sorted(light)


def test_the_style_leaves_no_trace():
    before = dict(mpl.rcParams)
    with in_style():
        assert mpl.rcParams["font.family"] == [FAMILY]
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("room", [40, 80, 160])
def test_wrapped_words_fit_and_none_is_lost(room):
    text = "Солтүстік Қазақстан облысы және Западно-Казахстанская область"
    lines = wrapped(text, room).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert block_width(line) <= room or " " not in line
    assert wrapped("5-баған", 1) == "5-баған"


def test_widths_are_those_of_the_font():
    """DejaVu Sans: an n is 1298 of 2048 units wide."""
    assert text_width("n" * 10, 10) == pytest.approx(10 * 10 * 1298 / 2048, rel=0.02)
