"""The exhibits of a report: which question, by which breakdown, in which statistics."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from saualnama.errors import Fault, raise_if_any
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.todo import todo_faults

Statistic = Literal["pct", "pct_of_responses", "subtotal_pct", "mean"]
Chart = Literal["bars", "stacked", "grouped", "points", "tiles"]

TOTAL = "total"
"""The breakdown that puts everybody into one group, `all`."""


@dataclass(frozen=True, slots=True)
class Part:
    """One question by one breakdown.

    Attributes:
        question: id of the question.
        breakdown: id of a demographic, or `total`.
        statistics: what is shown.
        answers: only these answers are shown; empty for all.
        charts: how it is drawn; empty where it is not.
        mapped: the answer or subtotal whose shares a tile map shows.
    """

    question: str
    breakdown: str
    statistics: tuple[Statistic, ...]
    answers: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    mapped: str = ""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table, a figure, or the breakdowns in the text of a section."""

    id: str
    parts: tuple[Part, ...]


def parse_exhibits(
    content: Mapping[str, Any], questionnaire: Questionnaire, file: str
) -> tuple[Exhibit, ...]:
    """Build the exhibits of a wave.

    Args:
        content: the document, of the shape of exhibits.schema.yaml.
        questionnaire: what was asked.
        file: the file's name, for messages.

    Raises:
        InputError: lines under `TODO` that nobody has settled; an exhibit given twice, a question,
            breakdown or answer that does not exist, a statistic that the question cannot have, a
            chart that cannot show it. All at once.
    """
    raise_if_any(f"{file} is a draft that a person has to finish", todo_faults(content, file))
    exhibits = tuple(
        Exhibit(
            raw["id"],
            tuple(
                Part(
                    part["question"],
                    part["breakdown"],
                    tuple(part["statistics"]),
                    tuple(part.get("answers", ())),
                    tuple(part.get("charts", ())),
                    part.get("mapped", ""),
                )
                for part in raw["parts"]
            ),
        )
        for raw in content["exhibits"]
    )
    faults = [
        Fault("duplicate", file, f"the exhibit `{id_}` is given {times} times", "once")
        for id_, times in Counter(exhibit.id for exhibit in exhibits).items()
        if times > 1
    ]
    for exhibit in exhibits:
        for number, part in enumerate(exhibit.parts, start=1):
            faults += _part_faults(part, questionnaire, f"{file}, `{exhibit.id}`, part {number}")
    raise_if_any(f"{file} does not fit the questionnaire", faults)
    return exhibits


def _part_faults(part: Part, questionnaire: Questionnaire, where: str) -> Iterator[Fault]:
    if part.breakdown != TOTAL and part.breakdown not in questionnaire.demographic:
        known = ", ".join([TOTAL, *questionnaire.demographic])
        yield Fault("unknown-breakdown", where, f"no breakdown `{part.breakdown}`", known)
    question = questionnaire.question.get(part.question)
    if question is None:
        hint = "the ids are those of questionnaire.yaml"
        yield Fault("unknown-question", where, f"no question `{part.question}`", hint=hint)
        return
    known_answers = (
        *question.answer_ids,
        *(item.id for item in question.items),
        *(subtotal.id for subtotal in question.subtotals),
    )
    for answer in (*part.answers, *([part.mapped] if part.mapped else ())):
        if answer not in known_answers:
            problem = f"`{question.id}` has no answer `{answer}`"
            yield Fault("unknown-answer", where, problem, ", ".join(known_answers))
    for statistic in part.statistics:
        reason = _impossible(statistic, question)
        if reason:
            yield Fault(
                "impossible-statistic", where, f"`{statistic}` of `{question.id}`: {reason}"
            )
    for chart in part.charts:
        reason = _undrawable(chart, part, question)
        if reason:
            yield Fault("impossible-chart", where, f"`{chart}` of `{question.id}`: {reason}")
    if part.mapped and "tiles" not in part.charts:
        problem = "`mapped` is given, but no chart is `tiles`"
        yield Fault("impossible-chart", where, problem, hint="leave one of them out or in")


def _impossible(statistic: Statistic, question: Question) -> str:
    match statistic:
        case "pct" if question.items:
            return "rated items have means, not shares"
        case "subtotal_pct" if not question.subtotals:
            return "the question names no subtotals"
        case "pct_of_responses" if question.kind != "multiple":
            return "only a question with several answers has more answers than respondents"
        case "mean" if question.kind != "scale":
            return "only a scale has scores"
    return ""


def _undrawable(chart: Chart, part: Part, question: Question) -> str:
    means = "mean" in part.statistics
    match chart:
        case "points" if not means:
            return "points show means"
        case "bars" | "stacked" | "grouped" if means:
            return "means are shown by points"
        case "bars" if part.breakdown != TOTAL:
            return "bars show everybody together; groups are `grouped` or `stacked`"
        case "grouped" | "tiles" if part.breakdown == TOTAL:
            return "everybody together is no group"
        case "stacked" if question.kind == "multiple":
            return "several answers do not add to 100"
        case "tiles" if not part.mapped:
            return "a tile map shows one answer, named by `mapped`"
    return ""
