"""What the search box of the front page suggests, beside what the search finds."""

from __future__ import annotations

import json

from pipeline.site.library import Library
from pipeline.site.packages import Record
from pipeline.site.speech import Speech

MUNICIPALITY, THEME = "municipality", "theme"
"""Kinds of suggestions that are no projects."""


def suggestions(library: Library, speech: Speech) -> bytes:
    """JSON for one language: projects by id and a list of municipalities and themes.

    A project is [title, call and lead, address]; another is [name, kind, address, other names].
    Addresses begin at the root of the site.
    """
    language = speech.language
    projects = {
        ident: [
            speech.project_title(row),
            f"{speech.call_title(row['call_id'])} · {_first(library, speech, ident)}",
            library.place("projects", ident).path(language),
        ]
        for ident, row in library.projects.items()
    }
    towns = [
        _other(library, language, "municipalities", ident, row, "name", MUNICIPALITY)
        for ident, row in library.organisations.items()
        if ident in library.municipalities
    ]
    themes = [
        _other(library, language, "themes", ident, row, "label", THEME)
        for ident, row in library.themes.items()
        if row["theme_kind"] != "check flag"
    ]
    body = {"projects": projects, "others": [*towns, *themes]}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def _first(library: Library, speech: Speech, ident: str) -> str:
    """The lead of a project, else the first that takes part."""
    return ", ".join(map(speech.org_name, library.organisations_of(ident)[:1]))


def _other(
    library: Library, language: str, section: str, ident: str, row: Record, column: str, kind: str
) -> list[str]:
    name = row[f"{column}_{language}"] or row[f"{column}_fi"]
    names = dict.fromkeys(row[f"{column}_{code}"] for code in ("fi", "sv", "en"))
    others = ";".join(one for one in names if one and one != name)
    return [name, kind, library.place(section, ident).path(language), others]
