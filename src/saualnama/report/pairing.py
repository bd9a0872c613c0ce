"""What belongs together on paper: the two views of a table, a report and its pictures."""

from __future__ import annotations

from collections.abc import Mapping

from saualnama.errors import Fault, raise_if_any
from saualnama.report.model import Exhibit, Report, Table


def paired(exhibit: Exhibit) -> tuple[tuple[Table, ...], ...]:
    """Tables of an exhibit by id: as published and weighted, or the one view that there is."""
    weighted = {table.id: table for table in exhibit.weighted}
    published = {table.id for table in exhibit.published}
    return (
        *(
            (table, weighted[table.id]) if table.id in weighted else (table,)
            for table in exhibit.published
        ),
        *((table,) for table in exhibit.weighted if table.id not in published),
        *((table,) for table in exhibit.official),
    )


def missing_pictures(report: Report, pictures: Mapping[str, object]) -> None:
    """Refuse a report whose pictures were not all drawn.

    Raises:
        InputError: a picture is missing; all of them are named.
    """
    raise_if_any(
        "pictures of the report are missing",
        (
            Fault("missing-picture", picture.file, "was not drawn")
            for exhibit in report.exhibits
            for picture in exhibit.pictures
            if picture.file not in pictures
        ),
    )
