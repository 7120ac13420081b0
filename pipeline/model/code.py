"""What tells one state of the project's own code from another."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.model.swap import read_folder

_PIPELINE = Path(__file__).resolve().parents[1]


@cache
def code_mark(*rooms: str) -> str:
    """A hash of all files of the rooms: what they make is kept as long as it stays the same."""
    mark = hashlib.sha256()
    for room in rooms:
        for path, data in sorted(read_folder(_PIPELINE / room).items()):
            if not path.endswith(".pyc"):
                mark.update(f"{room}/{path}\n".encode() + data)
    return mark.hexdigest()
