"""Variance, intervals and tests: pure statistics on integer codes; no labels, no files."""

from saualnama.inference.answer_sets import (
    AnswerSetTest,
    BilderLoughinTest,
    answer_set_rao_scott,
    bilder_loughin,
    yes_no_crosstab,
)
from saualnama.inference.column_letters import ColumnLetters, column_letter, column_letters
from saualnama.inference.crosstab import (
    AnswerSetCrosstab,
    Crosstab,
    answer_set_crosstab,
    crosstab,
    crosstabs,
)
from saualnama.inference.design import Design
from saualnama.inference.differences import (
    Difference,
    Side,
    differences,
    sample_codes,
    stacked,
    stacked_design,
)
from saualnama.inference.group_differences import (
    GroupDifferences,
    mean_differences,
    share_differences,
)
from saualnama.inference.intervals import (
    effective_size,
    korn_graubard_interval,
    logit_interval,
    wilson_interval,
)
from saualnama.inference.multiplicity import benjamini_hochberg, holm
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
from saualnama.inference.replication import replicate_covariance, replicate_shares
from saualnama.inference.resampling import ResamplingTest, monte_carlo_chi_square, permutation_check
from saualnama.inference.response_shares import response_shares
from saualnama.inference.shares import MeanTable, ShareTable, means, shares
from saualnama.inference.trend import TrendTest, kendall_tau_b, linear_by_linear, weighted_trend

__all__ = [
    "AnswerSetCrosstab",
    "AnswerSetTest",
    "BilderLoughinTest",
    "ColumnLetters",
    "Crosstab",
    "Design",
    "Difference",
    "GroupDifferences",
    "MeanTable",
    "PearsonTest",
    "RaoScottTest",
    "ResamplingTest",
    "ShareTable",
    "Side",
    "TrendTest",
    "adjusted_residuals",
    "answer_set_crosstab",
    "answer_set_rao_scott",
    "benjamini_hochberg",
    "bilder_loughin",
    "column_letter",
    "column_letters",
    "cramers_v",
    "cramers_v_corrected",
    "crosstab",
    "crosstabs",
    "differences",
    "effective_size",
    "holm",
    "kendall_tau_b",
    "korn_graubard_interval",
    "linear_by_linear",
    "logit_interval",
    "mean_differences",
    "means",
    "monte_carlo_chi_square",
    "pearson_chi_square",
    "permutation_check",
    "rao_scott",
    "replicate_covariance",
    "replicate_shares",
    "response_shares",
    "responses_chi_square",
    "sample_codes",
    "share_differences",
    "shares",
    "stacked",
    "stacked_design",
    "table_faults",
    "weighted_trend",
    "wilson_interval",
    "yes_no_crosstab",
]
