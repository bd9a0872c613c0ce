"""Interviews that may not be what they seem: copied, answered in one line, or too quick."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from saualnama.check.findings import Finding, listed
from saualnama.errors import Fault
from saualnama.survey.quality import identical_answers
from saualnama.survey.wave import Survey

FEWEST_ITEMS = 4
"""Items of a scale from which the same answer to all is worth counting."""

MUCH_STRAIGHT = 10.0
"""Percent of straight lines from which a set of items is warned of."""

FEWEST_IN_ALL = 8
"""Items that all sets together need before one person's straight lines are named."""

TOO_QUICK = 1 / 3
"""Share of the median duration under which an interview is called quick."""

SETS_NAMED = 10
"""Sets of identical interviews named one by one; when there are more, only the largest is."""

SMALL_WAVE = 100
"""Fewer respondents than this are warned of."""

CLOCKS = (("start", "end"), ("starttime", "endtime"))
"""Columns in which KoBoToolbox, ODK and SurveyCTO put the beginning and end of an interview."""

DURATION = "duration"
"""Column of SurveyCTO: seconds."""


@dataclass(frozen=True, slots=True)
class Battery:
    """Items of one scale.

    Attributes:
        question: its id.
        items: how many.
        answered: respondents who answered all of them.
        straight: of them, with one and the same answer to all.
    """

    question: str
    items: int
    answered: int
    straight: int


def size(survey: Survey) -> Iterator[Finding]:
    """A wave too small for the tables of a report."""
    if survey.n < SMALL_WAVE:
        problem = f"the wave has {survey.n} respondents"
        hint = "most figures by groups will be too thin to print"
        fault = Fault("small-wave", "responses", problem, f"{SMALL_WAVE} or more", hint)
        yield Finding("warning", "answers", fault)


def copied(survey: Survey) -> Iterator[Finding]:
    """Respondents who agree in every answer and demographic."""
    found = identical_answers(survey)
    if len(found) > SETS_NAMED:
        number = sum(map(len, found))
        largest = max(found, key=len)
        problem = (
            f"{number} respondents in {len(found)} sets gave the same answer to every question"
        )
        hint = (
            "a short questionnaire makes twins by chance; otherwise look at the largest set first"
        )
        where = f"respondents {listed(largest, 10)}"
        fault = Fault("identical-answers", where, problem, "all different", hint)
        yield Finding("warning", "answers", fault)
        return
    for ids in found:
        problem = f"{len(ids)} respondents gave the same answer to every question"
        hint = "see whether one interview was entered or copied more than once"
        fault = Fault(
            "identical-answers", f"respondents {listed(ids, 10)}", problem, "all different", hint
        )
        yield Finding("warning", "answers", fault)


def batteries(survey: Survey) -> tuple[list[Battery], npt.NDArray[np.bool_]]:
    """Count straight lines.

    Returns:
        The sets of `FEWEST_ITEMS` or more items, and (n,) who gave one and the same answer
        throughout each of them; a "hard to answer" throughout is a straight line, too.
    """
    found = []
    throughout = np.ones(survey.n, dtype=np.bool_)
    for question in survey.questionnaire.questions:
        if len(question.items) < FEWEST_ITEMS:
            continue
        codes = np.stack(
            [survey.codes(name, len(question.answers)) for name, _ in question.fields], axis=1
        )
        answered = (codes >= 0).all(axis=1)
        straight = answered & (codes == codes[:, :1]).all(axis=1)
        throughout &= straight
        found.append(
            Battery(question.id, len(question.items), int(answered.sum()), int(straight.sum()))
        )
    return found, throughout & (len(found) > 0)


def straight_lines(survey: Survey) -> Iterator[Finding]:
    """Sets of items that many answered in one line, and people who did so everywhere."""
    found, throughout = batteries(survey)
    for battery in found:
        if battery.answered and 100 * battery.straight / battery.answered >= MUCH_STRAIGHT:
            share = 100 * battery.straight / battery.answered
            problem = (
                f"{battery.straight} of {battery.answered} ({share:.1f} %) gave one and the same "
                f"answer to all {battery.items} items"
            )
            hint = "see whether some interviewers read the items out as one"
            fault = Fault(
                "straight-lining",
                f"question `{battery.question}`",
                problem,
                f"less than {MUCH_STRAIGHT:g} %",
                hint,
            )
            yield Finding("warning", "answers", fault)
    items = sum(battery.items for battery in found)
    if items >= FEWEST_IN_ALL and throughout.any():
        ids = [str(id_) for id_ in survey.frame["id"][throughout]]
        problem = f"gave one and the same answer throughout each set of items ({items} items)"
        hint = "look at these interviews one by one"
        fault = Fault("straight-liner", f"respondents {listed(ids, 10)}", problem, hint=hint)
        yield Finding("warning", "answers", fault)


def quick(responses: pd.DataFrame, survey: Survey) -> Iterator[Finding]:
    """Interviews much shorter than the others, or that end before they begin.

    Args:
        responses: the data file; without columns of `CLOCKS` or `DURATION` nothing is found.
        survey: the wave, row by row the same respondents.
    """
    minutes = _minutes(responses)
    if minutes is None or np.isfinite(minutes).sum() < 2:
        return
    ids = survey.frame["id"].astype(str).to_numpy()
    backwards = minutes < 0
    if backwards.any():
        fault = Fault(
            "ends-before-start",
            f"respondents {listed(list(ids[backwards]), 10)}",
            "the interview ends before it begins",
            hint="the clock of the device was wrong, or the times were edited",
        )
        yield Finding("warning", "answers", fault)
    forward = minutes[np.isfinite(minutes) & ~backwards]
    if not len(forward):
        return
    median = float(np.median(forward))
    short = (minutes >= 0) & (minutes < TOO_QUICK * median)
    if short.any():
        problem = (
            f"{int(short.sum())} of {survey.n} interviews took less than a third of the median"
        )
        expected = f"{TOO_QUICK * median:.1f} minutes or more; the median is {median:.1f}"
        fault = Fault(
            "quick-interview",
            f"respondents {listed(list(ids[short]), 10)}",
            problem,
            expected,
            "call some of these respondents back",
        )
        yield Finding("warning", "answers", fault)


def _minutes(responses: pd.DataFrame) -> npt.NDArray[np.float64] | None:
    """Length of each interview, (n,); NaN where a time is missing or none."""
    for start, end in CLOCKS:
        if start in responses and end in responses:
            begun, ended = (
                pd.to_datetime(
                    responses[name].astype("str"), errors="coerce", utc=True, format="ISO8601"
                )
                for name in (start, end)
            )
            minutes = (ended - begun).dt.total_seconds() / 60
            return np.array(minutes, dtype=np.float64)
    if DURATION in responses:
        seconds = pd.to_numeric(responses[DURATION], errors="coerce")
        return np.array(seconds, dtype=np.float64) / 60
    return None
