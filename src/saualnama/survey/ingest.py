"""From a respondents' file to a validated survey: codes to ids, ages to bands, bases applied.

Every fault of the file is collected and said at once, with the row and column of the file. Nothing
is guessed: a code that the questionnaire does not know is a fault, not a missing value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.errors import Fault, InputError, raise_if_any
from saualnama.survey.codes import plain_code, plain_id
from saualnama.survey.questionnaire import Code, Demographic, Question, Questionnaire
from saualnama.survey.wave import ANSWERED, WITHOUT_ANSWER, Codes, Survey

_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4}")

_NOT_ASKED, _REFUSED, _MISSING, _UNKNOWN = -1, -2, -3, -4


def ingest(
    responses: pd.DataFrame, questionnaire: Questionnaire, *, file: str, first_row: int = 1
) -> Survey:
    """Validate a respondents' file and apply its questionnaire.

    Args:
        responses: one row a respondent, codes as in the file.
        questionnaire: the wave's structure.
        file: the file's name, for messages.
        first_row: the number that a person gives the first row of the file.

    Returns:
        The survey, in the order of the file.

    Raises:
        InputError: an empty file; columns that the questionnaire names and the file lacks; missing
            or repeated ids; unknown codes; numbers out of range; answers of people who were not
            asked; an exclusive answer beside another. All faults of the file in one list.
    """
    survey, faults = examine(responses, questionnaire, file=file, first_row=first_row)
    raise_if_any(f"{file} cannot be used", faults)
    return survey


def examine(
    responses: pd.DataFrame, questionnaire: Questionnaire, *, file: str, first_row: int = 1
) -> tuple[Survey, tuple[Fault, ...]]:
    """Read a respondents' file as far as it can be read, to say more about it than its faults.

    Args:
        responses: one row a respondent, codes as in the file.
        questionnaire: the wave's structure.
        file: the file's name, for messages.
        first_row: the number that a person gives the first row of the file.

    Returns:
        The survey, in which an unknown code counts as missing, and all faults of the file. With
        any fault the survey is good for looking at it and for nothing else.

    Raises:
        InputError: an empty file, or columns that the questionnaire names and the file lacks.
    """
    reading = _Ingest(responses, questionnaire, file, first_row)
    return reading.run(), tuple(reading.faults)


class _Ingest:
    """One pass over one file; gathers faults as it goes."""

    def __init__(
        self, responses: pd.DataFrame, questionnaire: Questionnaire, file: str, first_row: int
    ) -> None:
        self.responses = responses
        self.questionnaire = questionnaire
        self.file = file
        self.first_row = first_row
        self.faults: list[Fault] = []
        self.columns: dict[str, Any] = {}
        self.answers: dict[str, Codes | npt.NDArray[np.int8]] = {}
        self.groups: dict[str, Codes] = {}

    def run(self) -> Survey:
        self._check_columns()
        self.columns["id"] = self._ids()
        for demographic in self.questionnaire.demographics:
            codes = self._group_codes(demographic)
            self.groups[demographic.id] = codes
            self.columns[demographic.id] = _categorical(codes, demographic.groups)
        for question in self.questionnaire.questions:
            if question.kind == "multiple":
                self._several_answers(question)
            else:
                self._one_answer(question)
        return Survey(self.questionnaire, pd.DataFrame(self.columns))

    def _check_columns(self) -> None:
        headline = f"{self.file} cannot be used"
        if self.responses.empty:
            fault = Fault("empty-wave", self.file, "the file has no respondents", "a row for each")
            raise InputError(headline, [fault])
        named = [("the respondent's id", self.questionnaire.respondent)]
        named += [(f"`{d.id}`", d.column) for d in self.questionnaire.demographics if d.column]
        named += [(f"`{name}`", c) for q in self.questionnaire.questions for name, c in q.fields]
        have = set(map(str, self.responses.columns))
        lacking = [(what, column) for what, column in named if column not in have]
        hint = "correct the column's name in questionnaire.yaml, or the file"
        raise_if_any(
            headline,
            (
                Fault(
                    "missing-column",
                    self.file,
                    f"there is no column `{column}` for {what}",
                    hint=hint,
                )
                for what, column in lacking
            ),
        )

    def _where(self, column: str, rows: Iterable[int]) -> list[str]:
        return [f"{self.file}, row {row + self.first_row}, column {column}" for row in rows]

    def _ids(self) -> list[str]:
        column = self.questionnaire.respondent
        values = [plain_id(value) for value in self.responses[column]]
        first: dict[str, int] = {}
        for row, value in enumerate(values):
            where = f"{self.file}, row {row + self.first_row}, column {column}"
            if value is None:
                self.faults.append(
                    Fault("missing-id", where, "no respondent id", "one for each row")
                )
            elif value in first:
                problem = f"the id {value} also stands in row {first[value] + self.first_row}"
                hint = "remove the repeated row, or correct the id"
                self.faults.append(Fault("duplicate-id", where, problem, "each id once", hint))
            else:
                first[value] = row
        return [str(value) for value in values]

    def _decode(self, column: str, meaning: Mapping[Any, int], expected: str) -> Codes:
        """Positions of answers; below zero where there is none (unknown codes become faults)."""
        codes, uniques = pd.factorize(self.responses[column], use_na_sentinel=True)
        table = np.full(len(uniques) + 1, _MISSING, dtype=np.int16)
        for place, value in enumerate(uniques):
            plain = plain_code(value)
            if plain in meaning:
                table[place] = meaning[plain]
            elif plain in self.questionnaire.refused:
                table[place] = _REFUSED
            elif plain is not None:
                table[place] = _UNKNOWN
        decoded = table[codes]
        rows = np.flatnonzero(decoded == _UNKNOWN)
        for row, where in zip(rows, self._where(column, rows), strict=True):
            problem = f"unknown code {plain_code(self.responses[column].iloc[row])}"
            hint = "add the code to questionnaire.yaml, or correct the file"
            self.faults.append(Fault("unknown-code", where, problem, expected, hint))
        return decoded

    def _group_codes(self, demographic: Demographic) -> Codes:
        if demographic.merges:
            return self._merged(demographic)
        return self._banded(demographic) if demographic.bands else self._coded(demographic)

    def _merged(self, demographic: Demographic) -> Codes:
        into = {part: at for at, merged in enumerate(demographic.merged) for part in merged.of}
        source = self.questionnaire.demographic[demographic.merges]
        table = np.array([into[group] for group in source.groups], dtype=np.int16)
        codes = self.groups[source.id]
        # states without a group stay what they are
        return np.where(codes >= 0, table[codes], codes)

    def _coded(self, demographic: Demographic) -> Codes:
        meaning = {category.code: at for at, category in enumerate(demographic.categories)}
        return self._decode(demographic.column, meaning, _listed(meaning))

    def _banded(self, demographic: Demographic) -> Codes:
        assert demographic.valid is not None  # noqa: S101 (parsing guarantees it)
        lowest, highest = demographic.valid
        meaning = {
            value: at
            for at, band in enumerate(demographic.bands)
            for value in range(band.lowest, band.highest + 1)
        }
        expected = f"a whole number from {lowest} to {highest}"
        column = demographic.column
        before = len(self.faults)
        codes = self._decode(column, meaning, expected)
        found = [(f.where, f.problem.removeprefix("unknown code ")) for f in self.faults[before:]]
        dates = "this looks like a date: the column needs ages in years"
        self.faults[before:] = [
            Fault("out-of-range", where, value, expected, dates if _DATE.match(value) else "")
            for where, value in found
        ]
        return codes

    def _asked(self, question: Question) -> npt.NDArray[np.bool_]:
        asked = np.ones(len(self.responses), dtype=np.bool_)
        for condition in question.base:
            other = self.questionnaire.question[condition.question]
            wanted = [other.answer_ids.index(answer) for answer in condition.answers]
            given = self.answers[other.id]
            if given.ndim == 1:
                asked &= np.isin(given, wanted)
            else:
                asked &= (given[:, wanted] == 1).any(axis=1)
        return asked

    def _outside_base(self, question: Question, column: str, rows: npt.NDArray[np.intp]) -> None:
        names = " and ".join(f"{c.question} in {', '.join(c.answers)}" for c in question.base)
        for where in self._where(column, rows):
            problem = f"an answer of a respondent who was not asked `{question.id}`"
            hint = f"its base is {names}; correct the base in questionnaire.yaml, or the answer"
            self.faults.append(Fault("answer-outside-base", where, problem, "nothing", hint))

    def _one_answer(self, question: Question) -> None:
        meaning = {a.code: at for at, a in enumerate(question.answers) if a.code is not None}
        asked = self._asked(question)
        for name, column in question.fields:
            codes = self._decode(column, meaning, _listed(meaning))
            self._outside_base(question, column, np.flatnonzero(~asked & (codes >= 0)))
            codes[~asked] = _NOT_ASKED
            self.columns[name] = _categorical(codes, question.answer_ids)
            self.answers[name] = codes

    def _several_answers(self, question: Question) -> None:
        columns = [column for _, column in question.fields]
        asked = self._asked(question)
        given = np.stack([self._decode(c, {0: 0, 1: 1}, "0 or 1") for c in columns], axis=1)
        for at, column in enumerate(columns):
            self._outside_base(question, column, np.flatnonzero(~asked & (given[:, at] == 1)))
        self._check_whole(question, columns, given, asked)
        self._check_exclusive(question, columns, given)
        state = np.full(len(given), _MISSING, dtype=np.int16)
        state[(given == _REFUSED).any(axis=1)] = _REFUSED
        state[(given == 1).any(axis=1)] = 0
        state[~asked] = _NOT_ASKED
        self.columns[question.id] = _categorical(state, (ANSWERED,))
        given = np.where((state == 0)[:, None], given == 1, False).astype(np.int8)
        for at, (name, _) in enumerate(question.fields):
            self.columns[name] = given[:, at]
        self.answers[question.id] = given

    def _check_whole(
        self, question: Question, columns: list[str], given: Codes, asked: npt.NDArray[np.bool_]
    ) -> None:
        # an unknown code has its own fault
        without = (given < 0) & (given != _UNKNOWN)
        some = (given == 1).any(axis=1) & without.any(axis=1) & asked
        for row in np.flatnonzero(some):
            blank = ", ".join(c for c, gone in zip(columns, without[row], strict=True) if gone)
            where = f"{self.file}, row {row + self.first_row}, columns {blank}"
            problem = f"nothing, or a refusal, beside answers to `{question.id}`"
            self.faults.append(Fault("partly-missing", where, problem, "0 or 1 in every column"))

    def _check_exclusive(self, question: Question, columns: list[str], given: Codes) -> None:
        chosen = given == 1
        for at, answer in enumerate(question.answers):
            if not answer.exclusive:
                continue
            for row in np.flatnonzero(chosen[:, at] & (chosen.sum(axis=1) > 1)):
                others = [c for c, on in zip(columns, chosen[row], strict=True) if on]
                others.remove(columns[at])
                where = f"{self.file}, row {row + self.first_row}, column {columns[at]}"
                problem = f"`{answer.id}` together with {', '.join(others)}"
                self.faults.append(Fault("not-alone", where, problem, "this answer alone"))


def _categorical(codes: Codes, ids: tuple[str, ...]) -> pd.Categorical[str]:
    # -1, -2, -3 become the categories behind the answers, in the order of WITHOUT_ANSWER; an
    # unknown code is a fault by now and only needs a place.
    shifted = np.where(codes >= 0, codes, len(ids) - 1 - np.maximum(codes, _MISSING))
    categories = pd.Index([*ids, *WITHOUT_ANSWER])
    return pd.Categorical.from_codes(shifted.astype(np.int16), categories=categories)


def _listed(meaning: Iterable[Code]) -> str:
    return ", ".join(map(str, meaning))
