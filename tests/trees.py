"""Compare a made folder with the expected one, byte by byte, and renew the expected one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path


def compare_tree(expected: Path, actual: Path, skip: Sequence[str] = ()) -> list[str]:
    """How `actual` differs from `expected`, a line a file; [] if not a byte does.

    `skip` are file patterns that are left out on both sides.
    """
    want, got = _files(expected, skip), _files(actual, skip)
    lines = [f"{name}: missing" for name in sorted(want.keys() - got.keys())]
    lines += [f"{name}: not expected" for name in sorted(got.keys() - want.keys())]
    for name in sorted(want.keys() & got.keys()):
        difference = _first_difference(want[name].read_bytes(), got[name].read_bytes())
        if difference:
            lines.append(f"{name}: {difference}")
    return lines


def renew_tree(expected: Path, actual: Path, skip: Sequence[str] = ()) -> None:
    """Make `expected` hold what `actual` holds, the files of `skip` left out."""
    shutil.rmtree(expected, ignore_errors=True)
    expected.mkdir(parents=True)
    for name, path in _files(actual, skip).items():
        (expected / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, expected / name)


def read_tree(folder: Path) -> dict[str, bytes]:
    """The bytes of every file under `folder` by its path there."""
    return {name: path.read_bytes() for name, path in _files(folder, ()).items()}


def _files(folder: Path, skip: Sequence[str]) -> dict[str, Path]:
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(path.match(pattern) for pattern in skip)
    }


def _first_difference(want: bytes, got: bytes) -> str:
    if want == got:
        return ""
    one, other = want.split(b"\n"), got.split(b"\n")
    pairs = enumerate(zip(one, other, strict=False), start=1)
    row = next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)) + 1)
    told = [_shown(lines[row - 1] if row <= len(lines) else b"") for lines in (one, other)]
    return f"line {row} is {told[1]} instead of {told[0]}"


def _shown(line: bytes) -> str:
    text = line.decode("utf-8", "replace")
    return repr(text if len(text) <= 300 else text[:300] + "…")
