"""A build is spared where raw data, code and packages are as the last build left them, else not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.flow import build_tables
from pipeline.publish import edition_files, made, origin
from tests.places import PIPELINE
from tests.trees import compare_tree
from tests.world import Run, Script, World

MARK = ".published.made"
Build = Callable[..., Run]


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The raw folders that were really built, as the test goes on."""
    seen: list[Path] = []

    def counted(raw: Path, tell: Callable[[str], None]) -> object:
        seen.append(raw)
        return build_tables(raw, tell)

    monkeypatch.setattr("pipeline.cli.flow_verbs.build_tables", counted)
    return seen


@pytest.fixture
def build(script: Script, world: World, builds: list[Path]) -> Build:
    """A build of the world, done once; calls build again."""

    def run(*words: str) -> Run:
        return script("build", "--raw", world.raw, "--data", world.data, *words)

    assert run().code == 0
    builds.clear()
    return run


def add_file(folder: Path) -> None:
    """Put a file into the folder that no build would put there."""
    (folder / "more.txt").write_bytes(b"x")


def change_last_byte(folder: Path) -> None:
    """Another last byte of the largest file: neither its size nor its name changes."""
    path = max(folder.rglob("*.csv"), key=lambda file: file.stat().st_size)
    path.write_bytes(path.read_bytes()[:-1] + b" ")


def drop_file(folder: Path) -> None:
    """One file less."""
    min(folder.rglob("*.csv")).unlink()


def move_file(folder: Path) -> None:
    """The same bytes under another name."""
    path = min(folder.rglob("*.csv"))
    path.rename(path.with_suffix(".old"))


SPOILS = (add_file, change_last_byte, drop_file, move_file)


def test_nothing_changed_nothing_built(build: Build, world: World, builds: list[Path]) -> None:
    before = {path: path.stat().st_mtime_ns for path in world.data.rglob("*")}
    first, again = build("--fresh"), build()
    assert (again.code, again.err) == (0, "")
    assert again.out == first.out
    assert again.out.endswith(": unchanged.\n")
    assert len(builds) == 1
    assert {path: path.stat().st_mtime_ns for path in world.data.rglob("*")} == before


@pytest.mark.parametrize("spoil", SPOILS)
def test_other_packages_are_built_anew(
    build: Build,
    world: World,
    builds: list[Path],
    golden_packages: Path,
    spoil: Callable[..., None],
) -> None:
    spoil(world.data)
    run = build()
    assert run.code == 0
    assert run.out.endswith(": changed.\n")
    assert len(builds) == 1
    assert compare_tree(golden_packages, world.data) == []


@pytest.mark.parametrize("spoil", SPOILS)
def test_other_raw_files_are_built_anew(
    build: Build, world: World, builds: list[Path], spoil: Callable[..., None]
) -> None:
    spoil(world.raw)
    build()
    assert len(builds) == 1


def test_a_bad_raw_file_is_refused_each_time(
    build: Build, world: World, builds: list[Path]
) -> None:
    world.replace("sources.csv", "vm-2018-fi,", "vm-2081-fi,")
    assert [build().code, build().code] == [1, 1]
    assert len(builds) == 2


def test_other_code_python_or_libraries_are_another_origin(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "one.py").write_bytes(b"1")
    monkeypatch.setattr(made, "_CODE", code)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "libraries")])
    origins = [origin(world.raw)]
    (code / "one.py").write_bytes(b"2")
    origins.append(origin(world.raw))
    (tmp_path / "libraries/some-1.0.dist-info").mkdir(parents=True)
    origins.append(origin(world.raw))
    monkeypatch.setattr(sys, "version", "4.0")
    origins.append(origin(world.raw))
    assert len(set(origins)) == 4
    (code / "one.pyc").write_bytes(b"compiled")
    assert origin(world.raw) == origins[-1]


def test_the_code_of_the_origin_is_that_of_the_pipeline() -> None:
    assert made._CODE == PIPELINE


@pytest.mark.parametrize("cut", [0, 10, 64, -1])
def test_a_mark_cut_short_counts_as_none(
    build: Build, world: World, builds: list[Path], cut: int
) -> None:
    mark = world.folder / MARK
    mark.write_bytes(mark.read_bytes()[:cut])
    assert build().out.endswith("rows in " + str(world.data) + ": unchanged.\n")
    assert len(builds) == 1


def test_what_a_killed_run_left_is_cleared_away(
    build: Build, world: World, builds: list[Path]
) -> None:
    (world.folder / ".published-cut").mkdir()
    assert "An earlier run was cut off" in build().err
    assert len(builds) == 1
    assert not (world.folder / ".published-cut").exists()


def test_raw_data_changed_while_it_is_built_are_built_again(
    build: Build, world: World, builds: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    late = world.raw / "late.txt"

    def edited(*told: Any) -> object:
        late.write_bytes(b"x")
        return edition_files(*told)

    add_file(world.raw)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.cli.flow_verbs.edition_files", edited)
        build()
    build()
    assert len(builds) == 2
    late.unlink()
    build()
    assert len(builds) == 3
