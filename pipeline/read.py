"""Floor 1: read data/raw as it stands: sources, subjects, statements and the editor's decisions."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from pipeline.model import FILE, ROW, BadInputError, Problems, read_table
from pipeline.model.table import Row, frame_of, read_rows
from pipeline.schema import RawFile, schema

STATEMENTS = "statements"
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNT = re.compile(r"[0-9]{1,9}")
SINGLE = (
    "sources",
    "subjects",
    "corrections",
    "choices",
    "conflict_notes",
    "envelopes",
    "redirects",
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
    edition: pd.DataFrame
    """One row: the version of the data and the day it was issued."""


def read_raw(raw: Path) -> Raw:
    """Read data/raw; BadInputError lists every file that is missing, broken or repeats a key."""
    problems = Problems()
    frames: dict[str, pd.DataFrame] = {}
    for name in SINGLE:
        layout = schema().raw[f"{name}.csv"]
        frames[name] = _read(raw, layout, problems)
    if len(frames["edition"]) != 1:
        what = "must hold one row, the edition to build"
        problems.add("edition.csv", 0, "version", what, "leave one version in it")
    _check_words(frames["sources"], "sources", problems)
    _check_words(frames["subjects"], "statements", problems)
    _check_edition(frames["edition"], problems)
    _check_envelopes(frames["envelopes"], problems)
    frames["statements"] = _read_statements(raw, frames["sources"], problems)
    problems.stop()
    return Raw(**frames)


def _check_words(frame: pd.DataFrame, table: str, problems: Problems) -> None:
    """Columns that the published table has as a category hold words of it only."""
    for column in schema().tables[table].columns:
        if column.category and column.name in frame.columns:
            words = schema().categories[column.category]
            for row in frame[~frame[column.name].isin(list(words))].to_dict("records"):
                what = f"{row[column.name]!r} is unknown"
                move = "write " + ", ".join(words)
                problems.add(row[FILE], row[ROW], column.name, what, move)


def _check_edition(edition: pd.DataFrame, problems: Problems) -> None:
    for row in edition.to_dict("records"):
        if not _VERSION.fullmatch(row["version"]):
            what = f"{row['version']!r} is not a version"
            problems.add(row[FILE], row[ROW], "version", what, "write it as 2026.11.0")
        if not _is_day(row["issued_on"]):
            what = f"{row['issued_on']!r} is not a day"
            problems.add(row[FILE], row[ROW], "issued_on", what, "write it as 2026-11-21")


def _check_envelopes(envelopes: pd.DataFrame, problems: Problems) -> None:
    for row in envelopes.to_dict("records"):
        table = schema().tables.get(row["table"])
        columns = table.column_names if table else []
        wrong = {
            "table": table is None,
            "column": row["column"] not in ("", *columns),
            "call_id": bool(row["call_id"]) and "call_id" not in columns,
            "at_least": not _COUNT.fullmatch(row["at_least"]),
            "at_most": not _COUNT.fullmatch(row["at_most"] or "0"),
        }
        for field in [name for name, is_wrong in wrong.items() if is_wrong]:
            what = f"{row[field]!r} is not known here"
            move = "name a published table and its column, and limits as whole numbers"
            problems.add(row[FILE], row[ROW], field, what, move)


def _is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, as 2026-11-21."""
    try:
        return _DAY.fullmatch(text) is not None and bool(date.fromisoformat(text))
    except ValueError:
        return False


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
    if not paths:
        problems.add(STATEMENTS, 0, "", "holds no statement file", "add at least one document")
    frame = frame_of(rows, layout.columns)
    _check_twice(frame, layout, problems)
    stems = frame[FILE].str.removeprefix(f"{STATEMENTS}/").str.removesuffix(".csv")
    return frame.assign(source_id=stems)


def _read(raw: Path, layout: RawFile, problems: Problems) -> pd.DataFrame:
    """One file; its faults go to `problems`, and an unreadable file gives an empty frame."""
    try:
        frame = read_table(raw / layout.name, layout.columns, layout.name)
    except BadInputError as error:
        problems.found.extend(error.problems)
        return frame_of([], layout.columns)
    _check_twice(frame, layout, problems)
    return frame


def _check_twice(frame: pd.DataFrame, layout: RawFile, problems: Problems) -> None:
    key = list(layout.key)
    for row in frame[frame.duplicated([FILE, *key])].to_dict("records"):
        what = f"{row[key[0]]!r} stands twice with the same {', '.join(key)}"
        problems.add(row[FILE], row[ROW], key[0], what, "keep one of the two rows")
