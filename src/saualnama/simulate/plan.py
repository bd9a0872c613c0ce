"""What the simulated wave of 2023 is made of: regions, words that changed, answers that moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from saualnama.language import Language

Words3 = Mapping[Language, str]
"""Words in three languages, or fewer where the form is to have a gap."""


@dataclass(frozen=True, slots=True)
class SplitRegion:
    """A region that was founded out of another.

    Attributes:
        id: its id.
        out_of: the region it was part of.
        share: its part of that region's people, 0 to 1; invented.
        words: its name.
    """

    id: str
    out_of: str
    share: float
    words: Words3


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question with one answer that was not asked before.

    Attributes:
        name: its name in the form.
        words: the question.
        answers: code, words and probability of each answer.
        base: name and code of the answer it is asked after; None for everybody.
    """

    name: str
    words: Words3
    answers: tuple[tuple[str, Words3, float], ...]
    base: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How the simulated wave differs from the one it is drawn from.

    Attributes:
        wave: its name.
        respondents: how many.
        splits: regions founded since.
        renamed: new id and words of regions with another name.
        field_skew: by how much a group was over-reached, by (demographic, group).
        moved: by how much an answer became more frequent, by (question, answer).
        dropped: questions that are not asked any more.
        reworded: questions with other words.
        reversed: questions whose codes run the other way.
        new_answers: new answer of a question with several answers, with its probability.
        new_questions: questions added.
        noise: probability that an answer is drawn anew from those asked.
    """

    wave: str
    respondents: int
    splits: tuple[SplitRegion, ...]
    renamed: Mapping[str, tuple[str, Words3]]
    field_skew: Mapping[tuple[str, str], float]
    moved: Mapping[tuple[str, str], float]
    dropped: frozenset[str]
    reworded: Mapping[str, Words3]
    reversed: frozenset[str]
    new_answers: Mapping[str, tuple[Words3, float]]
    new_questions: tuple[NewQuestion, ...]
    noise: float = 0.35
    title: Words3 = field(default_factory=dict)


def _words(kk: str, ru: str, en: str) -> Words3:
    return {"kk": kk, "ru": ru, "en": en}


NOT_SURE = _words("Жауап беру қиын", "Затрудняюсь ответить", "Not sure")

PLAN_2023 = Plan(
    wave="2023",
    respondents=1200,
    splits=(
        SplitRegion(
            "abai",
            "east_kazakhstan",
            0.45,
            _words("Абай облысы", "Область Абай", "Abai region"),
        ),
        SplitRegion(
            "jetisu",
            "almaty_region",
            0.33,
            _words("Жетісу облысы", "Область Жетісу", "Jetisu region"),
        ),
        SplitRegion(
            "ulytau",
            "karaganda",
            0.16,
            _words("Ұлытау облысы", "Область Улытау", "Ulytau region"),
        ),
    ),
    renamed={"nur_sultan": ("astana", _words("Астана қаласы", "г. Астана", "Astana city"))},
    field_skew={
        ("sex", "female"): 1.25,
        ("age_group", "18_29"): 1.3,
        ("age_group", "61_plus"): 0.75,
        ("region", "astana"): 1.4,
        ("region", "turkistan"): 0.7,
        ("settlement", "urban"): 1.1,
    },
    moved={
        ("dv_acceptability", "never_acceptable"): 1.5,
        ("knows_dv_cases", "knows"): 1.3,
        ("info_sources", "internet_social_networks"): 1.4,
        ("is_violence_insult", "is_violence"): 1.2,
    },
    dropped=frozenset({"childhood_violence"}),
    reworded={
        "families_violence_children": _words(
            "Айналаңызда балаға күш көрсететін отбасылар бар ма",
            "Есть ли вокруг Вас семьи, где применяют насилие к детям",
            "Are there families around you that use violence on children",
        )
    },
    reversed=frozenset({"dv_change_5y"}),
    new_answers={
        # without Kazakh words: a gap of the form that a person has to fill
        "social_networks": ({"ru": "Threads (сеть)", "en": "Threads (network)"}, 0.08)
    },
    new_questions=(
        NewQuestion(
            "Q23",
            _words(
                "111 сенім телефонын білесіз бе",
                "Знаете ли Вы о линии доверия 111",
                "Do you know of the helpline 111",
            ),
            (
                ("1", _words("Иә", "Да", "Yes"), 0.38),
                ("2", _words("Жоқ", "Нет", "No"), 0.55),
                ("98", NOT_SURE, 0.07),
            ),
        ),
        NewQuestion(
            "Q24",
            _words(
                "111 телефонына хабарластыңыз ба",
                "Обращались ли Вы на линию 111",
                "Have you called the helpline 111",
            ),
            (
                ("1", _words("Хабарластым", "Звонил(а)", "Have called"), 0.12),
                ("2", _words("Хабарласқан жоқпын", "Не звонил(а)", "Have not called"), 0.88),
            ),
            base=("Q23", "1"),
        ),
    ),
    title=_words(
        "ЖАСАНДЫ толқын 2023: ойдан алынған жауаптар",
        "СИМУЛИРОВАННАЯ волна 2023: вымышленные ответы",
        "SIMULATED wave 2023: invented answers",
    ),
)
"""The wave that `make simulate` writes."""
