"""Files of words. Truth: the fault that the test put into a table."""

from __future__ import annotations

import pandas as pd
import pytest

from saualnama.errors import InputError
from saualnama.language import Words, merge_words, parse_words


def table(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    columns = ["kind", "id", "kk", "ru", "en"]
    return pd.DataFrame(rows, columns=columns, index=range(2, len(rows) + 2), dtype="str")


SEX = ("group", "male", "Ерлер", "Мужчины", "Men")


def words(*rows: tuple[str, str, str, str, str], file: str = "labels.csv") -> Words:
    return parse_words(table(*rows), file)


def test_a_word_is_found_by_kind_id_and_language() -> None:
    found = words(SEX, ("answer", "male", "а", "б", "c"))
    assert [found.of("group", "male", language) for language in ("kk", "ru", "en")] == [*SEX[2:]]
    assert found.of("answer", "male", "ru") == "б"


def test_every_fault_of_a_file_is_named_with_its_line() -> None:
    rows = [SEX, SEX, ("group", "female", "", "TODO", "Women")]
    with pytest.raises(InputError) as caught:
        words(*rows)
    said = [(fault.code, fault.where) for fault in caught.value.faults]
    assert said == [
        ("duplicate", "labels.csv, line 3"),
        ("missing-word", "labels.csv, line 4"),
        ("todo", "labels.csv, line 4"),
    ]


def test_a_missing_word_says_what_to_add_and_where() -> None:
    with pytest.raises(InputError) as caught:
        words(SEX).of("group", "female", "en")
    (fault,) = caught.value.faults
    assert fault.where == "labels.csv, kind `group`"
    assert "group,female" in fault.hint
    lacking = words(SEX).lacking({"group": {"male", "female", "all"}})
    assert [fault.problem for fault in lacking] == ["no entry `all`", "no entry `female`"]


def test_a_key_stands_in_one_of_several_files() -> None:
    other = words(("group", "female", "Әйелдер", "Женщины", "Women"), file="more.csv")
    both = merge_words(words(SEX), other)
    assert both.of("group", "female", "kk") == "Әйелдер"
    assert both.source == "labels.csv or more.csv"
    with pytest.raises(InputError, match="two files"):
        merge_words(words(SEX), words(SEX, file="more.csv"))
