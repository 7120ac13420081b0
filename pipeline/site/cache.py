"""What is slow to make, made once: kept by what it is made from, outside the site."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
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
        kept = self.kept(recipe)
        if kept is None:
            kept = make(recipe)
            self.keep(recipe, kept)
        return kept

    def files(self, recipe: str, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
        """Path → bytes of text files made together from the recipe, kept as one."""

        def joined(_: str) -> bytes:
            return json.dumps({path: data.decode() for path, data in make().items()}).encode()

        return {path: text.encode() for path, text in json.loads(self.get(recipe, joined)).items()}

    def kept(self, recipe: str) -> bytes | None:
        """The bytes of the recipe if they are there."""
        try:
            return self._path(recipe).read_bytes()
        except OSError:
            return None

    def keep(self, recipe: str, made: bytes) -> None:
        """Put the bytes of the recipe there, if the folder can be written."""
        path = self._path(recipe)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(made)
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def _path(self, recipe: str) -> Path:
        return self.folder / hashlib.sha256(f"{self.made_by}\n{recipe}".encode()).hexdigest()
