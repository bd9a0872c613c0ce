"""Verdicts on the sentences of a report, by rule, from printed figures alone.

A claim is tested on the counts behind printed figures, unweighted. What the report did not print
is never used: in a reconstruction it is invented. The weighted test stands beside it to show the
method and decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

import pandas as pd

from saualnama.official.figures import BAIKONUR, REPUBLIC
from saualnama.verify import claims_tests as tests
from saualnama.verify.audit_findings import Fact, Named
from saualnama.verify.audit_rounding import percent
from saualnama.verify.claims_margins import Cell, Margins, NotPrintedError
from saualnama.verify.claims_plan import ASSUMED, OF_MEANS, OF_OFFICIAL, Claim
from saualnama.verify.claims_tests import Outcome

SUPPORTED = "supported"
NOT_SUPPORTED = "not supported"
CONTRADICTED = "contradicted"
UNTESTABLE = "cannot be tested with these data"
VERDICTS = (SUPPORTED, NOT_SUPPORTED, CONTRADICTED, UNTESTABLE)

COLUMNS = (
    *("id", "exhibit", "question", "breakdown", "testable_on", "statistic"),
    *("p_unweighted", "p_weighted", "verdict", "why"),
)
"""Columns of verify/claims.csv, in order."""

ALPHA = 0.05
"""Level below which a difference is taken to be more than chance."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim with its verdict.

    Attributes:
        claim: the claim.
        verdict: one of `VERDICTS`.
        reason: id of the sentence that says why (`claim.<reason>` in the phrases).
        statistic: the test in numbers; of several, the one that supports the claim least.
        p: unweighted, two-sided; None without a test.
        facts: what the sentence is filled with.
    """

    claim: Claim
    verdict: str
    reason: str
    statistic: str = ""
    p: float | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)


def judge(claim: Claim, margins: Margins) -> Judgement:
    """Test one claim and give its verdict."""
    if claim.test == "none":
        return Judgement(claim, UNTESTABLE, claim.bound)
    by = {
        "mean_leads": _judge_means,
        "mean_lowest": _judge_means,
        "highest": _judge_extreme,
        "lowest": _judge_extreme,
        "same": _judge_sameness,
        "independent": _judge_sameness,
        "no_significant": _judge_sameness,
    } | dict.fromkeys(OF_OFFICIAL, _judge_official)
    try:
        return by.get(claim.test, _by_rule)(claim, margins)
    except NotPrintedError:
        return Judgement(claim, UNTESTABLE, "not_printed")


def _by_rule(claim: Claim, margins: Margins) -> Judgement:
    """Supported when all lie as claimed beyond chance; contradicted when one lies against it."""
    outcomes = _outcomes(claim, margins)
    against = [outcome for outcome in outcomes if not outcome.agrees]
    worst = max(against or outcomes, key=lambda o: (-o.p if against else o.p) if o.p else 0.0)
    chance = worst.p is None or worst.p >= ALPHA
    if not against:
        verdict, reason = (
            (NOT_SUPPORTED, "within_chance") if chance else (SUPPORTED, "beyond_chance")
        )
    elif not chance:
        verdict, reason = CONTRADICTED, "opposite"
    elif claim.test == "above_in_all":
        # one group of a claim about all is enough, whatever a sample of it may mean
        verdict, reason = CONTRADICTED, "exception"
    else:
        verdict, reason = NOT_SUPPORTED, "opposite_by_chance"
    return Judgement(claim, verdict, reason, worst.statistic, worst.p)


def _outcomes(claim: Claim, margins: Margins) -> list[Outcome]:
    """All the tests that a claim consists of."""
    match claim.test:
        case "above" | "below" | "above_in_all":
            groups = claim.groups or margins.groups[claim.breakdown]
            return [
                tests.against_bound(
                    cell.count, cell.base, float(claim.bound), above=claim.test != "below"
                )
                for group in groups
                for answer in claim.answers
                for cell in [margins.cell(claim, group, answer)]
            ]
        case "leads":
            return [
                tests.two_answers(
                    first.count,
                    margins.cell(claim, group, other).count,
                    first.base,
                    exclusive=claim.question in margins.exclusive,
                )
                for group in claim.groups
                for answer in claim.answers
                for first in [margins.cell(claim, group, answer)]
                for other in claim.others
            ]
        case "more":
            answer = claim.answers[0]
            first = margins.together(claim, claim.groups, answer)
            second = margins.together(claim, claim.against, answer)
            return [tests.two_groups((first.count, first.base), (second.count, second.base))]
        case "falls":
            groups = margins.groups[claim.breakdown]
            cells = [margins.cell(claim, group, claim.answers[0]) for group in groups]
            told, p, z = tests.trend([cell.count for cell in cells], [cell.base for cell in cells])
            return [Outcome(told, p, z < 0)]
        case "mean_above":
            mean, variance, n = tests.mean_and_variance(_scores(claim, margins, claim.groups[0]))
            z, p = tests.z_test(mean - float(claim.bound), variance)
            told = f"mean {mean:.4g} of {n} scores against {claim.bound}, z {z:.4g}"
            return [Outcome(told, p, z > 0)]
        case "mean_more":
            (one, v, n), (two, w, m) = (
                tests.mean_and_variance(_scores(claim, margins, group))
                for group in (claim.groups[0], claim.against[0])
            )
            z, p = tests.z_test(one - two, v + w)
            told = f"mean {one:.4g} of {n} scores, {two:.4g} of {m}, z {z:.4g}"
            return [Outcome(told, p, z > 0)]
    raise ValueError(f"no test {claim.test}")


def _scores(claim: Claim, margins: Margins, group: str) -> list[int]:
    return [margins.cell(claim, group, answer).count for answer in claim.answers]


def _judge_extreme(claim: Claim, margins: Margins) -> Judgement:
    """Claims that groups stand out: their order first, then a contrast that allows for picking."""
    answer, groups = claim.answers[0], margins.groups[claim.breakdown]
    sign = 1 if claim.test == "highest" else -1
    named = {group: margins.cell(claim, group, answer) for group in claim.groups}
    others = {
        group: cell
        for group in groups
        if group not in named
        and (cell := margins.cells.get((claim.question, claim.breakdown, group, answer)))
    }
    least = min(sign * 100 * cell.count / cell.base for cell in named.values())
    ahead = {group: sign * 100 * cell.count / cell.base for group, cell in others.items()}
    first = max(ahead, key=lambda group: ahead[group], default=None)
    if first is not None and ahead[first] > least:
        cell = others[first]
        told = f"{first} has {cell.count} of {cell.base} = {100 * cell.count / cell.base:.4g} %"
        facts: dict[str, Fact] = {
            "group": Named("group", first),
            "value": percent(cell.count, cell.base, 1, "half_up"),
            "claimed": Decimal(f"{sign * least:.1f}"),
        }
        return Judgement(claim, CONTRADICTED, "another_group", told, None, facts)
    mine = margins.together(claim, claim.groups, answer)
    if len(others) + len(named) == len(groups):
        rest = Cell(sum(c.count for c in others.values()), sum(c.base for c in others.values()))
    else:
        total = margins.cells.get((claim.question, "total", "all", answer))
        if total is None:
            raise NotPrintedError(answer)
        rest = Cell(total.count - mine.count, total.base - mine.base)
    told, p = tests.scheffe((mine.count, mine.base), (rest.count, rest.base), len(groups))
    verdict, reason = (
        (SUPPORTED, "stands_out") if p < ALPHA else (NOT_SUPPORTED, "may_not_stand_out")
    )
    return Judgement(claim, verdict, reason, told, p)


def _judge_sameness(claim: Claim, margins: Margins) -> Judgement:
    """Claims of no difference: contradicted by a difference, supported only by nearness."""
    if claim.test == "same":
        first = margins.together(claim, claim.groups, claim.answers[0])
        second = margins.together(claim, claim.against, claim.answers[0])
        pair = (first.count, first.base), (second.count, second.base)
        outcome = tests.two_groups(*pair)
        near = tests.sameness_p(*pair, float(claim.bound))
        facts: dict[str, Fact] = {"margin": int(claim.bound)}
        told = f"{outcome.statistic}; within {claim.bound} points p {near:.3g}"
        if outcome.p is not None and outcome.p < ALPHA:
            return Judgement(claim, CONTRADICTED, "differs", told, outcome.p, facts)
        if near < ALPHA:
            return Judgement(claim, SUPPORTED, "near", told, outcome.p, facts)
        return Judgement(claim, NOT_SUPPORTED, "perhaps_near", told, outcome.p, facts)
    groups = margins.groups[claim.breakdown]
    told, p = tests.independence(
        [[margins.cell(claim, group, answer).count for group in groups] for answer in claim.answers]
    )
    if p < ALPHA:
        return Judgement(claim, CONTRADICTED, "differs", told, p)
    if claim.test == "no_significant":
        return Judgement(claim, SUPPORTED, "no_significant", told, p)
    return Judgement(claim, NOT_SUPPORTED, "perhaps_same", told, p)


def _judge_means(claim: Claim, margins: Margins) -> Judgement:
    """Means without a spread: their order can contradict a claim and never support it."""

    def mean(group: str, answer: str) -> float:
        try:
            return margins.means[claim.question, claim.breakdown, group, answer]
        except KeyError:
            raise NotPrintedError(group, answer) from None

    if claim.test == "mean_leads":
        low = min(mean("all", answer) for answer in claim.answers)
        high = max(mean("all", other) for other in claim.others)
        told = f"lowest named {low:g}, highest other {high:g}"
    else:
        answer = claim.answers[0]
        others = [g for g in margins.groups[claim.breakdown] if g not in claim.groups]
        low = min(mean(group, answer) for group in others)
        high = max(mean(group, answer) for group in claim.groups)
        told = f"highest named {high:g}, lowest other {low:g}"
    if low < high:
        return Judgement(claim, CONTRADICTED, "means_otherwise", told)
    return Judgement(claim, UNTESTABLE, "means_order_only", told)


def _judge_official(claim: Claim, margins: Margins) -> Judgement:
    """Complete counts have no sampling error: the claim holds or it does not."""
    if claim.test in ("official_rises", "official_falls"):
        holds, told = _runs(claim, margins)
    else:
        holds, told = _ranks(claim, margins)
    verdict, reason = (SUPPORTED, "counts_agree") if holds else (CONTRADICTED, "counts_otherwise")
    return Judgement(claim, verdict, reason, told)


def _runs(claim: Claim, margins: Margins) -> tuple[bool, str]:
    """Whether every series goes one way over the years named."""
    sign = 1 if claim.test == "official_rises" else -1
    series = []
    for article in claim.answers or ("",):
        keys = [(claim.question, claim.groups[0], year, article) for year in claim.others]
        if any(key not in margins.official for key in keys):
            raise NotPrintedError(article)
        series.append([margins.official[key] for key in keys])
    holds = all(sign * (later - earlier) > 0 for row in series for earlier, later in pairwise(row))
    told = "; ".join(
        ", ".join(f"{number:g}" for number in row) + f" (x {row[-1] / row[0]:.3g})"
        for row in series
    )
    return holds, told


def _ranks(claim: Claim, margins: Margins) -> tuple[bool, str]:
    """Whether the named regions come first, or no region has twice as much as another."""
    rows = {
        region: number
        for (measure, region, year, article), number in margins.official.items()
        if (measure, year, article) == (claim.question, claim.bound, claim.answers[0])
        and region not in (REPUBLIC, BAIKONUR)
    }
    if len(rows) < 2:
        raise NotPrintedError(claim.bound)
    ordered = sorted(rows, key=lambda region: (-rows[region], region))
    named = len(claim.groups)
    if claim.test == "official_largest":
        holds, shown = set(ordered[:named]) == set(claim.groups), ordered[: named + 1]
    else:
        holds, shown = rows[ordered[0]] < 2 * rows[ordered[-1]], [ordered[0], ordered[-1]]
    return holds, ", ".join(f"{region} {rows[region]:g}" for region in shown)


def claims_table(
    judgements: Sequence[Judgement], weighted: Mapping[str, float | None], why: Mapping[str, str]
) -> pd.DataFrame:
    """Lay the judgements out.

    Args:
        judgements: in the order of the claims.
        weighted: p of the weighted test by claim id.
        why: the sentence of each verdict by claim id.
    """
    rows = [
        {
            "id": judgement.claim.id,
            "exhibit": judgement.claim.exhibit,
            "question": judgement.claim.of_question,
            "breakdown": judgement.claim.of_breakdown,
            "testable_on": judgement.claim.testable_on,
            "statistic": judgement.statistic,
            "p_unweighted": judgement.p,
            "p_weighted": weighted.get(judgement.claim.id),
            "verdict": judgement.verdict,
            "why": why[judgement.claim.id],
        }
        for judgement in judgements
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"p_unweighted": "float64", "p_weighted": "float64"})


def rests_on_assumed_bases(claim: Claim) -> bool:
    """Whether the bases behind a claim are one of several possible sets."""
    return claim.note == ASSUMED and claim.test not in OF_MEANS
