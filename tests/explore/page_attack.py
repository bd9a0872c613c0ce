"""Somebody who has the page and the questionnaire tries to work out what the page leaves out.

Everything that the payload of a written page says about counts becomes a linear system: counts,
bases, totals, sums of answers, means within their rounding, differences, sizes of tests, who was
asked. The structure of the questionnaire is public: which answers exclude others, which scores
answers have, which groups other groups merge. By linear programming (scipy, HiGHS) each absent
figure is then made as small and as large as the system allows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from linear_system import System, Terms, Variable

from saualnama.survey.questionnaire import Question, Questionnaire

HIDDEN = ("few", "withheld")
HALF = 0.5
"""Half a unit of the last digit: what rounding hides."""


def payload_of(page: str) -> dict[str, Any]:
    """The payload of a page, read as a browser reads it."""
    found = re.search(r'<script type="application/json" id="payload">(.*?)</script>', page, re.S)
    assert found is not None
    return json.loads(found[1])


@dataclass
class Attack:
    """One page under attack, by counts or by sums of weights.

    Attributes:
        page: its payload.
        questionnaire: public structure.
        weighted: whether sums of weights are worked out, in tenths; else respondents.
    """

    page: dict[str, Any]
    questionnaire: Questionnaire
    weighted: bool = False

    def ranges(self, enough: float) -> dict[str, float]:
        """How far each absent figure can move, by its name."""
        found: dict[str, float] = {}
        for system in self.systems():
            if system.targets:
                found |= system.ranges(enough)
        return found

    def systems(self) -> Iterator[System]:
        """What is known of questions that lead to each other, by breakdowns that nest."""
        for breakdowns in self._nests():
            for questions in self._chains():
                system = System()
                for question in questions:
                    for breakdown in [0, *breakdowns]:
                        self._cross(system, question, breakdown)
                    for breakdown in breakdowns:
                        self._totals(system, question, breakdown)
                    for fine, coarse in combinations(breakdowns, 2):
                        self._nest(system, question, fine, coarse)
                for question in questions:
                    for breakdown in [0, *breakdowns]:
                        self._asked(system, question, breakdown)
                yield system

    def _ids(self, part: str) -> list[str]:
        return [one["id"] for one in self.page[part]]

    def _nests(self) -> list[list[int]]:
        """Breakdowns that tell of each other, finer ones first."""
        ids = self._ids("breakdowns")
        nests = {d.id: [ids.index(d.id)] for d in self.questionnaire.demographics if not d.merges}
        for demographic in self.questionnaire.demographics:
            if demographic.merges:
                nests[demographic.merges].append(ids.index(demographic.id))
        return list(nests.values())

    def _chains(self) -> list[list[int]]:
        """Questions that lead to each other."""
        chain = list(range(len(self.page["questions"])))
        for at, question in enumerate(self.page["questions"]):
            for asked in question["asked"]:
                old, new = chain[at], chain[asked["question"]]
                chain = [new if one == old else one for one in chain]
        return [[at for at, one in enumerate(chain) if one == name] for name in sorted({*chain})]

    def _structure(self, question: int) -> Question:
        return self.questionnaire.question[self.page["questions"][question]["id"]]

    def _view(self, question: int, breakdown: int) -> dict[str, Any] | None:
        return self.page["questions"][question]["views"][breakdown]

    def _groups(self, breakdown: int) -> range:
        return range(len(self.page["breakdowns"][breakdown]["groups"]))

    def _exempt(self, question: int, line: int) -> bool:
        """Nothing can hide an answer that nobody gave, or everybody."""
        view = self._view(question, 0)
        cell = view["cells"][line][0]
        return isinstance(cell, list) and cell[0] in (0, view["base"][0])

    def _cross(self, system: System, question: int, breakdown: int) -> None:
        view = self._view(question, breakdown)
        if view is None:
            return
        structure, lines = self._structure(question), self.page["questions"][question]["lines"]
        places = {
            role: [at for at, line in enumerate(lines) if line["role"] == role]
            for role in ("answer", "subtotal", "mean", "item")
        }
        for group in self._groups(breakdown):
            at = (question, breakdown, group)
            self._figures(system, view, lines, at)
            if places["answer"]:
                self._answers(system, structure, places["answer"], at)
            for line, subtotal in zip(places["subtotal"], structure.subtotals, strict=True):
                parts = [structure.answer_ids.index(part) for part in subtotal.of]
                self._subtotal(system, structure, line, parts, at)
            for line in places["mean"]:
                self._mean_of_answers(system, view, structure, line, at)
            for line in places["item"]:
                self._mean_of_item(system, view, structure, line, at)
        self._pairs(system, view, lines, question, breakdown)
        self._sizes(system, view, places["item"], question, breakdown)

    def _figures(self, system: System, view, lines, at) -> None:
        """Counts and bases as they are shown; what is absent becomes a target."""
        group = at[-1]
        count, share = (1, 5) if self.weighted else (0, 2)
        name = f"{self.page['questions'][at[0]]['id']}, {self._ids('breakdowns')[at[1]]}, "
        name += self.page["breakdowns"][at[1]]["groups"][group]["id"]
        base = view["weightedBase" if self.weighted else "base"][group]
        slack = HALF if self.weighted else 0.0
        if any(line["role"] != "item" for line in lines):
            if base is None:
                system.targets.append((f"{name}, base", {("base", *at): 1.0}))
            else:
                system.know(("base", *at), base - slack, base + slack)
        for place, line in enumerate(lines):
            cell, variable = view["cells"][place][group], ("n", *at, place)
            if line["role"] in ("mean", "item"):
                continue
            system.know(variable, 0.0, np.inf)
            if cell == "nobody":
                system.know(variable, 0.0, 0.0)
            elif cell not in HIDDEN:
                system.know(variable, cell[count] - slack, cell[count] + slack)
                for sign in (1.0, -1.0):
                    limit = (cell[share] + sign * HALF) / 1000
                    system.add({variable: sign, ("base", *at): -sign * limit}, -np.inf, 0.0)
            elif not self._exempt(at[0], place):
                system.targets.append((f"{name}, {line['id']}", {variable: 1.0}))

    def _answers(self, system: System, structure: Question, places, at) -> None:
        base = ("base", *at)
        counts = [("n", *at, place) for place in places]
        if structure.kind != "multiple":
            system.add({**dict.fromkeys(counts, 1.0), base: -1.0}, 0.0, 0.0)
            return
        system.add({**dict.fromkeys(counts, 1.0), base: -1.0}, 0.0, np.inf)
        alone = [c for c, a in zip(counts, structure.answers, strict=True) if a.exclusive]
        for count in counts:
            terms = dict.fromkeys({*alone, count}, 1.0)
            system.add({**terms, base: -1.0}, -np.inf, 0.0)

    def _subtotal(self, system: System, structure: Question, line, parts, at) -> None:
        whole, counts = ("n", *at, line), [("n", *at, part) for part in parts]
        terms = {**dict.fromkeys(counts, 1.0), whole: -1.0}
        if structure.kind != "multiple":
            system.add(terms, 0.0, 0.0)
            return
        system.add(terms, 0.0, np.inf)
        system.add({whole: 1.0, ("base", *at): -1.0}, -np.inf, 0.0)
        for count in counts:
            system.add({count: 1.0, whole: -1.0}, -np.inf, 0.0)

    def _mean_of_answers(self, system: System, view, structure: Question, line, at) -> None:
        """The mean of a scale weighs the counts that are shown beside it."""
        scored = [(at_, a.score) for at_, a in enumerate(structure.answers) if a.score is not None]
        cell, base = view["cells"][line][at[-1]], view["meanBase"][line][at[-1]]
        if base is not None and not self.weighted:
            system.add({("n", *at, place): 1.0 for place, _ in scored}, base, base)
        if isinstance(cell, list):
            self._between(
                system,
                {("n", *at, place): score for place, score in scored},
                [("n", *at, place) for place, _ in scored],
                cell,
            )
        elif cell in HIDDEN and not all(self._exempt(at[0], place) for place, _ in scored):
            group = self.page["breakdowns"][at[1]]["groups"][at[-1]]["id"]
            name = f"{structure.id}, {self._ids('breakdowns')[at[1]]}, {group}, mean"
            terms = {("n", *at, place): float(score) for place, score in scored}
            system.targets.append((name, terms))

    def _mean_of_item(self, system: System, view, structure: Question, line, at) -> None:
        """The sum of an item's scores; sums of weights behind it are nowhere on the page."""
        if self.weighted:
            return
        cell, base = view["cells"][line][at[-1]], view["meanBase"][line][at[-1]]
        size, score = ("size", *at, line), ("score", *at, line)
        scores = [float(a.score) for a in structure.answers if a.score is not None]
        system.know(score, 0.0, np.inf)
        group = self.page["breakdowns"][at[1]]["groups"][at[-1]]["id"]
        name = f"{structure.id}, {self._ids('breakdowns')[at[1]]}, {group}, "
        name += structure.items[line].id
        if base is not None:
            system.know(size, base, base)
        else:
            system.targets.append((f"{name}, base", {size: 1.0}))
        for sign, end in ((1.0, max(scores)), (-1.0, min(scores))):
            system.add({score: sign, size: -sign * end}, -np.inf, 0.0)
        if isinstance(cell, list):
            self._between(system, {score: 1.0}, [size], cell)
        elif cell in HIDDEN:
            system.targets.append((name, {score: 1.0}))

    def _between(self, system: System, scores: Terms, sizes: Iterable[Variable], cell) -> None:
        """A sum of scores agrees with a mean that is shown in hundredths."""
        mean = cell[3 if self.weighted else 0]
        for sign in (1.0, -1.0):
            limit = (mean + sign * HALF) / 100
            terms = {name: sign * score for name, score in scores.items()}
            for size in sizes:
                terms[size] = terms.get(size, 0.0) - sign * limit
            system.add(terms, -np.inf, 0.0)

    def _pairs(self, system: System, view, lines, question: int, breakdown: int) -> None:
        """A difference of two shares, where both bases are known."""
        base = view["weightedBase" if self.weighted else "base"]
        groups = list(combinations(self._groups(breakdown), 2))
        for (first, second), row in zip(groups, view["pairs"], strict=True):
            for place, shown in enumerate(row):
                if shown is None or lines[place]["role"] in ("mean", "item"):
                    continue
                if not base[first] or not base[second]:
                    continue
                points = shown[4 if self.weighted else 0]
                terms = {
                    ("n", question, breakdown, first, place): 1000 / base[first],
                    ("n", question, breakdown, second, place): -1000 / base[second],
                }
                # a sum of weights is itself rounded, by half a tenth
                slack = HALF + (
                    1000 * HALF * sum(1 / base[g] for g in (first, second))
                    if self.weighted
                    else 0.0
                )
                system.add(terms, points - slack, points + slack)

    def _sizes(self, system: System, view, items, question: int, breakdown: int) -> None:
        """How many respondents a test counts: the bases of groups that are shown whole."""
        if self.weighted:
            return
        for tests in view["tests"]:
            for test in (tests["weighted"], tests["unweighted"]):
                if test is None or not test["n"]:
                    continue
                head = ("base",) if tests["line"] is None else ("size",)
                tail = () if tests["line"] is None else (tests["line"],)
                if (tests["line"] is None) == bool(items):
                    continue
                cells = view["cells"] if tests["line"] is None else [view["cells"][tests["line"]]]
                terms = {
                    (*head, question, breakdown, group, *tail): 1.0
                    for group in self._groups(breakdown)
                    if not {row[group] for row in cells if isinstance(row[group], str)} & {*HIDDEN}
                }
                system.add(terms, test["n"], test["n"])

    def _heads(self, question: int) -> list[tuple[str, int | None]]:
        """Kinds of sums over groups, with their lines; of weights none for rated items."""
        lines = self.page["questions"][question]["lines"]
        heads = [("n", place) for place, line in enumerate(lines) if line["role"] != "mean"]
        if lines[0]["role"] != "item":
            return [*heads, ("base", None)]
        if self.weighted:
            return []
        return [(kind, place) for _, place in heads for kind in ("size", "score")]

    def _totals(self, system: System, question: int, breakdown: int) -> None:
        """Groups add to everybody; where the bases do not, somebody has no group."""
        view = self._view(question, breakdown)
        if view is None:
            return
        heads = self._heads(question)
        alone = {}
        for kind, place in heads:
            tail = () if place is None else (place,)
            terms = {(kind, question, breakdown, g, *tail): 1.0 for g in self._groups(breakdown)}
            rest = ("rest", kind, question, breakdown, *tail)
            alone[kind, place] = rest
            system.know(
                rest, 0.0, 0.0 if place is None and self._all_grouped(view, question) else np.inf
            )
            system.add({**terms, rest: 1.0, (kind, question, 0, 0, *tail): -1.0}, 0.0, 0.0)
        for (kind, place), rest in alone.items():
            if kind in ("n", "score"):
                base = alone["base", None] if kind == "n" else alone["size", place]
                most = (
                    1.0
                    if kind == "n"
                    else max(a.score or 0.0 for a in self._structure(question).answers)
                )
                system.add({rest: 1.0, base: -most}, -np.inf, 0.0)

    def _all_grouped(self, view, question: int) -> bool:
        """Whether the sizes of a test say that everybody has a group."""
        everybody = self._view(question, 0)["base"][0]
        return any(
            tests["weighted"] and tests["weighted"]["n"] == everybody
            for tests in view["tests"]
            if tests["line"] is None
        )

    def _nest(self, system: System, question: int, fine: int, coarse: int) -> None:
        """A merged group is the sum of its parts."""
        if self._view(question, fine) is None:
            return
        ids = self._ids("breakdowns")
        parts = self.questionnaire.demographic[ids[coarse]]
        if parts.merges != ids[fine]:
            return
        groups = [group["id"] for group in self.page["breakdowns"][fine]["groups"]]
        heads = self._heads(question)
        for kind, place in heads:
            tail = () if place is None else (place,)
            for at, merged in enumerate(parts.merged):
                terms = {
                    (kind, question, fine, groups.index(part), *tail): 1.0 for part in merged.of
                }
                system.add({**terms, (kind, question, coarse, at, *tail): -1.0}, 0.0, 0.0)

    def _asked(self, system: System, question: int, breakdown: int) -> None:
        """Who was asked is who gave certain answers before; some of them refused."""
        for asked in self.page["questions"][question]["asked"]:
            views = [self._view(one, breakdown) for one in (question, asked["question"])]
            if None in views:
                continue
            structure = self._structure(asked["question"])
            exact = structure.kind != "multiple" and self._nobody_refused(question, asked)
            for group in self._groups(breakdown):
                terms = {
                    ("n", asked["question"], breakdown, group, line): 1.0 for line in asked["lines"]
                }
                bases = [("base", question, breakdown, group)]
                if self.page["questions"][question]["lines"][0]["role"] == "item":
                    if self.weighted:
                        continue
                    items = len(self.page["questions"][question]["lines"])
                    bases = [("size", question, breakdown, group, line) for line in range(items)]
                for base in bases:
                    system.add({**terms, base: -1.0}, 0.0, 0.0 if exact else np.inf)

    def _nobody_refused(self, question: int, asked: dict[str, Any]) -> bool:
        """Whether everybody's figures say that all who were asked answered."""
        if len(self.page["questions"][question]["asked"]) > 1:
            return False
        base = self._view(question, 0)["base"][0]
        cells = [self._view(asked["question"], 0)["cells"][line][0] for line in asked["lines"]]
        return all(isinstance(c, list) for c in cells) and base == sum(c[0] for c in cells)
