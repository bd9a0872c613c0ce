"""Notes on printed figures that do not come out as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from saualnama.report.panels import Panel
from saualnama.report.tidy import Figure
from saualnama.report.wording import PUBLISHED_DIGITS, Wording

COMES_OUT = "reproduced"
"""The verdict of a figure that needs no note."""
OF_TESTS = ("chi2", "p_value")

_PARTS = re.compile(r"sum of rounded parts (.+)")
_TEST = re.compile(r".+ of ([0-9]+) answers instead of Pearson's")
_NUMBER = re.compile(r"[0-9.]+")


def errata_notes(
    panel: Panel, ledger: Sequence[Mapping[str, str]], wording: Wording
) -> Iterator[str]:
    """One note for each printed figure of a table that our data give otherwise.

    Args:
        panel: the table.
        ledger: the exhibit's rows of verify/figures.csv (text cells).
        wording: the language.
    """
    shown = {(g.breakdown, g.id): g for g in panel.groups}
    answers = {entry.answer: entry for entry in panel.entries}
    for row in ledger:
        if row["question"] != panel.question.id or row["verdict"] == COMES_OUT:
            continue
        if row["statistic"] in OF_TESTS:
            if row["breakdown"] == panel.breakdown and _tested_here(panel):
                yield _test_note(row, wording)
            continue
        group = shown.get((row["breakdown"], row["group"]))
        entry = answers.get(row["answer"])
        if group is not None and entry is not None:
            yield _figure_note(row, panel.figure(entry, group), wording)
        elif row["breakdown"] == panel.breakdown and not row["ours"]:
            yield wording.phrase("report.erratum.no_place", printed=_printed(row, wording))


def _tested_here(panel: Panel) -> bool:
    """A report that tests several answers takes their shares of all responses."""
    return panel.question.kind != "multiple" or "pct_of_responses" in panel.statistics


def _figure_note(row: Mapping[str, str], figure: Figure | None, wording: Wording) -> str:
    place = f"{wording.label('group', row['group'])}, {wording.label('answer', row['answer'])}"
    ours = row["ours"]
    if figure is not None and figure.unweighted is not None:
        digits = PUBLISHED_DIGITS[figure.statistic]
        ours = wording.number(figure.unweighted, digits)
    words = {"place": place, "printed": _printed(row, wording), "ours": ours}
    parts = _PARTS.fullmatch(row["how"])
    if parts is not None:
        words["parts"] = _NUMBER.sub(lambda m: _written(m.group(), wording), parts.group(1))
        return wording.phrase("report.erratum.parts", **words)
    return wording.phrase("report.erratum.differs", **words)


def _test_note(row: Mapping[str, str], wording: Wording) -> str:
    name = "p" if row["statistic"] == "p_value" else "χ²"
    ours = wording.number(float(row["ours"]), 3) if row["ours"] else "\N{EN DASH}"
    words = {"name": name, "printed": _printed(row, wording), "ours": ours}
    other = _TEST.fullmatch(row["how"])
    if other is not None:
        return wording.phrase("report.erratum.other_test", answers=other.group(1), **words)
    return wording.phrase("report.erratum.test", **words)


def _printed(row: Mapping[str, str], wording: Wording) -> str:
    return _written(row["printed"], wording)


def _written(text: str, wording: Wording) -> str:
    """A printed number with its own decimals, in the language's writing."""
    return wording.number(float(text), len(text.partition(".")[2]))
