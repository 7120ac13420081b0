"""What changed between two editions: cell by cell, for a machine and a spreadsheet."""

from __future__ import annotations

import json
from functools import reduce

import pandas as pd

from pipeline.model import write_table
from pipeline.publish.edition import Edition

COLUMNS = ["change", "table", "key", "column", "old", "new"]
TABLE_ADDED, TABLE_REMOVED = "table added", "table removed"


def differences(old: Edition, new: Edition) -> pd.DataFrame:
    """One row a cell that was added, changed or removed, with its old and new value.

    A row that is added or removed gives a row here for each of its filled cells; `key` is the
    row's primary key, its parts joined by "/". A table that only one edition has gives one row,
    with the number of its rows. Sorted, so that the same editions give the same.
    """
    names = sorted({*old.tables, *new.tables})
    parts = [
        _table(old, new, name)
        if name in old.tables and name in new.tables
        else _whole(old, new, name)
        for name in names
    ]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def changes_csv(changes: pd.DataFrame) -> bytes:
    """The differences as CSV."""
    return write_table(changes).encode()


def changes_json(changes: pd.DataFrame, old: str, new: str) -> bytes:
    """The differences as JSON with the number of rows by table."""
    document = {
        "old_version": old,
        "new_version": new,
        "tables": {name: counts_of(rows) for name, rows in changes.groupby("table")},
        "changes": changes.to_dict("records"),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _whole(old: Edition, new: Edition, name: str) -> pd.DataFrame:
    """The one row of a table that only one of the editions has."""
    counts = {
        side: str(len(e.tables[name])) if name in e.tables else ""
        for side, e in (("old", old), ("new", new))
    }
    change = TABLE_ADDED if counts["new"] else TABLE_REMOVED
    row = {"change": change, "table": name, "key": "", "column": "", **counts}
    return pd.DataFrame([row], columns=COLUMNS, dtype="str")


def _table(old: Edition, new: Edition, name: str) -> pd.DataFrame:
    one, other = _long(old, name), _long(new, name)
    both = one.merge(other, on=["key", "column"], how="outer", suffixes=("_old", "_new"))
    both = both.fillna("").rename(columns={"value_old": "old", "value_new": "new"})
    both = both[both["old"] != both["new"]]
    was, now = both["key"].isin(one["key"]), both["key"].isin(other["key"])
    change = pd.Series("changed", index=both.index).where(was, "added").where(now, "removed")
    out = both.assign(change=change, table=name)[COLUMNS]
    return out.sort_values(["key", "column"], ignore_index=True)


def _long(edition: Edition, name: str) -> pd.DataFrame:
    """key, column, value of every filled cell of a table; nothing if the edition lacks it."""
    frame = edition.tables.get(name)
    if frame is None or frame.empty:
        return pd.DataFrame({"key": [], "column": [], "value": []}, dtype="str")
    keys = reduce(lambda one, other: one + "/" + other, (frame[k] for k in edition.keys[name]))
    long = frame.assign(_key=keys).melt("_key", var_name="_column", value_name="_cell")
    long = long.set_axis(["key", "column", "value"], axis=1)
    return long[long["value"] != ""]


def counts_of(rows: pd.DataFrame) -> dict[str, int]:
    """How many rows of a table were added, changed and removed, from its differences."""
    first = rows.iloc[0]
    if first["change"] in (TABLE_ADDED, TABLE_REMOVED):
        return {"added": int(first["new"] or 0), "changed": 0, "removed": int(first["old"] or 0)}
    keys = rows.drop_duplicates(["change", "key"])["change"].value_counts()
    return {change: int(keys.get(change, 0)) for change in ("added", "changed", "removed")}
