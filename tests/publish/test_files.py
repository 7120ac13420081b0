"""A table as CSV and as Parquet: the same cells, the same bytes every time."""

from __future__ import annotations

import io
from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.cli.flow import Built
from pipeline.publish.files import csv_bytes, parquet_bytes
from pipeline.resolve.typing import typed
from pipeline.schema import schema


@pytest.fixture
def frame() -> pd.DataFrame:
    """Two projects, the one with everything, the other with nothing."""
    full = {
        "project_id": "a",
        "call_certainty": "stated",
        "status": "itemised",
        "title_fi": 'Kex, "päätös"\nja muu',
        "lead_id": "049",
        "amount_eur": "850000",
        "participants_complete": "no",
        "decided_on": "2020-12-11",
        "ends_on": "2021-11",
        "funding_share_pct": "85",
    }
    bare = {"project_id": "b", "call_certainty": "stated", "status": "recipient only"}
    return typed(pd.DataFrame([full, bare]), "projects")


def parquet(frame: pd.DataFrame) -> pa.Table:
    """The frame after it went through Parquet."""
    return pq.read_table(io.BytesIO(parquet_bytes(frame, schema().tables["projects"])))


def test_csv_is_plain(frame: pd.DataFrame) -> None:
    names = ["project_id", "title_fi", "lead_id", "amount_eur", "participants_complete"]
    assert csv_bytes(frame[names]).decode() == (
        "project_id,title_fi,lead_id,amount_eur,participants_complete\n"
        'a,"Kex, ""päätös""\nja muu",049,850000,false\n'
        "b,,,,\n"
    )


def test_writing_csv_leaves_the_frame_alone(frame: pd.DataFrame) -> None:
    before = frame.copy()
    csv_bytes(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_parquet_has_the_types_of_the_schema(frame: pd.DataFrame) -> None:
    table = parquet(frame)
    types = {field.name: field.type for field in table.schema}
    assert types["amount_eur"] == types["funding_share_pct"] == pa.int64()
    assert types["decided_on"] == pa.date32()
    assert types["participants_complete"] == pa.bool_()
    assert types["lead_id"] == types["ends_on"] == pa.string()
    assert table.schema.names == schema().tables["projects"].column_names


def test_parquet_holds_the_cells(frame: pd.DataFrame) -> None:
    one, other = parquet(frame).to_pylist()
    assert one["lead_id"] == "049"
    assert one["amount_eur"] == 850000
    assert one["decided_on"] == date(2020, 12, 11)
    assert one["participants_complete"] is False
    assert [name for name, cell in other.items() if cell is not None] == [
        "project_id",
        "call_certainty",
        "status",
    ]


def test_only_required_columns_may_not_be_empty(frame: pd.DataFrame) -> None:
    fields = {field.name: field.nullable for field in parquet(frame).schema}
    assert {name for name, nullable in fields.items() if not nullable} == {
        column.name for column in schema().tables["projects"].columns if column.required
    }


def test_numbers_keep_their_decimals(golden_built: Built) -> None:
    coverage = golden_built.tables["coverage"]
    assert b",66.7,30.0\n" in csv_bytes(coverage)
    data = io.BytesIO(parquet_bytes(coverage, schema().tables["coverage"]))
    assert pq.read_table(data)["rows_share_pct"].to_pylist() == [100.0, 66.7, 25.0, None]


def test_the_same_table_gives_the_same_bytes(frame: pd.DataFrame) -> None:
    table = schema().tables["projects"]
    assert csv_bytes(frame) == csv_bytes(frame.copy())
    assert parquet_bytes(frame, table) == parquet_bytes(frame.copy(), table)
