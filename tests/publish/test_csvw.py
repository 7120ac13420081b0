"""Beside each CSV stands a description in the terms of CSV on the Web that fits its cells."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from csvw import CSVW

from pipeline.schema import schema

DESCRIBED = ".csv-metadata.json"


def is_valid(table: Path) -> bool:
    """Whether table and description fit each other, by the validator of the library csvw.

    It tells of cells by warnings, which are errors in these tests.
    """
    try:
        return bool(CSVW(str(table.with_suffix(DESCRIBED)), validate=True).is_valid)
    except (ValueError, UserWarning):
        return False


@pytest.mark.parametrize("package", schema().packages)
def test_the_description_fits_the_table(golden_packages: Path, package: str) -> None:
    tables = sorted((golden_packages / package).glob("*.csv"))
    assert len(tables) == len(schema().packages[package].tables)
    for path in tables:
        told = json.loads(path.with_suffix(DESCRIBED).read_bytes())
        assert told["url"] == path.name
        assert is_valid(path), path.name


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("haku-2018,2,", "haku-2018,two,"),
        ("haku-2018,2,", "haku-2018,-2,"),
        ("haku-2018,", ","),
        ("coverage_id,", "id,"),
        ("haku-2018,", "haku-2020-1,"),
    ],
)
def test_a_table_that_does_not_fit_is_seen(
    golden_packages: Path, tmp_path: Path, good: str, bad: str
) -> None:
    for name in ("coverage.csv", f"coverage{DESCRIBED}"):
        shutil.copyfile(golden_packages / "grants" / name, tmp_path / name)
    table = tmp_path / "coverage.csv"
    assert is_valid(table)
    text = table.read_text(encoding="utf-8")
    assert good in text
    table.write_text(text.replace(good, bad, 1), encoding="utf-8")
    assert not is_valid(table)


def test_it_says_the_licence_and_the_words_of_the_schema(golden_packages: Path) -> None:
    for package in schema().packages.values():
        for table in package.tables:
            path = golden_packages / package.name / f"{table.name}.csv-metadata.json"
            told = json.loads(path.read_bytes())
            assert told["dc:license"] == {"@id": package.licence.path}
            titles = {word["@language"]: word["@value"] for word in told["dc:title"]}
            assert titles == table.title
            assert told["tableSchema"]["primaryKey"] == list(table.key)
