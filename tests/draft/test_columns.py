"""Questions found in bare columns. Truth: frames whose questions are known, written by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from saualnama.draft.columns import material_of_columns
from saualnama.io.metadata import AnswerSet, FileMetadata

N = 60


def frame(**columns) -> pd.DataFrame:
    data = {"ID": [str(at) for at in range(1, N + 1)]}
    data |= {name.replace("__", "/"): [str(v) for v in values] for name, values in columns.items()}
    return pd.DataFrame(data, dtype=object)


def cycle(*values):
    return [values[at % len(values)] for at in range(N)]


def material(data, **metadata):
    return material_of_columns(data, FileMetadata(**metadata))


def test_columns_of_one_stem_with_0_and_1_are_several_answers():
    for joint in ("/", "_", "."):
        data = pd.DataFrame({"ID": range(N)})
        for mark in ("1", "2"):
            data[f"Q5{joint}{mark}"] = cycle(0, 1)
        (asked,) = material(data).asked
        assert (asked.name, asked.shape) == ("Q5", "multiple")
        assert [choice.mark for choice in asked.choices] == [1, 2]


def test_words_as_marks_need_a_slash_or_a_common_label():
    data = frame(q__tv=cycle(0, 1), q__radio=cycle(1, 0), s_man=cycle(0, 1), s_city=cycle(1, 0))
    found = {one.name: one.shape for one in material(data).asked}
    assert found == {"q": "multiple", "s_man": "single", "s_city": "single"}
    labels = {"s_man": "Whom? A man", "s_city": "Whom? A city"}
    found = {one.name: one.shape for one in material(data, column_labels=labels).asked}
    assert found == {"q": "multiple", "s": "multiple"}


def test_the_question_is_what_labels_of_a_family_have_in_common():
    labels = {"Q1_1": "Sources: television", "Q1_2": "Sources: radio"}
    data = frame(Q1_1=cycle(0, 1), Q1_2=cycle(1, 0))
    (asked,) = material(data, column_labels=labels).asked
    assert asked.labels == {"en": "Sources"}
    assert [choice.labels["en"] for choice in asked.choices] == ["television", "radio"]


def test_a_declared_set_counts_without_a_common_stem():
    declared = AnswerSet("sources", "Источники", ("TV", "NET"), "1")
    data = frame(TV=cycle(0, 1), NET=cycle(1, 0))
    (asked,) = material(data, answer_sets=(declared,)).asked
    assert (asked.name, asked.columns) == ("sources", ("TV", "NET"))
    assert asked.labels == {"ru": "Источники"}


def test_1_or_nothing_is_said():
    data = frame(Q1_1=cycle(1, 1), Q1_2=cycle(1, 1))
    (asked,) = material(data).asked
    assert "write 0" in asked.doubts[0]


def test_the_same_scale_in_columns_of_one_stem_is_one_question():
    data = frame(Q7_1=cycle(1, 2, 3, 4), Q7_2=cycle(4, 3, 2, 1), Q8=cycle(1, 2))
    grid, single = material(data).asked
    assert (grid.name, grid.shape, len(grid.items)) == ("Q7", "grid", 2)
    assert [choice.mark for choice in grid.choices] == [1, 2, 3, 4]
    assert single.name == "Q8"


def test_ages_dates_texts_and_technical_columns():
    data = frame(
        age=range(18, 18 + N),
        born=[f"19{at:02d}-05-01" for at in range(N)],
        why=[f"because {at}" for at in range(N)],
        _submission_time=cycle("x"),
        nothing=cycle("1"),
    )
    data["nothing"] = None
    found = material(data)
    assert [(one.name, one.shape, one.lowest, one.highest) for one in found.asked] == [
        ("age", "number", 18, 77)
    ]
    assert dict(found.left_out) == {
        "born": "dates",
        "why": "texts or numbers with decimals",
        "_submission_time": "technical",
        "nothing": "empty",
    }


def test_codes_without_a_label_are_doubted():
    labels = {"Q1": {1.0: "Yes", 2.0: "No", 99.0: "Refusal"}}
    (asked,) = material(frame(Q1=cycle(1, 2, 7, 99)), value_labels=labels).asked
    assert [choice.mark for choice in asked.choices] == [1, 2]
    assert "(7)" in asked.doubts[0]


def test_hard_to_answer_declared_missing_is_an_answer_all_the_same():
    labels = {"Q1": {1.0: "Да", 98.0: "Затрудняюсь ответить", 99.0: "Отказ"}}
    found = material(
        frame(Q1=cycle(1, 98, 99)), value_labels=labels, user_missing={"Q1": (98.0, 99.0)}
    )
    assert found.refused == (99,)
    assert [choice.mark for choice in found.asked[0].choices] == [1, 98]


@pytest.mark.parametrize("repeated", [1, 10])
def test_a_column_of_ids_may_repeat_a_few(repeated):
    data = frame(Q1=cycle(1, 2))
    data.loc[: repeated - 1, "ID"] = "7"
    assert material(data).respondent == ("ID" if repeated == 1 else "")


def test_labels_are_kazakh_when_many_of_them_are():
    labels = {"Q1": {1.0: "Жоқ", 2.0: "Иә", 3.0: "Бар"}}
    (asked,) = material(frame(Q1=cycle(1, 2, 3)), value_labels=labels).asked
    assert [choice.labels for choice in asked.choices] == [{"kk": w} for w in ("Жоқ", "Иә", "Бар")]
