"""`saualnama compare`: what changed between two waves, with tests."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saualnama.errors import Fault, InputError, raise_if_any

if TYPE_CHECKING:
    import pandas as pd

    from saualnama.compare.comparison import Comparison
    from saualnama.language import Language, Words
    from saualnama.tabulate.tidy import SmallBases

TOTAL = "total"
SIGNIFICANT = 0.05


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `compare`."""
    parser.add_argument("earlier", metavar="WAVE", help="the earlier wave, such as 2021")
    parser.add_argument("later", metavar="WAVE", help="the later wave, such as 2023")
    parser.add_argument(
        "--by", metavar="BREAKDOWN", default=TOTAL, help="region, sex, ...; everybody by default"
    )
    parser.add_argument("--lang", choices=("kk", "ru", "en"), default="en", help="default: en")


def run(options: argparse.Namespace) -> int:
    """Print the changes between two waves.

    Reads, from the project's top level, what `snakemake` made of both waves.

    Raises:
        InputError: an unknown wave or breakdown, waves that are not weighted yet, or that have
            nothing in common.
    """
    from saualnama.compare.comparison import compare_waves
    from saualnama.compare.wording import joint_words
    from saualnama.loading import load_checked, load_weighted_wave, load_words
    from saualnama.tabulate.tidy import SmallBases

    names = (options.earlier, options.later)
    _check_made(names)
    config = load_checked(Path("config.yaml"), "config")
    small = SmallBases(**config["small_bases"])
    earlier, later = (
        load_weighted_wave(wave, config["weighting"], _published(config, wave)) for wave in names
    )
    words = (
        load_words(Path(f"data/waves/{names[0]}/labels.csv")),
        load_words(Path(f"data/waves/{names[1]}/labels.csv")),
    )
    found = compare_waves(earlier, later, words, small)
    rows = found.changes[found.changes["breakdown"] == options.by]
    if rows.empty:
        known = ", ".join(dict.fromkeys(found.changes["breakdown"]))
        problem = f"the waves cannot be compared by `{options.by}`"
        hint = "`saualnama compare` without --by says why"
        raise InputError(
            "there is nothing to show", [Fault("unknown-breakdown", "--by", problem, known, hint)]
        )
    text = _Text(joint_words(*words), _phrases(), options.lang, small)
    print("\n".join(text.lines(found, rows)))
    return 0


def _published(config: Mapping[str, Any], wave: str) -> Path | None:
    named = config["waves"].get(wave, {}).get("published")
    return Path(named) if named else None


def _check_made(waves: tuple[str, str]) -> None:
    raise_if_any(
        "there is no such wave",
        (
            Fault("unknown-wave", "data/waves", f"there is no wave `{wave}`")
            for wave in waves
            if not re.fullmatch(r"[0-9A-Za-z_-]+", wave) or not Path(f"data/waves/{wave}").is_dir()
        ),
    )
    needed = [
        path
        for wave in waves
        for path in (
            Path(f"work/{wave}/survey.parquet"),
            Path(f"results/{wave}/weights/weights.csv"),
        )
    ]
    raise_if_any(
        "the waves have not been weighted here",
        (
            Fault("not-made", str(path), "is not there", hint=f"run `snakemake {path}`")
            for path in needed
            if not path.is_file()
        ),
    )


def _phrases() -> Words:
    """Phrases of the command, and the reasons as the page of two waves says them."""
    from saualnama.io.tables import read_table
    from saualnama.language import merge_words, parse_words

    parts = []
    for package, name in (("saualnama.cli", "compare"), ("saualnama.pages", "comparison")):
        own = resources.files(package) / "phrases" / f"{name}.csv"
        with resources.as_file(own) as path:
            parts.append(parse_words(read_table(path), f"{name}.csv"))
    return merge_words(*parts)


