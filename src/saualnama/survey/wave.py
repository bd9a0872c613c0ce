"""A validated wave: one row a respondent, answers as ids, and why an answer is not there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.errors import Fault
from saualnama.survey.questionnaire import Question, Questionnaire

NOT_ASKED = "_not_asked"
"""The question's base leaves the respondent out."""
REFUSED = "_refused"
"""A user-missing code; never the same as "hard to answer", which is an answer."""
MISSING = "_missing"
"""Asked, and nothing stands in the file."""
ANSWERED = "_answered"
"""At least one of several answers was given."""

WITHOUT_ANSWER = (NOT_ASKED, REFUSED, MISSING)
"""States that stand beside the answers in a column; ids cannot begin with an underscore."""

Codes = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Survey:
    """A wave after validation.

    Attributes:
        questionnaire: its structure.
        frame: `id`, then a categorical column for each demographic, each question with one answer
            and each rated item, whose categories are the ids of the answers followed by
            `WITHOUT_ANSWER`. A question with several answers has a categorical column of states
            and, for each answer, a column `question.answer` of 0 and 1 (0 without an answer).
    """

    questionnaire: Questionnaire
    frame: pd.DataFrame

    @property
    def n(self) -> int:
        """Number of respondents."""
        return len(self.frame)

    def codes(self, field: str, categories: int) -> Codes:
        """Positions of the answers in one column, (n,); -1 where there is no answer.

        Args:
            field: a demographic, a question with one answer, or `question.item`.
            categories: how many answers the field has; later categories are states.
        """
        codes = self.frame[field].cat.codes.to_numpy(dtype=np.int16)
        return np.where(codes < categories, codes, np.int16(-1)).astype(np.int16)

    def group_codes(self, breakdown: str) -> Codes:
        """Positions of the respondents' groups, (n,); -1 where unknown; zeros for `total`."""
        if breakdown == "total":
            return np.zeros(self.n, dtype=np.int16)
        return self.codes(breakdown, len(self.questionnaire.demographic[breakdown].groups))

    def groups(self, breakdown: str) -> tuple[str, ...]:
        """Ids of the groups of a breakdown; `all` for `total`."""
        if breakdown == "total":
            return ("all",)
        return self.questionnaire.demographic[breakdown].groups

    def given(self, question: Question) -> npt.NDArray[np.int8]:
        """Answers of a question with several answers, (n, answers): 1, 0, or -1 out of the base."""
        given = self.frame[[name for name, _ in question.fields]].to_numpy(dtype=np.int8)
        answered = (self.frame[question.id] == ANSWERED).to_numpy()
        return np.where(answered[:, None], given, np.int8(-1)).astype(np.int8)


def faults_of_frame(
    frame: pd.DataFrame, questionnaire: Questionnaire, where: str
) -> Iterator[Fault]:
    """Where a stored survey is not one of this questionnaire: its codes would be read wrongly.

    Args:
        frame: as in `Survey`.
        questionnaire: what it is read with.
        where: the file, for messages.
    """
    categories: dict[str, tuple[str, ...]] = {d.id: d.groups for d in questionnaire.demographics}
    plain = {"id"}
    for question in questionnaire.questions:
        names = [name for name, _ in question.fields]
        if question.kind == "multiple":
            categories[question.id] = (ANSWERED,)
            plain.update(names)
        else:
            categories |= dict.fromkeys(names, question.answer_ids)
    hint = "run the ingest stage again"
    for name in sorted({*categories, *plain} - {*frame.columns}):
        yield Fault("stale-survey", where, f"there is no column `{name}`", hint=hint)
    for name, ids in categories.items():
        if name in frame.columns:
            dtype = frame[name].dtype
            stored = tuple(dtype.categories) if isinstance(dtype, pd.CategoricalDtype) else ()
            if stored != (*ids, *WITHOUT_ANSWER):
                problem = f"the answers of `{name}` are not those of the questionnaire"
                yield Fault("stale-survey", where, problem, hint=hint)
