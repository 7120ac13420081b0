"""The lexicon as it is published."""

from __future__ import annotations

import csv

import pytest

from pipeline.language import Language, languages_from
from tests.places import PUBLISHED


@pytest.fixture(scope="session")
def languages() -> dict[str, Language]:
    """Every language by code."""
    tables = {}
    for path in sorted((PUBLISHED / "language").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return languages_from(tables, ("fi", "sv", "en"))
