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

from saualnama.language import Language, Words
from saualnama.official.figures import BAIKONUR, REPUBLIC
from saualnama.rounding import round_half_away
from saualnama.verify import claims_tests as tests
from saualnama.verify.claims_margins import Cell, Margins, NotPrintedError
from saualnama.verify.claims_plan import ASSUMED, OF_OFFICIAL, Claim
from saualnama.verify.claims_tests import Outcome
from saualnama.verify.sentences import Fact, Named, Sentence, tell, tell_all

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
        statistic: what was compared, by what test; of several, the one least in favour.
        p: unweighted, two-sided; None without a test.
        facts: what the sentence is filled with.
    """

    claim: Claim
    verdict: str
    reason: str
    statistic: tuple[Sentence, ...] = ()
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
            return [Outcome((told,), p, z < 0)]
        case "mean_above":
            mean, variance, n = tests.mean_and_variance(_scores(claim, margins, claim.groups[0]))
            z, p = tests.z_test(mean - float(claim.bound), variance)
            told = tests.said("mean_bound", mean=mean, n=n, bound=int(claim.bound), z=z)
            return [Outcome((told,), p, z > 0)]
        case "mean_more":
            (one, v, n), (two, w, m) = (
                tests.mean_and_variance(_scores(claim, margins, group))
                for group in (claim.groups[0], claim.against[0])
            )
            z, p = tests.z_test(one - two, v + w)
            told = tests.said("mean_two", one=one, n=n, two=two, m=m, z=z)
            return [Outcome((told,), p, z > 0)]
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
        told = tests.said(
            "another_group",
            group=Named("group", first),
            count=cell.count,
            n=cell.base,
            share=tests.share_of(cell.count, cell.base),
        )
        return Judgement(claim, CONTRADICTED, "another_group", (told,))
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
    return Judgement(claim, verdict, reason, (told,), p)


def _judge_sameness(claim: Claim, margins: Margins) -> Judgement:
    """Claims of no difference: contradicted by a difference, supported only by nearness."""
    if claim.test == "same":
        first = margins.together(claim, claim.groups, claim.answers[0])
        second = margins.together(claim, claim.against, claim.answers[0])
        pair = (first.count, first.base), (second.count, second.base)
        outcome = tests.two_groups(*pair)
        near = tests.sameness_p(*pair, float(claim.bound))
        facts: dict[str, Fact] = {"margin": int(claim.bound)}
        nearness = tests.said("near", margin=int(claim.bound), p=round_half_away(near, 3))
        told = (*outcome.statistic, nearness)
        if outcome.p is not None and outcome.p < ALPHA:
            return Judgement(claim, CONTRADICTED, "differs", told, outcome.p, facts)
        if near < ALPHA:
            return Judgement(claim, SUPPORTED, "near", told, outcome.p, facts)
        return Judgement(claim, NOT_SUPPORTED, "perhaps_near", told, outcome.p, facts)
    groups = margins.groups[claim.breakdown]
    sentence, p = tests.independence(
        [[margins.cell(claim, group, answer).count for group in groups] for answer in claim.answers]
    )
    sparse = margins.monte_carlo.get((claim.question, claim.breakdown))
    if sparse is not None:
        sentence, p = Sentence("statistic.independence_sparse", sentence.facts), sparse
    if p < ALPHA:
        return Judgement(claim, CONTRADICTED, "differs", (sentence,), p)
    if claim.test == "no_significant":
        return Judgement(claim, SUPPORTED, "no_significant", (sentence,), p)
    return Judgement(claim, NOT_SUPPORTED, "perhaps_same", (sentence,), p)


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
        told = tests.said("means_lead", low=low, high=high)
    else:
        answer = claim.answers[0]
        others = [g for g in margins.groups[claim.breakdown] if g not in claim.groups]
        low = min(mean(group, answer) for group in others)
        high = max(mean(group, answer) for group in claim.groups)
        told = tests.said("means_lowest", low=low, high=high)
    if low < high:
        return Judgement(claim, CONTRADICTED, "means_otherwise", (told,))
    return Judgement(claim, UNTESTABLE, "means_order_only", (told,))


def _judge_official(claim: Claim, margins: Margins) -> Judgement:
    """Complete counts have no sampling error: the claim holds or it does not."""
    if claim.test in ("official_rises", "official_falls"):
        holds, told = _runs(claim, margins)
    else:
        holds, told = _ranks(claim, margins)
    verdict, reason = (SUPPORTED, "counts_agree") if holds else (CONTRADICTED, "counts_otherwise")
    return Judgement(claim, verdict, reason, told)


def _runs(claim: Claim, margins: Margins) -> tuple[bool, tuple[Sentence, ...]]:
    """Whether every series goes one way over the years named."""
    sign = 1 if claim.test == "official_rises" else -1
    series = []
    for article in claim.answers or ("",):
        keys = [(claim.question, claim.groups[0], year, article) for year in claim.others]
        if any(key not in margins.official for key in keys):
            raise NotPrintedError(article)
        series.append([margins.official[key] for key in keys])
    holds = all(sign * (later - earlier) > 0 for row in series for earlier, later in pairwise(row))
    told = tuple(
        tests.said(
            "series",
            values=tuple(Decimal(f"{number:g}") for number in row),
            times=row[-1] / row[0],
        )
        for row in series
    )
    return holds, told


def _ranks(claim: Claim, margins: Margins) -> tuple[bool, tuple[Sentence, ...]]:
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
    return holds, tuple(
        tests.said("region", region=Named("group", region), count=int(rows[region]))
        for region in shown
    )


def claims_table(
    judgements: Sequence[Judgement], weighted: Mapping[str, float | None], words: Words
) -> pd.DataFrame:
    """Lay the judgements out, in English.

    Args:
        judgements: in the order of the claims.
        weighted: p of the weighted test by claim id; shown beside an unweighted one only.
        words: phrases and labels.
    """
    rows = [
        {
            "id": judgement.claim.id,
            "exhibit": judgement.claim.exhibit,
            "question": judgement.claim.of_question,
            "breakdown": judgement.claim.of_breakdown,
            "testable_on": judgement.claim.testable_on,
            "statistic": tell_all(judgement.statistic, words, "en"),
            "p_unweighted": judgement.p,
            "p_weighted": None if judgement.p is None else weighted.get(judgement.claim.id),
            "verdict": judgement.verdict,
            "why": why(judgement, words, "en"),
        }
        for judgement in judgements
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"p_unweighted": "float64", "p_weighted": "float64"})


def why(judgement: Judgement, words: Words, language: Language) -> str:
    """The reason for a verdict in plain words.

    Raises:
        InputError: `words` lacks a sentence.
    """
    sentences = [Sentence(f"claim.{judgement.reason}", judgement.facts)]
    if judgement.claim.note == ASSUMED:
        sentences.append(Sentence(f"claim.{ASSUMED}"))
    return " ".join(tell(sentence, words, language) for sentence in sentences)
