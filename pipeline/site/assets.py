"""Style, scripts and pictures: joined from their sources, named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from rjsmin import jsmin


def assets(
    folder: Path, scripts: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """(name, (path that changes with the content, bytes)) of each asset of the site.

    `css/*.css` become one style sheet in the order of their names. `scripts` names what a page
    loads and the files of `js/` that it is joined from, each in a scope of its own.
    Scripts go out without comments and spare space, every other file of `folder` as it is.
    """
    css = b"".join(path.read_bytes() for path in sorted((folder / "css").glob("*.css")))
    yield "site.css", named("site.css", css)
    for name, parts in scripts.items():
        joined = b"".join(_scoped((folder / "js" / part).read_bytes()) for part in parts)
        yield name, named(name, bytes(jsmin(joined)))
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path.name, named(path.name, path.read_bytes())


def _scoped(script: bytes) -> bytes:
    return b'(() => {\n"use strict";\n' + script + b"})();\n"


def named(name: str, content: bytes) -> tuple[str, bytes]:
    """(path that changes with the content, bytes) of an asset."""
    mark = hashlib.sha256(content).hexdigest()[:10]
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}.{mark}.{suffix}", content
