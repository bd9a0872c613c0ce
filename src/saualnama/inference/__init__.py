"""Variance, intervals and tests: pure statistics on integer codes; no labels, no files."""

from saualnama.inference.answer_sets import BilderLoughinTest, bilder_loughin
from saualnama.inference.crosstab import (
    AnswerSetCrosstab,
    Crosstab,
    answer_set_crosstab,
    crosstab,
)
from saualnama.inference.design import Design
from saualnama.inference.intervals import (
    effective_size,
    korn_graubard_interval,
    logit_interval,
    wilson_interval,
)
from saualnama.inference.pearson import (
    PearsonTest,
    adjusted_residuals,
    cramers_v,
    cramers_v_corrected,
    pearson_chi_square,
    responses_chi_square,
    table_faults,
)
from saualnama.inference.rao_scott import RaoScottTest, rao_scott
from saualnama.inference.shares import MeanTable, ShareTable, means, shares

__all__ = [
    "AnswerSetCrosstab",
    "BilderLoughinTest",
    "Crosstab",
    "Design",
    "MeanTable",
    "PearsonTest",
    "RaoScottTest",
    "ShareTable",
    "adjusted_residuals",
    "answer_set_crosstab",
    "bilder_loughin",
    "cramers_v",
    "cramers_v_corrected",
    "crosstab",
    "effective_size",
    "korn_graubard_interval",
    "logit_interval",
    "means",
    "pearson_chi_square",
    "rao_scott",
    "responses_chi_square",
    "shares",
    "table_faults",
    "wilson_interval",
]
