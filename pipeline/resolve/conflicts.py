"""Statements on one thing that disagree, and how each statement is used in the tables."""

from __future__ import annotations

import pandas as pd

from pipeline.model import FILE, ROW, Problems, known_from
from pipeline.read import Raw
from pipeline.resolve.participations import outdone
from pipeline.resolve.rank import AMOUNT_KINDS, agree, decided_by, is_list
from pipeline.resolve.typing import joined, languages
from pipeline.schema import schema

_DATES = ("date", "partial_date", "moment")
_PLACE = ["subject_id", "topic"]


def uses(ranked: pd.DataFrame, shown: pd.DataFrame) -> pd.Series:
    """For each ranked statement: shown, agrees, differs or context (no table column shows it)."""
    use = _against_shown(ranked, shown).map({True: "agrees", False: "differs"})
    listed = is_list(ranked["field"])
    first = ~ranked.duplicated(["subject_id", "field", "item", "value"]) & ~outdone(ranked)
    use = use.where(~listed, first.map({True: "shown", False: "agrees"}))
    use = use.where(~ranked["statement_id"].isin(shown["statement_id"]), "shown")
    return use.where(_backs_a_table(ranked), "context")


def _against_shown(ranked: pd.DataFrame, shown: pd.DataFrame) -> pd.Series:
    """Whether each statement says the same as the shown one on its subject and concept."""
    best = shown.set_index(["subject_id", "concept"])
    places = pd.MultiIndex.from_frame(ranked[["subject_id", "concept"]])
    value = best["value"].reindex(places).set_axis(ranked.index)
    field = best["field"].reindex(places).set_axis(ranked.index)
    dates = [
        kind in _DATES and isinstance(other, str) and agree(one, other)
        for kind, one, other in zip(ranked["rule"], ranked["value"], value, strict=True)
    ]
    same = (ranked["value"] == value) & (ranked["field"] == field)
    return same | pd.Series(dates, index=ranked.index)


def conflicts(ranked: pd.DataFrame, raw: Raw) -> pd.DataFrame:
    """Table conflicts: every side of every disagreement and caveat (needs the column use).

    Raises BadInputError where a disagreement has no note in conflict_notes.csv, or a note speaks
    of nothing that the statements say.
    """
    ranked = ranked.assign(decided_by=decided_by(ranked))
    frame = ranked[ranked["subject_kind"] != "candidate"]
    frame = frame.assign(topic=_topic(frame["field"]))
    notes = raw.conflict_notes.assign(topic=_topic(raw.conflict_notes["field"]))
    differing = frame[frame["use"] == "differs"]
    disputed = differing.drop_duplicates(_PLACE)
    _check_notes(frame, disputed, notes)
    words = notes[[*_PLACE, *languages("note")]].drop_duplicates(_PLACE)
    sides = frame.drop(columns=languages("note")).merge(words, on=_PLACE)
    at_odds = _is_in(sides, disputed, _PLACE)
    # Of several outputs that one note speaks of, only those in dispute are sides of it.
    in_dispute = _is_in(sides, differing, ["subject_id", "concept"])
    sides = sides[~at_odds | in_dispute | (sides["item"] == "")].copy()
    sides["conflict_kind"] = at_odds.map({True: "disagreement", False: "caveat"})
    sides["decided_by"] = sides["decided_by"].where(sides["use"] == "differs", "")
    sides["is_shown"] = sides["use"].isin(["shown", "agrees"])
    return sides[schema().tables["conflicts"].column_names]


def _check_notes(frame: pd.DataFrame, disputed: pd.DataFrame, notes: pd.DataFrame) -> None:
    problems = Problems()
    for row in _without(disputed, notes).to_dict("records"):
        what = f"the sources disagree on {row['field']} of {row['subject_id']}, without a note"
        place = [*_PLACE, "item"]
        same = frame[(frame[place] == [row[name] for name in place]).all(axis=1)]
        others = same.loc[same["value"] != row["value"], [FILE, ROW]].itertuples(index=False)
        what += "".join(f"; compare {file}, row {number}" for file, number in others)
        problems.add(row[FILE], row[ROW], "value", what, "add a line to conflict_notes.csv")
    for row in _without(notes, frame).to_dict("records"):
        known = known_from(sorted({*frame.loc[frame["subject_id"] == row["subject_id"], FILE]}))
        what = f"no statement speaks of {row['field']} of {row['subject_id']}"
        what += f" ({known})" if known else ""
        problems.add(row[FILE], row[ROW], "field", what, "remove the note")
    problems.stop()


def _without(frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """Rows of `frame` whose subject and topic `other` does not speak of."""
    return frame[~_is_in(frame, other, _PLACE)]


def _is_in(frame: pd.DataFrame, other: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Whether the cells of these columns stand together in a row of `other` too."""
    known = set(other[columns].itertuples(index=False, name=None))
    places = frame[columns].itertuples(index=False, name=None)
    return pd.Series([place in known for place in places], index=frame.index, dtype=bool)


def _topic(fields: pd.Series) -> pd.Series:
    """What a field is about, where several fields tell of the same thing."""
    return fields.replace({"call_candidate": "call", **dict.fromkeys(AMOUNT_KINDS, "amount_eur")})


def conflict_fields(table: pd.DataFrame) -> pd.Series:
    """Fields in disagreement by subject, `;` between them."""
    rows = table[table["conflict_kind"] == "disagreement"].sort_values("field")
    return rows.groupby("subject_id")["field"].agg(joined)


def _backs_a_table(ranked: pd.DataFrame) -> pd.Series:
    tables = {
        "programme": ("programmes", "outputs"),
        "call": ("calls", "call_targets"),
        "project": ("projects", "participations", "project_themes", "outputs"),
    }
    backed = {
        (kind, field)
        for kind, names in tables.items()
        for name in names
        for column in schema().tables[name].columns
        for field in column.fields
    }
    pairs = zip(ranked["subject_kind"], ranked["field"], strict=True)
    known = pd.Series([pair in backed for pair in pairs], index=ranked.index)
    return known & ((ranked["field"] != "reuse") | (ranked["item"] != ""))
