"""The verification page: every printed figure, every erratum and every assertion, accounted for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from saualnama.language import Language, Words, format_p, format_value
from saualnama.pages.shell import render_page
from saualnama.survey.questionnaire import Questionnaire
from saualnama.verify.accounts import Account
from saualnama.verify.claims import (
    CONTRADICTED,
    NOT_SUPPORTED,
    SUPPORTED,
    UNTESTABLE,
    Judgement,
    why,
)
from saualnama.verify.errata import AUDIT, ErrataItem, why_wrong
from saualnama.verify.ledger import DETOUR, ERRATUM, OPEN, REPRODUCED
from saualnama.verify.sentences import tell_all

VERDICT_IDS = {
    REPRODUCED: "reproduced",
    DETOUR: "detour",
    ERRATUM: "erratum",
    OPEN: "open",
    SUPPORTED: "supported",
    NOT_SUPPORTED: "not_supported",
    CONTRADICTED: "contradicted",
    UNTESTABLE: "untestable",
}
"""Short names of verdicts: words, colours and values of the filter."""

REPORT = "../report/report.{language}.html#{exhibit}"
"""Where the report shows an exhibit, seen from the page."""

_PARTS = re.compile(r"sum of rounded parts (.+)")
_TEST = re.compile(r"(.+) of ([0-9]+) answers instead of Pearson's")
_BASE = re.compile(r"of all ([0-9]+) respondents instead of the ([0-9]+) who answered")
_PERIOD = re.compile(r"([0-9]{4})(?:H([12]))?(?: art ([0-9-]+))?")
_LOOSE = re.compile(r" (?=%)|(?<=\bp) (?=[<=])|(?<=[<=≥]) (?=[0-9])|(?<=²) (?==)")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Accounts:
    """All that the page shows.

    Attributes:
        questionnaire: of the wave.
        ledger: verify/figures.csv (text cells).
        account: claims and errata.
    """

    questionnaire: Questionnaire
    ledger: pd.DataFrame
    account: Account


def verification_page(accounts: Accounts, words: Words) -> str:
    """Render the page in three languages.

    Raises:
        InputError: a word is missing.
    """
    shown = accounts.account.exhibits
    return render_page(
        "verification",
        words,
        lambda language: _content(accounts, _Speech(words, language, shown)),
        reconstruction=accounts.questionnaire.origin == "reconstruction",
    )


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words of one language, with what a page does when an id has no label."""

    words: Words
    language: Language
    in_report: frozenset[str]

    def say(self, id_: str, **values: object) -> str:
        return self.words.of("phrase", id_, self.language).format(**values)

    def name(self, kind: str, id_: str) -> str:
        """The label of an id; of a period its words; nothing for the whole of an exhibit."""
        if id_ in ("all", "") and kind == "answer":
            return ""
        if (kind, id_) in self.words.entries:
            return self.words.of(kind, id_, self.language)
        period = _PERIOD.fullmatch(id_)
        if not period:
            return id_
        year, half, article = period.groups()
        told = self.say("verification.half_year", year=year, half=half) if half else str(year)
        return self.say("verification.article", year=told, article=article) if article else told

    def figure(self, text: str) -> str:
        """Numbers in a printed text as this language writes them; its words in this language."""
        if ("wording", text) in self.words.entries:
            return self.words.of("wording", text, self.language)
        if self.language == "en":
            return text
        return _NUMBER.sub(lambda found: found[0].replace(".", ","), text.replace(", ", "; "))

    def exhibit(self, id_: str) -> dict[str, str]:
        link = REPORT.format(language=self.language, exhibit=id_)
        return {
            "id": id_,
            "name": self.name("exhibit", id_),
            "link": link if id_ in self.in_report else "",
        }


def _content(accounts: Accounts, speech: _Speech) -> dict[str, Any]:
    of_figures = accounts.ledger["verdict"].value_counts()
    of_claims = [judgement.verdict for judgement in accounts.account.judgements]
    listed = [item for item in accounts.account.items if item.listed]
    found = sum(item.found == AUDIT for item in listed)
    exhibits = dict.fromkeys(accounts.ledger["exhibit"])
    return {
        "wave": accounts.questionnaire.wave,
        "summary": [
            speech.say(
                "verification.summary",
                figures=len(accounts.ledger),
                **{
                    VERDICT_IDS[verdict]: int(of_figures.get(verdict, 0))
                    for verdict in (REPRODUCED, DETOUR, ERRATUM, OPEN)
                },
            ),
            speech.say(
                "verification.summary_errata",
                listed=len(listed),
                found=found,
                read=len(listed) - found,
                beyond=len(accounts.account.items) - len(listed),
            ),
            speech.say(
                "verification.summary_claims",
                claims=len(of_claims),
                **{
                    VERDICT_IDS[verdict]: of_claims.count(verdict)
                    for verdict in (SUPPORTED, NOT_SUPPORTED, CONTRADICTED, UNTESTABLE)
                },
            ),
        ],
        "exhibits": [speech.exhibit(exhibit) for exhibit in exhibits],
        "figure_verdicts": _choices((REPRODUCED, DETOUR, ERRATUM, OPEN), speech),
        "rows": [
            _ledger_row(row, accounts.account.items, speech) for row in _records(accounts.ledger)
        ],
        "errata": [_erratum(item, speech) for item in accounts.account.items],
        "claims": [
            _claim(judgement, accounts.account.weighted, speech)
            for judgement in accounts.account.judgements
        ],
        "shown": speech.words.of("phrase", "verification.shown", speech.language),
    }


