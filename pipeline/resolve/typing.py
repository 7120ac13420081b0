"""Frames take the columns and types that the schema gives their table."""

from __future__ import annotations

import pandas as pd

from pipeline.schema import LANGUAGES, Table, schema

DTYPES = {
    "eur": "Int64",
    "count": "Int64",
    "year": "Int64",
    "percent": "Int64",
    "number": "Float64",
    "boolean": "boolean",
}
"""Type of a column → pandas dtype; all other types are text, dates as ISO 8601."""


def typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """`frame` with exactly the columns of the table, in order, typed, sorted by its key.

    Columns that the frame lacks are empty; "" counts as missing. Raises KeyError for a column
    that the schema does not know, so that nothing made is lost unseen.
    """
    table = schema().tables[name]
    unknown = set(frame.columns) - set(table.column_names)
    if unknown:
        raise KeyError(f"{name} has no column {', '.join(sorted(unknown))}")
    columns = {
        column.name: _cast(frame.get(column.name), DTYPES.get(column.type, "str"), frame.index)
        for column in table.columns
    }
    return _sorted(pd.DataFrame(columns, index=frame.index), table)


def joined(values: pd.Series) -> str:
    """The distinct values in order of first appearance as one cell, `;` between them."""
    return ";".join(dict.fromkeys(values))


def sentence(values: pd.Series) -> str:
    """The distinct texts in order of first appearance, `; ` between them."""
    return "; ".join(dict.fromkeys(values))


def languages(column: str) -> list[str]:
    """Names of the columns that hold `column` in each language."""
    return [f"{column}_{language}" for language in LANGUAGES]


def _cast(values: pd.Series | None, dtype: str, index: pd.Index) -> pd.Series:
    if values is None:
        return pd.Series([None] * len(index), index=index, dtype=dtype)
    if dtype == "str" and values.dtype == "str":
        return values.mask(values == "")
    if dtype == "str":
        known = values.notna() & (values != "")
        texts = [str(value) if told else None for value, told in zip(values, known, strict=True)]
        return pd.Series(texts, index=index, dtype="str")
    if dtype == "boolean":
        words = {"yes": True, "no": False, True: True, False: False}
        return values.map(words).astype("boolean")
    numbers: pd.Series = pd.to_numeric(values.mask(values.astype("str") == ""))
    return numbers.astype(dtype)  # type: ignore[call-overload,no-any-return]


def _sorted(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    return frame.sort_values(list(table.key), kind="stable").reset_index(drop=True)
