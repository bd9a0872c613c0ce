"""The weighting dossier: what a reviewer reads from top to bottom to check a wave's weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from saualnama.language import Language, Words, format_value
from saualnama.pages.shell import render_page
from saualnama.pages.weight_pictures import Axis, Picture, histogram_picture, ranges_picture
from saualnama.rounding import round_half_away
from saualnama.tabulate.headlines import Headline
from saualnama.tabulate.sensitivity import Scenario, target_errors
from saualnama.tabulate.targets_about import about
from saualnama.tabulate.weight_audit import WeightAudit
from saualnama.weighting.margins import NO_TARGET

PLUS = "+"

SPREAD_FROM = 5
"""The spread of weights is shown for categories of at least so many respondents."""

FORMS = {
    "product": "formula.product",
    "limited product": "formula.limited_product",
    "limited sum": "formula.limited_sum",
    "logistic": "formula.logistic",
}


@dataclass(frozen=True, slots=True)
class TargetsFile:
    """The file of targets that a dossier speaks of.

    Attributes:
        name: its name.
        sha256: of its text with LF line ends, hex.
    """

    name: str
    sha256: str


def dossier_page(
    audit: WeightAudit, settings: Mapping[str, Any], words: Words, file: TargetsFile
) -> str:
    """Render the dossier in every language; nothing in it speaks of a single respondent.

    Args:
        audit: what is shown.
        settings: `weighting` of config.yaml, for what is no part of the recipe.
        words: labels of the wave, phrases of the dossier and of the shell.
        file: the targets file.

    Returns:
        A whole HTML document; see `saualnama.pages.shell.render_page`.

    Raises:
        InputError: a word is missing.
    """

    def content(language: Language) -> Mapping[str, Any]:
        return _Dossier(audit, words, language).content() | {"settings": settings, "file": file}

    return render_page("dossier", words, content, reconstruction=audit.origin == "reconstruction")


@dataclass(frozen=True, slots=True)
class _Dossier:
    """The dossier in one language."""

    audit: WeightAudit
    words: Words
    language: Language

    def content(self) -> dict[str, Any]:
        audit = self.audit
        met = audit.margins[audit.margins["raked"]]
        rest = audit.margins[~audit.margins["raked"]]
        return {
            "audit": audit,
            "recipe": audit.recipe,
            "result": audit.result,
            "n": len(audit.result.weights),
            "targets": _records(audit.targets),
            "quotas": _by_margin(audit.quotas),
            "met": _by_margin(met),
            "rest": _by_margin(rest),
            "trace": _records(audit.trace),
            "percentiles": _records(audit.percentiles),
            "deffs": _by_margin(audit.design_effects, "breakdown"),
            "regression": _records(audit.regression),
            "compared": [s for s in audit.scenarios if s.kind != "target"],
            "moved": self._moved(),
            "worst_before": _worst(met, "miss_before"),
            "worst_rest": _worst(rest, "miss_after"),
            "factors": [f for f in audit.result.factors if f.category != "all"],
            "margin_name": self._margin_name,
            "category_name": self._category_name,
            "margins_name": self._margins_name,
            "headline_name": self._headline_name,
            "headline_unit": self._headline_unit,
            "scenario_name": self._scenario_name,
            "stated": lambda name: about(audit.known, tuple(name.split(":"))),
            "error_range": self._error_range,
            "sources": list(dict.fromkeys(a.source[self.language] for a in audit.known)),
            "signed": self._signed,
            "tolerance": _power(audit.recipe.tolerance),
            "formula": FORMS[audit.result.form],
            "spread_from": SPREAD_FROM,
            "no_target": NO_TARGET,
            "pictures": self._pictures(met),
            "largest_change": self._largest_change(),
        }

    def _say(self, phrase: str) -> str:
        return self.words.of("phrase", phrase, self.language)

    def _number(self, digits: int) -> Callable[[float], str]:
        return lambda value: format_value(value, digits, self.language)

    def _signed(self, value: float, digits: int) -> str:
        text = format_value(value, digits, self.language)
        return PLUS + text if round_half_away(value, digits) > 0 else text

    def _margin_name(self, margin: str) -> str:
        parts = [self.words.of("breakdown", name, self.language) for name in margin.split(":")]
        return " × ".join(parts)

    def _margins_name(self, margins: str) -> str:
        return " + ".join(self._margin_name(margin) for margin in margins.split(" + "))

    def _category_name(self, category: str) -> str:
        if category == NO_TARGET:
            return self._say("dossier.no_target")
        # categories that were merged have both names, with a plus between them
        return ", ".join(
            " + ".join(self.words.of("group", id_, self.language) for id_ in part.split("+"))
            for part in category.split(":")
        )

    def _headline_name(self, headline: Headline) -> str:
        question = self.words.of("question", headline.question, self.language)
        if not headline.answer:
            return question
        return f"{question}: {self.words.of('answer', headline.answer, self.language)}"

    def _headline_unit(self, headline: Headline) -> str:
        return self._say("unit.score" if headline.statistic == "mean" else "unit.percent")

    def _scenario_name(self, scenario: Scenario) -> str:
        if scenario.kind == "cap" and scenario.cap is not None:
            cap = format_value(scenario.cap, 2, self.language)
            return self._say("scenario.cap").format(cap=cap)
        if scenario.kind == "margins":
            return self._margins_name(scenario.margins_named)
        return self._say(f"scenario.{scenario.kind}")

    def _error_range(self, margin: str) -> str:
        stated = about(self.audit.known, tuple(margin.split(":")))
        if stated is None or stated.error is None:
            return ""
        errors = sorted({stated.error, *(error for _, error in stated.error_of)})
        return "–".join(self._number(1)(error) for error in errors[:: max(len(errors) - 1, 1)])

    def _moved(self) -> list[dict[str, Any]]:
        """Effects of the targets' errors, one entry a headline figure."""
        found = self.audit.scenarios
        return [
            {"headline": headline, "errors": target_errors(found, figure)}
            for figure, headline in enumerate(self.audit.headlines)
        ]

    def _largest_change(self) -> float:
        """Largest change of a share, in points, between the recipe and no weights."""
        table = self.audit.sensitivity
        shares = table[(table["kind"] == "unweighted") & (table["statistic"] != "mean")]
        return float(shares["change"].abs().max()) if len(shares) else 0.0

    def _pictures(self, met: pd.DataFrame) -> tuple[Markup, Markup | None]:
        weights = self.audit.result.weights
        mean = float(weights.mean())
        digits = 2 if mean < 10 else 0
        axis = Axis(self._say("picture.weight"), self._number(digits))
        line = self._say("picture.mean").format(mean=self._number(digits)(mean))
        histogram = histogram_picture(
            self.audit.histogram,
            (mean, line),
            axis,
            Axis(self._say("picture.respondents"), self._number(0)),
            Picture(f"{self.language}-histogram", self._say("caption.histogram")),
        )
        shown = met[met["sample_n"] >= SPREAD_FROM]
        if shown.empty:
            return histogram, None
        ranges = ranges_picture(
            shown,
            [self._category_name(category) for category in shown["category"]],
            mean,
            axis,
            Picture(f"{self.language}-ranges", self._say("caption.ranges")),
        )
        return histogram, ranges


def _power(value: float) -> str:
    """A small number as people write it: 10⁻¹² or 2·10⁻⁷."""
    mantissa, exponent = f"{value:.3e}".split("e")
    raised = str(int(exponent)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    times = "" if float(mantissa) == 1 else f"{float(mantissa):g}·"
    return f"{times}10{raised}"


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows with None where a number is missing."""
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _by_margin(table: pd.DataFrame, column: str = "margin") -> list[tuple[str, list[Any]]]:
    groups: dict[str, list[Any]] = {}
    for row in _records(table):
        groups.setdefault(row[column], []).append(row)
    return list(groups.items())


def _worst(margins: pd.DataFrame, column: str) -> dict[str, Any] | None:
    """The category with the largest miss; the first of equals."""
    if margins.empty:
        return None
    return _records(margins.loc[[margins[column].abs().round(12).idxmax()]])[0]
