"""Cells of a wave's crosses that readers are not shown, so that no suppressed one can be had."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saualnama.survey.questionnaire import Question
from saualnama.survey.wave import Survey
from saualnama.tabulate.cell_suppression import Bools, Integers
from saualnama.tabulate.enclosure import enclosures
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.nesting import Family, families
from saualnama.tabulate.tidy import SmallBases
from saualnama.tabulate.withheld_lines import tables_of

SUPPRESSED = "suppressed"
"""Flag of a cell whose base is under the rule."""
COMPLEMENTARY = "complementary"
"""Flag of a cell from which a suppressed one could be worked out."""


@dataclass(frozen=True, slots=True, eq=False)
class Withheld:
    """What is withheld of one question by one breakdown.

    Attributes:
        cells: for each line and group `suppressed`, `complementary` or nothing, (lines, groups).
            Lines are those of `saualnama.tabulate.lines.lines_of`.
        base: true where the base is withheld too, (groups,); with items (items, groups). All cells
            there are withheld, and a reader must not be told which of them are suppressed: it
            would bound the base.
    """

    cells: npt.NDArray[np.str_]
    base: Bools


def withheld_cells(survey: Survey, small: SmallBases) -> Mapping[tuple[str, str], Withheld]:
    """Choose the cells that readers are not shown, for every question by every breakdown.

    A cell is `suppressed` when its unweighted base is under the rule. A reader sees all other
    cells, everybody's totals and the bases, and may know the answers of respondents without a
    group; `complementary` cells are withheld so that for every suppressed figure there are whole
    numbers of respondents that agree with all of it, and give the figure another value. Weighted
    figures are withheld in the same cells: weights are positive, so that the weighted sums can be
    another way wherever the counts can. That takes the weights of a withheld cell as unknown: who
    knows between what bounds the weights of a group lie learns more from both kinds of sums.

    Known to the reader, and taken into account:

    - the sums of rows and columns; for several answers what `moves_of_several_answers` says;
    - subtotals and means rest on answers, and are withheld with any of theirs. A mean on too few
      scores is suppressed even where the answers' base is large enough, and answers hide it;
    - the base of a question that was asked of those who gave certain answers tells about these, so
      that it is withheld, with all its cells, where any of them is;
    - breakdowns that are nested, see `saualnama.tabulate.nesting`, and single groups that lie
      inside one of another breakdown, see `saualnama.tabulate.enclosure`.

    Nothing can hide, and so nothing is withheld for: lines that nobody or everybody gave, groups
    in which there is nobody, and a group that is everybody.

    Returns:
        Keyed (question, breakdown), with `total` for everybody.
    """
    found: dict[tuple[str, str], Withheld] = {}
    nobody_apart = np.zeros(1, dtype=np.int64)
    everybody = np.zeros(survey.n, dtype=np.int64)
    total = Family((TOTAL,), everybody, {TOTAL: nobody_apart}, nobody_apart)
    breakdowns = families(survey)
    related, enclosed = (total, *breakdowns), enclosures(survey, breakdowns)
    rule = small.suppress_below
    # a base names earlier questions only, so that what it rests on is settled before it
    for question in survey.questionnaire.questions:
        tables = tables_of(survey, question)
        with_totals = [_are_enough(table.bases(everybody, 1)[:, 0], rule) for table in tables]
        for family in related:
            told = {name: _base_told(survey, question, name, found) for name in family.breakdowns}
            columns = np.any([told[name][at] for name, at in family.groups.items()], axis=0)
            hidden = family.whole_units(columns)
            lines = [
                table.held(family, hidden, rule, enclosed) if totals else None
                for table, totals in zip(tables, with_totals, strict=True)
            ]
            for name in family.breakdowns:
                group, size = survey.group_codes(name), len(survey.groups(name))
                cells: list[npt.NDArray[np.str_]] = []
                for table, held in zip(tables, lines, strict=True):
                    suppressed = table.bases(group, size) < rule
                    # without everybody's totals nothing follows from anything, and nothing is shown
                    withheld = np.ones_like(suppressed)
                    if held is not None:
                        fixed = suppressed | told[name]
                        withheld = table.settled(family.of_groups(held, name, size), fixed)
                    flags = np.where(withheld, COMPLEMENTARY, "")
                    cells.append(np.where(suppressed, SUPPRESSED, flags))
                base = np.tile(told[name], (len(tables), 1)) if question.items else told[name]
                found[question.id, name] = Withheld(np.vstack(cells), base)
    return found


def _are_enough(bases: Integers, rule: int) -> bool:
    """Whether everybody's totals are shown: all bases, (lines,), and that of a mean if it has one.

    The totals of the answers would tell a mean on too few scores.
    """
    return bool(bases[0] >= rule and (bases[-1] == 0 or bases[-1] >= rule))


def _base_told(
    survey: Survey, question: Question, breakdown: str, found: Mapping[tuple[str, str], Withheld]
) -> Bools:
    """Groups in which the question's base would tell of withheld answers, (groups,)."""
    group, size = survey.group_codes(breakdown), len(survey.groups(breakdown))
    told = np.zeros(size, dtype=bool)
    for condition in question.base:
        earlier = survey.questionnaire.question[condition.question]
        withheld = found[condition.question, breakdown]
        lines = [earlier.answer_ids.index(answer) for answer in condition.answers]
        some = (withheld.cells[lines] != "").any(axis=0)
        # a group in which nobody answered has nothing to tell, and is shown as such
        (table,) = tables_of(survey, earlier)
        told |= withheld.base | (some & (table.bases(group, size)[0] > 0))
    return told
