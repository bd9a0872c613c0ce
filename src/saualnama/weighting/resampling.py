"""How often each respondent counts in each replicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from saualnama.errors import Fault, raise_if_any

ReplicateMethod = Literal["bootstrap", "jackknife", "delete_a_group"]

Multiplicities = NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class ReplicateRecipe:
    """Which replicates are made.

    Attributes:
        method: `bootstrap` draws n - 1 of n respondents with replacement (Rao, Wu 1988; R's
            `subbootstrap`); `jackknife` leaves out one respondent at a time (R's `JK1`);
            `delete_a_group` leaves out one of several random groups at a time (Kott 2001; R's
            `JK1` with the groups as clusters).
        replicates: how many; 0 for the jackknife, which has one a respondent.
        seed: of the random draws; without meaning for the jackknife, where it must stay 0.
    """

    method: ReplicateMethod = "bootstrap"
    replicates: int = 1000
    seed: int = 0

    def __post_init__(self) -> None:
        faults = []

        def fault(where: str, problem: str, expected: str) -> None:
            faults.append(Fault("bad-recipe", where, problem, expected))

        if self.method not in get_args(ReplicateMethod):
            fault("method", f"`{self.method}` is unknown", ", ".join(get_args(ReplicateMethod)))
        elif self.method == "jackknife":
            if self.replicates or self.seed:
                fault("replicates and seed", "are given for the jackknife", "0 and 0")
        elif self.replicates < 2:
            fault("replicates", f"are {self.replicates}", "2 or more")
        if self.seed < 0:
            fault("seed", f"is {self.seed}", "0 or more")
        raise_if_any("the replicates' recipe cannot be used", faults)

    def multiplicities(self, n: int) -> Multiplicities:
        """(n, replicates) times that each respondent counts in each replicate.

        Raises:
            InputError: fewer respondents than two, or than groups.
        """
        least = self.replicates if self.method == "delete_a_group" else 2
        if n < least:
            problem = f"has {n} respondents"
            raise_if_any(
                "the sample cannot be replicated",
                [Fault("too-few", "sample", problem, f"{least} or more for {self.method}")],
            )
        if self.method == "jackknife":
            return np.ones((n, n), dtype=np.uint8) - np.eye(n, dtype=np.uint8)
        random = np.random.Generator(np.random.PCG64(self.seed))
        if self.method == "delete_a_group":
            group = random.permutation(n) % self.replicates
            return np.not_equal(group[:, None], np.arange(self.replicates)).astype(np.uint8)
        counts = np.empty((n, self.replicates), dtype=np.uint16)
        for replicate in range(self.replicates):
            drawn = random.integers(0, n, n - 1)
            counts[:, replicate] = np.bincount(drawn, minlength=n)
        return counts

    def coefficient(self, replicates: int) -> float:
        """What the sum of squared deviations of the estimates is multiplied by."""
        if self.method == "bootstrap":
            return 1 / (replicates - 1)
        return (replicates - 1) / replicates
