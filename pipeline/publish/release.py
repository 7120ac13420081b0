"""Releases: an edition kept for good, with its sums, its changes and no identifier lost."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import BadInputError, Problem, Problems, read_folder, replace_folder
from pipeline.model.archive import sums, zip_bytes
from pipeline.publish.difference import changes_csv, changes_json, differences
from pipeline.publish.edition import Edition, read_edition
from pipeline.publish.prose import changes_prose
from pipeline.schema import LANGUAGES, schema

ID_TABLES = ("programmes", "calls", "projects", "outputs", "sources", "organisations", "themes")
"""Tables whose identifiers are promised to stay."""
VERSIONS = "versions.json"


def release(data: Path, releases: Path, again: bool = False) -> str:
    """Keep the edition under `data` as `releases`/<version>; the version.

    Raises BadInputError if an identifier of the last release is gone without a redirect, or if
    that version is kept already with other bytes and `again` is not given: a version that
    readers may have is never changed, only one that nobody has seen yet.
    """
    new = read_edition(data)
    files = read_folder(releases)
    files.pop(VERSIONS, None)
    kept = {name: data for name, data in files.items() if not name.startswith(f"{new.version}/")}
    last = last_release(releases, but=new.version)
    problems = vanished(last, new) if last else []
    if problems:
        raise BadInputError(problems)
    own = {f"{new.version}/{name}": content for name, content in _files(data, last, new)}
    before = {name: files[name] for name in files.keys() - kept.keys()}
    if before and before != own and not again:
        what = f"version {new.version} is released already, with other content"
        move = "raise the version in data/raw/edition.csv, or use --again if nobody has it yet"
        raise BadInputError([Problem(str(releases), 0, "", what, move)])
    everything = {**kept, **own}
    replace_folder(releases, {**everything, VERSIONS: versions_json(everything)})
    return new.version


def last_release(releases: Path, but: str = "") -> Edition | None:
    """The newest release, `but` one version; None if there is none."""
    folders = [path for path in releases.glob("*") if path.is_dir() and path.name != but]
    newest = max(folders, key=lambda path: version_key(path.name), default=None)
    return read_edition(newest) if newest else None


def version_key(version: str) -> tuple[int, ...]:
    """2026.11.0 → (2026, 11, 0), so that versions sort by their numbers."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def vanished(old: Edition, new: Edition) -> list[Problem]:
    """A problem for each identifier of `old` that `new` neither has nor redirects."""
    problems = Problems()
    redirects = new.tables.get("redirects")
    target = (
        {}
        if redirects is None
        else dict(zip(redirects["old_id"], redirects["new_id"], strict=True))
    )
    for name in ID_TABLES:
        if name not in old.tables:
            continue
        key = old.keys[name][0]
        known = set(new.tables[name][key]) if name in new.tables else set()
        for ident in sorted(set(old.tables[name][key]) - known):
            if _follow(ident, target) not in known:
                what = f"{ident} of {name} in version {old.version} is gone"
                problems.add(
                    "redirects.csv", 0, "old_id", what, "add a redirect to what replaces it"
                )
    return problems.found


def versions_json(files: dict[str, bytes]) -> bytes:
    """Every release with its files and their sums, the newest first; `files` by path."""
    names = sorted({name.split("/")[0] for name in files}, key=version_key, reverse=True)
    document = {
        "latest": names[0] if names else None,
        "versions": [
            {
                "version": version,
                "path": f"v{version}/",
                "files": {
                    name.removeprefix(f"{version}/"): {
                        "bytes": len(content),
                        "sha256": hashlib.sha256(content).hexdigest(),
                    }
                    for name, content in sorted(files.items())
                    if name.startswith(f"{version}/")
                },
            }
            for version in names
        ],
    }
    return (json.dumps(document, indent=1) + "\n").encode()


def _files(data: Path, last: Edition | None, new: Edition) -> Iterator[tuple[str, bytes]]:
    """The files of a release: a zip a package, its sums, and what changed."""
    files = {}
    for package in schema().packages:
        inside = {path.name: path.read_bytes() for path in sorted((data / package).iterdir())}
        files[f"digiavustukset-{package}.zip"] = zip_bytes(package, inside)
    changes = differences(last, new) if last else differences(new, new)
    files["changes.csv"] = changes_csv(changes)
    files["changes.json"] = changes_json(changes, last.version if last else "", new.version)
    for language in LANGUAGES:
        files[f"changes.{language}.md"] = changes_prose(changes, last, new, language).encode()
    yield from files.items()
    yield "SHA256SUMS", sums(files)


def _follow(ident: str, target: dict[str, str]) -> str:
    """Where redirects lead from an identifier; a circle ends where it began."""
    seen = {ident}
    while ident in target and target[ident] not in seen:
        ident = target[ident]
        seen.add(ident)
    return ident
