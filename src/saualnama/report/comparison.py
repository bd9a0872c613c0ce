"""Two waves beside each other as a report, so that Word and Excel get them as they get a wave."""

from __future__ import annotations

from typing import Any

from saualnama.language import Language, Words
from saualnama.language.numbers import SMALLEST_P
from saualnama.pages.comparison import ComparisonTables, comparison_content
from saualnama.report.model import (
    Cell,
    Chapter,
    Column,
    Exhibit,
    Item,
    Picture,
    Report,
    Row,
    Section,
    Table,
    Unit,
)
from saualnama.report.wording import Wording
from saualnama.tabulate.exhibits import TOTAL
from saualnama.tabulate.tidy import SmallBases

METHODS = ("none", "families", "quota", "agrees")


def comparison_report(
    tables: ComparisonTables, words: Words, small: SmallBases, language: Language, *, drawn: bool
) -> Report:
    """Make a report of a comparison: a table a question, the reasons and the method behind them.

    Args:
        tables: the comparison as it was written.
        words: labels of both waves, phrases of the comparison's page and of the report.
        small: limits of the small-base rule, for the key.
        language: of the report.
        drawn: whether each question has a picture, called as its id.

    Raises:
        InputError: a word is missing.
    """
    content = comparison_content(tables, words, small, language)
    wording = Wording(words, language)
    earlier, later = (content[side]["wave"] for side in ("earlier", "later"))

    def say(id_: str, **values: object) -> str:
        return wording.phrase(f"comparison.{id_}", **values)

    exhibits = tuple(
        _exhibit(number, question, _raw(tables, question["id"]), wording, (earlier, later), drawn)
        for number, question in enumerate(content["questions"], start=1)
    )
    title = say("section.changes")
    counts = content["counts"]
    method = "method.change" if content["raked"] else "method.fixed"
    return Report(
        language=language,
        wave=f"{earlier} {later}",
        title=f"{say('title')}: {earlier}, {later}",
        subtitle=say(
            "lead",
            earlier=earlier,
            later=later,
            earlier_n=wording.number(content["earlier"]["respondents"]),
            later_n=wording.number(content["later"]["respondents"]),
        ),
        notice=""
        if content["observed"]
        else say("not_observed", waves=", ".join(content["invented"])),
        reading=(
            say(
                "counts",
                compared=counts["compared"],
                caution=counts["with caution"],
                not_compared=counts["not compared"],
            ),
            say("key", flag=small.flag_below, suppress=small.suppress_below),
        ),
        chapters=(Chapter("1", title, (Section("1.1", title, exhibits),)),),
        methods=(
            *(
                Item(reason["label"], f"{reason['verdict']}. {reason['reason']}")
                for reason in content["reasons"]
            ),
            Item(
                say("section.method"),
                " ".join(say(id_) for id_ in (method, *(f"method.{m}" for m in METHODS))),
            ),
        ),
        headings={id_: wording.label(kind, id_) for kind, id_ in words.entries if kind == "heading"}
        | {"weighted_long": wording.label("heading", "weighted")},
    )


def _raw(tables: ComparisonTables, question: str) -> list[dict[str, str]]:
    changes = tables.changes
    rows = changes[(changes["question"] == question) & (changes["breakdown"] == TOTAL)]
    return [{str(k): str(v) for k, v in row.items()} for row in rows.to_dict("records")]


def _exhibit(  # noqa: PLR0913, PLR0917 -- one call
    number: int,
    question: dict[str, Any],
    raw: list[dict[str, str]],
    wording: Wording,
    waves: tuple[str, str],
    drawn: bool,
) -> Exhibit:
    mean = raw[0]["statistic"] == "mean"
    unit: Unit = "points" if mean else "percent"
    say = wording.phrase
    columns = (
        Column("earlier", waves[0], unit),
        Column("later", waves[1], unit),
        Column("change", say("comparison.column.change"), unit),
        Column("p", "p", "rate"),
        Column("p_holm", say("comparison.column.p_holm"), "rate"),
        Column("p_bh", say("comparison.column.p_bh"), "rate"),
    )
    rows = tuple(
        Row(
            numbers["answer"],
            shown["answer"],
            (
                *(_figure(numbers, shown, name, unit) for name in ("earlier", "later", "change")),
                *(_p(numbers[name], shown[name]) for name in ("p", "p_holm", "p_bh")),
            ),
            "subtotal" if shown["sum"] else "row",
        )
        for numbers, shown in zip(raw, question["rows"], strict=True)
    )
    label = question["label"]
    caution = [f"{say('comparison.verdict.caution')}: {line}" for line in question["caution"]]
    table = Table(
        id=question["id"],
        view="weighted",
        title=label,
        stub=say("comparison.column.answer"),
        columns=columns,
        rows=rows,
        base_line="; ".join([question["unit"], *question["bases"]]),
        test_line=" ".join(question["whole"]),
        notes=tuple(caution),
    )
    pictures = (Picture(question["id"], label, label),) if drawn else ()
    caption = f"{wording.label('heading', 'table')} {number}"
    return Exhibit(question["id"], caption, label, weighted=(table,), pictures=pictures)


def _p(number: str, shown: str) -> Cell:
    """A p-value; one that is only said to be small stays a text."""
    exact = bool(number) and float(number) >= SMALLEST_P
    return Cell(shown, float(number) if exact else None, 3, "rate")


def _figure(numbers: dict[str, str], shown: dict[str, Any], name: str, unit: Unit) -> Cell:
    digits = 2 if unit == "points" else 1
    if numbers["flag"] == "suppressed" or not numbers[name]:
        return Cell(shown[name], digits=digits, unit=unit)
    ends = ("ci_low", "ci_high") if name == "change" else (f"{name}_ci_low", f"{name}_ci_high")
    low, high = (float(numbers[end]) if numbers[end] else None for end in ends)
    mark = " ●" if name == "change" and shown["significant"] else ""
    return Cell(
        shown[name] + mark,
        float(numbers[name]),
        digits,
        unit,
        shown["interval"] if name == "change" else "",
        low if name == "change" else None,
        high if name == "change" else None,
        mark="small" if numbers["flag"] == "small" else "",
    )
