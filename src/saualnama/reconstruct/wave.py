"""The 2021 wave, question by question, from what its report printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.reconstruct.answers import (
    REFUSED,
    Scale,
    draw_refusals,
    draw_scores,
    draw_several,
    draw_single,
    group_members,
)
from saualnama.reconstruct.causes import SexSplit, Window, draw_men
from saualnama.reconstruct.draw import Codes, Flags, Floats
from saualnama.reconstruct.parts import draw_parts
from saualnama.reconstruct.printed import (
    Bases,
    CountBound,
    Figure,
    Figures,
    PrintedCounts,
    count_bounds,
    counts_that_print,
    ratio_bounds,
    scaled,
)
from saualnama.reconstruct.respondents import (
    QUOTAS,
    draw_years,
    people_of,
    rake_cells,
    round_cells,
)
from saualnama.reconstruct.scores import ScoreSum, choose_sums, sums_that_print
from saualnama.survey.questionnaire import Question, Questionnaire

REGIONAL_BASE_OF = {"acquaintance_sought_help": "region_knows_cases"}
"""Questions that were asked of some only, and where their regional bases stand."""

MOST_REFUSED_IN_A_REGION = 2
"""Of the 8 who know of cases and refused to say whether help was sought: most in one region."""

NAMED_HIGHEST = (
    ("dv_acceptability", "never_acceptable"),
    ("dv_acceptability", "depends_on_situation"),
    ("dv_acceptability", "not_sure"),
    ("who_to_blame", "victim"),
)
"""Text 5.1 names the regions where these answers are most frequent: the others lie below."""

LEADING_CAUSES = 13
"""The causes of the printed test are the first 13 of the table and "not sure"."""

CORRECTED = ((11.26, 11.28), (18.94, 18.98))
"""Sums of the causes' 2 x 2 chi-squares over respondents that give p 0.59 after the second-order
correction: over the 13 leading causes (there the corrected statistic is 11.1 too), and over all."""

OLDEST = 88
"""Greatest age drawn for the open band."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything the reconstruction starts from.

    Attributes:
        questionnaire: the wave's structure.
        figures: the printed figures (`survey_figures.csv`).
        bases: respondents behind every group (`bases.csv`).
        errata: the report's known faults (`errata.csv`).
        cells: adults of the population in each quota cell: the columns `QUOTAS` (category ids)
            and `population`.
    """

    questionnaire: Questionnaire
    figures: pd.DataFrame
    bases: pd.DataFrame
    errata: pd.DataFrame
    cells: pd.DataFrame


def reconstruct_wave(sources: Sources, seed: int) -> pd.DataFrame:
    """Build the records of a wave from printed figures.

    Args:
        sources: questionnaire, printed figures, bases, errata and population.
        seed: every draw hangs on it and on the position of its question, on nothing else.

    Returns:
        One row a respondent in delivery order: the respondent's id, the demographics as codes
        (age in years), the answers as codes. Refusals carry the questionnaire's code, what was
        not asked is NaN.

    Raises:
        InputError: a percentage without a base, an unattainable one that no erratum explains, or
            figures that no records can meet.
    """
    bases = Bases(sources.bases)
    everybody = sum(bases.groups("region").values())
    printed = count_bounds(sources.figures, bases, everybody, REGIONAL_BASE_OF)
    _require_errata(printed, sources.errata)
    people = _people(np.random.default_rng([seed, 0]), sources, bases)
    bounds = [*printed.bounds, *_named_highest(Figures(sources.figures), bases.groups("region"))]
    builder = _Builder(sources, bases, tuple(bounds), people, seed)
    return builder.deliver()


def _require_errata(printed: PrintedCounts, errata: pd.DataFrame) -> None:
    known = set(zip(errata["exhibit"], errata["group"], errata["answer"], strict=True))
    raise_if_any(
        "the published figures cannot be reconstructed",
        [
            Fault(
                "unexplained-figure",
                f"{bound.exhibit}, {bound.group}, {bound.answer}",
                "no count of the group's base prints so",
                hint="correct the figure, or record it among the errata",
            )
            for bound in printed.unattainable
            if (bound.exhibit, bound.group, bound.answer) not in known
        ],
    )


def _people(generator: np.random.Generator, sources: Sources, bases: Bases) -> pd.DataFrame:
    questionnaire = sources.questionnaire
    margins = {name: bases.groups(name) for name in QUOTAS}
    expected = rake_cells(sources.cells, margins)
    counts = round_cells(sources.cells, expected, QUOTAS)
    order = {demographic.id: demographic.groups for demographic in questionnaire.demographics}
    free = {name: bases.groups(name) for name in order if name not in QUOTAS}
    return people_of(generator, sources.cells, counts, free, order)


def _named_highest(figures: Figures, regions: Mapping[str, int]) -> list[CountBound]:
    """Upper bounds for the regions that a list of the highest regions leaves out."""
    bounds = []
    for question, answer in NAMED_HIGHEST:
        named = figures.by_group(question, "region", answer, "pct")
        if not named:
            fault = Fault("missing-figure", f"{question}, {answer}", "no region is printed")
            raise InputError("the published figures cannot be reconstructed", [fault])
        lowest = min(named.values(), key=lambda figure: Decimal(figure.printed))
        for region, n in regions.items():
            if region not in named:
                most = counts_that_print(lowest.printed, lowest.decimals, n)[0] - 1
                bounds.append(CountBound("", question, "region", region, answer, 0, most))
    return bounds


class _Builder:
    """Draws the questions one after the other and keeps what later ones rest on."""

    def __init__(
        self,
        sources: Sources,
        bases: Bases,
        bounds: tuple[CountBound, ...],
        people: pd.DataFrame,
        seed: int,
    ) -> None:
        self.questionnaire = sources.questionnaire
        self.figures = Figures(sources.figures)
        self.bases = bases
        self.bounds = bounds
        self.people = people
        self.seed = seed
        self.single: dict[str, Codes] = {}
        self.refused_code = float(sources.questionnaire.refused[0])

    def deliver(self) -> pd.DataFrame:
        columns: dict[str, Floats] = self._demographics()
        for position, question in enumerate(self.questionnaire.questions, start=1):
            generator = np.random.default_rng([self.seed, position])
            columns.update(self._question(generator, question))
        frame = pd.DataFrame(columns)
        frame.insert(0, self.questionnaire.respondent, np.arange(1.0, len(frame) + 1))
        return frame

    def _demographics(self) -> dict[str, Floats]:
        columns: dict[str, Floats] = {}
        for demographic in self.questionnaire.demographics:
            groups = self.people[demographic.id]
            if demographic.bands:
                generator = np.random.default_rng([self.seed, 0, 1])
                bands = {band.id: (band.lowest, band.highest) for band in demographic.bands}
                last = demographic.bands[-1].id
                years = draw_years(generator, list(groups), bands, last, OLDEST)
                columns[demographic.column] = np.asarray(years, dtype=np.float64)
            else:
                codes = {part.id: float(part.code) for part in demographic.categories}
                columns[demographic.column] = np.array([codes[group] for group in groups])
        return columns

    def _question(self, generator: np.random.Generator, question: Question) -> dict[str, Floats]:
        asked = self._asked(question)
        if question.items:
            return self._items(generator, question)
        bounds = self._bounds(generator, question)
        if question.id in REGIONAL_BASE_OF:
            refused = self._refused_by_region(generator, question, asked)
        else:
            refused = draw_refusals(generator, question, self.people, asked, self.bases)
        valid = asked & ~refused
        if question.kind == "multiple":
            given = draw_several(generator, question, self.people, valid, bounds)
            return {
                str(answer.column): self._coded(given[:, place].astype(np.float64), asked, valid)
                for place, answer in enumerate(question.answers)
            }
        drawn = draw_single(generator, question, self.people, valid, bounds)
        self.single[question.id] = drawn
        codes = np.array([float(answer.code or 0) for answer in question.answers])
        return {str(question.column): self._coded(codes[drawn], asked, valid)}

    def _coded(self, values: Floats, asked: Flags, valid: Flags) -> Floats:
        coded = np.where(valid, values, self.refused_code)
        return np.where(asked, coded, np.nan)

    def _asked(self, question: Question) -> Flags:
        asked = np.ones(len(self.people), dtype=np.bool_)
        for condition in question.base:
            ids = self.questionnaire.question[condition.question].answer_ids
            leading = [ids.index(answer) for answer in condition.answers]
            asked &= np.isin(self.single[condition.question], leading)
        return asked

    def _bounds(self, generator: np.random.Generator, question: Question) -> list[CountBound]:
        bounds = [bound for bound in self.bounds if bound.question == question.id]
        if question.id == "knows_dv_cases":
            for region, n in self.bases.groups("region_knows_cases").items():
                most = n + MOST_REFUSED_IN_A_REGION
                bounds.append(CountBound("", question.id, "region", region, "knows", n, most))
        if question.id == "families_violence_children":
            bounds += self._split_families(generator, question)
        if question.id == "dv_causes":
            bounds += self._split_causes(generator, question)
        return bounds

    def _refused_by_region(
        self, generator: np.random.Generator, question: Question, asked: Flags
    ) -> Flags:
        refused = np.zeros(len(self.people), dtype=np.bool_)
        for region, n in self.bases.groups(REGIONAL_BASE_OF[question.id]).items():
            positions = np.flatnonzero(asked & group_members(self.people, "region", region))
            refused[generator.choice(positions, positions.size - n, replace=False)] = True
        return refused

    def _split_families(
        self, generator: np.random.Generator, question: Question
    ) -> list[CountBound]:
        """Split "such families exist" so that the rounded parts add to the printed sum."""
        subtotal = question.subtotals[0]
        sizes = self.bases.groups("region")
        counts = {
            (bound.group, bound.answer): bound.low
            for bound in self.bounds
            if bound.question == question.id and bound.breakdown == "region"
        }
        bounds: list[CountBound] = []
        others = [answer for answer in question.answer_ids if answer not in subtotal.of]
        for region, n in sizes.items():
            # A part of a stacked bar without a label is nobody.
            rest = {answer: counts.get((region, answer), 0) for answer in others}
            place = (question.id, "region", region, subtotal.id, "pct")
            printed = self.figures.find(*place) or Figure("0", 1)
            wanted = scaled(printed.printed, 1)
            parts = draw_parts(generator, n - sum(rest.values()), n, wanted, region)
            for answer, count in {**dict(zip(subtotal.of, parts, strict=True)), **rest}.items():
                bounds.append(CountBound("", question.id, "region", region, answer, count, count))
        return bounds

    def _split_causes(self, generator: np.random.Generator, question: Question) -> list[CountBound]:
        """Counts of men for all causes, behind the printed test."""
        known = [bound for bound in self.bounds if bound.question == question.id]
        totals = {
            bound.answer: bound.low
            for bound in known
            if bound.breakdown == "total" and bound.low == bound.high
        }
        men = {bound.answer: bound for bound in known if bound.group == "male"}
        women = {bound.answer: bound for bound in known if bound.group == "female"}
        leading = question.answer_ids[:LEADING_CAUSES]
        tested = (*leading, *(each.id for each in question.answers if each.hard_to_answer))
        bounds = {answer: (bound.low, bound.high) for answer, bound in men.items()}
        # "Both men and women put socio-economic problems first."
        bounds[leading[0]] = (
            max(bound.high for bound in men.values()) + 1,
            totals[leading[0]] - max(bound.high for bound in women.values()) - 1,
        )
        chi2 = self.figures.get(question.id, "sex", "all", "all_answers", "chi2")
        low, high, unit = ratio_bounds(chi2.printed, chi2.decimals, 1)
        split = SexSplit(
            totals={answer: totals[answer] for answer in question.answer_ids},
            men=self.bases.required(question.id, "male"),
            everybody=self.bases.required(question.id, "all"),
            bounds=bounds,
            responses=Window(tested, low / unit, high / unit),
            respondents=tuple(
                Window(answers, *ends)
                for answers, ends in zip((leading, question.answer_ids), CORRECTED, strict=True)
            ),
        )
        return [
            CountBound("", question.id, "sex", "male", answer, count, count)
            for answer, count in draw_men(generator, split).items()
        ]

    def _items(self, generator: np.random.Generator, question: Question) -> dict[str, Floats]:
        """Scores of several items, behind printed means of everybody and, if any, of regions."""
        regions = self.bases.groups("region")
        everybody = np.ones(len(self.people), dtype=np.bool_)
        scale = Scale(
            scores=tuple(float(answer.score or 0) for answer in question.answers),
            shares=tuple(self._score_share(answer.id) for answer in question.answers),
        )
        codes = np.array([float(answer.code or 0) for answer in question.answers])
        columns = {}
        for item in question.items:
            overall = self.figures.get(question.id, "total", "all", item.id, "mean")
            means = self.figures.by_group(question.id, "region", item.id, "mean")
            if means:
                sums = choose_sums(generator, regions, means, overall, item.id)
                members = {region: group_members(self.people, "region", region) for region in sums}
            else:
                # The largest sum that prints so: a mean of everybody is then as sharp as it can be.
                n = len(self.people)
                sums = {"all": ScoreSum(n, sums_that_print(overall, n)[-1])}
                members = {"all": everybody}
            drawn = draw_scores(generator, scale, members, sums, item.id)
            columns[item.column] = self._coded(codes[drawn], everybody, drawn != REFUSED)
        return columns

    def _score_share(self, answer: str) -> float:
        """Share of a scale point in the only distribution of scores that the report prints."""
        figure = self.figures.get("special_services_quality", "total", "all", answer, "pct")
        return float(figure.printed)
