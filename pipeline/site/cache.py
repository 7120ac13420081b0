"""What is slow to make, made once: kept by what it is made from, outside the site."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Cache:
    """Bytes kept in a folder under the hash of the text they are made from."""

    def __init__(self, folder: Path, made_by: str) -> None:
        """`made_by` tells what else the bytes depend on, such as versions of libraries."""
        self.folder = folder
        self.made_by = made_by

    def get(self, recipe: str, make: Callable[[str], bytes]) -> bytes:
        """The bytes of the recipe, made and kept if they are not there yet.

        A folder that cannot be written is no error: the bytes are then made each time.
        """
        name = hashlib.sha256(f"{self.made_by}\n{recipe}".encode()).hexdigest()
        path = self.folder / name
        try:
            return path.read_bytes()
        except OSError:
            made = make(recipe)
        self._keep(path, made)
        return made

    def _keep(self, path: Path, made: bytes) -> None:
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(made)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
