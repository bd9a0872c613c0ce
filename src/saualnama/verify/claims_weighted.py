"""Weighted contrasts for claims: a demonstration beside the test on printed counts.

Everything is a difference of ratios of weighted totals; its variance follows from the one
covariance matrix of totals (Taylor linearisation), raking-aware when the design is. In a
reconstruction such p-values rest on invented crosses and decide nothing.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, stdtr

from saualnama.inference import Design, answer_set_crosstab, crosstab, rao_scott
from saualnama.survey.wave import Survey
from saualnama.verify.claims_plan import Claim

FloatArray = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class WeightedTotals:
    """Weighted totals of a question by a breakdown.

    Attributes:
        answers: position of each answer in `totals`, first axis.
        groups: position of each group, second axis.
        parts: answers that a subtotal adds up.
        totals: shape (c, r), or (c + 1, r) with the base last when several answers may be given.
        covariance: of the totals, answers major.
        df: design degrees of freedom.
        several: whether the last row of `totals` is the base.
    """

    answers: Mapping[str, int]
    groups: Mapping[str, int]
    parts: Mapping[str, Sequence[str]]
    totals: FloatArray
    covariance: FloatArray
    df: int
    several: bool

    def _sum_of(self, answers: Mapping[str, float], groups: Collection[str]) -> FloatArray:
        chosen = np.zeros(self.totals.shape)
        at = [self.groups[group] for group in groups]
        for answer, factor in answers.items():
            for part in self.parts.get(answer, (answer,)):
                chosen[self.answers[part], at] += factor
        return chosen.ravel()

    def _base(self, groups: Collection[str]) -> FloatArray:
        chosen = np.zeros(self.totals.shape)
        rows = [-1] if self.several else range(self.totals.shape[0])
        for row in rows:
            chosen[row, [self.groups[group] for group in groups]] = 1.0
        return chosen.ravel()

    def share(self, answer: str, groups: Collection[str]) -> tuple[float, FloatArray]:
        """Share of an answer (0 to 1) in groups taken together, and its gradient."""
        return self._ratio(self._sum_of({answer: 1.0}, groups), self._base(groups))

    def mean(
        self, scores: Mapping[str, float], groups: Collection[str]
    ) -> tuple[float, FloatArray]:
        """Mean of scored answers among those who gave one, and its gradient."""
        given = self._sum_of(dict.fromkeys(scores, 1.0), groups)
        return self._ratio(self._sum_of(scores, groups), given)

    def _ratio(self, above: FloatArray, below: FloatArray) -> tuple[float, FloatArray]:
        totals = self.totals.ravel()
        size = float(below @ totals)
        value = float(above @ totals) / size
        return value, (above - value * below) / size

    def p(self, difference: float, gradient: FloatArray) -> float | None:
        """Two-sided p of a difference being zero, by t."""
        variance = float(gradient @ self.covariance @ gradient)
        # a share of 0 or 1 has no estimated variance
        if variance <= 1e-18:
            return None
        return 2 * float(stdtr(self.df, -abs(difference) / math.sqrt(variance)))


def weighted_totals(
    survey: Survey, design: Design, question_id: str, breakdown: str
) -> WeightedTotals | None:
    """Sum the weights of a question's answers; None for a battery of items."""
    question = survey.questionnaire.question[question_id]
    if question.items:
        return None
    answers = {answer: position for position, answer in enumerate(question.answer_ids)}
    groups = {group: position for position, group in enumerate(survey.groups(breakdown))}
    parts = {subtotal.id: subtotal.of for subtotal in question.subtotals}
    code = survey.group_codes(breakdown)
    if question.kind == "multiple":
        given = survey.given(question)
        table = answer_set_crosstab(
            design, np.where(given < 0, 0, given), code, base=given[:, 0] >= 0, groups=len(groups)
        )
        totals = np.vstack([table.weighted, table.base_weighted[None, :]])
        found = (table.covariance, table.table_df, True)
    else:
        codes = survey.codes(question.id, len(answers))
        single = crosstab(design, codes, code, answers=len(answers), groups=len(groups))
        totals, found = single.weighted, (single.covariance, single.table_df, False)
    return WeightedTotals(answers, groups, parts, totals, *found)


