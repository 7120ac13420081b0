"""Whether published packages are whole: what no fault may break."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pipeline.schema import schema


def is_whole(folder: Path) -> bool:
    """Whether every package is there, and every file that its descriptor names, with its sum."""
    packages = list(folder.glob("*/datapackage.json"))
    for package in packages:
        for entry in json.loads(package.read_text(encoding="utf-8"))["resources"]:
            for file in (entry, *entry["alternatives"]):
                content = (package.parent / file["path"]).read_bytes()
                if "sha256:" + hashlib.sha256(content).hexdigest() != file["hash"]:
                    return False
    return len(packages) == len(schema().packages)
