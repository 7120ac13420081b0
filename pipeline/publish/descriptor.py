"""datapackage.json: what a package holds, in three languages, from the schema alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pipeline.schema import Column, Package, Table, schema

_TYPES = {
    "eur": "integer",
    "count": "integer",
    "year": "integer",
    "percent": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}
"""Type of a column → Table Schema type; all other types are text."""
PATTERNS = {
    "code": r"^\d{3}$",
    "bytes": r"^([a-p]{2})+$",
    "partial_date": r"^\d{4}(-\d{2}(-\d{2})?)?$",
    "moment": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$",
}
"""Type of a column of text → what all its cells match."""
_UNITS = {"eur": "EUR", "percent": "percent"}


def descriptor(
    package: Package,
    tables: Mapping[str, pd.DataFrame],
    files: Mapping[str, bytes],
    edition: Mapping[str, str],
) -> bytes:
    """The bytes of datapackage.json (Data Package, version 2).

    `tables` are all published tables, `files` the bytes of this package's files by name,
    `edition` has version and issued_on.
    """
    document = _document(package, tables, files, edition)
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def descriptors(
    tables: Mapping[str, pd.DataFrame], edition: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """What each package will say of itself, before its files are made: sizes are not real."""
    files = {f"{name}.{kind}": b"?" for name in schema().tables for kind in ("csv", "parquet")}
    return {
        name: _document(package, tables, files, edition)
        for name, package in schema().packages.items()
    }


def _document(
    package: Package,
    tables: Mapping[str, pd.DataFrame],
    files: Mapping[str, bytes],
    edition: Mapping[str, str],
) -> dict[str, Any]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"digiavustukset-{package.name}",
        "title": package.title["en"],
        "titles": dict(package.title),
        "description": package.description["en"],
        "descriptions": dict(package.description),
        "version": edition["version"],
        "created": f"{edition['issued_on']}T00:00:00Z",
        "modified": f"{edition['issued_on']}T00:00:00Z",
        **schema().about,
        "keywords": list(package.keywords["en"]),
        "keywordsByLanguage": {lang: list(words) for lang, words in package.keywords.items()},
        "licenses": [
            {
                "name": package.licence.id,
                "title": package.licence.title,
                "path": package.licence.path,
            }
        ],
        "contributors": [{"title": "Digiavustukset", "roles": ["publisher", "editor"]}],
        "sources": _sources(package, tables),
        "credits": [
            dict(credit.text) for credit in schema().credits if package.name in credit.packages
        ],
        "resources": [_resource(table, files) for table in package.tables],
    }


def _sources(package: Package, tables: Mapping[str, pd.DataFrame]) -> list[dict[str, str]]:
    if package.name != "grants":
        return [
            {"title": credit.title, "path": credit.path}
            for credit in schema().credits
            if package.name in credit.packages
        ]
    documents = tables["sources"][tables["sources"]["source_id"] != "editor"]
    return [
        {
            "title": f"{row['publisher']}: {row['title']}" if row["title"] else row["publisher"],
            **({"path": row["url"]} if row["url"] else {}),
        }
        for row in documents.fillna("").to_dict("records")
    ]


def _resource(table: Table, files: Mapping[str, bytes]) -> dict[str, Any]:
    csv, parquet = f"{table.name}.csv", f"{table.name}.parquet"
    return {
        "name": table.name,
        "type": "table",
        "path": csv,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "title": table.title["en"],
        "titles": dict(table.title),
        "description": table.description["en"],
        "descriptions": dict(table.description),
        "bytes": len(files[csv]),
        "hash": _digest(files[csv]),
        "alternatives": [
            {
                "path": parquet,
                "format": "parquet",
                "mediatype": "application/vnd.apache.parquet",
                "bytes": len(files[parquet]),
                "hash": _digest(files[parquet]),
            }
        ],
        "schema": _table_schema(table),
    }


def _digest(data: bytes) -> str:
    return "sha256:" + hashlib.sha256(data).hexdigest()


def _table_schema(table: Table) -> dict[str, Any]:
    package = next(p for p in schema().packages.values() if table in p.tables)
    inside = {other.name for other in package.tables}
    keys = [
        {
            "fields": [column.name],
            "reference": {
                "resource": "" if column.refers[1] == table.name else column.refers[1],
                "fields": [column.refers[2]],
            },
        }
        for column in table.columns
        if column.refers and column.refers[1] in inside and column.type != "list"
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "fieldsMatch": "equal",
        "primaryKey": list(table.key),
        **({"foreignKeys": keys} if keys else {}),
        "missingValues": [""],
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.type in PATTERNS:
        constraints["pattern"] = PATTERNS[column.type]
    if column.type in {"eur", "count"}:
        constraints["minimum"] = 0
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "title": column.title["en"],
        "titles": dict(column.title),
        "description": column.description["en"],
        "descriptions": dict(column.description),
    }
    if column.category:
        words = schema().categories[column.category]
        constraints["enum"] = list(words)
        field["categoryTitles"] = {word: dict(label) for word, label in words.items()}
    if column.unit or column.type in _UNITS:
        field["unit"] = column.unit or _UNITS[column.type]
    if column.type == "list":
        field["delimiter"] = ";"
    if column.fields:
        field["statementFields"] = list(column.fields)
    return {**field, **({"constraints": constraints} if constraints else {})}
