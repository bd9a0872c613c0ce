"""What changed in the questionnaire since the previous wave, and what it does to comparisons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from saualnama.check.findings import Finding, Severity
from saualnama.errors import Fault
from saualnama.language import LANGUAGES, Words
from saualnama.survey.questionnaire import Answer, Condition, Demographic, Question, Questionnaire
from saualnama.survey.wave import Survey

MIRRORED = 0.15
"""Shares of answers have to differ by this much (half their summed distance) to look reversed."""

FILE = "questionnaire.yaml"
LABELS = "labels.csv"


@dataclass(frozen=True, slots=True)
class Wave:
    """What is known of a wave.

    Attributes:
        questionnaire: its structure.
        words: its labels; None where they could not be read.
        survey: its answers; None where there are none at hand.
    """

    questionnaire: Questionnaire
    words: Words | None = None
    survey: Survey | None = None


def against_previous(new: Wave, old: Wave) -> list[Finding]:
    """Compare a wave with the one before.

    Returns:
        Questions and items gone or new, kinds, bases and scales changed, answers gone, new or
        under other codes, groups of demographics changed, labels reworded; and scales whose
        answers look turned round although nothing says so. Never an error: a questionnaire may
        change, and whoever shows a change has to know.
    """
    compared = _Comparison(new, old)
    return [
        *compared.demographics(),
        *compared.questions(),
        *compared.labels(),
        *compared.turned_round(),
    ]


class _Comparison:
    """Two waves side by side."""

    def __init__(self, new: Wave, old: Wave) -> None:
        self.new, self.old = new, old
        self.before = old.questionnaire.wave
        gone = [q for q in old.questionnaire.questions if q.id not in new.questionnaire.question]
        self.twins = {question.id: self._twin(question) for question in gone}
        self.old_ids = {twin: id_ for id_, twin in self.twins.items() if twin}

    def _found(
        self, severity: Severity, code: str, where: str, problem: str, hint: str = ""
    ) -> Finding:
        return Finding(severity, "previous", Fault(code, where, problem, hint=hint))

    def demographics(self) -> Iterator[Finding]:
        now, then = self.new.questionnaire.demographic, self.old.questionnaire.demographic
        hint = "no change can be shown by it"
        for name in then:
            if name not in now:
                where = f"{FILE}, demographic `{name}`"
                problem = f"was in {self.before} and is not in this wave"
                yield self._found("warning", "demographic-gone", where, problem, hint)
        for name, demographic in now.items():
            where = f"{FILE}, demographic `{name}`"
            if name in then:
                yield from self._groups(demographic, then[name], where)
            else:
                problem = f"is new: {self.before} does not have it"
                yield self._found("note", "demographic-new", where, problem)

    def _groups(self, now: Demographic, then: Demographic, where: str) -> Iterator[Finding]:
        hint = "changes are shown for the groups that both waves have"
        grave: Severity = "warning"
        for other in self.new.questionnaire.demographics:
            if other.merges == now.id and not _beyond(then.groups, other.groups):
                hint = f"`{other.id}` joins them to the groups of {self.before}"
                grave = "note"
        for code, severity, ids, problem in (
            ("group-gone", grave, _beyond(then.groups, now.groups), "has no longer"),
            ("group-new", "note", _beyond(now.groups, then.groups), "has the new groups"),
        ):
            if ids:
                said = f"{problem} {', '.join(f'`{id_}`' for id_ in ids)}"
                yield self._found(severity, code, where, said, hint)
        spans = {band.id: (band.lowest, band.highest) for band in then.bands}
        for band in now.bands:
            span = spans.get(band.id, (band.lowest, band.highest))
            if span != (band.lowest, band.highest):
                problem = (
                    f"`{band.id}` goes from {band.lowest} to {band.highest}, "
                    f"in {self.before} from {span[0]} to {span[1]}"
                )
                hint = "groups that differ need ids that differ"
                yield self._found("warning", "band-changed", where, problem, hint)

    def questions(self) -> Iterator[Finding]:
        now, then = self.new.questionnaire.question, self.old.questionnaire.question
        for name in then:
            if name not in now:
                where = f"{FILE}, question `{name}`"
                problem = f"was asked in {self.before} and is not in this wave"
                hint = "if it was asked, give it its old id; otherwise no change is shown for it"
                twin = self.twins[name]
                if twin:
                    hint = f"`{twin}` looks like the same question: give it this id if it is"
                yield self._found("warning", "question-gone", where, problem, hint)
        for name, question in now.items():
            where = f"{FILE}, question `{name}`"
            if name in then:
                yield from self._question(question, then[name], where)
            else:
                problem = f"is new: {self.before} did not ask it"
                yield self._found("note", "question-new", where, problem)

    def _twin(self, gone: Question) -> str:
        """A new question with the label or the answers of one that is gone."""
        candidates = [
            question
            for question in self.new.questionnaire.questions
            if question.id not in self.old.questionnaire.question and question.kind == gone.kind
        ]
        for question in candidates:
            if set(question.answer_ids) == set(gone.answer_ids) and len(gone.answers) > 2:
                return question.id
            for language in LANGUAGES:
                label = _label(self.new.words, "question", question.id, language)
                if label and label == _label(self.old.words, "question", gone.id, language):
                    return question.id
        return ""

    def _question(self, now: Question, then: Question, where: str) -> Iterator[Finding]:
        if now.kind != then.kind:
            problem = f"is `{now.kind}`, in {self.before} it was `{then.kind}`"
            hint = "its figures cannot be compared"
            yield self._found("warning", "kind-changed", where, problem, hint)
            return
        base = tuple(
            Condition(self.old_ids.get(c.question, c.question), c.answers) for c in now.base
        )
        if base != then.base:
            problem = f"was asked of {_asked(now.base)}, in {self.before} of {_asked(then.base)}"
            hint = "compare it in a base that both waves have, or not at all"
            yield self._found("warning", "base-changed", where, problem, hint)
        yield from self._gone_or_new(
            "item", where, [i.id for i in now.items], [i.id for i in then.items]
        )
        yield from self._gone_or_new("answer", where, now.answer_ids, then.answer_ids)
        yield from self._codes(now, then, where)

    def _gone_or_new(
        self, what: str, where: str, now: Sequence[str], then: Sequence[str]
    ) -> Iterator[Finding]:
        gone, new = _beyond(then, now), _beyond(now, then)
        if gone:
            problem = f"has no longer {', '.join(f'`{id_}`' for id_ in gone)}"
            hint = "if it only has another id now, give it back the old one"
            yield self._found("warning", f"{what}-gone", where, problem, hint)
        if new:
            problem = f"has new: {', '.join(f'`{id_}`' for id_ in new)}"
            hint = "who would have said something else before says this now: other shares fall"
            yield self._found(
                "warning" if what == "answer" else "note",
                f"{what}-new",
                where,
                problem,
                hint if what == "answer" else "",
            )

    def _codes(self, now: Question, then: Question, where: str) -> Iterator[Finding]:
        for what, of in _SCALES:
            if _reversed(now, then, of):
                problem = f"its {what} run the other way round than in {self.before}"
                hint = "make sure that codes and answers belong together in this wave's file"
                yield self._found("warning", "scale-reversed", where, problem, hint)
                return
        before = {answer.id: answer.code for answer in then.answers}
        for answer in now.answers:
            code = before.get(answer.id, answer.code)
            if code != answer.code:
                problem = f"`{answer.id}` has the code {answer.code}, in {self.before} {code}"
                hint = "make sure that the code means this answer in this wave's file"
                yield self._found("warning", "code-moved", where, problem, hint)

    def labels(self) -> Iterator[Finding]:
        if self.new.words is None or self.old.words is None:
            return
        for (kind, id_), texts in self.new.words.entries.items():
            before = self.old.words.entries.get((kind, id_))
            if before is None or kind not in ("question", "answer", "group"):
                continue
            # an id stands for a word that nobody has written yet
            other = [
                language
                for language in LANGUAGES
                if texts[language] != id_ and _bare(texts[language]) != _bare(before[language])
            ]
            if other:
                named = ", ".join(f"`{language}`" for language in other)
                problem = (
                    f"is worded anew in {named}: “{texts[other[0]]}”, "
                    f"in {self.before} “{before[other[0]]}”"
                )
                hint = "another wording can be another question"
                where = f"{LABELS}, {kind} `{id_}`"
                yield self._found("warning", "label-reworded", where, problem, hint)

    def turned_round(self) -> Iterator[Finding]:
        """Scales whose shares are near the mirror of the previous wave's and far from them."""
        if self.new.survey is None or self.old.survey is None:
            return
        for question in self.new.questionnaire.questions:
            then = self.old.questionnaire.question.get(question.id)
            if then is None or not (question.ordered and then.ordered):
                continue
            if _points(question) != _points(then) or len(_points(question)) < 3:
                continue
            for name, _ in question.fields:
                if name in self.old.survey.frame and _mirrored(
                    _shares(self.new.survey, question, name), _shares(self.old.survey, then, name)
                ):
                    problem = f"the answers look like those of {self.before} turned round"
                    hint = "make sure that the codes of the file were not reversed"
                    where = f"{FILE}, question `{name}`"
                    yield self._found("warning", "looks-reversed", where, problem, hint)


