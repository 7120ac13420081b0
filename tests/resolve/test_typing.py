"""Frames take the columns and types that the schema gives their table."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.resolve.typing import joined, sentence, typed


def test_columns_come_in_the_order_of_the_schema_and_rows_by_key() -> None:
    frame = pd.DataFrame(
        {"name_en": ["B", "A"], "name_fi": ["b", "a"], "region_code": ["02", "01"]}
    )
    out = typed(frame, "regions")
    assert list(out.columns) == ["region_code", "name_fi", "name_sv", "name_en"]
    assert out["region_code"].tolist() == ["01", "02"]
    assert out["name_sv"].isna().all()


def test_values_take_their_type() -> None:
    frame = pd.DataFrame(
        {
            "project_id": ["a", "b", "c"],
            "amount_eur": ["850000", "", None],
            "participants_complete": ["no", "yes", ""],
            "title_fi": ["049", "", None],
        }
    )
    out = typed(frame, "projects")
    assert out["amount_eur"].dtype == "Int64"
    assert out["amount_eur"].tolist()[0] == 850000
    assert out["amount_eur"].isna().tolist() == [False, True, True]
    assert out["participants_complete"].tolist()[:2] == [False, True]
    assert out["participants_complete"].isna().tolist() == [False, False, True]
    assert out["title_fi"].tolist()[0] == "049"
    assert out["title_fi"].isna().tolist() == [False, True, True]


def test_a_column_that_the_schema_lacks_is_a_mistake() -> None:
    frame = pd.DataFrame({"region_code": ["01"], "mayor": ["x"]})
    with pytest.raises(KeyError, match="regions has no column mayor"):
        typed(frame, "regions")


def test_joining_keeps_the_first_of_each() -> None:
    assert joined(pd.Series(["b", "a", "b"])) == "b;a"
    assert sentence(pd.Series(["b", "a", "b"])) == "b; a"
