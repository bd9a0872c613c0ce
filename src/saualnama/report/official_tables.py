"""Tables of administrative statistics: as printed, with recomputed totals and rates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from saualnama.official.exhibits import SETTLEMENTS
from saualnama.official.figures import REPUBLIC
from saualnama.report.cells import NOT_PRINTED
from saualnama.report.model import Cell, Column, Row, Spanner, Table, Unit
from saualnama.report.wording import Wording

_UNITS: Mapping[str, tuple[Unit, int]] = {
    "per_100k": ("rate", 2),
    "pct": ("percent", 0),
    "index_0_1": ("points", 2),
}
"""Unit and decimals by the tidy rows' unit; all others are whole numbers."""

_YEAR = re.compile(r"([0-9]{4})H([12])")
_DOUBT = re.compile(r"implausibly (?:many|few): ([0-9]+) against ([0-9]+) in all of ([0-9]{4})")
_NEEDED = re.compile(r"the printed rate needs ([0-9]+) to ([0-9]+) residents")

Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Axis:
    """Ids and labels of rows or columns."""

    ids: tuple[str, ...]
    labels: tuple[str, ...]


def official_table(exhibit: str, frame: pd.DataFrame, title: str, wording: Wording) -> Table:
    """Lay out one exhibit.

    Args:
        exhibit: its id; a text's official figures have the prefix `official_`.
        frame: its tidy rows (text cells), as the room `official` makes them.
        title: its name.
        wording: the language.
    """
    records: list[Record] = [
        {str(k): str(v) for k, v in row.items()} for row in frame.to_dict("records")
    ]
    layout = _LAYOUTS.get(exhibit, _listed)
    stub, columns, spanners, rows = layout(records, wording)
    cells = [cell for row in rows for cell in row.cells]
    notes = [*_notes(exhibit, records, wording)]
    if any(cell.text == NOT_PRINTED for cell in cells):
        notes.append(wording.phrase("report.official.blank", mark=NOT_PRINTED))
    return Table(
        exhibit,
        "official",
        title,
        stub,
        columns,
        rows,
        spanners,
        wording.phrase("report.official.source"),
        notes=tuple(notes),
    )


_Layout = tuple[str, tuple[Column, ...], tuple[Spanner, ...], tuple[Row, ...]]


def _cell(record: Record | None, column: str, wording: Wording) -> Cell:
    text = "" if record is None else record[column]
    unit, digits = _UNITS.get(record["unit"] if record else "", ("count", 0))
    if column in ("numerator", "denominator"):
        unit, digits = "count", 0
    if not text:
        return Cell(NOT_PRINTED, digits=digits, unit=unit)
    value = float(text)
    return Cell(wording.number(value, digits), value, digits, unit)


def _year(year: str, wording: Wording) -> str:
    half = _YEAR.fullmatch(year)
    if half is None:
        return year
    return wording.phrase(f"report.official.half_{half.group(2)}", year=half.group(1))


def _article(article: str, wording: Wording) -> str:
    if article == "sum_of_listed":
        return wording.phrase("report.official.sum_of_articles")
    return wording.phrase("report.official.article", article=article)


def _unique(records: Iterable[Record], *names: str) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(tuple(record[name] for name in names) for record in records))


def _measures(records: Sequence[Record], measure: str) -> list[Record]:
    return [record for record in records if record["measure"] == measure]


def _rates(records: Sequence[Record], wording: Wording) -> _Layout:
    """Years down; printed and recomputed rate, and what it is made from."""
    names = ("printed", "recomputed", "numerator", "denominator")
    units: tuple[Unit, ...] = ("rate", "rate", "count", "count")
    columns = tuple(
        Column(name, wording.phrase(f"report.official.{name}"), unit)
        for name, unit in zip(names, units, strict=True)
    )
    rows = tuple(
        Row(r["year"], _year(r["year"], wording), tuple(_cell(r, n, wording) for n in names))
        for r in records
    )
    return wording.label("breakdown", "year"), columns, (), rows


def _by_article(records: Sequence[Record], wording: Wording) -> _Layout:
    """Articles down, years across; their sum last."""
    years = [year for (year,) in _unique(records, "year")]
    at = {(r["article"], r["year"]): r for r in records}
    rows = tuple(
        Row(
            article,
            _article(article, wording),
            tuple(_given(at.get((article, year)), wording) for year in years),
            "total" if article == "sum_of_listed" else "row",
        )
        for (article,) in _unique(records, "article")
    )
    columns = tuple(Column(year, _year(year, wording), "count") for year in years)
    return wording.phrase("report.official.article_head"), columns, (), rows


