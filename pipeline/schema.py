"""Floor 1: what every table, column, field and category is, read once from schema.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = ("fi", "sv", "en")
Words = Mapping[str, str]
"""The same text in each of LANGUAGES."""


@dataclass(frozen=True)
class Column:
    """One column of a published table."""

    name: str
    type: str
    title: Words
    description: Words
    required: bool = False
    category: str = ""
    fields: tuple[str, ...] = ()
    """Statement fields that back the cells; empty for keys, registers and computed columns."""
    refers: tuple[str, str, str] | None = None
    """(package or "", table, column) that the values are found in."""
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One published table."""

    name: str
    title: Words
    description: Words
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> list[str]:
        """Names of the columns in order."""
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        """The column of that name; KeyError if there is none."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True)
class Field:
    """One thing that a statement may say of a subject."""

    name: str
    type: str
    label: Words
    many: bool = False
    item: str = ""
    """Whether it tells of one item of several: `must`, `may`, or "" for never."""
    of: tuple[str, ...] = ()
    """The kinds of subjects that it is said of; () for any."""


@dataclass(frozen=True)
class Cell:
    """What a cell of a raw file may hold."""

    type: str = "string"
    required: bool = False
    category: str = ""
    refers: tuple[str, str] | None = None
    """(raw file, column) that the values are found in."""


@dataclass(frozen=True)
class RawFile:
    """One file of data/raw: its columns in order and the columns that tell its rows apart."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    cells: Mapping[str, Cell]
    """By column; those of the published table that the file mirrors, and the file's own."""
    forms: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    """Column → the column whose word tells the form of its text, and the pattern of each word."""


@dataclass(frozen=True)
class Licence:
    """The terms of a package: id of the SPDX list, short name, whole name, address."""

    id: str
    name: str
    title: str
    path: str


@dataclass(frozen=True)
class Package:
    """One published data package."""

    name: str
    licence: Licence
    title: Words
    description: Words
    keywords: Mapping[str, list[str]]
    tables: tuple[Table, ...]


@dataclass(frozen=True)
class Credit:
    """Whose data the packages build on, as their licences ask it to be said."""

    title: str
    path: str
    packages: tuple[str, ...]
    text: Words


@dataclass(frozen=True)
class Precedence:
    """Which of several statements on one thing is shown: criteria in order, best words first."""

    order: tuple[str, ...]
    certainty: tuple[str, ...]
    authority: tuple[str, ...]
    exactness: tuple[str, ...]
    amount_kinds: Mapping[str, str]
    """Field of an amount → the kind of amount that it tells."""


@dataclass(frozen=True)
class Schema:
    """Everything in schema.yml."""

    about: Mapping[str, Any]
    """What is the same for every package: place, time, EU theme, access right."""
    precedence: Precedence
    packages: Mapping[str, Package]
    tables: Mapping[str, Table]
    fields: Mapping[str, Field]
    categories: Mapping[str, Mapping[str, Words]]
    raw: Mapping[str, RawFile]
    credits: tuple[Credit, ...]


@cache
def schema() -> Schema:
    """The schema of the project (read from schema.yml beside this file, once)."""
    path = Path(__file__).with_name("schema.yml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (safe)
    tables = {name: _table(name, spec) for name, spec in document["tables"].items()}
    licences = {name: Licence(name, **spec) for name, spec in document["licences"].items()}
    packages = {
        name: Package(
            name,
            licences[spec["licence"]],
            spec["title"],
            spec["description"],
            spec["keywords"],
            tuple(tables[table] for table in spec["tables"]),
        )
        for name, spec in document["packages"].items()
    }
    fields = {
        name: Field(name, **{**spec, "of": tuple(spec.get("of", ()))})
        for name, spec in document["fields"].items()
    }
    homes = {Path(name).stem: name for name in document["raw"]}
    raw = {name: _raw_file(name, spec, tables, homes) for name, spec in document["raw"].items()}
    categories = {
        **document["categories"],
        "field": {name: field.label for name, field in fields.items()},
    }
    credits_ = tuple(Credit(**spec) for spec in document["credits"])
    precedence = Precedence(
        **{name: _frozen(words) for name, words in document["precedence"].items()}
    )
    return Schema(
        document["about"], precedence, packages, tables, fields, categories, raw, credits_
    )


def _frozen(words: list[str] | dict[str, str]) -> Any:
    return tuple(words) if isinstance(words, list) else words


def _table(name: str, spec: dict[str, Any]) -> Table:
    columns = tuple(_column(column, more) for column, more in spec["columns"].items())
    return Table(name, spec["title"], spec["description"], tuple(spec["key"]), columns)


def _column(name: str, spec: dict[str, Any]) -> Column:
    return Column(
        name=name,
        type=spec["type"],
        title=spec["title"],
        description=spec["description"],
        required=spec.get("required", False),
        category=spec.get("category", ""),
        fields=tuple(spec.get("from", ())),
        refers=_refers(spec["refers"]) if "refers" in spec else None,
        unit=spec.get("unit", ""),
    )


def _refers(target: str) -> tuple[str, str, str]:
    package, _, place = target.rpartition(":")
    table, _, column = place.partition(".")
    return package, table, column


def _raw_file(
    name: str, spec: dict[str, Any], tables: Mapping[str, Table], homes: Mapping[str, str]
) -> RawFile:
    """`homes` tells the raw file by its name without folder and ending, that of its table."""
    table = tables[spec["table"]] if "table" in spec else None
    mirrored = table.columns if table else ()
    columns = tuple(spec.get("columns", (column.name for column in mirrored)))
    cells = {
        column.name: Cell(
            column.type, column.required, column.category, _raw_refers(column.refers, homes)
        )
        for column in mirrored
        if column.name in columns
    }
    cells |= {column: _cell(more, homes) for column, more in spec.get("cells", {}).items()}
    forms = {
        column: (told["by"], told["patterns"]) for column, told in spec.get("forms", {}).items()
    }
    return RawFile(name, columns, tuple(spec.get("key", table.key if table else ())), cells, forms)


def _cell(spec: dict[str, Any], homes: Mapping[str, str]) -> Cell:
    refers = _raw_refers(_refers(spec["refers"]), homes) if "refers" in spec else None
    return Cell(**{**spec, "refers": refers})


def _raw_refers(
    refers: tuple[str, str, str] | None, homes: Mapping[str, str]
) -> tuple[str, str] | None:
    """The raw file and column that a reference to a table leads to, if the table has a file."""
    if refers is None or refers[1] not in homes:
        return None
    return homes[refers[1]], refers[2]
