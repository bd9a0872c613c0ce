"""Messages in three languages. Truth: the sentences in the library's own source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fault_texts import fault_texts

from saualnama.check.telling import phrases_files
from saualnama.io.tables import read_table
from saualnama.language import Words, parse_words
from saualnama.language.messages import Messages, parse_messages

# what `check` can come upon
MODULES = (
    *("io/files.py", "io/responses.py", "io/structured.py", "io/tables.py", "shape.py"),
    *("language/words.py", "survey/ingest.py", "survey/parsing.py"),
    *("tabulate/exhibits.py", "tabulate/headlines.py"),
    *("weighting/targets.py", "weighting/checks.py", "weighting/problem.py"),
    *("weighting/collapse.py", "weighting/solving.py"),
    *("check/findings.py", "check/inspection.py", "check/previous.py", "check/missing.py"),
    *("check/interviews.py", "check/population.py", "check/privacy.py", "cli/wave_files.py"),
)
# a field that stands for one of few words is written out here
WRITTEN_OUT = {
    "<0>": ["string", "integer or string", "array"],
    "<0> <2>": ["at least 1", "at most 1", "above 1", "below 1"],
    "rests on <1> respondent<3>": ["rests on 3 respondents", "rests on 1 respondent"],
    "needs a mean factor of <1>, and the limits allow <3> <5>": [
        "needs a mean factor of 3, and the limits allow at most 2",
        "needs a mean factor of 3, and the limits allow at least 2",
    ],
    "its <1> run the other way round than in <3>": [
        "its codes run the other way round than in 2021",
        "its scores run the other way round than in 2021",
    ],
    "<0> of <2> asked (<4> %) <6>": [
        "3 of 9 asked (33.3 %) did not answer",
        "3 of 9 asked (33.3 %) found it hard to answer",
    ],
}


@pytest.fixture(scope="module")
def messages() -> Messages:
    path = Path(phrases_files()[1])
    return parse_messages(parse_words(read_table(path), path.name))


def test_every_sentence_that_check_can_say_is_translated(messages: Messages) -> None:
    texts = fault_texts(*MODULES)
    assert len(texts) > 200
    lacking = [
        (module, code, text)
        for module, code, part, raw in texts
        for text in WRITTEN_OUT.get(raw, [raw])
        if part != "where" and not messages.knows(code, text)
    ]
    assert lacking == []


def test_translations_are_in_their_language_and_keep_every_field(messages: Messages) -> None:
    wrong = []
    for module, code, part, raw in fault_texts(*MODULES):
        for text in WRITTEN_OUT.get(raw, [raw]):
            if part == "where":
                continue
            for language in ("kk", "ru"):
                told = messages.told(code, text, language)
                kept = all(field in told for field in re.findall(r"<\d+>|`[^`]+`", text))
                cyrillic = re.search("[а-яәғқңөұүһі]", told.lower()) is not None
                same = re.fullmatch(r"[\W\d]*population[\W\d]*", text) is not None
                if not kept or not (cyrillic or same):
                    wrong.append((module, text, told))
    assert wrong == []


def test_the_fullest_sentence_wins(messages: Messages) -> None:
    told = messages.told("missing-column", "there is no column `Q1` for `sex`", "ru")
    assert told == "нет столбца `Q1` для `sex`"
    assert messages.told("missing-column", "there is no column `Q1`", "ru") == "нет столбца `Q1`"


def test_an_unknown_sentence_stays_english_and_whole(messages: Messages) -> None:
    text = "something that nobody has said yet, 3.5"
    assert messages.told("unheard-of", text, "kk") == text
    assert messages.told("unknown-code", "unknown code 3.5", "en") == "unknown code 3.5"


def test_numbers_get_a_comma_and_a_sentence_within_is_told_too(messages: Messages) -> None:
    text = "19 different faults, the first in row 3: unknown code 1.5"
    told = "разных ошибок: 19, первая – в строке 3: неизвестный код 1,5"
    assert messages.told("unknown-code", text, "ru") == told


def test_places_are_told_and_names_stay(messages: Messages) -> None:
    where = "row.csv, row 3, column row"
    assert messages.place_told(where, "ru") == "row.csv, строка 3, столбец row"
    assert messages.place_told(where, "kk") == "row.csv, жол 3, баған row"
    assert messages.place_told(where, "en") == where
    assert messages.place_told("sample, column `sex`", "ru") == "выборка, столбец `sex`"


def test_a_catalogue_whose_languages_disagree_is_a_bug() -> None:
    texts = {"kk": "{a}", "ru": "{b}", "en": "{a} is wrong"}
    with pytest.raises(ValueError, match="different fields"):
        parse_messages(Words({("message", "any.x"): texts}, "messages.csv"))
