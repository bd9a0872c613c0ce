"""Build the report of a wave in one language: every word, every rounded number, every mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from saualnama.language import Language, Words
from saualnama.report.captions import (
    caption,
    check_ids,
    reading_order,
    section_of,
    section_order,
    title,
)
from saualnama.report.cells import MOVED_BY, STAR
from saualnama.report.errata_notes import errata_notes
from saualnama.report.lines import TestLines, base_line, legend
from saualnama.report.methods_page import methods_page
from saualnama.report.model import Chapter, Exhibit, Picture, Report, Section, Table, View
from saualnama.report.needed_words import check_words
from saualnama.report.official_tables import official_table
from saualnama.report.panels import Panel, panels
from saualnama.report.pictures import pictures
from saualnama.report.sentences import LEVEL, STRENGTHS, sentences
from saualnama.report.sources import Sources
from saualnama.report.survey_tables import Lines, panel_title, survey_table
from saualnama.report.tidy import Test, parse_figures, parse_tests
from saualnama.report.wording import Wording
from saualnama.tabulate.evidence import RECONSTRUCTED
from saualnama.tabulate.exhibits import Exhibit as Recipe


def build_report(sources: Sources, words: Words, language: Language) -> Report:
    """Decide everything that the report says.

    Args:
        sources: the wave's results.
        words: phrases of the report (`phrases/report.csv`), of its figures and of the pages'
            shell, and the wave's labels.
        language: of the report.

    Returns:
        The report; renderers place its parts and compute nothing.

    Raises:
        InputError: words are missing (all keys are named), or an exhibit's id tells no section.
    """
    recipes = {recipe.id: recipe for recipe in sources.exhibits}
    check_ids([*recipes, *sources.official])
    check_words(sources, words)
    wording = Wording(words, language)
    builder = _Builder(
        sources,
        wording,
        parse_tests(sources.tests),
        _ledger(sources),
        pictures(sources, words, language),
    )
    ids = sorted({*recipes, *sources.official}, key=reading_order)
    exhibits = {
        id_: builder.survey(recipes[id_]) if id_ in recipes else builder.official(id_)
        for id_ in ids
    }
    n = wording.number(sources.n)
    wave = sources.questionnaire.wave
    return Report(
        language=language,
        wave=wave,
        title=wording.optional("about", "title") or wording.phrase("report.title", wave=wave),
        subtitle=wording.phrase("report.subtitle", n=n),
        notice="" if sources.real else _notice(wording),
        reading=_reading(sources, wording),
        chapters=_chapters(exhibits, wording),
        methods=methods_page(sources, wording),
        headings=_headings(sources, words, wording),
    )


def _headings(sources: Sources, words: Words, wording: Wording) -> dict[str, str]:
    """The fixed words; a wave without a printed report has no view "as published"."""
    found = {id_: wording.label(kind, id_) for kind, id_ in words.entries if kind == "heading"}
    unweighted = {name: found.pop(f"unweighted{name}") for name in ("", "_long")}
    if not sources.printed:
        found |= {f"as_published{name}": word for name, word in unweighted.items()}
    return found


def _notice(wording: Wording) -> str:
    short, long = (wording.phrase(f"shell.reconstruction{end}") for end in ("_short", ""))
    return f"{short} {long}"


def _reading(sources: Sources, wording: Wording) -> tuple[str, ...]:
    small = sources.small_bases
    bases = wording.span(small.suppress_below, small.flag_below - 1)
    base = wording.number(small.suppress_below)
    limits = {name: wording.number(limit, 1) for name, limit in STRENGTHS}
    percent, points = wording.number(MOVED_BY["percent"]), wording.number(MOVED_BY["points"], 1)
    return (
        wording.phrase("report.reading.views" if sources.printed else "report.reading.unprinted"),
        wording.phrase("report.reading.small", bases=bases, star=STAR, base=base),
        wording.phrase("report.reading.moved", percent=percent, points=points),
        wording.phrase("report.reading.sentences", level=wording.number(LEVEL, 2)),
        wording.phrase("report.reading.effects", **limits),
        wording.phrase("report.reading.precision"),
    )


def _chapters(exhibits: Mapping[str, Exhibit], wording: Wording) -> tuple[Chapter, ...]:
    by_section: dict[str, list[Exhibit]] = {}
    for id_, exhibit in exhibits.items():
        by_section.setdefault(section_of(id_), []).append(exhibit)
    by_chapter: dict[str, list[Section]] = {}
    for number in sorted(by_section, key=section_order):
        section = Section(number, wording.label("section", number), tuple(by_section[number]))
        by_chapter.setdefault(number.partition(".")[0], []).append(section)
    return tuple(
        Chapter(number, wording.label("chapter", number), tuple(sections))
        for number, sections in by_chapter.items()
    )


def _ledger(sources: Sources) -> dict[str, list[dict[str, str]]]:
    rows: dict[str, list[dict[str, str]]] = {}
    if sources.ledger is not None:
        for row in sources.ledger.to_dict("records"):
            texts = {str(name): str(value) for name, value in row.items()}
            rows.setdefault(texts["exhibit"], []).append(texts)
    return rows


@dataclass(frozen=True, slots=True)
class _Builder:
    """Makes exhibits of one wave in one language."""

    sources: Sources
    wording: Wording
    tests: tuple[Test, ...]
    ledger: Mapping[str, list[dict[str, str]]]
    pictures: Mapping[str, tuple[Picture, ...]]

    def official(self, id_: str) -> Exhibit:
        """An exhibit of administrative statistics."""
        name = title(id_, self.wording)
        table = official_table(id_, self.sources.official[id_], name, self.wording)
        return Exhibit(
            id_,
            caption(id_, self.wording),
            name,
            official=(table,),
            pictures=self.pictures.get(id_, ()),
        )

    def survey(self, recipe: Recipe) -> Exhibit:
        """An exhibit of the survey."""
        found = panels(
            recipe, self.sources.questionnaire, parse_figures(self.sources.tables[recipe.id])
        )
        published, weighted, said = [], [], []
        for number, panel in enumerate(found, start=1):
            id_ = recipe.id if len(found) == 1 else f"{recipe.id}-{number}"
            shown = panel if self.sources.real else panel.printed_only()
            if shown is not None:
                left_out = shown is not panel and _size(shown) < _size(panel)
                published.append(self._published(recipe.id, id_, shown, left_out=left_out))
            weighted.append(self._weighted(recipe.id, id_, panel))
            said += self._sentences(recipe.id, panel, several=len(found) > 1)
        name = title(recipe.id, self.wording)
        if len(found) == 1:
            published = [replace(table, title=name) for table in published]
            weighted = [replace(table, title=name) for table in weighted]
        return Exhibit(
            recipe.id,
            caption(recipe.id, self.wording),
            name,
            tuple(published),
            tuple(weighted),
            pictures=self.pictures.get(recipe.id, ()),
            sentences=tuple(said),
        )

    @property
    def _test_lines(self) -> TestLines:
        return TestLines(self.tests, self.wording, self.sources.draws)

    def _table(self, id_: str, panel: Panel, view: View, test_line: str) -> Table:
        base = base_line(panel, self.sources.quality["questions"], self.wording)
        lines = Lines(id_, panel_title(panel, self.wording), base, test_line, ())
        return survey_table(panel, view, lines, self.wording, printed=self.sources.printed)

    def _published(self, exhibit: str, id_: str, panel: Panel, *, left_out: bool) -> Table:
        table = self._table(id_, panel, "published", self._test_lines.published(exhibit, panel))
        notes = [*self._several(panel)]
        if left_out:
            notes.append(self.wording.phrase("report.note.left_out"))
        notes += legend(table, self.sources.small_bases, self.wording)
        notes += errata_notes(panel, self.ledger.get(exhibit, ()), self.wording)
        notes += self._caveat(exhibit)
        return replace(table, notes=tuple(notes))

    def _weighted(self, exhibit: str, id_: str, panel: Panel) -> Table:
        table = self._table(id_, panel, "weighted", self._test_lines.weighted(exhibit, panel))
        notes = [*self._several(panel)]
        if not self.sources.real:
            notes.append(self.wording.phrase("report.note.demonstration"))
            notes += self._invented(panel)
        notes += legend(table, self.sources.small_bases, self.wording)
        notes += self._caveat(exhibit)
        return replace(table, notes=tuple(notes))

    def _caveat(self, exhibit: str) -> list[str]:
        """What the wave itself wants to be said with an exhibit."""
        caveat = self.wording.optional("caveat", exhibit)
        return [] if caveat is None else [caveat]

    def _several(self, panel: Panel) -> list[str]:
        if panel.question.kind == "multiple" and "pct" in panel.statistics:
            return [self.wording.phrase("report.note.several")]
        return []

    def _invented(self, panel: Panel) -> list[str]:
        figures = [figure for group in panel.groups for figure in panel.present(group)]
        invented = sum(figure.evidence == RECONSTRUCTED for figure in figures)
        if not invented:
            return []
        words = {
            "total": self.wording.number(len(figures)),
            "invented": self.wording.number(invented),
        }
        return [self.wording.phrase("report.note.invented", **words)]

    def _sentences(self, exhibit: str, panel: Panel, *, several: bool) -> list[str]:
        whole = self._test_lines.rows(exhibit, panel)
        mine = [
            test
            for test in self.tests
            if (test.exhibit, test.question, test.breakdown)
            == (exhibit, panel.question.id, panel.breakdown)
        ]
        said = sentences(
            panel,
            [test for test in whole if not test.answer],
            [test for test in mine if test.answer],
            self.wording,
            real=self.sources.real,
        )
        if several:
            said = tuple(f"{panel_title(panel, self.wording)}. {text}" for text in said)
        # a sentence stands on its own where readers quote it
        return [" ".join([text, *self._caveat(exhibit)]) for text in said]


def _size(panel: Panel) -> int:
    return len(panel.entries) * len(panel.groups)
