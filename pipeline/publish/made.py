"""Which packages came of which raw data and code: a build that would change nothing is spared."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.model import read_folder, was_cut_off

_CODE = Path(__file__).resolve().parents[1]


def origin(raw: Path) -> str:
    """A sum of all that the packages are made from: raw files, code, Python and its libraries.

    "" if a file cannot be read.
    """
    libraries = {path.name for place in sys.path for path in Path(place).glob("*.dist-info")}
    with suppress(OSError):
        return _sum([_sums(read_folder(raw)), _code(), sys.version, sorted(libraries)])
    return ""


def told_before(folder: Path, made_from: str) -> str:
    """What the build said that made `folder` as it stands from the same origin.

    "" if there was none: the origin or a byte, name or number of the files is another, a run was
    cut off, or something cannot be read.
    """
    if not made_from or was_cut_off(folder):
        return ""
    with suppress(OSError, ValueError):
        seal, _, said = _mark(folder).read_text(encoding="utf-8").partition("\n")
        if seal == _seal(made_from, read_folder(folder), said):
            return said
    return ""


def remember(folder: Path, made_from: str, files: Mapping[str, bytes], said: str) -> None:
    """Note what was made of the origin, so that told_before can tell it.

    The note seals itself: one cut short counts as none. Where it cannot be written, the next
    build is only slower.
    """
    if not made_from:
        return
    with suppress(OSError):
        text = f"{_seal(made_from, files, said)}\n{said}"
        _mark(folder).write_text(text, encoding="utf-8")


def _code() -> dict[str, str]:
    files = read_folder(_CODE).items()
    return _sums({path: data for path, data in files if not path.endswith(".pyc")})


def _mark(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.made"


def _seal(made_from: str, files: Mapping[str, bytes], said: str) -> str:
    return _sum([made_from, _sums(files), said])


def _sums(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(data).hexdigest() for path, data in sorted(files.items())}


def _sum(told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
