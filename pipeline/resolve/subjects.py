"""One row a programme, call and project: the shown value of each field, side by side."""

from __future__ import annotations

import pandas as pd

from pipeline.resolve.rank import AMOUNT_KINDS
from pipeline.resolve.typing import joined, languages, sentence
from pipeline.schema import LANGUAGES, schema

_TEXTS = ("legal_basis", "full_list_at", "list_scope")
"""Fields told as several wordings that one cell of a call or programme joins."""


def programmes(ranked: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Table programmes from the ranked and the shown statements."""
    wide = _wide(ranked, shown, "programme", "programmes")
    return wide.rename(columns={"subject_id": "programme_id", "programme": "parent_id"})


def calls(ranked: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Table calls; the year of a call is the year in which it opened."""
    wide = _wide(ranked, shown, "call", "calls")
    wide["year"] = wide["opened_on"].str[:4]
    qualifiers = _pivot(shown[shown["subject_kind"] == "call"], "qualifier")
    for field in ("total_applied_eur", "total_awarded_eur", "appropriation_eur"):
        column = field.removesuffix("_eur") + "_qualifier"
        wide[column] = _take(qualifiers, field, wide["subject_id"])
    names = {
        "subject_id": "call_id",
        "programme": "programme_id",
        "appropriation_parent": "appropriation_parent_id",
    }
    return wide.rename(columns=names)


def projects(ranked: pd.DataFrame, shown: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Table projects; `people` is the table participations of the same statements."""
    wide = _wide(ranked, shown, "project", "projects")
    own = shown[shown["subject_kind"] == "project"]
    ids = wide["subject_id"]
    for column, values in _call_of_projects(ranked, own, ids).items():
        wide[column] = values
    for column, values in _amounts(own, ids).items():
        wide[column] = values
    wide["total_budget_qualifier"] = _take(_pivot(own, "qualifier"), "total_budget_eur", ids)
    wide["title_certainty"] = _title_certainty(own, ids)
    wide["status"] = _status(wide)
    leads = people[people["role"] == "lead"].drop_duplicates("project_id").set_index("project_id")
    for column, source in (
        ("lead_id", "organisation_id"),
        ("lead_name_fi", "name_fi"),
        ("lead_name_sv", "name_sv"),
    ):
        wide[column] = ids.map(leads[source])
    return wide.rename(columns={"subject_id": "project_id", "call": "call_id"})


def _wide(ranked: pd.DataFrame, shown: pd.DataFrame, kind: str, table: str) -> pd.DataFrame:
    """One row a subject of the kind, one column a field of the table, values as text."""
    everything = ranked[ranked["subject_kind"] == kind]
    ids = pd.Index(sorted(everything["subject_id"].unique()), name="subject_id")
    wanted = {field for column in schema().tables[table].columns for field in column.fields}
    fields = sorted(wanted - set(AMOUNT_KINDS) - {"call_candidate"})
    values = _pivot(shown[shown["subject_kind"] == kind], "value")
    wide = values.reindex(index=ids, columns=fields).astype("str")
    for field in _TEXTS:
        wide = wide.drop(columns=field, errors="ignore").join(_texts(everything, field))
    wide["translated_titles"] = _translated(shown, ids)
    sources = everything[everything["certainty"] != "editorial"].sort_values("source_id")
    wide["source_ids"] = sources.groupby("subject_id")["source_id"].agg(joined)
    known = {column.name for column in schema().tables[table].columns} | set(wide.index.names)
    spare = set(wide.columns) - known - {"programme", "call", "appropriation_parent"}
    return wide.drop(columns=sorted(spare)).reset_index()


def _texts(statements: pd.DataFrame, field: str) -> pd.DataFrame:
    rows = statements[statements["field"] == field].groupby("subject_id")
    columns = {f"{field}_{language}": f"value_{language}" for language in LANGUAGES}
    return pd.DataFrame({name: rows[value].agg(sentence) for name, value in columns.items()})


def _translated(shown: pd.DataFrame, ids: pd.Index) -> pd.Series:
    """Languages whose title is the editor's translation, `;` between them."""
    titles = shown[shown["field"].isin(languages("title")) & (shown["certainty"] == "editorial")]
    spoken = titles.assign(spoken=titles["field"].str.removeprefix("title_"))
    return spoken.groupby("subject_id")["spoken"].agg(joined).reindex(ids)


def _call_of_projects(
    ranked: pd.DataFrame, own: pd.DataFrame, ids: pd.Series
) -> dict[str, pd.Series]:
    call = own[own["field"] == "call"].set_index("subject_id")
    candidates = ranked[(ranked["field"] == "call_candidate")].sort_values("value")
    columns = {
        "call": ids.map(call["value"]),
        "call_certainty": ids.map(call["certainty"]).astype("str").fillna("unresolved"),
        "call_candidates": ids.map(candidates.groupby("subject_id")["value"].agg(joined)),
    }
    for note in languages("note"):
        possible = candidates.assign(told=candidates["value"] + ": " + candidates[note])
        told = pd.concat([call.reset_index().assign(told=call[note].to_numpy()), possible])
        told = told[told[note] != ""]
        columns[f"call_{note}"] = ids.map(told.groupby("subject_id")["told"].agg(sentence))
    return columns


def _amounts(own: pd.DataFrame, ids: pd.Series) -> dict[str, pd.Series]:
    amounts = own[own["concept"] == "amount_eur"].set_index("subject_id")
    return {
        "amount_eur": ids.map(amounts["value"]),
        "amount_kind": ids.map(amounts["field"].map(AMOUNT_KINDS)),
        "amount_qualifier": ids.map(amounts["qualifier"]),
        "amount_certainty": ids.map(amounts["certainty"]),
    }


def _title_certainty(own: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Certainty of the best title that a source gives, translations apart."""
    titles = own[own["field"].isin(languages("title")) & (own["certainty"] != "editorial")]
    worst_last = titles.sort_values("certainty", ascending=False, kind="stable")
    return ids.map(worst_last.drop_duplicates("subject_id").set_index("subject_id")["certainty"])


def _status(wide: pd.DataFrame) -> pd.Series:
    named = (
        wide.reindex(columns=languages("title")).notna().any(axis=1) | wide["amount_eur"].notna()
    )
    status = named.map({True: "itemised", False: "recipient only"})
    return status.where(wide["call_certainty"] == "stated", "inferred")


def _pivot(shown: pd.DataFrame, column: str) -> pd.DataFrame:
    return shown.pivot(index="subject_id", columns="field", values=column)


def _take(wide: pd.DataFrame, field: str, ids: pd.Series) -> pd.Series:
    return ids.map(wide[field]) if field in wide else pd.Series([None] * len(ids), ids.index)