def _beyond(these: Iterable[str], those: Iterable[str]) -> list[str]:
    known = set(those)
    return [id_ for id_ in these if id_ not in known]


def _asked(base: tuple[Condition, ...]) -> str:
    return " and ".join(f"{c.question} = {'|'.join(c.answers)}" for c in base) or "everybody"


def _label(words: Words | None, kind: str, id_: str, language: str) -> str:
    entry = words.entries.get((kind, id_)) if words else None
    return _bare(entry[language]) if entry else ""  # type: ignore[index] # one of LANGUAGES


def _bare(text: str) -> str:
    """A label without what changes no meaning: case, blanks, punctuation."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _points(question: Question) -> list[str]:
    return [answer.id for answer in question.answers if not answer.hard_to_answer]


def _code(answer: Answer) -> float | None:
    return float(answer.code) if isinstance(answer.code, int) else None


def _score(answer: Answer) -> float | None:
    return answer.score


_SCALES: tuple[tuple[str, Callable[[Answer], float | None]], ...] = (
    ("scores", _score),
    ("codes", _code),
)


def _reversed(now: Question, then: Question, of: Callable[[Answer], float | None]) -> bool:
    """Whether three or more answers of both waves stand in opposite orders."""
    before = {a.id: of(a) for a in then.answers if not a.hard_to_answer}
    pairs = [
        (value, old)
        for a in now.answers
        if not a.hard_to_answer
        and (value := of(a)) is not None
        and (old := before.get(a.id)) is not None
    ]
    if len(pairs) < 3:
        return False
    backwards = [old for _, old in sorted(pairs)]
    return backwards == sorted(backwards, reverse=True) and len(set(backwards)) == len(backwards)


def _shares(survey: Survey, question: Question, field: str) -> list[float]:
    codes = survey.codes(field, len(question.answers))
    wanted = [question.answer_ids.index(id_) for id_ in _points(question)]
    counts = [int((codes == at).sum()) for at in wanted]
    total = sum(counts)
    return [n / total for n in counts] if total else []


def _mirrored(now: Sequence[float], then: Sequence[float]) -> bool:
    if not now or not then:
        return False
    new, old = np.array(now), np.array(then)
    same, mirror = (0.5 * float(np.abs(new - x).sum()) for x in (old, old[::-1]))
    return same > MIRRORED and mirror < same / 2
