"""A form and the data that were gathered with it: which column carries which question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

import pandas as pd

from saualnama.draft.columns import (
    Profile,
    grid,
    is_scale,
    profile_columns,
    respondent_column,
)
from saualnama.draft.form import Form, FormQuestion
from saualnama.draft.material import Asked, Choice, Labels, Material
from saualnama.draft.wording import means_refusal
from saualnama.errors import Fault, InputError
from saualnama.io.metadata import FileMetadata
from saualnama.language import LANGUAGES
from saualnama.survey.codes import plain_code
from saualnama.survey.questionnaire import Code


def material_of_form(
    frame: pd.DataFrame, form: Form, *, data: str, file: str, respondent: str | None
) -> Material:
    """Find the form's questions among the columns of the data.

    Args:
        frame: the data as exported, with codes or with labels.
        form: the form.
        data: the data file's name, for messages.
        file: the form's name, for messages.
        respondent: the column that held the respondents' ids in the wave before.

    Raises:
        InputError: the data have columns for fewer than half of the form's questions, so that the
            form does not belong to them.
    """
    profiles = profile_columns(frame, FileMetadata())
    asked, lacking = [], []
    for question in form.questions:
        one = _asked(question, form, profiles)
        if one is None:
            lacking.append(question)
        else:
            asked.append((question, one))
    if len(lacking) > len(asked):
        listed = ", ".join(question.name for question in lacking[:8])
        more = f" and {len(lacking) - 8} more" if len(lacking) > 8 else ""
        fault = Fault(
            "foreign-form",
            file,
            f"{data} has no column for {len(lacking)} of its {len(form.questions)} questions "
            f"({listed}{more})",
            "the form with which the data were gathered",
            "export the data with the names of questions (XML values) and not with their labels",
        )
        raise InputError(f"{file} does not belong to {data}", [fault])
    refused = {
        code: None
        for choices in form.choices.values()
        for name, labels in choices
        if means_refusal(labels) and isinstance(code := plain_code(name), int | str)
    }
    joined = tuple(_joined(asked, form))
    carried = {column for one in joined for column in one.columns}
    identity = respondent_column(profiles, len(frame), respondent)
    left_out = [
        (name, "not a question of the form" if name not in form.others else "text or calculation")
        for name in profiles
        if name not in carried and name != identity
    ]
    doubts = tuple(
        f"the form asks `{question.name}`, and the data have no column for it"
        for question in lacking
    )
    codes = tuple(sorted(refused, key=str))
    return Material(
        len(frame), identity, joined, codes, tuple(left_out), title=form.title, doubts=doubts
    )


def _paths(question: FormQuestion) -> Iterator[str]:
    """Names that export tools give a question's column: with its groups, or without."""
    for joint in ("/", "-", "."):
        for first in range(len(question.groups) + 1):
            yield joint.join((*question.groups[first:], question.name))


def _asked(question: FormQuestion, form: Form, profiles: Mapping[str, Profile]) -> Asked | None:
    column = next((path for path in _paths(question) if path in profiles), "")
    if question.shape == "multiple":
        return _several(question, form, profiles, column)
    if not column:
        return None
    profile = profiles[column]
    if question.shape == "number":
        numbers = [value for value in profile.values if isinstance(value, int)]
        others = [str(value) for value in profile.values if not isinstance(value, int)]
        doubts = tuple(
            f"`{column}` holds `{value}`: put whole numbers into the data" for value in others[:1]
        )
        return Asked(
            question.name,
            "number",
            question.labels,
            column=column,
            filled=profile.filled,
            lowest=min(numbers, default=0),
            highest=max(numbers, default=0),
            relevant=question.relevant,
            doubts=doubts,
        )
    choices = form.choices[question.list_name]
    marks = _marks(choices, profile)
    return Asked(
        question.name,
        "single",
        question.labels,
        tuple(
            Choice(mark, labels)
            for mark, (_, labels) in zip(marks, choices, strict=True)
            if not means_refusal(labels)
        ),
        column=column,
        filled=profile.filled,
        relevant=question.relevant,
    )


def _marks(choices: tuple[tuple[str, Labels], ...], profile: Profile) -> list[Code]:
    """Codes of the choices as the data hold them: names, or (in an export of labels) words."""
    names = [_code(name) for name, _ in choices]
    known = sum(value in names for value in profile.values)
    for language in LANGUAGES:
        words = [labels.get(language, "") for _, labels in choices]
        if all(words) and sum(value in words for value in profile.values) > known:
            return [_code(word) for word in words]
    return names


def _code(text: str) -> Code:
    code = plain_code(text)
    return code if isinstance(code, int) else text


def _several(
    question: FormQuestion, form: Form, profiles: Mapping[str, Profile], column: str
) -> Asked | None:
    choices = form.choices[question.list_name]
    for path in _paths(question):
        for joint in ("/", "_", "."):
            for said in _said(choices):
                found = {name: f"{path}{joint}{text}" for name, text in said.items()}
                there = {name for name, of in found.items() if of in profiles}
                if len(there) >= 2:
                    return _several_found(question, choices, found, there, profiles)
    if not column:
        return None
    split = "export several answers as a column each (0 and 1): `{}` holds them in one column"
    return Asked(
        question.name,
        "single",
        question.labels,
        tuple(Choice(_code(name), labels) for name, labels in choices),
        column=column,
        filled=profiles[column].filled,
        relevant=question.relevant,
        doubts=(split.format(column),),
    )


def _said(choices: tuple[tuple[str, Labels], ...]) -> Iterator[dict[str, str]]:
    """What exports call the choices: their names, or their words in one language."""
    yield {name: name for name, _ in choices}
    for language in LANGUAGES:
        yield {name: labels[language] for name, labels in choices if language in labels}


def _several_found(
    question: FormQuestion,
    choices: tuple[tuple[str, Labels], ...],
    found: Mapping[str, str],
    there: set[str],
    profiles: Mapping[str, Profile],
) -> Asked:
    gone = ", ".join(name for name, _ in choices if name not in there)
    doubts = (f"the data have no column for the answers {gone}",) if gone else ()
    return Asked(
        question.name,
        "multiple",
        question.labels,
        tuple(
            Choice(_code(name), labels, found[name]) for name, labels in choices if name in there
        ),
        filled=max(profiles[found[name]].filled for name in there),
        relevant=question.relevant,
        doubts=doubts,
    )


def _joined(asked: list[tuple[FormQuestion, Asked]], form: Form) -> Iterator[Asked]:
    """Neighbours of one group that share a numbered scale are one question with items."""

    def key(pair: tuple[FormQuestion, Asked]) -> tuple[str, ...]:
        question, one = pair
        rated = one.shape == "single" and is_scale(one.choices) and question.groups
        return ("", *question.groups, question.list_name) if rated else (question.name,)

    for _, pairs in groupby(asked, key):
        parts = list(pairs)
        if len(parts) == 1:
            yield parts[0][1]
        else:
            group = parts[0][0].groups[-1]
            yield grid(group, [one for _, one in parts], form.groups.get(group, {}))