@dataclass(frozen=True, slots=True)
class _Text:
    """A comparison as lines of one language."""

    labels: Words
    phrases: Words
    language: Language
    small: SmallBases

    def lines(self, found: Comparison, rows: pd.DataFrame) -> list[str]:
        first, second = found.summary["waves"]
        lines = [
            self._say(
                "compare.waves",
                earlier=first["wave"],
                later=second["wave"],
                earlier_n=first["respondents"],
                later_n=second["respondents"],
            )
        ]
        invented = [w["wave"] for w in (first, second) if w["origin"] != "field"]
        if invented:
            lines.append(self._say("compare.not_observed", waves=", ".join(invented)))
        breakdown = str(rows["breakdown"].iloc[0])
        if breakdown != rows["later_breakdown"].iloc[0]:
            lines.append(self._say("compare.merged", earlier=first["wave"], later=second["wave"]))
        counts = next(f for f in found.summary["breakdowns"] if f["breakdown"] == breakdown)
        for question, part in rows.groupby("question", sort=False):
            lines += [
                "",
                self._label("question", str(question)),
                *self._table(part, (first["wave"], second["wave"])),
            ]
        lines += [
            "",
            self._say(
                "compare.key", flag=self.small.flag_below, suppress=self.small.suppress_below
            ),
            self._say(
                "compare.tests",
                tests=counts["tests"],
                plain=counts["below_5_percent"],
                holm=counts["below_5_percent_holm"],
                bh=counts["below_5_percent_bh"],
            ),
        ]
        reasons = found.findings[found.findings["verdict"] != "compared"]
        if len(reasons):
            lines += ["", self._say("compare.reasons")]
            lines += [f"  {self._reason(row)}" for row in reasons.to_dict("records")]
        return lines

    def _say(self, id_: str, **values: object) -> str:
        return self.phrases.of("phrase", id_, self.language).format(**values)

    def _label(self, kind: str, id_: str) -> str:
        """The label, or the id where nobody has written one."""
        entry = self.labels.entries.get((kind, id_))
        return entry[self.language] if entry else id_

    def _reason(self, row: Mapping[Any, Any]) -> str:
        said = self._say(f"comparison.reason.{row['reason']}")
        named = [
            self._say(f"comparison.named.{side}", ids=row[side].replace("; ", ", "))
            for side in ("earlier", "later")
            if row[side] and (side == "earlier" or row[side] != row["earlier"])
        ]
        return " ".join([f"{self._label(row['kind'], row['id'])} ({row['id']}):", said, *named])

    def _table(self, rows: pd.DataFrame, waves: tuple[str, str]) -> list[str]:
        from saualnama.cli.lines import aligned

        grouped = rows["breakdown"].iloc[0] != TOTAL
        head = [self._say("compare.group"), self._say("compare.answer")] if grouped else ["", ""]
        head[1] = self._say("compare.answer")
        columns = [
            self._say("compare.change"),
            self._say("compare.interval"),
            "p",
            "p Holm",
            "p BH",
        ]
        table = [[*head, *waves, *columns]]
        for row in rows.to_dict("records"):
            group = self._label("group", row["group"]) if grouped else ""
            answer = row["answer"]
            named = self._say("compare.all") if answer == "mean_score" else None
            table.append([group, named or self._label("answer", answer), *self._cells(row)])
        return aligned(table)

    def _cells(self, row: Mapping[Any, Any]) -> list[str]:
        import math

        from saualnama.language import format_p, format_value
        from saualnama.rounding import round_half_away

        digits = 2 if row["statistic"] == "mean" else 1

        def number(value: float, places: int = digits) -> str:
            return "–" if math.isnan(value) else format_value(value, places, self.language)

        def signed(value: float) -> str:
            plus = not math.isnan(value) and round_half_away(value, digits) > 0
            return ("+" if plus else "") + number(value)

        if row["flag"] == "suppressed":
            return ["*"] * 3 + [""] * 4
        shown = [number(row["earlier"]), number(row["later"]), signed(row["change"])]
        if row["flag"] == "small":
            shown = [f"({text})" for text in shown]
        if row["p_bh"] < SIGNIFICANT:
            shown[2] += " ●"
        interval = ""
        if not math.isnan(row["ci_low"]):
            interval = f"{signed(row['ci_low'])} … {signed(row['ci_high'])}"
        tests = [
            "–" if math.isnan(p) else format_p(p, self.language).removeprefix("p ").lstrip("= ")
            for p in (row["p"], row["p_holm"], row["p_bh"])
        ]
        return [*shown, interval, *tests]
