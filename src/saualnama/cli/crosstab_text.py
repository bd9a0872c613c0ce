"""A crosstab as lines of text in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from saualnama.language import Language, Words, format_p, format_value
from saualnama.tabulate.two_way import TwoWay

NOT_DONE = "not done: "
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Text:
    """Phrases and numbers of one language."""

    words: Words
    language: Language

    def say(self, id_: str, **values: object) -> str:
        """A phrase of crosstab.csv."""
        return self.words.of("phrase", f"crosstab.{id_}", self.language).format(**values)

    def number(self, value: float | None, digits: int = 1) -> str:
        """A number, or a dash where there is none."""
        return NOTHING if value is None else format_value(value, digits, self.language)

    def p(self, value: float | None) -> str:
        """`p = 0.023`."""
        return f"p {NOTHING}" if value is None else format_p(value, self.language)


def cell_lines(table: TwoWay, col: str, text: Text) -> list[str]:
    """The cells, a line each, in blocks of groups with everybody last."""
    columns = ("answer", "count", "plain", "weighted", "interval", "residual", "higher")
    head = [text.say(id_) for id_ in columns]
    rows: list[list[str]] = [head]
    breaks: list[tuple[int, str]] = []
    group = None
    for cell in (*table.cells, *table.totals):
        whole = "letter" not in cell
        if (whole, cell["group"]) != group:
            group = (whole, cell["group"])
            name = text.say("everybody") if whole else f"{col} {cell['group']} ({cell['letter']})"
            base = text.say("base", n=cell["base_n"])
            breaks.append((len(rows), f"{name}: {base}"))
        interval = NOTHING
        if cell["ci_low"] is not None:
            interval = f"{text.number(cell['ci_low'])} … {text.number(cell['ci_high'])}"
        rows.append(
            [
                cell["answer"],
                str(cell["count"]),
                text.number(cell["unweighted"]),
                text.number(cell["weighted"]),
                interval,
                "" if whole else text.number(cell["adjusted_residual"]),
                "" if whole else cell["higher_than"],
            ]
        )
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = [_line(row, widths) for row in rows]
    for at, title in reversed(breaks):
        lines.insert(at, title)
    return lines


def _line(row: list[str], widths: list[int]) -> str:
    first, *rest = (
        cell.rjust(width) if 0 < at < len(row) - 1 else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join(["  " + first, *rest]).rstrip()


def lines_of_test(test: Mapping[str, Any], text: Text) -> list[str]:
    """The tests of a table, or of one answer of a set, a line each."""
    lines = []
    if test["answer"]:
        lines.append(f"{test['answer']}:")
    if test["pearson_p"] is not None:
        lines.append(
            text.say(
                "pearson",
                chi2=text.number(test["pearson_chi2"], 3),
                df=test["pearson_df"],
                p=text.p(test["pearson_p"]),
            )
        )
    for id_, f, ndf, ddf, p in (
        ("rao_scott", "rao_scott_f", "rao_scott_ndf", "rao_scott_ddf", "rao_scott_p"),
        ("mrcv_f", "mrcv_f", "mrcv_ndf", "mrcv_ddf", "mrcv_f_p"),
    ):
        if test[p] is not None:
            lines.append(
                text.say(
                    id_,
                    f=text.number(test[f], 3),
                    ndf=text.number(test[ndf], 2),
                    ddf=text.number(test[ddf], 0),
                    p=text.p(test[p]),
                )
            )
    if test["mrcv_p"] is not None:
        lines.append(
            text.say(
                "mrcv",
                x2=text.number(test["mrcv_x2"], 3),
                df=text.number(test["mrcv_df"], 2),
                p=text.p(test["mrcv_p"]),
            )
        )
    if test["cramers_v"] is not None:
        lines.append(
            text.say(
                "effect",
                v=text.number(test["cramers_v"], 3),
                corrected=text.number(test["cramers_v_corrected"], 3),
            )
        )
    if test["trend_p"] is not None:
        lines.append(
            text.say(
                "trend",
                z=text.number(test["trend_statistic"], 3),
                p=text.p(test["trend_p"]),
                tau=text.number(test["kendall_tau_b"], 3),
            )
        )
    lines += _remarks(test, text)
    return [lines[0], *(f"  {line}" for line in lines[1:])] if test["answer"] else lines


def _remarks(test: Mapping[str, Any], text: Text) -> list[str]:
    lines = []
    if test["monte_carlo_p"] is not None:
        below = text.number(100 * test["expected_below_5"], 0)
        lines.append(text.say("sparse", below=below, p=text.p(test["monte_carlo_p"])))
    elif test["flag"]:
        lines.append(text.say("thin"))
    if test["answer"] and test["p_holm"] is not None:
        lines.append(text.say("adjusted", holm=text.p(test["p_holm"]), bh=text.p(test["p_bh"])))
    reasons = [part for part in test["method"].split("; ") if part.startswith(NOT_DONE)]
    if reasons:
        lines.append(text.say("not_done", reason=_reason(reasons[0].removeprefix(NOT_DONE), text)))
    return lines


def _reason(reason: str, text: Text) -> str:
    """The reason in the reader's language, found by its English words."""
    for (_, id_), entry in text.words.entries.items():
        if id_.startswith("crosstab.reason.") and entry["en"] == reason:
            return entry[text.language]
    return reason
