"""Answers of a drafted question, and the lines of a draft that a person has to settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from saualnama.draft.columns import is_scale
from saualnama.draft.material import Asked, Choice
from saualnama.draft.wording import means_alone, means_hard_to_answer
from saualnama.survey.questionnaire import Question
from saualnama.todo import TODO


def is_rated(one: Asked, old: Question | None) -> bool:
    """A question of one column is a scale: it was one before, or its answers are numbered."""
    if one.shape != "single":
        return False
    if old is not None:
        return old.kind == "scale"
    return is_scale(one.choices) and all(
        choice.labels for choice in one.choices if isinstance(choice.mark, int)
    )


def answer_entry(
    choice: Choice, id_: str, one: Asked, old: Question | None, *, scale: bool
) -> dict[str, Any]:
    """One answer of questionnaire.yaml: its code or column, and what it means."""
    content: dict[str, Any] = {"column": choice.column} if choice.column else {}
    if not choice.column:
        content["code"] = choice.mark
    content["id"] = id_
    known = next((a for a in (old.answers if old else ()) if a.id == id_), None)
    hard = known.hard_to_answer if known else means_hard_to_answer(choice.labels)
    alone = known.exclusive if known else means_alone(choice.labels)
    if scale and not hard and isinstance(choice.mark, int):
        content["score"] = known.score if known and known.score is not None else choice.mark
        if float(content["score"]).is_integer():
            content["score"] = int(content["score"])
    if alone and one.shape == "multiple":
        content["exclusive"] = True
    if hard:
        content["hard_to_answer"] = True
    return content


def open_lines(
    content: Mapping[str, Any], exhibits: Mapping[str, Any], labels: Sequence[tuple[str, ...]]
) -> Iterator[tuple[str, str]]:
    """Everything that a draft leaves to a person: the place, and what to decide."""
    for text in content.get(TODO, ()):
        yield "questionnaire.yaml", text
    for kind in ("demographics", "questions"):
        for part in content[kind]:
            for text in part.get(TODO, ()):
                yield f"questionnaire.yaml, `{part['id']}`", text
    for text in exhibits.get(TODO, ()):
        yield "exhibits.yaml", text
    for language, at in (("kk", 2), ("ru", 3), ("en", 4)):
        open_ = [f"{row[0]} {row[1]}" for row in labels if row[at] == TODO]
        if open_:
            shown = ", ".join(open_[:6]) + (f" and {len(open_) - 6} more" if open_[6:] else "")
            yield "labels.csv", f"write the words in `{language}` of {shown}"
