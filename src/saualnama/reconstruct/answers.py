"""Each kind of question turned into restrictions and drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from saualnama.reconstruct.draw import Codes, Flags, Restriction, draw_at_least_one, draw_one_each
from saualnama.reconstruct.printed import Bases, CountBound
from saualnama.reconstruct.scores import ScoreSum
from saualnama.survey.questionnaire import Question

REFUSED = -1
"""Position that stands for a refusal; codes are put in at delivery."""


def group_members(people: pd.DataFrame, breakdown: str, group: str) -> Flags:
    """Flags of the respondents of one group; all of them for the breakdown `total`."""
    if breakdown == "total":
        return np.ones(len(people), dtype=np.bool_)
    return (people[breakdown] == group).to_numpy(dtype=np.bool_)


def draw_refusals(
    generator: np.random.Generator,
    question: Question,
    people: pd.DataFrame,
    asked: Flags,
    bases: Bases,
) -> Flags:
    """Draw who of those asked did not answer, so that the question's own bases hold.

    Args:
        generator: source of the draw.
        question: the question.
        people: demographics of all respondents.
        asked: who was asked.
        bases: a question without a base of its own was answered by everybody who was asked.
    """
    refused = np.zeros(len(people), dtype=np.bool_)
    parts = [
        (group_members(people, breakdown, str(group)) & asked, valid)
        for breakdown in ("settlement", "sex")
        for group in sorted(people[breakdown].unique())
        if (valid := bases.valid(question.id, str(group))) is not None
    ]
    everybody = bases.valid(question.id, "all")
    if not parts and everybody is not None:
        parts = [(asked, everybody)]
    for members, valid in parts:
        positions = np.flatnonzero(members)
        refused[generator.choice(positions, positions.size - valid, replace=False)] = True
    return refused


def restrictions_of(
    bounds: Iterable[CountBound],
    people: pd.DataFrame,
    inside: Flags,
    coefficients: Mapping[str, Sequence[float]],
) -> list[Restriction]:
    """Turn count bounds into restrictions on the respondents flagged in `inside`.

    Bounds on answers without coefficients (answers that are drawn elsewhere) are left out.
    """
    return [
        Restriction(
            group_members(people, bound.breakdown, bound.group)[inside],
            tuple(coefficients[bound.answer]),
            bound.low,
            bound.high,
        )
        for bound in bounds
        if bound.answer in coefficients
    ]


def draw_single(
    generator: np.random.Generator,
    question: Question,
    people: pd.DataFrame,
    valid: Flags,
    bounds: Sequence[CountBound],
) -> Codes:
    """Draw one answer for each respondent flagged in `valid`.

    Returns:
        Position of the answer of every respondent, `REFUSED` outside `valid`.

    Raises:
        InputError: no answers meet the bounds.
    """
    parts: dict[str, tuple[str, ...]] = {answer: (answer,) for answer in question.answer_ids}
    parts.update({subtotal.id: subtotal.of for subtotal in question.subtotals})
    coefficients = {
        name: [float(answer in of) for answer in question.answer_ids] for name, of in parts.items()
    }
    restrictions = restrictions_of(bounds, people, valid, coefficients)
    drawn = np.full(len(people), REFUSED, dtype=np.int64)
    drawn[valid] = draw_one_each(generator, restrictions, question.id)
    return drawn


def draw_several(
    generator: np.random.Generator,
    question: Question,
    people: pd.DataFrame,
    valid: Flags,
    bounds: Sequence[CountBound],
) -> Flags:
    """Draw a set of answers for each respondent flagged in `valid`.

    First who gives an exclusive answer, then the answers of the others; nobody stays without one.

    Returns:
        Respondents x answers; empty rows outside `valid`.

    Raises:
        InputError: no answers meet the bounds.
    """
    exclusive = [answer.id for answer in question.answers if answer.exclusive]
    others = [answer.id for answer in question.answers if not answer.exclusive]
    position = {answer: place for place, answer in enumerate(question.answer_ids)}
    given = np.zeros((len(people), len(position)), dtype=np.bool_)
    open_to_several = valid.copy()
    if exclusive:
        width = len(exclusive) + 1
        alone = {answer: np.eye(width)[place].tolist() for place, answer in enumerate(exclusive)}
        kinds = np.full(len(people), REFUSED, dtype=np.int64)
        kinds[valid] = draw_one_each(
            generator, restrictions_of(bounds, people, valid, alone), question.id
        )
        for place, answer in enumerate(exclusive):
            given[kinds == place, position[answer]] = True
        open_to_several = kinds == len(exclusive)
    together = {answer: np.eye(len(others))[place].tolist() for place, answer in enumerate(others)}
    sets = draw_at_least_one(
        generator, restrictions_of(bounds, people, open_to_several, together), question.id
    )
    columns = np.array([position[answer] for answer in others])
    given[np.ix_(np.flatnonzero(open_to_several), columns)] = sets
    return given


@dataclass(frozen=True, slots=True)
class Scale:
    """The points of a scale.

    Attributes:
        scores: the points.
        shares: share of each before any mean bends it, in any unit; positive.
    """

    scores: tuple[float, ...]
    shares: tuple[float, ...]


def draw_scores(
    generator: np.random.Generator,
    scale: Scale,
    members: Mapping[str, Flags],
    sums: Mapping[str, ScoreSum],
    what: str,
) -> Codes:
    """Draw the scores of one item, with a given sum in each group.

    Args:
        generator: source of the noise.
        scale: points and their shares.
        members: flags of the respondents of each group; everybody is in one.
        sums: how many of them gave a score, and what the scores add to.
        what: the item, for messages.

    Returns:
        Position of the score of every respondent, `REFUSED` for those without one.

    Raises:
        InputError: no scores meet the sums.
    """
    nothing = len(scale.scores)
    unscored = (*([0.0] * nothing), 1.0)
    restrictions = []
    for group, inside in members.items():
        missing, total = int(inside.sum()) - sums[group].scored, sums[group].total
        restrictions.append(Restriction(inside, unscored, missing, missing))
        restrictions.append(Restriction(inside, (*scale.scores, 0.0), total, total))
    log_weights = np.log(np.array([*scale.shares, max(scale.shares)], dtype=np.float64))
    drawn = draw_one_each(generator, restrictions, what, log_weights)
    return np.where(drawn == nothing, REFUSED, drawn)
