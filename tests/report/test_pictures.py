"""Pictures of exhibits. Truth: exhibits.yaml, and the other languages."""

from __future__ import annotations

import re

import pytest

import report_of_2021 as material
from saualnama.language import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_has_a_picture_under_its_exhibit(language):
    wanted = {
        exhibit.id: sum(len(part.charts) for part in exhibit.parts)
        for exhibit in material.sources().exhibits
    }
    wanted |= dict.fromkeys(material.OFFICIAL, 0) | {"figure_5.2.1": 1}
    found = {exhibit.id: exhibit.pictures for exhibit in material.report(language).exhibits}
    assert {id_: len(pictures) for id_, pictures in found.items()} == wanted
    assert sum(wanted.values()) > 25
    files = [picture.file for pictures in found.values() for picture in pictures]
    assert len(files) == len(set(files))
    assert all(file.endswith(f".{language}") for file in files)


def test_alternatives_carry_the_same_numbers():
    texts = {
        language: [
            re.findall(r"[0-9]+(?:[.,][0-9]+)?", picture.alternative)
            for exhibit in material.report(language).exhibits
            for picture in exhibit.pictures
        ]
        for language in LANGUAGES
    }
    plain = {
        language: [sorted(number.replace(",", ".") for number in numbers) for numbers in found]
        for language, found in texts.items()
    }
    assert plain["kk"] == plain["ru"] == plain["en"]
