"""A report of three exhibits with every kind of cell, and words that are meant to break things."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from saualnama.report.model import (
    Cell,
    Chapter,
    Column,
    Exhibit,
    Item,
    Picture,
    Report,
    Row,
    Section,
    Spanner,
    Table,
)

HEADINGS = {
    **{"contents": "Contents", "methods": "Methods", "reading": "Reading", "notice": "Notice"},
    **{"as_published": "As published", "as_published_long": "As published: unweighted"},
    **{"weighted": "Weighted", "weighted_long": "Weighted: with intervals"},
    **{"official": "Official", "tests": "Tests", "interval_low": "Low", "interval_high": "High"},
    **{"design_effect": "Design effect", "base": "Base", "finding": "Finding", "deff": "deff"},
    **{"figure": "Figure", "chapter": "Chapter {number}", "back": "Back", "exhibit": "Exhibit"},
    **{"title": "Title", "view": "View", "test": "Test"},
}
PICTURE = Picture("figure_1.1.1.en", "A <picture>", 'Bars & "whiskers"')
SMALL = Cell("(0.1)", 0.0625, 1, base=30, mark="small")
STARRED = Cell("(25.0)*", 25.0, 1, base=4, mark="suppressed")
WITHHELD = Cell("*", None, 1, base=4, mark="suppressed")
UP = Cell("31.3", 31.25, 1, "percent", "30.0–32.5", 30.0, 32.5, 1.25, 100, "", 1)
DOWN = Cell("(7.0)", 7.0, 1, "percent", "1.0–9.0", 1.0, 9.0, None, 30, "small", -1)
NOTHING = Cell("–", None, 1, base=0)
COUNT = Cell("1,234", 1234.0, 0, "count")
RANGE = Cell("36–42", unit="text")


def png(width: int = 8, height: int = 4) -> bytes:
    """A white picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content)
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\xff" * width) * height)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def table(id_: str, view: str = "published", title: str = "Title") -> Table:
    """Two rows and a total by a base and two answers."""
    columns = (Column("n", "n", "count"), Column("yes", "Yes"), Column("no", "No"))
    first, second = (UP, DOWN) if view == "weighted" else (SMALL, STARRED)
    rows = (
        Row("a", "Region A", (COUNT, first, second)),
        Row("b", "Region B", (RANGE, WITHHELD, NOTHING), "subtotal"),
        Row("all", "Everybody", (COUNT, first, second), "total"),
    )
    spanners = (Spanner("", 1), Spanner("% of respondents", 2))
    lines = ("Base: all.", f"Test of {view}.", (f"Note on {view}.", "* – withheld."))
    return Table(id_, view, title, "Region", columns, rows, spanners, *lines)  # type: ignore[arg-type]


def report() -> Report:
    """A figure in both views, two tables of a text, an administrative table."""
    figure = Exhibit(
        "figure_1.1.1",
        "Figure 1.1.1",
        "Title",
        (table("figure_1.1.1"),),
        (table("figure_1.1.1", "weighted"),),
        pictures=(PICTURE,),
        sentences=("Answers differ.",),
    )
    apart = replace(table("text_1.1-2"), rows=table("text_1.1-2").rows[:1], spanners=())
    text = Exhibit(
        "text_1.1",
        "From the text of section 1.1",
        "Figures in the text",
        (table("text_1.1-1", title="One"), replace(apart, title="Two")),
        (table("text_1.1-1", "weighted", "One"),),
    )
    official = Exhibit(
        "official_text_1.1",
        "From the text of section 1.1",
        "Administrative",
        official=(table("official_text_1.1", "official"),),
    )
    section = Section("1.1", "Section", (figure, text, official))
    return Report(
        language="en",
        wave="2030",
        title="Survey",
        subtitle="Subtitle",
        notice="The data are a reconstruction.",
        reading=("( ) is small.", "* is withheld."),
        chapters=(Chapter("1", "Chapter title", (section,)),),
        methods=(Item("Sample", "A quota sample."), Item("Limits", "Many.")),
        headings=HEADINGS,
    )


def relabelled(label: str) -> Report:
    """The same report with one label wherever a wave may bring its own words."""
    plain = report()

    def table_(old: Table) -> Table:
        return replace(
            old,
            title=label,
            stub=label,
            columns=tuple(replace(column, label=label) for column in old.columns),
            rows=tuple(replace(row, label=label) for row in old.rows),
            spanners=tuple(Spanner(label, spanner.columns) for spanner in old.spanners),
            base_line=label,
            test_line=label,
            notes=(label,),
        )

    def exhibit(old: Exhibit) -> Exhibit:
        return replace(
            old,
            caption=label,
            title=label,
            published=tuple(table_(t) for t in old.published),
            weighted=tuple(table_(t) for t in old.weighted),
            official=tuple(table_(t) for t in old.official),
            pictures=tuple(replace(p, title=label, alternative=label) for p in old.pictures),
            sentences=(label,),
        )

    section = plain.chapters[0].sections[0]
    renamed = Section("1.1", label, tuple(exhibit(e) for e in section.exhibits))
    return replace(
        plain,
        title=label,
        subtitle=label,
        notice=label,
        reading=(label,),
        chapters=(Chapter("1", label, (renamed,)),),
        methods=(Item(label, label),),
    )
