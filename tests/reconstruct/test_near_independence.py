"""What nothing printed bears on is as uneven as in a sample: no more, and no less.

Truth: the ordinary chi-square p of every cross of two columns, which independence leaves even on
0 to 1. The sentence of the wave's README with the two shares is checked too.
"""

from __future__ import annotations

from itertools import combinations

import ledger
import numpy as np
import pytest
from scipy.special import chdtrc


@pytest.fixture(scope="module")
def columns() -> dict[str, tuple[str, np.ndarray]]:
    """Column -> (demographic or question, codes with -1 for no answer)."""
    wave = ledger.Wave(ledger.read_records())
    found = {}
    for demographic in ledger.questionnaire()["demographics"]:
        parts = demographic.get("categories", demographic.get("bands"))
        flags = [wave.groups[demographic["id"], part["id"]] for part in parts]
        found[demographic["id"]] = (demographic["id"], np.argmax(flags, axis=0))
    for question in ledger.questionnaire()["questions"]:
        for column in wave.columns(question["id"]):
            codes = np.nan_to_num(wave.records[column], nan=ledger.REFUSED)
            codes = np.where(codes == ledger.REFUSED, -1, codes).astype(int)
            found[column] = (question["id"], codes)
    return found


def dense_p(first: np.ndarray, second: np.ndarray) -> float | None:
    """Pearson's p; None for a table with thin cells, where it is no probability."""
    valid = (first >= 0) & (second >= 0)
    rows = np.unique(first[valid], return_inverse=True)[1]
    cols = np.unique(second[valid], return_inverse=True)[1]
    counts = np.zeros((rows.max() + 1, cols.max() + 1))
    np.add.at(counts, (rows, cols), 1)
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0) / counts.sum()
    if min(counts.shape) < 2 or (expected < 5).mean() > 0.2 or expected.min() < 1:
        return None
    statistic = float(((counts - expected) ** 2 / expected).sum())
    return float(chdtrc((counts.shape[0] - 1) * (counts.shape[1] - 1), statistic))


def test_free_crosses_look_like_a_sample(columns):
    demographics = {entry["id"] for entry in ledger.questionnaire()["demographics"]}
    printed = {(row["breakdown"], row["question"]) for row in ledger.table("survey_figures")}
    of_groups, of_answers = [], []
    for (one, first), (other, second) in combinations(columns.values(), 2):
        if one == other or other in demographics or (one, other) in printed:
            continue
        p = dense_p(first, second)
        if p is not None:
            (of_groups if one in demographics else of_answers).append(p)
    readme = (ledger.SAV.parent / "README.md").read_text(encoding="utf-8")
    for found, label in ((of_groups, "crosses of an answer"), (of_answers, "crosses of two")):
        below = float(np.mean(np.array(found) < 0.05))
        above = float(np.mean(np.array(found) > 0.95))
        # Columns of a question hang together, so the binomial error is a lower bound.
        error = np.sqrt(0.05 * 0.95 / len(found))
        assert abs(below - 0.05) < 4 * error, label
        assert abs(above - 0.05) < 4 * error, label
        assert f"{100 * below:.1f} % of {len(found)} {label}" in readme
