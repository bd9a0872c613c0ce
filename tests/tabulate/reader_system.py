"""Linear equations and inequalities in unknowns, and figures that they leave no room to move."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

ENOUGH = 1 - 1e-6
"""A figure that moves by a respondent, but for the solver's last digits."""


class System:
    """Linear equations and inequalities in named unknowns that are not below 0."""

    def __init__(self):
        self.place = {}
        self.rows = {"=": [], "<": []}
        self.truth = {}

    def add(self, terms, kind, right=0.0):
        """terms: (factor, value or name); a name is unknown. Puts what is known to the right."""
        unknown = {}
        for factor, term in terms:
            if isinstance(term, tuple):
                at = self.place.setdefault(term, len(self.place))
                unknown[at] = unknown.get(at, 0) + factor
            else:
                right = right - factor * term
        if unknown:
            self.rows[kind].append((unknown, right))

    def matrices(self):
        made = {}
        for kind, rows in self.rows.items():
            entries = [(at, col, x) for at, (r, _) in enumerate(rows) for col, x in r.items()]
            at, col, x = zip(*entries, strict=True) if entries else ((), (), ())
            made[kind] = (
                csr_array((x, (at, col)), shape=(len(rows), len(self.place))),
                np.array([right for _, right in rows]),
            )
        return made

    def unmoved(self, figures):
        """Names of figures that cannot move by a respondent; figures: name -> terms."""
        made = self.matrices()
        true = np.array([self.truth[name] for name in self.place])
        for kind, (matrix, right) in made.items():
            off = matrix @ true - right
            assert (off < 1e-6).all() and (kind == "<" or (off > -1e-6).all()), "not the true table"
        left = {}
        for name, terms in figures.items():
            row = np.zeros(len(self.place))
            for factor, term in terms:
                if isinstance(term, tuple) and term in self.place:
                    row[self.place[term]] += factor
                elif isinstance(term, tuple):
                    row = None  # nothing at all is known of it
                    break
            if row is not None:
                left[name] = row

        def solve(objective):
            found = linprog(
                objective,
                A_ub=made["<"][0] if len(made["<"][1]) else None,
                b_ub=made["<"][1] if len(made["<"][1]) else None,
                A_eq=made["="][0] if len(made["="][1]) else None,
                b_eq=made["="][1] if len(made["="][1]) else None,
                bounds=(0, None),
                method="highs",
            )
            if found.status == 3:  # without bound
                return None
            assert found.status == 0, found.message
            return found.x

        # one other table moves many figures at once; each that it leaves gets its own two
        random = np.random.default_rng(1)
        for _ in range(4):
            if not left:
                break
            other = solve(sum(random.normal() * row for row in left.values()))
            if other is not None:
                left = {n: row for n, row in left.items() if abs(row @ (other - true)) < ENOUGH}
        stuck = []
        for name, row in left.items():
            ends = [solve(row), solve(-row)]
            if all(x is not None for x in ends) and row @ (ends[1] - ends[0]) < ENOUGH:
                stuck.append(name)
        return stuck
