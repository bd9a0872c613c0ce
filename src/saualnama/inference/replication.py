"""Variance from replicate weights: bootstrap or jackknife, each replicate calibrated again."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.inference.design import FloatArray, as_codes

Centre = Literal["estimate", "mean"]


def replicate_covariance(
    estimate: ArrayLike,
    replicates: ArrayLike,
    *,
    scale: float,
    factors: ArrayLike | None = None,
    centre: Centre = "mean",
) -> FloatArray:
    """Covariance of estimates from their values under each set of replicate weights.

    scale x sum over replicates of factor (estimate_r - centre)(estimate_r - centre)'. Agrees with
    R `svrVar`. Scales: 1 / (R - 1) for R bootstrap replicates, (n - 1) / n for the delete-one
    jackknife, (G - 1) / G for delete-a-group: the `coefficient` of replicate weights.

    Args:
        estimate: from the full weights, shape (k,).
        replicates: shape (R, k).
        scale: positive.
        factors: one for each replicate, shape (R,); 1 when not given.
        centre: deviations from the plain `"mean"` of replicates with a factor, as R by default, or
            from the full `"estimate"` (R `mse = TRUE`).

    Returns:
        Shape (k, k), in squared units of the estimates.

    Raises:
        InputError: shapes that do not fit, values that are not finite, fewer than 2 replicates,
            a scale or factor that is negative, an unknown centre.
    """
    full = np.atleast_1d(np.asarray(estimate, dtype=np.float64))
    values = np.asarray(replicates, dtype=np.float64)
    weights = np.ones(values.shape[0]) if factors is None else np.asarray(factors, np.float64)
    faults = []
    if full.ndim != 1 or values.ndim != 2 or values.shape[1:] != full.shape:
        expected = f"(replicates, {full.size})"
        faults.append(Fault("wrong-shape", "replicates", f"shape {values.shape}", expected))
    elif values.shape[0] < 2 or weights.shape != values.shape[:1]:
        faults.append(
            Fault("wrong-shape", "replicates", f"{values.shape[0]} of them, {weights.size} factors")
        )
    else:
        lost = np.flatnonzero(~np.isfinite(values).all(axis=1))
        faults += [
            Fault("not-finite", f"replicate {row + 1}", "an estimate is not finite") for row in lost
        ]
    if not scale > 0 or (weights < 0).any() or not weights.any():
        faults.append(Fault("bad-scale", "scale", f"{scale}", "positive, with factors from 0"))
    if centre not in ("estimate", "mean"):
        faults.append(Fault("unknown-centre", "centre", repr(centre), "estimate or mean"))
    raise_if_any("replicate variance cannot be computed", faults)
    middle = full
    if centre == "mean":
        middle = values[weights > 0].mean(axis=0)
    away = values - middle
    return np.asarray(scale * (away.T @ (away * weights[:, None])), dtype=np.float64)


def replicate_shares(
    replicate_weights: ArrayLike, answer: ArrayLike, group: ArrayLike | None = None
) -> FloatArray:
    """Shares of a crosstab under each set of replicate weights.

    Args:
        replicate_weights: zero or above, shape (n, R).
        answer: answer codes, shape (n,); -1 is missing.
        group: group codes, shape (n,); -1 is missing. One group of all when not given.

    Returns:
        Shares 0..1, shape (R, c, r), c and r the highest codes + 1.

    Raises:
        InputError: weights or codes that are none; a replicate without weight in a group.
    """
    weights = np.asarray(replicate_weights, dtype=np.float64)
    if (
        weights.ndim != 2
        or not np.isfinite(weights).all()
        or (weights < 0).any()
        or not weights.any()
    ):
        fault = Fault("bad-weights", "replicate weights", f"shape {weights.shape}", "(n, R) from 0")
        raise InputError("replicates cannot be used", [fault])
    rows = weights.shape[0]
    answers, c = as_codes(answer, rows, "the answers")
    groups, r = (np.zeros(rows, dtype=np.int64), 1)
    if group is not None:
        groups, r = as_codes(group, rows, "the grouping")
    valid = (answers >= 0) & (groups >= 0)
    cell = np.where(valid, answers * r + groups, c * r)
    totals = np.stack([weights[cell == one].sum(axis=0) for one in range(c * r)])
    totals = totals.T.reshape(-1, c, r)
    base = totals.sum(axis=1, keepdims=True)
    empty = np.argwhere(base[:, 0] <= 0)
    raise_if_any(
        "replicates cannot be used",
        [
            Fault("empty-base", f"replicate {one + 1}, group {other}", "has no weight")
            for one, other in empty
        ],
    )
    return np.asarray(totals / base, dtype=np.float64)
