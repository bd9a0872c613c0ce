"""What an audit reads: printed figures with their bases, sizes of groups, official statistics.

Three files with the columns of survey_figures.csv, bases.csv and official_statistics.csv. Of the
first, `implied_count` and `note` are somebody's conclusions and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.official.figures import COLUMNS as OFFICIAL_COLUMNS
from saualnama.official.figures import PublishedFigure
from saualnama.official.figures import parse_figures as parse_official
from saualnama.verify.published import KEY, figure_faults

FIGURE_COLUMNS = (*KEY, "printed", "decimals", "base_printed", "base_n")
BASE_COLUMNS = ("breakdown", "group", "n")

TOTAL, ALL = "total", "all"
"""Breakdown and group of figures about everybody."""

VALID = "valid_base"
"""Breakdown of bases.csv whose groups are `question:group`: those who answered."""

_EXHIBIT = re.compile(r"(table|figure|text|official_text)_[0-9A-Za-z][0-9A-Za-z.]*")
_WHOLE = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class AuditedFigure:
    """A printed figure and the bases that are named with it.

    Attributes:
        exhibit: id; one that begins with `text_` is a number in running text.
        question: id.
        breakdown: id; `total` for all respondents.
        group: id; `all` for all respondents, `a_minus_b` for a difference.
        answer: id.
        statistic: one of `published.STATISTICS`.
        printed: as printed; percent 0 to 100, scale points, a count or a test statistic.
        decimals: that were printed.
        base_printed: N of the exhibit as printed; None where it prints none.
        base_n: respondents behind this figure, as known from elsewhere; None where unknown.
    """

    exhibit: str
    question: str
    breakdown: str
    group: str
    answer: str
    statistic: str
    printed: Decimal
    decimals: int
    base_printed: int | None = None
    base_n: int | None = None

    @property
    def in_text(self) -> bool:
        """Whether it stands in running text and not in a table or a chart."""
        return self.exhibit.startswith("text_")

    @property
    def cell(self) -> tuple[str, str, str, str]:
        """What is counted: question, breakdown, group, answer."""
        return (self.question, self.breakdown, self.group, self.answer)

    @property
    def place(self) -> tuple[str, str, str]:
        """Whose answers: question, breakdown, group."""
        return (self.question, self.breakdown, self.group)

    @property
    def shown(self) -> Decimal:
        """The printed number with all its decimals."""
        return self.printed.quantize(Decimal(1).scaleb(-self.decimals))


@dataclass(frozen=True, slots=True)
class Bases:
    """How many respondents there are.

    Attributes:
        sizes: respondents of each group of each breakdown, answered or not.
        valid: those who answered a question, by (question, group); group `responses` counts
            answers given instead of people.
    """

    sizes: Mapping[str, Mapping[str, int]]
    valid: Mapping[tuple[str, str], int]

    @property
    def everyone(self) -> int | None:
        """All respondents: the sum that most breakdowns agree on; None where none do."""
        sums = [sum(groups.values()) for groups in self.sizes.values()]
        most = max((sums.count(total) for total in sums), default=0)
        agreed = {total for total in sums if sums.count(total) == most}
        return agreed.pop() if len(agreed) == 1 else None

    def size(self, breakdown: str, group: str) -> int | None:
        """All respondents of a group, answered or not; None for an unknown group."""
        if (breakdown, group) == (TOTAL, ALL):
            return self.everyone
        return self.sizes.get(breakdown, {}).get(group)


@dataclass(frozen=True, slots=True)
class Published:
    """Everything an audit sees."""

    figures: tuple[AuditedFigure, ...]
    bases: Bases
    official: tuple[PublishedFigure, ...] = ()


def parse_published(
    figures: pd.DataFrame,
    bases: pd.DataFrame,
    official: pd.DataFrame | None = None,
    *,
    names: tuple[str, str, str] = ("figures", "bases", "official"),
    exhibits: Collection[str] | None = None,
) -> Published:
    """Read the files of an audit.

    Args:
        figures: text cells, columns `FIGURE_COLUMNS`; the index is the line of each row.
        bases: likewise, columns `BASE_COLUMNS`.
        official: likewise, columns of official_statistics.csv.
        names: of the three files, for messages.
        exhibits: ids that may stand in `exhibit`; any id of a table, figure or text without it.

    Raises:
        InputError: all faults of all files at once: a missing column, an unknown exhibit or
            statistic, a number that is none or has a decimal comma, a percentage outside 0 to 100,
            a base that is not a whole number above 0, a figure or group given twice.
    """
    faults: list[Fault] = []
    faults += _missing(figures, FIGURE_COLUMNS, names[0])
    faults += _missing(bases, BASE_COLUMNS, names[1])
    if official is not None:
        faults += _missing(official, OFFICIAL_COLUMNS, names[2])
    raise_if_any("the files cannot be audited", faults)
    faults += _faults_of_figures(figures, names[0], exhibits)
    faults += _faults_of_bases(bases, names[1])
    statistics: tuple[PublishedFigure, ...] = ()
    if official is not None:
        known = set(official["exhibit"]) if exhibits is None else exhibits
        try:
            statistics = parse_official(
                official, regions=set(official["region"]), exhibits=known, name=names[2]
            )
        except InputError as error:
            faults += error.faults
    raise_if_any("the files cannot be audited", faults)
    return Published(tuple(_figure(row) for row in _records(figures)), _bases(bases), statistics)


def _missing(table: pd.DataFrame, columns: Collection[str], file: str) -> Iterator[Fault]:
    known = ", ".join(map(str, table.columns))
    for column in columns:
        if column not in table.columns:
            problem = f"there is no column `{column}`"
            yield Fault("missing-column", file, problem, f"one; it has {known}")


def _faults_of_figures(
    table: pd.DataFrame, file: str, exhibits: Collection[str] | None
) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], object] = {}
    for line, row in table.iterrows():
        where = f"{file}, line {line}"
        exhibit = str(row["exhibit"])
        if exhibits is None and not _EXHIBIT.fullmatch(exhibit):
            expected = "an id such as table_1.2.1, figure_1.2.1 or text_1.2"
            yield Fault("unknown-exhibit", where, f"exhibit `{exhibit}`", expected)
        elif exhibits is not None and exhibit not in exhibits:
            expected = "one of " + ", ".join(sorted(exhibits))
            yield Fault("unknown-exhibit", where, f"exhibit `{exhibit}`", expected)
        yield from figure_faults(row, where)
        for column in ("base_printed", "base_n"):
            if row[column]:
                yield from _base_fault(str(row[column]), where, column)
        key = tuple(str(row[name]) for name in KEY)
        if key in seen:
            yield Fault("duplicate", where, f"repeats line {seen[key]}", "each figure once")
        seen.setdefault(key, line)


def _faults_of_bases(table: pd.DataFrame, file: str) -> Iterator[Fault]:
    seen: dict[tuple[str, str], object] = {}
    for line, row in table.iterrows():
        where = f"{file}, line {line}"
        yield from _base_fault(str(row["n"]), where, "n")
        key = (str(row["breakdown"]), str(row["group"]))
        if key in seen:
            yield Fault("duplicate", where, f"repeats line {seen[key]}", "each group once")
        seen.setdefault(key, line)


def _base_fault(text: str, where: str, column: str) -> Iterator[Fault]:
    if not _WHOLE.fullmatch(text) or int(text) == 0:
        problem = f"{column} `{text}`"
        yield Fault("base", where, problem, "a whole number of respondents above 0")


def _records(table: pd.DataFrame) -> list[Mapping[str, str]]:
    return [{str(k): str(v) for k, v in row.items()} for row in table.to_dict("records")]


def _figure(row: Mapping[str, str]) -> AuditedFigure:
    base_printed, base_n = (
        int(row[name]) if row[name] else None for name in ("base_printed", "base_n")
    )
    return AuditedFigure(
        row["exhibit"],
        row["question"],
        row["breakdown"],
        row["group"],
        row["answer"],
        row["statistic"],
        Decimal(row["printed"]),
        int(row["decimals"]),
        base_printed,
        base_n,
    )


def _bases(table: pd.DataFrame) -> Bases:
    sizes: dict[str, dict[str, int]] = {}
    valid: dict[tuple[str, str], int] = {}
    for row in _records(table):
        if row["breakdown"] == VALID:
            question, _, group = row["group"].partition(":")
            valid[question, group] = int(row["n"])
        else:
            sizes.setdefault(row["breakdown"], {})[row["group"]] = int(row["n"])
    return Bases(sizes, valid)
