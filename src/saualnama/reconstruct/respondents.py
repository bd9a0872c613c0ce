"""Who was asked: region, settlement, sex and age as in the population, the rest at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.reconstruct.draw import Codes, Floats

QUOTAS = ("region", "settlement", "sex", "age_group")
"""The demographics that the sample was planned by; their cross follows the population."""


def rake_cells(
    cells: pd.DataFrame, margins: Mapping[str, Mapping[str, int]], cycles: int = 1000
) -> Floats:
    """Bring population counts to the margins of a sample (Deming, Stephan 1940).

    Args:
        cells: one row a cell, a column for each key of `margins`, and `population`.
        margins: respondents in each category; every margin has the same total.
        cycles: most passes over the margins.

    Returns:
        Expected respondents in each cell.

    Raises:
        InputError: a category on one side only, or margins not met to 1e-9 within `cycles`.
    """
    raise_if_any(
        "the population does not fit the sample's margins",
        [
            Fault("unknown-category", f"{name}, {category}", problem)
            for name, categories in margins.items()
            for problem, found in (
                ("the sample has it, the population does not", set(categories) - set(cells[name])),
                ("the population has it, the sample does not", set(cells[name]) - set(categories)),
            )
            for category in sorted(found)
        ],
    )
    expected = cells["population"].to_numpy(dtype=np.float64)
    indicators = [
        ((cells[name] == category).to_numpy(), float(n))
        for name, categories in margins.items()
        for category, n in categories.items()
    ]
    for _ in range(cycles):
        for inside, n in indicators:
            expected = np.where(inside, expected * (n / expected[inside].sum()), expected)
        if max(abs(expected[inside].sum() - n) for inside, n in indicators) < 1e-9:
            return expected
    fault = Fault("not-converged", "quota cells", "the margins contradict the empty cells")
    raise InputError("the population cannot be brought to the sample's margins", [fault])


def round_cells(cells: pd.DataFrame, expected: Floats, names: Sequence[str]) -> Codes:
    """Round expected counts so that no margin moves by a whole respondent (Cox 1987).

    Every cell, and every cross of two or three of `names`, is the floor or the ceiling of its
    expectation, and whole margins stay as they are; among these roundings the one nearest to the
    expectation is taken.

    Args:
        cells: one row a cell, with the columns `names`.
        expected: expected respondents in each cell; one-way margins are whole.
        names: the crossed demographics.

    Raises:
        InputError: there is no such rounding.
    """
    floors = np.floor(expected + 1e-9)
    rows, lows, highs = [], [], []
    crosses = [cross for size in (1, 2, 3) for cross in combinations(names, size)]
    for cross in crosses:
        for _, positions in sorted(cells.groupby(list(cross), sort=True).indices.items()):
            inside = np.zeros(len(cells))
            inside[positions] = 1
            total = float(expected[positions].sum())
            rows.append(inside)
            lows.append(np.floor(total + 1e-6) - floors[positions].sum())
            highs.append(np.ceil(total - 1e-6) - floors[positions].sum())
    # |x - e| differs between the ceiling and the floor by 1 - 2 (e - floor).
    cost = 1 - 2 * (expected - floors)
    result = milp(
        cost,
        integrality=np.ones(len(cells), dtype=np.int64),
        bounds=Bounds(0, np.where(expected - floors > 1e-9, 1.0, 0.0)),
        constraints=LinearConstraint(sparse.csr_array(np.array(rows)), lows, highs),
    )
    if result.status != 0 or result.x is None:
        fault = Fault("no-solution", "quota cells", str(result.message))
        raise InputError("the quota cells cannot be rounded", [fault])
    return (floors + np.rint(result.x)).astype(np.int64)


def people_of(
    generator: np.random.Generator,
    cells: pd.DataFrame,
    counts: Codes,
    free: Mapping[str, Mapping[str, int]],
    order: Mapping[str, Sequence[str]],
) -> pd.DataFrame:
    """Lay out one row a respondent, in random order.

    Args:
        generator: source of the order.
        cells: one row a quota cell.
        counts: respondents in each cell.
        free: demographics that nothing ties to the others, with the size of each category: they
            are dealt out at random.
        order: categories of each demographic, so that the deal does not hang on the input's order.

    Returns:
        The quota columns and the free ones, as category ids.
    """
    repeated = cells.loc[np.repeat(cells.index.to_numpy(), counts), list(QUOTAS)]
    people = repeated.iloc[generator.permutation(len(repeated))].reset_index(drop=True)
    for name, sizes in free.items():
        deck = [category for category in order[name] for _ in range(sizes[category])]
        people[name] = np.array(deck, dtype=object)[generator.permutation(len(deck))]
    return people


def draw_years(
    generator: np.random.Generator,
    groups: Sequence[str],
    bands: Mapping[str, tuple[int, int]],
    open_band: str,
    oldest: int,
) -> Codes:
    """Draw an age in years inside each respondent's band.

    Even within the closed bands; in the open last band the chance falls in a straight line to
    nothing above `oldest`.

    Args:
        generator: source of the draw.
        groups: the band of each respondent.
        bands: first and last year of each band.
        open_band: the band without a real end.
        oldest: greatest age drawn in it.
    """
    years = np.empty(len(groups), dtype=np.int64)
    for position, group in enumerate(groups):
        first, last = bands[group]
        if group == open_band:
            ages = np.arange(first, oldest + 1)
            falling = (oldest + 1 - ages).astype(np.float64)
            years[position] = generator.choice(ages, p=falling / falling.sum())
        else:
            years[position] = generator.integers(first, last + 1)
    return years
