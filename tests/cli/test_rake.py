"""`rake` writes the weights that R gives; of what cannot be weighted it says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from saualnama.cli.main import main
from saualnama.io.tables import read_table

GOLDEN = Path(__file__).parents[1] / "golden"
SAMPLE, TARGETS = GOLDEN / "weighting_sample.csv", GOLDEN / "weighting_targets.csv"
MARGINS = ["--margin", "region", "--margin", "sex,age"]


def rake(out: Path, *options: str, data: Path = SAMPLE, targets: Path = TARGETS) -> int:
    words = ["rake", str(data), "--targets", str(targets), *MARGINS, "--out", str(out), *options]
    return main(words)


def weights_in(path: Path) -> np.ndarray:
    return read_table(path)["weight"].astype(float).to_numpy()


@pytest.mark.parametrize(
    ("golden", "options"),
    [
        ("raked", []),
        ("raked_base", ["--base-weight", "base"]),
        ("raking_bounded_base", ["--base-weight", "base", "--bounds", "0.6,1.9"]),
        ("raking_bounded", ["--bounds", "0.6,1.9"]),
        ("linear_base", ["--base-weight", "base", "--calibrator", "linear"]),
        ("logit_base", ["--base-weight", "base", "--calibrator", "logit", "--bounds", "0.6,1.9"]),
    ],
)
def test_weights_are_those_of_r(golden: str, options: list[str], tmp_path: Path) -> None:
    """R's survey: rake (epsilon 1e-12) and calibrate; see golden/weighting.R."""
    out = tmp_path / "w.csv"
    assert rake(out, *options) == 0
    theirs = read_table(SAMPLE)[golden].astype(float).to_numpy()
    np.testing.assert_allclose(weights_in(out), theirs, rtol=1e-9)


