"""How to cite a project: the document that decided or announced it first, then this data."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.site.library import Library
from pipeline.site.packages import Record

LICENCE = "CC BY 4.0"
MINISTRY = "ministry"
RESULT = ("grants_awarded", "announced_on", "decided_on", "total_awarded_eur")
"""Fields of a call that the document on its result tells."""
_BIBTEX = str.maketrans({char: f"\\{char}" for char in "&%$#_"} | {"{": "", "}": "", "\\": ""})


class Citations:
    """Citations of projects; they name documents as those name themselves."""

    def __init__(self, library: Library, base_url: str) -> None:
        self.library = library
        self.base_url = base_url

    def documents(self, project_id: str) -> list[Record]:
        """The documents to cite, in their order; at least one.

        First the ministry's: on the project, or on the result of its call. Then the weightiest
        that tells of the project itself, if that is another.
        """
        own = self._weightiest(self.library.said[project_id])
        call_id = self.library.projects[project_id]["call_id"]
        if own["authority"] == MINISTRY or call_id is None:
            return [own]
        said = self.library.said[call_id]
        result = [row for row in said if row["field"] in RESULT] or said
        return [self._weightiest(result), own]

    def starts_with_ministry(self, project_id: str) -> bool:
        """Whether the first document to cite is the ministry's."""
        return bool(self.documents(project_id)[0]["authority"] == MINISTRY)

    def _weightiest(self, said: list[Record]) -> Record:
        """Of the documents behind the statements, that of most authority; then the fullest."""
        weight = list(self.library.published.words("sources", "authority"))
        counts: dict[str, int] = {}
        for row in said:
            counts[row["source_id"]] = counts.get(row["source_id"], 0) + 1

        def standing(ident: str) -> tuple[int, int, str]:
            return weight.index(self.library.sources[ident]["authority"]), -counts[ident], ident

        return self.library.sources[min(counts, key=standing)]

    def bibtex(self, project_id: str) -> bytes:
        """The documents and this data as BibTeX entries."""
        entries = [
            _bibtex(source["source_id"], _of_document(source))
            for source in self.documents(project_id)
        ]
        entries.append(_bibtex(f"digiavustukset-{project_id}", self._of_data(project_id)))
        return "\n".join(entries).encode()

    def ris(self, project_id: str) -> bytes:
        """The documents and this data as RIS records."""
        records = [
            _ris("GOVDOC" if source["authority"] == MINISTRY else "GEN", _of_document(source))
            for source in self.documents(project_id)
        ]
        return "".join([*records, _ris("DATA", self._of_data(project_id))]).encode()

    def _of_data(self, project_id: str) -> dict[str, str]:
        published = self.library.published
        title = self.library.projects[project_id]["title_fi"] or project_id
        path = self.library.place("projects", project_id).path("fi")
        return {
            "author": "Digiavustukset",
            "title": f"{title} ({project_id}), version {published.version}",
            "date": published.issued_on,
            "url": self.base_url + path if self.base_url else "",
            "note": LICENCE,
        }


def _of_document(source: Record) -> dict[str, str]:
    return {
        "author": source["publisher"],
        "title": source["title"] or source["source_id"],
        "date": source["published_on"] or "",
        "url": source["url"] or "",
        "note": "",
    }


def _bibtex(key: str, said: dict[str, str]) -> str:
    return "\n".join([f"@misc{{{key},", *_bibtex_fields(said), "}", ""])


def _bibtex_fields(said: dict[str, str]) -> Iterator[str]:
    fields = {
        "author": f"{{{said['author'].translate(_BIBTEX)}}}",
        "title": said["title"].translate(_BIBTEX),
        "year": said["date"][:4],
        "date": said["date"],
        "url": said["url"],
        "note": said["note"],
    }
    for name, value in fields.items():
        if value:
            yield f"  {name} = {{{value}}},"


def _ris(kind: str, said: dict[str, str]) -> str:
    fields = {
        "TY": kind,
        "AU": said["author"],
        "TI": said["title"],
        "PY": said["date"][:4],
        "DA": said["date"].replace("-", "/"),
        "UR": said["url"],
        "N1": said["note"],
    }
    lines = [f"{name}  - {value}" for name, value in fields.items() if value]
    return "\r\n".join([*lines, "ER  - ", "", ""])
