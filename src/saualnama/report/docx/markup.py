"""Pieces of WordprocessingML as text; every text that enters is escaped here."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from saualnama.report.sealing import storable

_OPEN = "http://schemas.openxmlformats.org"
NAMESPACES = " ".join(
    (
        f'xmlns:w="{_OPEN}/wordprocessingml/2006/main"',
        f'xmlns:r="{_OPEN}/officeDocument/2006/relationships"',
        f'xmlns:wp="{_OPEN}/drawingml/2006/wordprocessingDrawing"',
        f'xmlns:a="{_OPEN}/drawingml/2006/main"',
        f'xmlns:pic="{_OPEN}/drawingml/2006/picture"',
    )
)

_NOT_A_NAME = re.compile(r"\W")
_LONGEST_NAME = 40
"""Word cuts names of bookmarks after this many letters."""


def escape(text: str) -> str:
    """Text inside XML; what XML cannot hold becomes the replacement character."""
    return html.escape(storable(text))


def run(text: str, style: str = "") -> str:
    """A run of text; line ends become line breaks.

    Args:
        text: any text.
        style: id of a character style.
    """
    format_ = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r>{format_}{lines}</w:r>"


def paragraph(style: str, *runs: str, keep_next: bool = False, outline: int | None = None) -> str:
    """A paragraph.

    Args:
        style: id of its style.
        runs: what it holds.
        keep_next: stays on the page of the next one.
        outline: its level in the navigation pane, 0 for a chapter; None for plain text.
    """
    keep = "<w:keepNext/>" if keep_next else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{level}</w:pPr>{"".join(runs)}</w:p>'


def drawing(number: int, relation: str, size: tuple[int, int], alternative: str) -> str:
    """A run that holds a picture.

    Args:
        number: its own among the document's pictures, from 1.
        relation: under which the document's part knows the file.
        size: width and height in EMU (914 400 to the inch).
        alternative: what it shows, for those who cannot see it.
    """
    extent = f'cx="{size[0]}" cy="{size[1]}"'
    named = f'id="{number}" name="Picture {number}" descr="{escape(alternative)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {extent}/><wp:docPr {named}/><wp:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_OPEN}/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


@dataclass(slots=True)
class Bookmarks:
    """Names and numbers of the places to which links lead; Word wants both to be unique."""

    names: dict[str, str] = field(default_factory=dict)
    made: int = 0

    def name(self, target: str) -> str:
        """A valid name of a place, the same each time."""
        if target not in self.names:
            plain = ("at_" + _NOT_A_NAME.sub("_", target))[:_LONGEST_NAME]
            name, number, taken = plain, 1, set(self.names.values())
            while name in taken:
                number += 1
                ending = f"_{number}"
                name = plain[: _LONGEST_NAME - len(ending)] + ending
            self.names[target] = name
        return self.names[target]

    def around(self, target: str, *runs: str) -> str:
        """Runs as the place itself."""
        self.made += 1
        return (
            f'<w:bookmarkStart w:id="{self.made}" w:name="{self.name(target)}"/>'
            f'{"".join(runs)}<w:bookmarkEnd w:id="{self.made}"/>'
        )

    def link(self, target: str, *runs: str) -> str:
        """Runs that lead to a place."""
        name = self.name(target)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">{"".join(runs)}</w:hyperlink>'


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of A4, in twentieths of a point.

    Attributes:
        landscape: lying.
    """

    landscape: bool

    margin = 1134  # 2 cm
    short, long = 11906, 16838

    @property
    def text_width(self) -> int:
        """Between the margins."""
        return (self.long if self.landscape else self.short) - 2 * self.margin

    def properties(self, references: str) -> str:
        """The section's properties; `references` name its header and footer."""
        width, height = (self.long, self.short) if self.landscape else (self.short, self.long)
        lying = ' w:orient="landscape"' if self.landscape else ""
        edge = self.margin
        return (
            f'<w:sectPr>{references}<w:type w:val="nextPage"/>'
            f'<w:pgSz w:w="{width}" w:h="{height}"{lying}/>'
            f'<w:pgMar w:top="{edge + 450}" w:right="{edge}" w:bottom="{edge}" w:left="{edge}"'
            f' w:header="454" w:footer="510" w:gutter="0"/></w:sectPr>'
        )

    def ending(self, references: str) -> str:
        """An empty paragraph that ends the section."""
        return (
            f'<w:p><w:pPr><w:pStyle w:val="SectionEnd"/>{self.properties(references)}</w:pPr></w:p>'
        )
