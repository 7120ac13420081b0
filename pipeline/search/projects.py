"""The projects as documents to search: titles, names, summaries, outputs, themes, their calls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pipeline.search.documents import CALL, LANGUAGES, NAMES, TEXT, THEME, TITLE, Document, Field

Row = Mapping[str, str | None]
Tables = Mapping[str, Iterable[Row]]
"""Published tables by name."""


def project_documents(tables: Tables) -> list[Document]:
    """One document a project in the order of the table projects, from the published tables."""
    organisations = _by(tables["organisations"], "organisation_id")
    themes = _by(tables["themes"], "theme_id")
    calls = _by(tables["calls"], "call_id")
    programmes = _by(tables["programmes"], "programme_id")
    people, tags = (
        _ids(tables["participations"], "organisation_id"),
        _ids(tables["project_themes"], "theme_id"),
    )
    outputs = defaultdict(list)
    for row in tables["outputs"]:
        outputs[row["subject_id"]].append(row)
    return [
        _document(
            row,
            [organisations[one] for one in people.get(_key(row), ()) if one in organisations],
            [themes[one] for one in tags.get(_key(row), ()) if one in themes],
            _awarded_in(calls.get(row["call_id"]), programmes),
            outputs.get(_key(row), []),
        )
        for row in tables["projects"]
    ]


def _document(
    row: Row, people: list[Row], themes: list[Row], calls: list[Row], outputs: list[Row]
) -> Document:
    names = dict.fromkeys(
        (code, one[f"name_{code}"])
        for one in people
        for code in ("fi", "sv")
        if one[f"name_{code}"]
    )
    fields = [  # what many share stands first: at the same places in each, which packs well
        *(field for one in calls for field in _told(CALL, one, "title")),
        *(field for one in themes for field in _told(THEME, one, "label")),
        *_told(TITLE, row, "title"),
        *(Field(TITLE, "fi", text) for text in [row["short_name"]] if text),
        *(Field(NAMES, code, text) for code, text in names if text),
        *_told(TEXT, row, "summary"),
        *(field for one in outputs for field in _told(TEXT, one, "title")),
    ]
    return Document(_key(row), tuple(fields))


def _awarded_in(call: Row | None, programmes: Mapping[str | None, Row]) -> list[Row]:
    """The call, its programme and that of the programme."""
    found = [call] if call else []
    programme = programmes.get(call["programme_id"]) if call else None
    while programme and programme not in found:
        found.append(programme)
        programme = programmes.get(programme["parent_id"])
    return found


def _told(kind: str, row: Row, column: str) -> Iterator[Field]:
    for code in LANGUAGES:
        if text := row.get(f"{column}_{code}"):
            yield Field(kind, code, text)


def _key(row: Row) -> str:
    return row["project_id"] or ""


def _by(rows: Iterable[Row], key: str) -> dict[str | None, Row]:
    return {row[key]: row for row in rows}


def _ids(rows: Iterable[Row], column: str) -> dict[str, list[str | None]]:
    found: dict[str, list[str | None]] = defaultdict(list)
    for row in rows:
        found[_key(row)].append(row[column])
    return found
