"""What a CSV file holds, in the terms of CSV on the Web, from the schema alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.publish.descriptor import PATTERNS
from pipeline.schema import Column, Package, Table, Words

_TYPES: Mapping[str, Any] = {
    "eur": {"base": "integer", "minimum": 0},
    "count": {"base": "integer", "minimum": 0},
    "year": "integer",
    "percent": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
}
"""Type of a column → datatype; all other types are text."""


def csvw(package: Package, table: Table, edition: Mapping[str, str]) -> bytes:
    """The bytes of `<table>.csv-metadata.json`, where readers of CSV on the Web look for it.

    Foreign keys are left to datapackage.json: here they could name tables of one group only.
    """
    document = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": f"{table.name}.csv",
        "dc:title": _in_words(table.title),
        "dc:description": _in_words(table.description),
        "dc:license": {"@id": package.licence.path},
        "dc:modified": {"@value": edition["issued_on"], "@type": "xsd:date"},
        "schema:version": edition["version"],
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "primaryKey": list(table.key),
        },
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _column(column: Column) -> dict[str, Any]:
    """One column; its name in the header stands among its titles, as the standard asks."""
    return {
        "name": column.name,
        "titles": {"und": column.name, **column.title},
        "dc:description": _in_words(column.description),
        "datatype": _datatype(column),
        **({"required": True} if column.required else {}),
        **({"separator": ";"} if column.type == "list" else {}),
    }


def _datatype(column: Column) -> Any:
    if column.type in PATTERNS:
        return {"base": "string", "format": PATTERNS[column.type]}
    return _TYPES.get(column.type, "string")


def _in_words(words: Words) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in words.items()]
