"""The simulated wave as a field tool hands it over: an XLSForm and a table of codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from saualnama.language import Words
from saualnama.simulate.plan import NewQuestion, Plan, Words3
from saualnama.survey.questionnaire import Answer, Code, Question, Questionnaire
from saualnama.survey.wave import MISSING, NOT_ASKED, REFUSED, WITHOUT_ANSWER

LANGUAGE_COLUMNS = {
    "kk": "label::Қазақша (kk)",
    "ru": "label::Русский (ru)",
    "en": "label::English (en)",
}
_REFUSAL: Words3 = {"kk": "Жауап беруден бас тарту", "ru": "Отказ от ответа", "en": "Refusal"}
_AGE: Words3 = {"kk": "Жасыңыз нешеде", "ru": "Сколько Вам полных лет", "en": "Your age in years"}
_REFUSED_CODE = "99"


@dataclass(frozen=True, slots=True)
class Export:
    """What a field tool hands over.

    Attributes:
        responses: texts, one row a respondent; `""` where nothing stands.
        form: rows of the sheets `survey`, `choices` and `settings`, the header first.
    """

    responses: pd.DataFrame
    form: Mapping[str, tuple[tuple[str, ...], ...]]


def export_wave(
    answers: pd.DataFrame, questionnaire: Questionnaire, words: Words, plan: Plan, seed: int
) -> Export:
    """Write ids as codes, questions as columns and both as a form.

    Args:
        answers: of `simulate_answers`.
        questionnaire: the earlier wave's.
        words: its words.
        plan: what differs.
        seed: of the answers to new questions.
    """
    exporting = _Exporting(answers, questionnaire, words, plan, np.random.default_rng(seed))
    return exporting.run()


class _Exporting:
    """One export; columns of the data and rows of the form grow side by side."""

    def __init__(
        self,
        answers: pd.DataFrame,
        questionnaire: Questionnaire,
        words: Words,
        plan: Plan,
        generator: np.random.Generator,
    ) -> None:
        self.answers = answers
        self.questionnaire = questionnaire
        self.words = words
        self.plan = plan
        self.generator = generator
        self.columns: dict[str, Any] = {}
        self.survey: list[tuple[str, ...]] = []
        self.choices: list[tuple[str, ...]] = []
        self.lists: set[str] = set()

    def run(self) -> Export:
        self._row("start", "start", {})
        self._row("end", "end", {})
        self._row("text", "interviewer", {"en": "Interviewer"})
        self._interviews()
        for demographic in self.questionnaire.demographics:
            self._demographic(demographic.id)
        for question in self.questionnaire.questions:
            if question.id not in self.plan.dropped:
                self._question(question)
        for new in self.plan.new_questions:
            self._new_question(new)
        self.columns["_id"] = [str(500_001 + at) for at in range(len(self.answers))]
        title = self.plan.title
        header = ("type", "name", *LANGUAGE_COLUMNS.values(), "relevant")
        return Export(
            pd.DataFrame(self.columns, dtype="str"),
            {
                "survey": (header, *self.survey),
                "choices": (("list_name", "name", *LANGUAGE_COLUMNS.values()), *self.choices),
                "settings": (
                    ("form_title", "form_id"),
                    (" / ".join(title.values()), f"simulated_{self.plan.wave}"),
                ),
            },
        )

    def _row(self, kind: str, name: str, words: Words3, relevant: str = "") -> None:
        labels = (words.get(language, "") for language in ("kk", "ru", "en"))
        self.survey.append((kind, name, *labels, relevant))

    def _list(self, name: str, choices: list[tuple[str, Words3]]) -> None:
        if name not in self.lists:
            self.lists.add(name)
            for code, words in choices:
                labels = (words.get(language, "") for language in ("kk", "ru", "en"))
                self.choices.append((name, code, *labels))

    def _of(self, kind: str, id_: str) -> Words3:
        for split in self.plan.splits:
            if (kind, id_) == ("group", split.id):
                return split.words
        for new, words in self.plan.renamed.values():
            if (kind, id_) == ("group", new):
                return words
        return self.words.entries[kind, id_]

    def _interviews(self) -> None:
        """Who asked whom and when: two interviewers a region, one interview after the other."""
        regions = sorted(set(self.answers["region"]))
        team = self.answers["region"].map(regions.index).to_numpy()
        second = self.generator.integers(0, 2, size=len(self.answers))
        minutes = self.generator.integers(18, 35, size=len(self.answers))
        begin = np.datetime64("2023-05-02T09:00") + np.arange(len(self.answers)) * np.timedelta64(
            23, "m"
        )
        ends = begin + minutes.astype("timedelta64[m]")
        self.columns["start"] = np.datetime_as_string(begin, unit="s")
        self.columns["end"] = np.datetime_as_string(ends, unit="s")
        self.columns["interviewer"] = [
            f"I{2 * of + which + 1:02d}" for of, which in zip(team, second, strict=True)
        ]

    def _demographic(self, id_: str) -> None:
        if id_ == "age_group":
            self._row("integer", "age", _AGE)
            self.columns["age"] = self.answers["age"].astype(str)
            return
        demographic = self.questionnaire.demographic[id_]
        groups = [self.plan.renamed.get(group, (group,))[0] for group in demographic.groups]
        if id_ == "region":
            groups += [split.id for split in self.plan.splits]
        codes = {group: str(at) for at, group in enumerate(groups, start=1)}
        self._row(f"select_one {id_}", id_, self._of("breakdown", id_))
        self._list(id_, [(codes[group], self._of("group", group)) for group in groups])
        self.columns[id_] = self.answers[id_].map(codes).fillna("")

    def _codes(self, question: Question) -> dict[str, str]:
        """Code of each answer; a reversed scale runs the other way, "hard to answer" apart."""
        codes: dict[str, Code] = {a.id: _mark(a) for a in question.answers}
        if question.id in self.plan.reversed:
            ordered = [a.id for a in question.answers if not a.hard_to_answer]
            turned = [codes[id_] for id_ in reversed(ordered)]
            codes |= dict(zip(ordered, turned, strict=True))
        return {id_: str(code) for id_, code in codes.items()}

    def _question(self, question: Question) -> None:
        words = self.plan.reworded.get(question.id) or self._of("question", question.id)
        codes = self._codes(question)
        choices = [(codes[a.id], self._of("answer", a.id)) for a in question.answers]
        choices.sort(key=lambda choice: int(choice[0]))
        relevant = self._relevant(question)
        if question.kind == "multiple":
            self._several(question, words, choices, relevant)
            return
        choices.append((_REFUSED_CODE, _REFUSAL))
        codes = {**codes, REFUSED: _REFUSED_CODE, NOT_ASKED: "", MISSING: ""}
        list_name = f"list_{question.id}"
        self._list(list_name, choices)
        if question.items:
            self._row("begin_group", question.id, words, relevant)
        for name, column in question.fields:
            path = f"{question.id}/{column}" if question.items else column
            self.columns[path] = self.answers[name].map(codes)
            item = name.partition(".")[2]
            said = self._of("answer", item) if item else words
            self._row(f"select_one {list_name}", column, said, "" if item else relevant)
        if question.items:
            self._row("end_group", "", {})

    def _several(
        self, question: Question, words: Words3, choices: list[tuple[str, Words3]], relevant: str
    ) -> None:
        stem = str(question.answers[0].column).rpartition("_")[0]
        blank = self.answers[question.id].isin(WITHOUT_ANSWER).to_numpy()
        for answer in question.answers:
            chosen = self.answers[f"{question.id}.{answer.id}"].to_numpy()
            self.columns[f"{stem}/{_mark(answer)}"] = np.where(blank, "", chosen)
        if question.id in self.plan.new_answers:
            new_words, probability = self.plan.new_answers[question.id]
            code = str(len(question.answers) + 1)
            chosen = self.generator.random(len(self.answers)) < probability
            for answer in question.answers:
                if answer.exclusive:
                    chosen &= self.answers[f"{question.id}.{answer.id}"].to_numpy() != "1"
            self.columns[f"{stem}/{code}"] = np.where(blank, "", np.where(chosen, "1", "0"))
            choices.append((code, new_words))
        self._row(f"select_multiple list_{question.id}", stem, words, relevant)
        self._list(f"list_{question.id}", choices)

    def _relevant(self, question: Question) -> str:
        parts = []
        for condition in question.base:
            other = self.questionnaire.question[condition.question]
            if other.id in self.plan.dropped:
                continue
            codes = self._codes(other)
            wanted = [f"${{{other.column}}} = '{codes[answer]}'" for answer in condition.answers]
            parts.append(" or ".join(wanted))
        return " and ".join(parts)

    def _new_question(self, new: NewQuestion) -> None:
        codes = [code for code, _, _ in new.answers]
        chances = [chance for _, _, chance in new.answers]
        drawn = self.generator.choice(codes, size=len(self.answers), p=chances)
        relevant = ""
        if new.base is not None:
            question, code = new.base
            drawn = np.where(np.asarray(self.columns[question]) == code, drawn, "")
            relevant = f"selected(${{{question}}}, '{code}')"
        self.columns[new.name] = drawn
        self._row(f"select_one list_{new.name}", new.name, new.words, relevant)
        self._list(f"list_{new.name}", [(code, words) for code, words, _ in new.answers])


def _mark(answer: Answer) -> Code:
    if answer.code is not None:
        return answer.code
    return str(answer.column).rpartition("_")[2]
