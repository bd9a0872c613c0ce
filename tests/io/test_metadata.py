"""Labels of data files. Truth: what pyreadstat was told to write; sets that PSPP declared."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest

from saualnama.errors import InputError
from saualnama.io.metadata import FileMetadata, read_metadata


@pytest.mark.parametrize("ending", [".sav", ".zsav"])
def test_labels_and_missing_codes_come_back(tmp_path, ending):
    path = tmp_path / f"a{ending}"
    pyreadstat.write_sav(
        pd.DataFrame({"Q1": [1.0, 99.0], "Q2": [1.0, 2.0]}),
        str(path),
        compress=ending == ".zsav",
        column_labels={"Q1": "Вопрос ", "Q2": ""},
        variable_value_labels={"Q1": {1.0: "Да", 99.0: "Отказ"}},
        missing_ranges={"Q1": [99.0], "Q2": [{"lo": 90.0, "hi": 98.0}]},
    )
    found = read_metadata(path)
    assert found.column_labels == {"Q1": "Вопрос"}
    assert found.value_labels == {"Q1": {1.0: "Да", 99.0: "Отказ"}}
    assert found.user_missing == {"Q1": (99.0,), "Q2": ()}


def test_a_format_without_labels_has_none(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Q1\n1\n", encoding="utf-8")
    assert read_metadata(path) == FileMetadata()


def test_a_damaged_file_is_said(tmp_path):
    path = tmp_path / "a.sav"
    path.write_bytes(b"$FL2 and no more")
    with pytest.raises(InputError) as caught:
        read_metadata(path)
    assert [fault.code for fault in caught.value.faults] == ["damaged-file"]


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not installed")
def test_a_set_that_pspp_declared_is_found(tmp_path: Path):
    syntax = tmp_path / "make.sps"
    syntax.write_text(
        "DATA LIST LIST /TV NET.\n"
        "BEGIN DATA\n1 0\n0 1\nEND DATA.\n"
        "MRSETS /MDGROUP NAME=$sources LABEL='Sources' VARIABLES=TV NET VALUE=1.\n"
        f"SAVE OUTFILE='{tmp_path / 'sets.sav'}'.\n",
        encoding="utf-8",
    )
    subprocess.run(["pspp", syntax], check=True, capture_output=True, cwd=tmp_path)  # noqa: S603, S607
    (found,) = read_metadata(tmp_path / "sets.sav").answer_sets
    assert (found.name.lower(), found.label, found.counted) == ("sources", "Sources", "1")
    assert [name.upper() for name in found.columns] == ["TV", "NET"]
