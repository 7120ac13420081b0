"""Zips whose bytes depend on their content alone, and file sums."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

_DAY = (1980, 1, 1, 0, 0, 0)


def zip_bytes(folder: str, files: Mapping[str, bytes]) -> bytes:
    """The files, in their order, under `folder` in one zip."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(f"{folder}/{name}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def unzip(content: bytes) -> dict[str, bytes]:
    """Path in the zip → bytes, in the order of the zip; zipfile.BadZipFile if it is none."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def sums(files: Mapping[str, bytes]) -> bytes:
    """SHA256SUMS of the files, sorted by path, as `sha256sum -c` reads it."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)]
    return "".join(lines).encode()
