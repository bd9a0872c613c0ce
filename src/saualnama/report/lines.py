"""Base line, test line and notes of a survey table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saualnama.report.cells import MOVED_BY, NO_FIGURE, NOT_PRINTED, STAR
from saualnama.report.model import Cell, Table
from saualnama.report.panels import Panel
from saualnama.report.tidy import Test
from saualnama.report.wording import Wording
from saualnama.survey.questionnaire import Question
from saualnama.tabulate.evidence import RECONSTRUCTED
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.tidy import SmallBases


def base_line(panel: Panel, quality: Mapping[str, Any], wording: Wording) -> str:
    """Who was asked and how many answered.

    Args:
        panel: the table.
        quality: `questions` of quality.json.
        wording: the language.
    """
    question = panel.question
    states = quality[question.id]
    each = list(states.values()) if question.items else [states]
    asked = max(state["asked"] for state in each)
    answered = [_answered(state, panel) for state in each]
    words = {
        "answered": wording.span(min(answered), max(answered)),
        "asked": wording.number(asked),
    }
    kind = "score" if panel.statistics == {"mean"} else "answer"
    line = wording.phrase(f"report.base.{kind}", **words)
    if panel.statistics == {"pct_of_responses"}:
        responses = wording.number(_responses(panel))
        line += " " + wording.phrase("report.base.responses", n=responses)
    return line + " " + _who_was_asked(question, wording)


def _answered(state: Mapping[str, int], panel: Panel) -> int:
    """Respondents in the base: of means those who gave a score."""
    if panel.statistics == {"mean"}:
        return state["answered"] - state["hard_to_answer"]
    return state["answered"]


def _responses(panel: Panel) -> int:
    """Answers given: of everybody together, or the groups' added up."""
    of_all = [panel.bases(group)[1] for group in panel.groups if group.total]
    return of_all[0] if of_all else sum(panel.bases(group)[1] for group in panel.groups)


def _who_was_asked(question: Question, wording: Wording) -> str:
    if not question.base:
        return wording.phrase("report.base.everybody")
    conditions = "; ".join(
        wording.phrase(
            "report.base.condition",
            question=wording.label("question", condition.question),
            answers=", ".join(
                wording.quoted(wording.label("answer", answer)) for answer in condition.answers
            ),
        )
        for condition in question.base
    )
    return wording.phrase("report.base.filtered", conditions=conditions)


@dataclass(frozen=True, slots=True)
class TestLines:
    """Writes the test line of a table.

    Attributes:
        tests: all rows of tests.csv.
        wording: the language.
        draws: random tables behind a Monte-Carlo p-value.
    """

    __test__ = False  # pytest collects classes by this name

    tests: Sequence[Test]
    wording: Wording
    draws: int

    def rows(self, exhibit: str, panel: Panel) -> list[Test]:
        """Tests of the whole table, or of each of its items."""
        mine = [
            test
            for test in self.tests
            if (test.exhibit, test.question, test.breakdown)
            == (exhibit, panel.question.id, panel.breakdown)
        ]
        if panel.question.items:
            return [test for test in mine if test.answer]
        whole = [test for test in mine if not test.answer]
        if panel.question.kind != "multiple":
            return whole
        column = "pearson_chi2" if panel.statistics == {"pct_of_responses"} else "mrcv_x2"
        return [test for test in whole if test.get(column) is not None]

    def published(self, exhibit: str, panel: Panel) -> str:
        """The unweighted test; none on a cross of which the report prints only a part."""
        rows = [t for t in self.rows(exhibit, panel) if t.evidence != RECONSTRUCTED]
        return self._line(rows, panel, weighted=False)

    def weighted(self, exhibit: str, panel: Panel) -> str:
        """The design-based test, with a warning where the cross is invented."""
        if panel.statistics == {"pct_of_responses"}:
            return ""
        rows = self.rows(exhibit, panel)
        line = self._line(rows, panel, weighted=True)
        if line and any(test.evidence == RECONSTRUCTED for test in rows):
            line += " " + self.wording.phrase("report.test.invented")
        return line

    def _line(self, rows: Sequence[Test], panel: Panel, *, weighted: bool) -> str:
        if panel.breakdown == TOTAL or not rows:
            return ""
        if panel.question.items:
            line = self._items(rows, weighted=weighted)
        else:
            line = self._one(rows[0], panel, weighted=weighted)
        if line and panel.statistics == {"mean"}:
            line += " " + self.wording.phrase("report.test.distribution")
        return line

    def _items(self, rows: Sequence[Test], *, weighted: bool) -> str:
        column = "rao_scott_p" if weighted else "pearson_p"
        parts = "; ".join(
            f"{self.wording.label('answer', test.answer)}: {self.wording.p(p)}"
            for test in rows
            if (p := test.get(column)) is not None
        )
        name = "report.test.items_weighted" if weighted else "report.test.items_unweighted"
        return self.wording.phrase(name, tests=parts) if parts else ""

    def _one(self, test: Test, panel: Panel, *, weighted: bool) -> str:
        several = panel.question.kind == "multiple" and "pct_of_responses" not in panel.statistics
        name = f"report.test.{'set_' if several else ''}{'weighted' if weighted else 'unweighted'}"
        if panel.statistics == {"pct_of_responses"}:
            name = "report.test.responses"
        statistic = statistic_words(test, self.wording, weighted=weighted)
        if not statistic:
            return self.wording.phrase("report.test.none")
        line = self.wording.phrase(name, test=statistic)
        if weighted and (v := test.get("cramers_v")) is not None:
            corrected = test.get("cramers_v_corrected")
            words = {"v": self.wording.number(v, 2)}
            words["corrected"] = self.wording.number(corrected or 0.0, 2)
            line += " " + self.wording.phrase("report.test.cramers_v", **words)
        drawn = None if weighted else test.get("monte_carlo_p")
        if drawn is not None:
            share = self.wording.number(100 * (test.get("expected_below_5") or 0.0), 0)
            draws = self.wording.number(self.draws)
            line += " " + self.wording.phrase(
                "report.test.sparse", share=share, p=self.wording.p(drawn), draws=draws
            )
        return line


