"""Changes of whole waves. Truth: the change that the test made; pandas sums; one stacked design;
statsmodels for many tests."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

import second_wave
from saualnama.compare.changes import COLUMNS, changes_table
from saualnama.compare.comparability import compare_questionnaires
from saualnama.compare.comparison import FINDING_COLUMNS, compare_waves
from saualnama.compare.question_tests import COLUMNS as TEST_COLUMNS
from saualnama.compare.question_tests import question_tests
from saualnama.errors import InputError
from saualnama.inference import crosstab, rao_scott, sample_codes, shares, stacked, stacked_design
from saualnama.tabulate.tidy import SmallBases

SMALL = SmallBases()


@pytest.fixture(scope="module")
def found(wave_2021, wave_2023, words):
    return compare_waves(wave_2021, wave_2023, words, SMALL)


def weighted_share(wave, question: str, answer: str, group: tuple[str, str] | None = None) -> float:
    frame = wave.survey.frame.assign(w=wave.design.weights)
    frame = frame[~frame[question].astype(str).str.startswith("_")]
    if group:
        frame = frame[frame[group[0]].isin([group[1]])]
    return 100 * frame.loc[frame[question] == answer, "w"].sum() / frame["w"].sum()


def test_shares_and_their_change_are_those_of_pandas(found, wave_2021, wave_2023) -> None:
    rows = found.changes.set_index(["question", "answer", "breakdown", "group"])
    assert list(found.changes.columns) == list(COLUMNS)
    for breakdown, later, group in [
        ("total", None, "all"),
        ("sex", "sex", "female"),
        ("region", "region_2021", "east_kazakhstan"),
        ("region", "region_2021", "nur_sultan"),
    ]:
        row = rows.loc[("knows_dv_cases", "knows", breakdown, group)]
        first = weighted_share(
            wave_2021, "knows_dv_cases", "knows", (breakdown, group) if later else None
        )
        second = weighted_share(
            wave_2023, "knows_dv_cases", "knows", (later, group) if later else None
        )
        np.testing.assert_allclose(
            row[["earlier", "later", "change"]].astype(float),
            [first, second, second - first],
            rtol=1e-12,
            atol=1e-10,
        )


def test_the_change_that_was_made_is_found_and_little_else(found) -> None:
    total = found.changes[found.changes["breakdown"] == "total"]
    knows = total[(total["question"] == "knows_dv_cases") & (total["answer"] == "knows")].iloc[0]
    moved = 100 * second_wave.MOVED / 1000
    assert knows["ci_low"] < moved < knows["ci_high"]
    assert knows["p_holm"] < 1e-6
    touched = {"knows_dv_cases", "acquaintance_sought_help", "why_violence_continues"}
    assert set(total.loc[total["p_holm"] < 0.05, "question"]) <= touched
    # of everything else only chance is left
    rest = found.changes[~found.changes["question"].isin(touched)]["p"].dropna()
    assert 0.005 < (rest < 0.05).mean() < 0.08


def test_errors_are_those_of_one_stacked_design(found, wave_2021, wave_2023) -> None:
    """Two samples as strata of one design: another way to the same variance, at all groups."""
    designs = wave_2021.design, wave_2023.design
    waves = list(zip((wave_2021, wave_2023), ("region", "region_2021"), strict=True))
    size = 6
    groups = wave_2021.survey.groups("region")
    order = [groups.index(group) for group in wave_2023.survey.groups("region_2021")]
    code = [wave.survey.group_codes(name) for wave, name in waves]
    group = stacked(code[0], 17 + np.array(order)[code[1]])
    answer = stacked(*(wave.survey.codes("dv_change_5y", size) for wave, _ in waves))
    table = crosstab(stacked_design(*designs), answer, group, answers=size, groups=34)
    ours = shares(table)
    both = 100 * np.hypot(ours.se[:, :17], ours.se[:, 17:])
    rows = found.changes[
        (found.changes["question"] == "dv_change_5y")
        & (found.changes["breakdown"] == "region")
        & (found.changes["statistic"] == "pct")
    ]
    tested = rows["p"].notna().to_numpy()
    np.testing.assert_allclose(rows["se"].to_numpy()[tested], both.T.ravel()[tested], rtol=1e-9)
    assert tested.sum() > 60


def test_holm_and_benjamini_hochberg_within_each_breakdown(found) -> None:
    for _, rows in found.changes.groupby("breakdown"):
        tested = rows[rows["p"].notna()]
        for name, method in (("p_holm", "holm"), ("p_bh", "fdr_bh")):
            expected = multipletests(tested["p"], method=method)[1]
            np.testing.assert_allclose(tested[name], expected, rtol=1e-12)
    assert found.changes.loc[found.changes["p"].isna(), ["p_holm", "p_bh"]].isna().all(axis=None)


def test_what_is_not_tested_says_why_and_small_bases_are_marked(found) -> None:
    changes = found.changes
    assert set(changes.loc[changes["p"].notna(), "method"]) == {"t"}
    assert changes.loc[changes["p"].isna(), "method"].str.startswith("none: ").all()
    fewest = changes[["earlier_n", "later_n"]].min(axis=1)
    assert (changes.loc[fewest < 25, "flag"] == "suppressed").all()
    assert (changes.loc[(fewest >= 25) & (fewest < 50), "flag"] == "small").all()
    assert (changes.loc[fewest >= 50, "flag"] == "").all()


def test_a_change_rests_on_the_weaker_of_its_sides(found) -> None:
    words = set(found.changes["evidence"])
    assert words == {"printed", "reconstructed"}
    assert found.summary["observed"] is False
    assert set(found.questions["evidence"]) <= words


def test_whole_questions_are_tested_under_both_designs(found, wave_2021, wave_2023) -> None:
    assert list(found.questions.columns) == list(TEST_COLUMNS)
    designs = wave_2021.design, wave_2023.design
    answer = stacked(*(w.survey.codes("knows_dv_cases", 2) for w in (wave_2021, wave_2023)))
    test = rao_scott(crosstab(stacked_design(*designs), answer, sample_codes(*designs), groups=2))
    row = found.questions[found.questions["question"] == "knows_dv_cases"].iloc[0]
    assert row["statistic"] == pytest.approx(test.statistic, rel=1e-12)
    # a question of two answers: the F test is the square of the t test of the change, up to the
    # variance under no change
    change = found.changes[
        (found.changes["question"] == "knows_dv_cases") & (found.changes["breakdown"] == "total")
    ].iloc[0]
    assert row["statistic"] == pytest.approx(change["t"] ** 2, rel=0.1)
    assert found.questions["p"].notna().all()


def test_the_summary_counts_what_the_tables_hold(found) -> None:
    assert list(found.findings.columns) == list(FINDING_COLUMNS)
    assert found.summary["questions"] == {"compared": 21, "with caution": 1, "not compared": 0}
    region = next(b for b in found.summary["breakdowns"] if b["breakdown"] == "region")
    rows = found.changes[found.changes["breakdown"] == "region"]
    assert (region["figures"], region["tests"]) == (len(rows), rows["p"].count())
    assert region["later_breakdown"] == "region_2021"


def test_a_wave_that_did_not_change(small_pair, no_words) -> None:
    earlier, later = small_pair()
    same = compare_waves(earlier, later, (no_words, no_words), SmallBases(0, 0)).changes
    np.testing.assert_allclose(same["earlier_unweighted"], same["later_unweighted"])
    assert (same["evidence"] == "observed").all()


def test_later_minus_earlier_turns_its_sign(small_pair, no_words) -> None:
    def other_answers(rows: pd.DataFrame) -> None:
        rows.loc[rows["Q2"] == 2, "Q2"] = 1

    earlier, later = small_pair(change_rows=other_answers)
    there = compare_waves(earlier, later, (no_words, no_words), SMALL).changes
    back = compare_waves(later, earlier, (no_words, no_words), SMALL).changes
    np.testing.assert_allclose(there["change"], -back["change"], atol=1e-12)
    np.testing.assert_allclose(there["p"], back["p"], atol=1e-12)
    np.testing.assert_allclose(there["ci_low"], -back["ci_high"], atol=1e-12)


def test_answers_and_groups_are_matched_by_id(small_pair, no_words) -> None:
    """The later wave writes answers, items and groups in another order and with other codes."""

    def shuffled(document) -> None:
        document["questions"][0]["answers"].reverse()
        document["questions"][2]["answers"].reverse()
        document["questions"][3]["items"].reverse()
        document["demographics"][0]["categories"].reverse()

    plain = compare_waves(*small_pair(), (no_words, no_words), SMALL)
    other = compare_waves(*small_pair(change_document=shuffled), (no_words, no_words), SMALL)
    pd.testing.assert_frame_equal(plain.changes, other.changes)
    pd.testing.assert_frame_equal(plain.questions, other.questions)


def test_a_question_with_other_answers_has_no_test_as_a_whole(small_pair, no_words) -> None:
    def without_money(document) -> None:
        del document["questions"][2]["answers"][1]

    earlier, later = small_pair(change_document=without_money)
    common = compare_questionnaires(
        earlier.survey.questionnaire, later.survey.questionnaire, no_words, no_words
    )
    tests = question_tests(earlier, later, common.questions).set_index("question")
    assert tests.loc["why", "flag"] == "not done: the answers differ"
    assert np.isnan(tests.loc["why", "p"])
    changes = changes_table(earlier, later, common.questions, common.breakdowns, SMALL)
    assert set(changes.loc[changes["question"] == "why", "answer"]) == {"fear", "not_sure"}


def test_a_question_that_nobody_answered_is_left_out_and_named(small_pair, no_words) -> None:
    def silent(rows: pd.DataFrame) -> None:
        rows["Q5"] = np.nan

    found = compare_waves(*small_pair(change_rows=silent), (no_words, no_words), SMALL)
    assert "trust" not in set(found.changes["question"]) | set(found.questions["question"])
    named = found.findings[found.findings["id"] == "trust"]
    assert named[["verdict", "reason"]].to_numpy().tolist() == [["not compared", "nobody_answered"]]


def test_every_column_is_described() -> None:
    document = (Path(__file__).parents[2] / "docs/files.md").read_text(encoding="utf-8")
    section = document.split("two waves beside each other")[1].split("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", section))
    assert {*COLUMNS, *TEST_COLUMNS, *FINDING_COLUMNS} <= named


def test_waves_that_cannot_be_compared_are_refused(small_pair, no_words, wave_2021) -> None:
    earlier, _ = small_pair()
    with pytest.raises(InputError, match="with itself"):
        compare_waves(earlier, earlier, (no_words, no_words), SMALL)
    with pytest.raises(InputError, match="no question can be compared"):
        compare_waves(wave_2021, earlier, (no_words, no_words), SMALL)
