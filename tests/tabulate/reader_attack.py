"""What a reader can work out: the linear system of all that is shown of a wave, and its ends.

Written from what stands in a table for a reader, from the respondents themselves; of the library it
takes only the flags that are under test. An unknown cell is a real number not below 0, so that a
figure that moves here by less than one respondent is as good as known.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
from reader_system import System


class Reader:
    """All that a reader of a wave's crosses knows."""

    def __init__(self, survey, withheld, *, all_answered=False):
        self.survey = survey
        self.withheld = withheld
        self.all_answered = all_answered
        self.questionnaire = survey.questionnaire
        self.system = System()
        self.figures = {}
        self.breakdowns = [d.id for d in self.questionnaire.demographics]
        for question in self.questionnaire.questions:
            for breakdown in self.breakdowns:
                self._question(question, breakdown)
        for question in self.questionnaire.questions:
            self._route(question)
            self._nested(question)
            self._enclosed(question)

    def recovered(self):
        return self.system.unmoved(self.figures)

    # one question by one breakdown

    def _groups(self, breakdown):
        return self.survey.group_codes(breakdown)

    def _term(self, name, value, *, hidden):
        """The value where it is shown, else a name for it."""
        if not hidden:
            return float(value)
        self.system.truth[name] = float(value)
        return name

    def _question(self, question, breakdown):
        if question.items:
            for at, item in enumerate(question.items):
                self._item(question, breakdown, at, item.id)
            return
        size = len(question.answers)
        if question.kind == "multiple":
            given = self.survey.given(question) == 1
            answered = self.survey.given(question)[:, 0] >= 0
        else:
            codes = self.survey.codes(question.id, size)
            given, answered = codes[:, None] == np.arange(size), codes >= 0
        group, flags = self._groups(breakdown), self.withheld[question.id, breakdown]
        grouped = group >= 0
        totals_shown = (self.withheld[question.id, "total"].cells[:size, 0] == "").all()
        cells = {}
        for g in range(len(self.survey.groups(breakdown))):
            who = group == g
            base = int(answered[who].sum())
            name = (question.id, breakdown, g)
            base = self._term((*name, "base"), base, hidden=flags.base[g])
            for i in range(size):
                cells[i, g] = self._term(
                    (question.id, breakdown, g, i),
                    given[who, i].sum(),
                    hidden=flags.cells[i, g] != "",
                )
            column = [cells[i, g] for i in range(size)]
            alone = [a.exclusive for a in question.answers]
            if question.kind == "multiple":
                self._several(column, alone, base)
            else:
                self.system.add([(1, x) for x in column] + [(-1, base)], "=")
            self._sums(question, (breakdown, g), given[who], column, base)
            if flags.base[g]:
                assert (flags.cells[:, g] != "").all()
        if totals_shown:
            for i in range(size):
                row = [(1, cells[i, g]) for g in range(len(self.survey.groups(breakdown)))]
                self.system.add(row, "=", float(given[grouped, i].sum()))
        self._mark(question, breakdown, given[grouped], answered[grouped])

    def _several(self, column, alone, base):
        self.system.add([(1, base)] + [(-1, x) for x in column], "<")
        exclusive = [(1, x) for x, e in zip(column, alone, strict=True) if e]
        self.system.add([*exclusive, (-1, base)], "<")
        for x, e in zip(column, alone, strict=True):
            if not e:
                self.system.add([(1, x), *exclusive, (-1, base)], "<")

    def _sums(self, question, place, given, column, base):
        """Subtotals and means of one group, shown or suppressed."""
        breakdown, g = place
        alone = [a.exclusive for a in question.answers]
        flags = self.withheld[question.id, breakdown].cells
        size = len(question.answers)
        for i in range(size):
            if flags[i, g] == "suppressed":
                self.figures[question.id, breakdown, g, i] = [(1, column[i])]
        for at, subtotal in enumerate(question.subtotals, start=size):
            parts = [question.answer_ids.index(a) for a in subtotal.of]
            value = given[:, parts].any(axis=1).sum()
            union = self._term(
                (question.id, breakdown, g, subtotal.id), value, hidden=flags[at, g] != ""
            )
            if question.kind != "multiple":
                self.system.add([(1, union)] + [(-1, column[p]) for p in parts], "=")
            else:
                self._union(union, column, alone, parts, base)
            if flags[at, g] == "suppressed":
                self.figures[question.id, breakdown, g, at] = [(1, union)]
        if question.kind == "scale":
            points = [a.score for a in question.answers]
            counts = given.sum(axis=0)
            scored = [i for i in range(size) if points[i] is not None]
            number = sum(counts[i] for i in scored)
            total = sum(points[i] * counts[i] for i in scored)
            terms = [(points[i] * number - total, column[i]) for i in scored]
            if flags[-1, g] == "":
                # the mean is shown with its own base
                self.system.add([(points[i], column[i]) for i in scored], "=", float(total))
                self.system.add([(1, column[i]) for i in scored], "=", float(number))
            elif flags[-1, g] == "suppressed":
                self.figures[question.id, breakdown, g, "mean"] = terms

    def _union(self, union, column, alone, parts, base):
        """Who gave any of the parts, and who none of them, by what is known of each."""
        inside = [(1, column[p]) for p in parts]
        outside = [(1, x) for i, x in enumerate(column) if i not in parts]
        in_alone = [(1, column[p]) for p in parts if alone[p]]
        out_alone = [(1, x) for i, x in enumerate(column) if i not in parts and alone[i]]
        self.system.add([(1, union), *((-f, x) for f, x in inside)], "<")
        self.system.add([*in_alone, (-1, union)], "<")
        for p in parts:
            if not alone[p]:
                self.system.add([*in_alone, (1, column[p]), (-1, union)], "<")
        self.system.add([(1, base), (-1, union), *((-f, x) for f, x in outside)], "<")
        self.system.add([(1, union), *out_alone, (-1, base)], "<")

    def _item(self, question, breakdown, at, name):
        points = np.array([np.nan if a.score is None else a.score for a in question.answers])
        codes = self.survey.codes(f"{question.id}.{name}", len(points))
        scores = np.where(codes >= 0, points[codes], np.nan)
        span = np.nanmax(points) - np.nanmin(points)
        flags, group = self.withheld[question.id, breakdown], self._groups(breakdown)
        row, there = [], np.isfinite(scores)
        above = np.where(there, scores - np.nanmin(points), 0.0)
        for g in range(len(self.survey.groups(breakdown))):
            who = (group == g) & there
            base = self._term(
                (question.id, breakdown, g, at, "base"), who.sum(), hidden=flags.base[at, g]
            )
            cell = self._term(
                (question.id, breakdown, g, at), above[who].sum(), hidden=flags.cells[at, g] != ""
            )
            self.system.add([(1, cell), (-span, base)], "<")
            row.append((1, cell))
            if flags.cells[at, g] == "suppressed":
                self.figures[question.id, breakdown, g, at] = [(1, cell)]
        inside = there & (group >= 0)
        if self.withheld[question.id, "total"].cells[at, 0] == "":
            self.system.add(row, "=", float(above[inside].sum()))
        bases = np.bincount(group[inside], minlength=1)
        for g in range(len(self.survey.groups(breakdown))):
            here = (inside & (group == g)).sum()
            if here in (0, bases.sum()) or above[inside].sum() in (0, span * inside.sum()):
                self._free((question.id, breakdown, g, at))

    # what nothing can hide

    def _free(self, name):
        self.figures.pop(name, None)

    def _mark(self, question, breakdown, given, answered):
        group = self._groups(breakdown)
        group = group[group >= 0]
        counts, everybody = given.sum(axis=0), answered.sum()
        size = len(question.answers)
        for g in range(len(self.survey.groups(breakdown))):
            here = answered[group == g].sum()
            names = [n for n in self.figures if n[:3] == (question.id, breakdown, g)]
            for name in names:
                line = name[3]
                if here in (0, everybody):
                    self._free(name)
                elif line == "mean":
                    scored = [
                        i
                        for i, a in enumerate(question.answers)
                        if a.score is not None and counts[i]
                    ]
                    others = [
                        i for i, a in enumerate(question.answers) if a.score is None and counts[i]
                    ]
                    terms = {x: f for f, x in self.figures[name] if isinstance(x, tuple)}
                    effects = {terms.get((question.id, breakdown, g, i), 0.0) for i in scored}
                    if len(effects | ({0.0} if others else set())) < 2:
                        self._free(name)
                elif line < size:
                    if counts[line] in (0, everybody):
                        self._free(name)
                else:
                    subtotal = question.subtotals[line - size]
                    parts = [question.answer_ids.index(a) for a in subtotal.of]
                    if given[:, parts].any(axis=1).sum() in (0, everybody):
                        self._free(name)

    # what questions and breakdowns say of each other

    def _value(self, question, breakdown, g, i):
        """The term of one answer in one group."""
        name = (question.id, breakdown, g, i)
        flags = self.withheld[question.id, breakdown].cells
        if flags[i, g] != "":
            return name
        if question.kind == "multiple":
            given = self.survey.given(question)[:, i] == 1
        else:
            given = self.survey.codes(question.id, len(question.answers)) == i
        return float(given[self._groups(breakdown) == g].sum())

    def _bases(self, question, breakdown, g):
        group = self._groups(breakdown) == g
        flags = self.withheld[question.id, breakdown]
        if question.items:
            for at, item in enumerate(question.items):
                codes = self.survey.codes(f"{question.id}.{item.id}", len(question.answers))
                points = np.array([a.score is not None for a in question.answers])
                there = (codes >= 0) & points[codes]
                yield self._term(
                    (question.id, breakdown, g, at, "base"),
                    there[group].sum(),
                    hidden=flags.base[at, g],
                )
        else:
            if question.kind == "multiple":
                answered = self.survey.given(question)[:, 0] >= 0
            else:
                answered = self.survey.codes(question.id, len(question.answers)) >= 0
            yield self._term(
                (question.id, breakdown, g, "base"), answered[group].sum(), hidden=flags.base[g]
            )

    def _route(self, question):
        for condition in question.base:
            earlier = self.questionnaire.question[condition.question]
            lines = [earlier.answer_ids.index(a) for a in condition.answers]
            exact = self.all_answered and earlier.kind != "multiple" and len(question.base) == 1
            for breakdown in self.breakdowns:
                for g in range(len(self.survey.groups(breakdown))):
                    for base in self._bases(question, breakdown, g):
                        asked = [(-1, self._value(earlier, breakdown, g, i)) for i in lines]
                        self.system.add([(1, base), *asked], "=" if exact else "<")
        if question.base:
            for breakdown in self.breakdowns:
                self._total_of_bases(question, breakdown)

    def _total_of_bases(self, question, breakdown):
        if self.withheld[question.id, "total"].base.any():
            return
        groups = range(len(self.survey.groups(breakdown)))
        bases = [list(self._bases(question, breakdown, g)) for g in groups]
        for column in zip(*bases, strict=True):
            known = [self.system.truth[x] if isinstance(x, tuple) else x for x in column]
            self.system.add([(1, x) for x in column], "=", sum(known))

    def _nested(self, question):
        for fine, coarse in self._nestings():
            a, b = self._groups(fine), self._groups(coarse)
            for big in range(len(self.survey.groups(coarse))):
                parts = sorted(set(a[b == big].tolist()))
                if question.items:
                    keys = [(at,) for at in range(len(question.items))]
                else:
                    keys = [(i,) for i in range(len(question.answers))] + [("base",)]
                for key in keys:
                    self._same(question, (fine, parts), (coarse, big), key)

    def _same(self, question, small, large, key):
        names = [(question.id, small[0], g, *key) for g in small[1]]
        terms = []
        for factor, name in [(1, n) for n in names] + [(-1, (question.id, *large, *key))]:
            terms.append((factor, self._known(question, name)))
        self.system.add(terms, "=")

    def _known(self, question, name):
        if name in self.system.truth:
            return name
        _, breakdown, g, key = name
        if key == "base":
            return next(self._bases(question, breakdown, g))
        if not question.items:
            return self._value(question, breakdown, g, key)
        points = np.array([np.nan if a.score is None else a.score for a in question.answers])
        codes = self.survey.codes(f"{question.id}.{question.items[key].id}", len(points))
        scores = np.where(codes >= 0, points[codes], np.nan)
        who = (self._groups(breakdown) == g) & np.isfinite(scores)
        return float((scores[who] - np.nanmin(points)).sum())

    def _enclosed(self, question):
        """Groups inside a group of another breakdown have no more than it has, and lack no more.

        Left out where somebody has no group: a line that only such people gave is known anyway.
        """
        for inner, outer in permutations(self.breakdowns, 2):
            a, b = self._groups(inner), self._groups(outer)
            if min(a.min(), b.min()) < 0:
                continue
            for large in range(len(self.survey.groups(outer))):
                parts = [
                    g for g in sorted({*a.tolist()} - {-1}) if {*b[a == g].tolist()} == {large}
                ]
                for at in range(len(question.items or question.answers) if parts else 0):
                    self._less(question, (inner, parts), (outer, large), at)

    def _less(self, question, small, large, at):
        span = 1.0
        if question.items:
            scores = [a.score for a in question.answers]
            span = max(scores) - min(scores)
        less, lack = [], []
        for factor, breakdown, g in [(1, small[0], g) for g in small[1]] + [(-1, *large)]:
            value = self._known(question, (question.id, breakdown, g, at))
            base = list(self._bases(question, breakdown, g))[at if question.items else 0]
            less.append((factor, value))
            lack += [(factor * span, base), (-factor, value)]
        self.system.add(less, "<")
        self.system.add(lack, "<")

    def _nestings(self) -> Iterator[tuple[str, str]]:
        for fine in self.breakdowns:
            for coarse in self.breakdowns:
                a, b = self._groups(fine), self._groups(coarse)
                if fine != coarse and ((a < 0) == (b < 0)).all():
                    inside = {tuple(pair) for pair in zip(a.tolist(), b.tolist(), strict=True)}
                    if len(inside) == len({pair[0] for pair in inside}):
                        yield fine, coarse


def recovered(survey, withheld, *, all_answered=False):
    """Suppressed figures that can be had within one respondent, and how many were attacked."""
    reader = Reader(survey, withheld, all_answered=all_answered)
    return reader.recovered(), len(reader.figures)
