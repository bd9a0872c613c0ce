"""What is found again of the wave before. Truth: questions changed in one known way."""

from __future__ import annotations

import pytest

from saualnama.draft.matching import match_choices, match_questions
from saualnama.draft.material import Asked, Choice
from saualnama.draft.previous import Known
from saualnama.draft.wording import alike


def answers(*words: str) -> tuple[Choice, ...]:
    return tuple(Choice(at, {"en": word}) for at, word in enumerate(words, start=1))


def known(name: str, words: str, *said: str) -> Known:
    choices = tuple(
        Choice(at, {"en": word}, word.lower().replace(" ", "_"))
        for at, word in enumerate(said, start=1)
    )
    return Known(name, "question", ("single",), frozenset({name, "q1"}), {"en": words}, choices)


OLD = known("trust", "Do you trust the police", "Fully", "Rather yes", "Rather no", "Not at all")
SAID = ("Fully", "Rather yes", "Rather no", "Not at all")


def sureness(asked: Asked) -> str:
    found = match_questions([asked], [OLD])
    return found[0].sureness if found else "none"


@pytest.mark.parametrize(
    ("name", "words", "said", "expected"),
    [
        ("Q1", "Do you trust the police", SAID, "sure"),
        ("P9", "Do you trust the police?", SAID, "sure"),
        ("Q1", "Do you trust our police today", SAID, "sure"),
        ("P9", "Do you trust our police today", SAID, "likely"),
        ("Q1", "Do you trust the police", ("Yes", "No"), "likely"),
        ("P9", "Do you trust the police", ("Yes", "No"), "doubtful"),
        ("Q1", "How often do quarrels happen", SAID, "doubtful"),
        ("Q1", "How often do quarrels happen", ("Yes", "No"), "none"),
        ("P9", "How often do quarrels happen", SAID, "none"),
    ],
)
def test_how_surely(name, words, said, expected):
    asked = Asked(name, "single", {"en": words}, answers(*said), column=name)
    assert sureness(asked) == expected


def test_without_words_name_and_codes_make_it_likely():
    bare = Asked("Q1", "single", {}, tuple(Choice(at) for at in range(1, 5)), column="Q1")
    assert sureness(bare) == "likely"


def test_another_shape_is_another_question():
    asked = Asked("Q1", "multiple", {"en": "Do you trust the police"}, answers(*SAID))
    assert sureness(asked) == "none"


def test_a_scale_turned_round_keeps_its_answers():
    turned = answers(*reversed(SAID))
    assert [c.column for c in match_choices(turned, OLD.choices) if c] == [
        "not_at_all",
        "rather_no",
        "rather_yes",
        "fully",
    ]


def test_other_words_under_the_same_code_are_another_answer():
    ours = answers("Fully", "Rather yes", "Rather no", "Nobody asked me")
    assert match_choices(ours, OLD.choices)[3] is None


def test_groups_need_the_same_words():
    ours = (Choice(4, {"en": "Not at all so"}),)
    assert match_choices(ours, OLD.choices)[0] is not None
    assert match_choices(ours, OLD.choices, strict=True)[0] is None


def test_each_question_is_found_once_and_the_surest_wins():
    ones = [
        Asked("A", "single", {"en": "Do you trust the polices"}, answers(*SAID), column="A"),
        Asked("B", "single", {"en": "Do you trust the police"}, answers(*SAID), column="B"),
    ]
    found = match_questions(ones, [OLD])
    assert [(m.asked.name, m.known.id) for m in found] == [("B", "trust")]


def test_likeness_is_1_but_for_case_and_marks_and_unknown_across_languages():
    assert alike({"en": "Yes, of course!"}, {"en": "yes of course"}) == 1.0
    assert alike({"en": "Yes"}, {"ru": "Да"}) is None
    assert alike({"en": "Yes", "ru": "Да"}, {"ru": "Да", "en": "Nope"}) == 1.0
