"""Pictures of two waves. Truth: the numbers of the table, read back from the drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from saualnama.errors import InputError
from saualnama.figures.drawing import png, svg
from saualnama.figures.style import WIDTH
from saualnama.figures.trend import trend_figure
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, Words, merge_words, parse_words
from saualnama.pages.shell import phrases_file

ROOT = Path(__file__).parents[2]
FIELD = [{"wave": "2021", "origin": "field"}, {"wave": "2023", "origin": "field"}]
INVENTED = [{"wave": "2021", "origin": "reconstruction"}, {"wave": "2023", "origin": "field"}]


@pytest.fixture(scope="module")
def words() -> Words:
    files = [ROOT / "data/waves/2021/labels.csv", Path(phrases_file("comparison"))]
    return merge_words(*(parse_words(read_table(file), file.name) for file in files))


def row(answer: str, earlier: float, later: float, **cells: str) -> dict[str, str]:
    return {
        "question": "knows_dv_cases",
        "answer": answer,
        "breakdown": "total",
        "statistic": "pct",
        "earlier": str(earlier),
        "earlier_ci_low": str(earlier - 3),
        "earlier_ci_high": str(earlier + 3),
        "later": str(later),
        "later_ci_low": str(later - 3),
        "later_ci_high": str(later + 3),
        "change": str(later - earlier),
        "p_bh": "0.01",
        "flag": "",
    } | cells


ROWS = [row("knows", 26.5, 43.0), row("does_not_know", 73.5, 57.0, p_bh="0.06", flag="small")]


def texts(figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def points(figure) -> list[float]:
    lines = [line for axes in figure.axes for line in axes.lines if line.get_marker() == "o"]
    return [float(line.get_xdata()[0]) for line in lines]


def test_figures_intervals_and_changes_are_those_of_the_table(words: Words) -> None:
    figure = trend_figure(ROWS, FIELD, words, "en")
    assert points(figure) == [26.5, 43.0, 73.5, 57.0]
    spans = [
        tuple(map(float, line.get_xdata()))
        for line in figure.axes[1].lines
        if len(line.get_xdata()) == 2 and len(set(line.get_ydata())) == 1
    ]
    assert spans == [(23.5, 29.5), (40.0, 46.0), (70.5, 76.5), (54.0, 60.0)]
    said = texts(figure)
    assert "+16.5 ●" in said
    assert "(−16.5)" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_words_and_none_is_cut(language: str, words: Words) -> None:
    figure = trend_figure(ROWS, INVENTED, words, language)
    said = " ".join(" ".join(texts(figure)).split())
    assert words.of("question", "knows_dv_cases", language) in said
    assert words.of("phrase", "comparison.not_observed", language).split("{")[0].strip() in said
    root = ET.fromstring(svg(figure))  # noqa: S314
    assert float(root.attrib["width"].removesuffix("pt")) == pytest.approx(WIDTH)
    renderer = FigureCanvasAgg(figure).get_renderer()
    page = figure.bbox
    for axes in figure.axes:
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert page.x0 <= box.x0
            assert box.x1 <= page.x1 * 1.005, text.get_text()


def test_answers_of_people_carry_no_warning(words: Words) -> None:
    said = texts(trend_figure(ROWS, FIELD, words, "en"))
    assert not [text for text in said if "method only" in text]


def test_suppressed_figures_are_not_drawn(words: Words) -> None:
    hidden = row("does_not_know", 73.5, 57.0, flag="suppressed")
    figure = trend_figure([ROWS[0], hidden], FIELD, words, "en")
    assert points(figure) == [26.5, 43.0]
    assert "*" in texts(figure)
    nothing = trend_figure([hidden], FIELD, words, "en")
    assert points(nothing) == []


def test_groups_are_left_to_the_page(words: Words) -> None:
    group = row("knows", 10, 20, breakdown="sex")
    assert points(trend_figure([*ROWS, group], FIELD, words, "en")) == [26.5, 43.0, 73.5, 57.0]


def test_means_stand_on_their_scale(words: Words) -> None:
    mean = {"question": "special_services_quality", "statistic": "mean"}
    cells = {
        "earlier_ci_low": "2.2",
        "earlier_ci_high": "2.4",
        "later_ci_low": "",
        "later_ci_high": "",
    }
    figure = trend_figure([row("mean_score", 2.3, 2.45, **mean, **cells)], FIELD, words, "ru")
    assert points(figure) == [2.3, 2.45]
    low, high = figure.axes[1].get_xlim()
    assert (low, high) == pytest.approx((2, 3), abs=0.1)
    assert "+0,15 ●" in texts(figure)


def test_the_same_bytes_twice(words: Words) -> None:
    drawn = [trend_figure(ROWS, FIELD, words, "kk") for _ in range(2)]
    assert svg(drawn[0]) == svg(drawn[1])
    assert png(drawn[0]) == png(drawn[1])
    assert re.search(rb"<text", svg(drawn[0])), "letters stay letters"


def test_a_missing_word_is_named(words: Words) -> None:
    less = {key: word for key, word in words.entries.items() if key != ("answer", "knows")}
    with pytest.raises(InputError, match="knows"):
        trend_figure(ROWS, FIELD, Words(less, "labels.csv"), "en")
