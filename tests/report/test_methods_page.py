"""The methods page. Truth: the eleven items of AAPOR's code and the wave's files."""

from __future__ import annotations

import dataclasses
import re

import pytest

import report_of_2021 as material
from saualnama.language import LANGUAGES, Words
from saualnama.report.build import build_report

HEADINGS = (
    *("Data collection strategy", "Who sponsored and who conducted the research"),
    *("Measurement instrument", "Population under study", "How the sample was drawn"),
    *("Method and mode of data collection", "Dates of data collection"),
    *("Sample sizes and precision", "Weighting", "Processing and validation", "Limitations"),
)


def test_eleven_items():
    assert tuple(item.heading for item in material.report("en").methods) == HEADINGS


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_says_something(language):
    assert all(len(item.text) > 15 for item in material.report(language).methods)


def test_what_is_not_known_is_said_to_be_unknown():
    text = {item.heading: item.text for item in material.report("en").methods}
    assert text["Dates of data collection"] == "Not known to this file."
    assert text["Who sponsored and who conducted the research"] == "Not known to this file."
    assert "17 regions" in text["How the sample was drawn"]


def test_a_wave_tells_of_itself_in_its_labels():
    words = material.words()
    dates = dict.fromkeys(LANGUAGES, "1-20 March 2022")
    more = Words({**words.entries, ("about", "dates"): dates}, words.source)
    report = build_report(material.sources(), more, "en")
    assert report.methods[6].text == "1-20 March 2022"


def test_no_bare_margin_of_error():
    text = {item.heading: item.text for item in material.report("en").methods}
    precision = text["Sample sizes and precision"]
    assert "assumes that the sample behaves like a random one given the margins" in precision
    assert not re.search(r"(±|\+/-)", " ".join(text.values()))
    assert "No overall margin of error" in precision


def test_numbers_are_those_of_the_weighting():
    weighting = dict(material.sources().weighting) | {"kish_deff": 1.234, "effective_n": 810.4}
    sources = dataclasses.replace(material.sources(), weighting=weighting)
    text = build_report(sources, material.words(), "en").methods[7].text
    assert "1.23" in text
    assert "810" in text


def test_margins_are_named_as_crossed():
    assert "region; sex × age group" in material.report("en").methods[8].text
    assert "өңір; жынысы × жас тобы" in material.report("kk").methods[8].text
