"""Raw files in one form: sorted by key, quotes only where needed."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.model import FILE, ROW, read_table, write_table
from pipeline.schema import RawFile, schema


def tidy_files(raw: Path) -> list[str]:
    """Rewrite every raw file whose rows or quotes are out of order; the names of those changed.

    Raises BadInputError, before anything is written, if a file cannot be read.
    """
    texts = {name: _tidied(raw, name, layout) for name, layout in _files(raw)}
    changed = [name for name, text in texts.items() if (raw / name).read_bytes() != text.encode()]
    for name in changed:
        beside = raw / f"{name}.new"
        beside.write_bytes(texts[name].encode())
        os.replace(beside, raw / name)
    return changed


def _files(raw: Path) -> list[tuple[str, RawFile]]:
    layouts = schema().raw
    single = [(name, layout) for name, layout in layouts.items() if (raw / name).is_file()]
    documents = sorted((raw / "statements").glob("*.csv"))
    return single + [(f"statements/{path.name}", layouts["statements.csv"]) for path in documents]


def _tidied(raw: Path, name: str, layout: RawFile) -> str:
    frame = read_table(raw / name, layout.columns, name)
    return write_table(frame.sort_values(list(layout.key)).drop(columns=[FILE, ROW]))
