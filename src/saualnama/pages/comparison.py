"""The page of two waves: what changed, question by question, and what cannot be compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from saualnama.language import Language, Words, format_p, format_value
from saualnama.pages.shell import render_page
from saualnama.rounding import round_half_away
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.tidy import SmallBases

SIGNIFICANT = 0.05
WIDTH, HEIGHT, EDGE = 260, 24, 8
"""Size of the picture in a row, and its margin left and right, in units of the picture."""

EARLIER_COLOUR, LATER_COLOUR, JOIN = "#56636f", "#0173b2", "#b4bbc1"

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class ComparisonTables:
    """What was written about two waves; all cells are text.

    Attributes:
        changes: changes.csv.
        questions: questions.csv.
        findings: comparability.csv.
        summary: summary.json.
    """

    changes: pd.DataFrame
    questions: pd.DataFrame
    findings: pd.DataFrame
    summary: Mapping[str, Any]


def comparison_page(tables: ComparisonTables, words: Words, small: SmallBases) -> str:
    """Render the page in every language; it computes nothing.

    Args:
        tables: the comparison as it was written.
        words: labels of both waves, phrases of the page and of the shell.
        small: limits of the small-base rule, for the key.

    Raises:
        InputError: a word is missing.
    """

    def content(language: Language) -> Mapping[str, Any]:
        return comparison_content(tables, words, small, language)

    return render_page("comparison", words, content, reconstruction=False)


def comparison_content(
    tables: ComparisonTables, words: Words, small: SmallBases, language: Language
) -> dict[str, Any]:
    """What the page shows, rounded and worded, for whoever puts it on other paper."""
    return _Page(tables, words, language, small).content()


@dataclass(frozen=True, slots=True)
class _Page:
    """The page in one language."""

    tables: ComparisonTables
    words: Words
    language: Language
    small: SmallBases

    def content(self) -> dict[str, Any]:
        summary = self.tables.summary
        first, second = summary["waves"]
        questions = self._questions()
        return {
            "earlier": first,
            "later": second,
            "observed": summary["observed"],
            "invented": [w["wave"] for w in summary["waves"] if w["origin"] != "field"],
            "counts": summary["questions"],
            "families": [
                {**family, "label": self._breakdown(family["breakdown"])}
                for family in summary["breakdowns"]
            ],
            "questions": questions,
            "changed": [
                {"question": question["label"], **row}
                for question in questions
                for row in question["rows"]
                if row["significant"]
            ],
            "merged": [
                self._breakdown(row["id"])
                for row in _rows(self.tables.findings)
                if row["reason"] == "merged"
            ],
            "reasons": self._reasons(),
            "small": self.small,
            "raked": first["variance"] == "raked",
            "axis_width": WIDTH,
        }

    def _say(self, phrase: str, **values: object) -> str:
        return self.words.of("phrase", f"comparison.{phrase}", self.language).format(**values)

    def _label(self, kind: str, id_: str) -> str:
        return self.words.of(kind, id_, self.language)

    def _breakdown(self, id_: str) -> str:
        return self._say("everybody") if id_ == TOTAL else self._label("breakdown", id_)

    def _number(self, text: str, digits: int) -> str:
        return format_value(float(text), digits, self.language) if text else "–"

    def _signed(self, text: str, digits: int) -> str:
        if not text:
            return "–"
        plus = "+" if round_half_away(float(text), digits) > 0 else ""
        return plus + self._number(text, digits)

    def _p(self, text: str) -> str:
        return format_p(float(text), self.language) if text else "–"

    def _p_cell(self, text: str) -> str:
        """The value alone, under a head that says p."""
        return self._p(text).removeprefix("p ").lstrip("= ")

    def _questions(self) -> list[dict[str, Any]]:
        changes = self.tables.changes
        tests: dict[str, list[Row]] = {}
        for row in _rows(self.tables.questions):
            tests.setdefault(row["question"], []).append(row)
        return [
            self._question(str(id_), _rows(part), tests.get(str(id_), []))
            for id_, part in changes.groupby("question", sort=False)
        ]

    def _question(self, id_: str, rows: list[Row], tests: list[Row]) -> dict[str, Any]:
        unit = "mean" if rows[0]["statistic"] == "mean" else "pct"
        digits = 2 if unit == "mean" else 1
        total = [row for row in rows if row["breakdown"] == TOTAL]
        low, high = _axis(total, unit)
        bases = {(row["earlier_n"], row["later_n"]) for row in total}
        return {
            "id": id_,
            "label": self._label("question", id_),
            "unit": self._say(f"unit.{unit}"),
            "bases": [self._bases(pair) for pair in bases] if len(bases) == 1 else [],
            "axis": (self._number(str(low), 0), self._number(str(high), 0)),
            "rows": [self._row(row, digits, (low, high), len(bases) > 1) for row in total],
            "whole": [self._whole(row) for row in tests],
            "caution": [
                self._reason(row)
                for row in _rows(self.tables.findings)
                if (row["kind"], row["id"], row["verdict"]) == ("question", id_, "with caution")
            ],
            "groups": self._groups([row for row in rows if row["breakdown"] != TOTAL], digits),
        }

    def _bases(self, pair: tuple[str, str]) -> str:
        first, second = (self._number(text, 0) for text in pair)
        return self._say("bases", earlier=first, later=second)

    def _answer(self, row: Row) -> str:
        if row["answer"] == MEAN_SCORE:
            return self._say("everybody")
        return self._label("answer", row["answer"])

    def _row(
        self, row: Row, digits: int, axis: tuple[float, float], own_base: bool
    ) -> dict[str, Any]:
        return {
            "answer": self._answer(row),
            "sum": row["statistic"] == "subtotal_pct",
            "bases": self._bases((row["earlier_n"], row["later_n"])) if own_base else "",
            "earlier": self._shown(row, "earlier", digits),
            "later": self._shown(row, "later", digits),
            "change": self._change(row, digits),
            "interval": ""
            if not row["ci_low"] or row["flag"] == "suppressed"
            else f"{self._signed(row['ci_low'], digits)} … {self._signed(row['ci_high'], digits)}",
            "p": self._p_cell(row["p"]),
            "p_holm": self._p_cell(row["p_holm"]),
            "p_bh": self._p_cell(row["p_bh"]),
            "significant": _significant(row),
            "picture": "" if row["flag"] == "suppressed" else _picture(row, axis),
        }

    def _shown(self, row: Row, name: str, digits: int) -> str:
        if row["flag"] == "suppressed":
            return "*"
        text = self._number(row[name], digits)
        return f"({text})" if row["flag"] == "small" and row[name] else text

    def _change(self, row: Row, digits: int) -> str:
        if row["flag"] == "suppressed":
            return "*"
        text = self._signed(row["change"], digits)
        return f"({text})" if row["flag"] == "small" and row["change"] else text

    def _whole(self, row: Row) -> str:
        name = f"{self._label('answer', row['answer'])}. " if row["answer"] else ""
        if not row["p"]:
            return name + self._say("whole_not_done")
        return name + self._say(
            "whole",
            f=self._number(row["statistic"], 2),
            p=self._p(row["p"]),
            holm=self._p(row["p_holm"]),
            effect=self._number(row["effect"], 2),
        )

    def _groups(self, rows: list[Row], digits: int) -> dict[str, Any]:
        columns = list(dict.fromkeys((row["breakdown"], row["group"]) for row in rows))
        heads: dict[str, int] = {}
        for breakdown, _ in columns:
            heads[breakdown] = heads.get(breakdown, 0) + 1
        cells = {
            (row["statistic"], row["answer"], row["breakdown"], row["group"]): row for row in rows
        }
        answers = dict.fromkeys((row["statistic"], row["answer"]) for row in rows)
        return {
            "heads": [(self._breakdown(id_), number) for id_, number in heads.items()],
            "names": [self._label("group", group) for _, group in columns],
            "rows": [
                (
                    self._answer(cells[*answer, *columns[0]]),
                    [
                        (self._change(cell, digits), _significant(cell))
                        if (cell := cells.get((*answer, *column)))
                        else ("–", False)
                        for column in columns
                    ],
                )
                for answer in answers
            ]
            if columns
            else [],
        }

    def _reasons(self) -> list[dict[str, Any]]:
        verdicts = {"not compared": "not_compared", "with caution": "caution"}
        return [
            {
                "label": self._breakdown(row["id"])
                if row["kind"] == "breakdown"
                else self._label("question", row["id"]),
                "verdict": self._say(f"verdict.{verdicts[row['verdict']]}"),
                "reason": self._reason(row),
            }
            for row in sorted(_rows(self.tables.findings), key=lambda row: row["verdict"])
            if row["verdict"] in verdicts
        ]

    def _reason(self, row: Row) -> str:
        said = [self._say(f"reason.{row['reason']}")]
        said += [
            self._say(f"named.{side}", ids=", ".join(map(self._name, row[side].split("; "))))
            for side in ("earlier", "later")
            if row[side] and (side == "earlier" or row[side] != row["earlier"])
        ]
        return " ".join(said)

    def _name(self, id_: str) -> str:
        """The label of an answer, group or question; other texts as they are."""
        for kind in ("answer", "group", "question"):
            if (kind, id_) in self.words.entries:
                return self._label(kind, id_)
        return id_


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")]


def _significant(row: Row) -> bool:
    shown = bool(row["p_bh"]) and row["flag"] != "suppressed"
    return shown and float(row["p_bh"]) < SIGNIFICANT


def _axis(rows: Sequence[Row], unit: str) -> tuple[float, float]:
    """Ends of the pictures' axis: from 0 for shares, whole points around the means."""
    ends = [
        float(row[name])
        for row in rows
        for side in ("earlier", "later")
        for name in (side, f"{side}_ci_low", f"{side}_ci_high")
        if row[name]
    ]
    if unit == "mean":
        low, high = math.floor(min(ends)), math.ceil(max(ends))
        return low, max(high, low + 1)
    return 0, min(100, max(10, 10 * math.ceil(max(ends) / 10)))


