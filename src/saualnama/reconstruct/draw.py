"""Answers drawn at random under exact counts.

The draw is perturb-and-MAP (Papandreou, Yuille 2011): every possible answer of every respondent
gets a random number, and the answers with the largest sum are taken among all that meet the
restrictions. Without restrictions Gumbel numbers make this an exact draw from a uniform answer,
logistic numbers one from a fair coin. With restrictions the multipliers of the linear programme
play the part of raking factors: the result is the draw from the log-linear model with the wanted
margins and nothing else, its factors fitted so that the margins hold exactly. Associations that
no restriction asks for are therefore as small as in a sample from independent answers, and no
smaller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from saualnama.errors import Fault, InputError

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]

RELATIVE_GAP = 0.0
"""The best sum is proved, and with random real numbers only one set of answers reaches it: neither
the machine nor the solver's version decides. No time limit, for the same reason."""


@dataclass(frozen=True, slots=True)
class Restriction:
    """`low <= sum over members of coefficients[answer] <= high`.

    Attributes:
        members: one flag a respondent.
        coefficients: one number an answer.
        low: smallest sum allowed.
        high: largest sum allowed.
    """

    members: Flags
    coefficients: tuple[float, ...]
    low: float
    high: float


def solve_exactly(
    objective: Floats, matrix: sparse.csr_array, low: Floats, high: Floats, what: str
) -> Codes:
    """Maximise `objective @ x` over 0/1 vectors with `low <= matrix @ x <= high`.

    Raises:
        InputError: nothing meets the restrictions, or the solver gave up.
    """
    result = milp(
        -objective,
        integrality=np.ones(objective.size, dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, low, high),
        options={"mip_rel_gap": RELATIVE_GAP},
    )
    if result.status != 0 or result.x is None:
        fault = Fault("no-solution", what, str(result.message))
        raise InputError("no answers meet the printed figures", [fault])
    solution = np.rint(result.x).astype(np.int64)
    reached = matrix @ solution
    if ((reached < low - 1e-6) | (reached > high + 1e-6)).any():
        fault = Fault("inexact-solution", what, "the solver's answer misses a restriction")
        raise InputError("no answers meet the printed figures", [fault])
    return solution


def _stack(restrictions: Sequence[Restriction]) -> tuple[sparse.csr_array, Floats, Floats]:
    """One row for the answers of each respondent, then one for each restriction."""
    n, answers = restrictions[0].members.size, len(restrictions[0].coefficients)
    rows = [sparse.csr_array(sparse.kron(sparse.eye_array(n), np.ones((1, answers))))]
    for restriction in restrictions:
        members = sparse.csr_array(restriction.members.reshape(1, n).astype(np.float64))
        coefficients = sparse.csr_array(np.array([restriction.coefficients]))
        rows.append(sparse.csr_array(sparse.kron(members, coefficients)))
    low = np.array([restriction.low for restriction in restrictions], dtype=np.float64)
    high = np.array([restriction.high for restriction in restrictions], dtype=np.float64)
    return sparse.csr_array(sparse.vstack(rows)), low, high


def draw_one_each(
    generator: np.random.Generator,
    restrictions: Sequence[Restriction],
    what: str,
    log_weights: Floats | None = None,
) -> Codes:
    """Draw one answer for each respondent.

    Args:
        generator: source of the noise.
        restrictions: what must hold exactly; at least one, all for the same respondents and
            answers.
        what: the question, for messages.
        log_weights: logarithms of the answers' shares before the restrictions; uniform if absent.
            Where restrictions fix every count they change nothing.

    Returns:
        Position of the answer of each respondent.

    Raises:
        InputError: nothing meets the restrictions.
    """
    n, answers = restrictions[0].members.size, len(restrictions[0].coefficients)
    noise = generator.gumbel(size=(n, answers))
    if log_weights is not None:
        noise = noise + log_weights
    matrix, low, high = _stack(restrictions)
    ones = np.ones(n)
    solution = solve_exactly(
        noise.ravel(), matrix, np.concatenate([ones, low]), np.concatenate([ones, high]), what
    )
    return np.asarray(solution.reshape(n, answers).argmax(axis=1), dtype=np.int64)


def draw_at_least_one(
    generator: np.random.Generator, restrictions: Sequence[Restriction], what: str
) -> Flags:
    """Draw a set of one or more answers for each respondent.

    Args:
        generator: source of the noise.
        restrictions: what must hold exactly; at least one, all for the same respondents and
            answers.
        what: the question, for messages.

    Returns:
        Respondents x answers; no row is empty.

    Raises:
        InputError: nothing meets the restrictions.
    """
    n, answers = restrictions[0].members.size, len(restrictions[0].coefficients)
    noise = generator.logistic(size=(n, answers))
    matrix, low, high = _stack(restrictions)
    solution = solve_exactly(
        noise.ravel(),
        matrix,
        np.concatenate([np.ones(n), low]),
        np.concatenate([np.full(n, float(answers)), high]),
        what,
    )
    return solution.reshape(n, answers).astype(np.bool_)
