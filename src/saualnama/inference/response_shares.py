"""Shares of answers among all answers given, for questions with several answers."""

from __future__ import annotations

import numpy as np

from saualnama.inference.crosstab import AnswerSetCrosstab
from saualnama.inference.design import FloatArray
from saualnama.inference.intervals import logit_interval
from saualnama.inference.shares import NO_BASE, NO_SPREAD, NOISE, ShareTable


def response_shares(table: AnswerSetCrosstab, *, level: float = 0.95) -> ShareTable:
    """Estimate what part of the answers given each answer makes up ("per cent of responses").

    A share is the ratio of two totals over respondents, the answer's and that of all answers; its
    variance is linearised as such, so that the answers of one respondent are not taken for
    independent draws. Agrees with R `svyratio`; SPSS and the report print the share without it.

    Args:
        table: a crosstab of a question with several answers.
        level: confidence level, 0..1.

    Returns:
        Shares 0..1 that add to 1 in each group; `base` and `base_weighted` count answers, not
        respondents. `deff` compares with as many answers drawn independently. No interval at 0
        and 1, where a ratio's linearisation has none.
    """
    c, r = table.counts.shape
    base, base_weighted = table.counts.sum(axis=0), table.weighted.sum(axis=0)
    filled = np.broadcast_to(base > 0, (c, r))
    blocks = np.einsum("aibi->iab", table.covariance.reshape(c + 1, r, c + 1, r))[:, :c, :c]
    own = np.diagonal(blocks, axis1=1, axis2=2).T
    with_all = blocks.sum(axis=2).T
    of_all = blocks.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        unweighted = table.counts / base
        weighted = table.weighted / base_weighted
        p = np.where(filled, weighted, 0.0)
        variance = (own - 2 * p * with_all + np.square(p) * of_all) / np.square(base_weighted)
        inner = filled & (table.counts > 0) & (table.counts < base)
        random = np.where(inner & (base > 1), p * (1 - p) / (base - 1), np.nan)
        spread = inner & (variance >= NOISE * random)
        variance = np.where(spread, variance, np.where(filled, 0.0, np.nan))
        deff: FloatArray = variance / random
    se = np.sqrt(variance)
    low, high = np.full((c, r), np.nan), np.full((c, r), np.nan)
    at = spread & (table.df >= 1)
    df = np.broadcast_to(table.df, (c, r))
    low[at], high[at] = logit_interval(p[at], se[at], df[at], level=level)
    method = np.select([~filled, ~at], [NO_BASE, NO_SPREAD], "logit")
    return ShareTable(
        counts=table.counts,
        base=base,
        base_weighted=base_weighted,
        unweighted=unweighted,
        weighted=weighted,
        se=se,
        df=table.df,
        deff=deff,
        low=low,
        high=high,
        interval=method,
    )
