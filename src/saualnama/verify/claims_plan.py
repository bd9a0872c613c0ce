"""How each sentence of a report that asserts something is tested: read from claim_tests.csv.

| test | what is claimed, and by what it is tested |
| --- | --- |
| `above`, `below` | the answers have more (fewer) than `bound` % of each group: exact binomial |
| `above_in_all` | likewise in every group of the breakdown |
| `leads` | each of `answers` has more than each of `others`: exact sign test where one answer is |
| | given, else a z with the largest variance that the margins allow |
| `more` | `groups` give the answer more often than `against`: Pearson, Fisher when sparse |
| `same` | they do not differ by `bound` points: Pearson; two one-sided tests for nearness |
| `highest`, `lowest` | `groups` lead all others: their order, then Scheffe's contrast |
| `falls` | the share falls along the ordered groups: linear trend |
| `independent`, `no_significant` | groups do not differ at all; not significantly: Pearson, |
| | by Monte Carlo when sparse |
| `mean_above`, `mean_more` | a mean of printed scores is above `bound`; above `against`: z |
| `mean_leads`, `mean_lowest` | order of printed means whose spread is not printed |
| `official_rises`, `_falls`, `_largest`, `_alike` | order of complete counts |
| `none` | cannot be tested; `bound` says why |
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from saualnama.errors import Fault, raise_if_any

PLAN_COLUMNS = (
    *(
        "id",
        "test",
        "question",
        "breakdown",
        "groups",
        "against",
        "answers",
        "others",
        "bound",
        "note",
    ),
)
CLAIM_COLUMNS = ("id", "exhibit", "question", "breakdown", "testable_on")

OF_SHARES = frozenset(
    {
        *("above", "below", "above_in_all", "leads", "more", "same", "highest", "lowest", "falls"),
        *("independent", "no_significant"),
    }
)
OF_MEANS = frozenset({"mean_above", "mean_more", "mean_leads", "mean_lowest"})
OF_OFFICIAL = frozenset({"official_rises", "official_falls", "official_largest", "official_alike"})
TESTS = OF_SHARES | OF_MEANS | OF_OFFICIAL | {"none"}
REASONS = ("joint_needed", "other_source", "not_statistical", "opinion")
"""Why a claim cannot be tested: a cross or a spread that is not printed; another source than the
survey; no statement about numbers; a statement about facts where the survey asked for opinions."""

ASSUMED = "assumed_bases"
_RESTS_ON = {"official": OF_OFFICIAL, "printed_margins": OF_SHARES | OF_MEANS | {"none"}}


@dataclass(frozen=True, slots=True)
class Claim:
    """An assertion of a report and how it is tested.

    Attributes:
        id: of claims.csv.
        exhibit: where it stands or what it is about.
        of_question: question, or measure of official statistics, as claims.csv names it.
        of_breakdown: breakdown, as claims.csv names it.
        testable_on: what it can be tested on.
        test: one of `TESTS`.
        question: question or measure that is tested.
        breakdown: breakdown that is tested.
        groups: groups that the claim is about.
        against: groups that they are compared with; empty for all others.
        answers: answers (or articles) that the claim is about.
        others: answers that they are compared with.
        bound: percent, points or scale points; or why it cannot be tested.
        note: `assumed_bases` where the bases are one of several possible sets; else empty.
    """

    id: str
    exhibit: str
    of_question: str
    of_breakdown: str
    testable_on: str
    test: str
    question: str
    breakdown: str
    groups: tuple[str, ...]
    against: tuple[str, ...]
    answers: tuple[str, ...]
    others: tuple[str, ...]
    bound: str
    note: str


def parse_claims(
    claims: pd.DataFrame,
    plan: pd.DataFrame,
    known: Collection[tuple[str, str]],
    *,
    names: tuple[str, str] = ("claims.csv", "claim_tests.csv"),
) -> tuple[Claim, ...]:
    """Read claims and their tests (text cells, `CLAIM_COLUMNS` and `PLAN_COLUMNS`).

    Args:
        claims: one row a claim.
        plan: one row a claim.
        known: pairs of question and breakdown that the wave's tables hold.
        names: of the files, for messages.

    Raises:
        InputError: all of: a claim without a test or a test without a claim; an unknown test,
            question or reason; a bound that is no number; a claim that needs a joint distribution
            but names a test.
    """
    faults: list[Fault] = []
    tests = {str(row["id"]): (line, row) for line, row in plan.iterrows()}
    ids = set(claims["id"])
    for id_ in claims["id"]:
        if id_ not in tests:
            faults.append(Fault("no-test", names[1], f"claim `{id_}` has no row", "one each"))
    for line, row in plan.iterrows():
        where = f"{names[1]}, line {line}"
        if row["id"] not in ids:
            faults.append(Fault("no-claim", where, f"`{row['id']}` is no claim of {names[0]}"))
        faults += _faults(row, where, known)
    for _, row in claims.iterrows():
        if row["id"] not in tests:
            continue
        line, test = tests[str(row["id"])]
        allowed = _RESTS_ON.get(row["testable_on"], frozenset({"none"}))
        if test["test"] not in allowed:
            problem = f"`{row['id']}` rests on {row['testable_on']} but has a test {test['test']}"
            expected = ", ".join(sorted(allowed))
            faults.append(Fault("untestable", f"{names[1]}, line {line}", problem, expected))
    raise_if_any(f"{names[1]} cannot be used", faults)
    return tuple(_claim(row, tests[row["id"]][1]) for _, row in claims.iterrows())


def _faults(row: pd.Series, where: str, known: Collection[tuple[str, str]]) -> list[Fault]:
    test = str(row["test"])
    if test not in TESTS:
        return [Fault("unknown-test", where, f"test `{test}`", ", ".join(sorted(TESTS)))]
    if row["note"] not in ("", ASSUMED):
        return [Fault("note", where, f"note `{row['note']}`", f"`{ASSUMED}` or nothing")]
    if test == "none":
        if row["bound"] not in REASONS:
            return [Fault("reason", where, f"reason `{row['bound']}`", ", ".join(REASONS))]
        return []
    faults: list[Fault] = []
    place = (str(row["question"]), str(row["breakdown"]))
    if test not in OF_OFFICIAL and place not in known:
        faults.append(Fault("unknown-question", where, f"no table of {place[0]} by {place[1]}"))
    needs_bound = test in ("above", "below", "above_in_all", "same", "mean_above")
    if needs_bound and not str(row["bound"]).replace(".", "", 1).isdecimal():
        faults.append(Fault("bound", where, f"bound `{row['bound']}`", "a number"))
    return faults


def _claim(row: pd.Series, test: pd.Series) -> Claim:
    def several(name: str) -> tuple[str, ...]:
        return tuple(part for part in str(test[name]).split(";") if part)

    return Claim(
        str(row["id"]),
        str(row["exhibit"]),
        str(row["question"]),
        str(row["breakdown"]),
        str(row["testable_on"]),
        str(test["test"]),
        str(test["question"]),
        str(test["breakdown"]),
        several("groups"),
        several("against"),
        several("answers"),
        several("others"),
        str(test["bound"]),
        str(test["note"]),
    )
