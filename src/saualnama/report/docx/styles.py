"""The document's styles, all of them; nothing is formatted outside these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from saualnama.report.docx.markup import NAMESPACES

FONT = "Arial"
"""Has the Kazakh letters and is on every Windows and Mac; LibreOffice has one of equal widths."""

INK, DIM, RULE = "1A1A1A", "595959", "A6A6A6"
ACCENT, UP, DOWN = "1F4E79", "0072B2", "B34700"
"""Arrows differ in shape; their colours are told apart by colour-blind readers too."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A paragraph style; sizes in points, spaces in twentieths of a point.

    Attributes:
        id: as paragraphs name it.
        name: as Word shows it.
        size: of letters.
        before: space above.
        after: space below.
        bold: bold letters.
        italic: italic letters.
        colour: of letters.
        align: `left`, `right` or `center`.
        indent: from the left margin.
        hanging: how far the first line hangs out.
        outline: level in the navigation pane; None for text.
        keep_next: stays on the page of the next paragraph.
        shade: colour behind it.
        bar: colour of a bar at its left.
        line: distance of lines, 240 for single.
    """

    id: str
    name: str
    size: float = 10
    before: int = 0
    after: int = 0
    bold: bool = False
    italic: bool = False
    colour: str = INK
    align: str = "left"
    indent: int = 0
    hanging: int = 0
    outline: int | None = None
    keep_next: bool = False
    shade: str = ""
    bar: str = ""
    line: int = 259

    def markup(self) -> str:
        """As Word stores it."""
        default = ' w:default="1"' if self.id == "Normal" else ""
        based = "" if default else '<w:basedOn w:val="Normal"/>'
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/>{based}<w:qFormat/>'
            f"<w:pPr>{''.join(self._paragraph())}</w:pPr>"
            f"<w:rPr>{''.join(self._letters())}</w:rPr></w:style>"
        )

    def _paragraph(self) -> Iterator[str]:
        if self.keep_next:
            yield "<w:keepNext/>"
        if self.bar:
            line = f'w:val="single" w:sz="24" w:space="6" w:color="{self.bar}"'
            yield f"<w:pBdr><w:left {line}/></w:pBdr>"
        if self.shade:
            yield f'<w:shd w:val="clear" w:color="auto" w:fill="{self.shade}"/>'
        space = f'w:before="{self.before}" w:after="{self.after}"'
        yield f'<w:spacing {space} w:line="{self.line}" w:lineRule="auto"/>'
        if self.indent or self.hanging:
            yield f'<w:ind w:left="{self.indent}" w:hanging="{self.hanging}"/>'
        yield f'<w:jc w:val="{self.align}"/>'
        if self.outline is not None:
            yield f'<w:outlineLvl w:val="{self.outline}"/>'

    def _letters(self) -> Iterator[str]:
        yield from _letters(self.size, self.colour, bold=self.bold, italic=self.italic)


def _letters(
    size: float, colour: str, *, bold: bool = False, italic: bool = False
) -> Iterator[str]:
    if bold:
        yield "<w:b/>"
    if italic:
        yield "<w:i/>"
    if colour:
        yield f'<w:color w:val="{colour}"/>'
    if size:
        yield f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'


PARAGRAPHS = (
    Paragraphs("Normal", "Normal", after=100),
    Paragraphs("Title", "Title", 22, 600, 120, bold=True, colour=ACCENT),
    Paragraphs("Subtitle", "Subtitle", 12, 0, 320, colour=DIM),
    Paragraphs(
        "Heading1", "heading 1", 17, 480, 160, bold=True, colour=ACCENT, outline=0, keep_next=True
    ),
    Paragraphs(
        "Heading2", "heading 2", 13, 360, 120, bold=True, colour=ACCENT, outline=1, keep_next=True
    ),
    Paragraphs("Heading3", "heading 3", 11, 240, 60, bold=True, outline=2, keep_next=True),
    Paragraphs("TOCHeading", "TOC Heading", 14, 360, 120, bold=True, colour=ACCENT, keep_next=True),
    Paragraphs("TOC1", "toc 1", 10, 160, 40, bold=True),
    Paragraphs("TOC2", "toc 2", 10, 80, 20, indent=284),
    Paragraphs("TOC3", "toc 3", 9, 0, 10, indent=567),
    Paragraphs("Caption", "caption", 10, 320, 20, bold=True, keep_next=True),
    Paragraphs("TableView", "Table View", 9, 0, 80, colour=ACCENT, keep_next=True),
    Paragraphs("TableHead", "Table Head", 7.5, 20, 20, bold=True, align="right", line=240),
    Paragraphs("TableSpanner", "Table Spanner", 7.5, 20, 20, align="center", colour=DIM, line=240),
    Paragraphs("TableStubHead", "Table Stub Head", 7.5, 20, 20, bold=True, line=240),
    Paragraphs("TableStub", "Table Stub", 8, 20, 20, line=240),
    Paragraphs("TableFigure", "Table Figure", 8, 20, 20, align="right", line=240),
    Paragraphs("TableText", "Table Text", 8, 20, 20, line=240),
    Paragraphs("BaseLine", "Base Line", 8, 80, 20, colour=DIM),
    Paragraphs("TestLine", "Test Line", 8, 20, 20),
    Paragraphs("Note", "Table Note", 8, 0, 10, colour=DIM),
    Paragraphs("Finding", "Finding", 10, 160, 120, bar=ACCENT, indent=170),
    Paragraphs("Notice", "Notice", 10, 80, 160, shade="FFF4D6", bar="B34700", indent=170),
    Paragraphs("Reading", "Reading", 10, 0, 80),
    Paragraphs("Picture", "Picture", 10, 240, 0, keep_next=True),
    Paragraphs("Header", "header", 7, 0, 0, colour=DIM),
    Paragraphs("Footer", "footer", 8, 0, 0, colour=DIM, align="center"),
    Paragraphs("PictureCaption", "Picture Caption", 10, 40, 160, bold=True),
    Paragraphs("SectionEnd", "Section End", 1, 0, 0),
)

CHARACTERS = (
    ("Interval", "Interval", 6.5, DIM, False),
    ("MovedUp", "Moved Up", 0, UP, True),
    ("MovedDown", "Moved Down", 0, DOWN, True),
    ("Label", "Label", 0, "", True),
    ("Hyperlink", "Hyperlink", 0, ACCENT, False),
)
"""Character styles: id, name, size (0 for that of the paragraph), colour, bold."""


def styles_markup(language_tag: str) -> str:
    """All styles of a document.

    Args:
        language_tag: language of all text, such as `kk-KZ`.
    """
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{''.join(_letters(size, colour, bold=bold))}</w:rPr></w:style>"
        for id_, name, size, colour, bold in CHARACTERS
    )
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts {fonts}/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        f'<w:lang w:val="{language_tag}" w:eastAsia="{language_tag}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(style.markup() for style in PARAGRAPHS)}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        f"{characters}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{INK}"/>'
        f'<w:insideH w:val="single" w:sz="2" w:space="0" w:color="{RULE}"/>'
        "</w:tblBorders></w:tblPr></w:style></w:styles>"
    )
