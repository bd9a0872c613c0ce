"""`saualnama explain`: how one weight came about, factor by factor."""

from __future__ import annotations

import argparse
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from saualnama.errors import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

    from saualnama.language import Language, Words
    from saualnama.weighting.history import CategoryFactor, WeightHistory

DIGITS = 8
"""Decimals of weights and factors, enough to multiply them by hand."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `explain`."""
    parser.add_argument("wave", metavar="WAVE", help="a folder of results/, such as 2021")
    parser.add_argument("--respondent", metavar="ID", required=True, help="the respondent's id")
    parser.add_argument("--lang", choices=("kk", "ru", "en"), default="en", help="default: en")


def run(options: argparse.Namespace) -> int:
    """Print one weight's history.

    Reads, from the project's top level, what `snakemake` made.

    Raises:
        InputError: an unknown wave or respondent, or results that are not there or out of date.
    """
    from saualnama.loading import load_questionnaire, load_survey

    wave, respondent = options.wave, options.respondent.strip()
    weights, factors, recipe = _weighting_of(wave)
    questionnaire = load_questionnaire(Path(f"data/waves/{wave}/questionnaire.yaml"))
    survey = load_survey(Path(f"work/{wave}/survey.parquet"), questionnaire)
    ids = survey.frame["id"].tolist()
    if weights["id"].tolist() != ids:
        fault = Fault(
            "stale",
            f"results/{wave}/weights/weights.csv",
            f"its respondents are not those of work/{wave}/survey.parquet",
            hint="run `snakemake`",
        )
        raise InputError("the results are out of date", [fault])
    if respondent not in ids:
        # ids of others are nobody's business
        fault = Fault(
            "unknown-respondent",
            f"wave {wave}",
            f"none of its {len(ids)} respondents has the id `{respondent}`",
        )
        raise InputError("there is no such respondent", [fault])
    at = ids.index(respondent)
    values = {d.id: str(survey.frame[d.id].iloc[at]) for d in questionnaire.demographics}
    history = _history(weights, at, values, factors, recipe)
    words = _words(Path(f"data/waves/{wave}/labels.csv"))
    lines = _lines(history, respondent, options.lang, words)
    if questionnaire.origin == "reconstruction":
        lines.append(words.of("phrase", "explain.reconstruction", options.lang))
    print("\n".join(lines))
    return 0


def _weighting_of(wave: str) -> tuple[pd.DataFrame, list[CategoryFactor], dict[str, object]]:
    """Weights, factors and recipe of a wave as they were written."""
    from saualnama.io.structured import read_json
    from saualnama.io.tables import read_table
    from saualnama.weighting.history import CategoryFactor

    folder = Path(f"results/{wave}/weights")
    names = ("weights.csv", "factors.csv", "margins.csv", "diagnostics.json")
    files = [folder / name for name in names]
    survey = Path(f"work/{wave}/survey.parquet")
    if not re.fullmatch(r"[0-9A-Za-z_-]+", wave) or not Path(f"data/waves/{wave}").is_dir():
        fault = Fault("unknown-wave", "data/waves", f"there is no wave `{wave}`")
        raise InputError("there is no such wave", [fault])
    lacking = [path for path in (survey, *files) if not path.is_file()]
    if lacking:
        raise InputError(
            f"wave {wave} has not been weighted here",
            [
                Fault("not-made", str(path), "is not there", hint=f"run `snakemake {path}`")
                for path in lacking
            ],
        )
    shares = {
        (row["margin"], row["category"]): (row["target_share"], row["sample_share"])
        for row in read_table(files[2]).to_dict("records")
    }
    factors = []
    for row in read_table(files[1], columns=["margin", "category", "factor"]).to_dict("records"):
        margin, category = row["margin"], row["category"]
        target, sample = shares.get((margin, category), (None, None))
        factors.append(
            CategoryFactor(
                margin,
                category,
                float(row["factor"]),
                None if target is None else float(target),
                None if sample is None else float(sample),
            )
        )
    recipe = read_json(files[3])["recipe"]
    return read_table(files[0], columns=["id", "weight"]), factors, recipe


def _history(
    weights: pd.DataFrame,
    at: int,
    values: dict[str, str],
    factors: list[CategoryFactor],
    recipe: dict[str, object],
) -> WeightHistory:
    from saualnama.weighting.history import Limits, weight_history

    base, mean = 1.0, 1.0
    if "base_weight" in weights.columns:
        given = weights["base_weight"].astype("float64")
        base, mean = float(given.iloc[at]), float(given.mean())
    bounds = recipe.get("bounds")
    limits = Limits(
        calibrator=recipe.get("calibrator", "raking"),  # type: ignore[arg-type] # checked when made
        bounds=tuple(bounds) if isinstance(bounds, list) else None,
        cap=recipe.get("cap"),  # type: ignore[arg-type]
        relative_base=base / mean,
    )
    stored = float(weights["weight"].iloc[at])
    return weight_history(values, factors, stored, base=base, limits=limits)


def _words(labels: Path) -> Words:
    from saualnama.io.tables import read_table
    from saualnama.language import merge_words, parse_words

    own = resources.files("saualnama.cli") / "phrases" / "explain.csv"
    with resources.as_file(own) as path:
        phrases = parse_words(read_table(path), "explain.csv")
    if not labels.is_file():
        return phrases
    return merge_words(phrases, parse_words(read_table(labels), str(labels)))


def _lines(history: WeightHistory, respondent: str, language: Language, words: Words) -> list[str]:
    from saualnama.cli.lines import aligned
    from saualnama.io.tables import format_difference
    from saualnama.rounding import round_half_away

    def say(id_: str) -> str:
        return words.of("phrase", f"explain.{id_}", language)

    def local(text: str) -> str:
        return text if language == "en" else text.replace(".", ",")

    def number(value: float, digits: int = DIGITS) -> str:
        return local(f"{round_half_away(value, digits):f}")

    def percent(share: float | None) -> str:
        return "" if share is None else number(100 * share, 4)

    factor_or_term = "term" if history.additive else "factor"
    columns = ("margin", "category", "target", "sample", factor_or_term, "running")
    head = [say(id_) for id_ in columns]
    rows = [[say("base"), "", "", "", number(history.base), number(history.base)]]
    for step in history.steps:
        factor = step.factor
        if factor.target_share is None:
            names = [say("scale"), ""]
        else:
            names = [
                " × ".join(_label(words, "breakdown", v, language) for v in part.split(":"))
                if kind == "breakdown"
                else f"{_category(words, part, language)} ({part})"
                for kind, part in (("breakdown", factor.margin), ("group", factor.category))
            ]
        rows.append(
            [
                *names,
                percent(factor.target_share),
                percent(factor.sample_share),
                number(factor.factor),
                number(step.running),
            ]
        )
    if history.limited != history.steps[-1].running:
        rows.append([say("limits"), "", "", "", "", number(history.limited)])
    rows += [
        [say("final"), "", "", "", "", number(history.limited)],
        [say("stored"), "", "", "", "", number(history.stored)],
        [say("difference"), "", "", "", "", local(format_difference(history.difference))],
    ]
    return [f"{say('respondent')} {respondent}", *aligned([head, *rows])]


def _category(words: Words, category: str, language: Language) -> str:
    return ", ".join(
        " + ".join(_label(words, "group", id_, language) for id_ in part.split("+"))
        for part in category.split(":")
    )


def _label(words: Words, kind: str, id_: str, language: Language) -> str:
    """The label, or the id where nobody has written one: a weight is explained all the same."""
    entry = words.entries.get((kind, id_))
    return entry[language] if entry else id_
