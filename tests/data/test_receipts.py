"""Every published cell of a view table is backed by what the statements say."""

from __future__ import annotations

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
    cells = [cell for table in VIEWS for cell in ledger.cells(table)]
    behind = {told["statement_id"] for cell in cells for told in cell.behind}
    shown = [told for rows in ledger.told.values() for told in rows if told["use"] == "shown"]
    assert len(shown) > 600
    assert [told for told in shown if told["statement_id"] not in behind] == []


def test_every_fact_that_is_shown_fills_its_cell(ledger: Ledger) -> None:
    """The other way round: no statement is shown in a cell that is empty."""
    for table in WIDE:
        rows = {row[schema().tables[table].key[0]]: row for row in ledger.tables[table]}
        columns = [c for c in schema().tables[table].columns if c.name != "participants_complete"]
        own = {field: c.name for c in reversed(columns) for field in c.fields}
        told = [
            (own[s["field"]], s) for ident in rows for s in ledger.told[ident] if s["field"] in own
        ]
        assert len(told) > 20
        empty = [s["statement_id"] for name, s in told if not rows[s["subject_id"]][name]]
        assert empty == []


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


SPOILT = [
    ("projects", "amount_eur", "850000", "850001"),
    ("projects", "amount_kind", "maximum", "granted"),
    ("projects", "amount_qualifier", "max", "about"),
    ("projects", "title_sv", "Helmi", "Helmi!"),
    ("projects", "title_certainty", "stated", "inferred"),
    ("projects", "translated_titles", "en", "fi"),
    ("projects", "lead_id", "091", "049"),
    ("projects", "lead_name_sv", "Helsingfors", "Esbo"),
    ("projects", "ends_on", "2022-10-31", "2022-10"),
    ("projects", "call_id", "dk-2017", "dk-2018"),
    ("projects", "call_certainty", "inferred", "stated"),
    ("projects", "participants_complete", "", "false"),
    ("calls", "year", "2018", "2017"),
    ("calls", "joint_only", "true", "false"),
    ("programmes", "full_list_at_sv", "https://vm.fi/kuntien-digihankkeet", "https://vm.fi/"),
    ("programmes", "funding_share_max_pct", "85", "70"),
    ("call_targets", "text_sv", "konkrethet", "mod"),
    ("call_targets", "target_kind", "exclusion", "target"),
    ("participations", "role", "partner", "lead"),
    ("participations", "certainty", "inferred", "stated"),
    ("participations", "name_sv", "Tavastehus", "Hämeenlinna"),
    ("participations", "note_fi", "kaupunkiseutu, ei kunta", "kunta"),
    ("project_themes", "theme_basis", "phrase", "stated"),
    ("project_themes", "phrase", "talousohjauksen", "talouden"),
    ("outputs", "licence", "LGPL-2.1-or-later", "MIT"),
    ("outputs", "output_kind", "service", "guide"),
]


@pytest.mark.parametrize(("table", "column", "was", "becomes"), SPOILT)
def test_a_cell_that_no_statement_backs_is_found(
    tables: Tables, table: str, column: str, was: str, becomes: str
) -> None:
    frame = tables[table].assign(**{column: tables[table][column].replace(was, becomes)})
    assert not frame.equals(tables[table])
    assert faults(Ledger({**tables, table: frame}), table) != []
