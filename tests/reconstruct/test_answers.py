"""Questions of each kind drawn on a small sample; counts checked by plain counting."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.reconstruct.answers import (
    REFUSED,
    Scale,
    draw_refusals,
    draw_scores,
    draw_several,
    draw_single,
)
from saualnama.reconstruct.printed import Bases, CountBound
from saualnama.reconstruct.scores import ScoreSum
from saualnama.survey.questionnaire import Answer, Question, Subtotal

PEOPLE = pd.DataFrame(
    {"settlement": ["urban"] * 30 + ["rural"] * 20, "sex": ["male", "female"] * 25}
)
EVERYBODY = np.ones(50, dtype=bool)
SINGLE = Question(
    "often",
    "single",
    (Answer("daily", 1), Answer("weekly", 2), Answer("never", 3)),
    column="Q1",
    subtotals=(Subtotal("at_all", ("daily", "weekly")),),
)
SEVERAL = Question(
    "sources",
    "multiple",
    (
        Answer("tv", column="Q2_1"),
        Answer("none", column="Q2_2", exclusive=True),
        Answer("radio", column="Q2_3"),
        Answer("not_sure", column="Q2_4", exclusive=True),
    ),
)


def bound(*place_and_counts):
    return CountBound("table", *place_and_counts)


def test_single_answers_meet_groups_and_subtotals():
    bounds = [
        bound("often", "settlement", "urban", "daily", 7, 7),
        bound("often", "total", "all", "at_all", 33, 33),
        bound("often", "sex", "male", "never", 5, 6),
    ]
    drawn = draw_single(np.random.default_rng(1), SINGLE, PEOPLE, EVERYBODY, bounds)
    assert (drawn[:30] == 0).sum() == 7
    assert (drawn <= 1).sum() == 33
    assert (drawn[::2] == 2).sum() in (5, 6)


def test_those_outside_the_base_get_no_answer():
    valid = EVERYBODY.copy()
    valid[:10] = False
    bounds = [bound("often", "total", "all", "never", 4, 4)]
    drawn = draw_single(np.random.default_rng(1), SINGLE, PEOPLE, valid, bounds)
    assert (drawn[:10] == REFUSED).all()
    assert (drawn[10:] >= 0).all()
    assert (drawn == 2).sum() == 4


def test_exclusive_answers_stand_alone_and_nobody_stays_silent():
    bounds = [
        bound("sources", "total", "all", "tv", 30, 30),
        bound("sources", "total", "all", "radio", 21, 21),
        bound("sources", "settlement", "rural", "none", 3, 3),
        bound("sources", "total", "all", "none", 5, 5),
        bound("sources", "total", "all", "not_sure", 2, 2),
    ]
    given = draw_several(np.random.default_rng(2), SEVERAL, PEOPLE, EVERYBODY, bounds)
    assert given.sum(axis=0).tolist() == [30, 5, 21, 2]
    assert given[30:, 1].sum() == 3
    alone = given[:, 1] | given[:, 3]
    assert (given[alone].sum(axis=1) == 1).all()
    assert given.any(axis=1).all()


def test_more_people_than_answers_is_an_error():
    bounds = [
        bound("sources", "total", "all", "tv", 10, 10),
        bound("sources", "total", "all", "radio", 10, 10),
        bound("sources", "total", "all", "none", 5, 5),
        bound("sources", "total", "all", "not_sure", 2, 2),
    ]
    with pytest.raises(InputError, match="sources"):
        draw_several(np.random.default_rng(2), SEVERAL, PEOPLE, EVERYBODY, bounds)


def test_refusals_leave_the_printed_bases():
    table = pd.DataFrame(
        [
            ("valid_base", "sources:urban", 28),
            ("valid_base", "sources:rural", 20),
            ("valid_base", "often:all", 45),
        ],
        columns=["breakdown", "group", "n"],
    )
    bases = Bases(table)
    refused = draw_refusals(np.random.default_rng(3), SEVERAL, PEOPLE, EVERYBODY, bases)
    assert refused[:30].sum() == 2
    assert refused[30:].sum() == 0
    refused = draw_refusals(np.random.default_rng(3), SINGLE, PEOPLE, EVERYBODY, bases)
    assert refused.sum() == 5
    none = Bases(table.iloc[:0])
    assert not draw_refusals(np.random.default_rng(3), SINGLE, PEOPLE, EVERYBODY, none).any()


def test_scores_add_to_their_sums():
    members = {group: (PEOPLE["settlement"] == group).to_numpy() for group in ("urban", "rural")}
    sums = {"urban": ScoreSum(28, 97), "rural": ScoreSum(20, 41)}
    scale = Scale((1.0, 2.0, 3.0, 4.0, 5.0), (5.0, 8.0, 27.0, 24.0, 17.0))
    drawn = draw_scores(np.random.default_rng(4), scale, members, sums, "police")
    points = np.where(drawn == REFUSED, 0, drawn + 1)
    assert points[:30].sum() == 97
    assert points[30:].sum() == 41
    assert (points[:30] == 0).sum() == 2
    assert (points[30:] == 0).sum() == 0
