"""Every published cell of a view table is backed by what the statements say."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from pipeline.schema import schema
from tests.data.receipts import VIEWS, WIDE, Ledger, follows

Tables = dict[str, pd.DataFrame]
COMPUTED = {
    "programmes": ["programme_id", "conflict_fields", "source_ids"],
    "calls": ["call_id", "conflict_fields", "source_ids"],
    "projects": ["project_id", "status", "conflict_fields", "source_ids"],
    "call_targets": ["call_id", "theme_ids", "certainty", "source_ids"],
    "participations": ["project_id", "organisation_kind", "source_ids"],
    "project_themes": ["project_id"],
    "outputs": ["output_id", "subject_id", "source_ids"],
}
"""Columns of each view that are keys, or computed from other columns."""


@pytest.fixture(scope="module")
def ledger(tables: Tables) -> Ledger:
    """The statements behind the committed tables."""
    return Ledger(tables)


def faults(ledger: Ledger, table: str) -> list[str]:
    """Cells of the table that do not follow from the statements behind them."""
    key = schema().tables[table].key
    return [
        f"{'/'.join(cell.row[name] for name in key)} {cell.column.name}: {cell.text!r}"
        for cell in ledger.cells(table)
        if not follows(cell, ledger)
    ]


@pytest.mark.parametrize("table", VIEWS)
def test_only_keys_and_computed_columns_declare_no_fields(table: str) -> None:
    columns = schema().tables[table].columns
    assert [column.name for column in columns if not column.fields] == COMPUTED[table]


@pytest.mark.parametrize("table", VIEWS)
def test_every_cell_follows_from_its_statements(ledger: Ledger, table: str) -> None:
    assert len(list(ledger.cells(table))) >= 20
    assert faults(ledger, table) == []


def test_every_statement_that_is_shown_stands_in_a_table(ledger: Ledger) -> None:
    behind = {
        told["statement_id"]
        for table in VIEWS
        for cell in ledger.cells(table)
        for told in cell.behind
    }
    shown = {
        row["statement_id"]: f"{row['subject_id']} {row['field']} {row['value']}"
        for rows in ledger.told.values()
        for row in rows
        if row["use"] == "shown"
    }
    assert len(shown) > 600
    # A recipient whose role another statement tells is shown in that role.
    lost = [text for ident, text in shown.items() if ident not in behind]
    assert [text for text in lost if " recipient " not in text] == []


def test_every_fact_that_is_shown_fills_its_cell(ledger: Ledger) -> None:
    """The other way round: no single-valued statement is shown in a cell that is empty."""
    for table in WIDE:
        key = schema().tables[table].key[0]
        rows = {row[key]: row for row in ledger.tables[table]}
        columns = {name: c.name for c in schema().tables[table].columns for name in c.fields}
        for ident, row in rows.items():
            for told in ledger.told[ident]:
                if told["field"] in columns and told["use"] == "shown":
                    assert row[columns[told["field"]]], (ident, told["field"])


@pytest.mark.parametrize("table", WIDE)
def test_a_row_names_all_documents_that_speak_of_it(ledger: Ledger, table: str) -> None:
    for row in ledger.tables[table]:
        told = ledger.all[row[schema().tables[table].key[0]]]
        documents = {statement["source_id"] for statement in told} - {"editor"}
        assert row["source_ids"].split(";") == sorted(documents)


@pytest.mark.parametrize("table", ["call_targets", "participations", "outputs"])
def test_a_row_names_the_documents_it_was_made_of(ledger: Ledger, table: str) -> None:
    for row in ledger.tables[table]:
        documents = {statement["source_id"] for statement in ledger.behind(table, row)}
        assert row["source_ids"].split(";") == sorted(documents)


Spoil = Callable[[pd.DataFrame], pd.Series]
SPOILT: list[tuple[str, str, Spoil]] = [
    ("projects", "amount_eur", lambda frame: frame["amount_eur"].replace("850000", "850001")),
    ("projects", "amount_kind", lambda frame: frame["amount_kind"].replace("maximum", "granted")),
    (
        "projects",
        "amount_qualifier",
        lambda frame: frame["amount_qualifier"].replace("max", "about"),
    ),
    ("projects", "title_sv", lambda frame: frame["title_sv"] + "!"),
    (
        "projects",
        "title_certainty",
        lambda frame: frame["title_certainty"].replace("stated", "inferred"),
    ),
    (
        "projects",
        "translated_titles",
        lambda frame: frame["title_fi"].where(frame["title_fi"] == "", "fi"),
    ),
    ("projects", "lead_id", lambda frame: frame["lead_id"].replace("091", "049")),
    (
        "projects",
        "lead_name_sv",
        lambda frame: frame["lead_name_sv"].replace("Helsingfors", "Esbo"),
    ),
    ("projects", "ends_on", lambda frame: frame["ends_on"].str[:4]),
    ("projects", "call_id", lambda frame: frame["call_id"].replace("dk-2017", "dk-2018")),
    (
        "projects",
        "call_certainty",
        lambda frame: frame["call_certainty"].replace("inferred", "stated"),
    ),
    ("projects", "participants_complete", lambda frame: frame["project_id"].map(lambda _: "false")),
    ("calls", "year", lambda frame: frame["year"].replace("2018", "2017")),
    ("calls", "joint_only", lambda frame: frame["joint_only"].replace("true", "false")),
    ("calls", "legal_basis_fi", lambda frame: frame["legal_basis_fi"] + "; laki"),
    ("programmes", "full_list_at_sv", lambda frame: frame["full_list_at_sv"] + "."),
    ("call_targets", "text_sv", lambda frame: frame["text_sv"] + "."),
    ("participations", "role", lambda frame: frame["role"].replace("partner", "lead")),
    ("participations", "certainty", lambda frame: frame["certainty"].replace("inferred", "stated")),
    ("participations", "name_sv", lambda frame: frame["name_fi"] + "s"),
    (
        "participations",
        "note_fi",
        lambda frame: frame["note_fi"].where(frame["note_fi"] == "", "x"),
    ),
    (
        "project_themes",
        "theme_basis",
        lambda frame: frame["theme_basis"].replace("phrase", "stated"),
    ),
    ("project_themes", "phrase", lambda frame: frame["phrase"] + "x"),
    ("outputs", "url", lambda frame: frame["url"].where(frame["url"] == "", "https://example.org")),
    ("outputs", "output_kind", lambda frame: frame["output_kind"].replace("service", "guide")),
]


@pytest.mark.parametrize(("table", "column", "spoil"), SPOILT)
def test_a_cell_that_no_statement_backs_is_found(
    tables: Tables, table: str, column: str, spoil: Spoil
) -> None:
    frame = tables[table].copy()
    frame[column] = spoil(frame)
    assert not frame.equals(tables[table])
    assert faults(Ledger({**tables, table: frame}), table) != []
