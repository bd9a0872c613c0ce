"""What a picture shows, without words: which figures, in which order, marked how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from saualnama.figures.names import WORD_FREQUENCIES, picture_name
from saualnama.figures.tile_grid import TileGrid
from saualnama.survey.questionnaire import Question, Questionnaire
from saualnama.tabulate.estimates import MEAN_SCORE
from saualnama.tabulate.evidence import RECONSTRUCTED
from saualnama.tabulate.exhibits import TOTAL, Chart, Exhibit, Part
from saualnama.tabulate.tidy import SmallBases

ALL = "all"
"""The group that holds everybody."""

Mark = Literal["", "small", "suppressed"]
Unit = Literal["pct", "pct_of_responses", "mean", "count"]


@dataclass(frozen=True, slots=True)
class Value:
    """One figure: what is drawn large, and what is drawn beside it.

    Attributes:
        shown: the main figure (per cent 0 to 100, scale points, or a count): weighted in a real
            wave, as published (unweighted) in a reconstruction. None where none may be shown.
        weighted: in a reconstruction the weighted figure, which shows the method; else None.
        low: lower end of the weighted figure's 95 % interval; None without one.
        high: its upper end.
        base: unweighted respondents; 0 for counts.
        mark: what the small-base rule says.
    """

    shown: float | None
    weighted: float | None = None
    low: float | None = None
    high: float | None = None
    base: int = 0
    mark: Mark = ""

    @property
    def numbers(self) -> tuple[float, ...]:
        """Everything that takes room along the axis."""
        ends = (self.shown, self.weighted, self.low, self.high)
        return tuple(end for end in ends if end is not None)


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer, subtotal, rated item or word.

    Attributes:
        id: its id.
        apart: stands last and in grey, because it is no answer to the question ("hard to answer").
    """

    id: str
    apart: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FigureData:
    """One picture.

    Attributes:
        name: of the file, without language and format.
        exhibit: id of its exhibit.
        chart: how it is drawn.
        question: id of the question; empty for word frequencies.
        breakdown: by what, `total` for everybody together.
        unit: what the figures count.
        entries: in the order drawn.
        groups: in the order of the report, `all` last where it is shown.
        values: by (entry, group).
        origin: `reconstruction`, `field`, or `official` for administrative statistics.
        ordered: the entries are answers that stand in a natural order.
        scale: lowest and highest score; (0, 100) for shares.
        small_bases: the rule behind the marks.
        grid: places of the groups on a tile map.
    """

    name: str
    exhibit: str
    chart: Chart
    question: str
    breakdown: str
    unit: Unit
    entries: tuple[Entry, ...]
    groups: tuple[str, ...]
    values: Mapping[tuple[str, str], Value]
    origin: Literal["field", "reconstruction", "official"]
    ordered: bool = False
    scale: tuple[float, float] = (0, 100)
    small_bases: SmallBases = field(default_factory=SmallBases)
    grid: TileGrid | None = None

    @property
    def digits(self) -> int:
        """Decimals that are printed, as in the report."""
        return {"mean": 2, "count": 0}.get(self.unit, 1)

    @property
    def marks(self) -> set[Mark]:
        """Marks that occur; an empty one among them where a figure has none."""
        return {value.mark for value in self.values.values()}

    def value(self, entry: Entry, group: str) -> Value:
        """A figure; one without numbers where there is none."""
        return self.values.get((entry.id, group), Value(None))

    def bases(self, *groups: str) -> tuple[int, int]:
        """Smallest and largest base of some groups."""
        found = [value.base for (_, group), value in self.values.items() if group in groups]
        return min(found), max(found)


def figure_data(
    exhibit: Exhibit,
    questionnaire: Questionnaire,
    table: pd.DataFrame,
    small_bases: SmallBases,
    grids: Mapping[str, TileGrid],
) -> tuple[FigureData, ...]:
    """The pictures of an exhibit, in its order.

    Of a reconstruction only figures are drawn that the report printed; where it printed a subtotal
    in more groups than its parts, the subtotal stands for them. Stacked bars leave out a group
    with a gap.

    Args:
        exhibit: its recipe.
        questionnaire: structure of the wave.
        table: the exhibit's tidy rows (text cells).
        small_bases: the rule by which figures are flagged.
        grids: places of groups, by breakdown.
    """
    rows = {
        (r["question"], r["breakdown"], r["group"], r["answer"], r["statistic"]): r
        for r in ({str(k): str(v) for k, v in row.items()} for row in table.to_dict("records"))
    }
    made: list[FigureData] = []
    for part in exhibit.parts:
        content = _Content(part, questionnaire, rows, _has_total(exhibit, part))
        for chart in part.charts:
            name = picture_name(exhibit.id, len(made) + 1)
            made.append(content.picture(name, exhibit.id, chart, small_bases, grids))
    return tuple(made)


def word_frequencies(table: pd.DataFrame) -> FigureData:
    """The picture of how often words occur in the media, from its official table."""
    prefix = "term_frequency:"
    counts = {
        str(row["measure"]): Value(float(row["printed"]))
        for row in table.to_dict("records")
        if str(row["measure"]).startswith(prefix)
    }
    return FigureData(
        WORD_FREQUENCIES,
        WORD_FREQUENCIES,
        "bars",
        "",
        TOTAL,
        "count",
        _by_size([Entry(measure) for measure in counts], lambda e: counts[e.id].shown),
        (ALL,),
        {(measure, ALL): value for measure, value in counts.items()},
        "official",
    )


