"""Who takes part in which project, in which role, under which name at the time."""

from __future__ import annotations

import pandas as pd

from pipeline.resolve.typing import joined, languages
from pipeline.vocabulary import Vocabulary

ROLES = ("lead", "partner", "recipient")
"""Fields of statements that name a participant, the most telling role first."""
_NEW_SWEDISH_NAMES = "2020-01-01"


def participations(
    ranked: pd.DataFrame, organisations: pd.DataFrame, decided: pd.Series, vocabulary: Vocabulary
) -> pd.DataFrame:
    """Table participations: one row a project, organisation and role.

    `decided` tells the day (or year) of the decision by project. A recipient whose role another
    statement of at least the same certainty tells is not repeated as recipient.
    """
    told = ranked[(ranked["subject_kind"] == "project") & ranked["field"].isin(ROLES)]
    place = ["subject_id", "code", "field"]
    rows = told.drop_duplicates(place)
    sources = told.sort_values("source_id").groupby(place)["source_id"].agg(joined)
    rows = rows[_needed(rows)].join(sources.rename("source_ids"), on=place)
    named = rows.merge(
        organisations[["organisation_id", "organisation_kind", "name_fi", "name_sv"]],
        left_on="code",
        right_on="organisation_id",
        validate="many_to_one",
    )
    named["name_sv"] = _swedish_then(named, decided, vocabulary)
    columns = {"subject_id": "project_id", "field": "role"}
    kept = [
        "subject_id", "organisation_id", "field", "organisation_kind", "name_fi", "name_sv",
        "as_written", "certainty", *languages("note"), "source_ids",
    ]  # fmt: skip
    return named[kept].rename(columns=columns)


def completeness(people: pd.DataFrame, ranked: pd.DataFrame, joint: pd.Series) -> pd.Series:
    """Whether all participants of each project are known: False, or missing where none can tell.

    False where a source hides partners behind a phrase, counts more than are known, or where the
    call funded joint projects only (`joint`, by project) and fewer than two are known.
    """
    known = people.groupby("project_id")["organisation_id"].nunique()
    grouped = ranked[ranked["field"] == "partner_group"]["subject_id"]
    counted = ranked[ranked["field"] == "participant_count"].groupby("subject_id")["number"].max()
    hidden = known.index.isin(grouped)
    short = known < counted.reindex(known.index)
    alone = (known < 2) & joint.reindex(known.index).fillna(False).astype(bool)
    return pd.Series(False, index=known.index, dtype="boolean").where(hidden | short | alone)


def outdone(ranked: pd.DataFrame) -> pd.Series:
    """Whether each statement names a participant whose role another one tells better."""
    is_role = (ranked["subject_kind"] == "project") & ranked["field"].isin(ROLES)
    return (~_needed(ranked[is_role])).reindex(ranked.index, fill_value=False)


def _needed(rows: pd.DataFrame) -> pd.Series:
    """All leads and partners, and recipients of whom nothing as sure is known."""
    place = ["subject_id", "code"]
    certain = rows["certainty"].map({"stated": 0, "inferred": 1, "editorial": 2})
    telling = certain.where(rows["field"] != "recipient")
    best = telling.groupby([rows[column] for column in place]).transform("min")
    weaker = rows.assign(certain=certain).groupby(place)["field"].transform(_first_role)
    lead_and_partner = (rows["field"] == "partner") & (weaker == "lead")
    return ~((rows["field"] == "recipient") & (certain >= best)) & ~lead_and_partner


def _first_role(fields: pd.Series) -> str:
    return str(min(fields, key=ROLES.index))


def _swedish_then(named: pd.DataFrame, decided: pd.Series, vocabulary: Vocabulary) -> pd.Series:
    """Swedish names as the register had them at the decision: the forms changed in 2020."""
    now = vocabulary.municipalities.set_index("code")["name_sv_2026"]
    later = named["subject_id"].map(decided).fillna("") >= _NEW_SWEDISH_NAMES
    new = named["organisation_id"].map(now[now != ""])
    return named["name_sv"].where(~later | new.isna(), new)
