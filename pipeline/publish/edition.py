"""A published edition read back: packages in a folder, in one zip or in a folder of zips."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.model import BadInputError, Problem
from pipeline.model.archive import unzip

_DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Edition:
    """Every table of an edition as text ("" for an empty cell), its key, its words."""

    version: str
    tables: Mapping[str, pd.DataFrame]
    keys: Mapping[str, list[str]]
    resources: Mapping[str, Mapping[str, Any]]
    """What the descriptor says of each table."""


def read_edition(place: Path) -> Edition:
    """The edition at a folder or zip; BadInputError if there is no package or it is broken."""
    try:
        files = dict(_files(place))
        found = [name for name in files if name.split("/")[-1] == _DESCRIPTOR]
        if not found:
            raise _bad(place, "holds no datapackage.json", "name a package, a zip or a release")
        return _edition(files, found)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        what = f"cannot be read as data packages ({type(error).__name__}: {error})"
        raise _bad(place, what, "take a whole copy of the packages") from None


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield from unzip(place.read_bytes()).items()
        return
    for path in sorted(place.rglob("*")):
        if path.suffix == ".zip":
            yield from unzip(path.read_bytes()).items()
        elif path.suffix in {".json", ".csv"} and path.is_file():
            yield path.relative_to(place).as_posix(), path.read_bytes()
    if not place.is_dir():
        raise FileNotFoundError("there is nothing here")


def _edition(files: Mapping[str, bytes], found: list[str]) -> Edition:
    tables: dict[str, pd.DataFrame] = {}
    keys: dict[str, list[str]] = {}
    resources: dict[str, Mapping[str, Any]] = {}
    version = ""
    for name in sorted(found):
        descriptor = json.loads(files[name])
        version = str(descriptor["version"])
        for resource in descriptor["resources"]:
            content = files[name.removesuffix(_DESCRIPTOR) + resource["path"]]
            table = resource["name"]
            tables[table] = pd.read_csv(io.BytesIO(content), dtype="str", keep_default_na=False)
            keys[table] = list(resource["schema"]["primaryKey"])
            resources[table] = resource
    return Edition(version, tables, keys, resources)


def _bad(place: Path, what: str, move: str) -> BadInputError:
    return BadInputError([Problem(str(place), 0, "", what, move)])