def _choices(verdicts: Sequence[str], speech: _Speech) -> list[dict[str, str]]:
    ids = [VERDICT_IDS[verdict] for verdict in verdicts]
    return [{"id": id_, "name": speech.say(f"verdict.{id_}")} for id_ in ids]


def _records(table: pd.DataFrame) -> list[dict[str, str]]:
    return [{str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")]


def _ledger_row(
    row: Mapping[str, str], items: Sequence[ErrataItem], speech: _Speech
) -> dict[str, Any]:
    decimals = len(row["printed"].partition(".")[2])
    verdict = VERDICT_IDS[row["verdict"]]

    def value(name: str) -> str:
        # one digit more than printed shows how near a figure is to the next one
        more = 0 if row["statistic"] == "count" else decimals + 1
        return format_value(float(row[name]), more, speech.language) if row[name] else ""

    line = row["erratum"].rpartition(":")[2]
    item = next((item for item in items if line and item.line == int(line)), None)
    return {
        "exhibit": speech.exhibit(row["exhibit"]),
        "question": speech.name("question", row["question"]),
        "group": speech.name("group", row["group"]),
        "answer": speech.name("answer", row["answer"]),
        "printed": speech.figure(row["printed"]),
        "ours": value("ours"),
        "weighted": value("weighted"),
        "verdict": verdict,
        "verdict_name": speech.say(f"verdict.{verdict}"),
        "how": _how(row["how"], speech),
        "erratum": item.number if item else 0,
    }


def _how(how: str, speech: _Speech) -> str:
    """The detour by which a figure comes out, in words of the language."""
    if parts := _PARTS.fullmatch(how):
        return speech.say("how.parts", parts=speech.figure(parts[1]))
    if test := _TEST.fullmatch(how):
        return speech.say("how.test", test=test[1], answers=test[2])
    if base := _BASE.fullmatch(how):
        return speech.say("how.base", everyone=base[1], answered=base[2])
    return how


def _erratum(item: ErrataItem, speech: _Speech) -> dict[str, Any]:
    return {
        "number": item.number,
        "exhibit": speech.exhibit(item.exhibit),
        "group": speech.name("group", item.group),
        "answer": speech.name("answer", item.answer),
        "kind": speech.name("kind", item.kind),
        "printed": speech.figure(item.printed),
        "expected": speech.figure(item.expected),
        "found": speech.say("found.audit" if item.found == AUDIT else "found.person"),
        "by_audit": item.found == AUDIT,
        "proof": _tight(why_wrong(item, speech.words, speech.language)),
    }


def _claim(
    judgement: Judgement, weighted: Mapping[str, float | None], speech: _Speech
) -> dict[str, Any]:
    verdict = VERDICT_IDS[judgement.verdict]
    return {
        "id": judgement.claim.id,
        "exhibit": speech.exhibit(judgement.claim.exhibit),
        "text": speech.name("claim", judgement.claim.id),
        "verdict": verdict,
        "verdict_name": speech.say(f"verdict.{verdict}"),
        "test": _test(judgement, weighted.get(judgement.claim.id), speech),
        "why": _tight(why(judgement, speech.words, speech.language)),
    }


def _test(judgement: Judgement, weighted: float | None, speech: _Speech) -> str:
    """What was compared, its p, the weighted p, and further statistics."""
    if not judgement.statistic:
        return ""
    if judgement.p is None:
        return _tight(tell_all(judgement.statistic, speech.words, speech.language))
    text = tell_all(judgement.statistic[:1], speech.words, speech.language)
    text += f", {format_p(judgement.p, speech.language)}"
    if weighted is not None:
        p = format_p(weighted, speech.language)
        text += f" ({speech.say('verification.weighted_p', p=p)})"
    rest = tell_all(judgement.statistic[1:], speech.words, speech.language)
    return _tight(f"{text}; {rest}" if rest else text)


def _tight(text: str) -> str:
    """Keep a number with its per cent sign, and p with its value, on one line."""
    return _LOOSE.sub("\N{NO-BREAK SPACE}", text)
