"""Verdicts on claims: rules on margins made by hand, and the claims of the 2021 report."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from saualnama import loading
from saualnama.errors import InputError
from saualnama.inference import monte_carlo_chi_square
from saualnama.io.tables import read_table
from saualnama.official.figures import parse_figures as parse_official
from saualnama.tabulate.design import wave_design
from saualnama.verify.claims import (
    CONTRADICTED,
    NOT_SUPPORTED,
    SUPPORTED,
    UNTESTABLE,
    judge,
)
from saualnama.verify.claims_margins import Cell, Margins, margins_of
from saualnama.verify.claims_plan import PLAN_COLUMNS, REASONS, Claim, parse_claims
from saualnama.verify.claims_weighted import weighted_p, weighted_totals
from saualnama.verify.published import parse_figures

ROOT = Path(__file__).parents[2]
PUBLISHED, RESULTS = ROOT / "data/published", ROOT / "results/2021"


def claim(test: str, **parts: object) -> Claim:
    plain = Claim(
        *("c", "table_1", "q", "sex", "printed_margins", test, "q", "sex"),
        *(("male",), ("female",), ("yes",), (), "", ""),
    )
    return replace(plain, **parts)  # type: ignore[arg-type]


def margins(**cells: tuple[int, int]) -> Margins:
    """Cells as `group_answer=(count, base)`; groups male, female and, for age, young to old."""
    known: dict[tuple[str, str, str, str], Cell] = {}
    for name, (count, base) in cells.items():
        group, _, answer = name.partition("_")
        breakdown = {"all": "total", "male": "sex", "female": "sex"}.get(group, "age")
        known["q", breakdown, group, answer] = Cell(count, base)
    groups = {"total": ("all",), "sex": ("male", "female"), "age": ("young", "middle", "old")}
    return Margins(known, {}, groups, frozenset({"q"}), {})


AGE = {"breakdown": "age", "groups": ("old",), "against": ()}


@pytest.mark.parametrize(
    ("asked", "given", "verdict", "reason"),
    [
        (
            claim("more"),
            {"male_yes": (60, 100), "female_yes": (30, 100)},
            SUPPORTED,
            "beyond_chance",
        ),
        (
            claim("more"),
            {"male_yes": (33, 100), "female_yes": (30, 100)},
            NOT_SUPPORTED,
            "within_chance",
        ),
        (claim("more"), {"male_yes": (30, 100), "female_yes": (60, 100)}, CONTRADICTED, "opposite"),
        (
            claim("more"),
            {"male_yes": (30, 100), "female_yes": (33, 100)},
            NOT_SUPPORTED,
            "opposite_by_chance",
        ),
        (claim("more"), {"male_yes": (30, 100)}, UNTESTABLE, "not_printed"),
        (claim("above", bound="50"), {"male_yes": (70, 100)}, SUPPORTED, "beyond_chance"),
        (claim("below", bound="50"), {"male_yes": (70, 100)}, CONTRADICTED, "opposite"),
        (
            claim("above_in_all", bound="50", groups=()),
            {"male_yes": (70, 100), "female_yes": (48, 100)},
            CONTRADICTED,
            "exception",
        ),
        (
            claim("same", bound="5"),
            {"male_yes": (3000, 6000), "female_yes": (3010, 6000)},
            SUPPORTED,
            "near",
        ),
        (
            claim("same", bound="5"),
            {"male_yes": (30, 60), "female_yes": (31, 60)},
            NOT_SUPPORTED,
            "perhaps_near",
        ),
        (
            claim("same", bound="5"),
            {"male_yes": (300, 600), "female_yes": (400, 600)},
            CONTRADICTED,
            "differs",
        ),
        (
            claim("highest", **AGE),
            {"young_yes": (10, 100), "middle_yes": (12, 100), "old_yes": (40, 100)},
            SUPPORTED,
            "stands_out",
        ),
        (
            claim("highest", **AGE),
            {"young_yes": (10, 100), "middle_yes": (12, 100), "old_yes": (15, 100)},
            NOT_SUPPORTED,
            "may_not_stand_out",
        ),
        (
            claim("highest", **AGE),
            {"young_yes": (41, 100), "middle_yes": (12, 100), "old_yes": (40, 100)},
            CONTRADICTED,
            "another_group",
        ),
        (
            claim("falls", **AGE),
            {"young_yes": (60, 100), "middle_yes": (40, 100), "old_yes": (20, 100)},
            SUPPORTED,
            "beyond_chance",
        ),
        (
            claim("no_significant", groups=(), answers=("yes", "no")),
            {
                "male_yes": (50, 100),
                "male_no": (50, 100),
                "female_yes": (52, 100),
                "female_no": (48, 100),
            },
            SUPPORTED,
            "no_significant",
        ),
        (
            claim("independent", groups=(), answers=("yes", "no")),
            {
                "male_yes": (50, 100),
                "male_no": (50, 100),
                "female_yes": (52, 100),
                "female_no": (48, 100),
            },
            NOT_SUPPORTED,
            "perhaps_same",
        ),
        (claim("none", bound="opinion"), {}, UNTESTABLE, "opinion"),
    ],
)
def test_verdicts_by_rule(
    asked: Claim, given: dict[str, tuple[int, int]], verdict: str, reason: str
) -> None:
    judgement = judge(asked, margins(**given))
    assert (judgement.verdict, judgement.reason) == (verdict, reason)


def test_means_without_spread_can_only_contradict() -> None:
    asked = claim("mean_leads", breakdown="total", answers=("a",), others=("b",))
    printed = {("q", "total", "all", "a"): 3.4, ("q", "total", "all", "b"): 3.2}
    empty = margins()
    assert judge(asked, replace(empty, means=printed)).verdict == UNTESTABLE
    turned = {key: -value for key, value in printed.items()}
    assert judge(asked, replace(empty, means=turned)).verdict == CONTRADICTED


def test_official_counts_hold_or_do_not() -> None:
    asked = claim("official_rises", groups=("republic",), answers=("all",), others=("2019", "2020"))
    counts = {("q", "republic", "2019", "all"): 5.0, ("q", "republic", "2020", "all"): 7.0}
    assert judge(asked, replace(margins(), official=counts)).verdict == SUPPORTED
    assert judge(
        replace(asked, test="official_falls"), replace(margins(), official=counts)
    ).verdict == (CONTRADICTED)
    assert judge(asked, margins()).verdict == UNTESTABLE


@pytest.fixture(scope="module")
def report() -> tuple[tuple[Claim, ...], Margins, pd.DataFrame]:
    names = sorted(RESULTS.glob("tables/*.csv"))
    tables = [read_table(path) for path in names]
    tidy = pd.concat(
        [table for table in tables if {"base_n", "evidence"} <= set(table.columns)],
        ignore_index=True,
    )
    official = read_table(ROOT / "data/official/official_statistics.csv")
    questionnaire = loading.load_questionnaire(ROOT / "data/waves/2021/questionnaire.yaml")
    known = set(zip(tidy["question"], tidy["breakdown"], strict=True))
    claims = parse_claims(
        read_table(PUBLISHED / "claims.csv"), read_table(PUBLISHED / "claim_tests.csv"), known
    )
    tests = read_table(RESULTS / "tables/tests.csv")
    figures = parse_figures(read_table(PUBLISHED / "survey_figures.csv"), "survey_figures.csv")
    counts = parse_official(
        official, regions=set(official["region"]), exhibits=set(official["exhibit"])
    )
    return claims, margins_of(tidy, tests, figures, counts, questionnaire), tidy


def test_verdicts_on_the_report_rest_on_printed_crosses_alone(
    report: tuple[tuple[Claim, ...], Margins, pd.DataFrame],
) -> None:
    claims, printed, tidy = report
    invented = tidy[tidy["evidence"] == "reconstructed"]
    only_invented = set(
        invented[["question", "breakdown", "group", "answer"]].itertuples(index=False, name=None)
    ) - set(
        tidy[tidy["evidence"] == "printed"][
            ["question", "breakdown", "group", "answer"]
        ].itertuples(index=False, name=None)
    )
    assert len(only_invented) > 50
    assert not only_invented & set(printed.cells)
    for asked in claims:
        if asked.testable_on in ("joint_needed", "other_source", "not_statistical"):
            assert judge(asked, printed).verdict == UNTESTABLE
            assert asked.bound in REASONS


def test_claims_of_the_report_that_the_errata_list_refutes_are_not_supported(
    report: tuple[tuple[Claim, ...], Margins, pd.DataFrame],
) -> None:
    """By the numbers in errata.csv, computed here anew."""
    claims, printed, _ = report
    verdicts = {asked.id: judge(asked, printed) for asked in claims}
    assert len(verdicts) == 85
    for id_ in ("c07", "c09", "c11", "c15", "c16", "c17", "c20", "c33", "c43", "c71", "c76"):
        assert verdicts[id_].verdict == CONTRADICTED, id_
    table = [[458, 602 - 458], [264, 397 - 264]]
    assert verdicts["c11"].p == pytest.approx(
        stats.chi2_contingency(table, correction=False).pvalue, rel=1e-9
    )
    table = [[149, 602 - 149], [129, 398 - 129]]
    assert verdicts["c15"].p == pytest.approx(
        stats.chi2_contingency(table, correction=False).pvalue, rel=1e-9
    )


def test_committed_verdicts_are_these(
    report: tuple[tuple[Claim, ...], Margins, pd.DataFrame],
) -> None:
    claims, printed, _ = report
    committed = read_table(RESULTS / "verify/claims.csv")
    for asked, row in zip(claims, committed.to_dict("records"), strict=True):
        judgement = judge(asked, printed)
        assert (asked.id, judgement.verdict) == (row["id"], row["verdict"])
        if judgement.p is None:
            assert row["p_unweighted"] == row["p_weighted"] == ""
        else:
            assert float(row["p_unweighted"]) == pytest.approx(judgement.p, rel=1e-8)


def test_weighted_contrasts_with_equal_weights_are_the_textbook_ones(small_survey: object) -> None:
    from saualnama.inference import Design
    from saualnama.survey.wave import Survey

    assert isinstance(small_survey, Survey)
    question = next(q for q in small_survey.questionnaire.questions if q.kind == "multiple")
    design = Design(np.ones(small_survey.n), variance="fixed")
    totals = weighted_totals(small_survey, design, question.id, "total")
    assert totals is not None
    answer = question.answer_ids[0]
    given = small_survey.given(question)[:, 0]
    valid = given[given >= 0]
    share, gradient = totals.share(answer, ["all"])
    assert share == pytest.approx(valid.mean(), rel=1e-12)
    variance = float(gradient @ totals.covariance @ gradient)
    n = small_survey.n
    assert variance == pytest.approx(n / (n - 1) * share * (1 - share) / len(valid), rel=1e-9)
    asked = claim(
        "above",
        question=question.id,
        breakdown="total",
        groups=("all",),
        answers=(answer,),
        bound="50",
    )
    t = (share - 0.5) / np.sqrt(variance)
    assert weighted_p(asked, small_survey, design, totals) == pytest.approx(
        2 * stats.t.sf(abs(t), totals.df), rel=1e-9
    )


def test_weighted_tests_of_two_groups_agree_with_tests_csv() -> None:
    questionnaire = loading.load_questionnaire(ROOT / "data/waves/2021/questionnaire.yaml")
    path = ROOT / "work/2021/survey.parquet"
    if not path.is_file():
        pytest.skip("work/2021/survey.parquet is made by snakemake")
    survey = loading.load_survey(path, questionnaire)
    weights = read_table(RESULTS / "weights/weights.csv")
    design = wave_design(survey, weights, [["region"], ["sex", "age_group"]], "raked")
    asked = claim(
        "more",
        question="info_sources",
        breakdown="settlement",
        groups=("urban",),
        against=("rural",),
        answers=("television",),
    )
    totals = weighted_totals(survey, design, "info_sources", "settlement")
    tests = read_table(RESULTS / "tables/tests.csv")
    row = tests[
        (tests["question"] == "info_sources")
        & (tests["breakdown"] == "settlement")
        & (tests["answer"] == "television")
    ].iloc[0]
    assert weighted_p(asked, survey, design, totals) == pytest.approx(
        float(row["rao_scott_p"]), rel=1e-8
    )


def plan(**cells: str) -> pd.DataFrame:
    row = dict.fromkeys(PLAN_COLUMNS, "") | {"id": "c", "test": "more", "question": "q"}
    row |= {"breakdown": "sex", "groups": "male", "against": "female", "answers": "yes"} | cells
    return pd.DataFrame([row], dtype="str")


def claims_file(**cells: str) -> pd.DataFrame:
    row = {"id": "c", "exhibit": "table_1", "question": "q", "breakdown": "sex"}
    return pd.DataFrame([row | {"testable_on": "printed_margins"} | cells], dtype="str")


@pytest.mark.parametrize(
    ("of_plan", "of_claim", "code"),
    [
        ({"test": "greater"}, {}, "unknown-test"),
        ({"question": "p"}, {}, "unknown-question"),
        ({"test": "above", "bound": "half"}, {}, "bound"),
        ({"test": "none", "bound": "no idea"}, {}, "reason"),
        ({"note": "perhaps"}, {}, "note"),
        ({}, {"testable_on": "joint_needed"}, "untestable"),
        ({"id": "d"}, {}, "no-test"),
    ],
)
def test_faults_of_a_plan(of_plan: dict[str, str], of_claim: dict[str, str], code: str) -> None:
    assert parse_claims(claims_file(), plan(), {("q", "sex")})
    with pytest.raises(InputError) as raised:
        parse_claims(claims_file(**of_claim), plan(**of_plan), {("q", "sex")})
    assert code in [fault.code for fault in raised.value.faults]


def test_religiosity_matters_under_every_possible_set_of_bases() -> None:
    """c43 rests on one of 61 sets of bases; chi-square and random tables of each contradict it."""
    rows = read_table(PUBLISHED / "bases.csv").to_dict("records")
    groups = [row["group"] for row in rows if row["breakdown"] == "religiosity"]
    listed = next(row["how"] for row in rows if row["breakdown"] == "religiosity")
    solutions = [
        tuple(map(int, text.split("/"))) for text in re.findall(r"[0-9]+(?:/[0-9]+){5}", listed)
    ]
    assert len(solutions) == 61
    figures = read_table(PUBLISHED / "survey_figures.csv")
    table = figures[figures["exhibit"] == "table_1.4.2"]
    percent = table.pivot(index="answer", columns="group", values="printed").astype(float)[groups]
    for sizes in solutions:
        counts = np.rint(percent.to_numpy() * np.array(sizes) / 100)
        assert counts.sum() == pytest.approx(1000, abs=3)
        kept = counts[counts.sum(axis=1) > 0]
        assert stats.chi2_contingency(kept, correction=False).pvalue < 0.0065
        drawn = monte_carlo_chi_square(kept.astype(int), seed=1, draws=999)
        assert drawn.p is not None
        assert drawn.p < 0.03


def test_a_sparse_table_is_judged_by_random_tables() -> None:
    asked = claim("independent", groups=(), answers=("yes", "no"))
    cells = {"male_yes": (3, 3), "male_no": (0, 3), "female_yes": (1, 4), "female_no": (3, 4)}
    plain = margins(**cells)
    assert judge(asked, plain).verdict == CONTRADICTED
    drawn = judge(asked, replace(plain, monte_carlo={("q", "sex"): 0.14}))
    assert (drawn.verdict, drawn.p) == (NOT_SUPPORTED, 0.14)
    assert drawn.statistic[0].id == "statistic.independence_sparse"