def _given(record: Record | None, wording: Wording) -> Cell:
    """The printed figure, or the recomputed one where none was to be printed."""
    if record is not None and not record["printed"] and record["recomputed"]:
        return _cell(record, "recomputed", wording)
    return _cell(record, "printed", wording)


def _republic_by_article(records: Sequence[Record], wording: Wording) -> _Layout:
    """Years down; for each article the printed total and the sum of the regions."""
    articles = [article for (article,) in _unique(records, "article")]
    at = {(r["article"], r["year"]): r for r in records}
    columns, spanners = [], []
    for article in articles:
        for name in ("printed", "recomputed"):
            head = wording.phrase(f"report.official.{name}_total")
            columns.append(Column(f"{article}:{name}", head, "count"))
        spanners.append(Spanner(_article(article, wording), 2))
    rows = tuple(
        Row(
            year,
            _year(year, wording),
            tuple(
                _cell(at.get((article, year)), name, wording)
                for article in articles
                for name in ("printed", "recomputed")
            ),
        )
        for (year,) in _unique(records, "year")
    )
    return wording.label("breakdown", "year"), tuple(columns), tuple(spanners), rows


def _regions_by_article(records: Sequence[Record], wording: Wording) -> _Layout:
    """Regions down; articles of each year across; the sum of the regions last."""
    keys = _unique(records, "year", "article")
    at = {(r["region"], r["year"], r["article"]): r for r in records}
    columns = tuple(
        Column(f"{year}:{article}", _article(article, wording), "count") for year, article in keys
    )
    years = [year for year, _ in keys]
    spanners = tuple(
        Spanner(_year(year, wording), years.count(year)) for year in dict.fromkeys(years)
    )
    rows = tuple(
        Row(
            region,
            _region(region, wording, summed=True),
            tuple(_given(at.get((region, key[0], key[1])), wording) for key in keys),
            "total" if region == REPUBLIC else "row",
        )
        for (region,) in _unique(records, "region")
    )
    return wording.label("breakdown", "region"), columns, spanners, rows


def _region(region: str, wording: Wording, *, summed: bool = False) -> str:
    if region == REPUBLIC and summed:
        return wording.phrase("report.official.sum_of_regions")
    return wording.label("group", region)


def _regions_by_year(records: Sequence[Record], wording: Wording) -> _Layout:
    """Regions down, years across and a rate; the printed total and the sum of the rows last."""
    counts = [r for r in records if not r["measure"].endswith("_rate")]
    rates = {r["region"]: r for r in records if r["measure"].endswith("_rate")}
    at = {(r["region"], r["year"]): r for r in counts}
    years = [year for (year,) in _unique(counts, "year")]
    regions = [region for (region,) in _unique(counts, "region") if region != REPUBLIC]
    columns = tuple(Column(year, _year(year, wording), "count") for year in years)
    if rates:
        year = next(iter(rates.values()))["year"]
        head = wording.phrase("report.official.rate_of", year=year)
        columns = (*columns, Column(f"rate:{year}", head, "rate"))

    def row(id_: str, label: str, column: str, *, total: bool) -> Row:
        region = REPUBLIC if total else id_
        cells = [_cell(at.get((region, year)), column, wording) for year in years]
        if rates and column == "printed" and total:
            cells.append(Cell(NOT_PRINTED, digits=2, unit="rate"))
        elif rates:
            cells.append(_cell(rates.get(region), "recomputed", wording))
        return Row(id_, label, tuple(cells), "total" if total else "row")

    rows = [row(region, _region(region, wording), "printed", total=False) for region in regions]
    total, summed = (wording.phrase(f"report.official.{n}_total") for n in ("printed", "rows"))
    rows.append(row(REPUBLIC, total, "printed", total=True))
    rows.append(row("sum", summed, "recomputed", total=True))
    return wording.label("breakdown", "region"), columns, (), tuple(rows)


def _shares(records: Sequence[Record], wording: Wording) -> _Layout:
    """Years down, one share."""
    columns = (Column("share", wording.phrase("report.official.share"), "percent"),)
    rows = tuple(
        Row(r["year"], _year(r["year"], wording), (_cell(r, "recomputed", wording),))
        for r in records
    )
    return wording.label("breakdown", "year"), columns, (), rows


def _terms(records: Sequence[Record], wording: Wording) -> _Layout:
    """Words down; how often each occurs, and its rank."""
    ranks = {r["measure"].partition(":")[2]: r for r in records if "_rank:" in r["measure"]}
    columns = (
        Column("occurrences", wording.phrase("report.official.occurrences"), "count"),
        Column("rank", wording.phrase("report.official.rank"), "count"),
    )
    rows = []
    for record in records:
        name, _, term = record["measure"].partition(":")
        if name != "term_frequency":
            continue
        label = wording.label("measure", record["measure"]).rpartition(": ")[2]
        cells = (
            _cell(record, "printed", wording),
            _cell(ranks.get(term), "recomputed", wording),
        )
        rows.append(Row(term, label, cells))
    return wording.phrase("report.official.term"), columns, (), tuple(rows)


