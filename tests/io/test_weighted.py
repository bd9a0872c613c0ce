"""The weighted file keeps what the source says of its columns, and adds the weight."""

from __future__ import annotations

import pandas as pd
import pyreadstat
import pytest

import small_wave
from saualnama.io.weighted import Labels, write_weighted_sav

WEIGHT = pd.Series([0.5 + i / 29 for i in range(30)])
LABELS = Labels("Вес", {"Q1": "Изменение", "Q2": "Знает"}, {"Q2": {1: "да", 2: "нет"}})


def read(path):
    return pyreadstat.read_sav(str(path), user_missing=True)


def test_an_spss_file_keeps_its_labels_codes_and_formats(tmp_path):
    source, target = tmp_path / "a.sav", tmp_path / "b.sav"
    frame = small_wave.frame().assign(CITY="Алматы", WHEN=pd.Timestamp("2021-05-01"))
    pyreadstat.write_sav(
        frame,
        str(source),
        file_label="волна",
        note=["заметка"],
        column_labels={"Q1": "Вопрос первый", "REGION": "Регион"},
        variable_value_labels={"Q1": {1.0: "лучше", 99.0: "отказ"}},
        missing_ranges={"Q1": [99.0], "AGE": [{"lo": 90.0, "hi": 99.0}]},
        variable_measure={"Q1": "ordinal"},
    )
    write_weighted_sav(source, target, WEIGHT, LABELS)
    (before, old), (after, new) = read(source), read(target)
    pd.testing.assert_frame_equal(after[before.columns.tolist()], before)
    assert after["weight"].tolist() == WEIGHT.tolist()
    assert new.column_names_to_labels["weight"] == "Вес"
    assert new.column_names_to_labels["Q1"] == "Вопрос первый"  # the file's own word wins
    assert new.variable_value_labels == old.variable_value_labels
    assert new.missing_ranges == old.missing_ranges
    assert new.variable_measure | {"weight": "scale"} == new.variable_measure
    assert new.variable_measure["Q1"] == "ordinal"
    assert new.original_variable_types["Q1"] == old.original_variable_types["Q1"]
    assert (new.file_label, new.notes) == ("волна", ["заметка"])


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".parquet"])
def test_other_files_get_the_waves_labels(suffix, tmp_path):
    source = small_wave.write(small_wave.frame(), tmp_path / f"a{suffix}")
    write_weighted_sav(source, tmp_path / "b.sav", WEIGHT, LABELS)
    frame, meta = read(tmp_path / "b.sav")
    pd.testing.assert_frame_equal(frame.drop(columns="weight"), small_wave.frame())
    assert meta.column_names_to_labels["Q1"] == "Изменение"
    assert meta.column_names_to_labels["REGION"] == "REGION"
    assert meta.variable_value_labels == {"Q2": {1.0: "да", 2.0: "нет"}}
    assert meta.original_variable_types["Q1"] == "F2.0"


def test_names_that_spss_does_not_take(tmp_path):
    source = tmp_path / "a.csv"
    source.write_text(
        "№ анкеты,1 вопрос,Weight,weight_,a b,a-b\n1,да,2,3,4,5\n2,,2,3,4,5\n", encoding="utf-8"
    )
    labels = Labels("w", {}, {"1 вопрос": {"да": "согласен"}})
    write_weighted_sav(source, tmp_path / "b.sav", pd.Series([1.5, 0.5]), labels)
    frame, meta = read(tmp_path / "b.sav")
    names = ["v___анкеты", "v_1_вопрос", "Weight", "weight_2", "a_b", "a_b_2", "weight_"]
    assert list(frame.columns) == names
    assert meta.column_names_to_labels["v___анкеты"] == "№ анкеты"
    assert frame["v_1_вопрос"].tolist() == ["да", ""]
    assert meta.variable_value_labels == {"v_1_вопрос": {"да": "согласен"}}
    assert frame["weight_"].tolist() == [1.5, 0.5]


def test_two_runs_give_the_same_bytes(tmp_path):
    source = small_wave.write(small_wave.frame(), tmp_path / "a.sav")
    for name in ("b.sav", "c.sav"):
        write_weighted_sav(source, tmp_path / name, WEIGHT, LABELS)
    assert (tmp_path / "b.sav").read_bytes() == (tmp_path / "c.sav").read_bytes()
    assert (tmp_path / "b.sav").read_bytes()[92:109] == b"01 Jan 2100:00:00"


def test_weights_of_another_file_are_refused_and_nothing_is_left(tmp_path):
    source = small_wave.write(small_wave.frame(), tmp_path / "a.sav")
    with pytest.raises(ValueError, match="29 weights for 30 rows"):
        write_weighted_sav(source, tmp_path / "b.sav", WEIGHT.iloc[1:], LABELS)
    assert [path.name for path in tmp_path.iterdir()] == ["a.sav"]
