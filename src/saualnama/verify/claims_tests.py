"""Tests of claims on printed counts alone: exact where counts are small, conservative elsewhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scipy.special import bdtr, bdtrc, chdtrc, ndtr

from saualnama.rounding import round_half_away
from saualnama.verify.sentences import Fact, Sentence

SPARSE = 5
"""Expected counts below this call for Fisher's exact test."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test gives.

    Attributes:
        statistic: what was compared, and by what.
        p: two-sided, 0 to 1; None where only an order was looked at.
        agrees: whether the figures lie in the direction that is claimed.
    """

    statistic: tuple[Sentence, ...]
    p: float | None
    agrees: bool


def said(id_: str, **facts: Fact | float) -> Sentence:
    """A statistic as a sentence; numbers that are not whole keep two decimals."""
    return Sentence(
        f"statistic.{id_}",
        {
            name: round_half_away(fact, 2) if isinstance(fact, float) else fact
            for name, fact in facts.items()
        },
    )


def share_of(count: int, n: int) -> Decimal:
    """A share in percent with one decimal."""
    return round_half_away(Fraction(100 * count, n), 1)


def binomial_p(count: int, n: int, share: float) -> float:
    """Exact two-sided binomial test: twice the smaller tail (Clopper, Pearson 1934), at most 1."""
    below = float(bdtr(count, n, share))
    above = float(bdtrc(count - 1, n, share)) if count > 0 else 1.0
    return min(1.0, 2.0 * min(below, above))


def against_bound(count: int, n: int, bound: float, *, above: bool) -> Outcome:
    """Whether a share lies above (or below) `bound` percent."""
    share = 100 * count / n
    limit = Decimal(f"{bound:g}")
    told = said("binomial", count=count, n=n, share=share_of(count, n), bound=limit)
    agrees = share > bound if above else share < bound
    return Outcome((told,), binomial_p(count, n, bound / 100), agrees)


def pearson_2x2(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Pearson chi-square of two shares (count, n), without Yates; 0 where nothing varies."""
    (a, n), (b, m) = first, second
    given, total = a + b, n + m
    spread = given * (total - given) * n * m
    return 0.0 if spread == 0 else total * (a * m - b * n) ** 2 / spread


