"""Whether two waves said the same: labels of questions and answers, and the direction of scales."""

from __future__ import annotations

from collections.abc import Sequence

from saualnama.language import LANGUAGES, Language, Words
from saualnama.survey.questionnaire import Question


def languages_reworded(kind: str, id_: str, earlier: Words, later: Words) -> tuple[Language, ...]:
    """Languages in which a label has other words; blanks and capitals do not count.

    A label that one of the waves lacks says nothing.
    """
    before, after = earlier.entries.get((kind, id_)), later.entries.get((kind, id_))
    if before is None or after is None:
        return ()
    return tuple(
        language for language in LANGUAGES if _plain(before[language]) != _plain(after[language])
    )


def answers_reworded(ids: Sequence[str], earlier: Words, later: Words) -> tuple[str, ...]:
    """Those of the answers whose label has other words in any language."""
    return tuple(id_ for id_ in ids if languages_reworded("answer", id_, earlier, later))


def scale_is_reversed(question: Question, earlier: Words, later: Words) -> bool:
    """Whether the later wave gives the labels of a scale's points from the other end."""
    scored = sorted(
        (answer.score, answer.id) for answer in question.answers if answer.score is not None
    )
    for language in LANGUAGES:
        before, after = (
            [
                _plain(words.entries[key][language])
                for _, id_ in scored
                if (key := ("answer", id_)) in words.entries
            ]
            for words in (earlier, later)
        )
        if len(before) == len(scored) and before != after and before == after[::-1]:
            return True
    return False


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def joint_words(earlier: Words, later: Words) -> Words:
    """Labels of both waves for one page: the later wave's words, where it has them.

    Names of groups and breakdowns are the earlier wave's, because its groups are what is shown.
    """
    first = {key: word for key, word in earlier.entries.items() if key[0] in ("group", "breakdown")}
    return Words(
        {**earlier.entries, **later.entries, **first}, f"{earlier.source} or {later.source}"
    )
