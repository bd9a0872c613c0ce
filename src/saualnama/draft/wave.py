"""The draft of a wave: its questionnaire, words and exhibits, and what is left to decide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saualnama.draft.answers import answer_entry, is_rated, open_lines
from saualnama.draft.exhibits import draft_exhibits
from saualnama.draft.ids import Ids
from saualnama.draft.matching import Match, match_choices, match_questions
from saualnama.draft.material import Asked, Choice, Material
from saualnama.draft.previous import Previous, known_of
from saualnama.draft.reforms import joined_as_before
from saualnama.draft.relevant import conditions_of
from saualnama.draft.wording import SAME, alike, id_of, means_age
from saualnama.errors import Fault, InputError
from saualnama.survey.questionnaire import Demographic, Question
from saualnama.todo import TODO

_ADULT = 18
_DEMOGRAPHIC = re.compile(
    r"^(region|oblast|sex|gender|settlement|urban|education|область|регион|пол|өңір|облыс|жынысы)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """Contents of the files of a wave.

    Attributes:
        questionnaire: of questionnaire.yaml.
        labels: rows (kind, id, kk, ru, en) of labels.csv.
        exhibits: of exhibits.yaml.
        matches: what was found in the wave before.
        new: names of what was not.
        gone: ids of the wave before that have no counterpart.
        todo: everything a person has to decide, with its place.
        left_out: columns that are no questions, and why.
    """

    questionnaire: Mapping[str, Any]
    labels: tuple[tuple[str, str, str, str, str], ...]
    exhibits: Mapping[str, Any]
    matches: tuple[Match, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    todo: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]


def draft_wave(
    wave: str,
    material: Material,
    previous: Previous | None,
    *,
    data: str,
    demographics: Sequence[str] = (),
) -> Draft:
    """Draft the files of a wave.

    Args:
        wave: its name.
        material: what its data and form show.
        previous: the wave before, if there is one.
        data: the data file's name, for messages.
        demographics: columns that a person names as breakdowns.

    Raises:
        InputError: no question or no breakdown was found, or a named breakdown is no column of
            codes.
    """
    return _Drafting(wave, material, previous, data, demographics).run()


class _Drafting:
    """One draft; gathers what a person has to decide as it goes."""

    def __init__(
        self,
        wave: str,
        material: Material,
        previous: Previous | None,
        data: str,
        demographics: Sequence[str],
    ) -> None:
        self.wave = wave
        self.material = material
        self.previous = previous
        self.data = data
        self.named = demographics
        known = known_of(previous) if previous else ()
        self.matches = match_questions(material.asked, known)
        self.match = {m.asked.name: m for m in self.matches if m.sureness != "doubtful"}
        self.doubtful = {m.asked.name: m for m in self.matches if m.sureness == "doubtful"}
        self.ids = Ids(previous)
        self.answer_ids: dict[str, dict[str, str]] = {}  # of each name: choice -> id
        self.question_ids: dict[str, str] = {}

    def run(self) -> Draft:
        about = [one for one in self.material.asked if self._is_demographic(one)]
        names = {one.name for one in about}
        asked = [
            one for one in self.material.asked if one.name not in names and one.shape != "number"
        ]
        self._check(about, asked)
        numbers = [
            (one.column, "a number that is no known breakdown")
            for one in self.material.asked
            if one.shape == "number" and one.name not in names
        ]
        content: dict[str, Any] = {
            "wave": self.wave,
            "origin": "field",
            "respondent": self.material.respondent or TODO,
            "refused": list(self.material.refused),
            TODO: list(self._doubts_of_the_file(about)),
            "demographics": [part for one in about for part in self._demographics(one)],
            "questions": [self._question(one) for one in asked],
        }
        if not content["refused"]:
            del content["refused"]
        if not content[TODO]:
            del content[TODO]
        exhibits = draft_exhibits(content, self.previous)
        self.ids.name_exhibits(exhibits)
        labels = self.ids.rows(content, exhibits, self.material.title)
        found = {m.known.id for m in self.match.values()}
        before = known_of(self.previous) if self.previous else ()
        return Draft(
            content,
            labels,
            exhibits,
            tuple(self.matches),
            tuple(one.name for one in [*about, *asked] if one.name not in self.match),
            tuple(known.id for known in before if known.id not in found),
            tuple(open_lines(content, exhibits, labels)),
            (*self.material.left_out, *numbers),
        )

    def _check(self, about: Sequence[Asked], asked: Sequence[Asked]) -> None:
        faults = []
        columns = {one.column for one in about}
        for name in self.named:
            if name not in columns:
                problem = f"`{name}` cannot be a breakdown"
                faults.append(
                    Fault("no-breakdown", self.data, problem, "a column of codes of the data")
                )
        if not about:
            hint = "name one with --demographic COLUMN, such as the region or the sex"
            faults.append(
                Fault("no-breakdown", self.data, "no breakdown was recognised", hint=hint)
            )
        if not asked:
            problem = (
                f"none of the {len(self.material.left_out) + len(about)} columns is a question"
            )
            faults.append(
                Fault("no-questions", self.data, problem, "columns with codes of answers")
            )
        if faults:
            raise InputError(f"no wave can be drafted from {self.data}", faults)

    def _is_demographic(self, one: Asked) -> bool:
        match = self.match.get(one.name)
        if match is not None:
            return match.known.kind == "demographic"
        if one.column in self.named:
            return one.shape in ("single", "number")
        if one.shape == "single":
            return bool(_DEMOGRAPHIC.match(one.name))
        return one.shape == "number" and means_age(one.name, one.labels)

    def _doubts_of_the_file(self, about: Sequence[Asked]) -> Iterator[str]:
        yield from self.material.doubts
        if not self.material.respondent:
            yield "name the column with the respondents' ids in `respondent`; none was recognised"
        have = {one.name.lower() for one in about}
        for name, reason in self.material.left_out:
            if reason == "dates" and means_age(name, {}) and name.lower() not in have:
                yield f"`{name}` holds dates and not years of age: put the age into the data"
        if self.material.rows < 100:
            yield (
                f"{self.material.rows} respondents: answers that nobody gave may be missing here; "
                "compare with the printed questionnaire"
            )

    def _demographics(self, one: Asked) -> Iterator[dict[str, Any]]:
        """A breakdown, and the same as the wave before had it where regions were divided since."""
        content = self._demographic(one)
        match = self.match.get(one.name)
        joined = None
        if match is not None and self.previous is not None and "categories" in content:
            before = self.previous.questionnaire.demographic[match.known.id].groups
            joined = joined_as_before([c["id"] for c in content["categories"]], before)
        if not joined or self.previous is None:
            yield content
            return
        id_ = f"{content['id']}_{id_of(self.previous.questionnaire.wave)}"
        content[TODO] = [
            f"groups were divided or renamed; `{id_}` joins them as they were: read it, then "
            "delete this line"
        ]
        words = self.previous.labels("breakdown", content["id"])
        wave = self.previous.questionnaire.wave
        named = {language: f"{text} ({wave})" for language, text in words.items()}
        self.ids.say("breakdown", id_, named)
        self.ids.questions.add(id_)
        yield content
        yield {
            "id": id_,
            "merges": content["id"],
            "groups": [{"id": old, "of": list(parts)} for old, parts in joined],
        }

    def _demographic(self, one: Asked) -> dict[str, Any]:
        match = self.match.get(one.name)
        old = (
            self.previous.questionnaire.demographic[match.known.id]
            if match and self.previous
            else None
        )
        id_ = match.known.id if match else self.ids.question(one.name, "breakdown")
        self.question_ids[one.name] = id_
        # the words of a number speak of years and not of the bands known before
        self.ids.say("breakdown", id_, {} if match and one.shape == "number" else one.labels)
        content: dict[str, Any] = {"id": id_, "column": one.column}
        doubts = [*one.doubts, *self._about_the_match(one)]
        if one.shape == "number":
            content |= self._bands(one, old, doubts)
        else:
            content |= self._categories(one, match, old, doubts)
        return content | ({TODO: doubts} if doubts else {})

    def _bands(self, one: Asked, old: Demographic | None, doubts: list[str]) -> dict[str, Any]:
        if old is not None and old.valid is not None:
            bands = [{"id": b.id, "from": b.lowest, "to": b.highest} for b in old.bands]
            return {"valid": list(old.valid), "bands": bands}
        doubts.append("choose the bands; these two only show how they are written")
        top = max(one.highest, 60)
        bands = [
            {"id": f"{_ADULT}_44", "from": _ADULT, "to": 44},
            {"id": "45_plus", "from": 45, "to": top},
        ]
        for band in bands:
            self.ids.say("group", str(band["id"]), {})
        return {"valid": [_ADULT, top], "bands": bands}

    def _categories(
        self, one: Asked, match: Match | None, old: Demographic | None, doubts: list[str]
    ) -> dict[str, Any]:
        known = match.known.choices if match else ()
        ids = self._ids_of(one, one.choices, known, "group")
        new = [id_ for id_ in ids if old is not None and id_ not in old.groups]
        gone = [id_ for id_ in (old.groups if old is not None else ()) if id_ not in ids]
        if new or gone:
            wave = self.previous.questionnaire.wave if self.previous else ""
            doubts.append(
                f"against {wave}: new {', '.join(new) or 'none'}; gone "
                f"{', '.join(gone) or 'none'}. Correct the ids of those that only have another name"
            )
        content: dict[str, Any] = {}
        if old is not None and old.ordered:
            content["ordered"] = True
        content["categories"] = [
            {"code": choice.mark, "id": id_} for choice, id_ in zip(one.choices, ids, strict=True)
        ]
        return content

    def _ids_of(
        self, one: Asked, choices: Sequence[Choice], known: Sequence[Choice], kind: str
    ) -> list[str]:
        """Ids of answers or groups: those of the wave before where they are the same."""
        paired = match_choices(choices, known, strict=kind == "group")
        ids: list[str] = []
        kept = {other.column for other in paired if other is not None}
        for choice, other in zip(choices, paired, strict=True):
            if other is not None:
                ids.append(other.column)
                self.ids.say(kind, other.column, choice.labels)
            else:
                name = self.ids.new(kind, one.name, choice, {*ids, *kept})
                ids.append(name)
        return ids

    def _about_the_match(self, one: Asked) -> Iterator[str]:
        match = self.doubtful.get(one.name)
        if match is not None and self.previous is not None:
            wave = self.previous.questionnaire.wave
            yield (
                f"is this `{match.known.id}` of {wave} ({match.by})? If so, take its id and those "
                "of its answers; if not, delete this line"
            )

    def _reworded(self, one: Asked, ids: Sequence[str]) -> Iterator[str]:
        """Answers that keep their code with other words, of which a person decides."""
        for choice, id_ in zip(one.choices, ids, strict=True):
            before = self.previous.labels("answer", id_) if self.previous is not None else {}
            likeness = alike(choice.labels, before)
            if likeness is not None and likeness < SAME:
                language = next(name for name in choice.labels if name in before)
                yield (
                    f"is `{choice.labels[language]}` still the answer `{id_}`, which was "
                    f"`{before[language]}`? If not, give it an id of its own"
                )

    def _question(self, one: Asked) -> dict[str, Any]:
        match = self.match.get(one.name)
        old = (
            self.previous.questionnaire.question[match.known.id]
            if match and self.previous
            else None
        )
        id_ = match.known.id if match else self.ids.question(one.name, "question")
        self.question_ids[one.name] = id_
        self.ids.say("question", id_, one.labels)
        ids = self._ids_of(one, one.choices, match.known.choices if match else (), "answer")
        self.answer_ids[one.name] = {
            str(choice.mark): answer for choice, answer in zip(one.choices, ids, strict=True)
        }
        doubts = [*one.doubts, *self._about_the_match(one)]
        if match:
            doubts += self._reworded(one, ids)
        scale = one.shape == "grid" or is_rated(one, old)
        content: dict[str, Any] = {
            "id": id_,
            "kind": "multiple" if one.shape == "multiple" else "scale" if scale else "single",
        }
        if one.items:
            items = self._ids_of(one, one.items, match.known.items if match else (), "answer")
            content["items"] = [
                {"column": item.column, "id": item_id}
                for item, item_id in zip(one.items, items, strict=True)
            ]
        elif one.column:
            content["column"] = one.column
        if old is not None and old.ordered and content["kind"] == "single":
            content["ordered"] = True
        base = self._base(one, old, doubts)
        if base:
            content["base"] = base
        content["answers"] = [
            answer_entry(choice, answer, one, old, scale=scale)
            for choice, answer in zip(one.choices, ids, strict=True)
        ]
        if one.shape == "multiple" and old is None:
            alone = [a["id"] for a in content["answers"] if a.get("exclusive")]
            doubts.append(
                f"which answers stand alone? `exclusive` is set for {', '.join(alone) or 'none'}"
            )
        subtotals = [s for s in (old.subtotals if old else ()) if set(s.of) <= set(ids)]
        if subtotals:
            content["subtotals"] = [{"id": s.id, "of": list(s.of)} for s in subtotals]
        return content | ({TODO: doubts} if doubts else {})

    def _base(self, one: Asked, old: Question | None, doubts: list[str]) -> list[dict[str, Any]]:
        """From the form's condition; without one, from the wave before or a person."""
        if one.relevant:
            base = self._base_of_the_form(one.relevant)
            if not base:
                doubts.append(f"write the base: the form asks only where {one.relevant}")
            return base
        blank = self.material.rows - one.filled
        if old is not None and old.base and blank:
            ids = set(self.question_ids.values())
            if all(condition.question in ids for condition in old.base):
                return [{"question": c.question, "answers": list(c.answers)} for c in old.base]
        if blank > max(0.05 * self.material.rows, 1):
            doubts.append(
                f"{blank} of {self.material.rows} have no answer: if not everybody was asked, "
                "write the `base`"
            )
        return []

    def _base_of_the_form(self, relevant: str) -> list[dict[str, Any]]:
        conditions = conditions_of(relevant)
        base = []
        for question, choices in conditions or ():
            answers = self.answer_ids.get(question, {})
            if not set(choices) <= set(answers):
                return []
            ids = [answers[choice] for choice in choices]
            base.append({"question": self.question_ids[question], "answers": ids})
        return base
