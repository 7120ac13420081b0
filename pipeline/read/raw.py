"""data/raw but the vocabulary: sources, subjects, statements and the editor's decisions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.model import FILE, ROW, BadInputError, Problems
from pipeline.model.table import Row, frame_of, read_rows
from pipeline.read.raw_file import check_references, check_twice, read_file
from pipeline.schema import schema

STATEMENTS = "statements"
SINGLE = (
    "sources",
    "subjects",
    "corrections",
    "choices",
    "conflict_notes",
    "envelopes",
    "redirects",
    "reuse_links",
    "edition",
)
"""Files of data/raw that stand alone."""


@dataclass(frozen=True)
class Raw:
    """The files of data/raw but the vocabulary: text frames with FILE and ROW columns."""

    sources: pd.DataFrame
    subjects: pd.DataFrame
    statements: pd.DataFrame
    """All statement files together, with the column source_id taken from the file's name."""
    corrections: pd.DataFrame
    choices: pd.DataFrame
    conflict_notes: pd.DataFrame
    envelopes: pd.DataFrame
    """How many rows and filled fields a healthy run has, per table, column and call."""
    redirects: pd.DataFrame
    reuse_links: pd.DataFrame
    """Who took the result of a project into use, or what it continued in."""
    edition: pd.DataFrame
    """One row: the version of the data and the day it was issued."""


def read_raw(raw: Path) -> Raw:
    """Read data/raw; BadInputError lists every file that is missing, broken or repeats a key."""
    problems = Problems()
    frames: dict[str, pd.DataFrame] = {}
    for name in SINGLE:
        frames[name] = read_file(raw, f"{name}.csv", problems)
    check_references({f"{name}.csv": frame for name, frame in frames.items()}, problems)
    if len(frames["edition"]) != 1:
        what = "must hold one row, the edition to build"
        problems.add("edition.csv", 0, "version", what, "leave one version in it")
    _check_envelopes(frames["envelopes"], problems)
    frames["statements"] = _read_statements(raw, frames["sources"], problems)
    problems.stop()
    return Raw(**frames)


def _check_envelopes(envelopes: pd.DataFrame, problems: Problems) -> None:
    for row in envelopes.to_dict("records"):
        table = schema().tables.get(row["table"])
        columns = table.column_names if table else []
        wrong = {
            "table": table is None,
            "column": row["column"] not in ("", *columns),
            "call_id": bool(row["call_id"]) and "call_id" not in columns,
        }
        for field in [name for name, is_wrong in wrong.items() if is_wrong]:
            what = f"{row[field]!r} is not known here"
            move = "name a published table and its column"
            problems.add(row[FILE], row[ROW], field, what, move)


def raw_files(raw: Path) -> pd.DataFrame:
    """Table raw_files: every CSV file under `raw` with its number of lines and its sum."""
    contents = {
        path.relative_to(raw).as_posix(): path.read_bytes() for path in sorted(raw.rglob("*.csv"))
    }
    lines = [content.count(b"\n") for content in contents.values()]
    digests = [hashlib.sha256(content).hexdigest() for content in contents.values()]
    frame = pd.DataFrame({"file": list(contents), "line_count": lines, "sha256": digests})
    frame = frame.astype({"file": "str", "line_count": "Int64", "sha256": "str"})
    return frame.sort_values("file", ignore_index=True)


def _read_statements(raw: Path, sources: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    layout = schema().raw["statements.csv"]
    known = set(sources["source_id"])
    rows: list[Row] = []
    paths = sorted((raw / STATEMENTS).glob("*.csv"))
    for path in paths:
        name = f"{STATEMENTS}/{path.name}"
        if path.stem not in known:
            problems.add(
                name, 0, "source_id", f"{path.stem!r} is not registered", "add it to sources.csv"
            )
        try:
            rows += read_rows(path, layout.columns, name)
        except BadInputError as error:
            problems.found.extend(error.problems)
    stems = {path.stem for path in paths}
    for row in sources[~sources["source_id"].isin(stems)].to_dict("records") if paths else ():
        what = f"{row['source_id']!r} has no file {STATEMENTS}/{row['source_id']}.csv"
        problems.add(row[FILE], row[ROW], "source_id", what, "add the file or remove the source")
    if not paths:
        problems.add(STATEMENTS, 0, "", "holds no statement file", "add at least one document")
    frame = frame_of(rows, layout.columns)
    check_twice(frame, layout, problems)
    names = frame[FILE].str.removeprefix(f"{STATEMENTS}/").str.removesuffix(".csv")
    return frame.assign(source_id=names)
