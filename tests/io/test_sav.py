"""SPSS files: what is written comes back, and twice the same bytes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from saualnama.io.sav import Codebook, write_sav

FRAME = pd.DataFrame({"ID": [1.0, 2.0, 3.0], "Q1": [1.0, 99.0, np.nan], "W": [0.5, 1.25, 1.25]})
CODEBOOK = Codebook(
    file_label="A test",
    notes=("Первая строка", "a second line"),
    column_labels={"ID": "Номер", "Q1": "Вопрос", "W": "Вес"},
    value_labels={"Q1": {1.0: "Да", 99.0: "Отказ"}},
    user_missing={"Q1": (99.0,)},
    measures={"ID": "nominal", "Q1": "nominal", "W": "scale"},
)


def test_everything_comes_back(tmp_path):
    path = tmp_path / "deep" / "file.sav"
    write_sav(path, FRAME, CODEBOOK)
    frame, meta = pyreadstat.read_sav(str(path), user_missing=True)
    pd.testing.assert_frame_equal(frame, FRAME)
    assert pyreadstat.read_sav(str(path))[0]["Q1"].isna().tolist() == [False, True, True]
    assert meta.file_label == "A test"
    assert meta.notes == ["Первая строка", "a second line"]
    assert meta.column_names_to_labels == {"ID": "Номер", "Q1": "Вопрос", "W": "Вес"}
    assert meta.variable_value_labels == {"Q1": {1.0: "Да", 99.0: "Отказ"}}
    assert meta.variable_measure == {"ID": "nominal", "Q1": "nominal", "W": "scale"}
    assert meta.original_variable_types["ID"] == "F2.0"
    assert meta.original_variable_types["W"] == "F8.2"


def test_the_clock_does_not_show(tmp_path, monkeypatch):
    for name, second in (("a.sav", 0), ("b.sav", 1_000_000_007)):
        monkeypatch.setattr("time.time", lambda second=second: float(second))
        write_sav(tmp_path / name, FRAME, CODEBOOK)
    assert (tmp_path / "a.sav").read_bytes() == (tmp_path / "b.sav").read_bytes()
    _, meta = pyreadstat.read_sav(str(tmp_path / "a.sav"))
    assert str(meta.creation_time) == "2021-01-01 00:00:00"


def test_a_failed_write_leaves_the_old_file_and_no_scratch(tmp_path):
    path = tmp_path / "file.sav"
    write_sav(path, FRAME, CODEBOOK)
    before = path.read_bytes()
    with pytest.raises(pyreadstat.ReadstatError):
        write_sav(path, FRAME, Codebook("x", ("й" * 80,), {}))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["file.sav"]


def test_a_label_that_would_be_cut_is_refused(tmp_path):
    with pytest.raises(ValueError, match="64 bytes"):
        write_sav(tmp_path / "file.sav", FRAME, Codebook("й" * 33, (), {}))
