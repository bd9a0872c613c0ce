"""Whether a question was answered otherwise in two waves: one test of all its answers together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.compare.changes import WeightedWave
from saualnama.compare.comparability import CommonQuestion
from saualnama.inference import (
    Design,
    answer_set_crosstab,
    answer_set_rao_scott,
    benjamini_hochberg,
    cramers_v,
    crosstab,
    holm,
    pearson_chi_square,
    rao_scott,
    sample_codes,
    stacked,
    stacked_design,
)
from saualnama.survey.questionnaire import Question
from saualnama.tabulate.evidence import weakest
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.table_tests import answer_set_is_sparse

COLUMNS = (
    "question",
    "answer",
    "earlier_n",
    "later_n",
    "test",
    "statistic",
    "ndf",
    "ddf",
    "p",
    "p_holm",
    "p_bh",
    "effect",
    "evidence",
    "flag",
)
"""Columns of questions.csv, in order."""

RAO_SCOTT, MRCV_F = "rao_scott", "mrcv_f"
OTHER_ANSWERS = "not done: the answers differ"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class _Stacked:
    """Two waves under one another; `sample` says which row is of which."""

    earlier: WeightedWave
    later: WeightedWave
    design: Design
    sample: npt.NDArray[np.int64]


def question_tests(
    earlier: WeightedWave, later: WeightedWave, questions: Iterable[CommonQuestion]
) -> pd.DataFrame:
    """Test every common question of two waves as a whole, under both waves' weights.

    The waves are strata of one design. One answer each, and each item of a scale: Rao-Scott of
    answer by wave (R `svychisq` on the stacked samples); several answers: the weighted test for
    several answers. `effect` is Cramer's V of weighted shares, 0..1; for a set the root mean square
    of its answers' V. `p_holm` and `p_bh` adjust over the table.

    Returns:
        `COLUMNS`; a row for each question, for each item of a scale with items.
    """
    designs = earlier.design, later.design
    both = _Stacked(earlier, later, stacked_design(*designs), sample_codes(*designs))
    rows: list[Row] = []
    for common in questions:
        parts = common.items or ("",)
        for part in parts:
            row: Row = {"question": common.earlier.id, "answer": part}
            if not common.same_answers:
                test = MRCV_F if common.earlier.kind == "multiple" else RAO_SCOTT
                row |= {"test": test, "flag": OTHER_ANSWERS}
            elif common.earlier.kind == "multiple":
                row |= _several(both, common)
            else:
                row |= _one(both, common, part)
            rows.append(row | {"evidence": _evidence(earlier, later, common)})
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    p = [None if pd.isna(value) else float(value) for value in table["p"]]
    table["p_holm"], table["p_bh"] = holm(p), benjamini_hochberg(p)
    for name in ("earlier_n", "later_n"):
        table[name] = table[name].astype("Int64")
    for name in ("statistic", "ndf", "ddf", "p", "p_holm", "p_bh", "effect"):
        table[name] = table[name].astype("float64")
    return table


def _evidence(earlier: WeightedWave, later: WeightedWave, common: CommonQuestion) -> str:
    words = {
        wave.evidence.word(
            bool(wave.evidence.settled(question, TOTAL).all()) and not question.items
        )
        for wave, question in ((earlier, common.earlier), (later, common.later))
    }
    return weakest(words)


def _field(question: Question, part: str) -> str:
    return f"{question.id}.{part}" if part else question.id


def _codes(wave: WeightedWave, question: Question, part: str) -> npt.NDArray[np.int16]:
    return wave.survey.codes(_field(question, part), len(question.answers))


def _one(both: _Stacked, common: CommonQuestion, part: str) -> Row:
    answers = common.answers
    # codes of the later wave in the earlier order; the last place stands for -1
    order = np.array([answers.index(a) for a in common.later.answer_ids] + [-1])
    first, second = (
        _codes(both.earlier, common.earlier, part),
        _codes(both.later, common.later, part),
    )
    table = crosstab(
        both.design, stacked(first, order[second]), both.sample, answers=len(answers), groups=2
    )
    test = rao_scott(table)
    sparse = test.sparse or pearson_chi_square(table.counts).sparse
    return {
        "earlier_n": int(table.base[0]),
        "later_n": int(table.base[1]),
        "test": RAO_SCOTT,
        "statistic": test.statistic,
        "ndf": test.ndf,
        "ddf": test.ddf,
        "p": test.p,
        "effect": cramers_v(table.weighted),
        "flag": test.method if test.p is None else "sparse" if sparse else "",
    }


def _several(both: _Stacked, common: CommonQuestion) -> Row:
    order = [common.later.answer_ids.index(answer) for answer in common.answers]
    given = np.concatenate(
        [
            both.earlier.survey.given(common.earlier),
            both.later.survey.given(common.later)[:, order],
        ]
    )
    table = answer_set_crosstab(
        both.design, given == 1, both.sample, base=given[:, 0] >= 0, groups=2
    )
    test = answer_set_rao_scott(table)
    return {
        "earlier_n": int(table.base[0]),
        "later_n": int(table.base[1]),
        "test": MRCV_F,
        "statistic": test.statistic,
        "ndf": test.ndf,
        "ddf": test.ddf,
        "p": test.p,
        "effect": test.effect,
        "flag": test.method if test.p is None else "sparse" if answer_set_is_sparse(table) else "",
    }
