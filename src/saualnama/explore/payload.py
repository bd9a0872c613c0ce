"""What the page carries: aggregated figures, rounded as they are shown, and every word.

The shapes are those of `web/src/data.ts`, which the page's script is checked against. No statistic
is computed here: a figure is the text of a tidy file, rounded half away from zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from saualnama.errors import raise_if_any
from saualnama.explore.chapters import chapters_of, first_line
from saualnama.explore.sources import Sources
from saualnama.explore.views import Views
from saualnama.language import LANGUAGES, Words
from saualnama.survey.questionnaire import Question
from saualnama.tabulate.evidence import OBSERVED
from saualnama.tabulate.lines import lines_of

OWN = "explore."
"""What the ids of the page's own phrases begin with."""

SHELL = ("shell.language", "shell.reconstruction_short", "shell.reconstruction")
"""Phrases of all pages that this one says too."""


def payload(sources: Sources, words: Words) -> dict[str, Any]:
    """Put together everything that the page carries.

    Args:
        sources: the wave's files.
        words: the page's phrases, those of the pages' shell, and the wave's labels; titles of
            chapters (kind `chapter`) where they are known.

    Returns:
        `Payload` of `web/src/data.ts`: whole numbers, texts, lists and mappings. Cells on fewer
        respondents than the small-base rule allows, and those withheld for their sake, are not in
        it, nor is anything that was computed from them alone.

    Raises:
        InputError: words are missing; all of them are named.
    """
    raise_if_any("words of the page are missing", words.lacking(_needed(sources)))
    return _Builder(sources, words, Views.of(sources)).payload()


def _needed(sources: Sources) -> dict[str, set[str]]:
    """Ids of words by kind."""
    questions = sources.questionnaire.questions
    breakdowns = sources.breakdowns
    return {
        "phrase": {*SHELL, *(OWN + name for name in ("title", "chapter", "chapter_other"))},
        "question": {question.id for question in questions},
        "answer": {line.id for question in questions for line in lines_of(question)}
        | {answer for q in questions for asked in q.base for answer in asked.answers},
        "breakdown": set(breakdowns),
        "group": {group for groups in breakdowns.values() for group in groups},
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Builder:
    """Makes the payload of one wave."""

    sources: Sources
    words: Words
    views: Views

    def payload(self) -> dict[str, Any]:
        """The whole payload."""
        sources = self.sources
        wave, earlier = sources.questionnaire, sources.earlier
        return {
            "wave": wave.wave,
            "reconstruction": wave.origin == "reconstruction",
            "title": self._title(),
            "phrases": self._phrases(),
            "small": {
                "flag": sources.small.flag_below,
                "suppress": sources.small.suppress_below,
            },
            "chapters": [
                {"label": self._chapter(number), "questions": places}
                for number, places in chapters_of(wave.questions, sources.exhibits)
            ],
            "breakdowns": [self._breakdown(id_) for id_ in sources.breakdowns],
            "questions": [self._question(question) for question in wave.questions],
            "earlier": None if earlier is None else earlier.name,
            "earlierReconstruction": earlier is not None
            and set(earlier.crosses["evidence"]) - {OBSERVED} != set(),
        }

    def _text(self, kind: str, id_: str) -> list[str]:
        return [self.words.of(kind, id_, language) for language in LANGUAGES]

    def _title(self) -> list[str]:
        if ("about", "title") in self.words.entries:
            return self._text("about", "title")
        wave = self.sources.questionnaire.wave
        return [text.replace("{wave}", wave) for text in self._text("phrase", f"{OWN}title")]

    def _phrases(self) -> dict[str, list[str]]:
        ids = [id_ for kind, id_ in self.words.entries if kind == "phrase" and id_.startswith(OWN)]
        own = {id_.removeprefix(OWN): self._text("phrase", id_) for id_ in sorted(ids)}
        return own | {id_: self._text("phrase", id_) for id_ in SHELL}

    def _chapter(self, number: str) -> list[str]:
        if not number:
            return self._text("phrase", f"{OWN}chapter_other")
        heads = (text.replace("{number}", number) for text in self._text("phrase", f"{OWN}chapter"))
        if ("chapter", number) not in self.words.entries:
            return list(heads)
        titles = self._text("chapter", number)
        return [f"{head}. {title}" for head, title in zip(heads, titles, strict=True)]

    def _breakdown(self, id_: str) -> dict[str, Any]:
        grid = self.sources.grids.get(id_)
        places = {} if grid is None else {group: [c, r] for group, c, r in grid.places}
        return {
            "id": id_,
            "label": self._text("breakdown", id_),
            "groups": [
                {"id": group, "label": self._text("group", group), "tile": places.get(group)}
                for group in self.sources.breakdowns[id_]
            ],
            "grid": None if grid is None else [grid.columns, grid.rows],
        }

    def _question(self, question: Question) -> dict[str, Any]:
        lines = lines_of(question)
        apart = {answer.id for answer in question.answers if answer.hard_to_answer}
        return {
            "id": question.id,
            "label": self._text("question", question.id),
            "kind": question.kind,
            "scale": _ends(question),
            "asked": self._asked(question),
            "lines": [
                {
                    "id": line.id,
                    "label": self._text("answer", line.id),
                    "role": line.role,
                    "apart": line.role == "answer" and line.id in apart,
                }
                for line in lines
            ],
            "first": first_line(question, lines, self.sources.exhibits),
            "views": [
                self.views.view(question, breakdown) for breakdown in self.sources.breakdowns
            ],
        }

    def _asked(self, question: Question) -> list[dict[str, Any]]:
        """Answers that led to a question, as positions."""
        questions = self.sources.questionnaire.questions
        ids = [other.id for other in questions]
        return [
            {
                "question": ids.index(condition.question),
                "lines": [
                    questions[ids.index(condition.question)].answer_ids.index(answer)
                    for answer in condition.answers
                ],
            }
            for condition in question.base
        ]


def _ends(question: Question) -> list[float] | None:
    """Lowest and highest score of a scale; None for other questions."""
    if question.kind != "scale":
        return None
    scores = [answer.score for answer in question.answers if answer.score is not None]
    return [int(end) if end == int(end) else end for end in (min(scores), max(scores))]
