"""differences.csv. Truth: cells of crosses.csv subtracted; the letters as committed; the unweighted
variance by its formula."""

from __future__ import annotations

import math
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as t_distribution

from saualnama.inference import Design
from saualnama.io.tables import read_table, write_table
from saualnama.survey.wave import Survey
from saualnama.tabulate.crosses import crosses_table, wave_crosses
from saualnama.tabulate.disclosure import withheld_cells
from saualnama.tabulate.group_pairs import COLUMNS, NEAR_ZERO, differences_table
from saualnama.tabulate.tidy import SmallBases

RESULTS = Path(__file__).parents[2] / "results/2021/tables"
SMALL = SmallBases(50, 25)
FIGURES = list(COLUMNS[6:17])


@pytest.fixture(scope="module")
def cells(crosses_2021, evidence_2021) -> pd.DataFrame:
    return crosses_table(crosses_2021, evidence_2021, SMALL, {})


@pytest.fixture(scope="module")
def pairs(crosses_2021) -> pd.DataFrame:
    return differences_table(crosses_2021, SMALL, {})


@pytest.fixture(scope="module")
def cell(cells):
    names = ["question", "answer", "breakdown", "group", "statistic"]
    return {tuple(row[name] for name in names): row for row in cells.to_dict("records")}


def both(cell, row) -> tuple[dict, dict]:
    where = row["question"], row["answer"], row["breakdown"]
    return tuple(cell[*where, row[side], row["statistic"]] for side in ("group", "other"))


def test_every_two_groups_stand_in_their_order(pairs, cells) -> None:
    assert tuple(pairs.columns) == COLUMNS
    expected = []
    for (question, breakdown), rows in cells.groupby(["question", "breakdown"], sort=False):
        groups = list(dict.fromkeys(rows["group"]))
        first = rows[rows["group"] == groups[0]]
        lines = list(zip(first["answer"], first["statistic"], strict=True))
        expected += [
            (question, answer, breakdown, *pair, statistic)
            for pair in combinations(groups, 2)
            for answer, statistic in lines
        ]
    assert list(pairs[list(COLUMNS[:6])].itertuples(index=False, name=None)) == expected


def test_a_difference_is_one_cell_less_the_other(pairs, cell) -> None:
    for row in pairs.to_dict("records"):
        group, other = both(cell, row)
        for name, of in (("unweighted_difference", "unweighted"), ("difference", "weighted")):
            assert row[name] == pytest.approx(group[of] - other[of], rel=1e-9, abs=1e-9)
        tested = row["method"] == "t"
        if min(group["base_n"], other["base_n"]) < 30:
            assert row["method"] == "none: too few respondents in one of the groups"
        elif tested:
            assert row["ci_low"] < row["difference"] < row["ci_high"]
            assert (row["p"] < 0.05) == (row["ci_low"] > 0 or row["ci_high"] < 0)
        assert tested == math.isfinite(row["p"]) == math.isfinite(row["se"])


def test_how_many_pairs_p_is_adjusted_for_tells_nothing_of_withheld_cells(
    crosses_2021, evidence_2021, survey_2021
) -> None:
    """The number of pairs follows from bases and from what is shown: no withheld count is in it."""
    withheld = withheld_cells(survey_2021, SMALL)
    cells = crosses_table(crosses_2021, evidence_2021, SMALL, withheld)
    pairs = differences_table(crosses_2021, SMALL, withheld)
    line = ["question", "answer", "breakdown", "statistic"]
    of_line = dict(list(pairs[pairs["statistic"] != "mean"].groupby(line, sort=False)))
    seen = at_an_end = 0
    for key, rows in cells[cells["statistic"] != "mean"].groupby(line, sort=False):
        hidden = rows["flag"].isin(["suppressed", "complementary"])
        if not hidden.any() or key not in of_line:
            continue
        large = rows["base_n"].ge(30) | (hidden & rows["base_flag"].eq("withheld"))
        end = rows["count"].isin([0]) | rows["count"].eq(rows["base_n"])
        at_an_end += int((large & end & hidden).sum())
        groups = rows[large].assign(hidden=hidden, end=end).to_dict("records")
        expected = sum(
            one["hidden"] or other["hidden"] or not (one["end"] or other["end"])
            for one, other in combinations(groups, 2)
        )
        for side in ("p", "unweighted_p"):
            found = of_line[key][side + "_adjusted"]
            p = of_line[key][side]
            known = p.notna()
            np.testing.assert_allclose(found[known], np.minimum(p[known] * expected, 1))
            seen += int(known.sum())
    assert seen > 300
    assert at_an_end > 5


def test_a_pair_has_the_graver_mark_of_its_cells(crosses_2021, evidence_2021, survey_2021) -> None:
    withheld = withheld_cells(survey_2021, SMALL)
    cells = crosses_table(crosses_2021, evidence_2021, SMALL, withheld)
    where = ["question", "answer", "breakdown", "statistic"]
    flags = cells.set_index([*where, "group"])["flag"].to_dict()
    order, seen = ["", "small", "complementary", "suppressed"], set()
    for row in differences_table(crosses_2021, SMALL, withheld).to_dict("records"):
        place = [row[name] for name in where]
        both_flags = [flags[*place, row[side]] for side in ("group", "other")]
        assert row["flag"] == max(both_flags, key=order.index)
        seen.add(row["flag"])
    assert seen == set(order)


