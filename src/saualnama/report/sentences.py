"""One plain sentence from a test, by rule, and never beyond what the test says.

| the test | the sentence |
| --- | --- |
| p below `LEVEL` | answers differ between the groups; statistic, p, a word for the size of V |
| p of `LEVEL` or more | no difference is *established*; never that there is none |
| sparse table | quotes the simulated p in place of the table's own |
| not done, or nothing may be said | no sentence |

The word for the size follows Cohen (1988): 0.1, 0.3 and 0.5 are a weak, a moderate and a strong
difference in a table with two rows or columns; in larger tables the limits are divided by the
square root of (the smaller of rows and columns - 1). They are applied to V after the correction for
table size of Bergsma (2013), which is also the V that is quoted, because with 17 regions the plain
V is far from 0 under independence.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from saualnama.inference.multiplicity import holm
from saualnama.report.lines import statistic_words
from saualnama.report.panels import Panel
from saualnama.report.tidy import Test
from saualnama.report.wording import Wording
from saualnama.tabulate.evidence import RECONSTRUCTED
from saualnama.tabulate.exhibits import TOTAL

LEVEL = 0.05
"""A difference is called established when p is below this."""

STRENGTHS = (("strong", 0.5), ("moderate", 0.3), ("weak", 0.1), ("negligible", 0.0))
"""Words for V in a table with two rows or columns, from the largest."""


def corrected_v(chi2: float, n: float, rows: float, cols: float) -> float:
    """Cramer's V of an unweighted table, corrected for its size (Bergsma 2013).

    Args:
        chi2: Pearson's statistic.
        n: respondents.
        rows: rows that are not empty.
        cols: columns that are not empty.

    Returns:
        0 to 1. Agrees with `inference.cramers_v_corrected`, which takes the table itself.
    """
    excess = max(0.0, chi2 / n - (rows - 1) * (cols - 1) / (n - 1))
    fewer_rows = rows - (rows - 1) ** 2 / (n - 1)
    fewer_cols = cols - (cols - 1) ** 2 / (n - 1)
    return math.sqrt(excess / min(fewer_rows - 1, fewer_cols - 1))


def strength(v: float, rows: float, cols: float) -> str:
    """Word for the size of a corrected V in a table of this size."""
    scaled = v * math.sqrt(min(rows, cols) - 1)
    return next(name for name, limit in STRENGTHS if scaled >= limit)


def sentences(
    panel: Panel, whole: Sequence[Test], single: Sequence[Test], wording: Wording, *, real: bool
) -> tuple[str, ...]:
    """Say what a table's tests establish.

    Args:
        panel: the table.
        whole: tests of the whole table (empty for rated items).
        single: tests of each answer of several, or of each rated item.
        wording: the language.
        real: whether people answered. Then the weighted tests are quoted; in a reconstruction the
            unweighted ones, and only of crosses that the report printed.
    """
    if panel.breakdown == TOTAL or panel.statistics == {"pct_of_responses"}:
        return ()
    usable = [t for t in whole if t.evidence != RECONSTRUCTED]
    if usable:
        said = _one(usable[0], panel, wording, real=real)
    else:
        said = _several(
            [t for t in single if t.evidence != RECONSTRUCTED], panel, wording, real=real
        )
    return (said,) if said else ()


def _between(panel: Panel, wording: Wording) -> str:
    known = wording.optional("between", panel.breakdown)
    if known is not None:
        return known
    return wording.phrase("report.between", breakdown=wording.label("breakdown", panel.breakdown))


def _p(test: Test, *, real: bool) -> float | None:
    """The p-value that decides: of a sparse table the simulated one."""
    drawn = test.get("monte_carlo_p")
    if drawn is not None:
        return drawn
    names = ("rao_scott_p", "mrcv_f_p") if real else ("pearson_p", "mrcv_p")
    return next((p for name in names if (p := test.get(name)) is not None), None)


def _v(test: Test, *, real: bool) -> float | None:
    if real:
        return test.get("cramers_v_corrected")
    chi2, n, rows, cols = (
        test.get(name) for name in ("pearson_chi2", "n", "table_rows", "table_cols")
    )
    if chi2 is None or n is None or rows is None or cols is None:
        return None
    return corrected_v(chi2, n, rows, cols)


def _one(test: Test, panel: Panel, wording: Wording, *, real: bool) -> str:
    p, drawn = _p(test, real=real), test.get("monte_carlo_p")
    # a simulated p belongs to the unweighted statistic
    weighted = real and drawn is None
    statistic = statistic_words(test, wording, weighted=weighted, p=drawn)
    if p is None or not statistic:
        return ""
    words = {"between": _between(panel, wording), "test": statistic}
    if p >= LEVEL:
        return wording.phrase("report.sentence.open", **words)
    v, rows, cols = _v(test, real=weighted), test.get("table_rows"), test.get("table_cols")
    if v is None or rows is None or cols is None:
        return wording.phrase("report.sentence.differs", **words)
    words["effect"] = wording.phrase(f"report.effect.{strength(v, rows, cols)}")
    words["v"] = wording.number(v, 2)
    return wording.phrase("report.sentence.differs_by", **words)


def _several(tests: Sequence[Test], panel: Panel, wording: Wording, *, real: bool) -> str:
    """One sentence over answers or items that were tested one by one, after Holm's correction."""
    tested = [(t, p) for t in tests if (p := _p(t, real=real)) is not None]
    if not tested:
        return ""
    adjusted = [p for p in holm([p for _, p in tested]) if p is not None]
    between = _between(panel, wording)
    found = [(t, p) for (t, _), p in zip(tested, adjusted, strict=True) if p < LEVEL]
    number = wording.number(len(tested))
    if not found:
        smallest = wording.p(min(adjusted))
        return wording.phrase("report.sentence.none_of", between=between, tested=number, p=smallest)
    named = "; ".join(
        f"{wording.quoted(wording.label('answer', test.answer))} ({wording.p(p)})"
        for test, p in found
    )
    return wording.phrase(
        "report.sentence.some_of",
        between=between,
        tested=number,
        found=wording.number(len(found)),
        answers=named,
    )
