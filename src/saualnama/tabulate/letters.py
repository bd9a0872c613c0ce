"""Column letters of a wave's tables in tidy form: which group is higher than which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from saualnama.inference import (
    AnswerSetCrosstab,
    Crosstab,
    Design,
    column_letter,
    column_letters,
)
from saualnama.survey.wave import Survey
from saualnama.tabulate.estimates import counts_table
from saualnama.tabulate.evidence import Evidence
from saualnama.tabulate.exhibits import TOTAL, Exhibit
from saualnama.tabulate.table_tests import LetterStyle, Row

COLUMNS = (
    "exhibit",
    "question",
    "answer",
    "breakdown",
    "group",
    "letter",
    "higher_than",
    "comparisons",
    "evidence",
    "method",
    "flag",
)
"""Columns of letters.csv, in order."""

NOT_COMPARED = "not compared"
"""A base under 30, a share of 0 or 100 per cent, or no variance: the column stays out of a row."""


def letter_rows(
    table: Crosstab | AnswerSetCrosstab,
    answers: Sequence[str],
    groups: Sequence[str],
    styles: Iterable[LetterStyle],
) -> list[Row]:
    """Compare the columns of one table.

    Args:
        table: c answers by r groups.
        answers: their ids, c.
        groups: their ids, r.
        styles: `design` for contrasts under the survey's design, `spss` for the z tests of SPSS
            Custom Tables, which take sums of weights for respondents.

    Returns:
        `COLUMNS` but the place of the table and `evidence`; answers, then groups, then styles.
    """
    found = {style: column_letters(table, method=style) for style in styles}
    rows: list[Row] = []
    for i, answer in enumerate(answers):
        for j, group in enumerate(groups):
            for style, letters in found.items():
                compared = bool(np.isfinite(letters.p[i, j]).any())
                rows.append(
                    {
                        "answer": answer,
                        "group": group,
                        "letter": column_letter(j),
                        "higher_than": letters.letters[i][j],
                        "comparisons": letters.comparisons[i],
                        "method": f"{style}: {letters.method}",
                        "flag": "" if compared else NOT_COMPARED,
                    }
                )
    return rows


def letters_table(
    survey: Survey,
    design: Design,
    exhibits: Iterable[Exhibit],
    evidence: Evidence,
    styles: Sequence[LetterStyle],
) -> pd.DataFrame:
    """Compare the columns of every table of shares in the exhibits.

    A column's letter stands in `higher_than` of another one when that one's weighted share is
    higher, p < 0.05 after Bonferroni's adjustment over the `comparisons` of the row.

    Args:
        survey: the wave.
        design: its weights and how they were raked.
        exhibits: the recipes; parts without groups or shares of respondents have no letters.
        evidence: what the shares rest on.
        styles: see `letter_rows`.

    Returns:
        `COLUMNS`.
    """
    rows: list[Row] = []
    for exhibit in exhibits:
        for part in exhibit.parts:
            if part.breakdown == TOTAL or "pct" not in part.statistics:
                continue
            question = survey.questionnaire.question[part.question]
            head = {"exhibit": exhibit.id, "question": question.id, "breakdown": part.breakdown}
            cells = letter_rows(
                counts_table(survey, design, question, part.breakdown),
                question.answer_ids,
                survey.groups(part.breakdown),
                styles,
            )
            settled = evidence.settled(question, part.breakdown)
            for row, known in zip(cells, np.repeat(settled.ravel(), len(styles)), strict=True):
                if not part.answers or row["answer"] in part.answers:
                    rows.append(head | row | {"evidence": evidence.word(bool(known))})
    return pd.DataFrame(rows, columns=list(COLUMNS))
