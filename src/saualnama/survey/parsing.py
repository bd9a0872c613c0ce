"""From the parsed questionnaire.yaml to a `Questionnaire`, with every contradiction named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from saualnama.errors import Fault, raise_if_any
from saualnama.survey.codes import plain_code
from saualnama.survey.questionnaire import (
    Answer,
    Band,
    Category,
    Code,
    Condition,
    Demographic,
    Item,
    MergedGroup,
    Question,
    Questionnaire,
    Subtotal,
)
from saualnama.todo import todo_faults


def parse_questionnaire(content: Mapping[str, Any], file: str) -> Questionnaire:
    """Build the questionnaire of a wave.

    Args:
        content: the document, of the shape of questionnaire.schema.yaml.
        file: the file's name, for messages.

    Raises:
        InputError: lines under `TODO` that nobody has settled; ids, codes or columns used twice;
            a question without what its kind needs; a base, subtotal or band that cannot be. All at
            once.
    """
    todo = todo_faults(content, file, ("demographics", "questions"))
    raise_if_any(f"{file} is a draft that a person has to finish", todo)
    questionnaire = Questionnaire(
        wave=content["wave"],
        origin=content["origin"],
        respondent=content["respondent"],
        refused=tuple(map(_code, content.get("refused", ()))),
        demographics=_demographics(content["demographics"]),
        questions=tuple(map(_question, content["questions"])),
    )
    raise_if_any(f"{file} contradicts itself", _contradictions(questionnaire, file))
    return questionnaire


def _demographics(raw: Sequence[Mapping[str, Any]]) -> tuple[Demographic, ...]:
    found: dict[str, Demographic] = {}
    for one in raw:
        earlier = found.get(one.get("merges", ""))
        found.setdefault(one["id"], _demographic(one, earlier.groups if earlier else ()))
    # an id given twice stays, so that it is named as a fault
    return tuple(found[one["id"]] for one in raw)


def _merged(raw: Sequence[Mapping[str, Any]], groups: Sequence[str]) -> Iterator[MergedGroup]:
    """The merged groups, and every other group as it is; each where its first part stands."""
    joined = [MergedGroup(one["id"], tuple(one["of"])) for one in raw]
    named = {part for one in joined for part in one.of}
    whole = [MergedGroup(group, (group,)) for group in groups if group not in named]
    place = {group: at for at, group in enumerate(groups)}
    every = [*joined, *whole]
    return iter(sorted(every, key=lambda one: min(place.get(part, -1) for part in one.of)))


def _demographic(raw: Mapping[str, Any], merged_from: Sequence[str]) -> Demographic:
    valid = raw.get("valid")
    return Demographic(
        id=raw["id"],
        column=raw.get("column", ""),
        categories=tuple(Category(c["id"], _code(c["code"])) for c in raw.get("categories", ())),
        bands=tuple(Band(b["id"], b["from"], b["to"]) for b in raw.get("bands", ())),
        valid=(valid[0], valid[1]) if valid else None,
        ordered=raw.get("ordered", "bands" in raw),
        merges=raw.get("merges", ""),
        merged=tuple(_merged(raw.get("groups", ()), merged_from)),
    )


def _answer(raw: Mapping[str, Any]) -> Answer:
    return Answer(**{**raw, "code": _code(raw["code"])} if "code" in raw else raw)


def _code(raw: Code) -> Code:
    """A code in the form in which codes of the data file are compared: "01" is 1."""
    plain = plain_code(raw)
    return plain if isinstance(plain, int) else str(raw)


def _question(raw: Mapping[str, Any]) -> Question:
    return Question(
        id=raw["id"],
        kind=raw["kind"],
        answers=tuple(map(_answer, raw["answers"])),
        column=raw.get("column"),
        items=tuple(Item(**item) for item in raw.get("items", ())),
        base=tuple(Condition(c["question"], tuple(c["answers"])) for c in raw.get("base", ())),
        subtotals=tuple(Subtotal(s["id"], tuple(s["of"])) for s in raw.get("subtotals", ())),
        ordered=raw.get("ordered", raw["kind"] == "scale"),
    )


def _contradictions(questionnaire: Questionnaire, file: str) -> Iterator[Fault]:
    columns = [questionnaire.respondent]
    columns += [d.column for d in questionnaire.demographics if d.column]
    for question in questionnaire.questions:
        columns += [column for _, column in question.fields if column != "None"]
    yield from _twice(columns, file, "column")
    names = [d.id for d in questionnaire.demographics] + [q.id for q in questionnaire.questions]
    yield from _twice([*names, "total", "id"], file, "id")
    before: dict[str, Demographic] = {}
    for demographic in questionnaire.demographics:
        where = f"{file}, demographic `{demographic.id}`"
        if demographic.merges or demographic.merged:
            yield from _merge_faults(demographic, before, where)
        else:
            yield from _demographic_faults(demographic, where)
        before[demographic.id] = demographic
    earlier: dict[str, Question] = {}
    for question in questionnaire.questions:
        where = f"{file}, question `{question.id}`"
        yield from _question_faults(question, questionnaire, where)
        yield from _base_faults(question, earlier, where)
        earlier[question.id] = question


def _twice(values: Iterable[object], where: str, what: str) -> Iterator[Fault]:
    for value, times in Counter(values).items():
        if times > 1:
            yield Fault("duplicate", where, f"the {what} `{value}` is used {times} times", "once")


def _merge_faults(
    demographic: Demographic, before: Mapping[str, Demographic], where: str
) -> Iterator[Fault]:
    if demographic.column or demographic.categories or demographic.bands:
        problem = "`merges` beside `column`, `categories` or `bands`"
        yield Fault("useless-key", where, problem, "groups that are merged from another's")
        return
    source = before.get(demographic.merges)
    if source is None:
        problem = f"it merges `{demographic.merges}`"
        yield Fault("unknown-demographic", where, problem, "the id of a demographic before it")
        return
    yield from _twice(demographic.groups, where, "id")
    parts = Counter(part for merged in demographic.merged for part in merged.of)
    for part, times in parts.items():
        if part not in source.groups:
            problem = f"`{source.id}` has no group `{part}`"
            yield Fault("unknown-group", where, problem, ", ".join(source.groups))
        elif times > 1:
            hint = "groups can be merged, and never split: nobody knows who belongs where"
            problem = f"the group `{part}` is put into {times} groups"
            yield Fault("split-group", where, problem, "one", hint)


def _demographic_faults(demographic: Demographic, where: str) -> Iterator[Fault]:
    if not demographic.column:
        yield Fault("missing-key", where, "the key `column` is missing", "the column of the data")
    if bool(demographic.categories) == bool(demographic.bands):
        yield Fault("no-groups", where, "needs either `categories` or `bands`, and not both")
        return
    yield from _twice(demographic.groups, where, "id")
    yield from _twice([category.code for category in demographic.categories], where, "code")
    if demographic.bands and demographic.valid is None:
        yield Fault("no-range", where, "bands without `valid`", "the smallest and largest number")
    if demographic.valid and not demographic.bands:
        yield Fault("useless-key", where, "`valid` has no meaning without bands")
    for lower, upper in pairwise(demographic.bands):
        if upper.lowest != lower.highest + 1:
            problem = (
                f"`{lower.id}` ends at {lower.highest} and `{upper.id}` begins at {upper.lowest}"
            )
            yield Fault(
                "bands", where, problem, "bands that follow each other without gap or overlap"
            )
    if demographic.bands and demographic.valid:
        ends = (demographic.bands[0].lowest, demographic.bands[-1].highest)
        if ends != demographic.valid:
            problem = f"the bands cover {ends[0]} to {ends[1]}"
            yield Fault(
                "bands", where, problem, "the range of `valid`, {} to {}".format(*demographic.valid)
            )


def _question_faults(
    question: Question, questionnaire: Questionnaire, where: str
) -> Iterator[Fault]:
    answers = question.answers
    subtotals = [subtotal.id for subtotal in question.subtotals]
    yield from _twice([*question.answer_ids, *subtotals], where, "id")
    yield from _twice([a.code for a in answers if a.code is not None], where, "code")
    for subtotal in question.subtotals:
        for part in sorted(set(subtotal.of) - set(question.answer_ids)):
            yield Fault(
                "unknown-answer", where, f"`{subtotal.id}` adds `{part}`, which is no answer"
            )
    if question.ordered and question.kind == "multiple":
        yield Fault("useless-key", where, "`ordered` has no meaning for several answers")
    if question.kind == "multiple":
        yield from _several_answers_faults(question, where)
    else:
        yield from _one_answer_faults(question, questionnaire, where)
    if question.kind == "scale" and all(answer.score is None for answer in answers):
        yield Fault("no-scores", where, "a scale whose answers have no `score`")
    if question.kind != "scale" and any(answer.score is not None for answer in answers):
        yield Fault("useless-key", where, "`score` belongs to a scale")


def _several_answers_faults(question: Question, where: str) -> Iterator[Fault]:
    if question.column or question.items:
        yield Fault("useless-key", where, "a question with several answers has a column each")
    for answer in question.answers:
        if answer.column is None or answer.code is not None:
            problem = f"the answer `{answer.id}` needs a `column` and no `code`"
            yield Fault("answer-column", where, problem)


def _one_answer_faults(
    question: Question, questionnaire: Questionnaire, where: str
) -> Iterator[Fault]:
    if bool(question.column) == bool(question.items):
        yield Fault("no-column", where, "needs either `column` or `items`, and not both")
    if question.items and question.kind != "scale":
        yield Fault("useless-key", where, "`items` belong to a scale")
    yield from _twice([item.id for item in question.items], where, "id")
    for answer in question.answers:
        if answer.code is None or answer.column is not None:
            problem = f"the answer `{answer.id}` needs a `code` and no `column`"
            yield Fault("answer-code", where, problem)
        if answer.exclusive:
            problem = f"`exclusive` of `{answer.id}` has no meaning where one answer is given"
            yield Fault("useless-key", where, problem)
        if answer.code in questionnaire.refused:
            yield Fault("code-refused", where, f"the code {answer.code} also means a refusal")


def _base_faults(
    question: Question, earlier: Mapping[str, Question], where: str
) -> Iterator[Fault]:
    for condition in question.base:
        other = earlier.get(condition.question)
        if other is None:
            problem = f"the base names `{condition.question}`"
            yield Fault("unknown-base", where, problem, "the id of an earlier question")
        elif other.items:
            yield Fault("unknown-base", where, f"`{other.id}` has items and cannot be a base")
        else:
            yield from _unknown_answers(condition.answers, other, where)


def _unknown_answers(named: Sequence[str], question: Question, where: str) -> Iterator[Fault]:
    for answer in named:
        if answer not in question.answer_ids:
            known = ", ".join(question.answer_ids)
            yield Fault("unknown-answer", where, f"`{question.id}` has no answer `{answer}`", known)