def _has_total(exhibit: Exhibit, part: Part) -> bool:
    return part.breakdown != TOTAL and any(
        (other.question, other.breakdown, other.statistics, other.answers)
        == (part.question, TOTAL, part.statistics, part.answers)
        for other in exhibit.parts
    )


@dataclass(frozen=True, slots=True)
class _Content:
    part: Part
    questionnaire: Questionnaire
    rows: Mapping[tuple[str, str, str, str, str], Mapping[str, str]]
    total: bool

    @property
    def question(self) -> Question:
        return self.questionnaire.question[self.part.question]

    @property
    def real(self) -> bool:
        return self.questionnaire.origin == "field"

    @property
    def groups(self) -> tuple[tuple[str, str], ...]:
        """(breakdown, group)."""
        broken = self.part.breakdown
        if broken == TOTAL:
            return ((TOTAL, ALL),)
        ids = self.questionnaire.demographic[broken].groups
        return (*((broken, id_) for id_ in ids), *([(TOTAL, ALL)] if self.total else ()))

    @property
    def subtotals(self) -> dict[str, tuple[str, ...]]:
        return {subtotal.id: subtotal.of for subtotal in self.question.subtotals}

    def statistic(self, entry: str) -> str:
        if entry in self.subtotals:
            return "subtotal_pct"
        return next(s for s in self.part.statistics if s != "subtotal_pct")

    def row(self, entry: str, place: tuple[str, str]) -> Mapping[str, str] | None:
        return self.rows.get((self.part.question, *place, entry, self.statistic(entry)))

    def printed(self, entry: str) -> int:
        """In how many groups the report prints the figure."""
        found = (self.row(entry, place) for place in self.groups)
        return sum(row is not None and row["evidence"] != RECONSTRUCTED for row in found)

    def entries(self, chart: Chart) -> list[Entry]:
        question, part = self.question, self.part
        if chart == "tiles":
            return [Entry(part.mapped)]
        if "mean" in part.statistics:
            return [Entry(item.id) for item in question.items] or [Entry(MEAN_SCORE)]
        if part.statistics == ("subtotal_pct",):
            return [Entry(subtotal.id) for subtotal in question.subtotals]
        chosen = [a for a in question.answers if not part.answers or a.id in part.answers]
        entries = [Entry(a.id, a.hard_to_answer) for a in chosen]
        for subtotal in question.subtotals if "subtotal_pct" in part.statistics else ():
            if self.printed(subtotal.id) > min(map(self.printed, subtotal.of)):
                at = next(i for i, e in enumerate(entries) if e.id in subtotal.of)
                entries.insert(at, Entry(subtotal.id))
                entries = [e for e in entries if e.id not in subtotal.of]
        return [entry for entry in entries if self.printed(entry.id)]

    def value(self, row: Mapping[str, str] | None) -> Value:
        if row is None:
            return Value(None)
        mark: Any = row["flag"]
        base, suppressed = int(float(row["base_n"])), mark == "suppressed"
        weighted = None if suppressed else _number(row["weighted"])
        low, high = (
            None if suppressed or weighted is None else _number(row[end])
            for end in ("ci_low", "ci_high")
        )
        if self.real:
            return Value(weighted, None, low, high, base, mark)
        if row["evidence"] == RECONSTRUCTED:
            return Value(None, base=base, mark=mark)
        return Value(_number(row["unweighted"]), weighted, low, high, base, mark)

    def picture(
        self,
        name: str,
        exhibit: str,
        chart: Chart,
        small_bases: SmallBases,
        grids: Mapping[str, TileGrid],
    ) -> FigureData:
        question, entries = self.question, self.entries(chart)
        values = {
            (entry.id, place[1]): self.value(self.row(entry.id, place))
            for entry in entries
            for place in self.groups
        }
        groups = [group for _, group in self.groups]
        if chart == "stacked":
            groups = [g for g in groups if self._whole(values, entries, g)]
        else:
            groups = [g for g in groups if any(_seen(values[e.id, g]) for e in entries)]
        unit: Any = self.statistic(entries[0].id).replace("subtotal_", "")
        ordered = question.ordered and unit != "mean"
        if not ordered and chart in ("bars", "grouped", "points"):
            by = ALL if ALL in groups else groups[0]
            entries = list(_by_size(entries, lambda e: values[e.id, by].shown))
        scores = [answer.score for answer in question.answers if answer.score is not None]
        return FigureData(
            name,
            exhibit,
            chart,
            question.id,
            self.part.breakdown,
            unit,
            tuple(entries),
            tuple(groups),
            {key: value for key, value in values.items() if key[1] in groups},
            self.questionnaire.origin,
            ordered,
            (min(scores), max(scores)) if unit == "mean" else (0, 100),
            small_bases,
            grids.get(self.part.breakdown) if chart == "tiles" else None,
        )

    def _whole(
        self, values: Mapping[tuple[str, str], Value], entries: Iterable[Entry], group: str
    ) -> bool:
        """Whether a group's parts make a whole bar; a suppressed one of a real wave is kept."""
        return all(_seen(values[entry.id, group]) for entry in entries)


def _seen(value: Value) -> bool:
    """Whether a figure leaves a trace: itself, or the mark that it is suppressed."""
    return value.shown is not None or value.mark == "suppressed"


def _by_size(entries: Iterable[Entry], size: Any) -> tuple[Entry, ...]:
    """Largest first, those apart last; equal ones keep the order of the questionnaire."""

    def key(entry: Entry) -> tuple[bool, float]:
        number = size(entry)
        return entry.apart, -number if number is not None else 0.0

    return tuple(sorted(entries, key=key))


def _number(text: str) -> float | None:
    return float(text) if text else None
