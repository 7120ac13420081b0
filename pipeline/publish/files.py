"""The same table as CSV and as Parquet: same cells, same bytes every time."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.model import write_table
from pipeline.schema import Table

_ARROW = {
    "eur": pa.int64(),
    "count": pa.int64(),
    "year": pa.int64(),
    "percent": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
"""Type of a column → Arrow type; all other types are text."""


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """UTF-8, comma, LF, quotes only where needed, true/false, an empty cell for no value.

    Text is written as it is, never escaped: cells that a spreadsheet would take for a formula are
    refused before (check formula-cell), so that the data stay faithful and safe to open.
    """
    out = frame.copy()
    for name in out.columns[out.dtypes == "boolean"]:
        out[name] = out[name].map({True: "true", False: "false"})
    return write_table(out).encode()


def parquet_bytes(frame: pd.DataFrame, table: Table) -> bytes:
    """Zstandard-compressed Parquet with the types of the schema."""
    arrays = [_array(frame[column.name], column.type) for column in table.columns]
    fields = [
        pa.field(column.name, _ARROW.get(column.type, pa.string()), nullable=not column.required)
        for column in table.columns
    ]
    sink = io.BytesIO()
    rows = pa.Table.from_arrays(arrays, schema=pa.schema(fields))
    pq.write_table(rows, sink, compression="zstd")
    return sink.getvalue()


def _array(values: pd.Series, kind: str) -> pa.Array:
    if kind == "date":
        days = [date.fromisoformat(day) if isinstance(day, str) else None for day in values]
        return pa.array(days, type=pa.date32())
    return pa.array(values.to_numpy(dtype=object), _ARROW.get(kind, pa.string()), from_pandas=True)
