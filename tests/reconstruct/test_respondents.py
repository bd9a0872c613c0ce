"""The quota cross. Truth: a second raking on the four-way array, and the rounding's own bounds."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from saualnama.errors import InputError
from saualnama.reconstruct.printed import Bases
from saualnama.reconstruct.respondents import (
    QUOTAS,
    draw_years,
    people_of,
    rake_cells,
    round_cells,
)


@pytest.fixture(scope="module")
def margins(sources):
    return {name: Bases(sources.bases).groups(name) for name in QUOTAS}


@pytest.fixture(scope="module")
def expected(sources, margins):
    return rake_cells(sources.cells, margins)


def test_raking_agrees_with_raking_an_array(sources, margins, expected):
    axes = [list(margins[name]) for name in QUOTAS]
    array = np.zeros([len(axis) for axis in axes])
    places = [
        tuple(axis.index(row[name]) for axis, name in zip(axes, QUOTAS, strict=True))
        for row in sources.cells.to_dict("records")
    ]
    for place, population in zip(places, sources.cells["population"], strict=True):
        array[place] = population
    for _ in range(200):
        for axis in (3, 1, 0, 2):  # another order of the margins
            others = tuple(each for each in range(4) if each != axis)
            wanted = np.array(list(margins[QUOTAS[axis]].values()), dtype=float)
            shape = [-1 if each == axis else 1 for each in range(4)]
            array *= (wanted / array.sum(axis=others)).reshape(shape)
    np.testing.assert_allclose(expected, [array[place] for place in places], atol=1e-7)


def test_no_cross_of_the_quotas_is_off_by_a_respondent(sources, margins, expected):
    counts = round_cells(sources.cells, expected, QUOTAS)
    assert counts.sum() == 1000
    for size in (1, 2, 3, 4):
        for cross in combinations(QUOTAS, size):
            for where in sources.cells.groupby(list(cross)).indices.values():
                assert abs(counts[where].sum() - expected[where].sum()) < 1
    for name in QUOTAS:
        for category, n in margins[name].items():
            assert counts[(sources.cells[name] == category).to_numpy()].sum() == n


def test_the_committed_cross_is_the_rounded_one(sources, expected):
    import ledger

    wave = ledger.Wave(ledger.read_records())
    counts = [
        np.logical_and.reduce([wave.groups[name, row[name]] for name in QUOTAS]).sum()
        for row in sources.cells.to_dict("records")
    ]
    assert np.abs(counts - expected).max() < 1
    assert sum(counts) == 1000


def test_margins_that_empty_cells_forbid_are_an_error(sources, margins):
    # All of Shymkent is urban: rural people cannot be more than the other regions hold.
    impossible = margins | {"settlement": {"urban": 50, "rural": 950}}
    with pytest.raises(InputError, match="cannot be brought"):
        rake_cells(sources.cells, impossible, cycles=50)


def test_categories_on_one_side_only_are_all_named(sources, margins):
    other = margins | {"sex": {"men": 447, "female": 553}}
    with pytest.raises(InputError) as caught:
        rake_cells(sources.cells, other)
    assert [fault.where for fault in caught.value.faults] == ["sex, men", "sex, male"]


def test_people_carry_the_cells_and_the_free_sizes(sources, expected):
    counts = round_cells(sources.cells, expected, QUOTAS)
    free = {"education": {"low": 400, "high": 600}}
    order = {"education": ("low", "high")}
    people = people_of(np.random.default_rng(1), sources.cells, counts, free, order)
    assert people["education"].value_counts().to_dict() == {"low": 400, "high": 600}
    again = people.groupby(list(QUOTAS)).size()
    for row, count in zip(sources.cells.to_dict("records"), counts, strict=True):
        assert again.get(tuple(row[name] for name in QUOTAS), 0) == count


def test_years_stay_in_their_band_and_fall_in_the_open_one():
    bands = {"young": (18, 29), "old": (61, 100)}
    groups = ["young"] * 500 + ["old"] * 3000
    years = draw_years(np.random.default_rng(4), groups, bands, "old", 88)
    assert years[:500].min() == 18
    assert years[:500].max() == 29
    old = years[500:]
    assert old.min() == 61
    assert old.max() <= 88
    assert (old <= 70).sum() > (old > 70).sum()
