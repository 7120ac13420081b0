"""Themes that meet in the same projects."""

from __future__ import annotations

from collections import Counter

from pipeline.site.library import Library
from pipeline.site.packages import Record


def related_themes(library: Library, theme_id: str) -> list[tuple[Record, int]]:
    """(theme, number of projects that have both) of the themes that go with one, most first."""
    counts = Counter(
        tag["theme_id"]
        for own in library.tagged.get(theme_id, [])
        for tag in library.tags[own["project_id"]]
        if tag["theme_id"] != theme_id
    )
    idents = sorted(counts, key=lambda ident: (-counts[ident], ident))
    return [
        (library.themes[ident], counts[ident])
        for ident in idents
        if library.themes[ident]["theme_kind"] != "check flag"
    ]
