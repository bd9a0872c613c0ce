"""Headline figures. Truth: the tables' own estimates, and sums over people in plain Python."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import small_targets
from saualnama.errors import InputError
from saualnama.inference import Design
from saualnama.survey.wave import NOT_ASKED
from saualnama.tabulate.estimates import MEAN_SCORE, estimate
from saualnama.tabulate.headlines import headline_sums, parse_headlines


@pytest.fixture(scope="module")
def headlines(small_questionnaire):
    return parse_headlines({"headlines": small_targets.HEADLINES}, small_questionnaire, "e.yaml")


@pytest.mark.parametrize("weighted", [False, True])
def test_they_are_the_figures_of_the_tables(small_survey, headlines, small_weights, weighted):
    weights = small_weights if weighted else np.ones(30)
    found = headline_sums(small_survey, headlines).estimates(weights)
    design = Design(weights, variance="fixed")
    for headline, value in zip(headlines, found, strict=True):
        question = small_survey.questionnaire.question[headline.question]
        table = estimate(small_survey, design, question, "total", headline.statistic)
        row = table.answers.index(headline.answer or MEAN_SCORE)
        assert value == pytest.approx(table.weighted[row, 0], rel=1e-12), headline


def test_a_share_counted_by_hand(small_survey, headlines, small_weights):
    frame = small_survey.frame
    inside = above = 0.0
    for answer, weight in zip(frame["change"], small_weights, strict=True):
        if not answer.startswith("_"):
            inside += weight
            above += weight * (answer in ("better", "worse"))
    found = headline_sums(small_survey, headlines).estimates(small_weights)
    assert found[1] == pytest.approx(100 * above / inside, rel=1e-12)


def test_no_headlines_are_no_fault(small_questionnaire):
    assert parse_headlines({}, small_questionnaire, "exhibits.yaml") == ()


def test_all_faults_at_once(small_questionnaire):
    wrong = [
        {"question": "chnge", "answer": "better", "statistic": "pct"},
        {"question": "change", "answer": "beter", "statistic": "pct"},
        {"question": "change", "answer": "better", "statistic": "mean"},
        {"question": "quality", "statistic": "mean"},
        {"question": "trust", "answer": "low", "statistic": "mean"},
        {"question": "change", "answer": "better", "statistic": "subtotal_pct"},
    ]
    with pytest.raises(InputError) as raised:
        parse_headlines({"headlines": wrong}, small_questionnaire, "exhibits.yaml")
    assert [fault.where for fault in raised.value.faults] == [
        f"exhibits.yaml, headlines, entry {number}" for number in range(1, 7)
    ]
    assert raised.value.faults[0].code == "unknown-question"
    assert "police, courts" in str(raised.value)


def test_a_figure_that_nobody_answered_is_refused(small_survey, headlines):
    frame = small_survey.frame.copy()
    frame["trust"] = frame["trust"].where(frame["trust"].isna(), NOT_ASKED)
    with pytest.raises(InputError, match="headline `trust`: nobody answered"):
        headline_sums(replace(small_survey, frame=frame), headlines)
