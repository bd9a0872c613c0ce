"""The methods page: the eleven items of AAPOR's Code of Ethics (2021), III.A, from data and recipe.

What neither the wave's files nor its words tell is said to be unknown. A wave tells the rest by
words of the kind `about` in its labels.csv: `sponsor`, `instrument`, `population`, `design`,
`mode`, `dates`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from saualnama.report.model import Item
from saualnama.report.sources import Sources
from saualnama.report.wording import Wording


def methods_page(sources: Sources, wording: Wording) -> tuple[Item, ...]:
    """All eleven items, in the order of the code."""
    page = _Page(sources, wording)
    texts = {
        "strategy": page.strategy,
        "sponsor": page.sponsor,
        "instrument": page.instrument,
        "population": page.population,
        "sample": page.sample,
        "mode": page.mode,
        "dates": page.dates,
        "sizes": page.sizes,
        "weighting": page.weighting,
        "processing": page.processing,
        "limits": page.limits,
    }
    return tuple(
        Item(wording.phrase(f"report.methods.{name}.head"), " ".join(text()))
        for name, text in texts.items()
    )


class _Page:
    def __init__(self, sources: Sources, wording: Wording) -> None:
        self.sources = sources
        self.wording = wording

    def say(self, id_: str, **values: object) -> str:
        return self.wording.phrase(f"report.methods.{id_}", **values)

    def about(self, id_: str) -> str:
        """What the wave says of itself, or that it is not known."""
        return self.wording.optional("about", id_) or self.say("unknown")

    def strategy(self) -> Iterator[str]:
        n = self.wording.number(self.sources.n)
        yield self.say(
            "strategy.field" if self.sources.real else "strategy.reconstruction",
            **({} if self.sources.real else {"n": n}),
        )

    def sponsor(self) -> Iterator[str]:
        yield self.about("sponsor")

    def instrument(self) -> Iterator[str]:
        kinds = Counter(question.kind for question in self.sources.questionnaire.questions)
        numbers = {kind: kinds[kind] for kind in ("single", "multiple", "scale")}
        yield self.say("instrument.text", questions=sum(kinds.values()), **numbers)
        own = self.wording.optional("about", "instrument")
        if own:
            yield own

    def population(self) -> Iterator[str]:
        yield self.about("population")

    def sample(self) -> Iterator[str]:
        yield self.say("sample.quota")
        yield self.wording.optional("about", "design") or self.say("sample.source")

    def mode(self) -> Iterator[str]:
        yield self.about("mode")

    def dates(self) -> Iterator[str]:
        yield self.about("dates")

    def sizes(self) -> Iterator[str]:
        weighting = self.sources.weighting
        yield self.say(
            "sizes.text",
            n=self.wording.number(self.sources.n),
            deff=self.wording.number(weighting["kish_deff"], 2),
            effective=self.wording.number(weighting["effective_n"]),
        )
        yield self.say("sizes.precision")

    def weighting(self) -> Iterator[str]:
        weighting, recipe = self.sources.weighting, self.sources.weighting["recipe"]
        margins = "; ".join(self._margin(margin) for margin in recipe["margins"])
        yield self.say(
            "weighting.text",
            margins=margins,
            low=self.wording.number(weighting["weight_min"], 2),
            high=self.wording.number(weighting["weight_max"], 2),
            variance=self.say(f"weighting.{recipe['variance']}"),
        )
        sources = dict.fromkeys(
            margin["source"][self.wording.language]
            for margin in self.sources.targets_about
            if margin["margin"] in recipe["margins"]
        )
        if sources:
            yield self.say("weighting.targets", source="; ".join(sources))

    def _margin(self, variables: list[str]) -> str:
        labels = [self.wording.label("breakdown", name).lower() for name in variables]
        text = labels[0]
        for label in labels[1:]:
            text = self.say("weighting.crossed", first=text, second=label)
        return text

    def processing(self) -> Iterator[str]:
        identical = len(self.sources.quality["identical_answers"])
        yield self.say("processing.text", identical=self.wording.number(identical))
        draws = self.wording.number(self.sources.draws)
        yield self.say("processing.tests", draws=draws, seed=self.sources.seed)

    def limits(self) -> Iterator[str]:
        if not self.sources.real:
            yield self.wording.phrase("shell.reconstruction")
        yield self.say("limits.text")
