"""The words by which a project can be picked from the list: the same in every language."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.site.library import Library
from pipeline.site.packages import Record
from pipeline.site.routes import slug

ROLES = ("lead", "partner", "recipient")
STEPS = (0, 100_000, 500_000, 1_000_000)
"""Where the ranges of amounts begin, in euros."""
UNKNOWN = "unknown"


def project_values(library: Library, project: Record) -> dict[str, list[str]]:
    """Words of a project by facet, the same in every language; no facet is left out."""
    ident = project["project_id"]
    people = library.people.get(ident, [])
    towns = [library.municipalities.get(row["organisation_id"]) for row in people]
    themes = [library.themes[tag["theme_id"]] for tag in library.tags.get(ident, [])]
    by_role = {
        role: _once(organisation_word(library, row) for row in people if row["role"] == role)
        for role in ROLES
    }
    return {
        "call": _call(library, project),
        "theme": _once(theme["slug"] for theme in themes),
        "municipality": _once(organisation_word(library, row) for row in people),
        **by_role,
        "region": _once(
            slug(library.regions[code]["name_fi"]) for code in library.region_codes(ident)
        ),
        "language": _once(town["language_status"] for town in towns if town),
        "kind": [project["amount_kind"] or UNKNOWN],
        "sum": [range_word(project["amount_eur"])],
        "output": _outputs(library.outputs.get(ident, [])),
        "status": [slug(project["status"])],
        "sources": ["disagree" if project["conflict_fields"] else "agree"],
    }


def organisation_word(library: Library, row: Record) -> str:
    """Word of an organisation in addresses: its Finnish name, in every language."""
    return slug(library.organisations[row["organisation_id"]]["name_fi"])


def _call(library: Library, project: Record) -> list[str]:
    """The call and its year; the year alone where the sources leave open which call of it."""
    if project["call_id"]:
        return [project["call_id"], str(library.calls[project["call_id"]]["year"])]
    possible = (project["call_candidates"] or "").split(";")
    years = {str(library.calls[ident]["year"]) for ident in possible if ident in library.calls}
    return [f"{year}-{UNKNOWN}" for year in years] + list(years) if len(years) == 1 else [UNKNOWN]


def range_word(euros: int | None) -> str:
    """Word of the range that a sum falls into; UNKNOWN for no sum."""
    if euros is None:
        return UNKNOWN
    low = max(step for step in STEPS if step <= euros)
    high = next((step for step in STEPS if step > euros), "")
    return f"{low}-{high}"


def _outputs(rows: Iterable[Record]) -> list[str]:
    kinds = _once(slug(row["output_kind"]) for row in rows)
    return ["any", *kinds] if kinds else ["none"]


def _once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
