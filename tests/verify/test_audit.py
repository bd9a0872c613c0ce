"""The audit on the 2021 report (both directions) and on tables made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from scipy.stats import chi2

from saualnama.errors import InputError
from saualnama.io.tables import read_table
from saualnama.language import parse_words
from saualnama.pages.shell import phrases_file
from saualnama.verify.audit import audit, findings_table
from saualnama.verify.audit_findings import Finding
from saualnama.verify.audit_input import FIGURE_COLUMNS, Published, parse_published
from saualnama.verify.audit_rounding import possible_counts, rounding_of

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "data/published"


@pytest.fixture(scope="module")
def report() -> Published:
    return parse_published(
        read_table(PUBLISHED / "survey_figures.csv"),
        read_table(PUBLISHED / "bases.csv"),
        read_table(ROOT / "data/official/official_statistics.csv"),
    )


@pytest.fixture(scope="module")
def findings(report: Published) -> tuple[Finding, ...]:
    return audit(report)


def test_every_provable_erratum_of_the_report_is_found_and_nothing_else(
    findings: tuple[Finding, ...],
) -> None:
    errata = read_table(PUBLISHED / "errata.csv")
    provable = errata[errata["provable_from_csv"] == "yes"]
    expected = set(
        provable[["exhibit", "group", "answer", "kind"]].itertuples(index=False, name=None)
    )
    assert len(expected) == 47
    assert {finding.place for finding in findings} == expected


def test_findings_say_what_the_errata_list_says(findings: tuple[Finding, ...]) -> None:
    errata = read_table(PUBLISHED / "errata.csv")
    by_place = {finding.place: finding for finding in findings}
    compared = 0
    for row in errata[errata["provable_from_csv"] == "yes"].to_dict("records"):
        finding = by_place[row["exhibit"], row["group"], row["answer"], row["kind"]]
        assert finding.printed == row["printed"]
        if finding.possible and row["expected"]:
            assert finding.possible.replace("≈", "about") in (
                row["expected"],
                row["expected"].removesuffix(" or fewer"),
            )
            compared += 1
    assert compared == 35


def test_the_report_rounds_halves_up(report: Published) -> None:
    assert rounding_of(report.figures) == "half_up"


def test_impossible_shares_have_no_count_by_enumeration(findings: tuple[Finding, ...]) -> None:
    proved = 0
    for finding in findings:
        if finding.reason not in ("share_no_count_rest", "subtotal_rounded"):
            continue
        base, printed = finding.facts["base"], Fraction(finding.printed)
        assert isinstance(base, int)
        step = Fraction(1, 20)
        assert not [
            k for k in range(base + 1) if printed - step <= Fraction(100 * k, base) < printed + step
        ]
        proved += 1
    assert proved == 14


def test_sums_of_official_rows_by_another_way(findings: tuple[Finding, ...]) -> None:
    table = pd.read_csv(ROOT / "data/official/official_statistics.csv", dtype={"article": str})
    rows = table[(table["unit"] == "cases") & (table["region"] != "republic")]
    sums = rows.groupby(["exhibit", "year", "article"])["value"].sum()
    proved = 0
    for finding in findings:
        if finding.reason in ("rows_sum", "rows_sum_elsewhere"):
            year, _, article = finding.answer.partition(" art ")
            assert sums[finding.exhibit, year, article or "all"] == float(finding.possible)
            assert float(finding.possible) != float(finding.printed)
            proved += 1
    assert proved == 12


def test_the_printed_p_value_fits_no_degrees_of_freedom() -> None:
    ranges = [(chi2.sf(11.15, df), chi2.sf(11.05, df)) for df in range(1, 60)]
    assert not [1 for low, high in ranges if low < 0.595 and high >= 0.585]


def test_means_that_need_fewer_scores(findings: tuple[Finding, ...], report: Published) -> None:
    finding = next(finding for finding in findings if finding.reason == "means_unstated")
    impossible = [
        figure
        for figure in report.figures
        if figure.exhibit == "table_3.2.1"
        and not any(
            abs(Fraction(total, size) - Fraction(figure.printed))
            <= Fraction(1, 2 * 10**figure.decimals)
            for size in [report.bases.sizes["region"][figure.group]]
            for total in range(size, 5 * size + 1)
        )
    ]
    assert (finding.facts["number"], finding.facts["means"]) == (len(impossible), 136) == (26, 136)


def test_proofs_are_sentences_in_three_languages(findings: tuple[Finding, ...]) -> None:
    words = parse_words(read_table(Path(phrases_file("audit"))), "audit.csv")
    tables = {
        language: findings_table(findings, words, language) for language in ("kk", "ru", "en")
    }
    for language, table in tables.items():
        assert len(table) == 47
        assert table["proof"].str.endswith(".").all()
        assert not table["proof"].str.contains("[{}]").any(), language
    numbers = {
        language: [
            sorted("".join(c if c.isdigit() else " " for c in text).split())
            for text in table["proof"].str.replace("[,.\N{NARROW NO-BREAK SPACE}]", "", regex=True)
        ]
        for language, table in tables.items()
    }
    assert numbers["kk"] == numbers["ru"]
    for kazakh, english in zip(numbers["kk"], numbers["en"], strict=True):
        # a zero after the point may stand for nothing: compare as a multiset of digits
        assert sorted("".join(kazakh)) == sorted("".join(english))


def figures(*rows: tuple[object, ...]) -> pd.DataFrame:
    """Rows of exhibit, question, breakdown, group, answer, statistic, printed, decimals, bases."""
    texts = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return pd.DataFrame(texts, columns=list(FIGURE_COLUMNS), dtype="str")


def bases(**groups: int) -> pd.DataFrame:
    rows = [("sex", group, str(n)) for group, n in groups.items()]
    return pd.DataFrame(rows, columns=["breakdown", "group", "n"], dtype="str")


def found(*rows: tuple[object, ...], official: pd.DataFrame | None = None) -> list[Finding]:
    return list(audit(parse_published(figures(*rows), bases(male=40, female=60), official)))


def share(group: str, printed: str, **other: object) -> tuple[object, ...]:
    values = {
        "exhibit": "table_1",
        "question": "q",
        "breakdown": "sex",
        "answer": "yes",
        "statistic": "pct",
        "base_printed": None,
        "base_n": {"male": 40, "female": 60, "all": 100}.get(group),
    } | other
    if group == "all":
        values["breakdown"] = "total"
    decimals = len(printed.partition(".")[2])
    place = [values[name] for name in ("exhibit", "question", "breakdown")]
    statistic = (values["answer"], values["statistic"], printed, decimals)
    return (*place, group, *statistic, values["base_printed"], values["base_n"])


def test_a_share_that_no_count_gives() -> None:
    (finding,) = found(share("male", "51.0"))
    assert (finding.kind, finding.possible) == ("arithmetic_base", "50.0 / 52.5")
    assert not found(share("male", "52.5"))


def test_a_group_total_that_groups_cannot_give() -> None:
    rows = [share("male", "50.0"), share("female", "50.0")]
    assert not found(*rows, share("all", "50"))
    (finding,) = found(*rows, share("all", "52"))
    assert (finding.kind, finding.printed, finding.possible) == ("group_total", "52", "50")


def test_a_group_that_prints_nothing_may_hold_anybody() -> None:
    assert not found(share("male", "50.0"), share("all", "52"))
    (finding,) = found(share("male", "50.0"), share("all", "81"))
    assert finding.possible == "20\N{EN DASH}80"


def test_a_count_beside_its_percentage() -> None:
    rows = [share("male", "20", statistic="count"), share("male", "50.0")]
    assert not found(*rows)
    (finding,) = found(rows[0], share("male", "52.5"))
    assert (finding.kind, finding.possible) == ("count_vs_percent", "50.0")


def test_a_text_against_its_table() -> None:
    (finding,) = found(share("male", "50.0"), share("male", "52.5", exhibit="text_1"))
    assert (finding.exhibit, finding.kind, finding.possible) == ("text_1", "text_vs_table", "50.0")
    assert not found(share("male", "52.5"), share("male", "53", exhibit="text_1"))


def test_answers_of_one_set_that_do_not_add_up() -> None:
    sets = [
        share(group, printed, answer=answer, question="q", exhibit="table_1")
        for group, yes, no in (("male", "50.0", "50.0"), ("female", "30.0", "70.0"))
        for answer, printed in (("yes", yes), ("no", no))
    ]
    last = [share("all", "38", answer="yes"), share("all", "60", answer="no")]
    kinds = {finding.place for finding in found(*sets, *last)}
    assert ("table_1", "all", "all", "arithmetic_sum") in kinds
    last[1] = share("all", "62", answer="no")
    assert not found(*sets, *last)


def test_a_caption_that_is_not_the_sum_of_its_groups() -> None:
    rows = [share(group, "50.0", base_printed=90) for group in ("male", "female")]
    (finding,) = found(*rows)
    assert (finding.kind, finding.printed, finding.possible) == ("base_note", "N=90", "100")


def test_a_base_of_more_people_than_the_group_has() -> None:
    (finding,) = found(share("male", "50.0", base_n=44))
    assert (finding.kind, finding.printed, finding.possible) == ("base_note", "N=44", "≤ 40")


def test_a_difference_in_points() -> None:
    rows = [share("male", "50.0"), share("female", "30.0")]
    wrong = share("male_minus_female", "21.0", statistic="pct_point_diff")
    (finding,) = found(*rows, wrong)
    assert (finding.kind, finding.possible) == ("arithmetic_sum", "20.0")
    assert not found(*rows, share("male_minus_female", "20", statistic="pct_point_diff"))


def mean(group: str, printed: str, base_n: int | None = None) -> tuple[object, ...]:
    return share(group, printed, statistic="mean", answer="mean_score", base_n=base_n)


def test_a_mean_that_no_sum_gives() -> None:
    (finding,) = found(mean("male", "3.11", base_n=40))
    assert (finding.kind, finding.possible) == ("arithmetic_base", "3.10 / 3.13")
    assert not found(mean("male", "3.10", base_n=40))


def test_means_on_one_side_of_their_total() -> None:
    rows = [mean("male", "3.10"), mean("female", "3.20")]
    kinds = [finding.kind for finding in found(*rows, mean("all", "3.4"))]
    assert kinds == ["group_total", "group_total"]
    assert not found(*rows, mean("all", "3.2"))


def test_a_mean_against_the_shares_of_its_scores() -> None:
    scores = [share("all", "25", answer=f"score_{k}") for k in (1, 2, 3, 4)]
    assert not found(*scores, mean("all", "2.5"))
    (finding,) = found(*scores, mean("all", "2.7"))
    assert (finding.kind, finding.possible) == ("arithmetic_sum", "2.50\N{EN DASH}2.50")


def test_subtotals_by_parts_that_nobody_names() -> None:
    sizes = {"a": 40, "b": 50, "c": 60, "d": 70}
    table = bases(**sizes)
    counts = {"a": (5, 9, 26), "b": (1, 20, 29), "c": (17, 30, 13), "d": (40, 11, 19)}

    def rows(shift: int) -> Iterator[tuple[object, ...]]:
        for group, parts in counts.items():
            n = sizes[group]
            for answer, k in zip(("often", "rarely", "never"), parts, strict=True):
                yield share(group, f"{100 * k / n:.1f}", answer=answer, base_n=n)
            total = parts[0] + parts[1] + (shift if group == "c" else 0)
            printed = f"{100 * total / n:.1f}"
            told = {"answer": "ever", "statistic": "subtotal_pct", "base_n": n}
            yield share(group, printed, **told)

    assert not audit(parse_published(figures(*rows(0)), table))
    (finding,) = audit(parse_published(figures(*rows(3)), table))
    assert finding.place == ("table_1", "c", "ever", "arithmetic_subtotal")
    assert finding.possible == "78.3"


def official(*rows: tuple[str, ...]) -> pd.DataFrame:
    columns = ["exhibit", "measure", "region", "year", "article", "unit", "value", "note"]
    full = [(*row[:6], *row[6:], "")[: len(columns)] for row in rows]
    return pd.DataFrame(full, columns=columns, dtype="str")


def thefts(region: str, year: str, value: str, article: str = "all") -> tuple[str, ...]:
    return ("table_9", "thefts", region, year, article, "cases", value)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [thefts("republic", "2020", "10"), thefts("x", "2020", "4"), thefts("y", "2020", "6")],
            [],
        ),
        (
            [thefts("republic", "2020", "11"), thefts("x", "2020", "4"), thefts("y", "2020", "6")],
            [("republic", "2020", "arithmetic_sum", "10")],
        ),
        (
            [
                *[thefts("republic", "2019", "5"), thefts("x", "2019", "5")],
                *[thefts("republic", "2020", "7"), thefts("x", "2020", "")],
            ],
            [("x", "2020", "layout", "7")],
        ),
        (
            [thefts("republic", "2020", "50"), thefts("republic", "2020H1", "60")],
            [("republic", "2020H1", "arithmetic_sum", "≤ 50")],
        ),
        (
            [
                thefts("republic", "2020", "50"),
                thefts("republic", "2020", "30", "1"),
                thefts("republic", "2020", "25", "2"),
            ],
            [("republic", "2020", "arithmetic_sum", "≥ 55")],
        ),
        (
            [
                thefts("republic", "2020", "50"),
                ("table_9", "population", "republic", "2020", "", "persons", "1000000"),
                ("table_9", "population", "republic", "2021", "", "persons", "1020000"),
                ("table_9", "thefts_rate", "republic", "2020", "", "per_100k", "5.2"),
            ],
            [("republic", "2020", "arithmetic_sum", "4.9")],
        ),
    ],
)
def test_official_rows_periods_articles_and_rates(
    rows: list[tuple[str, ...]], expected: list[tuple[str, ...]]
) -> None:
    told = [
        (finding.group, finding.answer, finding.kind, finding.possible)
        for finding in found(share("male", "50.0"), official=official(*rows))
    ]
    assert told == expected


def test_every_fault_of_every_file_in_one_list() -> None:
    wrong = figures(
        ("chart 1", "q", "sex", "male", "yes", "pct", "50", "0", "", "40"),
        ("table_1", "q", "sex", "male", "a", "pct", "50,5", "1", "", "40"),
        ("table_1", "q", "sex", "male", "b", "pct", "150.0", "1", "", "40"),
        ("table_1", "q", "sex", "male", "c", "pct", "50.0", "1", "", "0"),
        ("table_1", "q", "sex", "male", "c", "pct", "50.0", "1", "", "40"),
    )
    with pytest.raises(InputError) as raised:
        parse_published(
            wrong, bases(male=0), official(thefts("x", "2020", "1,5")), names=("f", "b", "o")
        )
    codes = [fault.code for fault in raised.value.faults]
    assert codes == [
        "unknown-exhibit",
        "not-a-number",
        "percentage",
        "base",
        "duplicate",
        "base",
        "decimal-comma",
    ]
    assert all(
        fault.where.startswith(("f, line", "b, line", "o, line")) for fault in raised.value.faults
    )


def test_an_exhibit_that_the_wave_does_not_have() -> None:
    row = figures(share("male", "50.0"))
    with pytest.raises(InputError, match="exhibit `table_1`"):
        parse_published(row, bases(male=40), exhibits=["table_2"])


@pytest.mark.parametrize("rounding", ["half_up", "half_even", "either"])
def test_possible_counts_by_enumeration(rounding: str) -> None:
    for n in (7, 8, 40, 112):
        for tenths in range(1001):
            printed = Decimal(tenths) / 10
            low, high = Fraction(tenths * 2 - 1, 20), Fraction(tenths * 2 + 1, 20)
            even = tenths % 2 == 0
            fits = [
                k
                for k in range(n + 1)
                for value in [Fraction(100 * k, n)]
                if low < value < high
                or (value == low and (rounding != "half_even" or even))
                or (value == high and (rounding == "either" or (rounding == "half_even" and even)))
            ]
            counts = possible_counts(printed, 1, n, rounding)  # type: ignore[arg-type]
            assert list(range(counts.low, counts.high + 1)) == fits
