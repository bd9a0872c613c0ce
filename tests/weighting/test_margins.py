from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.weighting import (
    MARGIN_COLUMNS,
    Targets,
    WeightingRecipe,
    calibrate,
    margin_table,
    targets_from_frame,
)

MARGINS = (("region",), ("sex", "age"))


def test_every_raked_category_is_audited(
    golden_sample: pd.DataFrame, golden_targets: Targets
) -> None:
    result = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS))
    table = margin_table(golden_sample, golden_targets, result)
    assert tuple(table.columns) == MARGIN_COLUMNS
    assert len(table) == 5 + 8
    assert table["raked"].all()
    assert table["miss_after"].abs().max() <= 2e-12
    for margin, part in table.groupby("margin"):
        assert part["target_share"].sum() == pytest.approx(1, abs=1e-14), margin
        assert part["sample_share"].sum() == pytest.approx(1, abs=1e-14), margin
        assert part["sample_n"].sum() == 600
    row = table.set_index("category").loc["male:18_29"]
    own = (golden_sample["sex"] == "male") & (golden_sample["age"] == "18_29")
    weights = result.weights[own]
    assert row["sample_n"] == own.sum()
    assert row["miss_before"] == pytest.approx(own.mean() - 0.13)
    assert row["weight_median"] == pytest.approx(np.median(weights))
    assert row["weight_cv"] == pytest.approx(weights.std() / weights.mean())
    assert (row["weight_min"], row["weight_max"]) == (weights.min(), weights.max())
    factor = {f.category: f.factor for f in result.factors}
    assert row["factor"] == factor["male:18_29"]


def test_targets_that_were_not_raked_to_are_audited_too(golden_sample: pd.DataFrame) -> None:
    rows = [
        {"region": r, "population": p}
        for r, p in zip(
            ["abay", "bayan", "koktem", "saryarka", "turan"], [24, 14, 13, 22, 27], strict=True
        )
    ]
    rows += [{"age": a, "population": p} for a, p in (("18_29", 25), ("30_45", 75), ("90", 1))]
    rows += [{"settlement": "urban", "population": 100}]
    targets = targets_from_frame(pd.DataFrame(rows))
    result = calibrate(golden_sample, targets, WeightingRecipe((("region",),)))
    table = margin_table(golden_sample, targets, result)
    assert table["margin"].unique().tolist() == ["region", "age"]  # the sample has no settlement
    age = table[table["margin"] == "age"].set_index("category")
    assert not age["raked"].any()
    assert age["factor"].isna().all()
    assert age.index.tolist() == ["18_29", "30_45", "90", "(no target)"]
    assert age.loc["90", "sample_n"] == 0
    assert np.isnan(age.loc["90", "weight_median"])
    older = golden_sample["age"].isin(["46_60", "61_plus"])
    assert age.loc["(no target)", "sample_n"] == older.sum()
    assert age.loc["(no target)", "weighted_share"] == pytest.approx(
        result.weights[older].sum() / 600
    )
    assert age["weighted_share"].sum() == pytest.approx(1)


def test_another_sample_is_refused(golden_sample: pd.DataFrame, golden_targets: Targets) -> None:
    result = calibrate(golden_sample, golden_targets, WeightingRecipe(MARGINS))
    with pytest.raises(InputError, match="has 599 respondents; expected the 600"):
        margin_table(golden_sample.iloc[1:], golden_targets, result)
