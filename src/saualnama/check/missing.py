"""Answers that are not there: by question, by region, by respondent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import betainc

from saualnama.check.findings import Finding, listed
from saualnama.errors import Fault
from saualnama.survey.wave import MISSING, NOT_ASKED, REFUSED, Survey

MUCH_MISSING = 10.0
"""Percent of those asked without an answer from which a question is warned of."""

MUCH_HARD = 30.0
"""Percent of "hard to answer" among those asked from which a question is noted."""

CHANCE = 0.01
"""How often a wave without any fault may have one region named by `in_regions` (Bonferroni)."""

FEWEST = 3
"""Fewer missing answers than this are no pattern."""

REGION = "region"

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """What each respondent did with each field.

    Attributes:
        fields: a question, or `question.item` of a scale with items; a question with several
            answers is one field.
        asked: (n, fields) the base leaves the respondent in.
        missing: (n, fields) asked, and refused or blank.
        hard: (n, fields) "hard to answer".
    """

    fields: tuple[str, ...]
    asked: Flags
    missing: Flags
    hard: Flags


@dataclass(frozen=True, slots=True)
class Gap:
    """Missing answers of one field in one region.

    Attributes:
        field: the field.
        region: the region's id.
        asked: respondents of the region who were asked.
        missing: of them, without an answer.
        elsewhere: percent without an answer among those asked in other regions.
    """

    field: str
    region: str
    asked: int
    missing: int
    elsewhere: float


def states(survey: Survey) -> States:
    """Lay out who was asked what, and who did not answer."""
    fields, asked, missing, hard = [], [], [], []
    for question in survey.questionnaire.questions:
        several = question.kind == "multiple"
        ids = [a.id for a in question.answers if a.hard_to_answer]
        for name in [question.id] if several else [name for name, _ in question.fields]:
            column = survey.frame[name]
            fields.append(name)
            asked.append((column != NOT_ASKED).to_numpy())
            missing.append(column.isin([REFUSED, MISSING]).to_numpy())
            if several and ids:
                marked = survey.frame[[f"{name}.{id_}" for id_ in ids]].to_numpy()
                hard.append((marked == 1).any(axis=1))
            else:
                hard.append(column.isin(ids).to_numpy())
    return States(tuple(fields), *(np.stack(part, axis=1) for part in (asked, missing, hard)))


def in_questions(states: States) -> Iterator[Finding]:
    """Questions that many did not answer, or found hard."""
    for at, field in enumerate(states.fields):
        where = f"question `{field}`"
        asked = int(states.asked[:, at].sum())
        if not asked:
            problem = "nobody was asked"
            hint = "make sure that its base is right"
            yield Finding("warning", "answers", Fault("nobody-asked", where, problem, hint=hint))
            continue
        for number, limit, severity, code, what in (
            (states.missing, MUCH_MISSING, "warning", "much-missing", "did not answer"),
            (states.hard, MUCH_HARD, "note", "much-hard", "found it hard to answer"),
        ):
            found = int(number[:, at].sum())
            share = 100 * found / asked
            if share >= limit:
                problem = f"{found} of {asked} asked ({share:.1f} %) {what}"
                expected = f"less than {limit:g} %"
                fault = Fault(code, where, problem, expected)
                yield Finding(severity, "answers", fault)  # type: ignore[arg-type]


def gaps(survey: Survey, states: States) -> list[Gap]:
    """Regions in which more answers to a question are missing than chance explains.

    A region is named when so many missing answers, at the rate of all other regions, would be
    found there with a probability (upper tail of the binomial distribution) below `CHANCE` divided
    by the number of crosses looked at.
    """
    if REGION not in survey.questionnaire.demographic:
        return []
    codes, regions = survey.group_codes(REGION), survey.groups(REGION)
    asked, missing = (
        np.stack([part[codes == at].sum(axis=0) for at in range(len(regions))])
        for part in (states.asked, states.missing)
    )
    allowed = CHANCE / max(1, int((asked > 0).sum()))
    found = []
    for at, field in enumerate(states.fields):
        for place, region in enumerate(regions):
            k, n = int(missing[place, at]), int(asked[place, at])
            others = int(asked[:, at].sum()) - n
            # one more missing than there were, so that a rate of zero is no certainty
            rate = (int(missing[:, at].sum()) - k + 1) / (others + 2)
            if k >= FEWEST and k / n > rate and float(betainc(k, n - k + 1, rate)) < allowed:
                away = 100 * (int(missing[:, at].sum()) - k) / others if others else 0.0
                found.append(Gap(field, region, n, k, away))
    return found


def in_regions(found: list[Gap]) -> Iterator[Finding]:
    """The gaps as findings."""
    for gap in found:
        where = f"question `{gap.field}`, region `{gap.region}`"
        problem = (
            f"{gap.missing} of {gap.asked} asked ({100 * gap.missing / gap.asked:.1f} %) did not "
            f"answer, elsewhere {gap.elsewhere:.1f} %"
        )
        hint = "ask the field team of this region what happened"
        yield Finding("warning", "answers", Fault("missing-in-region", where, problem, hint=hint))


def outlying(survey: Survey, states: States) -> Iterator[Finding]:
    """Interviews with far more unanswered questions than the others.

    Tukey's outer fence: above the upper quartile by three interquartile ranges, at least 5 fields
    and a quarter of those asked.
    """
    asked = states.asked.sum(axis=1)
    empty = (states.missing | states.hard).sum(axis=1)
    share = np.divide(empty, asked, out=np.zeros(len(asked)), where=asked > 0)
    lower, middle, upper = np.quantile(share, (0.25, 0.5, 0.75))
    beyond = (share > upper + 3 * (upper - lower)) & (empty >= 5) & (share >= 0.25)
    if beyond.any():
        ids = [str(id_) for id_ in survey.frame["id"][beyond]]
        problem = (
            f"left at least {100 * share[beyond].min():.0f} % of their questions without an "
            f"answer, half of all respondents at most {100 * middle:.0f} %"
        )
        where = f"respondents {listed(ids, 10)}"
        hint = "see whether these interviews were broken off; leave them out if so"
        yield Finding("warning", "answers", Fault("outlying-interview", where, problem, hint=hint))
