"""Files beside each project page: its rows of the published tables, and its citation."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.site.cite import Citations
from pipeline.site.library import Library
from pipeline.site.packages import Record

FOLDER = "data/projects"


def project_files(library: Library, citations: Citations) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the JSON, BibTeX and RIS file of every project."""
    for ident in library.projects:
        record = json.dumps(project_record(library, ident), ensure_ascii=False, indent=1)
        yield f"{FOLDER}/{ident}.json", (record + "\n").encode()
        yield f"{FOLDER}/{ident}.bib", citations.bibtex(ident)
        yield f"{FOLDER}/{ident}.ris", citations.ris(ident)


def project_record(library: Library, project_id: str) -> dict[str, Any]:
    """The rows of a project in each table that speaks of it, as published; null = not stated."""
    published = library.published
    said = library.said.get(project_id, [])
    return {
        "version": published.version,
        "issued_on": published.issued_on,
        "licence": published.descriptors["grants"]["licenses"][0]["path"],
        "projects": [library.projects[project_id]],
        "participations": library.people.get(project_id, []),
        "project_themes": library.tags.get(project_id, []),
        "outputs": library.outputs.get(project_id, []),
        "statements": said,
        "conflicts": library.conflicts.get(project_id, []),
        "sources": _sources(library, said),
    }


def _sources(library: Library, said: list[Record]) -> list[Record]:
    return [library.sources[ident] for ident in sorted({row["source_id"] for row in said})]
