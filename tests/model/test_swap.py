"""A folder is replaced in one step, or not at all."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

import pytest

from pipeline.model import BadInputError, replace_folder, swap
from tests.trees import read_tree

OLD = {"a.csv": b"old", "sub/b.csv": b"old too"}
NEW = {"a.csv": b"new", "c.csv": b""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds OLD."""
    replace_folder(tmp_path / "published", OLD)
    return tmp_path / "published"


def beside(folder: Path) -> list[str]:
    """What stands beside the folder, its lock apart."""
    names = {path.name for path in folder.parent.iterdir()}
    return sorted(names - {folder.name, f".{folder.name}.lock"})


def test_a_folder_is_made_where_there_is_none(tmp_path: Path) -> None:
    folder = tmp_path / "some/where/published"
    assert replace_folder(folder, OLD) is True
    assert read_tree(folder) == OLD
    assert folder.stat().st_mode & 0o777 == 0o755
    assert beside(folder) == []


def test_the_folder_holds_the_new_files_alone(folder: Path) -> None:
    assert replace_folder(folder, NEW) is True
    assert read_tree(folder) == NEW
    assert beside(folder) == []


def test_unchanged_files_leave_the_folder_untouched(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))}
    inode = folder.stat().st_ino
    assert replace_folder(folder, OLD) is False
    assert {path: path.stat().st_mtime_ns for path in (folder, *folder.rglob("*"))} == before
    assert folder.stat().st_ino == inode


@pytest.mark.parametrize("change", [{"c.csv": b"more"}, {"a.csv": b"other"}, {"sub/b.csv": None}])
def test_any_difference_is_written(folder: Path, change: dict[str, bytes | None]) -> None:
    files = {name: data for name, data in {**OLD, **change}.items() if data is not None}
    assert replace_folder(folder, files) is True
    assert read_tree(folder) == files


def test_what_a_killed_run_left_is_swept(folder: Path) -> None:
    left = folder.parent / ".published-abc"
    left.mkdir()
    (left / "half.csv").write_bytes(b"half")
    replace_folder(folder, OLD)
    assert beside(folder) == []


def test_a_folder_that_a_killed_run_took_away_comes_back(folder: Path) -> None:
    folder.rename(folder.parent / ".published-abc.old")
    (folder.parent / ".published-abc").mkdir()
    assert replace_folder(folder, OLD) is False
    assert read_tree(folder) == OLD
    assert beside(folder) == []


def test_a_second_writer_is_refused(folder: Path) -> None:
    with (folder.parent / ".published.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(BadInputError) as caught:
            replace_folder(folder, NEW)
    assert "another run is writing it" in str(caught.value)
    assert "wait for that run to end" in str(caught.value)
    assert read_tree(folder) == OLD
    assert replace_folder(folder, NEW) is True


class Failing:
    """Stands for `os.fsync`, and fails at its n-th call."""

    def __init__(self, at: int, error: BaseException) -> None:
        self.left = at
        self.error = error

    def __call__(self, _: int) -> None:
        self.left -= 1
        if self.left == 0:
            raise self.error


@pytest.mark.parametrize("at", [1, 2])
def test_a_full_disk_leaves_the_old_content_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    monkeypatch.setattr(os, "fsync", Failing(at, OSError(28, "No space left on device")))
    with pytest.raises(BadInputError) as caught:
        replace_folder(folder, NEW)
    (problem,) = caught.value.problems
    assert problem.what == "cannot be written (No space left on device)"
    assert "the old content is untouched" in problem.move
    assert read_tree(folder) == OLD
    assert beside(folder) == []


def test_a_stopped_run_leaves_the_old_content_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", Failing(2, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        replace_folder(folder, NEW)
    assert read_tree(folder) == OLD
    assert beside(folder) == []


def test_a_swap_works_where_the_system_cannot_exchange(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    assert replace_folder(folder, NEW) is True
    assert read_tree(folder) == NEW
    assert beside(folder) == []


def test_the_folder_is_never_gone_where_the_system_can_exchange(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("this system cannot exchange two folders in one step")
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("the folder was moved away"))
    assert replace_folder(folder, NEW) is True
    assert read_tree(folder) == NEW
