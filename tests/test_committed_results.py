"""Same input, same bytes. Truth: results/2021 as committed, and a run with another hash seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import wave_in_memory
from saualnama.io.tables import read_table
from saualnama.rounding import round_half_away

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "results/2021"


def content(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("made")
    wave_in_memory.make(folder)
    return content(folder)


def test_the_committed_results_are_what_the_library_computes(made):
    assert len(made) > 35
    assert [name for name in made if (RESULTS / name).read_bytes() != made[name]] == []


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_the_order_of_hashes_changes_no_byte(made, tmp_path, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Almaty", "LC_ALL": "C"}
    subprocess.run(  # noqa: S603
        [sys.executable, str(ROOT / "tests/wave_in_memory.py"), str(tmp_path)],
        check=True,
        env=environment,
        cwd=tmp_path.parent,
    )
    assert content(tmp_path) == made


def test_no_committed_table_says_nan_or_minus_nothing():
    wrong = []
    for path in sorted(RESULTS.rglob("*.csv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if {"nan", "NaN", "inf", "-0", "None", "<NA>"} & set(line.split(",")):
                wrong.append(f"{path.name}:{number}")
    assert wrong == []
    for path in sorted(RESULTS.rglob("*.json")):
        json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)


def test_shares_of_one_answer_questions_add_to_their_base():
    checked = 0
    for path in sorted((RESULTS / "tables").glob("[ft]*_*.csv")):
        table = read_table(path)
        if "statistic" not in table or "base_weighted" not in table:
            continue
        whole = table[(table["statistic"] == "pct") & (table["count"] != "")]
        for _, bar in whole.groupby(["question", "breakdown", "group"]):
            counts = bar["count"].astype(int)
            base = int(bar["base_n"].iloc[0])
            assert (counts <= base).all()
            if counts.sum() == base and len(bar) > 1:
                checked += 1
                assert abs(bar["unweighted"].astype(float).sum() - 100) < 1e-6
                assert abs(bar["weighted"].astype(float).sum() - 100) < 1e-6
    assert checked > 100


def test_a_figure_of_the_ledger_rounds_to_what_is_printed_exactly_when_it_says_so():
    ledger = read_table(RESULTS / "verify/figures.csv")
    direct = ledger[ledger["verdict"] == "reproduced"]
    printed = read_table(ROOT / "data/published/survey_figures.csv")
    decimals = dict(zip(printed.index, printed["decimals"].astype(int), strict=True))
    assert len(ledger) == len(printed) == 898
    for line in direct.index:
        digits = decimals[line]
        ours = round_half_away(float(ledger.loc[line, "ours"]), digits)
        assert ours == round_half_away(float(ledger.loc[line, "printed"]), digits), line
