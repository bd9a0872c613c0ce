"""replicate.R: the script that comes with the library, and what it has to know of the wave."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib import resources

from saualnama.survey.questionnaire import Question
from saualnama.weighting import WeightingRecipe

_PLACE = "#<settings>\n"


def r_script(questions: Iterable[Question], recipe: WeightingRecipe, total: float) -> str:
    """Text of replicate.R.

    Args:
        questions: those that are tabulated.
        recipe: how the wave was weighted.
        total: what the weights sum to.
    """
    asked = list(questions)
    low, high = recipe.bounds or (-math.inf, math.inf)
    if recipe.cap is not None:
        high = min(high, recipe.cap)  # without base weights a cap is a bound
    one = [q for q in asked if q.kind != "multiple"]
    settings = [
        f"total <- {_number(total)}",
        f"calibrator <- {_text(recipe.calibrator)}",
        f"bounds <- c({_number(low)}, {_number(high)})",
        "single <- " + _nested({q.id: _texts(q.answer_ids) for q in one}),
        "multiple <- "
        + _nested({q.id: _texts(q.answer_ids) for q in asked if q.kind == "multiple"}),
        "items <- " + _nested({q.id: _texts(i.id for i in q.items) for q in one if q.items}),
        "scores <- " + _nested({q.id: _scores(q) for q in one if q.kind == "scale"}),
        "subtotals <- "
        + _nested(
            {
                q.id: "list("
                + ", ".join(f"{_text(s.id)} = {_texts(s.of)}" for s in q.subtotals)
                + ")"
                for q in asked
                if q.subtotals
            }
        ),
    ]
    script = (resources.files("saualnama.replicate") / "replicate.R").read_text(encoding="utf-8")
    before, _, after = script.partition(_PLACE)
    return before + "\n".join(settings) + "\n" + after


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _texts(values: Iterable[str]) -> str:
    return "c(" + ", ".join(map(_text, values)) + ")"


def _number(value: float) -> str:
    return str(value).replace("inf", "Inf")


def _scores(question: Question) -> str:
    scored = [a for a in question.answers if a.score is not None]
    return "c(" + ", ".join(f"{_text(a.id)} = {a.score:g}" for a in scored) + ")"


def _nested(entries: Mapping[str, str]) -> str:
    inner = ",\n".join(f"  {_text(name)} = {value}" for name, value in entries.items())
    return f"list(\n{inner}\n)" if inner else "list()"
