"""Raw files in one form."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.places import GOLDEN, RAW
from tests.trees import compare_tree, read_tree
from tests.world import Script, World


def test_the_committed_raw_files_are_tidy(tmp_path: Path, script: Script) -> None:
    shutil.copytree(RAW, tmp_path / "raw")
    run = script("tidy", "--raw", tmp_path / "raw")
    assert (run.code, run.out) == (0, "0 files tidied.\n")
    assert compare_tree(RAW, tmp_path / "raw") == []


def test_rows_are_sorted_and_quotes_taken_where_not_needed(world: World, script: Script) -> None:
    for file in ("vocabulary/regions.csv", "statements/vm-2020-sv.csv", "sources.csv"):
        header, *rows = world.read(file).splitlines()
        world.write(file, "\n".join([header, *reversed(rows), ""]))
    world.replace("choices.csv", "2020-keksi", '"2020-keksi"')
    run = script("tidy", "--raw", world.raw)
    assert run.code == 0
    assert sorted(run.out.splitlines()) == [
        "4 files tidied.",
        "choices.csv",
        "sources.csv",
        "statements/vm-2020-sv.csv",
        "vocabulary/regions.csv",
    ]
    assert compare_tree(GOLDEN / "raw", world.raw) == []


def test_nothing_is_written_where_a_file_cannot_be_read(world: World, script: Script) -> None:
    header, *rows = world.read("sources.csv").splitlines()
    world.write("sources.csv", "\n".join([header, *reversed(rows), ""]))
    world.append("vocabulary/themes.csv", "one cell")
    before = read_tree(world.raw)
    run = script("tidy", "--raw", world.raw)
    assert run.code == 1
    assert "vocabulary/themes.csv, row 5: 1 cells" in run.err
    assert read_tree(world.raw) == before
