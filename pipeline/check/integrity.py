"""What must hold in every edition: keys, references, allowed words, counts, no personal data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from pipeline.model import Problems
from pipeline.schema import Column, Table, schema

Tables = Mapping[str, pd.DataFrame]
_EMAIL = re.compile(r"[\w.+-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w/.-])(?:\+358 ?|0)[1-9](?:[ -]?\d){6,10}(?![\w/.-])")
_BUSINESS_ID = re.compile(r"\d{7}-\d")
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
    for ident in _idents(table, frame[frame.duplicated(list(table.key))]):
        problems.add(table.name, 0, table.key[0], f"{ident} stands twice", "remove one of the two")


def _check_required(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    frame = tables[table.name]
    if not column.required:
        return
    for ident in _idents(table, frame[frame[column.name].isna()]):
        what = f"{ident} has no value"
        problems.add(table.name, 0, column.name, what, "add the statement that gives it")


def _check_words(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    """Cells of a category and of a shaped type are of that category and shape."""
    frame = tables[table.name]
    cells = frame[column.name].dropna()
    if column.category:
        bad = ~cells.isin(schema().categories[column.category])
    elif column.type in _SHAPES:
        bad = ~cells.astype("str").map(lambda text: bool(_SHAPES[column.type].fullmatch(text)))
    else:
        return
    for ident in _idents(table, frame.loc[cells.index[bad]]):
        value = frame.loc[cells.index[bad], column.name].iloc[0]
        what = f"{ident} has {value!r}, which is not a {column.category or column.type}"
        problems.add(table.name, 0, column.name, what, "mend it in data/raw")


def _check_references(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    if not column.refers:
        return
    _, other, key = column.refers
    cells = tables[table.name][column.name].dropna()
    if column.type == "list":
        cells = cells.str.split(";").explode()
    lost = cells[~cells.isin(tables[other][key])]
    for index, value in lost.items():
        ident = _idents(table, tables[table.name].loc[[index]])[0]
        what = f"{ident} refers to {value!r}, which is not in {other}"
        problems.add(table.name, 0, column.name, what, "add the row or mend the reference")


def _check_persons(table: Table, column: Column, tables: Tables, problems: Problems) -> None:
    """No e-mail address or telephone number stands anywhere."""
    texts = tables[table.name][column.name].dropna().astype("str")
    texts = texts[~texts.map(lambda text: bool(_BUSINESS_ID.fullmatch(text)))]
    for index in texts.index[texts.str.contains(_EMAIL) | texts.str.contains(_PHONE)]:
        ident = _idents(table, tables[table.name].loc[[index]])[0]
        what = f"{ident} holds an e-mail address or telephone number"
        problems.add(table.name, 0, column.name, what, "take it out of data/raw")


def _check_coverage(coverage: pd.DataFrame, problems: Problems) -> None:
    """Never more grants or euros than the sources state."""
    for part, whole in (("project_rows", "stated_grants"), ("itemised_eur", "stated_total_eur")):
        over = coverage[(coverage[part] > coverage[whole]).fillna(False).astype(bool)]
        for row in over.to_dict("records"):
            what = f"{row['coverage_id']} has {row[part]}, more than the {row[whole]} stated"
            problems.add("coverage", 0, part, what, "find what is counted twice")


def _idents(table: Table, rows: pd.DataFrame) -> list[str]:
    keys = rows[list(table.key)].astype("str")
    return ["/".join(key) for key in keys.itertuples(index=False, name=None)]


_COLUMN_CHECKS: tuple[Callable[[Table, Column, Tables, Problems], None], ...] = (
    _check_required,
    _check_words,
    _check_references,
    _check_persons,
)
