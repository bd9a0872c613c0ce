"""Sentences from tests. Truth: the rule in words, and V as the inference room computes it."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import report_of_2021 as material
from saualnama.inference import cramers_v_corrected, pearson_chi_square
from saualnama.language import LANGUAGES
from saualnama.report.build import build_report
from saualnama.report.panels import Entry, Group, Panel
from saualnama.report.sentences import corrected_v, sentences, strength
from saualnama.report.tidy import Test as Row
from saualnama.report.wording import Wording
from saualnama.survey.questionnaire import Answer, Question

ANSWERS = (Answer("police", 1), Answer("courts", 2))


def panel(kind="single", statistic="pct", breakdown="region") -> Panel:
    question = Question("who_to_blame", kind, ANSWERS, "Q")
    return Panel(question, breakdown, (Entry("police", statistic),), (Group(breakdown, "x"),), {})


def row(answer="", evidence="printed", **numbers: float) -> Row:
    known = {"n": 1000.0, "table_rows": 3.0, "table_cols": 17.0}
    pearson = {"pearson_chi2": 234.3138913, "pearson_df": 32.0, "pearson_p": 1e-30}
    weighted = {
        **{"rao_scott_f": 6.1, "rao_scott_ndf": 12.4, "rao_scott_ddf": 12388.0},
        **{"rao_scott_p": 1e-12, "cramers_v": 0.29, "cramers_v_corrected": 0.28},
    }
    everything = known | pearson | weighted | numbers
    return Row("figure_1.2.1", "who_to_blame", answer, "region", evidence, "", everything)


def said(
    tests: list[Row],
    *,
    single: tuple[Row, ...] = (),
    real: bool = False,
    of: Panel | None = None,
    language: str = "en",
) -> str:
    found = sentences(of or panel(), tests, single, Wording(material.words(), language), real=real)
    assert len(found) <= 1
    return found[0] if found else ""


def test_a_reconstruction_quotes_the_unweighted_test():
    assert said([row()]) == (
        "Answers differ between regions: χ²(32) = 234.3, p < 0.001, "
        "a moderate difference (V = 0.32)."
    )


def test_a_real_wave_quotes_the_weighted_test():
    assert said([row(evidence="observed")], real=True) == (
        "Answers differ between regions: F(12.4; 12,388) = 6.1, p < 0.001, "
        "a moderate difference (V = 0.28)."
    )
    assert "F(12,4; 12\N{NARROW NO-BREAK SPACE}388) = 6,1" in said(
        [row(evidence="observed")], real=True, language="ru"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_difference_is_never_claimed(language):
    """p = 0.06 establishes nothing; neither that there is a difference nor that there is none."""
    text = said([row(pearson_p=0.06)], language=language)
    claim = {
        "en": "No difference between regions is established: ",
        "ru": "Различий в ответах между регионами не установлено: ",
        "kk": "Жауаптарда өңірлер арасында айырмашылық анықталған жоқ: ",
    }[language]
    assert text.startswith(claim)
    assert "V =" not in text


def test_the_level_itself_establishes_nothing():
    assert said([row(pearson_p=0.05)]).startswith("No difference")
    assert said([row(pearson_p=0.0499)]).startswith("Answers differ")


def test_a_sparse_table_quotes_the_simulated_p():
    text = said([row(pearson_p=0.001, monte_carlo_p=0.2)])
    assert (
        text
        == "No difference between regions is established: χ²(32) = 234.3, p = 0.200 (simulated)."
    )
    # a simulated p belongs to the unweighted statistic, in a real wave too
    real = said([row(evidence="observed", monte_carlo_p=0.012)], real=True)
    assert "χ²(32) = 234.3, p = 0.012 (simulated)" in real
    assert "(V = 0.32)" in real


def test_an_invented_cross_gets_no_sentence():
    assert said([row(evidence="reconstructed")]) == ""
    assert said([], single=(row("police", "reconstructed"),)) == ""


def test_no_test_no_sentence():
    bare = Row("figure_1.2.1", "who_to_blame", "", "region", "printed", "", {"n": 1000.0})
    assert said([bare]) == ""
    assert said([row()], of=panel(breakdown="total")) == ""
    assert said([row()], of=panel("multiple", "pct_of_responses")) == ""


def test_several_answers_are_judged_together_and_have_no_size():
    numbers = {"mrcv_x2": 458.2, "mrcv_df": 76.6, "mrcv_p": 1e-50, "n": 1000.0}
    several = Row("table_1.2.3", "who_to_blame", "", "region", "printed", "", numbers)
    assert said([several], of=panel("multiple")) == (
        "Answers differ between regions: χ²(76.6) = 458.2, p < 0.001."
    )


def test_answers_one_by_one_after_holm():
    """Of p = 0.02 and 0.04 Holm leaves 0.04 and 0.04; of 0.03 and 0.04 it leaves 0.06 twice."""
    two = (row("police", pearson_p=0.02), row("courts", pearson_p=0.04))
    invented = row("", "reconstructed")
    assert said([invented], single=two, of=panel("multiple")) == (
        "Answers tested one by one: 2; a difference between regions is established after Holm's "
        "correction for 2: \u201cPolice\u201d (p = 0.040); \u201cCourts\u201d (p = 0.040)."
    )
    two = (row("police", pearson_p=0.03), row("courts", pearson_p=0.04))
    text = said([invented], single=two, of=panel("multiple"))
    assert text.endswith("is established for none (smallest p = 0.060).")


def test_a_breakdown_without_words_of_its_own_is_quoted():
    words = material.field_words()
    shown = panel(breakdown="sex")
    without = {key: word for key, word in words.entries.items() if key != ("between", "sex")}
    wording = Wording(type(words)(without, words.source), "en")
    (text,) = sentences(shown, [row()], (), wording, real=False)
    assert text.startswith("Answers differ between the groups of \u201c[sex]\u201d: ")


@pytest.mark.parametrize(
    ("v", "rows", "cols", "word"),
    [
        (0.099, 2, 17, "negligible"),
        (0.1, 2, 2, "weak"),
        (0.3, 2, 5, "moderate"),
        (0.5, 2, 2, "strong"),
        # with seven rows the limits are divided by the root of six
        (0.12, 7, 17, "weak"),
        (0.13, 7, 17, "moderate"),
        (0.21, 7, 17, "strong"),
    ],
)
def test_words_for_sizes(v, rows, cols, word):
    assert strength(v, rows, cols) == word


@given(
    arrays.arrays(
        np.int64, st.tuples(st.integers(2, 6), st.integers(2, 9)), elements=st.integers(1, 60)
    )
)
def test_v_from_chi_square_is_v_from_the_table(counts):
    test = pearson_chi_square(counts.astype(np.float64))
    n = counts.sum()
    ours = corrected_v(float(test.statistic), float(n), *counts.shape)
    assert ours == pytest.approx(cramers_v_corrected(counts / n, int(n)), abs=1e-7)


def test_the_2021_report_speaks_of_printed_crosses_only():
    evidence = {
        (test["exhibit"], test["question"], test["breakdown"], test["answer"]): test["evidence"]
        for test in material.table("tests").to_dict("records")
    }
    report = material.report("en")
    silent = {e.id for e in report.exhibits if not e.sentences}
    for (exhibit, _, _, _), rests_on in evidence.items():
        if rests_on == "printed":
            assert exhibit not in silent
    # every cross of these is invented, at least in part, and no single answer is printed whole
    assert {"figure_1.2.5", "table_3.2.1", "text_3.4", "figure_1.1.1"} <= silent
    for exhibit in report.exhibits:
        for sentence in exhibit.sentences:
            assert not re.search(r"\bF\(", sentence)


def test_a_field_wave_speaks_with_weights(tmp_path):
    report = build_report(material.field_sources(tmp_path), material.field_words(), "en")
    everything = [sentence for exhibit in report.exhibits for sentence in exhibit.sentences]
    assert len(everything) == 5
    assert all("established" in sentence or "differ" in sentence for sentence in everything)
