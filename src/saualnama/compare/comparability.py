"""What of two waves may be compared, and what may not, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from saualnama.compare.wording import answers_reworded, languages_reworded, scale_is_reversed
from saualnama.language import Words
from saualnama.survey.questionnaire import Demographic, Question, Questionnaire
from saualnama.tabulate.exhibits import TOTAL

Verdict = Literal["compared", "with caution", "not compared"]
Kind = Literal["question", "breakdown"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader of a comparison has to know.

    Attributes:
        kind: what it speaks of.
        id: of the question or the breakdown.
        verdict: what follows from it.
        reason: its stable name, such as `base_differs`; empty where all is the same.
        earlier: ids (or languages) that it names in the earlier wave.
        later: the same in the later one.
    """

    kind: Kind
    id: str
    verdict: Verdict
    reason: str = ""
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommonQuestion:
    """A question of both waves, and what of it may be compared.

    Attributes:
        earlier: as the earlier wave asked it.
        later: as the later wave asked it.
        answers: ids of answers of both, in the earlier order.
        items: ids of rated items of both, likewise.
        subtotals: ids of subtotals that add the same answers, likewise.
        same_answers: no wave has an answer that the other lacks.
    """

    earlier: Question
    later: Question
    answers: tuple[str, ...]
    items: tuple[str, ...]
    subtotals: tuple[str, ...]
    same_answers: bool