def test_the_summary_says_what_the_weights_cost(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "w.csv"
    assert rake(out, "--base-weight", "base", "--bounds", "0.6,1.9", "--id", "id") == 0
    shown = capsys.readouterr()
    weights = weights_in(out)
    deff = len(weights) * (weights**2).sum() / weights.sum() ** 2
    assert f"design effect {deff:.4f} (base weights alone: " in shown.out
    assert f"effective n {len(weights) / deff:.1f}" in shown.out
    base = read_table(SAMPLE)["base"].astype(float).to_numpy()
    ratio = weights / (base / base.mean())
    assert ratio.max() == pytest.approx(1.9, abs=1e-9)
    at_upper = (ratio > 1.9 - 1e-9).sum()
    assert f" at a lower limit, {at_upper} at an upper" in shown.out
    assert "thin categories: none" in shown.out
    assert shown.err == ""


def test_weights_stand_in_the_order_of_the_data_beside_the_id(tmp_path: Path) -> None:
    shuffled = pd.read_csv(SAMPLE).sample(frac=1, random_state=3)
    shuffled.to_csv(tmp_path / "d.csv", index=False)
    assert rake(tmp_path / "w.csv", "--id", "id", data=tmp_path / "d.csv") == 0
    table = read_table(tmp_path / "w.csv")
    assert list(table.columns) == ["id", "weight"]
    assert table["id"].tolist() == [str(value) for value in shuffled["id"]]
    np.testing.assert_allclose(table["weight"].astype(float), shuffled["raked"], rtol=1e-9)


@pytest.mark.parametrize("suffix", [".sav", ".dta", ".csv", ".xlsx", ".parquet"])
def test_codes_are_matched_whatever_the_format_makes_of_them(suffix: str, tmp_path: Path) -> None:
    """A code is 1.0 in SPSS, "1" in a csv and 1 in Excel; the targets say 1."""
    import small_wave

    codes = pd.DataFrame({"region": [1, 1, 1, 2, 2, 2, 2], "sex": [1, 1, 2, 1, 2, 2, 2]})
    data = small_wave.write(codes.astype("float64"), tmp_path / f"d{suffix}")
    targets = tmp_path / "t.csv"
    targets.write_text("region,sex,population\n1,,40\n2,,60\n,1,55\n,2,45\n", encoding="utf-8")
    out = tmp_path / "w.csv"
    words = ["rake", str(data), "--targets", str(targets), "--out", str(out)]
    words += ["--margin", "region", "--margin", "sex", "--minimum-cell", "1"]
    assert main(words) == 0
    weights = weights_in(out)
    assert weights.sum() == pytest.approx(7)
    assert weights[:3].sum() / 7 == pytest.approx(0.4, abs=1e-11)
    assert weights[[0, 1, 3]].sum() / 7 == pytest.approx(0.55, abs=1e-11)


def test_a_semicolon_file_with_decimal_commas(tmp_path: Path) -> None:
    frame = pd.read_csv(SAMPLE)
    frame.to_csv(tmp_path / "d.csv", index=False, sep=";", decimal=",")
    out = tmp_path / "w.csv"
    assert rake(out, "--base-weight", "base", data=tmp_path / "d.csv") == 0
    np.testing.assert_allclose(weights_in(out), frame["raked_base"], rtol=1e-9)


@pytest.mark.parametrize(
    "options",
    [
        ["--base-weight", "base"],
        ["--bounds", "0.6,1.9"],
        ["--cap", "2"],
        ["--calibrator", "linear"],
        ["--scale", "population"],
    ],
)
def test_every_option_that_shapes_weights_does(options: list[str], tmp_path: Path) -> None:
    assert rake(tmp_path / "a.csv") == 0
    assert rake(tmp_path / "b.csv", *options) == 0
    assert np.abs(weights_in(tmp_path / "a.csv") - weights_in(tmp_path / "b.csv")).max() > 1e-3


def test_rescaled_targets_keep_the_shares(tmp_path: Path) -> None:
    table = read_table(TARGETS)
    regional = table["region"] != ""
    people = table["population"].astype(int)
    table["population"] = people.where(~regional, people * 3).astype(str)
    table.to_csv(tmp_path / "t.csv", index=False)
    assert rake(tmp_path / "w.csv", targets=tmp_path / "t.csv") == 2
    assert rake(tmp_path / "w.csv", "--rescale-targets", targets=tmp_path / "t.csv") == 0
    golden = read_table(SAMPLE)["raked"].astype(float)
    np.testing.assert_allclose(weights_in(tmp_path / "w.csv"), golden, rtol=1e-9)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--margin", "religion"], "has no column `religion`"),
        (["--base-weight", "wages"], "has no column `wages`"),
        (["--base-weight", "region"], "base weight"),
        (["--id", "region"], "also stands in row"),
        (["--id", "weight"], "a second column `weight`"),
        (["--margin", "region,"], "`region,` is no margin"),
        (["--minimum-cell", "80"], "respondents"),
        (["--bounds", "1.2,3"], "0 <= lowest < 1 < highest"),
        (["--calibrator", "logit"], "without which logit is not defined"),
        (["--cap", "1.01"], "widen `bounds` or `cap`"),
        (["--margin", "region"], "is given twice"),
    ],
)
def test_bad_input_ends_with_2_and_writes_nothing(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rake(tmp_path / "w.csv", *options) == 2
    shown = capsys.readouterr()
    assert said.lower() in shown.err.lower()
    assert shown.out == ""
    assert list(tmp_path.iterdir()) == []


def test_all_categories_without_a_partner_are_named_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TARGETS.read_text(encoding="utf-8").replace("abay", "abai").replace("turan", "ulytau")
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    assert rake(tmp_path / "w.csv", targets=tmp_path / "t.csv") == 2
    said = capsys.readouterr().err
    assert [name in said for name in ("`abay`", "`abai`", "`turan`", "`ulytau`")] == [True] * 4
    assert not (tmp_path / "w.csv").exists()


def test_the_data_are_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "d.csv"
    data.write_bytes(SAMPLE.read_bytes())
    assert rake(data, data=data) == 2
    assert "cannot take the weights" in capsys.readouterr().err
    assert data.read_bytes() == SAMPLE.read_bytes()


def test_words_that_are_no_bounds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        rake(tmp_path / "w.csv", "--bounds", "narrow")
    assert end.value.code == 2
    assert "`narrow` is not LO,HI" in capsys.readouterr().err
