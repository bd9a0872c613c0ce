"""What of a new wave was there in the one before: by name, by words, by answers; how surely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from saualnama.draft.material import Asked, Choice
from saualnama.draft.previous import Known
from saualnama.draft.wording import SAME as SAME_WORDS
from saualnama.draft.wording import alike, id_of, means_age

Sureness = Literal["sure", "likely", "doubtful"]

LIKE_WORDS = 0.7
"""Likeness of labels from which they may be the same, reworded."""
OTHER_WORDS = 0.5
"""Likeness of labels below which they are different."""
SAME_ANSWERS = 0.8
"""Share of answers found again from which a question has the same answers."""
LIKE_ANSWERS = 0.6
_RANK = {"sure": 2, "likely": 1, "doubtful": 0}


@dataclass(frozen=True, slots=True)
class Match:
    """A question that was there before, perhaps.

    Attributes:
        asked: today's.
        known: that of the wave before.
        sureness: `sure` and `likely` take over its id; of `doubtful` a person decides.
        same_name: it has the same id or column.
        words: likeness of the labels, 0 to 1; None where they share no language.
        answers: share of the answers of both that were found in the other, 0 to 1.
    """

    asked: Asked
    known: Known
    sureness: Sureness
    same_name: bool
    words: float | None
    answers: float

    @property
    def by(self) -> str:
        """What speaks for it, in words."""
        parts = ["name"] if self.same_name else []
        if self.words is not None and self.words >= LIKE_WORDS:
            parts.append("label" if self.words >= SAME_WORDS else "similar label")
        if self.answers >= LIKE_ANSWERS and self.asked.shape != "number":
            parts.append("answers" if self.answers >= SAME_ANSWERS else "most answers")
        return ", ".join(parts)


def match_questions(asked: Sequence[Asked], known: Sequence[Known]) -> list[Match]:
    """Pair each question with at most one of the wave before, the surest pairs first."""
    found = []
    for at, one in enumerate(asked):
        for place, other in enumerate(known):
            match = compare(one, other)
            if match is not None:
                weight = match.same_name + (match.words or 0.0) + match.answers
                found.append((-_RANK[match.sureness], -weight, at, place, match))
    chosen: list[Match] = []
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    for _, _, at, place, match in sorted(found, key=lambda entry: entry[:4]):
        if at not in taken_new and place not in taken_old:
            taken_new.add(at)
            taken_old.add(place)
            chosen.append(match)
    return chosen


def compare(one: Asked, other: Known) -> Match | None:
    """Weigh what speaks for the same question; None where nothing does."""
    if one.shape not in other.shapes:
        return None
    same_name = one.name.lower() in other.names or one.column.lower() in other.names
    words = alike(one.labels, other.labels)
    if one.shape == "number":
        # words speak of the age, the wave before of its bands: they cannot be alike
        ages = means_age(one.name, one.labels) and means_age(other.id, other.labels)
        if not (same_name or ages):
            return None
        return Match(one, other, "sure" if same_name and ages else "likely", same_name, words, 1.0)
    if not same_name and (words is None or words < LIKE_WORDS):
        return None
    answers = _share(one.choices, other.choices)
    if one.items:
        answers = min(answers, _share(one.items, other.items))
    sureness = _sureness(same_name, words, answers)
    return None if sureness is None else Match(one, other, sureness, same_name, words, answers)


def _sureness(same_name: bool, words: float | None, answers: float) -> Sureness | None:
    if words is not None and words < OTHER_WORDS:
        # the same name was given to something else
        return "doubtful" if same_name and answers >= LIKE_ANSWERS else None
    the_words = words is not None and words >= SAME_WORDS
    if answers >= SAME_ANSWERS and (the_words or (same_name and words is not None)):
        return "sure"
    like_words = words is not None and words >= LIKE_WORDS
    if same_name + like_words + (answers >= LIKE_ANSWERS) >= 2:
        return "likely"
    return "doubtful"


def _share(ours: Sequence[Choice], theirs: Sequence[Choice]) -> float:
    paired = match_choices(ours, theirs)
    most = max(len(ours), len(theirs))
    return sum(other is not None for other in paired) / most if most else 1.0


def match_choices(
    ours: Sequence[Choice], theirs: Sequence[Choice], *, strict: bool = False
) -> list[Choice | None]:
    """Find each answer among those of the wave before; words count before codes.

    An answer whose words stand under another code there is that answer, recoded (a scale turned
    round keeps its ids). By code alone only an answer without words is found, or one whose words
    are not quite others; `strict` asks for the same words wherever both have some.
    """
    floor = SAME_WORDS if strict else OTHER_WORDS
    paired: list[Choice | None] = [None] * len(ours)
    free = list(theirs)

    def take(fits: Callable[[Choice, Choice], bool]) -> None:
        for at, one in enumerate(ours):
            other = None
            if paired[at] is None:
                other = next((known for known in free if fits(one, known)), None)
            if other is not None:
                paired[at] = other
                free.remove(other)

    take(lambda one, known: (alike(one.labels, known.labels) or 0.0) == 1.0)
    take(lambda one, known: (alike(one.labels, known.labels) or 0.0) >= SAME_WORDS)
    take(lambda one, known: id_of(str(one.mark)) == known.column and _not_other(one, known, floor))
    take(lambda one, known: one.mark == known.mark and _not_other(one, known, floor))
    return paired


def _not_other(one: Choice, known: Choice, floor: float) -> bool:
    words = alike(one.labels, known.labels)
    return words is None or words >= floor
