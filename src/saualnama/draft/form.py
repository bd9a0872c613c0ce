"""An XLSForm (KoBoToolbox, ODK, SurveyCTO): its questions, choices, languages and conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saualnama.draft.material import Labels
from saualnama.draft.wording import language_named, language_of
from saualnama.errors import Fault, InputError, raise_if_any

Rows = Sequence[Sequence[str]]

_TYPES = {"select_one": "single", "select_multiple": "multiple", "integer": "number"}
_LIST_COLUMNS = ("list_name", "list name")


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question of the form that can be tabulated.

    Attributes:
        name: its name.
        shape: `single`, `multiple` or `number`.
        labels: its words.
        list_name: its list of choices; empty for a number.
        groups: names of the groups around it, from the outside.
        relevant: its condition and those of its groups, joined by `and`.
        place: sheet and row, for messages.
    """

    name: str
    shape: str
    labels: Labels
    list_name: str
    groups: tuple[str, ...]
    relevant: str
    place: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form as far as a wave needs it.

    Attributes:
        questions: in the order asked.
        choices: (name, words) of each list.
        groups: words of each group.
        title: its title; may be empty.
        others: names of fields of other types (texts, dates, calculations).
    """

    questions: tuple[FormQuestion, ...]
    choices: Mapping[str, tuple[tuple[str, Labels], ...]]
    groups: Mapping[str, Labels]
    title: str
    others: tuple[str, ...]


def parse_form(sheets: Mapping[str, Rows], file: str) -> Form:
    """Read the sheets `survey`, `choices` and `settings` of an XLSForm.

    Args:
        sheets: rows of each sheet, the header first.
        file: the file's name, for messages.

    Raises:
        InputError: no `survey` sheet; a column or a name given twice; a list without choices.
            All at once.
    """
    by_name = {name.strip().lower(): rows for name, rows in sheets.items()}
    if "survey" not in by_name:
        known = ", ".join(sheets) or "none"
        fault = Fault("no-form", file, f"no sheet `survey` (sheets: {known})", "an XLSForm")
        raise InputError(f"{file} cannot be used", [fault])
    faults: list[Fault] = []
    survey = _records(by_name["survey"], f"{file}, sheet survey", faults)
    choices = _choices(by_name.get("choices", ()), f"{file}, sheet choices", faults)
    settings = _records(by_name.get("settings", ()), f"{file}, sheet settings", faults)
    form = _form(survey, choices, settings[0][1] if settings else {}, file)
    faults += _faults(form)
    raise_if_any(f"{file} cannot be used", faults)
    return form


def _records(rows: Rows, where: str, faults: list[Fault]) -> list[tuple[int, dict[str, str]]]:
    """Rows that hold something, with the number of each, by column."""
    if not rows:
        return []
    header = [name.strip() for name in rows[0]]
    faults += [
        Fault("duplicate-column", where, f"the column `{name}` stands twice", "once")
        for name in dict.fromkeys(header)
        if name and header.count(name) > 1
    ]
    # only the words `type`, `name` and the like are compared in small letters, languages are not
    keys = [name if "::" in name or ":" in name else name.lower() for name in header]
    return [
        (number, dict(zip(keys, row, strict=False)))
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]


def _labels(record: Mapping[str, str]) -> Labels:
    """Words in the languages of reports; a `label` without a language is read by its letters."""
    labels = {}
    for column, text in record.items():
        kind, _, language = column.partition("::")
        if kind.strip().lower() != "label" or not text.strip():
            continue
        words = " ".join(text.split())
        known = language_named(language) if language else language_of(words)
        if known is not None:
            labels[known] = words
    return labels


def _choices(
    rows: Rows, where: str, faults: list[Fault]
) -> dict[str, tuple[tuple[str, Labels], ...]]:
    lists: dict[str, list[tuple[str, Labels]]] = {}
    for number, record in _records(rows, where, faults):
        list_name = next((record[name] for name in _LIST_COLUMNS if record.get(name)), "")
        name = record.get("name") or record.get("value") or ""
        if not list_name or not name:
            faults.append(
                Fault("empty-choice", f"{where}, row {number}", "no list name or no name", "both")
            )
            continue
        if name in [known for known, _ in lists.get(list_name, ())]:
            problem = f"`{name}` stands twice in `{list_name}`"
            faults.append(Fault("duplicate", f"{where}, row {number}", problem, "once"))
        lists.setdefault(list_name, []).append((name, _labels(record)))
    return {name: tuple(choices) for name, choices in lists.items()}


def _form(
    survey: Sequence[tuple[int, Mapping[str, str]]],
    choices: Mapping[str, tuple[tuple[str, Labels], ...]],
    settings: Mapping[str, str],
    file: str,
) -> Form:
    around: list[tuple[str, str]] = []  # names and conditions of open groups
    groups: dict[str, Labels] = {}
    questions: list[FormQuestion] = []
    others: list[str] = []
    for number, record in survey:
        words = record.get("type", "").replace("select ", "select_", 1).split()
        kind = "_".join(words[:2]) if words[:1] in (["begin"], ["end"]) else "".join(words[:1])
        name, relevant = record.get("name", ""), record.get("relevant", "").strip()
        if kind in ("begin_group", "begin_repeat"):
            around.append((name, relevant))
            groups[name] = _labels(record)
        elif kind in ("end_group", "end_repeat"):
            del around[-1:]
        elif kind in _TYPES:
            conditions = [part for part in (*(r for _, r in around), relevant) if part]
            questions.append(
                FormQuestion(
                    name,
                    _TYPES[kind],
                    _labels(record),
                    words[1] if len(words) > 1 and kind != "integer" else "",
                    tuple(group for group, _ in around),
                    " and ".join(conditions)
                    if len(conditions) < 2
                    else " and ".join(f"({part})" for part in conditions),
                    f"{file}, sheet survey, row {number}",
                )
            )
        elif name:
            others.append(name)
    title = settings.get("form_title", "").strip()
    return Form(tuple(questions), choices, groups, title, tuple(others))


def _faults(form: Form) -> list[Fault]:
    faults: list[Fault] = []
    first: dict[str, str] = {}
    for question in form.questions:
        if question.name in first:
            problem = f"`{question.name}` also stands in {first[question.name]}"
            faults.append(Fault("duplicate", question.place, problem, "each name once"))
        first.setdefault(question.name, question.place)
        if question.shape != "number" and not form.choices.get(question.list_name):
            problem = f"`{question.name}` takes its answers from `{question.list_name}`"
            faults.append(
                Fault("no-choices", question.place, problem, "a list of the sheet `choices`")
            )
    return faults
