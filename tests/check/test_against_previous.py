"""A wave against the one before. Truth: the one change that the test made to a questionnaire."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import small_wave
from saualnama.check.order import previous_wave
from saualnama.check.previous import Wave, against_previous
from saualnama.language import Words
from saualnama.survey.ingest import ingest
from saualnama.survey.parsing import parse_questionnaire


def words(**texts: str) -> Words:
    return Words(
        {("question", id_): dict.fromkeys(("kk", "ru", "en"), t) for id_, t in texts.items()}, "l"
    )


def compared(change: Callable[[dict[str, Any]], None]) -> list[tuple[str, str, str, str]]:
    content = small_wave.questionnaire()
    change(content)
    new = Wave(parse_questionnaire(content | {"wave": "new"}, "q"))
    old = Wave(parse_questionnaire(small_wave.questionnaire(), "q"))
    return [
        (f.severity, f.fault.code, f.fault.where.partition(", ")[2], f.fault.problem)
        for f in against_previous(new, old)
    ]


def test_the_same_questionnaire_has_no_finding() -> None:
    assert compared(lambda content: content.update(wave="new")) == []


def rename(content: dict[str, Any]) -> None:
    content["questions"][0]["id"] = "changes"


def gone(content: dict[str, Any]) -> None:
    del content["questions"][4]


def other_kind(content: dict[str, Any]) -> None:
    question = content["questions"][4]
    question["kind"] = "single"
    for answer in question["answers"]:
        answer.pop("score", None)


def no_base(content: dict[str, Any]) -> None:
    del content["questions"][2]["base"]


def reversed_codes(content: dict[str, Any]) -> None:
    for answer, code in zip(content["questions"][0]["answers"], (3, 2, 1), strict=False):
        answer["code"] = code


def reversed_scores(content: dict[str, Any]) -> None:
    for answer, score in zip(content["questions"][3]["answers"], (3, 2, 1), strict=True):
        answer["score"] = score


def moved_code(content: dict[str, Any]) -> None:
    content["questions"][1]["answers"][0]["code"] = 5


def new_answer(content: dict[str, Any]) -> None:
    content["questions"][1]["answers"].append({"code": 3, "id": "maybe"})


def other_answer(content: dict[str, Any]) -> None:
    content["questions"][1]["answers"][1]["id"] = "never"


def other_item(content: dict[str, Any]) -> None:
    content["questions"][3]["items"][1]["id"] = "mayor"


def other_region(content: dict[str, Any]) -> None:
    content["demographics"][0]["categories"][2]["id"] = "west"


def other_bands(content: dict[str, Any]) -> None:
    bands = content["demographics"][2]["bands"]
    bands[0]["to"], bands[1]["from"] = 34, 35


def no_sex(content: dict[str, Any]) -> None:
    content["demographics"][1]["id"] = "gender"


WARNING, NOTE = "warning", "note"
CASES = [
    (
        rename,
        [
            (
                WARNING,
                "question-gone",
                "question `change`",
                "was asked in small and is not in this wave",
            ),
            (NOTE, "question-new", "question `changes`", "is new: small did not ask it"),
        ],
    ),
    (
        gone,
        [
            (
                WARNING,
                "question-gone",
                "question `trust`",
                "was asked in small and is not in this wave",
            )
        ],
    ),
    (
        other_kind,
        [(WARNING, "kind-changed", "question `trust`", "is `single`, in small it was `scale`")],
    ),
    (
        no_base,
        [
            (
                WARNING,
                "base-changed",
                "question `why`",
                "was asked of everybody, in small of knows = yes",
            )
        ],
    ),
    (
        reversed_codes,
        [
            (
                WARNING,
                "scale-reversed",
                "question `change`",
                "its codes run the other way round than in small",
            )
        ],
    ),
    (
        reversed_scores,
        [
            (
                WARNING,
                "scale-reversed",
                "question `quality`",
                "its scores run the other way round than in small",
            )
        ],
    ),
    (moved_code, [(WARNING, "code-moved", "question `knows`", "`yes` has the code 5, in small 1")]),
    (new_answer, [(WARNING, "answer-new", "question `knows`", "has new: `maybe`")]),
    (
        other_answer,
        [
            (WARNING, "answer-gone", "question `knows`", "has no longer `no`"),
            (WARNING, "answer-new", "question `knows`", "has new: `never`"),
        ],
    ),
    (
        other_item,
        [
            (WARNING, "item-gone", "question `quality`", "has no longer `courts`"),
            (NOTE, "item-new", "question `quality`", "has new: `mayor`"),
        ],
    ),
    (
        other_region,
        [
            (WARNING, "group-gone", "demographic `region`", "has no longer `east`"),
            (NOTE, "group-new", "demographic `region`", "has the new groups `west`"),
        ],
    ),
    (
        other_bands,
        [
            (
                WARNING,
                "band-changed",
                "demographic `age_group`",
                "`18_29` goes from 18 to 34, in small from 18 to 29",
            ),
            (
                WARNING,
                "band-changed",
                "demographic `age_group`",
                "`30_59` goes from 35 to 59, in small from 30 to 59",
            ),
        ],
    ),
    (
        no_sex,
        [
            (
                WARNING,
                "demographic-gone",
                "demographic `sex`",
                "was in small and is not in this wave",
            ),
            (NOTE, "demographic-new", "demographic `gender`", "is new: small does not have it"),
        ],
    ),
]


@pytest.mark.parametrize(("change", "said"), CASES, ids=[change.__name__ for change, _ in CASES])
def test_a_change_is_named_and_nothing_else(change: Any, said: Any) -> None:
    assert compared(change) == said


def test_a_renamed_question_is_recognised_and_its_base_is_no_change() -> None:
    content = small_wave.questionnaire()
    content["questions"][1]["id"] = "familiar"
    content["questions"][2]["base"][0]["question"] = "familiar"
    new = Wave(parse_questionnaire(content, "q"), words(familiar="Knows of cases?"))
    old = Wave(parse_questionnaire(small_wave.questionnaire(), "q"), words(knows="Knows of CASES"))
    found = against_previous(new, old)
    assert [f.fault.code for f in found] == ["question-gone", "question-new"]
    assert (
        found[0].fault.hint == "`familiar` looks like the same question: give it this id if it is"
    )


def test_a_reworded_label_is_quoted_and_punctuation_is_no_change() -> None:
    structure = parse_questionnaire(small_wave.questionnaire(), "q")
    old = Wave(structure, words(change="What changed", knows="Knows of cases"))
    new = Wave(structure, words(change="What got worse", knows="Knows, of cases!"))
    found = [f.fault for f in against_previous(new, old)]
    assert [fault.where for fault in found] == ["labels.csv, question `change`"]
    said = "is worded anew in `kk`, `ru`, `en`: “What got worse”, in small “What changed”"
    assert found[0].problem == said


def answered(codes: list[int]) -> Wave:
    rows = [
        row | {"ID": at, "Q1": code}
        for at, (row, code) in enumerate(zip(small_wave.rows() * 2, codes, strict=True))
    ]
    structure = parse_questionnaire(small_wave.questionnaire(), "q")
    survey = ingest(pd.DataFrame(rows).astype("float64"), structure, file="a.sav")
    return Wave(structure, None, survey)


@pytest.mark.parametrize(
    ("now", "turned"),
    [
        ([3] * 36 + [2] * 15 + [1] * 9, ["question `change`"]),  # the mirror of 60, 25 and 15 %
        ([1] * 33 + [2] * 17 + [3] * 10, []),  # nearly the same
        ([2] * 50 + [1] * 5 + [3] * 5, []),  # something else, and no mirror
    ],
)
def test_answers_that_look_turned_round(now: list[int], turned: list[str]) -> None:
    found = against_previous(answered(now), answered([1] * 36 + [2] * 15 + [3] * 9))
    assert [f.fault.where.partition(", ")[2] for f in found] == turned
    assert {f.fault.code for f in found} <= {"looks-reversed"}


def test_the_previous_wave_is_the_last_one_before() -> None:
    assert previous_wave(["2019", "2021", "2023", "2025"], "2023") == "2021"
    assert previous_wave(["2023"], "2023") is None


def test_divided_regions_that_are_joined_again_are_a_note() -> None:
    content = small_wave.questionnaire()
    content["demographics"][0]["categories"][2]["id"] = "far_east"
    content["demographics"].append(
        {
            "id": "region_small",
            "merges": "region",
            "groups": [{"id": "east", "of": ["far_east"]}],
        }
    )
    new = Wave(parse_questionnaire(content, "q"))
    old = Wave(parse_questionnaire(small_wave.questionnaire(), "q"))
    found = against_previous(new, old)
    assert [(f.severity, f.fault.code) for f in found] == [
        ("note", "group-gone"),
        ("note", "group-new"),
        ("note", "demographic-new"),
    ]
    assert found[0].fault.hint == "`region_small` joins them to the groups of small"
