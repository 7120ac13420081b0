"""The committed packages are valid, the same in both forms, and what a rebuild gives."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from pipeline.cli.flow import Built
from pipeline.publish import publish
from pipeline.schema import schema
from tests.places import PUBLISHED
from tests.trees import compare_tree

PACKAGES = sorted(schema().packages)
TABLES = [(p.name, table.name) for p in schema().packages.values() for table in p.tables]


@pytest.fixture(autouse=True)
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may need the network."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was used"))


def report_of(folder: Path) -> list[str]:
    """Errors and warnings of frictionless on the package in the folder."""
    report = Package(str(folder / "datapackage.json")).validate()
    told = [str(warning) for task in report.tasks for warning in task.warnings]
    assert report.stats["tasks"] == len(report.tasks) > 0
    return [*map(str, report.flatten(["title", "message"])), *report.warnings, *told]


@pytest.mark.parametrize("name", PACKAGES)
def test_frictionless_finds_nothing(name: str) -> None:
    assert report_of(PUBLISHED / name) == []


@pytest.mark.parametrize(
    ("old", "new"), [("T01,", "T01x,"), ("subject", "object"), ("GOVE", "GOVERN")]
)
def test_frictionless_would_find_a_spoilt_cell(tmp_path: Path, old: str, new: str) -> None:
    folder = tmp_path / "themes"
    shutil.copytree(PUBLISHED / "themes", folder)
    table = folder / "themes.csv"
    table.write_bytes(table.read_bytes().replace(old.encode(), new.encode(), 1))
    assert report_of(folder) != []


def as_text(cell: object) -> str:
    """A cell of Parquet as the CSV has it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@pytest.mark.parametrize(("package", "name"), TABLES)
def test_csv_and_parquet_hold_the_same_cells(
    tables: dict[str, pd.DataFrame], package: str, name: str
) -> None:
    columns: dict[str, list[Any]] = pq.read_table(
        PUBLISHED / package / f"{name}.parquet"
    ).to_pydict()
    assert list(columns) == schema().tables[name].column_names == list(tables[name].columns)
    for column, cells in columns.items():
        assert tables[name][column].tolist() == [as_text(cell) for cell in cells], column


@pytest.mark.parametrize("name", [table for _, table in TABLES])
def test_rows_are_sorted_by_their_key(tables: dict[str, pd.DataFrame], name: str) -> None:
    keys = list(tables[name][list(schema().tables[name].key)].itertuples(index=False, name=None))
    assert keys == sorted(set(keys))
    assert keys or name == "redirects"  # no identifier has been replaced yet


def test_a_rebuild_gives_the_committed_bytes(built: Built, tmp_path: Path) -> None:
    publish(built.tables, built.edition, tmp_path / "published")
    assert compare_tree(PUBLISHED, tmp_path / "published") == []
