"""The published packages as the site reads them: records, labels, files, nothing else of ours."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.model import BadInputError, Problem

Record = dict[str, Any]
_CASTS: Mapping[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": lambda text: text == "true",
}
_SCRIPT = re.compile(r"(?:^|[,\"\n])[\s\x00-\x1f]*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
"""A cell that a link must never lead to; the build refuses it too."""
PACKAGES = ("grants", "municipalities", "themes", "language")
LATE = ("language",)
"""Packages whose tables are long and seldom needed: each is read when first asked for."""


class Tables(dict[str, list[Record]]):
    """Tables by name; those of late packages are read when first asked for."""

    def __init__(self) -> None:
        self.late: dict[str, Callable[[], list[Record]]] = {}

    def __missing__(self, name: str) -> list[Record]:
        self[name] = self.late[name]()
        return self[name]


@dataclass(frozen=True)
class Published:
    """Every table as a list of records (None for an empty cell) and every descriptor."""

    folder: Path
    tables: Mapping[str, list[Record]]
    descriptors: Mapping[str, Record]

    @property
    def version(self) -> str:
        """Version of the data, the same in every package."""
        return str(self.descriptors["grants"]["version"])

    @property
    def issued_on(self) -> str:
        """Day on which the edition was issued, as 2026-11-21."""
        return str(self.descriptors["grants"]["created"])[:10]

    def label(self, table: str, column: str, word: str | None, language: str) -> str:
        """What a reader sees for a word of a category; "" for no word."""
        if word is None:
            return ""
        return str(self.words(table, column)[word][language])

    def words(self, table: str, column: str) -> Record:
        """Every word of a category with its labels by language."""
        words: Record = self._column(table, column)["categoryTitles"]
        return words

    def resource(self, table: str) -> Record:
        """What the descriptor says of a table: titles and descriptions by language, its schema."""
        for descriptor in self.descriptors.values():
            for resource in descriptor["resources"]:
                if resource["name"] == table:
                    found: Record = resource
                    return found
        raise KeyError(table)

    def column_title(self, table: str, column: str, language: str) -> str:
        """What a column is called in a language."""
        return str(self._column(table, column)["titles"][language])

    def _column(self, table: str, column: str) -> Record:
        fields: list[Record] = self.resource(table)["schema"]["fields"]
        return next(field for field in fields if field["name"] == column)


def read_packages(folder: Path) -> Published:
    """Read data/published; BadInputError if a package is missing or not as its descriptor says."""
    tables = Tables()
    descriptors: dict[str, Record] = {}
    for name in PACKAGES:
        path = folder / name / "datapackage.json"
        try:
            descriptors[name] = json.loads(path.read_text(encoding="utf-8"))
            for resource in descriptors[name]["resources"]:
                read = partial(_records, path.parent / resource["path"], resource)
                if name in LATE:
                    tables.late[resource["name"]] = read
                else:
                    tables[resource["name"]] = read()
        except (OSError, ValueError, KeyError) as error:
            what = f"is missing or broken ({type(error).__name__})"
            move = "run digiavustukset build first"
            raise BadInputError([Problem(str(path), 0, "", what, move)]) from None
    return Published(folder, tables, descriptors)


def _records(path: Path, resource: Record) -> list[Record]:
    text = path.read_bytes().decode()
    if found := _SCRIPT.search(text):
        line = text.count("\n", 0, found.start()) + 1
        what, move = "holds the address of a script", "mend data/raw and build anew"
        raise BadInputError([Problem(str(path), line, "", what, move)])
    fields = resource["schema"]["fields"]
    casts = {field["name"]: _CASTS.get(field["type"], str) for field in fields}
    return [
        {name: casts[name](cell) if cell else None for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
