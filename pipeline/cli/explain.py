"""The receipt of one value, for a terminal."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from pipeline.model import BadInputError, Problem
from pipeline.schema import schema

_TABLES = ("projects", "calls", "programmes")


def explain_lines(tables: Mapping[str, pd.DataFrame], subject: str, field: str) -> Iterator[str]:
    """What the tables show for a column or field of a subject, then every statement behind it.

    Raises BadInputError for a subject or field that is not known.
    """
    statements = tables["statements"]
    rows = statements[statements["subject_id"] == subject]
    if rows.empty:
        what, move = "is not a subject", "use an id of data/raw/subjects.csv"
        raise BadInputError([Problem(repr(subject), 0, "", what, move)])
    table = next((name for name in _TABLES if subject in set(_keys(tables, name))), "")
    fields = _fields_behind(table, field)
    is_column = table and field in tables[table].columns
    if not fields and not is_column:
        what = "is neither a column of its table nor a field of statements"
        move = "look at the data dictionary on the site"
        raise BadInputError([Problem(repr(field), 0, "", what, move)])
    if is_column:
        shown = tables[table].set_index(_key(table), drop=False)[field].dropna().astype("str")
        yield f"{table}.{field} of {subject}: {shown.get(subject, 'not stated')}"
    behind = rows[rows["field"].isin(fields)].fillna("")
    reasons = _reasons(tables["conflicts"])
    order = behind["use"].map(list(schema().categories["use"]).index)
    for row in behind.assign(order=order).sort_values(["order", "source_id"]).to_dict("records"):
        yield from _receipt(row, reasons)
    for note in _notes(tables["conflicts"], subject, fields):
        yield f"How to take it: {note}"
    if not fields:
        yield f"Computed: {schema().tables[table].column(field).description['en']}"
    elif behind.empty:
        yield "No source held says anything of this."


def _receipt(row: Mapping[Hashable, Any], reasons: Mapping[str, str]) -> Iterator[str]:
    qualifier = f" ({row['qualifier']})" if row["qualifier"] else ""
    yield f"- {row['use']}: {row['field']} = {row['value']}{qualifier}"
    token = f"{row['as_written']!r}" if row["as_written"] else "the token was not kept"
    place = f", {row['locator']}" if row["locator"] else ""
    yield f"    source {row['source_id']}{place}: {token}"
    corrected = f", read as {row['corrected']!r}" if row["corrected"] else ""
    yield f"    rule {row['rule']}, {row['certainty']}{corrected}"
    if row["statement_id"] in reasons:
        yield f"    not shown, decided by {reasons[row['statement_id']]}"
    if row["note_en"]:
        yield f"    note: {row['note_en']}"


def _reasons(conflicts: pd.DataFrame) -> dict[str, str]:
    """Statement that lost → the criterion that decided, in words."""
    rivals = conflicts[conflicts["decided_by"].notna()]
    words = rivals["decided_by"].map(lambda name: schema().categories["criterion"][name]["en"])
    return dict(zip(rivals["statement_id"], words, strict=True))


def _notes(conflicts: pd.DataFrame, subject: str, fields: tuple[str, ...]) -> list[str]:
    told = conflicts[(conflicts["subject_id"] == subject) & conflicts["field"].isin(fields)]
    return list(dict.fromkeys(told["note_en"]))


def _fields_behind(table: str, field: str) -> tuple[str, ...]:
    if table:
        columns = {column.name: column.fields for column in schema().tables[table].columns}
        if columns.get(field):
            return columns[field]
    return (field,) if field in schema().fields else ()


def _key(table: str) -> str:
    return schema().tables[table].key[0]


def _keys(tables: Mapping[str, pd.DataFrame], table: str) -> pd.Series:
    return tables[table][_key(table)]
