"""A report accounted for: its claims judged, its errata found or read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from saualnama.inference import Design
from saualnama.language import Words
from saualnama.survey.wave import Survey
from saualnama.verify.audit import audit
from saualnama.verify.audit_input import parse_published
from saualnama.verify.claims import VERDICTS, Judgement, claims_table, judge
from saualnama.verify.claims_margins import margins_of
from saualnama.verify.claims_plan import parse_claims
from saualnama.verify.claims_weighted import weighted_p_values
from saualnama.verify.errata import AUDIT, ErrataItem, errata_items, errata_table
from saualnama.verify.published import parse_figures


@dataclass(frozen=True, slots=True)
class Papers:
    """What a report printed and what we made of it; all cells text.

    Attributes:
        published: survey_figures.csv.
        bases: bases.csv.
        errata: errata.csv.
        claims: claims.csv.
        claim_tests: claim_tests.csv.
        tests: tests.csv of the wave.
        tidy: rows of all tables of the wave.
        official: official_statistics.csv, where there is one.
    """

    published: pd.DataFrame
    bases: pd.DataFrame
    errata: pd.DataFrame
    claims: pd.DataFrame
    claim_tests: pd.DataFrame
    tests: pd.DataFrame
    tidy: pd.DataFrame
    official: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The outcome.

    Attributes:
        judgements: of the claims, in order.
        weighted: weighted p of each claim by its id.
        items: errata and findings.
        claims: verify/claims.csv.
        errata: verify/errata.csv.
        exhibits: ids of all exhibits of the wave, administrative statistics among them.
    """

    judgements: tuple[Judgement, ...]
    weighted: Mapping[str, float | None]
    items: tuple[ErrataItem, ...]
    claims: pd.DataFrame
    errata: pd.DataFrame
    exhibits: frozenset[str]

    @property
    def summary(self) -> str:
        """One line for the terminal."""
        verdicts = Counter(judgement.verdict for judgement in self.judgements)
        listed = [item for item in self.items if item.listed]
        found = sum(item.found == AUDIT for item in listed)
        told = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS)
        return (
            f"{found} of {len(listed)} errata found by the audit, "
            f"{len(self.items) - len(listed)} beyond; {len(self.judgements)} claims: {told}"
        )


def account_for(papers: Papers, survey: Survey, design: Design, words: Words) -> Account:
    """Audit the figures, judge the claims.

    Args:
        papers: the files.
        survey: the wave, for the weighted tests.
        design: its weights.
        words: phrases and labels.

    Raises:
        InputError: a file cannot be used.
    """
    questionnaire = survey.questionnaire
    exhibits = frozenset({*papers.tidy["exhibit"], *_exhibits(papers.official)})
    published = parse_published(
        papers.published,
        papers.bases,
        papers.official,
        names=("survey_figures.csv", "bases.csv", "official_statistics.csv"),
        exhibits=exhibits,
    )
    items = errata_items(papers.errata, audit(published))
    known = set(zip(papers.tidy["question"], papers.tidy["breakdown"], strict=True))
    claims = parse_claims(papers.claims, papers.claim_tests, known)
    figures = parse_figures(papers.published, "survey_figures.csv")
    margins = margins_of(papers.tidy, papers.tests, figures, published.official, questionnaire)
    judgements = tuple(judge(claim, margins) for claim in claims)
    whole = papers.tests[(papers.tests["answer"] == "") & (papers.tests["rao_scott_p"] != "")]
    table_p = {
        (question, breakdown): float(p)
        for question, breakdown, p in zip(
            whole["question"], whole["breakdown"], whole["rao_scott_p"], strict=True
        )
    }
    weighted = weighted_p_values(claims, survey, design, table_p)
    return Account(
        judgements,
        weighted,
        items,
        claims_table(judgements, weighted, words),
        errata_table(items, words),
        exhibits,
    )


def _exhibits(official: pd.DataFrame | None) -> set[str]:
    return set() if official is None else set(official["exhibit"])
