"""Comparing and renewing folders, so that a golden test can fail."""

from __future__ import annotations

from pathlib import Path

from tests.trees import compare_tree, read_tree, renew_tree


def make(folder: Path, files: dict[str, bytes]) -> Path:
    """A folder that holds the files."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_the_same_files_do_not_differ(tmp_path: Path) -> None:
    files = {"a": b"1\n", "b/c": b""}
    assert compare_tree(make(tmp_path / "x", files), make(tmp_path / "y", files)) == []


def test_each_difference_is_told(tmp_path: Path) -> None:
    want = make(tmp_path / "x", {"gone": b"", "same": b"1", "d/other": b"a\nb\n", "short": b"a\nb"})
    got = make(tmp_path / "y", {"new": b"", "same": b"1", "d/other": b"a\r\nb\n", "short": b"a"})
    assert compare_tree(want, got) == [
        "gone: missing",
        "new: not expected",
        "d/other: line 1 is 'a\\r' instead of 'a'",
        "short: line 2 is '' instead of 'b'",
    ]


def test_one_byte_at_the_end_is_a_difference(tmp_path: Path) -> None:
    want, got = make(tmp_path / "x", {"a": b"1\n"}), make(tmp_path / "y", {"a": b"1"})
    assert compare_tree(want, got) == ["a: line 2 is '' instead of ''"]


def test_files_that_are_left_out_are_not_compared(tmp_path: Path) -> None:
    want, got = make(tmp_path / "x", {"a": b""}), make(tmp_path / "y", {"a": b"", "b/c.bin": b"1"})
    assert compare_tree(want, got, ["*.bin"]) == []


def test_a_renewed_folder_holds_the_new_files_alone(tmp_path: Path) -> None:
    want = make(tmp_path / "x", {"old": b"1"})
    got = make(tmp_path / "y", {"new/a": b"2", "b.bin": b"3"})
    renew_tree(want, got, ["*.bin"])
    assert read_tree(want) == {"new/a": b"2"}
