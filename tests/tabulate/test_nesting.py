"""Families of breakdowns. Truth: small cases by hand, and all pairs of respondents."""

from __future__ import annotations

import numpy as np
import pytest
from random_wave import random_survey

from saualnama.tabulate.nesting import families


def names(survey):
    return [family.breakdowns for family in families(survey)]


def wave_with(*merged):
    """The small drawn wave of this seed that has the breakdowns asked for."""
    for seed in range(200):
        survey = random_survey(seed, refusals=False)
        found = {d.id for d in survey.questionnaire.demographics if d.merges}
        if found == set(merged) and all(
            len(np.unique(survey.group_codes(d.id))) == len(d.groups)
            for d in survey.questionnaire.demographics
        ):
            return survey
    raise AssertionError("no such wave")


def test_breakdowns_that_cut_across_each_other_stand_alone():
    survey = wave_with()
    assert names(survey) == [(d.id,) for d in survey.questionnaire.demographics]
    for family in families(survey):
        (name,) = family.breakdowns
        assert (family.column == survey.group_codes(name)).all()
        assert family.unit.tolist() == list(range(len(survey.groups(name))))


def test_a_breakdown_that_merges_groups_is_of_their_family():
    survey = wave_with("land")
    assert ("region", "land") in names(survey)
    family = next(f for f in families(survey) if "land" in f.breakdowns)
    # columns are regions, units are lands
    assert family.groups["region"].tolist() == list(range(len(survey.groups("region"))))
    same = family.groups["land"][:, None] == family.groups["land"]
    assert ((family.unit[:, None] == family.unit) == same).all()


def test_two_ways_to_merge_the_same_groups_share_their_units():
    """Lands west and east overlap in one region, so that every region is in one unit."""
    survey = wave_with("land", "other_land")
    family = next(f for f in families(survey) if "land" in f.breakdowns)
    assert set(family.breakdowns) == {"region", "land", "other_land"}
    assert len(set(family.unit.tolist())) == 1


@pytest.mark.parametrize("seed", range(12))
def test_a_unit_is_never_divided_and_never_larger_than_it_must_be(seed):
    survey = random_survey(seed)
    for family in families(survey):
        inside = np.flatnonzero(family.column >= 0)
        codes = np.array([survey.group_codes(name)[inside] for name in family.breakdowns])
        unit = family.unit[family.column[inside]]
        # respondents who share a group of any breakdown, and whoever shares one with them
        near = (codes[:, :, None] == codes[:, None, :]).any(axis=0)
        while not ((near @ near) == near).all():
            near = near @ near
        assert ((unit[:, None] == unit) == near).all()
        for name, row in zip(family.breakdowns, codes, strict=True):
            assert (family.groups[name][family.column[inside]] == row).all()
