"""A reviewed draft goes into data/raw: checked row by row, then filed in one go."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.extract.draft import COLUMNS
from pipeline.extract.draft_rules import row_faults
from pipeline.extract.table_file import MAPPING_COLUMNS, MAPPINGS
from pipeline.model import FILE, ROW, BadInputError, Problem, Problems, read_table, write_table
from pipeline.schema import schema

_STATEMENTS = schema().raw["statements.csv"]
_SOURCES = schema().raw["sources.csv"]
_SUBJECTS = schema().raw["subjects.csv"]
_FREE = {"url", "published_on", "published_note", "note", "publisher"}
"""Columns of sources.csv that may stay empty."""


@dataclass(frozen=True)
class Filed:
    """What was added to data/raw."""

    source_id: str
    rows: int
    new_subjects: list[str]
    is_new_source: bool


def file_draft(draft: Path, raw: Path, source_id: str = "", replace: bool = False) -> Filed:
    """File the draft as data/raw/statements/<source_id>.csv and register source and subjects.

    `source_id` is by default that of the source row beside the draft, else the draft's name. A
    new source needs that row: `<draft>.source.csv`, one row in the columns of sources.csv. Raises
    BadInputError with every problem found; then nothing is written.
    """
    problems = Problems()
    frame = _with_place(read_table(draft, COLUMNS, draft.name))
    beside = _source_beside(draft, problems)
    ident = source_id or (beside["source_id"] if beside else draft.stem)
    sources = read_table(raw / "sources.csv", _SOURCES.columns, "sources.csv")
    subjects = read_table(raw / "subjects.csv", _SUBJECTS.columns, "subjects.csv")
    target = raw / "statements" / f"{ident}.csv"
    if target.exists() and not replace:
        move = "give --replace if this draft takes its place"
        problems.add(f"statements/{ident}.csv", 0, "", "is already there", move)
    is_new = ident not in set(sources["source_id"])
    if is_new:
        _check_source(beside, ident, draft, problems)
    kinds = _new_kinds(frame, set(subjects["subject_id"]))
    row_faults(frame, raw, {*subjects["subject_id"], *kinds}, problems)
    problems.stop()
    files = {target: write_table(_sorted(frame, _STATEMENTS.columns, _STATEMENTS.key))}
    if is_new and beside:
        more = pd.concat([sources, pd.DataFrame([beside])], ignore_index=True)
        files[raw / "sources.csv"] = write_table(_sorted(more, _SOURCES.columns, _SOURCES.key))
    if kinds:
        added = pd.DataFrame(list(kinds.items()), columns=list(_SUBJECTS.columns))
        more = pd.concat([subjects, added], ignore_index=True)
        files[raw / "subjects.csv"] = write_table(_sorted(more, _SUBJECTS.columns, _SUBJECTS.key))
    files |= _mapping_beside(draft, raw, ident)
    _write_all(files)
    return Filed(ident, len(frame), sorted(kinds), is_new)


def source_path(draft: Path) -> Path:
    """Where the proposed row of sources.csv stands: beside the draft."""
    return draft.with_suffix(".source.csv")


def mapping_path(draft: Path) -> Path:
    """Where the proposed mapping of a table file stands: beside the draft."""
    return draft.with_suffix(".mapping.csv")


def _with_place(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        file = "the draft"
        raise BadInputError([Problem(file, 0, "", "has no rows", "draft it again")])
    return frame


def _source_beside(draft: Path, problems: Problems) -> dict[str, str] | None:
    path = source_path(draft)
    if not path.exists():
        return None
    rows = read_table(path, _SOURCES.columns, path.name)[list(_SOURCES.columns)]
    if len(rows) != 1:
        problems.add(path.name, 0, "", f"has {len(rows)} rows", "keep one row for the one source")
        return None
    return {str(name): str(cell) for name, cell in rows.iloc[0].items()}


def _check_source(
    beside: dict[str, str] | None, ident: str, draft: Path, problems: Problems
) -> None:
    name = source_path(draft).name
    if beside is None:
        what = f"the source {ident!r} is not registered"
        problems.add("sources.csv", 0, "source_id", what, f"add its row, or write {name}")
        return
    if beside["source_id"] != ident:
        what = f"{beside['source_id']!r} is not the source {ident!r}"
        problems.add(name, 2, "source_id", what, "give both the same id")
    for column, cell in beside.items():
        if not cell and column not in _FREE:
            problems.add(name, 2, column, "is empty", "fill it in")
    for column in ("source_kind", "authority", "text_seen", "language"):
        allowed = schema().categories[column]
        if beside[column] and beside[column] not in allowed:
            move = f"write one of {', '.join(allowed)}"
            problems.add(name, 2, column, f"{beside[column]!r} is not allowed", move)


def _new_kinds(frame: pd.DataFrame, known: set[str]) -> dict[str, str]:
    """New subject -> its kind: told to be a call, having one, or neither (a programme)."""
    calls = set(frame.loc[frame["field"] == "call", "value"])
    kinds = {}
    for subject, rows in frame.groupby("subject_id", sort=True):
        fields = set(rows["field"])
        if str(subject) in known or not subject:
            continue
        if "call" in fields or fields & {"lead", "recipient", "partner"}:
            kinds[str(subject)] = "project"
        else:
            is_call = subject in calls or "programme" in fields or "decided_on" in fields
            kinds[str(subject)] = "call" if is_call else "programme"
    return kinds | {call: "call" for call in sorted(calls - known - set(kinds)) if call}


def _sorted(frame: pd.DataFrame, columns: tuple[str, ...], key: tuple[str, ...]) -> pd.DataFrame:
    return frame[list(columns)].sort_values(list(key), kind="stable")


def _mapping_beside(draft: Path, raw: Path, ident: str) -> dict[Path, str]:
    path = mapping_path(draft)
    if not path.exists():
        return {}
    frame = read_table(path, MAPPING_COLUMNS, path.name).drop(columns=[FILE, ROW])
    return {raw / MAPPINGS / f"{ident}.csv": write_table(frame)}


def _write_all(files: dict[Path, str]) -> None:
    """Write every file beside its place first, then move all of them there."""
    beside = {path: path.with_name(f".{path.name}.new") for path in files}
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_text(text, encoding="utf-8", newline="\n")
        for path, new in beside.items():
            os.replace(new, path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
