"""Packages are written whole, and not touched where nothing changed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.cli.flow import Built
from pipeline.publish import publish
from pipeline.schema import schema
from tests.trees import compare_tree, read_tree


def test_every_package_has_its_folder(golden_packages: Path) -> None:
    assert {path.name for path in golden_packages.iterdir()} == set(schema().packages)


def test_the_same_tables_change_nothing(
    golden_built: Built, golden_packages: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "published"
    assert publish(golden_built.tables, golden_built.edition, folder) is True
    assert compare_tree(golden_packages, folder) == []
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert publish(golden_built.tables, golden_built.edition, folder) is False
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_one_cell_changes_its_table_and_its_descriptor_alone(
    golden_built: Built, golden_packages: Path, tmp_path: Path
) -> None:
    tables = dict(golden_built.tables)
    tables["regions"] = tables["regions"].replace("Fiction", "Poetry")
    assert publish(tables, golden_built.edition, tmp_path / "published") is True
    changed = [line.split(":")[0] for line in compare_tree(golden_packages, tmp_path / "published")]
    assert changed == [
        "municipalities/datapackage.json",
        "municipalities/regions.csv",
        "municipalities/regions.parquet",
    ]


def test_csv_cells_are_those_of_the_frame(golden_built: Built, golden_packages: Path) -> None:
    text = read_tree(golden_packages)["grants/projects.csv"].decode()
    assert text.count("\n") == len(golden_built.tables["projects"]) + 1
    again = pd.read_csv(golden_packages / "grants/projects.csv", dtype="str")
    told = golden_built.tables["projects"]["title_sv"]
    assert again["title_sv"].fillna("").tolist() == told.fillna("").tolist()
