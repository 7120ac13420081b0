"""The numbers of the dossier come out."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.places import RAW

Tables = dict[str, pd.DataFrame]
OURS = ["output_kind", "appropriation_parent", "theme_phrase", "theme_stated"]
"""Fields in which this project sorts what a document says; the dossier has no such rows."""


def test_there_are_108_documents_and_the_editor(tables: Tables) -> None:
    ids = tables["sources"]["source_id"].tolist()
    assert len(ids) == 109
    assert "editor" in ids
    assert sorted(path.stem for path in (RAW / "statements").glob("*.csv")) == ids


def test_there_are_950_statements_of_the_dossier(tables: Tables) -> None:
    statements = tables["statements"]
    documents = statements[statements["source_id"] != "editor"]
    assert (~documents["field"].isin(OURS)).sum() == 950
    editor = statements[statements["source_id"] == "editor"]
    assert set(editor["certainty"]) == {"editorial"}
    assert "editorial" not in set(documents["certainty"])


def test_every_statement_that_was_read_is_published(tables: Tables) -> None:
    files = [
        pd.read_csv(path, dtype="str", keep_default_na=False).assign(source_id=path.stem)
        for path in sorted((RAW / "statements").glob("*.csv"))
    ]
    names = ["source_id", "subject_id", "field", "item", "as_written", "value", "qualifier"]
    names += ["language", "certainty", "basis", "locator"]
    raw = pd.concat(files)[names].to_numpy().tolist()
    assert sorted(raw) == sorted(tables["statements"][names].to_numpy().tolist())


def test_120_grants_are_stated_in_five_calls(tables: Tables) -> None:
    stated = tables["calls"].set_index("call_id")["grants_awarded"].astype(int)
    assert stated.to_dict() == {
        "dk-2017": 9,
        "dk-2018": 14,
        "kannustin-2019-1": 41,
        "kannustin-2019-2": 27,
        "kannustin-2020": 29,
    }
    assert stated.sum() == 120


def test_there_are_54_projects(tables: Tables) -> None:
    assert len(tables["projects"]) == 54
    counts = tables["projects"]["status"].value_counts().to_dict()
    assert counts == {"itemised": 12, "recipient only": 30, "inferred": 12}


COVERAGE = {
    "dk-2017": ("9", "9", "0", "9", "0", "0", "", "", "", "100.0", ""),
    "dk-2018": ("14", "14", "0", "14", "0", "0", "", "", "", "100.0", ""),
    "kannustin-2019": ("", "1", "0", "0", "1", "0", "", "", "", "", ""),
    "kannustin-2019-1": ("41", "6", "0", "4", "2", "2", "", "", "2950000", "14.6", ""),
    "kannustin-2019-2": (
        "27", "12", "4", "3", "5", "4", "8270000", "131700", "5527500", "44.4", "1.6",
    ),
    "kannustin-2020": (
        "29", "12", "8", "0", "4", "11", "9690000", "3696100", "1225100", "41.4", "38.1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("call", COVERAGE)
def test_the_coverage_of_each_call(tables: Tables, call: str) -> None:
    rows = tables["coverage"].set_index("coverage_id")
    assert tuple(rows.T[call]) == COVERAGE[call]
    assert set(rows.index) == set(COVERAGE)


@pytest.mark.parametrize(
    ("call", "itemised", "inferred", "total"),
    [
        ("kannustin-2020", 3_696_100, 1_225_100, 4_921_200),
        ("kannustin-2019-2", 131_700, 5_527_500, 5_659_200),
    ],
)
def test_the_euros_of_the_projects_add_up(
    tables: Tables, call: str, itemised: int, inferred: int, total: int
) -> None:
    projects = tables["projects"]
    here = projects[(projects["call_id"] == call) & (projects["amount_eur"] != "")]
    sums = here["amount_eur"].astype(int).groupby(here["status"]).sum().to_dict()
    assert sums == {"itemised": itemised, "inferred": inferred}
    assert sum(sums.values()) == total
