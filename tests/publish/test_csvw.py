"""Beside each CSV stands a description in the terms of CSV on the Web that fits its cells."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import schema

FITS: Mapping[str, Callable[[str], object]] = {
    "integer": lambda text: re.fullmatch(r"-?\d+", text),
    "number": lambda text: re.fullmatch(r"-?\d+(\.\d+)?", text),
    "boolean": lambda text: text in ("true", "false"),
    "date": lambda text: re.fullmatch(r"\d{4}-\d\d-\d\d", text),
    "string": lambda _: True,
}


def fits(text: str, datatype: Any) -> bool:
    told = {"base": datatype} if isinstance(datatype, str) else datatype
    is_shaped = "format" not in told or re.fullmatch(told["format"], text)
    return bool(FITS[told["base"]](text) and is_shaped and int(told.get("minimum", 0)) >= 0)


@pytest.mark.parametrize("package", schema().packages)
def test_the_description_fits_every_cell(golden_packages: Path, package: str) -> None:
    tables = sorted((golden_packages / package).glob("*.csv"))
    assert len(tables) == len(schema().packages[package].tables)
    for path in tables:
        told = json.loads(path.with_name(f"{path.name}-metadata.json").read_bytes())
        columns = told["tableSchema"]["columns"]
        with path.open(encoding="utf-8", newline="") as handle:
            header, *rows = csv.reader(handle)
        assert told["url"] == path.name
        assert [column["titles"]["und"] for column in columns] == header
        for column, cells in zip(columns, zip(*rows, strict=True), strict=False):
            bad = [cell for cell in cells if cell and not fits(cell, column["datatype"])]
            assert bad == [], (path.name, column["name"])
            assert not column.get("required") or all(cells)


def test_it_says_the_licence_and_the_words_of_the_schema(golden_packages: Path) -> None:
    for package in schema().packages.values():
        for table in package.tables:
            path = golden_packages / package.name / f"{table.name}.csv-metadata.json"
            told = json.loads(path.read_bytes())
            assert told["dc:license"] == {"@id": package.licence.path}
            titles = {word["@language"]: word["@value"] for word in told["dc:title"]}
            assert titles == table.title
            assert told["tableSchema"]["primaryKey"] == list(table.key)
