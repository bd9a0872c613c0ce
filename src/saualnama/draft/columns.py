"""From the columns of a data file to what was asked: families of 0/1 columns, grids, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from saualnama.draft.material import Asked, Choice, Labels, Material
from saualnama.draft.wording import (
    common_start,
    language_of,
    means_age,
    means_hard_to_answer,
    means_refusal,
    points_of,
)
from saualnama.io.metadata import AnswerSet, FileMetadata
from saualnama.language import Language
from saualnama.survey.codes import plain_code
from saualnama.survey.questionnaire import Code

MOST_ANSWERS = 40
"""Different values of a column that can still be codes of answers."""

_RESPONDENT = (
    *("id", "_id", "key", "respondent", "respondent_id", "interview_id", "instanceid"),
    *("meta-instanceid", "meta/instanceid", "_uuid", "uuid", "caseid"),
)
_TECHNICAL = re.compile(
    r"^(start|end|today|deviceid|phonenumber|username|simserial|subscriberid|audit|formdef_version"
    r"|_.*|meta[-/_].*|instance(id|name)|key|(submission|start|end)_?(date|time).*|.*/_.*"
    r"|.*duration.*|.*interviewer.*|.*enumerator.*|.*supervisor.*|weight|wt)$",
    re.IGNORECASE,
)
_FAMILY = re.compile(r"^(?P<stem>.+?)(?P<joint>[/._])(?P<mark>[^/._]+)$")
_DATE = re.compile(r"^\d{4}-\d\d-\d\d|^\d\d[./]\d\d[./]\d{4}")
_YES_NO = frozenset({0, 1})


@dataclass(frozen=True, slots=True)
class Profile:
    """One column of the data.

    Attributes:
        name: its name.
        values: its different values as codes, without missing ones, numbers first and in order.
        filled: rows in which something stands.
        labels: its words.
        choices: labels of its codes.
    """

    name: str
    values: tuple[Any, ...]
    filled: int
    labels: Labels
    choices: Mapping[Code, Labels]

    @property
    def whole_numbers(self) -> bool:
        """Every value is a whole number."""
        return bool(self.values) and all(isinstance(value, int) for value in self.values)

    @property
    def dates(self) -> bool:
        """Every value looks like a date."""
        return bool(self.values) and all(_DATE.match(str(value)) for value in self.values)


def profile_columns(frame: pd.DataFrame, metadata: FileMetadata) -> dict[str, Profile]:
    """Look at every column once."""
    language = _language(metadata)
    profiles: dict[str, Profile] = {}
    for name in map(str, frame.columns):
        counts = frame[name].value_counts(dropna=True)
        filled = {plain_code(value): 0 for value in counts.index}
        filled.pop(None, None)
        choices = metadata.value_labels.get(name, {})
        label = metadata.column_labels.get(name, "")
        profiles[name] = Profile(
            name,
            tuple(sorted(filled, key=lambda v: (isinstance(v, str), v))),
            int(counts.sum()),
            {language: label} if label else {},
            {
                code: {language: text.strip()}
                for raw, text in choices.items()
                if isinstance(code := plain_code(raw), int | str) and text.strip()
            },
        )
    return profiles


def _language(metadata: FileMetadata) -> Language:
    """The language of all labels together: a Kazakh label may lack Kazakh letters."""
    texts = [*metadata.column_labels.values()]
    texts += [text for labels in metadata.value_labels.values() for text in labels.values()]
    found = [language_of(text) for text in texts]
    if found.count("kk") > len(found) / 4:
        return "kk"
    return "ru" if found.count("ru") + found.count("kk") > len(found) / 2 else "en"


def respondent_column(
    profiles: Mapping[str, Profile], rows: int, preferred: str | None = None
) -> str:
    """The column with the respondents' ids: filled everywhere, (nearly) never repeated.

    Repeated ids are a fault to be found later, so that a few are allowed here.
    """
    by_small = {name.lower(): name for name in profiles}
    known = [by_small[name] for name in _RESPONDENT if name in by_small]
    wanted = [preferred] if preferred in profiles else []
    for name in [*wanted, *known]:
        profile = profiles[str(name)]
        if profile.filled == rows and len(profile.values) >= 0.9 * rows:
            return str(name)
    return ""


def material_of_columns(
    frame: pd.DataFrame,
    metadata: FileMetadata,
    respondent: str | None = None,
    refused_before: Sequence[Code] = (),
) -> Material:
    """Find what was asked in a file without a form.

    Args:
        frame: the data as in the file.
        metadata: what the file says of its columns.
        respondent: the column that held the respondents' ids in the wave before.
        refused_before: codes of a refusal in the wave before; they are taken over where the file
            itself says nothing of its codes.
    """
    profiles = profile_columns(frame, metadata)
    identity = respondent_column(profiles, len(frame), respondent)
    refused = _refused(profiles.values(), metadata)
    if not metadata.value_labels:
        seen = {value for profile in profiles.values() for value in profile.values}
        refused = tuple(code for code in refused_before if code in seen)
    left_out: list[tuple[str, str]] = []
    asked: dict[str, Asked] = {}
    taken = {identity}
    for family in _families(profiles, metadata.answer_sets, refused):
        if taken.isdisjoint(family.columns):
            asked[family.columns[0]] = family
            taken.update(family.columns)
    singles: list[Asked] = []
    for name, profile in profiles.items():
        if name in taken:
            continue
        reason = _why_not(profile)
        if reason:
            left_out.append((name, reason))
        else:
            singles.append(_single(profile, refused))
    for one in _grids(singles):
        asked[one.columns[0]] = one
    order = {name: at for at, name in enumerate(profiles)}
    return Material(
        len(frame),
        identity,
        tuple(asked[name] for name in sorted(asked, key=order.__getitem__)),
        refused,
        tuple(left_out),
    )


def _refused(profiles: Iterable[Profile], metadata: FileMetadata) -> tuple[Code, ...]:
    codes: dict[Code, None] = {}
    for profile in profiles:
        declared = {plain_code(raw) for raw in metadata.user_missing.get(profile.name, ())}
        for code in declared:
            # a declared "hard to answer" is an answer all the same
            if isinstance(code, int | str) and not means_hard_to_answer(
                profile.choices.get(code, {})
            ):
                codes[code] = None
        codes |= {code: None for code, labels in profile.choices.items() if means_refusal(labels)}
    return tuple(sorted(codes, key=str))


def _why_not(profile: Profile) -> str:
    """Why a column is no question; nothing where it may be one."""
    if _TECHNICAL.match(profile.name):
        return "technical"
    if not profile.values:
        return "empty"
    if profile.choices:
        return ""
    if profile.dates:
        return "dates"
    if profile.whole_numbers or len(profile.values) <= min(MOST_ANSWERS, profile.filled // 4):
        return ""
    return "texts or numbers with decimals"


def _is_number(profile: Profile) -> bool:
    coded = len(profile.values) <= MOST_ANSWERS and len(profile.choices) >= 2
    many = len(profile.values) > MOST_ANSWERS
    return profile.whole_numbers and not coded and (many or means_age(profile.name, profile.labels))


def _single(profile: Profile, refused: Sequence[Code]) -> Asked:
    if _is_number(profile):
        numbers = [value for value in profile.values if value not in refused]
        return Asked(
            profile.name,
            "number",
            profile.labels,
            column=profile.name,
            filled=profile.filled,
            lowest=min(numbers, default=0),
            highest=max(numbers, default=0),
        )
    labelled = [code for code in profile.choices if code not in refused]
    only_seen = [
        value for value in profile.values if value not in labelled and value not in refused
    ]
    doubts: tuple[str, ...] = ()
    if labelled and only_seen:
        listed = ", ".join(map(str, only_seen[:5]))
        doubts = (f"the data hold codes without a label ({listed}): answers, or faults?",)
        only_seen = []
    return Asked(
        profile.name,
        "single",
        profile.labels,
        tuple(Choice(code, profile.choices.get(code, {})) for code in [*labelled, *only_seen]),
        column=profile.name,
        filled=profile.filled,
        doubts=doubts,
    )


def _families(
    profiles: Mapping[str, Profile], sets: Sequence[AnswerSet], refused: Sequence[Code]
) -> list[Asked]:
    """Questions with several answers: declared sets first, then columns that share a stem."""
    found = []
    for declared in sets:
        if declared.counted is not None and set(declared.columns) <= set(profiles):
            parts = [profiles[name] for name in declared.columns]
            label = {language_of(declared.label): declared.label} if declared.label else {}
            found.append(several_answers(declared.name, parts, label))
    stems: dict[tuple[str, str], list[Profile]] = {}
    for profile in profiles.values():
        match = _FAMILY.match(profile.name)
        if match and not _TECHNICAL.match(profile.name):
            values = {value for value in profile.values if value not in refused}
            if values and values <= _YES_NO:
                stems.setdefault((match["stem"], match["joint"]), []).append(profile)
    for (stem, joint), parts in stems.items():
        numbered = all(_mark(part.name).isdigit() for part in parts)
        if len(parts) >= 2 and (joint == "/" or numbered or _shared_start(parts)):
            found.append(several_answers(stem.rpartition("/")[2], parts, {}))
    return found


def several_answers(name: str, parts: Sequence[Profile], labels: Labels) -> Asked:
    """A question with a 0/1 column for each answer."""
    shared = _shared_start(parts)
    doubts = []
    if {value for part in parts for value in part.values} == {1}:
        doubts.append("the columns hold 1 or nothing: write 0 where an answer was not chosen")
    return Asked(
        name,
        "multiple",
        labels or {language: text.rstrip(" :-.") for language, text in shared.items()},
        tuple(
            Choice(_code(_mark(part.name)), _without(part.labels, shared), part.name)
            for part in parts
        ),
        filled=max(part.filled for part in parts),
        doubts=tuple(doubts),
    )


def _grids(singles: Sequence[Asked]) -> list[Asked]:
    """Join columns of one stem that are answered on the same numbered scale."""
    stems: dict[tuple[Any, ...], list[Asked]] = {}
    for one in singles:
        match = _FAMILY.match(one.name)
        key: tuple[Any, ...] = (one.name,)
        if match and one.shape == "single" and is_scale(one.choices):
            key = (match["stem"], match["joint"])
        stems.setdefault(key, []).append(one)
    joined = []
    for key, parts in stems.items():
        joined.append(grid(str(key[0]), parts, {}) if len(parts) > 1 else parts[0])
    return joined


def grid(name: str, parts: Sequence[Asked], labels: Labels) -> Asked:
    """Several things rated on one scale; answers that only some columns hold are answers of all."""
    shared = _shared_start(parts) if not labels else {}
    choices = {choice.mark: choice for part in parts for choice in part.choices}
    return replace(
        parts[0],
        name=name,
        shape="grid",
        labels=labels or {language: text.rstrip(" :-.") for language, text in shared.items()},
        choices=tuple(choices[mark] for mark in sorted(choices, key=lambda m: (str(type(m)), m))),
        column="",
        items=tuple(
            Choice(_code(_mark(part.name)), _without(part.labels, shared), part.column)
            for part in parts
        ),
        filled=max(part.filled for part in parts),
    )


def is_scale(choices: Sequence[Choice]) -> bool:
    """Answers in a row from 0 or 1, with words that begin with the number or without words."""
    rated = [choice for choice in choices if not means_hard_to_answer(choice.labels)]
    marks = [choice.mark for choice in rated]
    in_a_row = len(marks) >= 3 and marks in (
        list(range(len(marks))),
        list(range(1, len(marks) + 1)),
    )
    return in_a_row and all(
        not choice.labels or points_of(choice.labels) == choice.mark for choice in rated
    )


def _mark(name: str) -> str:
    match = _FAMILY.match(name)
    return match["mark"] if match else name


def _code(text: str) -> Code:
    code = plain_code(text)
    return code if isinstance(code, int) else text


def _shared_start(parts: Sequence[Profile] | Sequence[Asked]) -> dict[Language, str]:
    """What the labels of a family have in common: the question before the answers."""
    shared: dict[Language, str] = {}
    for language in ("kk", "ru", "en"):
        texts = [part.labels.get(language, "") for part in parts]
        start = common_start(texts)
        cut = max(start.rfind(": "), start.rfind(" - "), start.rfind("? "), start.rfind(". "))
        if cut > 0:
            shared[language] = start[: cut + 2]
    return shared


def _without(labels: Labels, shared: Mapping[Language, str]) -> dict[Language, str]:
    return {
        language: text[len(shared.get(language, "")) :].strip() for language, text in labels.items()
    }
