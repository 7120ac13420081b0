"""All packages written beside the old ones, then swapped in one step."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from pipeline.model import replace_folder
from pipeline.publish.csvw import csvw
from pipeline.publish.descriptor import descriptor
from pipeline.publish.files import csv_bytes, parquet_bytes
from pipeline.schema import Package, schema


def publish(tables: Mapping[str, pd.DataFrame], edition: Mapping[str, str], folder: Path) -> bool:
    """Write every package under `folder`; True if a byte changed.

    The old content of `folder` stays whole until the new is whole; where the bytes are the same
    nothing is touched. Raises BadInputError if the folder cannot be written.
    """
    return replace_folder(folder, edition_files(tables, edition))


def edition_files(
    tables: Mapping[str, pd.DataFrame], edition: Mapping[str, str]
) -> dict[str, bytes]:
    """Path → bytes of every file of every package."""
    return {
        f"{package.name}/{name}": data
        for package in schema().packages.values()
        for name, data in package_files(package, tables, edition).items()
    }


def package_files(
    package: Package, tables: Mapping[str, pd.DataFrame], edition: Mapping[str, str]
) -> dict[str, bytes]:
    """The files of one package by name."""
    files: dict[str, bytes] = {}
    for table in package.tables:
        files[f"{table.name}.csv"] = csv_bytes(tables[table.name])
        files[f"{table.name}.csv-metadata.json"] = csvw(package, table, edition)
        files[f"{table.name}.parquet"] = parquet_bytes(tables[table.name], table)
    files["datapackage.json"] = descriptor(package, tables, files, edition)
    return files
