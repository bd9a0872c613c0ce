"""What may be compared. Truth: the one difference that the test put between two questionnaires."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import second_wave
import small_wave
from saualnama.compare.comparability import CommonBreakdown, compare_questionnaires
from saualnama.compare.wording import joint_words, scale_is_reversed
from saualnama.language import Words
from saualnama.survey.parsing import parse_questionnaire
from saualnama.survey.questionnaire import Questionnaire

Change = Callable[[dict[str, Any]], None]
CHANGE, KNOWS, WHY, QUALITY, TRUST = range(5)


def questionnaire(change: Change = lambda _: None) -> Questionnaire:
    document = small_wave.questionnaire()
    change(document)
    return parse_questionnaire(document, "questionnaire.yaml")


def compared(no_words: Words, change: Change):
    return compare_questionnaires(questionnaire(), questionnaire(change), no_words, no_words)


def question(number: int, change: Change) -> Change:
    return lambda document: change(document["questions"][number])


def test_the_same_questionnaire_is_compared_whole(no_words: Words) -> None:
    found = compared(no_words, lambda _: None)
    assert [common.earlier.id for common in found.questions] == list(questionnaire().question)
    assert {finding.verdict for finding in found.findings} == {"compared"}
    assert found.breakdowns == tuple(
        CommonBreakdown(name, name) for name in ("total", "region", "sex", "age_group")
    )


def drop_answer(raw: dict[str, Any]) -> None:
    del raw["answers"][1]


def ask_everybody(raw: dict[str, Any]) -> None:
    del raw["base"]


def other_points(raw: dict[str, Any]) -> None:
    for answer in raw["answers"]:
        if "score" in answer:
            answer["score"] *= 10


def rename_answers(raw: dict[str, Any]) -> None:
    for answer in raw["answers"]:
        answer["id"] += "_new"


def other_items(raw: dict[str, Any]) -> None:
    for item in raw["items"]:
        item["id"] += "_new"


def as_scale(raw: dict[str, Any]) -> None:
    raw["kind"] = "scale"
    for answer in raw["answers"]:
        answer["score"] = answer["code"]


@pytest.mark.parametrize(
    ("number", "change", "reason"),
    [
        (WHY, ask_everybody, "base_differs"),
        (TRUST, other_points, "scores_differ"),
        (KNOWS, as_scale, "kind_differs"),
        (QUALITY, other_items, "items_differ"),
    ],
)
def test_what_was_asked_otherwise_is_not_compared(
    number: int, change: Change, reason: str, no_words: Words
) -> None:
    found = compared(no_words, question(number, change))
    id_ = small_wave.QUESTIONNAIRE["questions"][number]["id"]
    assert [(f.id, f.reason) for f in found.findings if f.verdict != "compared"] == [(id_, reason)]
    assert found.verdict("question", id_) == "not compared"
    assert id_ not in [common.earlier.id for common in found.questions]


def test_no_answer_in_common(no_words: Words) -> None:
    found = compared(no_words, question(TRUST, rename_answers))
    assert found.verdict("question", "trust") == "not compared"
    assert "no_common_answers" in {finding.reason for finding in found.findings}


def reverse(raw: dict[str, Any]) -> None:
    raw["answers"].reverse()


def not_hard(raw: dict[str, Any]) -> None:
    del raw["answers"][-1]["hard_to_answer"]


def less_items(raw: dict[str, Any]) -> None:
    raw["items"].pop()


def other_sum(raw: dict[str, Any]) -> None:
    raw["subtotals"][0]["of"] = ["better", "same"]


@pytest.mark.parametrize(
    ("number", "change", "reason"),
    [
        (WHY, drop_answer, "answers_differ"),
        (KNOWS, reverse, "answers_reordered"),
        (CHANGE, not_hard, "answers_marked_otherwise"),
        (QUALITY, less_items, "items_differ"),
        (CHANGE, other_sum, "subtotals_differ"),
    ],
)
def test_smaller_differences_call_for_caution(
    number: int, change: Change, reason: str, no_words: Words
) -> None:
    found = compared(no_words, question(number, change))
    id_ = small_wave.QUESTIONNAIRE["questions"][number]["id"]
    assert [(f.id, f.reason) for f in found.findings if f.verdict != "compared"] == [(id_, reason)]
    assert found.verdict("question", id_) == "with caution"
    common = next(common for common in found.questions if common.earlier.id == id_)
    assert common.same_answers == (reason != "answers_differ")
    if reason == "subtotals_differ":
        assert common.subtotals == ()
    if reason == "items_differ":
        assert common.items == ("police",)


def test_questions_of_one_wave_only(no_words: Words) -> None:
    def other_id(document: dict[str, Any]) -> None:
        document["questions"][TRUST]["id"] = "confidence"

    found = compared(no_words, other_id)
    assert [(f.id, f.reason) for f in found.findings if f.verdict == "not compared"] == [
        ("trust", "only_earlier"),
        ("confidence", "only_later"),
    ]


def test_breakdowns_with_other_groups_are_left_out_whole(no_words: Words) -> None:
    def divided(document: dict[str, Any]) -> None:
        document["demographics"][0]["categories"].append({"code": 4, "id": "west"})

    found = compared(no_words, divided)
    lost = [f for f in found.findings if f.kind == "breakdown" and f.verdict == "not compared"]
    assert [(f.id, f.reason, f.earlier, f.later) for f in lost] == [
        ("region", "groups_differ", (), ("west",))
    ]
    assert "region" not in [pair.earlier for pair in found.breakdowns]


def test_bands_with_other_ends(no_words: Words) -> None:
    def moved(document: dict[str, Any]) -> None:
        bands = document["demographics"][2]["bands"]
        bands[0]["to"], bands[1]["from"] = 34, 35

    found = compared(no_words, moved)
    assert found.verdict("breakdown", "age_group") == "not compared"
    assert "bands_differ" in {finding.reason for finding in found.findings}

    def older(document: dict[str, Any]) -> None:
        document["demographics"][2] |= {"valid": [18, 110]}
        document["demographics"][2]["bands"][2]["to"] = 110

    # the oldest age that a file may hold is no end of a band
    assert compared(no_words, older).verdict("breakdown", "age_group") == "compared"


def later_of_2023() -> Questionnaire:
    return parse_questionnaire(second_wave.questionnaire(), "questionnaire.yaml")


def of_2021(wave_2021) -> Questionnaire:
    return wave_2021.survey.questionnaire


def test_new_regions_are_compared_in_the_old_ones(wave_2021, no_words: Words) -> None:
    found = compare_questionnaires(of_2021(wave_2021), later_of_2023(), no_words, no_words)
    assert CommonBreakdown("region", "region_2021") in found.breakdowns
    assert [(f.id, f.verdict) for f in found.findings if f.reason == "merged"] == [
        ("region", "compared")
    ]
    # the breakdown that stands in is no breakdown that the earlier wave lacks
    assert not [f for f in found.findings if f.id == "region_2021"]


def test_the_same_when_the_earlier_wave_has_the_more_regions(wave_2021, no_words: Words) -> None:
    found = compare_questionnaires(later_of_2023(), of_2021(wave_2021), no_words, no_words)
    assert CommonBreakdown("region_2021", "region") in found.breakdowns
    assert not [f for f in found.findings if f.kind == "breakdown" and f.verdict != "compared"]


def test_without_the_mapping_regions_are_not_compared(wave_2021, no_words: Words) -> None:
    document = second_wave.questionnaire()
    document["demographics"].pop()
    later = parse_questionnaire(document, "questionnaire.yaml")
    found = compare_questionnaires(of_2021(wave_2021), later, no_words, no_words)
    lost = [f for f in found.findings if f.reason == "groups_differ"]
    assert [(f.earlier, f.later) for f in lost] == [
        (("nur_sultan",), ("astana", "abai", "jetisu", "ulytau"))
    ]


def worded(entries: dict[tuple[str, str], str]) -> Words:
    return Words({key: {"kk": t, "ru": t, "en": t} for key, t in entries.items()}, "labels.csv")


def test_rewording_is_caution_and_a_turned_scale_is_not_compared() -> None:
    earlier = worded(
        {
            ("question", "knows"): "Do you know?",
            ("answer", "fear"): "Fear",
            ("answer", "low"): "Low",
            ("answer", "high"): "High",
        }
    )
    later = worded(
        {
            ("question", "knows"): "Have you heard?",
            ("answer", "fear"): " fear ",
            ("answer", "low"): "High",
            ("answer", "high"): "Low",
        }
    )
    found = compare_questionnaires(questionnaire(), questionnaire(), earlier, later)
    assert [(f.id, f.verdict, f.reason) for f in found.findings if f.reason] == [
        ("knows", "with caution", "question_reworded"),
        ("trust", "not compared", "scale_reversed"),
    ]
    assert not scale_is_reversed(questionnaire().question["trust"], earlier, earlier)


def test_joint_words_name_groups_as_the_earlier_wave_and_questions_as_the_later() -> None:
    earlier = worded({("group", "north"): "North then", ("question", "trust"): "Trust then"})
    later = worded({("group", "north"): "North now", ("question", "trust"): "Trust now"})
    joint = joint_words(earlier, later)
    assert joint.of("group", "north", "en") == "North then"
    assert joint.of("question", "trust", "kk") == "Trust now"
