"""The heat map. Truth: the table it is drawn from, and the words in the file of words."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, format_value, merge_words, parse_words
from saualnama.pages.matrix_figure import OUTLINE, heat_map, png, svg
from saualnama.pages.shell import phrases_file

ROOT = Path(__file__).parents[2]
LABELS = ROOT / "data/waves/2021/labels.csv"
PHRASES = Path(phrases_file("matrix"))


@pytest.fixture(scope="module")
def words():
    return merge_words(*(parse_words(read_table(file), file.name) for file in (LABELS, PHRASES)))


@pytest.fixture(scope="module")
def matrix() -> pd.DataFrame:
    return read_table(ROOT / "results/2021/tables/matrix.csv")


@pytest.fixture(scope="module")
def drawn(matrix, words) -> dict[str, str]:
    return {
        language: svg(heat_map(matrix, words, language, wave="2021")).decode()
        for language in LANGUAGES
    }


def texts(picture: str) -> list[str]:
    return [re.sub("<[^>]+>", "", text) for text in re.findall("<text.*?</text>", picture, re.S)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_effect_and_label_is_written(language, drawn, matrix, words) -> None:
    shown = [text.strip() for text in texts(drawn[language])]
    for effect, count in (
        matrix["effect"].map(lambda v: format_value(float(v), 2, language)).value_counts().items()
    ):
        assert shown.count(effect) == count
    whole = " ".join(shown)
    for question in dict.fromkeys(matrix["question"]):
        assert words.of("question", question, language).split()[0] in whole
    for id_ in ("title", "effect"):
        assert words.of("phrase", f"matrix.{id_}", language) in whole


def test_languages_carry_the_same_numbers(drawn) -> None:
    numbers = {
        language: [t.replace(",", ".") for t in texts(picture) if re.fullmatch(r"0[.,]\d\d", t)]
        for language, picture in drawn.items()
    }
    assert len(numbers["en"]) == 198
    assert numbers["kk"] == numbers["ru"] == numbers["en"]


def test_kazakh_letters_stay_letters(drawn) -> None:
    for letter in "әғқңөұүі":
        assert letter in drawn["kk"].lower()


@pytest.mark.parametrize("language", LANGUAGES)
def test_printed_crosses_are_outlined_and_significant_ones_dotted(language, drawn, matrix) -> None:
    picture = drawn[language]
    assert picture.count(f"stroke: {OUTLINE}") == (matrix["evidence"] == "printed").sum()
    dots = len(re.findall(r'<use [^>]*style="stroke: #ffffff; stroke-width: 0.7"', picture))
    assert dots == (matrix["p_holm"].astype(float) < 0.05).sum()


def test_an_observed_wave_has_no_outline_and_no_warning(matrix, words) -> None:
    observed = svg(heat_map(matrix.assign(evidence="observed"), words, "en", wave="x")).decode()
    assert OUTLINE not in observed
    assert "reconstruction" not in observed


def test_a_test_that_was_not_done_is_a_dash(matrix, words) -> None:
    table = matrix.copy()
    table.loc[table.index[:2], ["effect", "p", "p_holm", "p_bh"]] = ""
    picture = svg(heat_map(table, words, "en", wave="x")).decode()
    assert texts(picture).count("–") == 2
    assert words.of("phrase", "matrix.grey", "en") in " ".join(texts(picture))


def test_nothing_but_the_input_reaches_the_bytes(drawn) -> None:
    code = (
        "from pathlib import Path; import sys;"
        "from saualnama.io.tables import read_table; from saualnama.language import *;"
        "from saualnama.pages.matrix_figure import heat_map, svg;"
        "from saualnama.pages.shell import phrases_file;"
        "files = [Path('data/waves/2021/labels.csv'), Path(phrases_file('matrix'))];"
        "words = merge_words(*(parse_words(read_table(f), f.name) for f in files));"
        "table = read_table(Path('results/2021/tables/matrix.csv'));"
        "sys.stdout.buffer.write(svg(heat_map(table, words, 'kk', wave='2021')))"
    )
    run = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert run.stdout.decode() == drawn["kk"]
    assert "<dc:date>" not in drawn["kk"]


def test_the_committed_pictures_are_these(drawn) -> None:
    for language, picture in drawn.items():
        committed = ROOT / f"results/2021/figures/matrix.{language}.svg"
        assert committed.read_text(encoding="utf-8") == picture


def test_the_png_is_one_and_the_same(matrix, words) -> None:
    first, second = (png(heat_map(matrix, words, "ru", wave="2021")) for _ in range(2))
    assert first.startswith(b"\x89PNG")
    assert first == second


def test_a_missing_word_is_named(matrix) -> None:
    with pytest.raises(InputError, match="dv_problem_exists"):
        heat_map(matrix, parse_words(read_table(PHRASES), "matrix.csv"), "kk", wave="2021")


def test_no_phrase_lies_idle() -> None:
    source = (ROOT / "src/saualnama/pages/matrix_figure.py").read_text(encoding="utf-8")
    for id_ in read_table(PHRASES)["id"]:
        name = id_.removeprefix("matrix.")
        assert f'"{name}"' in source or f'"{id_}"' in source
