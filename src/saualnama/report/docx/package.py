"""The parts of a Word file around its text: styles, settings, header and footer, properties."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml

from saualnama.report.docx.markup import NAMESPACES, paragraph, run
from saualnama.report.docx.styles import styles_markup
from saualnama.report.sealing import AUTHOR, FIXED_DATE, LANGUAGE_TAGS, LONGEST_PROPERTY, storable

_UNUSED = ("/thumbnail", "/customXml", "/stylesWithEffects", "/numbering")
"""Parts of python-docx's template that a report does not need."""


class Package:
    """A Word file that waits for its text.

    Args:
        title: of the document.
        language: `kk`, `ru` or `en`.
        notice: repeated at the head of every page; may be empty.
    """

    def __init__(self, title: str, language: str, notice: str) -> None:
        self._document: WordDocument = Document()
        self._drop_unused()
        tag = LANGUAGE_TAGS[language]
        _refill(self._document.styles.element, styles_markup(tag))
        _refill(self._document.settings.element, _settings_markup(tag))
        self._add_properties(title, tag)
        section = self._document.sections[0]
        _refill(section.header._element, _framed(paragraph("Header", run(notice))))
        number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        footer = paragraph("Footer", run(f"{title}  ·  "), number)
        _refill(section.footer._element, _framed(footer))

    @property
    def references(self) -> str:
        """What each section of the text names, to have the header and the footer."""
        section = self._document.sections[0]
        return "".join(
            f'<w:{reference.tag.rpartition("}")[2]} w:type="default" r:id="{reference.rId}"/>'
            for reference in section._sectPr.iterchildren()
            if reference.tag.endswith("Reference")
        )

    def picture(self, png: bytes) -> tuple[str, tuple[int, int]]:
        """Take a picture in; its relation, and its natural size in EMU."""
        relation, image = self._document.part.get_or_add_image(io.BytesIO(png))
        return relation, (int(image.width), int(image.height))

    def filled(self, body: str) -> bytes:
        """The file with its text."""
        _refill(self._document.element.body, f"<w:body {NAMESPACES}>{body}</w:body>")
        file = io.BytesIO()
        self._document.save(file)
        return file.getvalue()

    def _drop_unused(self) -> None:
        for relations in (self._document.part.rels, self._document.part.package.rels):
            unused = [key for key, r in relations.items() if r.reltype.endswith(_UNUSED)]
            for key in unused:
                del relations[key]

    def _add_properties(self, title: str, tag: str) -> None:
        properties = self._document.core_properties
        properties.title, properties.language = storable(title)[:LONGEST_PROPERTY], tag
        properties.author = properties.last_modified_by = AUTHOR
        properties.comments = ""
        properties.created = properties.modified = FIXED_DATE


def _refill(element: object, markup: str) -> None:
    """Put the children of `markup` in the place of an element's own."""
    element[:] = list(parse_xml(markup))  # type: ignore[index]


def _framed(content: str) -> str:
    return f"<w:hdr {NAMESPACES}>{content}</w:hdr>"


def _settings_markup(tag: str) -> str:
    """Without a request to update fields: Word would ask the reader for leave."""
    office = 'w:uri="http://schemas.microsoft.com/office/word"'
    modern = "".join(
        f'<w:compatSetting w:name="{name}" {office} w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    colours = " ".join(
        f'w:{name}="{value}"'
        for name, value in (
            *(("bg1", "light1"), ("t1", "dark1"), ("bg2", "light2"), ("t2", "dark2")),
            *((f"accent{n}", f"accent{n}") for n in range(1, 7)),
            *(("hyperlink", "hyperlink"), ("followedHyperlink", "followedHyperlink")),
        )
    )
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{modern}</w:compat>'
        f'<w:themeFontLang w:val="{tag}"/><w:clrSchemeMapping {colours}/></w:settings>'
    )
