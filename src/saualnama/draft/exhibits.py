"""Exhibits of a new wave: those of the wave before as far as they still can be, and new ones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from saualnama.draft.previous import Previous
from saualnama.todo import TODO

_LAST_CHAPTER = 5
"""Chapters of the report of 2021 have titles of their own."""


def draft_exhibits(content: Mapping[str, Any], previous: Previous | None) -> dict[str, Any]:
    """Draft exhibits.yaml.

    Args:
        content: the drafted questionnaire.
        previous: the wave before, whose exhibits are taken over where question, breakdown and
            answers are there again.

    Returns:
        Exhibits; a question that no exhibit shows gets one of its own, in a chapter behind the
        last one.
    """
    before: Mapping[str, Any] = previous.exhibits if previous is not None else {}
    questions = {question["id"]: question for question in content["questions"]}
    breakdowns = {"total", *(demographic["id"] for demographic in content["demographics"])}
    exhibits = []
    for exhibit in before.get("exhibits", ()):
        parts = [
            kept
            for part in exhibit["parts"]
            if (kept := _part(part, questions, breakdowns)) is not None
        ]
        if parts:
            exhibits.append({"id": exhibit["id"], "parts": parts})
    shown = {part["question"] for exhibit in exhibits for part in exhibit["parts"]}
    chapter = 1 + max(
        (_chapter(e["id"]) for e in before.get("exhibits", ())), default=_LAST_CHAPTER
    )
    new = [question for id_, question in questions.items() if id_ not in shown]
    for number, question in enumerate(new, start=1):
        exhibits.append({"id": f"figure_{chapter}.1.{number}", "parts": [_own(question)]})
    maps = {
        breakdown: rows
        for breakdown, rows in before.get("tile_maps", {}).items()
        if _same_groups(breakdown, rows, content)
    }
    lost = [breakdown for breakdown in before.get("tile_maps", {}) if breakdown not in maps]
    drafted: dict[str, Any] = {}
    if lost:
        drafted[TODO] = [
            f"the tile map of `{breakdown}` is left out, because its groups are others now: draw "
            "one under `tile_maps` and add `tiles` to `charts`, or delete this line"
            for breakdown in lost
        ]
    drafted["exhibits"] = exhibits
    headlines = [h for h in before.get("headlines", ()) if _headline(h, questions)]
    if headlines:
        drafted["headlines"] = headlines
    if maps:
        drafted["tile_maps"] = maps
    _without_maps(exhibits, set(maps))
    return drafted


def section_of(exhibit: str) -> tuple[str, str]:
    """Numbers of the chapter and the section of an exhibit: `6` and `6.1` of `figure_6.1.2`."""
    parts = exhibit.partition("_")[2].split(".")
    return parts[0], ".".join(parts[:2])


def _chapter(id_: str) -> int:
    found = re.search(r"[0-9]+", id_)
    return int(found[0]) if found else 0


def _answers(question: Mapping[str, Any]) -> set[str]:
    return {
        part["id"] for key in ("answers", "items", "subtotals") for part in question.get(key, ())
    }


def _part(
    part: Mapping[str, Any], questions: Mapping[str, Any], breakdowns: set[str]
) -> dict[str, Any] | None:
    question = questions.get(part["question"])
    if question is None or part["breakdown"] not in breakdowns:
        return None
    known = _answers(question)
    statistics = [name for name in part["statistics"] if _possible(name, question)]
    answers = [answer for answer in part.get("answers", ()) if answer in known]
    if not statistics or ("answers" in part and len(answers) < 2):
        return None
    kept = {**part, "statistics": statistics}
    if "answers" in part:
        kept["answers"] = answers
    if "mapped" in part and part["mapped"] not in known:
        del kept["mapped"]
        _drop_tiles(kept)
    return kept


def _possible(statistic: str, question: Mapping[str, Any]) -> bool:
    match statistic:
        case "mean":
            return bool(question["kind"] == "scale")
        case "pct":
            return "items" not in question
        case "subtotal_pct":
            return "subtotals" in question
    return bool(question["kind"] == "multiple")


def _own(question: Mapping[str, Any]) -> dict[str, Any]:
    means = "items" in question
    return {
        "question": question["id"],
        "breakdown": "total",
        "statistics": ["mean"] if means else ["pct"],
        "charts": ["points"] if means else ["bars"],
    }


def _headline(headline: Mapping[str, Any], questions: Mapping[str, Any]) -> bool:
    question = questions.get(headline["question"])
    if question is None or not _possible(headline["statistic"], question):
        return False
    return "answer" not in headline or headline["answer"] in _answers(question)


def _same_groups(breakdown: str, rows: Any, content: Mapping[str, Any]) -> bool:
    """A tile map is kept where it shows all groups of the new wave and no others."""
    tiles = {group for row in rows for group in row if group is not None}
    return any(
        demographic["id"] == breakdown
        and tiles == {part["id"] for part in demographic.get("categories", ())}
        for demographic in content["demographics"]
    )


def _drop_tiles(part: dict[str, Any]) -> None:
    charts = [chart for chart in part.get("charts", ()) if chart != "tiles"]
    part.pop("charts", None)
    if charts:
        part["charts"] = charts


def _without_maps(exhibits: list[dict[str, Any]], mapped: set[str]) -> None:
    for exhibit in exhibits:
        for part in exhibit["parts"]:
            if "mapped" in part and part["breakdown"] not in mapped:
                del part["mapped"]
                _drop_tiles(part)