def _listed(records: Sequence[Record], wording: Wording) -> _Layout:
    """Figures of a text, one a row."""
    columns = (
        Column("printed", wording.phrase("report.official.printed"), "count"),
        Column("recomputed", wording.phrase("report.official.recomputed"), "count"),
    )
    rows = tuple(
        Row(
            ":".join((r["measure"], r["region"], r["year"])),
            _figure_name(r, wording),
            (_cell(r, "printed", wording), _cell(r, "recomputed", wording)),
        )
        for r in records
    )
    return wording.phrase("report.official.figure"), columns, (), rows


def _figure_name(record: Record, wording: Wording) -> str:
    measure = record["measure"]
    name = wording.optional("measure", measure)
    if name is None and measure.endswith("_rate"):
        base = wording.label("measure", measure.removesuffix("_rate"))
        name = wording.phrase("report.official.rate", measure=base)
    parts = [name or wording.label("measure", measure)]
    if record["region"] in SETTLEMENTS:
        parts = [wording.label("group", record["region"])]
    elif record["region"] != REPUBLIC:
        parts.append(wording.label("group", record["region"]))
    if re.match(r"[0-9]{4}", record["year"]):
        parts.append(_year(record["year"], wording))
    return ", ".join(parts)


_LAYOUTS: Mapping[str, Callable[[Sequence[Record], Wording], _Layout]] = {
    "table_1.1.1": _rates,
    "table_1.1.2": _by_article,
    "table_1.1.3": _republic_by_article,
    "table_1.1.4": _regions_by_article,
    "table_1.2.1": _regions_by_year,
    "table_5.2.5": _shares,
    "figure_5.2.1": _terms,
}
"""How each exhibit is laid out; others are listed a figure a row."""


def _notes(exhibit: str, records: Sequence[Record], wording: Wording) -> Iterator[str]:
    """What does not add up in print, what is doubtful, what was inferred; each said once."""
    for record in records:
        yield from _arithmetic(record, wording)
    if any(
        r["denominator"] == "" and r["verdict"] == "" and "half-year" in r["note"] for r in records
    ):
        yield wording.phrase("report.official.half_rates")
    yield from dict.fromkeys(
        wording.phrase(
            "report.official.doubt",
            place=_region(r["region"], wording),
            year=_year(r["year"], wording),
            article=_article(r["article"], wording),
            value=wording.number(float(found.group(1))),
            whole=wording.number(float(found.group(2))),
            before=found.group(3),
        )
        for r in records
        if r["region"] != REPUBLIC and (found := _DOUBT.search(r["note"]))
    )
    if any("region name inferred" in r["note"] for r in records):
        yield wording.phrase("report.official.inferred")
    if any("not the total of table_1.2.1" in r["note"] for r in records):
        yield wording.phrase("report.official.not_all_articles")
    if any(r["unit"] == "pct" and "a fraction of 1" in r["how"] for r in records):
        yield wording.phrase("report.official.fraction")
    if any(r["measure"].endswith("_rate") and r["denominator"] for r in records):
        yield wording.phrase("report.official.end_of_year")
    if any("the basis of the 2021 census" in r["note"] for r in records):
        yield wording.phrase("report.official.census")
    if exhibit == "figure_5.2.1":
        yield wording.phrase("report.official.ties")


def _arithmetic(record: Record, wording: Wording) -> Iterator[str]:
    where = _year(record["year"], wording)
    if re.fullmatch(r"[0-9][0-9-]*", record["article"]):
        where += f", {_article(record['article'], wording).lower()}"
    numbers = {
        name: _cell(record, name, wording).text
        for name in ("printed", "recomputed")
        if record[name]
    }
    if record["verdict"] == "not reproduced":
        yield wording.phrase("report.official.does_not_add", where=where, **numbers)
    elif "cut to" in record["how"]:
        exact = wording.number(float(record["recomputed"]), 4)
        yield wording.phrase(
            "report.official.cut", where=where, printed=numbers["printed"], exact=exact
        )
    needed = _NEEDED.search(record["note"])
    if needed is not None:
        low, high = (wording.number(float(end)) for end in needed.groups())
        yield wording.phrase(
            "report.official.needs", where=where, printed=numbers["printed"], low=low, high=high
        )
