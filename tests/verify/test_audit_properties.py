"""Tables made from random counts: consistent ones are never accused, altered digits are seen."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from saualnama.io.tables import read_table
from saualnama.language import LANGUAGES, parse_words
from saualnama.pages.shell import phrases_file
from saualnama.verify.audit import audit, proof
from saualnama.verify.audit_findings import PROOFS, Finding
from saualnama.verify.audit_input import AuditedFigure, Bases, Published
from saualnama.verify.audit_rounding import Rounding, possible_counts, printed_as, rounds_to

WORDS = parse_words(read_table(Path(phrases_file("audit"))), "audit.csv")
ANSWERS = ("yes", "no", "other", "not_sure")
CONVENTIONS: tuple[Rounding, ...] = ("half_up", "half_even")


@st.composite
def counts(draw: st.DrawFn) -> tuple[tuple[int, ...], ...]:
    """People by group and answer: two to six groups that have somebody."""
    cell = st.integers(0, 60)
    group = st.tuples(cell, cell, cell, cell).filter(lambda row: sum(row) > 0)
    return tuple(draw(st.lists(group, min_size=2, max_size=6)))


def printed(
    table: tuple[tuple[int, ...], ...], decimals: int, rounding: Rounding, *, known: bool = True
) -> tuple[AuditedFigure, ...]:
    """Percentages, counts, a subtotal and a mean for each group and for all."""
    total = tuple(sum(column) for column in zip(*table, strict=True))
    rows = [(f"g{number}", "part", row) for number, row in enumerate(table)]
    figures: list[AuditedFigure] = []
    for group, breakdown, row in [*rows, ("all", "total", total)]:
        n = sum(row)
        base = n if known else None

        def figure(
            answer: str,
            statistic: str,
            value: Fraction,
            digits: int,
            place: tuple[str, str, int | None] = (breakdown, group, base),
        ) -> AuditedFigure:
            number = printed_as(value, digits, rounding)
            of, whose, people = place
            head = ("table_1", "q", of, whose, answer, statistic, number, digits)
            return AuditedFigure(*head, None, people)

        for answer, count in zip(ANSWERS, row, strict=True):
            figures.append(figure(answer, "pct", Fraction(100 * count, n), decimals))
            figures.append(figure(answer, "count", Fraction(count), 0))
        figures.append(
            figure("any", "subtotal_pct", Fraction(100 * (row[0] + row[1]), n), decimals)
        )
        scores = sum(score * count for score, count in enumerate(row, 1))
        figures.append(figure("mean_score", "mean", Fraction(scores, n), 2))
    return tuple(figures)


def published(table: tuple[tuple[int, ...], ...], figures: tuple[AuditedFigure, ...]) -> Published:
    sizes = {f"g{number}": sum(row) for number, row in enumerate(table)}
    return Published(figures, Bases({"part": sizes}, {}))


def proofs(given: Published) -> list[Finding]:
    return [finding for finding in audit(given) if finding.kind in PROOFS]


@settings(max_examples=80, deadline=None)
@given(counts(), st.integers(0, 2), st.sampled_from(CONVENTIONS), st.booleans())
def test_consistent_tables_are_never_accused(
    table: tuple[tuple[int, ...], ...], decimals: int, rounding: Rounding, known: bool
) -> None:
    figures = printed(table, decimals, rounding, known=known)
    assert not proofs(published(table, figures))


@settings(max_examples=80, deadline=None)
@given(counts(), st.data())
def test_an_altered_digit_is_seen_where_counts_stand_beside(
    table: tuple[tuple[int, ...], ...], data: st.DataObject
) -> None:
    figures = printed(table, 1, "half_up")
    shares = [at for at, figure in enumerate(figures) if figure.statistic == "pct"]
    at = data.draw(st.sampled_from(shares))
    figure = figures[at]
    wrong = figure.printed + data.draw(st.sampled_from([-10, -1, 1, 10])) * Decimal("0.1")
    base = figure.base_n
    assert base is not None
    value = Fraction(100) * Fraction(str(figures[at + 1].printed)) / base
    if not 0 <= wrong <= 100 or rounds_to(value, wrong, 1, "either"):
        return
    altered = AuditedFigure(
        *("table_1", "q", figure.breakdown, figure.group, figure.answer, "pct"),
        wrong,
        1,
        None,
        base,
    )
    accused = proofs(published(table, (*figures[:at], altered, *figures[at + 1 :])))
    assert (figure.group, figure.answer) in {(found.group, found.answer) for found in accused}


@settings(max_examples=80, deadline=None)
@given(counts(), st.data())
def test_an_altered_share_is_seen_when_no_count_gives_it(
    table: tuple[tuple[int, ...], ...], data: st.DataObject
) -> None:
    figures = tuple(figure for figure in printed(table, 1, "half_up") if figure.statistic == "pct")
    at = data.draw(st.integers(0, len(figures) - 1))
    figure = figures[at]
    assert figure.base_n is not None
    wrong = Decimal(data.draw(st.integers(0, 1000))) / 10
    impossible = not possible_counts(wrong, 1, figure.base_n, "either").any
    altered = AuditedFigure(
        *("table_1", "q", figure.breakdown, figure.group, figure.answer, "pct"),
        *(wrong, 1, None, figure.base_n),
    )
    accused = proofs(published(table, (*figures[:at], altered, *figures[at + 1 :])))
    place = ("table_1", figure.group, figure.answer, "arithmetic_base")
    assert (place in {found.place for found in accused}) >= impossible


@given(
    st.integers(0, 400),
    st.integers(1, 400),
    st.integers(0, 3),
    st.sampled_from(CONVENTIONS),
)
def test_what_a_count_prints_leads_back_to_it(
    count: int, n: int, decimals: int, rounding: Rounding
) -> None:
    count = min(count, n)
    shown = printed_as(Fraction(100 * count, n), decimals, rounding)
    assert rounds_to(Fraction(100 * count, n), shown, decimals, rounding)
    found = possible_counts(shown, decimals, n, rounding)
    assert found.low <= count <= found.high


@st.composite
def anything(draw: st.DrawFn) -> Published:
    """Figures that fit together in no way, as a careless transcription has them."""
    figures = draw(
        st.lists(
            st.builds(
                AuditedFigure,
                st.sampled_from(["table_1", "figure_2", "text_1"]),
                st.sampled_from(["q", "r"]),
                st.sampled_from(["total", "sex", "none"]),
                st.sampled_from(["all", "male", "female", "nobody", "male_minus_female"]),
                st.sampled_from(["yes", "no", "score_1", "score_2", "mean_score"]),
                st.sampled_from(
                    [
                        "pct",
                        "count",
                        "mean",
                        "subtotal_pct",
                        "pct_of_responses",
                        "pct_point_diff",
                        "chi2",
                        "p_value",
                    ]
                ),
                st.integers(0, 100).map(Decimal),
                st.integers(0, 3),
                st.none() | st.integers(1, 200),
                st.none() | st.integers(1, 200),
            ),
            max_size=12,
        )
    )
    sizes = draw(st.dictionaries(st.sampled_from(["male", "female"]), st.integers(1, 99)))
    valid = draw(st.dictionaries(st.just(("q", "responses")), st.integers(1, 300)))
    return Published(tuple(figures), Bases({"sex": sizes} if sizes else {}, valid))


@settings(max_examples=150, deadline=None)
@given(anything())
def test_any_junk_is_audited_and_every_finding_can_be_told(given: Published) -> None:
    findings = audit(given)
    exhibits = {figure.exhibit for figure in given.figures}
    for finding in findings:
        assert finding.exhibit in exhibits
        for language in LANGUAGES:
            assert proof(finding, WORDS, language)
    assert findings == audit(given)
