"""What became of a project from edition to edition, as the releases kept tell it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.archive import unzip
from pipeline.site.packages import Published, Record
from pipeline.site.words import LANGUAGES

PROJECTS = "grants/projects.csv"
ZIP = "digiavustukset-grants.zip"


@dataclass(frozen=True)
class Event:
    """A project appeared in an edition, or a cell of its row changed in it."""

    version: str
    column: str = ""
    """Column that changed; "" for the appearance."""
    old: str = ""
    new: str = ""

    def is_in(self, language: str) -> bool:
        """Whether it is of use to readers of that language: what it changed may be in another."""
        ending = self.column.rpartition("_")[2]
        return ending == language or ending not in LANGUAGES


class History:
    """Events of projects by id, the oldest first."""

    def __init__(self, events: Mapping[str, list[Event]]) -> None:
        self._events = events

    def of(self, project_id: str) -> list[Event]:
        """Events of the project; [] if no edition but the present one knows it."""
        return self._events.get(project_id, [])


def read_history(releases: Path, published: Published) -> History:
    """The history of every project from the folder of releases, then the present edition."""
    events: dict[str, list[Event]] = {}
    folders = sorted((path for path in releases.glob("*") if path.is_dir()), key=_numbers)
    for folder in folders:
        for project_id, event in _events(folder, set(events)):
            events.setdefault(project_id, []).append(event)
    for row in published.tables["projects"]:
        events.setdefault(row["project_id"], [Event(published.version)])
    return History(events)


def _events(folder: Path, known: set[str]) -> Iterator[tuple[str, Event]]:
    """(project_id, event) of one release; `known` are the projects of those before it."""
    rows = unzip((folder / ZIP).read_bytes())[PROJECTS].decode()
    for row in csv.DictReader(io.StringIO(rows, newline="")):
        if row["project_id"] not in known:
            yield row["project_id"], Event(folder.name)
    changes: list[Record] = json.loads((folder / "changes.json").read_text(encoding="utf-8"))[
        "changes"
    ]
    for change in changes:
        if change["table"] == "projects" and change["change"] == "changed":
            column, old, new = change["column"], change["old"], change["new"]
            yield change["key"], Event(folder.name, column, old, new)


def _numbers(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.name.split(".") if part.isdigit())
