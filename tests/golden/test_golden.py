"""The invented world comes out as it stands in the expected files, byte by byte.

`pytest tests/golden --renew-golden` writes the expected files anew: read their diff before you
commit it. Parquet files are not kept: the descriptors hold their digests.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli.flow import Built
from pipeline.publish.files import csv_bytes
from tests.places import GOLDEN
from tests.trees import compare_tree, renew_tree
from tests.world import Script, World

BINARY = ["*.parquet"]


def same_or_renewed(config: pytest.Config, expected: Path, actual: Path) -> list[str]:
    """How `actual` differs from the expected files; with --renew-golden it becomes them."""
    if config.getoption("--renew-golden"):
        renew_tree(expected, actual, BINARY)
    return compare_tree(expected, actual, BINARY)


def test_the_packages_are_as_expected(pytestconfig: pytest.Config, golden_packages: Path) -> None:
    assert same_or_renewed(pytestconfig, GOLDEN / "packages", golden_packages) == []


def test_the_raw_files_are_tidy(world: World, script: Script) -> None:
    run = script("tidy", "--raw", world.raw)
    assert (run.code, run.out) == (0, "0 files tidied.\n")
    assert compare_tree(GOLDEN / "raw", world.raw) == []


def test_every_table_has_a_row(golden_built: Built) -> None:
    assert [name for name, frame in golden_built.tables.items() if frame.empty] == []


def test_the_world_holds_what_it_was_made_for(golden_built: Built) -> None:
    tables = golden_built.tables
    assert set(tables["projects"]["status"]) == {"itemised", "recipient only", "inferred"}
    assert set(tables["participations"]["role"]) == {"lead", "partner", "recipient"}
    assert set(tables["project_themes"]["theme_basis"]) == {"stated", "phrase", "editorial"}
    assert set(tables["statements"]["use"]) == {"shown", "agrees", "differs", "context"}
    assert set(tables["statements"]["certainty"]) == {"stated", "inferred", "editorial"}
    assert set(tables["conflicts"]["conflict_kind"]) == {"disagreement", "caveat"}
    assert "candidate" in set(tables["statements"]["subject_kind"])
    assert tables["statements"]["corrected"].notna().sum() == 1
    assert set(tables["municipalities"]["code"]) == {"901", "902", "903", "904"}
    assert b"P\xc3\xa5hittby" in csv_bytes(tables["organisations"])
