"""SPSS files in another program. Truth: PSPP, where it is installed; the header's layout."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pandas as pd
import pytest

from saualnama.io.sav import Codebook, write_sav

FRAME = pd.DataFrame({"ID": [1.0, 2.0, 3.0], "Q1": [1.0, 99.0, np.nan], "W": [0.5, 1.25, 1.25]})
CODEBOOK = Codebook(
    file_label="три ответа",
    notes=["a note"],
    column_labels={"ID": "id", "Q1": "Вопрос", "W": "weight"},
    value_labels={"Q1": {1.0: "да", 99.0: "отказ"}},
    user_missing={"Q1": [99.0]},
    measures={"ID": "nominal", "Q1": "nominal", "W": "scale"},
)


def test_the_bytes_know_no_clock(tmp_path):
    write_sav(tmp_path / "a.sav", FRAME, CODEBOOK)
    content = (tmp_path / "a.sav").read_bytes()
    assert content[84:92] == np.float64(100).tobytes()  # what follows the bias is date and time
    assert content[92:109] == b"01 Jan 2100:00:00"
    write_sav(tmp_path / "b.sav", FRAME, CODEBOOK)
    assert (tmp_path / "b.sav").read_bytes() == content


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not installed")
def test_pspp_sees_the_same_cases(tmp_path):
    write_sav(tmp_path / "a.sav", FRAME, CODEBOOK)
    syntax = tmp_path / "a.sps"
    syntax.write_text(
        f"GET FILE='{tmp_path / 'a.sav'}'.\n"
        f"SAVE TRANSLATE /OUTFILE='{tmp_path / 'a.csv'}' /TYPE=CSV /MAP /REPLACE /FIELDNAMES.\n",
        encoding="utf-8",
    )
    subprocess.run(["pspp", "-b", str(syntax)], check=True, capture_output=True)  # noqa: S607, S603
    found = pd.read_csv(tmp_path / "a.csv", na_values=[" "])
    assert found["ID"].to_list() == [1, 2, 3]
    assert found["W"].to_list() == [0.5, 1.25, 1.25]
    assert found["Q1"].isna().to_list()[0::2] == [False, True]
