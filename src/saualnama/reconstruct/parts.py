"""Three answers behind one printed sum of rounded percentages."""

from __future__ import annotations

from itertools import product

import numpy as np
from scipy.special import gammaln

from saualnama.errors import Fault, InputError


def draw_parts(
    generator: np.random.Generator, count: int, n: int, wanted: int, where: str
) -> tuple[int, int, int]:
    """Draw three parts of `count` whose rounded percentages of `n` add to `wanted` tenths.

    The chances are multinomial with equal shares, for nothing is printed about the parts.

    Args:
        generator: source of the noise.
        count: respondents to split.
        n: respondents of the group.
        wanted: the printed sum in tenths of a per cent.
        where: the group, for messages.

    Raises:
        InputError: no three parts print so.
    """

    def tenths(part: int) -> int:
        return (2000 * part + n) // (2 * n)

    options = [
        (first, second, count - first - second)
        for first, second in product(range(count + 1), repeat=2)
        if first + second <= count
        and tenths(first) + tenths(second) + tenths(count - first - second) == wanted
    ]
    if not options:
        fault = Fault("no-solution", where, f"no three parts of {count} print {wanted / 10}")
        raise InputError("no answers meet the printed figures", [fault])
    chances = -gammaln(np.array(options, dtype=np.float64) + 1).sum(axis=1)
    return options[int(np.argmax(chances + generator.gumbel(size=len(options))))]
