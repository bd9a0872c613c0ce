"""Audit of any published tables: what in them cannot be, by arithmetic alone.

Nothing here knows a report: exhibits, questions and groups are whatever the files name. A finding
of one of the kinds in `PROOFS` is a proof that the printed numbers contradict each other or
themselves; the others are reasons to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from saualnama.language import Language, Words
from saualnama.verify import (
    audit_groups,
    audit_official,
    audit_shape,
    audit_shares,
    audit_subtotals,
)
from saualnama.verify.audit_findings import Finding, evidence_of
from saualnama.verify.audit_input import Published
from saualnama.verify.sentences import Sentence, tell

COLUMNS = ("exhibit", "group", "answer", "kind", "printed", "possible", "proof")
"""Columns of a table of findings."""


def audit(published: Published) -> tuple[Finding, ...]:
    """Look for everything that cannot be.

    Args:
        published: printed figures, bases and, where there are any, official statistics.

    Returns:
        Findings in the order of the exhibits in the files, official ones last; one of a kind for
        each exhibit, group and answer.
    """
    evidence = evidence_of(published)
    found: list[Finding] = []
    for check in (
        audit_shares.impossible_shares,
        audit_subtotals.subtotals,
        audit_shares.sums_of_answers,
        audit_shares.counts_beside_percentages,
        audit_shares.unstated_bases,
        audit_shares.captions,
        audit_shares.bases_beyond_groups,
        audit_shares.differences,
        audit_groups.groups_against_totals,
        audit_groups.means_against_totals,
        audit_groups.impossible_means,
        audit_groups.means_against_scores,
        audit_shape.stray_groups,
        audit_shape.lone_decimals,
        audit_shape.repeated_means,
        audit_shape.outlying_rows,
        audit_shape.tests_against_p,
    ):
        found += check(evidence)
    exhibits = dict.fromkeys(figure.exhibit for figure in published.figures)
    order = {exhibit: position for position, exhibit in enumerate(exhibits)}
    found.sort(key=lambda finding: order[finding.exhibit])
    for check_official in (
        audit_official.rows_against_totals,
        audit_official.half_years,
        audit_official.articles_against_all,
        audit_official.rates,
    ):
        found += check_official(published.official)
    return tuple({finding.place: finding for finding in reversed(found)}.values())[::-1]


def proof(finding: Finding, words: Words, language: Language) -> str:
    """The proof of a finding in a sentence.

    Raises:
        InputError: `words` lacks the sentence.
    """
    return tell(Sentence(f"audit.{finding.reason}", finding.facts), words, language)


def findings_table(
    findings: Iterable[Finding], words: Words, language: Language = "en"
) -> pd.DataFrame:
    """Lay findings out as text in `COLUMNS`."""
    rows: list[dict[str, Any]] = [
        {
            "exhibit": finding.exhibit,
            "group": finding.group,
            "answer": finding.answer,
            "kind": finding.kind,
            "printed": finding.printed,
            "possible": finding.possible,
            "proof": proof(finding, words, language),
        }
        for finding in findings
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
