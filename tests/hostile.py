"""Packages of the invented world in which every free text is hostile."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path
from typing import Any

EVIL = (
    "<script>document.title='broken';alert(1)</script><img src=x onerror=alert(2)>"
    "'\"onmouseover=alert(3) </title></text></style>]]>--><svg/onload=alert(4)>"
    "{{7*7}}{%x%}\\u003cscript\\u003e \u202egpj.exe\u2066"
)
MARK = "onmouseover=alert(3)"
"""What tells in a page or file that the hostile text came there."""
_TEXTS = ("title", "summary", "name_fi", "name_sv", "note", "text", "as_written", "publisher")


def hostile_packages(packages: Path, folder: Path) -> Path:
    """A copy of the packages at `folder` with EVIL at the end of every filled free text.

    The titles and descriptions of packages, tables and columns are hostile too.
    """
    shutil.copytree(packages, folder)
    for path in folder.glob("*/datapackage.json"):
        document = json.loads(path.read_text(encoding="utf-8"))
        for resource in document["resources"]:
            fields = [
                field["name"]
                for field in resource["schema"]["fields"]
                if field["type"] == "string"
                and field["name"].startswith(_TEXTS)
                and not {"enum", "pattern"} & field.get("constraints", {}).keys()
                and field["name"] not in resource["schema"]["primaryKey"]
            ]
            if fields and path.parent.name != "language":
                resource["hash"] = _spoil(path.parent / resource["path"], fields)
        path.write_text(json.dumps(_told_evil(document)), encoding="utf-8")
    return folder


def _told_evil(node: Any) -> Any:
    if isinstance(node, list):
        return [_told_evil(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        name: {language: text + EVIL for language, text in value.items()}
        if name in ("titles", "descriptions")
        else _told_evil(value)
        for name, value in node.items()
    }


def _spoil(table: Path, fields: list[str]) -> str:
    """The hash of the table as it is then: what is made of tables is kept by their hashes."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row.update({name: row[name] + EVIL for name in fields if row[name]})
    if rows:
        out = io.StringIO()
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        table.write_text(out.getvalue(), encoding="utf-8")
    return "sha256:" + hashlib.sha256(table.read_bytes()).hexdigest()