def test_the_unweighted_test_by_its_formula(pairs, cell) -> None:
    compared = 0
    shares = pairs[(pairs["statistic"] != "mean") & (pairs["method"] == "t")]
    for row in shares.to_dict("records"):
        sides = both(cell, row)
        p, n = ([x[name] for x in sides] for name in ("unweighted", "base_n"))
        # groups share nobody, so without raking their covariance is nothing
        parts = sum(x * (100 - x) / size for x, size in zip(p, n, strict=True))
        se = math.sqrt(1000 / 999 * parts)
        t = (p[0] - p[1]) / se
        if row["breakdown"] == "sex":
            valid = cell[row["question"], row["answer"], "total", "all", row["statistic"]]["base_n"]
            expected = 2 * t_distribution.sf(abs(t), valid - 1)
            assert row["unweighted_p"] == pytest.approx(expected, rel=1e-8)
            reach = t_distribution.ppf(0.975, valid - 1) * se
            assert row["unweighted_ci_low"] == pytest.approx(p[0] - p[1] - reach, rel=1e-8)
            assert row["unweighted_ci_high"] == pytest.approx(p[0] - p[1] + reach, rel=1e-8)
            compared += 1
        width = row["unweighted_ci_high"] - row["unweighted_ci_low"]
        assert 1.95 < width / (2 * se) < 2.0
    assert compared > 100


def test_letters_stand_where_the_adjusted_p_is_below_the_level(pairs) -> None:
    lower = defaultdict(set)
    for row in pairs[pairs["statistic"] == "pct"].to_dict("records"):
        if row["p_adjusted"] < 0.05:
            up, down = row["group"], row["other"]
            if row["difference"] < 0:
                up, down = down, up
            lower[row["question"], row["answer"], row["breakdown"], up].add(down)
    tested = pairs[(pairs["statistic"] == "pct") & (pairs["method"] == "t")]
    number = tested.groupby(["question", "answer", "breakdown"]).size().to_dict()
    letters = read_table(RESULTS / "letters.csv")
    names = ["question", "breakdown", "group"]
    group_of = {
        (r["question"], r["breakdown"], r["letter"]): r["group"] for r in letters.to_dict("records")
    }
    given = 0
    for row in letters.to_dict("records"):
        question, breakdown, group = (row[name] for name in names)
        named = {group_of[question, breakdown, letter] for letter in row["higher_than"]}
        assert named == lower.get((question, row["answer"], breakdown, group), set())
        assert int(row["comparisons"]) == number.get((question, row["answer"], breakdown), 0)
        given += len(named)
    assert given > 100


def test_adjusting_counts_the_pairs_compared_in_the_row(pairs) -> None:
    rows = pairs[(pairs["method"] == "t") & (pairs["answer"] != "mean_score")]
    number = rows.groupby(["question", "answer", "breakdown", "statistic"])["p"].transform("size")
    for p, adjusted in (("p", "p_adjusted"), ("unweighted_p", "unweighted_p_adjusted")):
        expected = np.minimum(rows[p] * number, 1)
        np.testing.assert_allclose(rows[adjusted], expected, rtol=1e-12)


def test_a_difference_of_nothing_is_written_as_nothing(crosses_2021, pairs, tmp_path) -> None:
    signed = {name for name in COLUMNS if name.endswith(("difference", "ci_low", "ci_high"))}
    assert set(NEAR_ZERO) == signed
    write_table(tmp_path / "differences.csv", pairs, differences=NEAR_ZERO)
    written = read_table(tmp_path / "differences.csv")
    assert (written["unweighted_difference"] == "0").any()
    assert not written["unweighted_difference"].str.contains("e").any()


def test_rows_of_means_are_points(pairs, cell) -> None:
    means = pairs[pairs["statistic"] == "mean"]
    tested = means[means["method"] == "t"]
    assert len(tested) > 1000
    assert tested["difference"].abs().max() < 4
    assert tested["se"].between(0.05, 0.6).all()


# What has nobody


def wave(small_survey, small_weights, **columns: list[str]) -> pd.DataFrame:
    frame = small_survey.frame
    typed = {n: pd.Series(values).astype(frame[n].dtype) for n, values in columns.items()}
    survey = Survey(small_survey.questionnaire, frame.assign(**typed))
    crosses = wave_crosses(survey, Design(small_weights, variance="fixed"))
    return differences_table(crosses, SMALL, {})


def test_pairs_with_an_empty_group_say_so(small_survey, small_weights) -> None:
    found = wave(small_survey, small_weights, sex=["male"] * 30)
    by_sex = found[found["breakdown"] == "sex"]
    assert len(by_sex) == 4 + 1 + 2 + 3 + 2 + 3 + 1
    assert set(by_sex["method"]) == {"none: nobody in one of the groups"}
    assert by_sex[FIGURES].isna().all(axis=None)
    assert set(by_sex["flag"]) == {"suppressed"}


def test_a_question_that_nobody_answered_has_no_pairs(small_survey, small_weights) -> None:
    found = wave(small_survey, small_weights, knows=["_missing"] * 30, why=["_not_asked"] * 30)
    assert set(found["question"]) == {"change", "quality", "trust"}
    assert set(found["breakdown"]) == {"region", "sex", "age_group"}