_UNWEIGHTED = (("pearson_chi2", "pearson_df", "pearson_p"), ("mrcv_x2", "mrcv_df", "mrcv_p"))
_WEIGHTED = (
    ("rao_scott_f", "rao_scott_ndf", "rao_scott_ddf", "rao_scott_p"),
    ("mrcv_f", "mrcv_ndf", "mrcv_ddf", "mrcv_f_p"),
)


def statistic_words(test: Test, wording: Wording, *, weighted: bool, p: float | None = None) -> str:
    """A statistic with its degrees of freedom and p-value; empty where the test was not done.

    Args:
        test: the row.
        wording: the language.
        weighted: the design-based F, or the unweighted chi-square.
        p: another p-value of the same statistic, by simulation, in place of its own.
    """
    candidates = _WEIGHTED if weighted else _UNWEIGHTED
    names = next((c for c in candidates if test.get(c[0]) is not None), candidates[0])
    numbers = [test.get(name) for name in names]
    if any(number is None for number in numbers):
        return ""
    known = [number for number in numbers if number is not None]
    p_words = wording.p(known[-1])
    if p is not None:
        p_words = wording.phrase("report.test.simulated", p=wording.p(p))
    statistic = wording.number(known[0], 1)
    degrees = "; ".join(wording.number(df, _df_digits(df)) for df in known[1:-1])
    return f"{'F' if weighted else 'χ²'}({degrees}) = {statistic}, {p_words}"


def _df_digits(df: float) -> int:
    return 0 if df >= 1000 or float(df).is_integer() else 1


def _in_print(cell: Cell) -> bool:
    """Whether a figure that is too thin is shown all the same, because a report printed it."""
    return cell.mark == "suppressed" and cell.value is not None


def _moves(cells: Sequence[Cell], wording: Wording) -> list[str]:
    """Say how many figures weighting moves, also where it moves none."""
    notes = []
    for unit, change in MOVED_BY.items():
        shown = [cell for cell in cells if cell.unit == unit and cell.value is not None]
        if shown:
            moved = sum(cell.moved != 0 for cell in shown)
            words = {
                "change": wording.number(change, 0 if unit == "percent" else 1),
                "moved": wording.number(moved),
                "total": wording.number(len(shown)),
            }
            kind = "moved" if moved else "unmoved"
            notes.append(wording.phrase(f"report.legend.{kind}_{unit}", **words))
    return notes


def legend(table: Table, small: SmallBases, wording: Wording) -> list[str]:
    """Explain the marks that occur in a table, and no others."""
    cells = [cell for row in table.rows for cell in row.cells]
    marks = {cell.mark for cell in cells}
    notes = []
    if "small" in marks:
        ends = wording.span(small.suppress_below, small.flag_below - 1)
        notes.append(wording.phrase("report.legend.small", bases=ends))
    if "suppressed" in marks:
        shown = "marked" if any(_in_print(cell) for cell in cells) else "suppressed"
        words = {"star": STAR, "base": wording.number(small.suppress_below)}
        notes.append(wording.phrase(f"report.legend.{shown}", **words))
    if table.view == "weighted":
        notes += _moves(cells, wording)
    if any(cell.text == NOT_PRINTED for cell in cells):
        notes.append(wording.phrase("report.legend.not_printed", mark=NOT_PRINTED))
    if any(cell.text == NO_FIGURE for cell in cells):
        notes.append(wording.phrase("report.legend.no_figure", mark=NO_FIGURE))
    return notes
