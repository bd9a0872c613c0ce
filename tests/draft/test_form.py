"""XLSForms and the columns of their data. Truth: small forms written by hand, and their exports."""

from __future__ import annotations

import pandas as pd
import pytest

from saualnama.draft.form import parse_form
from saualnama.draft.form_columns import material_of_form
from saualnama.draft.relevant import conditions_of
from saualnama.errors import InputError

HEADER = ("type", "name", "label::Русский (ru)", "label::English (en)", "relevant")
SURVEY = (
    HEADER,
    ("start", "start", "", "", ""),
    ("select_one sex", "sex", "Пол", "Sex", ""),
    ("integer", "age", "Возраст", "Age", ""),
    ("begin_group", "home", "Дом", "Home", "${sex} = '2'"),
    ("select_multiple who", "quarrels", "С кем ссоритесь", "Whom with", "${sex} = '2'"),
    ("end_group", "", "", "", ""),
    ("begin group", "rates", "Оценки", "Ratings", ""),
    ("select_one points", "r1", "Полиция", "Police", ""),
    ("select_one points", "r2", "Суд", "Courts", ""),
    ("end group", "", "", "", ""),
    ("text", "why", "Почему", "Why", ""),
)
CHOICES = (
    ("list_name", "name", "label::Русский (ru)", "label::English (en)"),
    ("sex", "1", "Мужской", "Male"),
    ("sex", "2", "Женский", "Female"),
    ("who", "spouse", "С супругом", "Spouse"),
    ("who", "none", "Ни с кем", ""),
    ("points", "1", "1", "1"),
    ("points", "2", "2", "2"),
    ("points", "3", "3", "3"),
    ("points", "99", "Отказ", "Refusal"),
)
SHEETS = {"survey": SURVEY, "choices": CHOICES, "settings": (("form_title",), ("Опрос",))}
DATA = pd.DataFrame(
    {
        "sex": ["1", "2", "2", "1"],
        "age": ["20", "31", "44", "63"],
        "home/quarrels": [None, "spouse", "none", None],
        "home/quarrels/spouse": [None, "1", "0", None],
        "home/quarrels/none": [None, "0", "1", None],
        "rates/r1": ["1", "2", "3", "99"],
        "rates/r2": ["3", "2", "1", "1"],
        "why": ["a", "b", "c", "d"],
        "_id": ["7", "8", "9", "10"],
    },
    dtype=object,
)


def codes(sheets) -> set[str]:
    with pytest.raises(InputError) as caught:
        parse_form(sheets, "form.xlsx")
    return {fault.code for fault in caught.value.faults}


def test_a_form_gives_questions_languages_and_conditions():
    form = parse_form(SHEETS, "form.xlsx")
    assert [q.name for q in form.questions] == ["sex", "age", "quarrels", "r1", "r2"]
    assert form.questions[0].labels == {"ru": "Пол", "en": "Sex"}
    assert form.questions[2].relevant == "(${sex} = '2') and (${sex} = '2')"
    assert form.choices["who"][1] == ("none", {"ru": "Ни с кем"})
    assert form.title == "Опрос"
    assert form.others == ("start", "why")


def test_columns_are_found_below_their_groups():
    material = material_of_form(
        DATA,
        parse_form(SHEETS, "form.xlsx"),
        data="data.csv",
        file="form.xlsx",
        respondent=None,
    )
    sex, age, quarrels, rates = material.asked
    assert (sex.shape, [c.mark for c in sex.choices]) == ("single", [1, 2])
    assert (age.shape, age.lowest, age.highest) == ("number", 20, 63)
    assert quarrels.columns == ("home/quarrels/spouse", "home/quarrels/none")
    assert quarrels.filled == 2
    assert (rates.name, rates.columns) == ("rates", ("rates/r1", "rates/r2"))
    assert [c.mark for c in rates.choices] == [1, 2, 3]
    assert material.refused == (99,)
    assert material.respondent == "_id"
    assert dict(material.left_out)["why"] == "text or calculation"


