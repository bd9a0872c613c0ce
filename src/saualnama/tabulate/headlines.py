"""The few figures by which a wave's weighting is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from saualnama.errors import Fault, raise_if_any
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.survey.wave import Survey

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure of all respondents together.

    Attributes:
        question: id of the question.
        answer: id of an answer, a subtotal or an item; empty for a scale without items.
        statistic: percent (0..100) or scale points.
    """

    question: str
    answer: str
    statistic: Literal["pct", "subtotal_pct", "mean"]


def parse_headlines(
    content: Mapping[str, Any], questionnaire: Questionnaire, file: str
) -> tuple[Headline, ...]:
    """Read the headline figures of exhibits.yaml.

    Raises:
        InputError: a question or an answer that does not exist, or a statistic that the question
            cannot have; all at once.
    """
    headlines = tuple(
        Headline(raw["question"], raw.get("answer", ""), raw["statistic"])
        for raw in content.get("headlines", ())
    )
    faults: list[Fault] = []
    for number, headline in enumerate(headlines, start=1):
        where = f"{file}, headlines, entry {number}"
        question = questionnaire.question.get(headline.question)
        if question is None:
            faults.append(Fault("unknown-question", where, f"no question `{headline.question}`"))
            continue
        known = _answers(question, headline.statistic)
        if headline.answer not in known:
            problem = f"`{question.id}` has no `{headline.answer}` for `{headline.statistic}`"
            expected = ", ".join(name or "no answer" for name in known) or "another statistic"
            faults.append(Fault("unknown-answer", where, problem, expected))
    raise_if_any(f"{file} does not fit the questionnaire", faults)
    return headlines


def _answers(question: Question, statistic: str) -> tuple[str, ...]:
    match statistic:
        case "mean" if question.kind == "scale":
            return tuple(item.id for item in question.items) or ("",)
        case "pct" if not question.items:
            return question.answer_ids
        case "subtotal_pct" if question.kind != "multiple":
            return tuple(subtotal.id for subtotal in question.subtotals)
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class HeadlineSums:
    """What the headline figures follow from, for any weights.

    Attributes:
        headlines: the figures.
        values: (n, figures) 0 or 100 for shares, scale points for means, 0 outside of the base.
        base: (n, figures) 1 in the figure's base, else 0.
    """

    headlines: tuple[Headline, ...]
    values: Floats
    base: Floats

    def estimates(self, weights: Floats) -> Floats:
        """(figures,) percent or scale points under (n,) weights."""
        estimates: Floats = (weights @ self.values) / (weights @ self.base)
        return estimates


def headline_sums(survey: Survey, headlines: tuple[Headline, ...]) -> HeadlineSums:
    """Values and bases of the figures; bases are those of the tables.

    Raises:
        InputError: nobody is in the base of a figure.
    """
    values = np.zeros((survey.n, len(headlines)))
    base = np.zeros((survey.n, len(headlines)))
    for column, headline in enumerate(headlines):
        values[:, column], base[:, column] = _column(survey, headline)
    raise_if_any(
        "a headline figure cannot be computed",
        (
            Fault("empty-base", f"headline `{h.question}`", "nobody answered the question")
            for h, respondents in zip(headlines, base.sum(axis=0), strict=True)
            if not respondents
        ),
    )
    return HeadlineSums(headlines, values, base)


def _column(survey: Survey, headline: Headline) -> tuple[Floats, Floats]:
    question = survey.questionnaire.question[headline.question]
    if question.kind == "multiple":
        given = survey.given(question)[:, question.answer_ids.index(headline.answer)]
        return 100.0 * (given == 1).astype(np.float64), (given >= 0).astype(np.float64)
    field = f"{question.id}.{headline.answer}" if question.items else question.id
    answer = survey.codes(field, len(question.answers))
    if headline.statistic == "mean":
        points = np.array([np.nan if a.score is None else a.score for a in question.answers])
        scores = np.where(answer >= 0, points[answer], np.nan)
        return np.nan_to_num(scores), np.isfinite(scores).astype(np.float64)
    wanted: tuple[str, ...] = (headline.answer,)
    if headline.statistic == "subtotal_pct":
        wanted = next(s.of for s in question.subtotals if s.id == headline.answer)
    chosen = np.isin(answer, [question.answer_ids.index(answer_id) for answer_id in wanted])
    return 100.0 * chosen.astype(np.float64), (answer >= 0).astype(np.float64)
