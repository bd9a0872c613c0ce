"""The document from its title to the methods page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

from saualnama.report.docx.markup import Bookmarks, Page, drawing, paragraph, run
from saualnama.report.docx.package import Package
from saualnama.report.docx.tables import LANDSCAPE, PORTRAIT, TableMaker
from saualnama.report.model import Chapter, Exhibit, Picture, Report, Table
from saualnama.report.pairing import missing_pictures, paired
from saualnama.report.sealing import seal

_VIEW_WORDS = {
    "published": "as_published_long",
    "weighted": "weighted_long",
    "official": "official",
}
_EMU = 635
"""To a twentieth of a point."""
_TALLEST_PICTURE = {PORTRAIT: 11500, LANDSCAPE: 7600}


def report_docx(report: Report, pictures: Mapping[str, bytes]) -> bytes:
    """Put a report into a Word document.

    The contents are links and no field, so that Word opens the file without a question. Wide
    tables stand on landscape pages. Dates inside the file are fixed; the same report and pictures
    give the same bytes.

    Args:
        report: what to show; nothing is computed here.
        pictures: png files by `Picture.file`.

    Returns:
        A .docx file.

    Raises:
        InputError: a picture of the report was not drawn; all of them are named.
    """
    missing_pictures(report, pictures)
    package = Package(report.title, report.language, report.notice)
    maker = TableMaker(report.language, report.headings["deff"])
    writer = _Writer(report, pictures, package, maker, package.references)
    return seal(package.filled("".join(writer.body())))


@dataclass(slots=True)
class _Writer:
    """Writes the text in one go; `page` is the kind of sheet that it has reached."""

    report: Report
    pictures: Mapping[str, bytes]
    package: Package
    maker: TableMaker
    references: str
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    page: Page = PORTRAIT
    drawn: int = 0

    def say(self, word: str) -> str:
        return self.report.headings[word]

    def body(self) -> Iterator[str]:
        report = self.report
        yield paragraph("Title", run(report.title))
        yield paragraph("Subtitle", run(report.subtitle))
        if report.notice:
            head = run(f"{self.say('notice')}. ", "Label")
            yield paragraph("Notice", head, run(report.notice))
        yield paragraph("TOCHeading", self.bookmarks.around("contents", run(self.say("contents"))))
        yield from self._contents()
        yield self._heading("Heading1", "reading", self.say("reading"))
        yield from (paragraph("Reading", run(line)) for line in report.reading)
        for chapter in report.chapters:
            yield from self._chapter(chapter)
        yield from self._turn(PORTRAIT)
        yield self._heading("Heading1", "methods", self.say("methods"))
        for number, item in enumerate(report.methods, start=1):
            yield paragraph("Heading3", run(f"{number}. {item.heading}"))
            yield paragraph("Normal", run(item.text))
        yield self.page.properties(self.references)

    def _contents(self) -> Iterator[str]:
        yield paragraph("TOC1", self.bookmarks.link("reading", run(self.say("reading"))))
        for chapter in self.report.chapters:
            name = self._chapter_name(chapter)
            yield paragraph("TOC1", self.bookmarks.link(f"chapter_{chapter.number}", run(name)))
            for section in chapter.sections:
                name = f"{section.number}. {section.title}"
                yield paragraph("TOC2", self.bookmarks.link(f"section_{section.number}", run(name)))
                for exhibit in section.exhibits:
                    name = f"{exhibit.caption}. {exhibit.title}"
                    yield paragraph("TOC3", self.bookmarks.link(exhibit.id, run(name)))
        yield paragraph("TOC1", self.bookmarks.link("methods", run(self.say("methods"))))

    def _chapter_name(self, chapter: Chapter) -> str:
        return f"{self.say('chapter').format(number=chapter.number)}. {chapter.title}"

    def _chapter(self, chapter: Chapter) -> Iterator[str]:
        name = self._chapter_name(chapter)
        heads = [self._heading("Heading1", f"chapter_{chapter.number}", name)]
        for section in chapter.sections:
            name = f"{section.number}. {section.title}"
            heads.append(self._heading("Heading2", f"section_{section.number}", name))
            for exhibit in section.exhibits:
                # headings belong to the page of what they announce
                yield from self._turn(self._page(exhibit))
                yield from heads
                heads = []
                yield from self._exhibit(exhibit)
        yield from heads

    def _heading(self, style: str, target: str, text: str) -> str:
        return paragraph(style, self.bookmarks.around(target, run(text)))

    def _page(self, exhibit: Exhibit) -> Page:
        pages = [self.maker.page(table) for table in exhibit.tables]
        return LANDSCAPE if LANDSCAPE in pages else PORTRAIT

    def _turn(self, page: Page) -> Iterator[str]:
        if page != self.page:
            yield self.page.ending(self.references)
            self.page = page

    def _exhibit(self, exhibit: Exhibit) -> Iterator[str]:
        """Figures begin with their picture, tables end with theirs; the first part is the link's.

        An exhibit of one kind may also have the other, and a reader looks for what it is called.
        """
        tables = [table for pair in paired(exhibit) for table in pair]
        targets = chain([exhibit.id], repeat(""))
        drawn_first = exhibit.id.startswith("figure")
        if drawn_first:
            for picture in exhibit.pictures:
                yield from self._picture(exhibit, picture, next(targets))
        for table in tables:
            yield from self._table(exhibit, table, next(targets))
        if not drawn_first:
            for picture in exhibit.pictures:
                yield from self._picture(exhibit, picture, next(targets))
        finding = run(f"{self.say('finding')}. ", "Label")
        yield from (paragraph("Finding", finding, run(line)) for line in exhibit.sentences)

    def _picture(self, exhibit: Exhibit, picture: Picture, target: str) -> Iterator[str]:
        relation, (width, height) = self.package.picture(self.pictures[picture.file])
        room = self.page.text_width * _EMU, _TALLEST_PICTURE[self.page] * _EMU
        scale = min(room[0] / width, room[1] / height, 1.0)
        size = int(width * scale), int(height * scale)
        self.drawn += 1
        content = drawing(self.drawn, relation, size, picture.alternative)
        if target:
            content = self.bookmarks.around(target, content)
        yield paragraph("Picture", content)
        number = exhibit.caption
        if not exhibit.id.startswith("figure"):
            number = f"{self.say('figure')} ({number})"
        name = run(f"{number}. {picture.title}")
        yield paragraph("PictureCaption", name, outline=2 if target else None)

    def _table(self, exhibit: Exhibit, table: Table, target: str) -> Iterator[str]:
        name = run(f"{exhibit.caption}. {table.title}")
        if target:
            name = self.bookmarks.around(target, name)
        yield paragraph("Caption", name, outline=2 if target else None)
        yield paragraph("TableView", run(self.say(_VIEW_WORDS[table.view])))
        yield self.maker.markup(table, self.page)
        if table.base_line:
            yield paragraph("BaseLine", run(table.base_line))
        if table.test_line:
            yield paragraph("TestLine", run(table.test_line))
        yield from (paragraph("Note", run(note)) for note in table.notes)
        if not (table.base_line or table.test_line or table.notes):
            yield paragraph("Note")  # two tables without a paragraph between become one
