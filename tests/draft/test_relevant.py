"""Conditions of forms as bases. Truth: expressions read by hand, and evaluated by Python."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.draft.relevant import conditions_of


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [
        ("${q1} = '1'", (("q1", ("1",)),)),
        ("${q1}=1", (("q1", ("1",)),)),
        ('${q1} = "yes"', (("q1", ("yes",)),)),
        ("selected(${q1}, 'a')", (("q1", ("a",)),)),
        ("selected( ${q1} ,'a') or selected(${q1},'b')", (("q1", ("a", "b")),)),
        ("${q1} = '1' and ${q2} = '2'", (("q1", ("1",)), ("q2", ("2",)))),
        ("((${q1} = '1' or ${q1} = '2')) and (${q2} = '3')", (("q1", ("1", "2")), ("q2", ("3",)))),
        ("${brand_or_and} = 'sand'", (("brand_or_and", ("sand",)),)),
        ("(${q1} = '1') and (selected(${q2}, '4'))", (("q1", ("1",)), ("q2", ("4",)))),
    ],
)
def test_what_a_base_can_say_is_read(relevant, expected):
    assert conditions_of(relevant) == expected


@pytest.mark.parametrize(
    "relevant",
    [
        "${age} > 18",
        "not(selected(${q1}, 'a'))",
        "${q1} != '1'",
        "${q1} = '1' or ${q2} = '1'",
        "${q1} = '1' and ${q1} = '2'",
        "${q1} = '1' and ${q2} = '2' or ${q2} = '3'",
        "count-selected(${q1}) = 2",
        "${q1} = ${q2}",
        "__import__('os')",
        "(${q1} = '1'",
        "",
    ],
)
def test_anything_else_is_left_to_a_person(relevant):
    assert conditions_of(relevant) is None


def evaluated(relevant: str, answers: dict[str, str]) -> bool:
    """The expression as Python, for expressions that this test itself wrote."""
    text = re.sub(r"selected\(\$\{(\w+)\}, '(\w+)'\)", r"\1 == '\2'", relevant)
    text = re.sub(r"\$\{(\w+)\} = '(\w+)'", r"\1 == '\2'", text)
    return bool(eval(text, {}, answers))  # noqa: S307


piece = st.builds(
    lambda name, code, form: form.format(name, code),
    st.sampled_from(["p", "q"]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["${{{}}} = '{}'", "selected(${{{}}}, '{}')"]),
)
either = st.lists(piece, min_size=1, max_size=3).map(lambda parts: f"({' or '.join(parts)})")
whole = st.lists(either, min_size=1, max_size=3).map(" and ".join)


@given(whole)
def test_a_base_asks_the_same_people_as_the_expression(relevant):
    base = conditions_of(relevant)
    if base is None:
        return
    for p, q in itertools.product("123", repeat=2):
        answers = {"p": p, "q": q}
        assert evaluated(relevant, answers) == all(answers[name] in codes for name, codes in base)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    assert conditions_of(text) is None or text.strip()
