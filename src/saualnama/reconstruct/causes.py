"""The causes of violence by sex: counts behind a printed chi-square.

The report prints a chi-square of 11.1 for causes by sex. It fits the ordinary statistic on
*answers given* (2 sexes x 14 answers, the rare ones left out), which takes several answers of one
person for several persons. For a fixed number of answers given by men it is a sum of one term for
each answer, so that counts which give it can be chosen by a linear programme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.special import gammaln

from saualnama.reconstruct.draw import Floats, solve_exactly


@dataclass(frozen=True, slots=True)
class SexSplit:
    """What is known before the counts of men are drawn.

    Attributes:
        totals: respondents who gave each tested answer.
        men: men in the base of the question.
        everybody: respondents in the base of the question.
        printed: the counts of men that printed percentages fix.
        bounds: smallest and largest count of men where a sentence of the report bounds it.
        statistic: printed bounds of the chi-square, the lower one included.
        corrected: bounds of the sum of the 2 x 2 chi-squares over respondents, the lower one
            included.
    """

    totals: Mapping[str, int]
    men: int
    everybody: int
    printed: Mapping[str, int]
    bounds: Mapping[str, tuple[int, int]]
    statistic: tuple[float, float]
    corrected: tuple[float, float]


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


def _log_chance(count: Floats, total: int, men: int, everybody: int) -> Floats:
    """Logarithm of the hypergeometric chance of `count` men, up to a constant."""
    women = everybody - men
    return np.asarray(
        -gammaln(count + 1)
        - gammaln(men - count + 1)
        - gammaln(total - count + 1)
        - gammaln(women - total + count + 1)
    )


def draw_men(generator: np.random.Generator, split: SexSplit) -> dict[str, int]:
    """Draw how many men gave each tested answer, so that the printed statistic comes out.

    Counts are drawn as if sex did not matter (hypergeometric chances, Gumbel noise), among those
    that meet the printed counts and both statistics.

    Raises:
        InputError: no counts give the statistics.
    """
    share_of_men = split.men / split.everybody
    free = sum(total for answer, total in split.totals.items() if answer not in split.printed)
    given_by_men = sum(split.printed.values()) + round(free * share_of_men)
    share = given_by_men / sum(split.totals.values())
    blocks: list[Floats] = []
    answers = list(split.totals)
    for answer in answers:
        total = split.totals[answer]
        low, high = split.bounds.get(answer, (0, total))
        if answer in split.printed:
            low = high = split.printed[answer]
        blocks.append(np.arange(max(low, 0), min(high, total, split.men) + 1, dtype=np.float64))
    counts = np.concatenate(blocks)
    sizes = [block.size for block in blocks]
    chances = np.concatenate(
        [
            _log_chance(block, split.totals[answer], split.men, split.everybody)
            for answer, block in zip(answers, blocks, strict=True)
        ]
    )
    on_responses = np.concatenate(
        [
            responses_term(block, split.totals[answer], share)
            for answer, block in zip(answers, blocks, strict=True)
        ]
    )
    on_respondents = np.concatenate(
        [
            respondents_term(block, split.totals[answer], split.men, split.everybody)
            for answer, block in zip(answers, blocks, strict=True)
        ]
    )
    one_each = sparse.block_diag([np.ones((1, size)) for size in sizes])
    matrix = sparse.csr_array(sparse.vstack([one_each, counts, on_responses, on_respondents]))
    ones = np.ones(len(answers))
    # An upper bound is open in print; the margin keeps rounding noise away from either end.
    inside = 1e-6
    low_ends = [given_by_men, split.statistic[0] + inside, split.corrected[0] + inside]
    high_ends = [given_by_men, split.statistic[1] - inside, split.corrected[1] - inside]
    chosen = solve_exactly(
        chances + generator.gumbel(size=counts.size),
        matrix,
        np.concatenate([ones, low_ends]),
        np.concatenate([ones, high_ends]),
        "causes by sex",
    ).astype(np.bool_)
    return dict(zip(answers, (int(count) for count in counts[chosen]), strict=True))