@dataclass(frozen=True, slots=True)
class CommonBreakdown:
    """A breakdown with the same groups in both waves, under the id that each wave gives it."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Comparability:
    """What two waves have in common.

    Attributes:
        questions: in the order of the earlier wave.
        breakdowns: `total` first, then in the order of the earlier wave.
        findings: at least one for every question and breakdown of either wave.
    """

    questions: tuple[CommonQuestion, ...]
    breakdowns: tuple[CommonBreakdown, ...]
    findings: tuple[Finding, ...]

    def verdict(self, kind: Kind, id_: str) -> Verdict:
        """The worst verdict on a question or a breakdown."""
        order: tuple[Verdict, ...] = ("not compared", "with caution")
        found = {f.verdict for f in self.findings if f.kind == kind and f.id == id_}
        return next((verdict for verdict in order if verdict in found), "compared")


def compare_questionnaires(
    earlier: Questionnaire, later: Questionnaire, earlier_words: Words, later_words: Words
) -> Comparability:
    """Find what two waves have in common; ids are what makes questions and answers the same.

    Not compared: what one wave lacks, what was asked in another way (kind, base, direction or
    points of a scale), and breakdowns whose groups differ, because a region that lost a part is
    another region under the same name. A breakdown of merged groups stands in for the one that it
    merges. With caution: other words, other answers beside the common ones, another order.

    Args:
        earlier: the first wave.
        later: the second one.
        earlier_words: its labels; a label that is missing is not taken for reworded.
        later_words: labels of the second one.
    """
    words = (earlier_words, later_words)
    questions: list[CommonQuestion] = []
    findings: list[Finding] = []
    for question in earlier.questions:
        other = later.question.get(question.id)
        if other is None:
            findings.append(Finding("question", question.id, "not compared", "only_earlier"))
            continue
        found = list(_question_findings(question, other, words))
        findings += found or [Finding("question", question.id, "compared")]
        if all(finding.verdict != "not compared" for finding in found):
            questions.append(_common(question, other))
    findings += [
        Finding("question", question.id, "not compared", "only_later")
        for question in later.questions
        if question.id not in earlier.question
    ]
    breakdowns, of_breakdowns = _breakdowns(earlier, later)
    return Comparability(
        tuple(questions),
        (CommonBreakdown(TOTAL, TOTAL), *breakdowns),
        (*findings, *of_breakdowns),
    )


def _common(earlier: Question, later: Question) -> CommonQuestion:
    answers = _both(earlier.answer_ids, later.answer_ids)
    return CommonQuestion(
        earlier,
        later,
        answers,
        _both([item.id for item in earlier.items], [item.id for item in later.items]),
        tuple(id_ for id_, same in _subtotals(earlier, later).items() if same),
        set(earlier.answer_ids) == set(later.answer_ids),
    )


def _both(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in first if id_ in second)


def _only(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in first if id_ not in second)


def _subtotals(earlier: Question, later: Question) -> dict[str, bool]:
    """Subtotals of both waves, and whether they add the same answers."""
    parts = {subtotal.id: set(subtotal.of) for subtotal in later.subtotals}
    return {s.id: parts[s.id] == set(s.of) for s in earlier.subtotals if s.id in parts}


def _question_findings(
    earlier: Question, later: Question, words: tuple[Words, Words]
) -> Iterator[Finding]:
    id_ = earlier.id
    impossible = _impossible(earlier, later, words)
    if impossible:
        reason, named = impossible
        yield Finding("question", id_, "not compared", reason, *named)
        return
    first, second = earlier.answer_ids, later.answer_ids
    added = (_only(first, second), _only(second, first))
    if any(added):
        yield Finding("question", id_, "with caution", "answers_differ", *added)
    common = _both(first, second)
    if common != _both(second, first):
        yield Finding("question", id_, "with caution", "answers_reordered", common, second)
    items = ([item.id for item in earlier.items], [item.id for item in later.items])
    rated = (_only(*items), _only(*items[::-1]))
    if any(rated):
        yield Finding("question", id_, "with caution", "items_differ", *rated)
    marks = [{a.id: (a.exclusive, a.hard_to_answer) for a in q.answers} for q in (earlier, later)]
    changed = tuple(answer for answer in common if marks[0][answer] != marks[1][answer])
    if changed:
        yield Finding("question", id_, "with caution", "answers_marked_otherwise", changed, changed)
    unequal = tuple(name for name, same in _subtotals(earlier, later).items() if not same)
    if unequal:
        yield Finding("question", id_, "with caution", "subtotals_differ", unequal, unequal)
    languages = languages_reworded("question", id_, *words)
    if languages:
        yield Finding("question", id_, "with caution", "question_reworded", (), languages)
    reworded = answers_reworded([*common, *_both(*items)], *words)
    if reworded:
        yield Finding("question", id_, "with caution", "answers_reworded", reworded, reworded)


_Named = tuple[tuple[str, ...], tuple[str, ...]]


def _impossible(
    earlier: Question, later: Question, words: tuple[Words, Words]
) -> tuple[str, _Named] | None:
    """Why a question of both waves cannot be compared, and what the reason names."""
    if earlier.kind != later.kind:
        return "kind_differs", ((earlier.kind,), (later.kind,))
    bases = [
        frozenset((c.question, frozenset(c.answers)) for c in question.base)
        for question in (earlier, later)
    ]
    if bases[0] != bases[1]:
        named = [
            tuple(f"{c.question}: {', '.join(c.answers)}" for c in question.base)
            for question in (earlier, later)
        ]
        return "base_differs", (named[0], named[1])
    items = tuple(tuple(item.id for item in question.items) for question in (earlier, later))
    if bool(items[0]) != bool(items[1]) or (items[0] and not _both(*items)):
        return "items_differ", (items[0], items[1])
    if not _both(earlier.answer_ids, later.answer_ids):
        return "no_common_answers", (earlier.answer_ids, later.answer_ids)
    return _other_scale(earlier, later, words) if earlier.kind == "scale" else None


def _other_scale(
    earlier: Question, later: Question, words: tuple[Words, Words]
) -> tuple[str, _Named] | None:
    points = [
        {a.id: a.score for a in question.answers if a.score is not None}
        for question in (earlier, later)
    ]
    if points[0] != points[1]:
        listed = [tuple(f"{id_}: {score:g}" for id_, score in scores.items()) for scores in points]
        return "scores_differ", (listed[0], listed[1])
    return ("scale_reversed", ((), ())) if scale_is_reversed(earlier, *words) else None


def _breakdowns(
    earlier: Questionnaire, later: Questionnaire
) -> tuple[list[CommonBreakdown], list[Finding]]:
    pairs: list[CommonBreakdown] = []
    findings: list[Finding] = []
    stand_ins: set[str] = set()
    for demographic in earlier.demographics:
        pair = _paired(demographic, earlier, later)
        if pair is not None:
            pairs.append(pair)
            stand_ins.update((pair.earlier, pair.later))
            reason = "" if pair.earlier == pair.later else "merged"
            named: _Named = ((pair.earlier,), (pair.later,)) if reason else ((), ())
            findings.append(Finding("breakdown", demographic.id, "compared", reason, *named))
        elif demographic.id not in later.demographic:
            findings.append(Finding("breakdown", demographic.id, "not compared", "only_earlier"))
        else:
            other = later.demographic[demographic.id]
            named = (
                _only(demographic.groups, other.groups),
                _only(other.groups, demographic.groups),
            )
            reason = "groups_differ" if any(named) else "bands_differ"
            findings.append(Finding("breakdown", demographic.id, "not compared", reason, *named))
    # a breakdown that only merges groups for the other wave's sake is spoken of there
    lone = [
        Finding("breakdown", demographic.id, "not compared", "only_later")
        for demographic in later.demographics
        if demographic.id not in earlier.demographic and demographic.id not in stand_ins
    ]
    kept = [f for f in findings if not (f.reason == "only_earlier" and f.id in stand_ins)]
    return pairs, [*kept, *lone]


def _paired(
    demographic: Demographic, earlier: Questionnaire, later: Questionnaire
) -> CommonBreakdown | None:
    """The pair of breakdowns with the same groups: as they are, or one of them merged."""
    same = later.demographic.get(demographic.id)
    if same is not None and _same_groups(demographic, earlier, same, later):
        return CommonBreakdown(demographic.id, same.id)
    for other in later.demographics:
        if other.merges == demographic.id and _same_groups(demographic, earlier, other, later):
            return CommonBreakdown(demographic.id, other.id)
    for own in earlier.demographics:
        if (
            same is not None
            and own.merges == demographic.id
            and _same_groups(own, earlier, same, later)
        ):
            return CommonBreakdown(own.id, same.id)
    return None


def _same_groups(
    first: Demographic, earlier: Questionnaire, second: Demographic, later: Questionnaire
) -> bool:
    if set(first.groups) != set(second.groups):
        return False
    return _edges(first, earlier) == _edges(second, later)


def _edges(demographic: Demographic, questionnaire: Questionnaire) -> dict[str, tuple[int, int]]:
    """Ends of bands by group, merged ones too; nothing for coded groups.

    The upper end of the last band is only the oldest age that a file may hold.
    """
    if demographic.merges:
        source = _edges(questionnaire.demographic[demographic.merges], questionnaire)
        edges = {
            merged.id: (
                min(source[part][0] for part in merged.of),
                max(source[part][1] for part in merged.of),
            )
            for merged in demographic.merged
            if source
        }
    else:
        edges = {band.id: (band.lowest, band.highest) for band in demographic.bands}
    if edges:
        last = max(edges, key=lambda id_: edges[id_])
        edges[last] = (edges[last][0], edges[last][0])
    return edges
