"""The one style of all pictures: seaborn's theme, colours that everybody can tell apart, sizes.

Nothing else in the room names a colour or a size of type. matplotlib's global settings are never
touched; `in_style` holds for what is drawn inside it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import cache
from typing import Any

WIDTH, MARGIN = 560.0, 8.0
"""Points. Everything is laid out in points (1/72 inch); pictures differ in height only."""

LABEL, VALUE, SMALL = 8.5, 8.0, 7.0
"""Sizes of type in points."""

LINE = 1.22
"""Distance of lines over the size of type."""

INK, SOFT, LINES, PAPER = "#1c2733", "#56636f", "#d5dbe0", "#ffffff"
APART = "#b4bbc1"
"""Grey: "hard to answer", everybody together, and nothing to show."""

FAMILY = "DejaVu Sans"
"""It comes with matplotlib, has all letters of Kazakh, and so looks the same on every machine."""

OTHERS = ("Verdana", "Arial", "Helvetica")
"""Take its place in a viewer of SVG that lacks it; all have the letters of Kazakh."""

DOTS = 150
"""Dots an inch of a PNG."""


@cache
def _settings() -> Any:
    import seaborn as sns

    return {
        **sns.axes_style("white"),
        "svg.fonttype": "none",  # letters stay letters: searchable, small, and read aloud
        "svg.hashsalt": "saualnama",  # ids of parts would be random otherwise
        "font.family": [FAMILY],  # one name: each further one is looked up again for every text
        "text.parse_math": False,
        "text.hinting": "none",  # at 150 dots an inch letters look the same, and take less time
        "font.size": LABEL,
        "text.color": INK,
        "hatch.color": PAPER,
        "hatch.linewidth": 1.1,
        "path.simplify": False,
    }


@contextlib.contextmanager
def in_style() -> Iterator[None]:
    """Draw and save in the house's style."""
    import matplotlib as mpl

    with mpl.rc_context(_settings()):
        yield


@cache
def colours(count: int) -> tuple[str, ...]:
    """Colours of things without an order: seaborn's palette for every kind of colour vision."""
    import seaborn as sns

    palette = sns.color_palette("colorblind").as_hex()
    order = (0, 1, 2, 4, 9, 3, 5, 8)  # neighbours differ in lightness too; no grey among them
    return tuple(str(palette[order[at % len(order)]]) for at in range(count))


@cache
def steps(count: int) -> tuple[str, ...]:
    """Colours of things with an order, dark to light, evenly."""
    import seaborn as sns

    if count <= 2:
        return colours(count)
    palette = sns.color_palette("YlGnBu_r", count + 1).as_hex()
    return tuple(str(colour) for colour in palette[:count])


@cache
def shades() -> Any:
    """Colour map of a tile map, light to dark."""
    import seaborn as sns

    return sns.color_palette("YlGnBu", as_cmap=True)


def ink_on(colour: str) -> str:
    """Black or white, whichever is easier to read: on any colour a contrast of 4.5 (WCAG 2)."""
    from matplotlib.colors import to_rgb

    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return PAPER if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def pale(colour: str) -> str:
    """The colour of what stands on too small a base."""
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (1 - 0.45 * (1 - part) for part in to_rgb(colour))
    return to_hex((red, green, blue))
