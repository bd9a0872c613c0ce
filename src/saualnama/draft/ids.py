"""Ids and words of a draft: those of the wave before where they are the same, new ones else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from saualnama.draft.exhibits import section_of
from saualnama.draft.material import Choice, Labels
from saualnama.draft.previous import Previous
from saualnama.draft.wording import SAME, alike, id_of, means_hard_to_answer
from saualnama.language import LANGUAGES, Language
from saualnama.todo import TODO

_RESERVED = frozenset({"total", "id", "all"})
_GROUPS = ("categories", "bands", "groups")
_STANDARD: Mapping[tuple[str, str], Labels] = {
    ("group", "all"): {
        "kk": "Барлық респонденттер",
        "ru": "Все респонденты",
        "en": "All respondents",
    },
    ("breakdown", "total"): {"kk": "Барлығы", "ru": "Всего", "en": "Total"},
    ("answer", "all_answers"): {"kk": "Барлық жауаптар", "ru": "Все ответы", "en": "All answers"},
    ("answer", "mean_score"): {"kk": "Орташа балл", "ru": "Средний балл", "en": "Mean score"},
}
"""Words that every wave needs and no questionnaire holds."""
_NEW_QUESTIONS: Labels = {"kk": "Жаңа сұрақтар", "ru": "Новые вопросы", "en": "New questions"}
_ENDINGS = ("_region", "_oblast", "_city")


class Ids:
    """Gives ids and gathers the words that belong to them."""

    def __init__(self, previous: Previous | None) -> None:
        self.previous = previous
        self.words: dict[tuple[str, str], dict[Language, str]] = {}
        self.questions: set[str] = set(_RESERVED)
        if previous is not None:
            structure = previous.questionnaire
            self.questions |= {*structure.question, *structure.demographic}

    def question(self, name: str, kind: str) -> str:
        """A new id of a question or a demographic."""
        id_ = id_of(name) or kind
        id_ = _free(id_, self.questions)
        self.questions.add(id_)
        return id_

    def new(self, kind: str, question: str, choice: Choice, taken: Collection[str]) -> str:
        """A new id of an answer or a group: of its English words, or of its question and code."""
        english = id_of(choice.labels.get("en", ""))
        if means_hard_to_answer(choice.labels) and "not_sure" not in taken:
            english = "not_sure"
        if kind == "group":
            short = next((english.removesuffix(e) for e in _ENDINGS if english.endswith(e)), "")
            english = short if short and not self._other(kind, short, choice.labels) else english
        id_ = english or id_of(f"{question}_{choice.mark}")
        if id_ in taken or self._other(kind, id_, choice.labels):
            id_ = _free(id_of(f"{question}_{choice.mark}") or f"{kind}_{choice.mark}", taken)
        self.say(kind, id_, choice.labels)
        return id_

    def _other(self, kind: str, id_: str, labels: Labels) -> bool:
        """The id already means something else."""
        known: Labels = self.words.get((kind, id_), {})
        if not known and self.previous is not None:
            known = self.previous.labels(kind, id_)
        likeness = alike(labels, known)
        return bool(known) and (likeness is None or likeness < SAME) and id_ != "not_sure"

    def name_exhibits(self, exhibits: Mapping[str, Any]) -> None:
        """Call an exhibit that was not there before as its question is called."""
        for exhibit in exhibits["exhibits"]:
            id_, question = exhibit["id"], exhibit["parts"][0]["question"]
            if self.previous is None or not self.previous.labels("exhibit", id_):
                self.say("exhibit", id_, self.words.get(("question", question), {}))
                chapter, section = section_of(id_)
                self.say("chapter", chapter, _NEW_QUESTIONS)
                self.say("section", section, _NEW_QUESTIONS)

    def say(self, kind: str, id_: str, labels: Labels) -> None:
        """Note the words of an id; the first words in a language stay."""
        self.words[kind, id_] = {**labels, **self.words.get((kind, id_), {})}

    def rows(
        self, content: Mapping[str, Any], exhibits: Mapping[str, Any], title: str
    ) -> tuple[tuple[str, str, str, str, str], ...]:
        """Rows of labels.csv: every id that is used, `TODO` where no word is known."""
        rows: dict[tuple[str, str], tuple[str, ...]] = {}
        for kind, id_ in _used(content, exhibits):
            rows.setdefault((kind, id_), self._of(kind, id_))
        for kind, id_ in self._headings(exhibits):
            rows.setdefault((kind, id_), self._of(kind, id_))
        told: Labels = dict.fromkeys(LANGUAGES, title) if title else {}
        rows["about", "title"] = tuple(told.get(language, TODO) for language in LANGUAGES)
        rows["about", "population"] = self._of("about", "population")
        rows["about", "design"] = (TODO, TODO, TODO)
        return tuple((kind, id_, *words) for (kind, id_), words in rows.items())  # type: ignore[misc]

    def _headings(self, exhibits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Chapters and sections that the report itself has no title for."""
        for exhibit in exhibits["exhibits"]:
            chapter, section = section_of(exhibit["id"])
            for kind, number in (("chapter", chapter), ("section", section)):
                before = self.previous.labels(kind, number) if self.previous is not None else {}
                if before or (kind, number) in self.words:
                    yield kind, number

    def _of(self, kind: str, id_: str) -> tuple[str, ...]:
        own = self.words.get((kind, id_), {})
        before = self.previous.labels(kind, id_) if self.previous is not None else {}
        before = before or _STANDARD.get((kind, id_), {})
        return tuple(own.get(language) or before.get(language) or TODO for language in LANGUAGES)


def _used(content: Mapping[str, Any], exhibits: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "group", "all"
    yield "breakdown", "total"
    for demographic in content["demographics"]:
        yield "breakdown", demographic["id"]
        for group in [part for key in _GROUPS for part in demographic.get(key, ())]:
            yield "group", group["id"]
    for question in content["questions"]:
        yield "question", question["id"]
        for key in ("answers", "items", "subtotals"):
            for part in question.get(key, ()):
                yield "answer", part["id"]
    yield from (("answer", "all_answers"), ("answer", "mean_score"))
    for exhibit in exhibits["exhibits"]:
        yield "exhibit", exhibit["id"]


def _free(id_: str, taken: Collection[str]) -> str:
    name, number = id_, 2
    while name in taken:
        name, number = f"{id_}_{number}", number + 1
    return name
