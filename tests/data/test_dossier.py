"""Every row of the dossier stands in the data, where the dossier is at hand to compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

Tables = dict[str, pd.DataFrame]
Rows = dict[str, dict[str, str]]
OUTPUT_PARTS = ("output_url", "output_licence", "reuse")


def read(dossier: Path, name: str) -> pd.DataFrame:
    """A file of the dossier, each cell as text."""
    return pd.read_csv(dossier / f"{name}.csv", dtype="str", keep_default_na=False)


def rows(frame: pd.DataFrame, key: str) -> Rows:
    """The rows of a table by their key."""
    return {
        str(row[key]): {str(k): str(v) for k, v in row.items()} for row in frame.to_dict("records")
    }


def differences(ours: Rows, theirs: Rows, columns: dict[str, str]) -> list[str]:
    """Where a row of the dossier is missing or says something else; `columns` are ours → theirs."""
    lines = [f"{ident} is missing" for ident in theirs if ident not in ours]
    for ident in theirs.keys() & ours.keys():
        for own, their in columns.items():
            told, wanted = _plain(ours[ident][own]), theirs[ident][their].replace("; ", ";")
            if told != wanted:
                lines.append(f"{ident} {own}: {told!r} instead of {wanted!r}")
    return sorted(lines)


def _plain(cell: str) -> str:
    return {"true": "yes", "false": "no"}.get(cell, cell.replace("; ", ";"))


def same(*names: str) -> dict[str, str]:
    """Columns that have the same name here and there."""
    return {name: name for name in names}


OURS = "names in Swedish and English ours; "
"""Stands before a note of the dossier where we translated the name of an output."""
FINNISH_ONLY = {"interim-report", "report-2020-projects", "savings-study", "toolkit"}
FINNISH_ONLY |= {"trial-evaluation"}
"""Outputs that the dossier names in Finnish and we in three languages."""


def test_statements(tables: Tables, dossier: Path) -> None:
    statements = tables["statements"]
    kinds, titles = (
        {
            (row["subject_id"], row["source_id"], row["item"]): _told_value(row)
            for row in statements[statements["field"] == field].to_dict("records")
        }
        for field in ("output_kind", "output")
    )
    any_title = {(subject, item): title for (subject, _, item), title in titles.items()}

    def told(row: dict[str, str]) -> tuple[str, ...]:
        """A statement of ours in the words of the dossier."""
        note = row["note_en"].removeprefix(OURS)
        place = (row["subject_id"], row["source_id"], row["item"])
        if row["field"] == "output":
            note = "; ".join(part for part in (kinds[place], note) if part)
        elif row["field"] in OUTPUT_PARTS and row["item"]:
            assert not note
            note = any_title[row["subject_id"], row["item"]]
        return (
            row["source_id"], row["subject_id"], row["field"], row["as_written"], _told_value(row),
            row["qualifier"], row["language"], row["certainty"], row["basis"], note,
        )  # fmt: skip

    ours = {told(row) for row in rows(statements, "statement_id").values()}
    names = ["source_id", "subject_id", "field", "value_as_written", "value", "qualifier"]
    names += ["language", "certainty", "as_written_basis", "note"]
    theirs = read(dossier, "statements")[names]
    # The one name that the vocabulary of organisations words in Finnish.
    theirs = theirs.replace("municipalities of Varsinais-Suomi", "Varsinais-Suomen kunnat")
    assert len(theirs) == 950
    assert [row for row in theirs.itertuples(index=False, name=None) if row not in ours] == []


def _told_value(row: Mapping[Any, str]) -> str:
    is_finnish = row["field"] == "output" and row["item"] in FINNISH_ONLY
    return row["value_fi"] if is_finnish else row["value"]


def test_sources(tables: Tables, dossier: Path) -> None:
    columns = {
        **same("title", "url", "language", "authority", "text_seen"),
        "source_kind": "kind",
        "published_on": "published",
        "published_note_en": "published_note",
    }
    theirs, ours = rows(read(dossier, "sources"), "source_id"), rows(tables["sources"], "source_id")
    assert len(theirs) == 108
    assert differences(ours, theirs, columns) == []
    for ident, row in theirs.items():
        # What the dossier says in English within the name of a publisher is in our note instead.
        assert row["publisher"].startswith(ours[ident]["publisher"].split(" (")[0]), ident
        assert ours[ident]["note_en"].startswith(row["note"]), ident


def test_programmes(tables: Tables, dossier: Path) -> None:
    columns = {
        **same("parent_id", "title_fi", "title_sv", "starts_on", "ends_on", "appropriation_eur"),
        **same("budget_moment", "funding_share_max_pct"),
        "programme_kind": "kind",
        "legal_basis_en": "legal_basis",
        "full_list_at_en": "full_list_at",
        "conflict_fields": "fields_in_conflict",
    }
    theirs = rows(read(dossier, "programmes"), "programme_id")
    ours = without_translations(rows(tables["programmes"], "programme_id"))
    assert differences(ours, theirs, columns) == []


def without_translations(told: Rows) -> Rows:
    """The rows with the titles that a source gives, our own translations left out."""
    return {
        ident: {
            **row,
            **{f"title_{lang}": "" for lang in row["translated_titles"].split(";") if lang},
        }
        for ident, row in told.items()
    }


def test_calls(tables: Tables, dossier: Path) -> None:
    columns = {
        **same("programme_id", "appropriation_parent_id", "year", "title_fi", "title_sv"),
        **same("call_announced_on", "opened_on", "closes_at", "decided_on", "announced_on"),
        **same("project_end_latest", "applications_received", "grants_awarded"),
        **same("total_applied_eur", "total_awarded_eur", "appropriation_eur", "grant_min_eur"),
        **same("grant_max_eur", "funding_share_max_pct", "joint_only", "budget_moment"),
        **same("source_ids"),
        "legal_basis_en": "legal_basis",
        "conflict_fields": "fields_in_conflict",
    }
    theirs = rows(read(dossier, "calls"), "call_id")
    ours = without_translations(rows(tables["calls"], "call_id"))
    assert differences(ours, theirs, columns) == []


def test_projects(tables: Tables, dossier: Path) -> None:
    columns = {
        **same("call_id", "call_certainty", "status", "title_fi", "title_sv", "title_en"),
        **same("short_name", "title_certainty", "amount_eur", "amount_kind"),
        **same("amount_qualifier", "starts_on", "ends_on", "project_url", "summary_fi"),
        **same("summary_en", "source_ids"),
        "lead_name_fi": "lead",
    }
    told = read(dossier, "projects")
    leading = told["lead_role"] == "lead"
    theirs = rows(told.assign(lead=told["lead_municipality"].where(leading, "")), "project_id")
    assert len(theirs) == 54
    ours = without_translations(rows(tables["projects"], "project_id"))
    assert set(ours) == set(theirs)
    assert differences(ours, theirs, columns) == []
    for ident, row in theirs.items():
        # The dossier repeats the inferred call among the possible ones.
        possible = {ours[ident]["call_id"], *ours[ident]["call_candidates"].split(";")}
        assert set(row["call_candidates"].split(";")) - possible <= {""}, ident


def test_participants(tables: Tables, dossier: Path) -> None:
    """Municipalities by their name, other bodies by the token that the document has."""
    names = ["project_id", "name", "role", "certainty"]
    people, told = tables["participations"], read(dossier, "participants")
    town = people["organisation_kind"] == "municipality"
    ours = people.assign(name=people["name_fi"].where(town, people["as_written"]))[names]
    name = told["municipality"].where(told["municipality"] != "", told["organisation_as_written"])
    role = told["role"].replace("recipient (role not stated)", "recipient")
    theirs = told.assign(name=name, role=role)[names]
    assert sorted(ours.to_numpy().tolist()) == sorted(theirs.to_numpy().tolist())


def test_outputs(tables: Tables, dossier: Path) -> None:
    ours = tables["outputs"][["subject_id", "output_kind", "url", "licence", "certainty"]]
    theirs = read(dossier, "outputs")[["project_id", "kind", "url", "licence", "certainty"]]
    assert len(theirs) == 21
    assert sorted(ours.to_numpy().tolist()) == sorted(theirs.to_numpy().tolist())


def test_coverage(tables: Tables, dossier: Path) -> None:
    columns = {
        **same("stated_grants", "itemised_projects", "recipient_only", "inferred_projects"),
        **same("with_amount", "stated_total_eur", "itemised_eur", "inferred_eur"),
        "project_rows": "award_rows",
    }
    theirs = rows(read(dossier, "coverage"), "call_id")
    ours = rows(tables["coverage"], "coverage_id")
    assert set(ours) == set(theirs)
    assert differences(ours, theirs, columns) == []


def test_candidates(tables: Tables, dossier: Path) -> None:
    statements = tables["statements"]
    reasons = statements[statements["field"] == "why_not_a_project"]
    ours = dict(zip(reasons["subject_id"], reasons["value_en"], strict=True))
    told = read(dossier, "candidates")
    theirs = dict(zip(told["candidate_id"], told["why_not_a_project"], strict=True))
    assert theirs.items() <= ours.items()


@pytest.mark.parametrize("column", ["title_fi", "amount_eur"])
def test_a_row_that_differs_would_be_found(column: str) -> None:
    theirs = {"a": {"title_fi": "x", "amount_eur": "1"}, "b": {"title_fi": "", "amount_eur": ""}}
    ours = {"a": {**theirs["a"], column: "y"}}
    assert differences(ours, theirs, same(column)) == [
        f"a {column}: 'y' instead of {theirs['a'][column]!r}",
        "b is missing",
    ]
