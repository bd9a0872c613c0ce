"""Why no weights can meet the targets: a proof, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saualnama.weighting.groups import Groups

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

NEGLIGIBLE = 1e-9
"""Shares below this are the solver's rounding."""

SMALL_RATIO = 1e-3
"""Ratio weight / base weight that shows that a group need not vanish."""


@dataclass(frozen=True, slots=True, eq=False)
class Feasibility:
    """How near to the targets any weights within the limits can come.

    Attributes:
        misses: for each margin (categories,) achieved share - target share where the sum of
            absolute misses is smallest; all zero when the targets can be met.
        vanishing: (k,) groups that have weight zero in all weights that meet the targets; empty
            when the targets cannot be met.
    """

    misses: tuple[Floats, ...]
    vanishing: Indices

    @property
    def feasible(self) -> bool:
        """Whether weights within the limits meet all targets."""
        return all(float(np.abs(miss).max()) <= NEGLIGIBLE for miss in self.misses)


def nearest_to_targets(groups: Groups, lower: Floats, upper: Floats) -> Feasibility:
    """Minimise the sum of absolute misses over all weights within the limits.

    A linear programme (scipy's HiGHS); it knows nothing of distances, so what it cannot meet
    nothing can.

    Args:
        groups: with the shares to be met.
        lower: (groups,) smallest ratio weight / base weight, 0 or more.
        upper: (groups,) largest ratio, infinite for none.
    """
    from scipy import sparse
    from scipy.optimize import linprog

    count = len(groups.start)
    wanted = np.concatenate(groups.shares)
    size = len(wanted)
    offsets = [0, *accumulate(len(share) for share in groups.shares)]
    rows = np.concatenate(
        [at + offset for at, offset in zip(groups.positions, offsets, strict=False)]
    )
    columns = np.tile(np.arange(count), len(groups.positions))
    # scipy takes sparse matrices and arrays of bounds here; its type stubs do not know it
    incidence: Any = sparse.csr_array((groups.mass[columns], (rows, columns)), (size, count))
    identity: Any = sparse.eye_array(size)
    limits = np.column_stack([lower, upper])
    met: Any = sparse.hstack([incidence, identity, -identity])
    slack_limits: Any = np.vstack([limits, np.tile([0.0, np.inf], (2 * size, 1))])
    answer = linprog(
        np.concatenate([np.zeros(count), np.ones(2 * size)]),
        A_eq=met,
        b_eq=wanted,
        bounds=slack_limits,
        method="highs",
    )
    if answer.x is None:  # never for limits with lower <= upper, since the slack is free
        raise RuntimeError(f"the linear programme failed: {answer.message}")
    gaps = answer.x[count + size :] - answer.x[count : count + size]
    misses = tuple(
        np.where(np.abs(gap) > NEGLIGIBLE, gap, 0.0) for gap in np.split(gaps, offsets[1:-1])
    )
    if any(np.any(miss) for miss in misses):
        return Feasibility(misses, np.zeros(0, dtype=np.intp))
    # as many groups as possible get a small ratio at once; who gets none never can
    none: Any = sparse.csr_array((size, count))
    exactly: Any = sparse.hstack([incidence, none])
    below: Any = sparse.hstack([-sparse.eye_array(count), sparse.eye_array(count)])
    both_limits: Any = np.vstack([limits, np.tile([0.0, SMALL_RATIO], (count, 1))])
    raised = linprog(
        np.concatenate([np.zeros(count), -np.ones(count)]),
        A_eq=exactly,
        b_eq=wanted,
        A_ub=below,
        b_ub=np.zeros(count),
        bounds=both_limits,
        method="highs",
    )
    if raised.x is None:  # never after the first programme has met the targets
        raise RuntimeError(f"the linear programme failed: {raised.message}")
    return Feasibility(misses, np.flatnonzero(raised.x[count:] < SMALL_RATIO / 1000))
