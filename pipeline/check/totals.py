"""Checks against what the sources state: over is an error, under is a gap that readers see."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, offenders, rule
from pipeline.model import FILE, ROW
from pipeline.schema import schema

_KEY = "coverage_id"
_SUBJECTS, _STATEMENTS = "subjects.csv", "statements"
_FEW = 12
"""As many documents are told one by one where one of them may have lost rows."""


@rule("grants-missing")
def grants_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Calls with fewer rows than grants stated."""
    rows = _calls(evidence)
    bad = rows[(rows["project_rows"] < rows["stated_grants"]).fillna(False).astype(bool)]
    return offenders(bad, "grants_awarded", _KEY, "project_rows", "stated_grants")


@rule("euros-missing")
def euros_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Calls whose itemised sums fall short of the total stated."""
    rows = _calls(evidence)
    rows = rows[rows["stated_total_eur"].notna()]
    rows = rows.assign(itemised_eur=rows["itemised_eur"].fillna(0))
    bad = rows[rows["itemised_eur"] < rows["stated_total_eur"]]
    return offenders(bad, "total_awarded_eur", _KEY, "itemised_eur", "stated_total_eur")


@rule("total-not-stated")
def total_not_stated(evidence: Evidence, _: Options) -> list[Offender]:
    """Calls of which no source tells the total."""
    rows = _calls(evidence)
    return offenders(rows[rows["stated_total_eur"].isna()], "total_awarded_eur", _KEY)


@rule("euros-with-inferred-over-stated")
def euros_with_inferred_over_stated(evidence: Evidence, _: Options) -> list[Offender]:
    """Calls whose itemised and inferred euros together pass the total stated."""
    rows = _calls(evidence)
    rows = rows.assign(_both=rows["itemised_eur"].fillna(0) + rows["inferred_eur"].fillna(0))
    bad = rows[(rows["_both"] > rows["stated_total_eur"]).fillna(False).astype(bool)]
    return offenders(bad, "total_awarded_eur", _KEY, "_both", "stated_total_eur")


@rule("award-count-differs")
def award_count_differs(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Recipients with more or fewer rows in a call than the source counts for them."""
    people = evidence.tables["participations"]
    who = people.groupby("project_id")["organisation_id"].agg(lambda ids: ";".join(sorted(ids)))
    projects = evidence.tables["projects"]
    groups = projects["call_id"].astype("str") + "/" + projects["project_id"].map(who)
    group_of = dict(zip(projects["project_id"], groups, strict=True))
    size = groups.value_counts()
    told = evidence.statements[evidence.statements["field"] == "award_count"]
    for row in told.to_dict("records"):
        stated = _number(row["as_written"], options["numbers"])
        group = group_of.get(row["subject_id"])
        if stated and group is not None and size[group] != stated:
            found = {"subject_id": row["subject_id"], "field": "award_count"}
            place = {"statement_id": row["statement_id"]}
            yield {**found, **place, "value": int(size[group]), "other": stated}


@rule("envelope-low")
def envelope_low(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Counts and fill rates below those of a healthy run, and each file that may lack rows."""
    for offender, count, limits in _measured(evidence):
        if count < int(limits["at_least"]):
            low = {**offender, "other": f"≥ {limits['at_least']}"}
            yield low
            for file in _fed_by(evidence, limits["table"], limits["call_id"]):
                yield {**low, "file": file, "row": 0}


@rule("envelope-high")
def envelope_high(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Counts above what a healthy run is expected to reach."""
    for offender, count, limits in _measured(evidence):
        if limits["at_most"] and count > int(limits["at_most"]):
            yield {**offender, "other": f"≤ {limits['at_most']}"}


def _measured(evidence: Evidence) -> Iterator[tuple[Offender, int, Mapping[Hashable, str]]]:
    """(offender to be, what was measured, limits) for each line of envelopes.csv."""
    for limits in evidence.raw.envelopes.to_dict("records"):
        frame = evidence.tables[limits["table"]]
        if limits["call_id"]:
            frame = frame[frame["call_id"] == limits["call_id"]]
        field, count = limits["table"], len(frame)
        if limits["column"]:
            field = f"{field}.{limits['column']}"
            count = round(100 * frame[limits["column"]].notna().mean()) if count else 0
        place = {"file": limits[FILE], "row": limits[ROW]}
        subject = limits["call_id"] or limits["table"]
        yield {"subject_id": subject, "field": field, "value": count, **place}, count, limits


def _fed_by(evidence: Evidence, table: str, call_id: str) -> list[str]:
    """The raw files that rows of the table come from; those of one call unless that is ""."""
    for name in (f"vocabulary/{table}.csv", f"{table}.csv"):
        if name in schema().raw:
            return [name]
    said = evidence.statements
    if not call_id:
        files = {*said[FILE]}
        return sorted({*(files if len(files) <= _FEW else [_STATEMENTS]), _SUBJECTS})
    projects = evidence.tables["projects"]
    # A project whose call is lost may be the one that is missed.
    mine = projects[projects["call_id"].isna() | (projects["call_id"] == call_id)]["project_id"]
    return sorted({*said[said["subject_id"].isin({*mine, call_id})][FILE], _SUBJECTS})


def _calls(evidence: Evidence) -> pd.DataFrame:
    """Table coverage without the rows that are not calls."""
    rows = evidence.tables["coverage"]
    return rows[rows[_KEY].isin(evidence.tables["calls"]["call_id"])]


def _number(token: str, numbers: dict[str, int]) -> int | None:
    """The number that a token begins with, in digits or as one of `numbers`."""
    first = token.split(" ")[0].split(":")[0].lower()
    return int(first) if first.isascii() and first.isdigit() else numbers.get(first)
