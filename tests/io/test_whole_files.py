"""Files appear whole or not at all. Truth: what stands in the folder afterwards."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saualnama.errors import InputError
from saualnama.io.files import (
    read_bytes,
    read_text,
    replacing,
    sha256_of_text,
    write_new_files,
    write_text,
)
from saualnama.io.structured import write_json
from saualnama.io.tables import write_frame, write_table


class Stop(BaseException):
    """As hard as a keyboard interrupt."""


def names(folder):
    return sorted(path.name for path in folder.rglob("*"))


def test_a_failed_block_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "deep" / "a.txt"
    write_text(path, "old")
    with pytest.raises(Stop), replacing(path) as scratch:
        scratch.write_text("half", encoding="utf-8")
        raise Stop
    assert path.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == ["a.txt", "deep"]


def test_nobody_sees_a_part_while_a_file_is_written(tmp_path):
    path = tmp_path / "a.csv"
    write_text(path, "old")
    with replacing(path) as scratch:
        scratch.write_text("new, half", encoding="utf-8")
        assert path.read_text(encoding="utf-8") == "old"
        assert scratch.parent == path.parent
        assert scratch.suffix == ".csv"
    assert path.read_text(encoding="utf-8") == "new, half"
    assert path.stat().st_mode & 0o777 == 0o644


class Unprintable:
    def __str__(self):
        raise Stop


def test_a_table_that_cannot_be_written_leaves_nothing(tmp_path):
    frame = pd.DataFrame({"a": ["x", Unprintable()]}, dtype=object)
    with pytest.raises(Stop):
        write_table(tmp_path / "a.csv", frame)
    assert names(tmp_path) == []


def test_a_json_that_cannot_be_written_leaves_nothing(tmp_path):
    for content in ({"a": float("nan")}, {"a": float("inf")}, {"a": {1, 2}}):
        with pytest.raises((ValueError, TypeError)):
            write_json(tmp_path / "a.json", content)
    assert names(tmp_path) == []


def test_a_parquet_that_cannot_be_written_leaves_the_old_one(tmp_path):
    path = tmp_path / "a.parquet"
    write_frame(path, pd.DataFrame({"a": [1]}))
    before = path.read_bytes()
    with pytest.raises(Exception, match=r"\S"):
        write_frame(path, pd.DataFrame({"a": [1, "x", object()]}, dtype=object))
    assert path.read_bytes() == before
    assert names(tmp_path) == ["a.parquet"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r")))
def test_text_comes_back_with_the_same_letters(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("text") / "a.txt"
    write_text(path, text)
    assert read_text(path) == text.removeprefix("\ufeff")
    assert b"\r" not in path.read_bytes()


def test_what_cannot_be_opened_is_said(tmp_path):
    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path / "nowhere.csv")
    assert str(caught.value) == (
        f"nowhere.csv cannot be read:\n  {tmp_path / 'nowhere.csv'}: there is no such file"
    )
    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path)
    assert caught.value.faults[0].code == "unreadable-file"


@pytest.mark.parametrize("line", [1, 2, 40])
def test_the_line_with_another_encoding_is_named(tmp_path, line):
    path = tmp_path / "labels.csv"
    path.write_bytes(b"a,b\n" * (line - 1) + "да".encode("cp1251") + b"\n")
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert caught.value.faults[0].where == f"{path}, line {line}"


def test_the_hash_of_text_is_the_same_on_every_system(tmp_path):
    (tmp_path / "unix.csv").write_bytes(b"a\nb\n")
    (tmp_path / "windows.csv").write_bytes(b"a\r\nb\r\n")
    (tmp_path / "binary.sav").write_bytes(b"\0a\r\nb\r\n")
    assert sha256_of_text(tmp_path / "unix.csv") == hashlib.sha256(b"a\nb\n").hexdigest()
    assert sha256_of_text(tmp_path / "windows.csv") == sha256_of_text(tmp_path / "unix.csv")
    assert sha256_of_text(tmp_path / "binary.sav") == hashlib.sha256(b"\0a\r\nb\r\n").hexdigest()


def test_new_files_appear_all_or_none(tmp_path):
    folder = tmp_path / "waves" / "2023"
    write_new_files(folder, {"a.yaml": "жаңа\n", "b.csv": "x\n"})
    assert (folder / "a.yaml").read_bytes() == "жаңа\n".encode()
    with pytest.raises(InputError) as caught:
        write_new_files(folder, {"c.csv": "new", "b.csv": "other"})
    assert [fault.code for fault in caught.value.faults] == ["file-exists"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.yaml", "b.csv"]
    assert (folder / "b.csv").read_text(encoding="utf-8") == "x\n"
    with pytest.raises(InputError) as caught:
        write_new_files(folder, {"c.csv": "new", "no-folder/d.csv": "new"})
    assert [fault.code for fault in caught.value.faults] == ["bad-out"]
    assert not (folder / "c.csv").exists()