def _picture(row: Row, axis: tuple[float, float]) -> Markup:
    """Both waves' figures with their intervals, joined; the numbers stand beside it as text."""
    low, high = axis

    def place(text: str) -> str:
        share = (float(text) - low) / (high - low)
        return f"{round_half_away(EDGE + share * (WIDTH - 2 * EDGE), 1):f}"

    parts = []
    if row["earlier"] and row["later"]:
        joined = f'x1="{place(row["earlier"])}" y1="7" x2="{place(row["later"])}" y2="17"'
        parts.append(f'<line {joined} stroke="{JOIN}" stroke-width="3"/>')
    for side, y, colour, fill in (
        ("earlier", 7, EARLIER_COLOUR, "#fff"),
        ("later", 17, LATER_COLOUR, LATER_COLOUR),
    ):
        if row[f"{side}_ci_low"]:
            ends = f'x1="{place(row[f"{side}_ci_low"])}" x2="{place(row[f"{side}_ci_high"])}"'
            parts.append(f'<line {ends} y1="{y}" y2="{y}" stroke="{colour}"/>')
        if row[side]:
            parts.append(
                f'<circle cx="{place(row[side])}" cy="{y}" r="4" fill="{fill}" stroke="{colour}"/>'
            )
    inside = "".join(parts)
    frame = f'<svg aria-hidden="true" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
    return Markup(f'{frame} height="{HEIGHT}">{inside}</svg>')  # noqa: S704 (numbers only)
