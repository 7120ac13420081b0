"""What can be downloaded: the latest edition, every release under its version, and their sums."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.model.archive import sums, unzip, zip_bytes
from pipeline.site.packages import PACKAGES

VERSIONS = "versions.json"


def downloads(data: Path, version: str) -> dict[str, bytes]:
    """Path on the site → bytes of every file to download.

    `data/…` and `data/latest/…` are the edition under `data`; `data/v<version>/…` stay as they
    are: they come from the releases kept beside `data`, and the newest from `data` itself.
    """
    current = dict(_edition(data))
    releases = data.parent / "releases"
    kept = {path.name: dict(_release(path)) for path in sorted(releases.glob("*")) if path.is_dir()}
    editions = {**kept, version: {**current, **_notes(kept.get(version, {}))}}
    files = {f"data/{name}": content for name, content in current.items()}
    files |= {f"data/latest/{name}": content for name, content in _summed(current)}
    for name, edition in editions.items():
        files |= {f"data/v{name}/{path}": content for path, content in _summed(edition)}
    files[f"data/{VERSIONS}"] = _versions(editions, version)
    return files


def _edition(data: Path) -> Iterator[tuple[str, bytes]]:
    """The files of every package, and each package as one zip."""
    for package in PACKAGES:
        files = {path.name: path.read_bytes() for path in sorted((data / package).iterdir())}
        for name, content in files.items():
            yield f"{package}/{name}", content
        yield f"digiavustukset-{package}.zip", zip_bytes(package, files)


def _release(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a release, its zips both whole and unpacked."""
    for path in sorted(folder.iterdir()):
        content = path.read_bytes()
        yield path.name, content
        if path.suffix == ".zip":
            yield from unzip(content).items()


def _notes(release: dict[str, bytes]) -> dict[str, bytes]:
    """What a release tells of its changes."""
    return {name: content for name, content in release.items() if name.startswith("changes.")}


def _summed(files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    own = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    yield from own.items()
    yield "SHA256SUMS", sums(own)


def _versions(editions: dict[str, dict[str, bytes]], latest: str) -> bytes:
    """Which versions there are, where each stands, and which is the latest."""
    names = sorted(editions, key=_numbers, reverse=True)
    listed = [
        {"version": name, "path": f"v{name}/", "sums": f"v{name}/SHA256SUMS"} for name in names
    ]
    document = {"latest": latest, "latest_path": "latest/", "versions": listed}
    return (json.dumps(document, indent=1) + "\n").encode()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
