"""What the page of one project shows beyond its rows: what is told of it, and its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from pipeline.site.library import Library
from pipeline.site.packages import Record


def project_functions(library: Library) -> Mapping[str, Callable[..., Any]]:
    """Name in templates → function."""
    beside = partial(neighbours_in_call, library)
    return {
        "told": told,
        "by_source": by_source,
        "neighbours_in_call": beside,
        "report_address": report_address,
    }


def told(receipts: Mapping[str, list[Record]], *fields: str) -> list[tuple[str, list[Record]]]:
    """(field, statements) of those of the fields that are told of the project as a whole."""
    found = [
        (field, [row for row in receipts.get(field, []) if row["item"] is None]) for field in fields
    ]
    return [(field, rows) for field, rows in found if rows]


def by_source(rows: Iterable[Record]) -> list[tuple[str, list[Record]]]:
    """(source_id, its rows) in the order in which the sources are met."""
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row["source_id"], []).append(row)
    return list(found.items())


def neighbours_in_call(library: Library, project_id: str) -> tuple[Record | None, Record | None]:
    """The projects before and after this one in the list of its call; None at its ends."""
    call_id = library.projects[project_id]["call_id"]
    rows = library.newest_first(library.in_call[call_id])
    place = [row["project_id"] for row in rows].index(project_id)
    before = rows[place - 1] if place else None
    after = rows[place + 1] if place + 1 < len(rows) else None
    return before, after


def report_address(report_url: str, page: str) -> str:
    """Where to report an error of a page: the address from site.yml with the page filled in."""
    return report_url.replace("{subject}", quote(page, safe=""))
