"""What figures of a reconstruction rest on. Truth: small cases worked by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import small_wave
from saualnama.inference import Design
from saualnama.survey.questionnaire import (
    Answer,
    Category,
    Demographic,
    Question,
    Questionnaire,
    Subtotal,
)
from saualnama.tabulate.evidence import Evidence, printed_figures
from saualnama.tabulate.exhibits import Exhibit, Part
from saualnama.tabulate.tidy import SmallBases, exhibit_table

ANSWERS = ("a", "b", "c", "d")
GROUPS = ("north", "south", "east")


def case(kind="single", subtotals=()):
    question = Question("q", kind, tuple(map(Answer, ANSWERS)), subtotals=subtotals)
    region = Demographic("region", "R", tuple(Category(g, at) for at, g in enumerate(GROUPS)))
    return Questionnaire("w", "reconstruction", "ID", (), (region,), (question,)), question


def settled(cells, *, total=None, kind="single", subtotals=()):
    """Settled (answer, group) pairs by region, given printed percentages of some."""
    questionnaire, question = case(kind, subtotals)
    printed = {("q", "region"): cells}
    if total is not None:
        printed["q", "total"] = {("all", answer): value for answer, value in total.items()}
    flags = Evidence(questionnaire, printed).settled(question, "region")
    return {(GROUPS[j], ANSWERS[i]) for i in range(4) for j in range(3) if flags[i, j]}


def of(group, answers=ANSWERS):
    return {(group, answer) for answer in answers}


def test_only_what_is_printed_is_settled_at_first():
    assert settled({("north", "a"): 50.0}) == {("north", "a")}


def test_the_last_answer_of_a_group_follows_from_its_base():
    cells = {("north", "a"): 50.0, ("north", "b"): 20.0, ("north", "c"): 5.0}
    assert settled(cells) == of("north")
    assert settled(cells, kind="multiple") == set(cells)


def test_a_full_bar_leaves_nothing_for_answers_without_a_label():
    assert settled({("north", "a"): 60.0, ("north", "b"): 40.0}) == of("north")
    assert settled({("north", "a"): 60.0, ("north", "b"): 39.9}) == of("north")
    assert settled({("north", "a"): 60.0, ("north", "b"): 39.0}) == {
        ("north", "a"),
        ("north", "b"),
    }
    assert settled({("north", "a"): 60.0, ("north", "b"): 40.0}, kind="multiple") == {
        ("north", "a"),
        ("north", "b"),
    }


def test_the_last_group_of_an_answer_follows_from_its_total():
    cells = {("north", "a"): 10.0, ("south", "a"): 20.0}
    assert settled(cells) == set(cells)
    assert settled(cells, total={"a": 15.0}) == {*cells, ("east", "a")}
    assert settled(cells, total={"b": 15.0}) == set(cells)
    assert settled(cells, total={"a": 15.0}, kind="multiple") == {*cells, ("east", "a")}


def test_one_step_can_open_the_next():
    # three known answers of east come by the totals, and then its fourth from the base
    cells = {(group, answer): 10.0 for group in ("north", "south") for answer in "abc"}
    assert settled(cells, total={"a": 10.0, "b": 10.0, "c": 10.0}) == {
        (group, answer) for group in GROUPS for answer in ANSWERS
    }


def test_a_total_follows_from_groups_that_are_all_known():
    questionnaire, question = case()
    printed = {("q", "region"): {(group, "a"): 10.0 for group in GROUPS}}
    flags = Evidence(questionnaire, printed).settled(question, "total")
    assert flags[:, 0].tolist() == [True, False, False, False]
    del printed["q", "region"]["east", "a"]
    assert not Evidence(questionnaire, printed).settled(question, "total").any()


def test_a_printed_subtotal_settles_the_rest_but_not_its_parts():
    ab = (Subtotal("ab", ("a", "b")),)
    cells = {("north", "ab"): 70.0, ("north", "c"): 20.0}
    assert settled(cells, subtotals=ab) == of("north", "cd")
    full = {("north", "ab"): 70.0, ("north", "c"): 30.0}
    assert settled(full, subtotals=ab) == of("north", "cd")


def words(part, printed):
    """Evidence of every row of a part of the small wave."""
    from saualnama.survey.ingest import ingest
    from saualnama.survey.parsing import parse_questionnaire

    questionnaire = parse_questionnaire(small_wave.QUESTIONNAIRE, "q")
    survey = ingest(small_wave.frame(), questionnaire, file="a.sav")
    table = exhibit_table(
        survey,
        Design(np.ones(30), variance="fixed"),
        Exhibit("table_1", (part,)),
        SmallBases(),
        Evidence(questionnaire, printed),
    )
    return {(line["group"], line["answer"]): line["evidence"] for line in table.to_dict("records")}


def test_a_real_wave_is_observed_throughout():
    part = Part("change", "sex", ("pct", "subtotal_pct"))
    assert set(words(part, None).values()) == {"observed"}


def test_a_subtotal_is_printed_when_it_is_or_when_its_parts_are():
    part = Part("change", "sex", ("pct", "subtotal_pct"))
    printed = {
        ("change", "sex"): {
            ("male", "better"): 1.0,
            ("male", "worse"): 2.0,
            ("female", "changed"): 3.0,
        }
    }
    found = words(part, printed)
    assert {place for place, word in found.items() if word == "printed"} == {
        ("male", "better"),
        ("male", "worse"),
        ("male", "changed"),
        ("female", "changed"),
    }
    assert set(found.values()) == {"printed", "reconstructed"}


def test_a_mean_is_printed_alone_or_with_its_whole_scale():
    part = Part("trust", "sex", ("mean",))
    assert words(part, {("trust", "sex"): {("male", "mean_score"): 1.5}}) == {
        ("male", "mean_score"): "printed",
        ("female", "mean_score"): "reconstructed",
    }
    shares = {("female", "low"): 40.0, ("female", "high"): 50.0}
    assert words(part, {("trust", "sex"): shares}) == {
        ("male", "mean_score"): "reconstructed",
        ("female", "mean_score"): "printed",
    }


def test_the_mean_of_a_rated_item_is_printed_only_by_itself():
    part = Part("quality", "sex", ("mean",))
    found = words(part, {("quality", "sex"): {("male", "police"): 1.5}})
    assert [place for place, word in found.items() if word == "printed"] == [("male", "police")]


def test_nothing_about_another_cross_counts():
    part = Part("change", "sex", ("pct",))
    other = {
        ("change", "region"): {("north", "better"): 1.0},
        ("trust", "sex"): {("male", "low"): 1.0},
    }
    assert set(words(part, other).values()) == {"reconstructed"}


@pytest.mark.parametrize("statistic", ["chi2", "p_value", "pct_point_diff"])
def test_tests_and_differences_print_no_cell(statistic):
    row = {"question": "q", "breakdown": "sex", "group": "male", "answer": "a", "printed": "5"}
    assert printed_figures(pd.DataFrame([row | {"statistic": statistic}])) == {}


def test_a_cell_printed_twice_keeps_its_larger_share():
    row = {"question": "q", "breakdown": "sex", "group": "male", "answer": "a"}
    table = pd.DataFrame(
        [
            row | {"statistic": "count", "printed": "558"},
            row | {"statistic": "pct", "printed": "55.9"},
            row | {"statistic": "pct", "printed": "56"},
        ]
    )
    assert printed_figures(table) == {("q", "sex"): {("male", "a"): 56.0}}
