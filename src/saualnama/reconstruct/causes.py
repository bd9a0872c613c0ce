"""The causes of violence by sex: counts of men behind a printed test.

The report prints a chi-square of 11.1 and p 0.59 for causes by sex, and neither the table nor the
degrees of freedom. The 11.1 fits the ordinary statistic on *answers given* (2 sexes x 14 answers,
the rare ones left out), which takes several answers of one person for several persons; its 13
degrees of freedom give p 0.60. The 0.59 fits a test that knows what a respondent is: the
second-order corrected one of Bilder and Loughin (2004). All these statistics are sums of one term
for each answer once the number of answers given by men is fixed, so that counts which give them
can be drawn by one integer programme.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.special import gammaln

from saualnama.reconstruct.draw import Floats, solve_exactly

INSIDE = 1e-6
"""Windows are narrowed by this much, for a printed upper bound is open and sums carry noise."""


@dataclass(frozen=True, slots=True)
class Window:
    """Bounds of a sum of chi-square terms.

    Attributes:
        answers: the answers that are summed over.
        low: lower end.
        high: upper end.
    """

    answers: Collection[str]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SexSplit:
    """What is known before the counts of men are drawn.

    Attributes:
        totals: respondents who gave each answer.
        men: men in the base of the question.
        everybody: respondents in the base of the question.
        bounds: smallest and largest count of men, for answers where something printed bounds it.
        responses: bounds of the Pearson chi-square on answers given, 2 x answers.
        respondents: bounds of sums of the answers' 2 x 2 chi-squares over respondents.
    """

    totals: Mapping[str, int]
    men: int
    everybody: int
    bounds: Mapping[str, tuple[int, int]]
    responses: Window
    respondents: tuple[Window, ...]


def responses_term(count: Floats, total: int, share: float) -> Floats:
    """One answer's part of the chi-square on answers given, 2 x answers.

    Args:
        count: times the answer was given by men.
        total: times it was given.
        share: share of men among all answers given, 0 to 1.
    """
    return (count - total * share) ** 2 / (total * share * (1 - share))


def respondents_term(count: Floats, total: int, men: int, everybody: int) -> Floats:
    """The Pearson chi-square of one answer by sex over respondents, 2 x 2.

    Args:
        count: men who gave the answer.
        total: respondents who gave it.
        men: men in the base.
        everybody: respondents in the base.
    """
    expected = total * men / everybody
    variance = expected * (1 - men / everybody) * (1 - total / everybody)
    return (count - expected) ** 2 / variance


def log_chance(count: Floats, total: int, men: int, everybody: int) -> Floats:
    """Logarithm of the hypergeometric chance of `count` men, 0 for the likeliest of them."""
    women = everybody - men
    chance = np.asarray(
        -gammaln(count + 1)
        - gammaln(men - count + 1)
        - gammaln(total - count + 1)
        - gammaln(women - total + count + 1)
    )
    # The solver's gap is relative: a constant in the objective would make it meaningless.
    return np.asarray(chance - chance.max())


def draw_men(generator: np.random.Generator, split: SexSplit) -> dict[str, int]:
    """Draw how many men gave each answer, so that the printed statistics come out.

    Counts are drawn as if sex did not matter (hypergeometric chances, Gumbel noise), among those
    within all bounds and windows. Men give as many of the answers of `split.responses` as is
    expected beside the counts that are fixed.

    Raises:
        InputError: no counts lie within all windows.
    """
    blocks: list[Floats] = []
    for answer, total in split.totals.items():
        low, high = split.bounds.get(answer, (0, total))
        blocks.append(np.arange(max(low, 0), min(high, total, split.men) + 1, dtype=np.float64))
    answers = list(split.totals)
    by_men = _given_by_men(split)
    share = by_men / sum(split.totals[answer] for answer in split.responses.answers)

    def summed(window: Window, terms: list[Floats]) -> Floats:
        return np.concatenate(
            [
                term if answer in window.answers else np.zeros_like(term)
                for answer, term in zip(answers, terms, strict=True)
            ]
        )

    totals = [split.totals[answer] for answer in answers]
    pairs = list(zip(blocks, totals, strict=True))
    responses = [responses_term(block, total, share) for block, total in pairs]
    respondents = [
        respondents_term(block, total, split.men, split.everybody) for block, total in pairs
    ]
    chances = [log_chance(block, total, split.men, split.everybody) for block, total in pairs]
    one_each = np.zeros((len(answers), sum(block.size for block in blocks)))
    start = 0
    for row, block in enumerate(blocks):
        one_each[row, start : start + block.size] = 1
        start += block.size
    windows = (split.responses, *split.respondents)
    rows = [summed(split.responses, blocks), summed(split.responses, responses)]
    rows += [summed(window, respondents) for window in split.respondents]
    ones = np.ones(len(answers))
    objective = np.concatenate(chances)
    chosen = solve_exactly(
        objective + generator.gumbel(size=objective.size),
        sparse.csr_array(np.vstack([one_each, *rows])),
        np.concatenate([ones, [by_men], [window.low + INSIDE for window in windows]]),
        np.concatenate([ones, [by_men], [window.high - INSIDE for window in windows]]),
        "causes by sex",
    )
    counts = np.concatenate(blocks)[chosen == 1]
    return dict(zip(answers, (int(count) for count in counts), strict=True))


def _given_by_men(split: SexSplit) -> int:
    """Answers given by men: those that are fixed, and their share of the rest."""
    fixed = 0
    free = 0
    for answer in split.responses.answers:
        low, high = split.bounds.get(answer, (0, split.totals[answer]))
        if low == high:
            fixed += low
        else:
            free += split.totals[answer]
    return fixed + round(free * split.men / split.everybody)
