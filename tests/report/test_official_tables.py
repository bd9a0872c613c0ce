"""Tables of administrative statistics. Truth: the tidy rows, read anew, and the errata list."""

from __future__ import annotations

from collections import Counter

import pytest

import report_of_2021 as material
from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES
from saualnama.report.model import Table


def tables(language="en") -> dict[str, Table]:
    return {t.id: t for e in material.report(language).exhibits for t in e.official}


@pytest.mark.parametrize("exhibit", material.OFFICIAL)
def test_every_figure_stands_in_its_table(exhibit):
    """All printed numbers, and all recomputed ones that differ or were not printed."""
    rows = material.table(exhibit).to_dict("records")
    wanted = Counter(float(row["printed"]) for row in rows if row["printed"])
    wanted |= Counter(
        float(row["recomputed"]) for row in rows if row["recomputed"] and not row["printed"]
    )
    shown = Counter(
        cell.value for row in tables()[exhibit].rows for cell in row.cells if cell.value is not None
    )
    assert wanted - shown == Counter()


def test_what_does_not_add_up_is_noted():
    errata = read_table(material.ROOT / "data/published/errata.csv")
    notes = {name: " ".join(table.notes) for name, table in tables().items()}
    checked = 0
    for row in errata.to_dict("records"):
        if row["kind"] == "arithmetic_sum" and row["group"] == "republic":
            # the sums of table 1.1.4 are compared with the totals of table 1.1.3
            text = notes["table_1.1.3" if row["exhibit"] == "table_1.1.4" else row["exhibit"]]
            for number in (row["printed"], row["expected"]):
                assert f"{int(number):,}" in text, row
            checked += 1
    assert checked == 12


def test_doubtful_and_inferred_figures_are_noted():
    notes = " ".join(tables()["table_1.1.4"].notes)
    assert (
        "Pavlodar region, 2021 H1, Article 73: 12 is doubtful, in all of 2020 it was 2,939."
        in notes
    )
    assert notes.count("is doubtful") == 5
    assert "inferred" in notes
    assert "multiplied by 100" in " ".join(tables()["table_5.2.5"].notes)


def test_blanks_are_explained():
    for language in LANGUAGES:
        for table in tables(language).values():
            blank = any(
                cell.text == "\N{HORIZONTAL ELLIPSIS}" for row in table.rows for cell in row.cells
            )
            explained = any(note.startswith("\N{HORIZONTAL ELLIPSIS}") for note in table.notes)
            assert blank == explained, table.id


def test_totals_come_last():
    for table in tables().values():
        kinds = [row.kind for row in table.rows]
        assert kinds == sorted(kinds), table.id
    regions = tables()["table_1.2.1"]
    assert [row.id for row in regions.rows[-2:]] == ["republic", "sum"]
    assert regions.rows[-1].cells[-1].text == "5.67"


def test_half_years_are_named_as_such():
    heads = [column.label for column in tables("kk")["table_1.1.2"].columns]
    assert heads[-1] == "2021 жыл, 1-жартыжылдық"
