"""What must hold in every edition: keys, references, allowed words, counts, no personal data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from pipeline.check.personal import personal
from pipeline.model import Problems, known_from
from pipeline.schema import Column, Table, schema

Tables = Mapping[str, pd.DataFrame]
_SHAPES = {
    "code": re.compile(r"\d{3}"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "partial_date": re.compile(r"\d{4}(-\d{2}(-\d{2})?)?"),
    "moment": re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?"),
}


def check_tables(tables: Tables) -> None:
    """Raise BadInputError if the tables break a rule that every edition keeps.

    Rows are told by their key, since a row of a table may come from several raw files.
    """
    problems = Problems()
    for name, frame in tables.items():
        table = schema().tables[name]
        _check_key(table, frame, problems)
        for column in table.columns:
            for check in _COLUMN_CHECKS:
                check(table, column, tables, problems)
    _check_coverage(tables["coverage"], problems)
    problems.stop()


def _check_key(table: Table, frame: pd.DataFrame, problems: Problems) -> None:
    for ident in _idents(table, frame, frame.duplicated(list(table.key))):
        problems.add(table.name, 0, table.key[0], f"{ident} stands twice", "remove one of the two")


def _check_required(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    if not column.required:
        return
    frame, said = tables[table.name], tables["statements"]
    for ident in _idents(table, frame, frame[column.name].isna()):
        sources = said.loc[said["subject_id"] == ident, "source_id"].unique()
        files = [f"statements/{source}.csv" for source in sorted(sources)]
        known = known_from(["subjects.csv", *files] if files else [])
        move = "; ".join(filter(None, ["add the statement that gives it", known]))
        problems.add(table.name, 0, column.name, f"{ident} has no value", move)


def _check_words(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    """Cells of a category and of a shaped type are of that category and shape."""
    frame = tables[table.name]
    if column.category:
        words = schema().categories[column.category]
        bad = [cell not in words for cell in frame[column.name]]
    elif column.type in _SHAPES:
        shape = _SHAPES[column.type]
        bad = [not shape.fullmatch(str(cell)) for cell in frame[column.name]]
    else:
        return
    is_wrong = frame[column.name].notna() & pd.Series(bad, index=frame.index, dtype=bool)
    for ident, value in _told(table, frame, is_wrong, column.name):
        what = f"{ident} has {value!r}, which is not a {column.category or column.type}"
        problems.add(table.name, 0, column.name, what, "mend it in data/raw")


def _check_references(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    if not column.refers:
        return
    _, other, key = column.refers
    frame, known = tables[table.name], set(tables[other][key])
    parts = [_parts(column, cell) for cell in frame[column.name]]
    is_lost = pd.Series([not known.issuperset(ids) for ids in parts], index=frame.index, dtype=bool)
    for ident, value in _told(table, frame, is_lost, column.name):
        for lost in [part for part in _parts(column, value) if part not in known]:
            what = f"{ident} refers to {lost!r}, which is not in {other}"
            problems.add(table.name, 0, column.name, what, "add the row or mend the reference")


def _parts(column: Column, cell: object) -> list[str]:
    """The identifiers in a cell."""
    if not isinstance(cell, str):
        return []
    return cell.split(";") if column.type == "list" else [cell]


def _check_persons(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    """No e-mail address or telephone number stands in any text."""
    frame = tables[table.name]
    if frame[column.name].dtype != "str":
        return
    bad = personal(frame[column.name].dropna().unique())
    for ident in _idents(table, frame, frame[column.name].isin(bad)):
        what = f"{ident} holds an e-mail address or telephone number"
        problems.add(table.name, 0, column.name, what, "take it out of data/raw")


def _check_coverage(coverage: pd.DataFrame, problems: Problems) -> None:
    """Never more grants or euros than the sources state."""
    for part, whole in (("project_rows", "stated_grants"), ("itemised_eur", "stated_total_eur")):
        over = coverage[(coverage[part] > coverage[whole]).fillna(False).astype(bool)]
        for row in over.to_dict("records"):
            what = f"{row['coverage_id']} has {row[part]}, more than the {row[whole]} stated"
            problems.add("coverage", 0, part, what, "find what is counted twice")


def _idents(table: Table, frame: pd.DataFrame, where: pd.Series) -> list[str]:
    """Keys of the rows for which `where` is true."""
    return [ident for ident, _ in _told(table, frame, where, table.key[0])]


def _told(
    table: Table, frame: pd.DataFrame, where: pd.Series, column: str
) -> list[tuple[str, object]]:
    """(key, cell of the column) of the rows for which `where` is true."""
    if not where.any():
        return []
    rows = frame[where]
    keys = rows[list(table.key)].astype("str").fillna("").itertuples(index=False, name=None)
    return [("/".join(key), cell) for key, cell in zip(keys, rows[column], strict=True)]


_COLUMN_CHECKS: tuple[Callable[[Table, Column, Tables, Problems], None], ...] = (
    _check_required,
    _check_words,
    _check_references,
    _check_persons,
)
