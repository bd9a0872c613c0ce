"""Which labels a report will ask for, so that all that are missing are named at once."""

from __future__ import annotations

from saualnama.errors import raise_if_any
from saualnama.language import Words
from saualnama.report.captions import section_of
from saualnama.report.panels import ALL
from saualnama.report.sources import Sources
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.exhibits import TOTAL


def check_words(sources: Sources, words: Words) -> None:
    """Refuse a report some of whose labels are missing.

    Raises:
        InputError: the wave's words, or titles of chapters and sections, lack labels; all of them.
    """
    raise_if_any("words of the report are missing", words.lacking(needed_labels(sources)))


def needed_labels(sources: Sources) -> dict[str, set[str]]:
    """Ids by kind: what the exhibits show, what their bases ask for, where they stand."""
    shown = {(part.question, part.breakdown) for e in sources.exhibits for part in e.parts}
    questions = [q for q in sources.questionnaire.questions if any(q.id == id_ for id_, _ in shown)]
    demographics = [
        demographic
        for demographic in sources.questionnaire.demographics
        if any(breakdown == demographic.id for _, breakdown in shown)
    ]
    conditions = [condition for question in questions for condition in question.base]
    ids = {exhibit.id for exhibit in sources.exhibits} | set(sources.official)
    sections = {section_of(id_) for id_ in ids}
    answers = {answer for condition in conditions for answer in condition.answers}
    for question in questions:
        answers |= {subtotal.id for subtotal in question.subtotals}
        answers |= {item.id for item in question.items} or set(question.answer_ids)
    if any("mean" in part.statistics for exhibit in sources.exhibits for part in exhibit.parts):
        answers.add(MEAN_SCORE)
    return {
        "exhibit": {id_ for id_ in ids if "text_" not in id_},
        "question": {q.id for q in questions} | {c.question for c in conditions},
        "answer": answers,
        "breakdown": {demographic.id for demographic in demographics},
        "group": {group for d in demographics for group in d.groups}
        | ({ALL} if any(breakdown == TOTAL for _, breakdown in shown) else set()),
        "chapter": {number.partition(".")[0] for number in sections},
        "section": sections,
    }