def two_by_two_p(
    survey: Survey, design: Design, claim: Claim, totals: WeightedTotals
) -> float | None:
    """Rao-Scott test of an answer, given or not, in the claim's groups against the others.

    For groups that were picked after looking (`highest`, `lowest`) the statistic is referred to as
    many degrees of freedom as the whole comparison has (Scheffe).
    """
    question = survey.questionnaire.question[claim.question]
    answer = claim.answers[0]
    chosen = [totals.answers[part] for part in totals.parts.get(answer, (answer,))]
    if question.kind == "multiple":
        given = survey.given(question)[:, chosen].max(axis=1)
    else:
        codes = survey.codes(question.id, len(totals.answers))
        given = np.where(codes < 0, -1, np.isin(codes, chosen))
    names = list(totals.groups)
    rest = claim.against or [name for name in names if name not in claim.groups]
    side = np.full(len(names) + 1, -1)
    side[[totals.groups[name] for name in claim.groups]] = 0
    side[[totals.groups[name] for name in rest]] = 1
    table = crosstab(design, given, side[survey.group_codes(claim.breakdown)], answers=2, groups=2)
    if (table.counts == 0).any():
        return None  # a share of 0 or 100 % has no variance to test with
    test = rao_scott(table)
    if test.statistic is None or test.p is None:
        return None
    if claim.test in ("highest", "lowest"):
        return float(chdtrc(len(names) - 1, test.statistic))
    return test.p


def weighted_p(
    claim: Claim, survey: Survey, design: Design, totals: WeightedTotals | None
) -> float | None:
    """Test the weighted counterpart of a claim; of several tests the largest p.

    Args:
        claim: the claim.
        survey: the wave.
        design: its weights.
        totals: weighted totals of its question by its breakdown; None where there are none.

    Returns:
        Two-sided p, 0 to 1; None for claims without a test, for batteries of items and where
        shares of 0 or 1 have no variance.
    """
    if totals is None:
        return None
    if claim.test in ("more", "same", "highest", "lowest"):
        return two_by_two_p(survey, design, claim, totals)
    contrasts = _contrasts(claim, totals)
    found = [totals.p(difference, gradient) for difference, gradient in contrasts]
    return max((p for p in found if p is not None), default=None)


Contrast = tuple[float, FloatArray]


def _contrasts(claim: Claim, totals: WeightedTotals) -> list[Contrast]:
    """Differences from a bound or between answers, groups or means, with their gradients."""
    everyone = tuple(totals.groups)
    match claim.test:
        case "above" | "below" | "above_in_all":
            shares = [
                totals.share(answer, [group])
                for group in claim.groups or everyone
                for answer in claim.answers
            ]
            if claim.test == "above_in_all":
                shares = [min(shares, key=lambda share: share[0])]
            return [(share - float(claim.bound) / 100, slope) for share, slope in shares]
        case "leads":
            return [
                _minus(totals.share(answer, [group]), totals.share(other, [group]))
                for group in claim.groups
                for answer in claim.answers
                for other in claim.others
            ]
        case "falls":
            shares = [totals.share(claim.answers[0], [group]) for group in everyone]
            steps = np.arange(len(shares)) - (len(shares) - 1) / 2
            value = sum(float(step) * share for step, (share, _) in zip(steps, shares, strict=True))
            slopes = np.array([slope for _, slope in shares])
            return [(value, steps @ slopes)]
        case "mean_above" | "mean_more":
            scores = {answer: float(point) for point, answer in enumerate(claim.answers, 1)}
            mean = totals.mean(scores, claim.groups)
            if claim.against:
                return [_minus(mean, totals.mean(scores, claim.against))]
            return [(mean[0] - float(claim.bound), mean[1])]
    return []


def _minus(first: Contrast, second: Contrast) -> Contrast:
    return first[0] - second[0], first[1] - second[1]


def weighted_p_values(
    claims: Sequence[Claim],
    survey: Survey,
    design: Design,
    table_p: Mapping[tuple[str, str], float],
) -> dict[str, float | None]:
    """The weighted p of each claim by its id.

    Args:
        claims: the claims.
        survey: the wave.
        design: its weights.
        table_p: Rao-Scott p of whole tables by question and breakdown.
    """
    totals: dict[tuple[str, str], WeightedTotals | None] = {}
    found: dict[str, float | None] = {}
    for claim in claims:
        place = (claim.question, claim.breakdown)
        if claim.test in ("independent", "no_significant"):
            found[claim.id] = table_p.get(place)
        elif claim.question in survey.questionnaire.question and claim.test != "none":
            if place not in totals:
                totals[place] = weighted_totals(survey, design, *place)
            found[claim.id] = weighted_p(claim, survey, design, totals[place])
    return found
