"""What the base of a question tells about the question that decided who was asked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from saualnama.survey.questionnaire import Condition, Question, Questionnaire
from saualnama.survey.wave import NOT_ASKED, Survey

Bools = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


def cells_without_room(
    survey: Survey, question: Question, counts: Integers, column: Integers
) -> Bools:
    """Cells of a question that cannot lose a respondent, because another question's base says so.

    A question asked of those who gave certain answers has no larger base than these. Where it rests
    on one earlier question, its base is withheld with the answers and follows them: who moves to
    another group moves with all later answers. Where it rests on several that do not follow from
    each other, one that moves might lack the other answer; there the base is taken as known.

    Args:
        survey: the wave.
        question: the earlier question.
        counts: its answers, (answers, columns).
        column: the column of each respondent, (n,); -1 without one.

    Returns:
        (answers, columns).
    """
    full = np.zeros(counts.shape, dtype=bool)
    for later in survey.questionnaire.questions:
        conditions = _independent(later, survey.questionnaire)
        if len(conditions) < 2:
            continue
        asked = (survey.frame[_state_of(later)] != NOT_ASKED).to_numpy() & (column >= 0)
        base = np.bincount(column[asked], minlength=counts.shape[1])
        for condition in conditions:
            if condition.question == question.id:
                lines = np.isin(question.answer_ids, condition.answers)
                full |= lines[:, None] & (counts[lines].sum(axis=0) <= base)
    return full


def _state_of(question: Question) -> str:
    """The column that says who was not asked."""
    return question.id if question.kind == "multiple" else question.fields[0][0]


def _independent(question: Question, questionnaire: Questionnaire) -> list[Condition]:
    """Conditions of a base that no other one of it implies."""
    implied = [list(_before(c, questionnaire)) for c in question.base]
    return [
        condition
        for at, condition in enumerate(question.base)
        if not any(
            one.question == condition.question and set(one.answers) <= set(condition.answers)
            for other, ones in enumerate(implied)
            if other != at
            for one in ones
        )
    ]


def _before(condition: Condition, questionnaire: Questionnaire) -> Iterator[Condition]:
    """Conditions that held for everybody who was asked the condition's question."""
    for earlier in questionnaire.question[condition.question].base:
        yield earlier
        yield from _before(earlier, questionnaire)
