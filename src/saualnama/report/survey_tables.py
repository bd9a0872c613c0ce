"""Tables of survey figures, in the published and in the weighted view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saualnama.report.cells import NO_FIGURE, base_cell, count_cell, published_cell, weighted_cell
from saualnama.report.model import Cell, Column, Row, Spanner, Table, Unit, View
from saualnama.report.panels import Entry, Group, Panel
from saualnama.report.wording import Wording
from saualnama.tabulate.exhibits import TOTAL

MOST_GROUPS_ACROSS = 6
"""Up to this many groups stand side by side; more stand below one another, as in the report."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What stands around the figures of a table."""

    id: str
    title: str
    base_line: str
    test_line: str
    notes: tuple[str, ...]


def survey_table(
    panel: Panel, view: View, lines: Lines, wording: Wording, *, printed: bool
) -> Table:
    """Lay a panel out.

    More than `MOST_GROUPS_ACROSS` groups stand in rows with their base in a column; fewer stand in
    columns with their base in the head; a total alone has its counts beside it in the published
    view.
    """
    grid = _Grid(panel, view, wording, printed)
    apart = sum(not group.total for group in panel.groups)
    if apart > MOST_GROUPS_ACROSS:
        columns, spanners, rows = grid.groups_down()
        stub = wording.label("breakdown", panel.breakdown)
    else:
        columns, spanners, rows = grid.groups_across() if apart else grid.total_alone()
        stub = wording.phrase("report.stub.item" if panel.question.items else "report.stub.answer")
    return Table(
        lines.id,
        view,
        lines.title,
        stub,
        columns,
        rows,
        spanners,
        lines.base_line,
        lines.test_line,
        lines.notes,
    )


_Layout = tuple[tuple[Column, ...], tuple[Spanner, ...], tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class _Grid:
    panel: Panel
    view: View
    wording: Wording
    printed: bool

    def groups_down(self) -> _Layout:
        panel = self.panel
        columns = (
            Column("n", self.wording.phrase("report.column.n"), "count"),
            *(Column(e.id, self.answer(e), _unit(e)) for e in panel.entries),
        )
        rows = [
            Row(
                group.id,
                self.group(group),
                (
                    base_cell(*panel.bases(group), self.wording),
                    *(self.cell(entry, group) for entry in panel.entries),
                ),
                "total" if group.total else "row",
            )
            for group in panel.groups
        ]
        return columns, (Spanner("", 1), *self.units(panel.entries)), tuple(rows)

    def groups_across(self) -> _Layout:
        panel = self.panel
        unit = _unit(panel.entries[0])
        columns = tuple(
            Column(group.id, f"{self.group(group)} ({self.base_words(group)})", unit)
            for group in panel.groups
        )
        rows = tuple(
            self.row(entry, tuple(self.cell(entry, group) for group in panel.groups))
            for entry in panel.entries
        )
        return columns, (Spanner(self.unit_words(panel.entries), len(columns)),), rows

    def total_alone(self) -> _Layout:
        """One group: counts of answers (bases of means) stand beside the figures."""
        panel, wording = self.panel, self.wording
        group, first = panel.groups[0], panel.entries[0]
        means = first.statistic == "mean"
        named = "report.column.n" if means else "report.column.count"
        columns = (
            Column("n" if means else "count", wording.phrase(named), "count"),
            Column(group.id, self.unit_words(panel.entries), _unit(first)),
        )
        rows = []
        for entry in panel.entries:
            figure = panel.figure(entry, group)
            number = None if figure is None else figure.base if means else figure.count
            beside = Cell(NO_FIGURE, unit="count", digits=0)
            if number is not None:
                beside = count_cell(number, wording)
            rows.append(self.row(entry, (beside, self.cell(entry, group))))
        return columns, (), tuple(rows)

    def row(self, entry: Entry, cells: tuple[Cell, ...]) -> Row:
        return Row(entry.id, self.answer(entry), cells, "subtotal" if entry.subtotal else "row")

    def cell(self, entry: Entry, group: Group) -> Cell:
        figure = self.panel.figure(entry, group)
        if figure is None:
            return Cell(NO_FIGURE, unit=_unit(entry))
        if self.view == "published":
            return published_cell(figure, self.wording, printed=self.printed)
        return weighted_cell(figure, self.wording)

    def answer(self, entry: Entry) -> str:
        return self.wording.label("answer", entry.answer)

    def group(self, group: Group) -> str:
        return self.wording.label("group", group.id)

    def base_words(self, group: Group) -> str:
        responses = self.panel.statistics == {"pct_of_responses"}
        phrase = "report.column.base_responses" if responses else "report.column.base"
        return self.wording.phrase(phrase, n=self.wording.span(*self.panel.bases(group)))

    def units(self, entries: Sequence[Entry]) -> tuple[Spanner, ...]:
        """One head for each run of columns with the same unit."""
        spans: list[Spanner] = []
        for entry in entries:
            words = self.unit_words([entry])
            if spans and spans[-1].label == words:
                spans[-1] = Spanner(words, spans[-1].columns + 1)
            else:
                spans.append(Spanner(words, 1))
        return tuple(spans)

    def unit_words(self, entries: Sequence[Entry]) -> str:
        """What the numbers count: per cent of respondents or of answers, points of a scale."""
        words = []
        for statistic in dict.fromkeys(entry.statistic for entry in entries):
            if statistic == "mean":
                scores = [a.score for a in self.panel.question.answers if a.score is not None]
                ends = self.wording.span(min(scores), max(scores))
                words.append(self.wording.phrase("report.unit.mean", scale=ends))
            elif statistic == "pct_of_responses":
                words.append(self.wording.phrase("report.unit.pct_of_responses"))
            else:
                words.append(self.wording.phrase("report.unit.pct"))
        return "; ".join(dict.fromkeys(words))


def _unit(entry: Entry) -> Unit:
    return "points" if entry.statistic == "mean" else "percent"


def panel_title(panel: Panel, wording: Wording) -> str:
    """The question, and by what it is broken down."""
    question = wording.label("question", panel.question.id)
    if panel.statistics == {"pct_of_responses"}:
        question = wording.phrase("report.title.of_responses", question=question)
    if panel.breakdown == TOTAL:
        return question
    by = wording.optional("by", panel.breakdown)
    if by is not None:
        return f"{question}, {by}"
    return f"{question}: {wording.label('breakdown', panel.breakdown).lower()}"