def test_an_export_of_labels_is_read_by_its_labels():
    data = DATA.assign(sex=["Мужской", "Женский", "Женский", "Мужской"])
    material = material_of_form(
        data, parse_form(SHEETS, "f.xlsx"), data="d.csv", file="f.xlsx", respondent=None
    )
    assert [choice.mark for choice in material.asked[0].choices] == ["Мужской", "Женский"]


def test_several_answers_in_one_column_are_said():
    data = DATA.drop(columns=["home/quarrels/spouse", "home/quarrels/none"])
    material = material_of_form(
        data, parse_form(SHEETS, "f.xlsx"), data="d.csv", file="f.xlsx", respondent=None
    )
    assert "a column each" in material.asked[2].doubts[0]


def test_a_form_of_other_data_is_refused():
    other = pd.DataFrame({"A": ["1"], "B": ["2"]})
    with pytest.raises(InputError, match="does not belong to") as caught:
        material_of_form(
            other, parse_form(SHEETS, "f.xlsx"), data="d.csv", file="f.xlsx", respondent=None
        )
    assert [fault.code for fault in caught.value.faults] == ["foreign-form"]


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"Sheet1": (("a",),)}, {"no-form"}),
        ({**SHEETS, "choices": CHOICES[:1]}, {"no-choices"}),
        ({**SHEETS, "choices": (*CHOICES, CHOICES[1])}, {"duplicate"}),
        ({**SHEETS, "choices": (*CHOICES, ("sex", "", "x", "x"))}, {"empty-choice"}),
        ({**SHEETS, "survey": (*SURVEY, SURVEY[2])}, {"duplicate"}),
        ({**SHEETS, "survey": ((*HEADER, "name"), *SURVEY[1:])}, {"duplicate-column"}),
    ],
)
def test_what_is_wrong_with_a_form_is_named(sheets, expected):
    assert codes(sheets) == expected


def test_a_label_without_a_language_is_read_by_its_letters():
    sheets = {
        "survey": (("type", "name", "label"), ("select_one a", "q", "Жасыңыз нешеде")),
        "choices": (("list_name", "name", "label"), ("a", "1", "Да"), ("a", "2", "Yes")),
    }
    form = parse_form(sheets, "form.xlsx")
    assert form.questions[0].labels == {"kk": "Жасыңыз нешеде"}
    assert [labels for _, labels in form.choices["a"]] == [{"ru": "Да"}, {"en": "Yes"}]


def test_other_languages_are_left_out():
    sheets = {
        "survey": (
            ("type", "name", "label::Uzbek (uz)", "label::en"),
            ("integer", "n", "Yosh", "Age"),
        ),
    }
    assert parse_form(sheets, "form.xlsx").questions[0].labels == {"en": "Age"}


def test_the_same_condition_of_a_group_and_its_question_is_one():
    form = parse_form(SHEETS, "form.xlsx")
    assert conditions_of(form.questions[2].relevant) == (("sex", ("2",)),)


def drafted(data: pd.DataFrame, sheets=SHEETS):
    form = parse_form(sheets, "f.xlsx")
    return material_of_form(data, form, data="d.csv", file="f.xlsx", respondent=None).asked


def test_columns_named_by_words_are_found():
    words = {
        "home/quarrels/spouse": "quarrels/С супругом",
        "home/quarrels/none": "quarrels/Ни с кем",
    }
    quarrels = drafted(DATA.rename(columns=words))[2]
    assert quarrels.columns == ("quarrels/С супругом", "quarrels/Ни с кем")
    assert [choice.mark for choice in quarrels.choices] == ["spouse", "none"]


def test_dates_as_ages_are_said():
    age = drafted(DATA.assign(age=["20", "31", "1990-05-01", "63"]))[1]
    assert age.doubts == ("`age` holds `1990-05-01`: put whole numbers into the data",)
    assert drafted(DATA)[1].doubts == ()


def test_types_of_old_forms_are_read():
    old = tuple((row[0].replace("select_", "select "), *row[1:]) for row in SURVEY)
    assert drafted(DATA, {**SHEETS, "survey": old}) == drafted(DATA)
