"""A system of linear equations and inequalities, and how far sums of its unknowns can move."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

Variable = tuple[Any, ...]
Terms = dict[Variable, float]


@dataclass
class System:
    """Bounds of unknowns, equations and inequalities between them."""

    bounds: dict[Variable, tuple[float, float]] = field(default_factory=dict)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)
    targets: list[tuple[str, Terms]] = field(default_factory=list)

    def know(self, name: Variable, low: float, high: float) -> None:
        """Put an unknown between two numbers."""
        before = self.bounds.get(name, (0.0, np.inf))
        self.bounds[name] = max(before[0], low), min(before[1], high)

    def add(self, terms: Terms, low: float, high: float) -> None:
        """Put a sum of unknowns between two numbers."""
        for name in terms:
            self.bounds.setdefault(name, (0.0, np.inf))
        self.rows.append((terms, low, high))

    def ranges(self, enough: float) -> dict[str, float]:
        """How far each target can move, as far as it was followed.

        Every solution of the system is a table that agrees with the page, so the widest distance
        between solutions found so far bounds a target's range from below; only targets that have
        not yet moved `enough` are made smallest and largest themselves.
        """
        names = list(self.bounds)
        place = {name: at for at, name in enumerate(names)}
        upper, right = self._inequalities(place)
        aims = np.zeros((len(self.targets), len(names)))
        for at, (_, terms) in enumerate(self.targets):
            for name, factor in terms.items():
                aims[at, place[name]] += factor
        low, high = np.full(len(aims), np.inf), np.full(len(aims), -np.inf)
        for at in range(len(aims)):
            for sign in (1.0, -1.0):
                if high[at] - low[at] >= enough - 1e-6:
                    break
                solved = linprog(
                    sign * aims[at],
                    A_ub=upper,
                    b_ub=right,
                    bounds=list(self.bounds.values()),
                    method="highs",
                )
                if solved.status == 3:
                    low[at], high[at] = -np.inf, np.inf
                    break
                assert solved.status == 0, solved.message
                values = aims @ solved.x
                low, high = np.minimum(low, values), np.maximum(high, values)
        names = [name for name, _ in self.targets]
        return dict(zip(names, (high - low).tolist(), strict=True))

    def _inequalities(self, place: dict[Variable, int]) -> tuple[csr_array, np.ndarray]:
        data, at_row, at_column, right = [], [], [], []
        for terms, low, high in self.rows:
            for sign, limit in ((1.0, high), (-1.0, -low)):
                if not np.isfinite(limit):
                    continue
                for name, factor in terms.items():
                    data.append(sign * factor)
                    at_row.append(len(right))
                    at_column.append(place[name])
                right.append(limit + 1e-9)
        shape = (len(right), len(place))
        return csr_array((data, (at_row, at_column)), shape=shape), np.array(right)
