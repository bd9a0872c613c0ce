"""Contradictions of a questionnaire. Truth: the contradiction that the test wrote into it."""

from __future__ import annotations

from pathlib import Path

import pytest

import small_wave
from saualnama.errors import InputError
from saualnama.io.structured import read_yaml
from saualnama.shape import check_shape
from saualnama.survey.parsing import parse_questionnaire

SCHEMA = Path(__file__).resolve().parents[2] / "workflow/schemas/questionnaire.schema.yaml"


def faults(content):
    with pytest.raises(InputError) as caught:
        parse_questionnaire(content, "questionnaire.yaml")
    assert all(fault.where.startswith("questionnaire.yaml") for fault in caught.value.faults)
    return caught.value.faults


def test_the_small_questionnaire_has_the_shape_and_no_contradiction():
    check_shape(small_wave.QUESTIONNAIRE, read_yaml(SCHEMA), "questionnaire.yaml")
    parsed = parse_questionnaire(small_wave.QUESTIONNAIRE, "questionnaire.yaml")
    assert parsed.demographic["age_group"].groups == ("18_29", "30_59", "60_plus")
    assert parsed.demographic["age_group"].ordered
    assert not parsed.demographic["sex"].ordered
    assert parsed.question["quality"].fields == (
        ("quality.police", "Q4_1"),
        ("quality.courts", "Q4_2"),
    )
    assert parsed.question["trust"].ordered
    assert not parsed.question["knows"].ordered


def question(content, id_):
    return next(q for q in content["questions"] if q["id"] == id_)


def set_(*path, to):
    def change(content):
        for step in path[:-1]:
            content = question_or(content, step)
        content[path[-1]] = to

    return change


def question_or(content, step):
    if isinstance(step, str) and isinstance(content, list):
        return next(item for item in content if item["id"] == step)
    return content[step]


Q, D = "questions", "demographics"


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (set_(Q, "knows", "column", to="Q1"), "duplicate", "column `Q1` is used 2 times"),
        (set_(Q, "knows", "column", to="ID"), "duplicate", "column `ID` is used 2 times"),
        (set_(Q, "knows", "id", to="sex"), "duplicate", "the id `sex` is used 2 times"),
        (set_(D, "sex", "id", to="total"), "duplicate", "the id `total` is used 2 times"),
        (set_(D, "sex", "categories", 1, "code", to=1), "duplicate", "the code `1`"),
        (set_(D, "sex", "categories", 1, "code", to="01"), "duplicate", "the code `1`"),
        (set_(D, "sex", "categories", 1, "id", to="male"), "duplicate", "the id `male`"),
        (set_(D, "sex", "valid", to=[1, 2]), "useless-key", "`valid` has no meaning"),
        (set_(D, "sex", "categories", to=[]), "no-groups", "either `categories` or `bands`"),
        (set_(D, "age_group", "valid", to=None), "no-range", "bands without `valid`"),
        (set_(D, "age_group", "valid", to=[18, 90]), "bands", "the bands cover 18 to 100"),
        (set_(D, "age_group", "bands", 1, "from", to=31), "bands", "ends at 29"),
        (set_(D, "age_group", "bands", 1, "from", to=29), "bands", "begins at 29"),
        (set_(Q, "change", "answers", 1, "id", to="better"), "duplicate", "the id `better`"),
        (set_(Q, "change", "answers", 1, "code", to=1), "duplicate", "the code `1`"),
        (set_(Q, "change", "answers", 1, "code", to=99), "code-refused", "99 also means"),
        (set_(Q, "change", "answers", 1, "exclusive", to=True), "useless-key", "`exclusive`"),
        (set_(Q, "change", "answers", 1, "column", to="X"), "answer-code", "and no `column`"),
        (set_(Q, "change", "answers", 1, "score", to=1), "useless-key", "belongs to a scale"),
        (set_(Q, "change", "column", to=None), "no-column", "either `column` or `items`"),
        (set_(Q, "change", "subtotals", 0, "of", to=["better", "x"]), "unknown-answer", "`x`"),
        (set_(Q, "change", "subtotals", 0, "id", to="same"), "duplicate", "the id `same`"),
        (set_(Q, "why", "ordered", to=True), "useless-key", "`ordered` has no meaning"),
        (set_(Q, "why", "column", to="Q3"), "useless-key", "a column each"),
        (set_(Q, "why", "answers", 0, "column", to=None), "answer-column", "needs a `column`"),
        (set_(Q, "why", "answers", 0, "code", to=5), "answer-column", "and no `code`"),
        (set_(Q, "why", "base", 0, "question", to="trust"), "unknown-base", "`trust`"),
        (set_(Q, "why", "base", 0, "question", to="why"), "unknown-base", "`why`"),
        (set_(Q, "why", "base", 0, "answers", to=["maybe"]), "unknown-answer", "`maybe`"),
        (set_(Q, "quality", "column", to="Q4"), "no-column", "and not both"),
        (set_(Q, "quality", "items", 1, "id", to="police"), "duplicate", "the id `police`"),
        (set_(Q, "quality", "kind", to="single"), "useless-key", "`items` belong to a scale"),
    ],
)
def test_a_contradiction_is_named(change, code, said):
    content = small_wave.questionnaire()
    change(content)
    assert any(fault.code == code and said in str(fault) for fault in faults(content))


def test_a_scale_without_scores_is_no_scale():
    content = small_wave.questionnaire()
    for answer in question(content, "trust")["answers"]:
        answer.pop("score", None)
    assert [fault.code for fault in faults(content)] == ["no-scores"]


def test_a_base_on_rated_items_is_refused():
    content = small_wave.questionnaire()
    question(content, "trust")["base"] = [{"question": "quality", "answers": ["good"]}]
    assert [fault.problem for fault in faults(content)] == [
        "`quality` has items and cannot be a base"
    ]


def test_all_contradictions_come_together():
    content = small_wave.questionnaire()
    set_(D, "sex", "valid", to=[1, 2])(content)
    set_(Q, "change", "answers", 1, "code", to=99)(content)
    set_(Q, "why", "base", 0, "answers", to=["maybe"])(content)
    assert [fault.code for fault in faults(content)] == [
        "useless-key",
        "code-refused",
        "unknown-answer",
    ]


def test_a_base_is_never_an_expression():
    content = small_wave.questionnaire()
    question(content, "why")["base"] = "knows == 'yes'"
    with pytest.raises(InputError, match="`why`, base: found"):
        check_shape(content, read_yaml(SCHEMA), "questionnaire.yaml")