def fisher_p(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Fisher's exact test, two-sided: all tables at most as likely as the one seen.

    Exact in whole numbers; agrees with R `fisher.test` and scipy `fisher_exact`.
    """
    (a, n), (b, m) = first, second
    given = a + b
    ways = {
        k: math.comb(n, k) * math.comb(m, given - k)
        for k in range(max(0, given - m), min(n, given) + 1)
    }
    seen = ways[a]
    return float(Fraction(sum(way for way in ways.values() if way <= seen), sum(ways.values())))


def two_groups(first: tuple[int, int], second: tuple[int, int]) -> Outcome:
    """Whether the first group's share is the larger one."""
    (a, n), (b, m) = first, second
    facts: dict[str, Fact] = {"a": a, "n": n, "b": b, "m": m}
    facts |= {"p": share_of(a, n), "q": share_of(b, m)}
    agrees = a * m > b * n
    total = n + m
    least = min(n, m) * min(a + b, total - a - b) / total
    if least < SPARSE:
        return Outcome((said("fisher", **facts),), fisher_p(first, second), agrees)
    chi_square = pearson_2x2(first, second)
    told = said("pearson_2x2", chi2=chi_square, **facts)
    return Outcome((told,), float(chdtrc(1, chi_square)), agrees)


def sameness_p(first: tuple[int, int], second: tuple[int, int], margin: float) -> float:
    """Two one-sided tests (Schuirmann 1987): p that the difference is `margin` points or more."""
    (a, n), (b, m) = first, second
    p, q = a / n, b / m
    se = math.sqrt(p * (1 - p) / n + q * (1 - q) / m)
    gap = abs(p - q)
    if se == 0:
        return 0.0 if gap < margin / 100 else 1.0
    return float(ndtr((gap - margin / 100) / se))


def two_answers(first: int, second: int, n: int, *, exclusive: bool) -> Outcome:
    """Whether one answer is given more often than another by the same people.

    Where only one answer can be given: exact sign test on those who gave either. Where both can,
    margins do not tell how many gave both; the variance used is the largest that they allow (as
    few as possible gave both), so the true p is at most this one.
    """
    facts: dict[str, Fact] = {"first": first, "second": second, "n": n}
    if exclusive:
        p = binomial_p(first, first + second, 0.5) if first + second else 1.0
        return Outcome((said("sign", **facts),), p, first > second)
    one_only = first + second - 2 * max(0, first + second - n)
    variance = (one_only / n - ((first - second) / n) ** 2) / n
    z = abs(first - second) / n / math.sqrt(variance) if variance > 0 else math.inf
    told = said("z_bound", **facts, z=min(z, 99.0))
    return Outcome((told,), 2 * float(ndtr(-z)), first > second)


def scheffe(named: tuple[int, int], rest: tuple[int, int], groups: int) -> tuple[Sentence, float]:
    """Named groups against the rest, for groups that were picked after looking.

    Scheffe (1953): the chi-square of the contrast is referred to as many degrees of freedom as the
    whole comparison has, groups - 1.
    """
    chi_square = pearson_2x2(named, rest)
    p = float(chdtrc(groups - 1, chi_square))
    (a, n), (b, m) = named, rest
    told = said("scheffe", a=a, n=n, b=b, m=m, chi2=chi_square, df=groups - 1)
    return told, p


def trend(counts: Sequence[int], sizes: Sequence[int]) -> tuple[Sentence, float, float]:
    """Linear trend of a share along ordered groups scored 1, 2, ... (Cochran 1954, Armitage 1955).

    Returns:
        The statistic, its two-sided p and z (negative when the share falls). Agrees with
        the linear-by-linear test (R `prop.trend.test` has n in place of its n - 1).
    """
    total, given = sum(sizes), sum(counts)
    share = given / total
    mean = sum(score * n for score, n in enumerate(sizes, 1)) / total
    slope = sum((score - mean) * k for score, k in enumerate(counts, 1))
    spread = sum((score - mean) ** 2 * n for score, n in enumerate(sizes, 1))
    variance = share * (1 - share) * spread * total / (total - 1)
    z = slope / math.sqrt(variance) if variance > 0 else 0.0
    return said("trend", z=z), 2 * float(ndtr(-abs(z))), z


def independence(table: Sequence[Sequence[int]]) -> tuple[Sentence, float]:
    """Pearson chi-square of a whole table of answers by groups, without empty rows and columns."""
    rows = [row for row in table if sum(row) > 0]
    columns = [column for column in zip(*rows, strict=True) if sum(column) > 0]
    total = sum(map(sum, columns))
    row_sums = [sum(row) for row in zip(*columns, strict=True)]
    chi_square = sum(
        (cell - size * row_sum / total) ** 2 / (size * row_sum / total)
        for column in columns
        for size in [sum(column)]
        for cell, row_sum in zip(column, row_sums, strict=True)
    )
    df = (len(row_sums) - 1) * (len(columns) - 1)
    return said("independence", chi2=chi_square, df=df), float(chdtrc(df, chi_square))


def mean_and_variance(scores: Sequence[int]) -> tuple[float, float, int]:
    """Mean, variance of the mean and number of scores; `scores` counts those of 1, 2, ..."""
    n = sum(scores)
    mean = sum(point * k for point, k in enumerate(scores, 1)) / n
    spread = sum((point - mean) ** 2 * k for point, k in enumerate(scores, 1)) / (n - 1)
    return mean, spread / n, n


def z_test(difference: float, variance: float) -> tuple[float, float]:
    """Statistic z and its two-sided p."""
    z = difference / math.sqrt(variance)
    return z, 2 * float(ndtr(-abs(z)))
